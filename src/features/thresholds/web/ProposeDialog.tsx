/** Proposing numbers for a rule (提出门槛的修改): what is left empty stays as it is. */
import { Input, InputNumber, Select } from 'antd'
import { call } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, Route, type Threshold } from '../thresholds.contract.ts'
import { baseNames, bodyNames, routeNames, shareName } from '../thresholds.words.ts'
import { partsOf, shares, valuesOf, type ProposalValues } from './proposal-values.ts'

const shareOptions = Object.entries(shares).map(([value, share]) => ({
  value,
  label: share.strict || share.numerator === share.denominator ? shareName(share) : `${shareName(share)}以上`,
}))
const baseOptions = (['present', 'eligible', 'all'] as const).map(value => ({ value, label: baseNames[value] }))

export function ProposeDialog({ threshold, onClose }: { threshold: Threshold; onClose(): void }) {
  const { law, unitId, unitName, version, rule } = threshold
  const params = { ruleKey: law.key, unitId }
  const routes = law.quorum?.map(({ route }) => route) ?? Route.options
  return (
    <FormDialog<typeof endpoints.propose, ProposalValues>
      title={`${unitName}：${bodyNames[law.body]}`}
      verb="提出"
      endpoint={endpoints.propose}
      input={values => ({ params, body: { ...partsOf(values), basis: values.basis ?? '', article: values.article || null } })}
      initial={valuesOf(threshold)}
      versioned={{
        version,
        read: async () => {
          const now = await call(endpoints.get, { params })
          return { version: now.version, values: valuesOf(now) }
        },
        labels: { majority: '同意票数', noticeDays: '提前通知的天数', basis: '依据', article: '新法条文' },
      }}
      onClose={onClose}
    >
      <p>
        {Object.keys(rule.unsettled).length > 0 ? '标“待镇里确认”的数，请照原文填。' : '只能比现在更严。'}
        不填的，照原来的规定。提出以后，要另一个人同意。
      </p>
      {routes.map(route => (
        <Field key={route} name={route} label={`到会人数（${routeNames[route]}）`}>
          <Select showSearch={{ optionFilterProp: 'label' }} allowClear options={shareOptions} placeholder="照原来的规定" />
        </Field>
      ))}
      <Field name="majority" label="同意票数">
        <Select showSearch={{ optionFilterProp: 'label' }} allowClear options={shareOptions} placeholder="照原来的规定" />
      </Field>
      <Field name="base" label="票数按谁算">
        <Select showSearch={{ optionFilterProp: 'label' }} allowClear options={baseOptions} placeholder="到会" />
      </Field>
      <Field name="noticeDays" label="提前几天通知" hint="不要求通知的，填0。">
        <InputNumber min={0} max={90} precision={0} />
      </Field>
      {Object.values(law.unsettled).includes('unseen') && (
        <Field name="article" label="新法条文" hint="比原来的数低才填：写新法哪一条这样规定。">
          <Input maxLength={200} />
        </Field>
      )}
      <Field name="basis" label="依据" required hint="写文件或章程，和哪一条。">
        <Input maxLength={200} />
      </Field>
    </FormDialog>
  )
}

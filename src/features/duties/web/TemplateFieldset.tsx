/** The fields of a list (清单内容): what is asked, on which basis, of whom, by when, and what closes it. */
import { Input, InputNumber, Radio, Select } from 'antd'
import { bodyKindNames } from '#features/bodies/bodies.contract.ts'
import { endpoints as indicatorEndpoints } from '#features/indicators/indicators.contract.ts'
import { unitKindNames } from '#features/units/units.contract.ts'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { Frequency, frequencyNames, type TemplateFields } from '../duties.contract.ts'

const options = (names: Readonly<Record<string, string>>, kinds: readonly string[]) => kinds.map(value => ({ value, label: names[value] }))
const kindsOf = {
  units: options(unitKindNames, ['community', 'village', 'cooperative', 'quarter']),
  bodies: options(bodyKindNames, [
    'committee',
    'generalBranch',
    'branch',
    'jointBranch',
    'temporaryBranch',
    'villagersCommittee',
    'residentsCommittee',
  ]),
}

/** What is left out of the form is nothing. */
export const toBody = ({ asks, awaitedBy, ...fields }: TemplateFields): TemplateFields => ({
  ...fields,
  fulfilledBy: fields.fulfilledBy || null,
  awaitedBy: awaitedBy || null,
  kinds: fields.kinds ?? [],
  basis: { name: fields.basis?.name ?? '', article: fields.basis?.article ?? '', issuer: fields.basis?.issuer ?? '' },
  asks: (asks ?? []).map(({ name, heldIn, filledBy, reason }) => ({
    name: name ?? '',
    heldIn: heldIn || null,
    filledBy: filledBy || null,
    reason: reason ?? '',
  })),
})

export function TemplateFieldset({ binds, isDraft }: { binds: TemplateFields['binds']; isDraft: boolean }) {
  const indicators = useRead(indicatorEndpoints.list, {})
  const flows = (indicators.data?.items ?? []).filter(({ kind }) => kind === 'flow')
  return (
    <>
      <Field name="name" label="要做什么" required hint="写要办的事，例如：支部党员大会。">
        <Input maxLength={60} />
      </Field>
      <Field name="unitId" label="哪个单位发" required>
        <UnitSelect allowClear={false} disabled={isDraft} />
      </Field>
      <Field name={['basis', 'name']} label="依据的文件" required hint="全称，带书名号。没有依据的不能发。">
        <Input maxLength={80} />
      </Field>
      <Field name={['basis', 'article']} label="哪一条" required>
        <Input maxLength={40} />
      </Field>
      <Field name={['basis', 'issuer']} label="谁发布的">
        <Input maxLength={40} />
      </Field>
      <Field name="binds" label="谁来做" required>
        <Radio.Group
          options={[
            { value: 'units', label: '村（社区）、经济社' },
            { value: 'bodies', label: '党组织、自治组织' },
          ]}
        />
      </Field>
      <Field name="kinds" label="哪几类" required>
        <Select mode="multiple" options={kindsOf[binds]} />
      </Field>
      <Field name="frequency" label="多久一次" required>
        <Radio.Group options={Frequency.options.map(value => ({ value, label: frequencyNames[value] }))} />
      </Field>
      <Field name="dueRule" label="到期怎么算" required>
        <Radio.Group
          options={[
            { value: 'dayOfPeriod', label: '这一期的第几天' },
            { value: 'workingDaysAfter', label: '这一期过后几个工作日' },
          ]}
        />
      </Field>
      <Field name="dueCount" label="几天" required hint="例如31：每月最后一天。">
        <InputNumber min={1} max={366} />
      </Field>
      <Field name="fulfilledBy" label="什么记录了结它" hint="系统里有这种记录，就自己了结。不收材料，不收照片。">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={flows.map(({ id, nameZh }) => ({ value: id, label: nameZh }))}
        />
      </Field>
      <Field name="leastRows" label="至少几条记录" required>
        <InputNumber min={1} max={100} />
      </Field>
      <Field name="awaitedBy" label="谁在等它" hint="没有人等的，逾期也不往上催。">
        <Input maxLength={40} />
      </Field>
      <Field name="from" label="从哪天起" required>
        <Input type="date" />
      </Field>
      <Field name="to" label="到哪天止" required>
        <Input type="date" />
      </Field>
    </>
  )
}

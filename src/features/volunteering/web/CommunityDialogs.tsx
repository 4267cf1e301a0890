/** Star communities (星级志愿服务社区): what a village's records show before it applies, the town's decision, and the rule of a year. */
import { Form, Input, InputNumber, Radio } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { localToday } from '#platform/web/local-time.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { communityEndpoints as endpoints, type StarCommunity } from '../volunteering.communities.contract.ts'
import { criterionNames, criterionText } from '../volunteering.communities.words.ts'

export const ApplyDialog = ({ year, onClose }: { year: number; onClose(): void }) => (
  <FormDialog<typeof endpoints.proposeCommunity, { unitId?: string }>
    title={`申请${year}年的星级志愿服务社区`}
    verb="申请"
    endpoint={endpoints.proposeCommunity}
    input={({ unitId }) => ({ body: { unitId: unitId ?? '', year } })}
    onClose={onClose}
  >
    <Field name="unitId" label="哪个村（社区）" required>
      <UnitSelect kinds={['village', 'community']} />
    </Field>
    <Form.Item noStyle shouldUpdate>
      {({ getFieldValue }) => <Shown unitId={getFieldValue('unitId') as string | undefined} year={year} />}
    </Form.Item>
  </FormDialog>
)

/** Each thing asked for, beside what the records show today. */
function Shown({ unitId, year }: { unitId: string | undefined; year: number }) {
  const facts = useRead(endpoints.communityFacts, { query: { unitId: unitId ?? '', year } }, { enabled: unitId !== undefined })
  if (unitId === undefined) return null
  return (
    <Reading of={facts} lines={4}>
      {({ criteria, source }) => (
        <>
          <ul className="lines">
            {criteria.map(({ key, least, value, met }) => (
              <li key={key}>
                {met ? '● 够了' : '▲ 还不够'}：{criterionNames[key]}
                {criterionText(key, value)}，要{criterionText(key, least)}
              </li>
            ))}
          </ul>
          <p className="sub">依据：{source}</p>
        </>
      )}
    </Reading>
  )
}

export const DecideDialog = ({ of, onClose }: { of: StarCommunity; onClose(): void }) => {
  const values = { granted: undefined as boolean | undefined, basis: '' }
  return (
    <FormDialog<typeof endpoints.decideCommunity, typeof values>
      title={`决定：${of.unitName}，${of.year}年`}
      verb="定下"
      endpoint={endpoints.decideCommunity}
      input={({ granted, basis }) => ({ params: { communityId: of.id }, body: { granted: granted!, basis } })}
      versioned={{
        version: of.version,
        read: async () => {
          const { items } = await call(endpoints.communities, { query: { year: of.year } })
          return { version: items.find(({ id }) => id === of.id)?.version ?? of.version, values }
        },
        labels: { basis: '文件或原因' },
      }}
      onClose={onClose}
    >
      <p>镇里发文决定。申请的人自己不能决定。定了以后不能再改。</p>
      <Field name="granted" label="怎样决定" required>
        <Radio.Group
          options={[
            { value: true, label: '同意' },
            { value: false, label: '不同意' },
          ]}
        />
      </Field>
      <Field name="basis" label="文件或原因" required hint="同意的写文号，不同意的写原因。">
        <Input maxLength={200} />
      </Field>
    </FormDialog>
  )
}

interface RuleValues {
  fromYear: number
  leastTeams: number
  leastSlots: number
  leastVolunteers: number
  hours: number
  source: string
}

export const RuleDialog = ({ onClose }: { onClose(): void }) => (
  <FormDialog<typeof endpoints.setCommunityRule, RuleValues>
    title="定条件"
    verb="定下"
    endpoint={endpoints.setCommunityRule}
    input={({ hours, ...rest }) => ({ body: { ...rest, leastMinutes: Math.round(hours * 60) } })}
    initial={{ fromYear: Number(localToday().slice(0, 4)) }}
    onClose={onClose}
  >
    <p>已经过去的年份不改。有村（社区）申请了的年份，也不再改。</p>
    <Field name="fromYear" label="从哪一年起" required>
      <InputNumber min={2000} max={2100} />
    </Field>
    <Field name="leastTeams" label={`${criterionNames.teams}至少几支`} required>
      <InputNumber min={0} />
    </Field>
    <Field name="leastSlots" label={`${criterionNames.slots}至少几场`} required>
      <InputNumber min={0} />
    </Field>
    <Field name="leastVolunteers" label={`${criterionNames.volunteers}至少几人`} required>
      <InputNumber min={0} />
    </Field>
    <Field name="hours" label={`${criterionNames.minutes}至少几小时`} required hint="只算①②两级。">
      <InputNumber min={0} />
    </Field>
    <Field name="source" label="依据" required hint="定条件的文件和文号。">
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)

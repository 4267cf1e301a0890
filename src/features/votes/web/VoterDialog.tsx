/** One line of a register (名册上的一个人): entered, put right, ended. */
import { Checkbox, Input, Select } from 'antd'
import { call } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog, type Versioned } from '#platform/web/FormDialog.tsx'
import { endpoints, Standing, type RegisterBody, type Voter, type VoterFields } from '../votes.contract.ts'
import { standingNames } from '../votes.words.ts'

type Values = Pick<Voter, 'code' | 'name' | 'householdKey' | 'standing' | 'from'> & {
  represents: boolean[]
  standingReason: string
  to: string
}
const valuesOf = ({ code, name, householdKey, represents, standing, standingReason, from, to }: Voter): Values => ({
  code,
  name,
  householdKey,
  represents: represents ? [true] : [],
  standing,
  standingReason: standingReason ?? '',
  from,
  to: to ?? '',
})
const bodyOf = (
  { represents = [], standingReason, to, householdKey = '', ...values }: Values,
  { personId, householdId }: Pick<VoterFields, 'personId' | 'householdId'>,
): VoterFields => ({
  ...values,
  householdKey,
  personId,
  householdId,
  represents: represents.includes(true),
  standingReason: standingReason || null,
  to: to || null,
})
const labels = {
  code: '名册编号',
  name: '姓名',
  householdKey: '户号',
  standing: '表决权',
  standingReason: '原因',
  from: '从哪一天起',
  to: '到哪一天',
}

interface VoterDialogProps {
  place: { bodyId: string; decidingBody: RegisterBody }
  /** Null: a new one. */
  voter: Voter | null
  onClose(): void
}

export function VoterDialog({ place, voter, onClose }: VoterDialogProps) {
  if (!voter)
    return (
      <FormDialog<typeof endpoints.enterVoter, Values>
        title="加一个人"
        verb="登记"
        endpoint={endpoints.enterVoter}
        input={values => ({ params: place, body: bodyOf(values, { personId: null, householdId: null }) })}
        initial={{ standing: 'voter' }}
        onClose={onClose}
      >
        <Fields />
      </FormDialog>
    )
  const versioned: Versioned<Values> = {
    version: voter.version,
    read: async () => {
      const { items } = await call(endpoints.register, { params: place, query: {} })
      const now = items.find(({ id }) => id === voter.id) ?? voter
      return { version: now.version, values: valuesOf(now) }
    },
    labels,
  }
  return (
    <FormDialog<typeof endpoints.changeVoter, Values>
      title={`改${voter.name}`}
      verb="保存"
      endpoint={endpoints.changeVoter}
      input={values => ({ params: { voterId: voter.id }, body: bodyOf(values, voter) })}
      initial={valuesOf(voter)}
      versioned={versioned}
      onClose={onClose}
    >
      <Fields />
    </FormDialog>
  )
}

const Fields = () => (
  <>
    <Field name="code" label={labels.code} required hint="一人一个，一经使用不要改。">
      <Input maxLength={40} />
    </Field>
    <Field name="name" label={labels.name} required>
      <Input maxLength={50} />
    </Field>
    <Field name="householdKey" label={labels.householdKey} hint="同一户写一样的。">
      <Input maxLength={40} />
    </Field>
    <Field name="represents" label="户代表">
      <Checkbox.Group options={[{ value: true, label: '代表这一户' }]} />
    </Field>
    <Field name="standing" label={labels.standing} required>
      <Select options={Standing.options.map(value => ({ value, label: standingNames[value] }))} />
    </Field>
    <Field name="standingReason" label={labels.standingReason} hint="没有表决权的要写。">
      <Input maxLength={100} />
    </Field>
    <Field name="from" label={labels.from} required>
      <Input type="date" />
    </Field>
    <Field name="to" label={labels.to} hint="从这一天起不在名册上。">
      <Input type="date" />
    </Field>
  </>
)

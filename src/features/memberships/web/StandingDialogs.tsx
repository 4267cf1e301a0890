/** Entering a member, full standing, another kind, and the end (登记党员、转正、换类别、党籍终止). */
import { Input, Radio, Select } from 'antd'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { localToday } from '#platform/web/local-time.ts'
import { endpoints, EndReason, MemberKind, type MembershipDetail } from '../memberships.contract.ts'
import { endReasonNames, memberKindNames } from '../memberships.words.ts'
import { BranchFields } from './BranchSelect.tsx'

export interface MemberDialogProps {
  member: MembershipDetail
  onClose(): void
}
export const choices = <T extends string>(options: readonly T[], names: Record<T, string>) =>
  options.map(value => ({ value, label: names[value] }))

/** The general meeting of the branch on which it rests. */
function MeetingField({ bodyId, hint }: { bodyId: string | undefined; hint: string }) {
  const held = useRead(endpoints.decisions, { params: { bodyId: bodyId ?? '' } }, { enabled: bodyId !== undefined })
  const options = bodyId === undefined ? [] : (held.data?.items ?? [])
  return (
    <Field name="meetingId" label="依据哪次支部党员大会" hint={hint}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        loading={held.isFetching}
        placeholder="可以不选"
        notFoundContent="系统里还没有开过的党员大会"
        options={options.map(({ id, title, heldOn }) => ({ value: id, label: `${showDay(heldOn)}，${title}` }))}
      />
    </Field>
  )
}

interface AdmitValues {
  personId: string
  kind: MemberKind
  where?: 'here' | 'elsewhere'
  villageId?: string
  bodyId?: string
  unitId?: string
  admittedOn: string
  fullOn?: string
  meetingId?: string
}

export const AdmitDialog = ({ onClose, onDone }: { onClose(): void; onDone(member: MembershipDetail): void }) => (
  <FormDialog<typeof endpoints.admit, AdmitValues>
    title="登记党员"
    verb="登记"
    endpoint={endpoints.admit}
    // a field that is not shown is not among the values
    input={({ personId, kind, bodyId, unitId, admittedOn, fullOn, meetingId }) => ({
      body: {
        personId,
        kind,
        bodyId: bodyId ?? null,
        unitId: unitId ?? null,
        admittedOn,
        fullOn: fullOn || null,
        meetingId: meetingId ?? null,
      },
    })}
    initial={{ where: 'here' }}
    onClose={onClose}
    onDone={onDone}
  >
    {form => (
      <>
        <p>新发展的、从外面转进来的，都在这里登记。在本镇别的支部的，到那个人的页面办转接。</p>
        <Field name="personId" label="谁" required hint="不能登记自己。">
          <PersonSelect />
        </Field>
        <Field name="kind" label="类别" required>
          <Radio.Group options={choices(MemberKind.options, memberKindNames)} />
        </Field>
        {form.getFieldValue('kind') === 'inServiceElsewhere' && (
          <Field name="where" label="组织关系在哪里" required>
            <Radio.Group
              options={[
                { value: 'here', label: '在本镇的支部' },
                { value: 'elsewhere', label: '在镇外的单位，到村（社区）报到' },
              ]}
            />
          </Field>
        )}
        {isElsewhere(form.getFieldsValue(true) as AdmitValues) ? (
          <Field name="unitId" label="向哪个村（社区）报到" required>
            <UnitSelect kinds={['village', 'community']} allowClear={false} />
          </Field>
        ) : (
          <>
            <BranchFields name="bodyId" label="党支部" villageId={form.getFieldValue('villageId') as string | undefined} />
            <MeetingField bodyId={form.getFieldValue('bodyId') as string | undefined} hint="新发展的选一次。转进来的、以前的不用选。" />
          </>
        )}
        <Field name="admittedOn" label="入党日期" required hint="支部大会通过为预备党员的那一天。">
          <Input type="date" />
        </Field>
        <Field name="fullOn" label="转正日期" hint="还是预备党员的，不填。">
          <Input type="date" />
        </Field>
      </>
    )}
  </FormDialog>
)
const isElsewhere = ({ kind, where }: AdmitValues) => kind === 'inServiceElsewhere' && where === 'elsewhere'

const readAnew = (id: string) => call(endpoints.get, { params: { membershipId: id } })

interface FullValues {
  on: string
  meetingId?: string
}

export const BecomeFullDialog = ({ member, onClose }: MemberDialogProps) => (
  <FormDialog<typeof endpoints.becomeFull, FullValues>
    title={`转正：${member.name}`}
    verb="转正"
    endpoint={endpoints.becomeFull}
    input={({ on, meetingId }) => ({ params: { membershipId: member.id }, body: { on, meetingId: meetingId ?? null } })}
    versioned={{
      version: member.version,
      read: async () => {
        const { version, fullOn, fullAt } = await readAnew(member.id)
        return { version, values: { on: fullOn ?? '', ...(fullAt && { meetingId: fullAt.id }) } }
      },
      labels: { on: '转正日期' },
    }}
    onClose={onClose}
  >
    <p>{showDay(member.admittedOn)}成为预备党员，预备期一年。</p>
    <Field name="on" label="转正日期" required hint="预备期满的那一天。党龄从这天算起。">
      <Input type="date" />
    </Field>
    <MeetingField bodyId={member.bodyId ?? undefined} hint="讨论通过转正的那一次。" />
  </FormDialog>
)

interface KindValues {
  kind: MemberKind
  from: string
}

export const ChangeKindDialog = ({ member, onClose }: MemberDialogProps) => (
  <FormDialog<typeof endpoints.changeKind, KindValues>
    title={`换类别：${member.name}`}
    verb="保存"
    endpoint={endpoints.changeKind}
    input={body => ({ params: { membershipId: member.id }, body })}
    initial={{ kind: member.kind, from: localToday() }}
    versioned={{
      version: member.version,
      read: async () => {
        const { version, kind, periods } = await readAnew(member.id)
        return { version, values: { kind, from: periods.at(-1)?.from ?? '' } }
      },
      labels: { kind: '类别', from: '从哪一天起' },
      show: (field, value) => (field === 'kind' ? memberKindNames[value as MemberKind] : undefined),
    }}
    onClose={onClose}
  >
    <Field name="kind" label="类别" required hint="在职、无职、离退休、流动，一天只算一类。">
      <Radio.Group options={choices(MemberKind.options, memberKindNames)} />
    </Field>
    <Field name="from" label="从哪一天起" required hint="以前的类别留着。">
      <Input type="date" />
    </Field>
  </FormDialog>
)

interface EndValues {
  on: string
  reason: EndReason
}

export const EndDialog = ({ member, onClose }: MemberDialogProps) => (
  <FormDialog<typeof endpoints.end, EndValues>
    title={`党籍不在本镇了：${member.name}`}
    verb="登记"
    refusing
    endpoint={endpoints.end}
    input={body => ({ params: { membershipId: member.id }, body })}
    initial={{ on: localToday() }}
    versioned={{
      version: member.version,
      read: async () => {
        const { version, endedOn, endReason } = await readAnew(member.id)
        return { version, values: { on: endedOn ?? '', reason: endReason as EndReason } }
      },
      labels: { on: '从哪一天起', reason: '哪种情况' },
      show: (field, value) => (field === 'reason' && value ? endReasonNames[value as EndReason] : undefined),
    }}
    onClose={onClose}
  >
    <p>记录留着，不再算人数。转到本镇别的支部的，请用“转接”。</p>
    <Field name="reason" label="哪种情况" required>
      <Radio.Group options={choices(EndReason.options, endReasonNames)} />
    </Field>
    <Field name="on" label="从哪一天起" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)

/** Planning a meeting and changing the plan (新建、修改会议): who meets, when, where, and how they were told. */
import { Select } from 'antd'
import { endpoints as venueEndpoints } from '#features/venues/venues.contract.ts'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog, type Versioned } from '#platform/web/FormDialog.tsx'
import { fromField, showSpan, toField } from '#platform/web/local-time.ts'
import {
  endpoints,
  isCivil,
  partyKinds,
  type NoticeChannel,
  type MeetingKind,
  type MeetingDetail,
  type MeetingFields,
} from '../meetings.contract.ts'
import { kindNames, noticeNames } from '../meetings.words.ts'
import { PersonSelect } from './PersonSelect.tsx'
import { NoticeFields, planOf, WhenFields, type PlanValues } from './PlanFields.tsx'

interface Values extends PlanValues {
  bodyId: string
  kind: MeetingKind
  itemId: string | null
  venueId: string | null
  chairId: string | null
  recorderId: string | null
}

/** What the contract takes of a meeting, for saving one part of it. */
export const fieldsOf = (meeting: MeetingDetail): MeetingFields => ({
  kind: meeting.kind,
  bodyId: meeting.bodyId,
  itemId: meeting.itemId,
  title: meeting.title,
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  place: meeting.place,
  venueId: meeting.venueId,
  chairId: meeting.chairId,
  recorderId: meeting.recorderId,
  noticeChannel: meeting.noticeChannel,
  noticeOn: meeting.noticeOn,
  agenda: meeting.agenda,
})

const valuesOf = (meeting: MeetingDetail): Values => {
  const { agenda: _, ...fields } = fieldsOf(meeting)
  return { ...fields, startsAt: toField(meeting.startsAt), endsAt: toField(meeting.endsAt) }
}

const bodyOf = (values: Values, agenda: MeetingFields['agenda']): MeetingFields => ({
  ...planOf(values),
  bodyId: values.bodyId,
  kind: values.kind,
  itemId: values.kind === 'packActivity' ? (values.itemId ?? null) : null,
  venueId: values.venueId ?? null,
  chairId: values.chairId ?? null,
  recorderId: values.recorderId ?? null,
  agenda,
})

const labels = {
  title: '名称',
  kind: '类别',
  startsAt: '开始',
  endsAt: '结束',
  place: '地点',
  noticeChannel: '通知方式',
  noticeOn: '通知日期',
}

interface PlanDialogProps {
  /** Null: a new one. */
  meeting: MeetingDetail | null
  onClose(): void
  onDone?(meeting: MeetingDetail): void
}

export function PlanDialog({ meeting, onClose, onDone }: PlanDialogProps) {
  if (!meeting) {
    return (
      <FormDialog<typeof endpoints.create, Values>
        title="新建会议"
        verb="新建"
        endpoint={endpoints.create}
        input={values => ({ body: bodyOf(values, []) })}
        initial={{ kind: 'generalMeeting' }}
        onClose={onClose}
        {...(onDone && { onDone })}
        wide
      >
        {form => <Fields kind={form.getFieldValue('kind') as MeetingKind} meeting={null} />}
      </FormDialog>
    )
  }
  return (
    <FormDialog<typeof endpoints.edit, Values>
      title={`修改${meeting.title}`}
      verb="保存"
      endpoint={endpoints.edit}
      input={values => ({ params: { meetingId: meeting.id }, body: bodyOf(values, meeting.agenda) })}
      initial={valuesOf(meeting)}
      versioned={versionsOf(meeting)}
      onClose={onClose}
      wide
    >
      {form => <Fields kind={form.getFieldValue('kind') as MeetingKind} meeting={meeting} />}
    </FormDialog>
  )
}

const versionsOf = (meeting: MeetingDetail): Versioned<Values> => ({
  version: meeting.version,
  read: async () => {
    const now = await call(endpoints.get, { params: { meetingId: meeting.id } })
    return { version: now.version, values: valuesOf(now) }
  },
  labels,
  show: (field, value) => {
    if (field === 'kind') return kindNames[value as MeetingKind]
    if (field === 'noticeChannel' && value) return noticeNames[value as NoticeChannel]
    if ((field === 'startsAt' || field === 'endsAt') && value) return showSpan(fromField(value as string)!, null)
    return undefined
  },
})

function Fields({ kind, meeting }: { kind: MeetingKind; meeting: MeetingDetail | null }) {
  // A board's or an assembly's meeting stays what it is.
  const civil = meeting !== null && isCivil(meeting.kind)
  const hosts = useRead(endpoints.hosts, {})
  const packs = useRead(endpoints.packs, {})
  const venues = useRead(venueEndpoints.list, { query: { below: meeting?.unitId, status: 'inUse', limit: 100 } })
  const items = packs.data?.items.flatMap(pack => pack.items.map(({ id, name }) => ({ value: id, label: name }))) ?? []
  return (
    <>
      <Field name="bodyId" label={civil ? '哪个组织开' : '哪个党组织开'} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={hosts.isPending}
          placeholder="输入名称可查找"
          options={(civil ? [{ id: meeting.bodyId, name: meeting.bodyName }] : (hosts.data?.items ?? [])).map(({ id, name }) => ({
            value: id,
            label: name,
          }))}
        />
      </Field>
      <Field name="kind" label="类别" required>
        <Select options={(civil ? [meeting.kind] : partyKinds).map(value => ({ value, label: kindNames[value] }))} />
      </Field>
      {kind === 'packActivity' && (
        <Field name="itemId" label="哪一项" required hint="项目由镇里定名，没有列出的还没有定。">
          <Select options={items} />
        </Field>
      )}
      <WhenFields />
      {meeting && (
        <>
          <Field name="venueId" label="在哪个阵地">
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              options={venues.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            />
          </Field>
          <Field name="chairId" label="主持人">
            <PersonSelect meetingId={meeting.id} known={{ id: meeting.chairId, name: meeting.chairName }} />
          </Field>
          <Field name="recorderId" label="记录人">
            <PersonSelect meetingId={meeting.id} known={{ id: meeting.recorderId, name: meeting.recorderName }} />
          </Field>
          <NoticeFields />
        </>
      )}
    </>
  )
}

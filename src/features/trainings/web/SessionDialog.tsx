/** Entering a course, planning a session and changing it (课程、场次). */
import { Checkbox, Form, Input, Select } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { fromField, showSpan, toField } from '#platform/web/local-time.ts'
import { Audience, endpoints, PlaceKind, SessionLength, type Session, type SessionFields } from '../trainings.contract.ts'
import { audienceNames, lengthNames, placeKindNames } from '../trainings.words.ts'

type Course = { unitId: string; title: string; audience: Audience; concentrated?: boolean }

export const CourseDialog = ({ onClose }: { onClose(): void }) => (
  <FormDialog<typeof endpoints.createCourse, Course>
    title="新建课程"
    verb="新建"
    endpoint={endpoints.createCourse}
    input={values => ({ body: { ...values, concentrated: values.concentrated ?? false } })}
    onClose={onClose}
  >
    <Field name="unitId" label="哪个单位主办" required>
      <UnitSelect />
    </Field>
    <Field name="title" label="课程名称" required>
      <Input maxLength={60} />
    </Field>
    <Field name="audience" label="给谁上" required>
      <Select options={Audience.options.map(value => ({ value, label: audienceNames[value] }))} />
    </Field>
    <Form.Item name="concentrated" valuePropName="checked">
      <Checkbox>集中培训（书记每年至少一次）</Checkbox>
    </Form.Item>
  </FormDialog>
)

interface Values extends Omit<SessionFields, 'startsAt' | 'endsAt'> {
  startsAt: string | null
  endsAt: string | null
}

const valuesOf = ({ courseId, startsAt, endsAt, placeKind, place, teacher, length }: Session): Values => ({
  courseId,
  startsAt: toField(startsAt),
  endsAt: toField(endsAt),
  placeKind,
  place,
  teacher,
  length,
})
const bodyOf = (values: Values): SessionFields => ({
  ...values,
  startsAt: fromField(values.startsAt) ?? '',
  endsAt: fromField(values.endsAt) ?? '',
  place: values.place ?? '',
  teacher: values.teacher ?? '',
})

interface SessionDialogProps {
  /** Null: a new one. */
  session: Session | null
  onClose(): void
  onDone?(session: Session): void
}

export function SessionDialog({ session, onClose, onDone }: SessionDialogProps) {
  const shared = { onClose, ...(onDone && { onDone }), children: <Fields /> }
  if (!session)
    return (
      <FormDialog<typeof endpoints.create, Values>
        title="排一场培训"
        verb="排好"
        endpoint={endpoints.create}
        input={values => ({ body: bodyOf(values) })}
        initial={{ placeKind: 'teachingPoint', length: 'halfDay' }}
        {...shared}
      />
    )
  return (
    <FormDialog<typeof endpoints.edit, Values>
      title={`修改${session.title}`}
      verb="保存"
      endpoint={endpoints.edit}
      input={values => ({ params: { sessionId: session.id }, body: bodyOf(values) })}
      initial={valuesOf(session)}
      versioned={{
        version: session.version,
        read: async () => {
          const now = await call(endpoints.get, { params: { sessionId: session.id } })
          return { version: now.version, values: valuesOf(now) }
        },
        labels: { startsAt: '开始', endsAt: '结束', length: '学时', place: '地点', teacher: '讲课人' },
        show: (field, value) => {
          if (field === 'length') return lengthNames[value as SessionLength]
          return (field === 'startsAt' || field === 'endsAt') && value ? showSpan(fromField(value as string)!, null) : undefined
        },
      }}
      {...shared}
    />
  )
}

function Fields() {
  const courses = useRead(endpoints.courses, {})
  return (
    <>
      <Field name="courseId" label="哪门课程" required hint="没有的先“新建课程”。">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={courses.isPending}
          placeholder="输入名称可查找"
          options={courses.data?.items.map(({ id, title, unitName }) => ({ value: id, label: `${title}（${unitName}）` })) ?? []}
        />
      </Field>
      <Field name="startsAt" label="开始" required>
        <Input type="datetime-local" />
      </Field>
      <Field name="endsAt" label="结束" required>
        <Input type="datetime-local" />
      </Field>
      <Field name="length" label="学时" required hint="一天8学时，半天4学时，别的按整小时算。">
        <Select options={SessionLength.options.map(value => ({ value, label: lengthNames[value] }))} />
      </Field>
      <Field name="placeKind" label="在哪里办" required>
        <Select options={PlaceKind.options.map(value => ({ value, label: placeKindNames[value] }))} />
      </Field>
      <Field name="place" label="具体地点">
        <Input maxLength={100} />
      </Field>
      <Field name="teacher" label="讲课人">
        <Input maxLength={50} />
      </Field>
    </>
  )
}

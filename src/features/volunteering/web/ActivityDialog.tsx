/** Drafting an activity and changing it (志愿活动). */
import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type ActivityDetail, type ActivityFields } from '../volunteering.contract.ts'

type Values = Partial<ActivityFields>

const valuesOf = (from: ActivityDetail): Values => ({
  unitId: from.unitId,
  teamId: from.teamId,
  title: from.title,
  about: from.about,
  venueId: from.venueId,
  place: from.place,
  contactName: from.contactName,
  contactPhone: from.contactPhone ?? '',
  needs: from.needs,
  minAge: from.minAge,
  risky: from.risky,
  insuranceNumber: from.insuranceNumber,
})
const bodyOf = (values: Values): ActivityFields => ({
  unitId: values.unitId ?? '',
  teamId: values.teamId ?? null,
  title: values.title ?? '',
  about: values.about ?? '',
  venueId: values.venueId ?? null,
  place: values.place ?? '',
  contactName: values.contactName ?? '',
  contactPhone: values.contactPhone ?? '',
  needs: values.needs ?? '',
  minAge: values.minAge ?? 0,
  risky: values.risky ?? false,
  insuranceNumber: values.insuranceNumber ? values.insuranceNumber : null,
})

interface ActivityDialogProps {
  /** Null: a new one. */
  activity: ActivityDetail | null
  onClose(): void
  onDone?(activity: ActivityDetail): void
}

export function ActivityDialog({ activity, onClose, onDone }: ActivityDialogProps) {
  const shared = { onClose, wide: true, ...(onDone && { onDone }), children: <Fields isNew={activity === null} /> }
  if (activity === null)
    return (
      <FormDialog<typeof endpoints.createActivity, Values>
        title="新建活动"
        verb="新建"
        endpoint={endpoints.createActivity}
        input={values => ({ body: bodyOf(values) })}
        initial={{ minAge: 0 }}
        {...shared}
      />
    )
  const params = { activityId: activity.id }
  return (
    <FormDialog<typeof endpoints.editActivity, Values>
      title={`修改${activity.title}`}
      verb="保存"
      endpoint={endpoints.editActivity}
      input={values => ({
        params,
        body: { ...bodyOf(values), unitId: activity.unitId, teamId: activity.teamId, venueId: activity.venueId },
      })}
      initial={valuesOf(activity)}
      versioned={{
        version: activity.version,
        read: async () => {
          const now = await call(endpoints.activity, { params })
          return { version: now.version, values: valuesOf(now) }
        },
        labels: {
          title: '活动名称',
          about: '做什么',
          place: '地点',
          contactName: '联系人',
          contactPhone: '电话',
          needs: '要带什么、会什么',
        },
      }}
      {...shared}
    />
  )
}

function Fields({ isNew }: { isNew: boolean }) {
  const teams = useRead(endpoints.teams, { query: {} })
  const options = teams.data?.items
    .filter(({ closedOn }) => closedOn === null)
    .map(({ id, name, unitName }) => ({ value: id, label: `${name}（${unitName}）` }))
  return (
    <>
      {isNew && (
        <>
          <Field name="unitId" label="哪个单元组织" required>
            <UnitSelect />
          </Field>
          <Field name="teamId" label="哪支队" hint="不选就是单元自己组织。队要是这个单元的。">
            <Select allowClear showSearch={{ optionFilterProp: 'label' }} loading={teams.isPending} options={options ?? []} />
          </Field>
        </>
      )}
      <Field name="title" label="活动名称" required>
        <Input maxLength={40} />
      </Field>
      <Field name="about" label="做什么">
        <Input.TextArea maxLength={500} rows={3} />
      </Field>
      <Field name="place" label="地点" required>
        <Input maxLength={100} />
      </Field>
      <Field name="contactName" label="联系人" required>
        <Input maxLength={50} />
      </Field>
      <Field name="contactPhone" label="电话" required hint="会公开，写办公电话。">
        <Input maxLength={20} />
      </Field>
      <Field name="needs" label="要带什么、会什么">
        <Input maxLength={200} />
      </Field>
      <Field name="minAge" label="至少几岁" hint="0到18。未满18岁的，都要监护人同意。">
        <InputNumber min={0} max={18} />
      </Field>
      <Form.Item name="risky" valuePropName="checked">
        <Checkbox>有风险（先填保险单号，才能公开）</Checkbox>
      </Form.Item>
      <Field name="insuranceNumber" label="保险单号">
        <Input maxLength={40} />
      </Field>
    </>
  )
}

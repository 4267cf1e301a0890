/** Giving someone a problem to put right (加一项整改). */
import { AutoComplete, Input, Select } from 'antd'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints } from '../appraisals.contract.ts'
import type { ReportDialogProps } from './ReportDialogs.tsx'

interface ItemFields {
  problem: string
  measure: string
  ownerId: string
  dueOn: string
}

export function AddItemDialog({ report, onClose }: ReportDialogProps) {
  const people = useRead(endpoints.candidates, { params: { reportId: report.id } })
  const given = new Set(report.items.map(({ problem }) => problem))
  return (
    <FormDialog<typeof endpoints.addItem, ItemFields>
      title="加一项整改"
      verb="加上"
      endpoint={endpoints.addItem}
      input={body => ({ params: { reportId: report.id }, body })}
      onClose={onClose}
    >
      <Field name="problem" label="问题" required hint="可以选书记自己查摆的问题。">
        <AutoComplete options={report.ownProblems.filter(problem => !given.has(problem)).map(value => ({ value }))}>
          <Input maxLength={200} />
        </AutoComplete>
      </Field>
      <Field name="measure" label="怎么改" required>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
      <Field name="ownerId" label="谁办" required hint="会出现在这个人的待办里。由另一个人核实。">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={!people.data}
          options={(people.data?.items ?? []).map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))}
        />
      </Field>
      <Field name="dueOn" label="哪一天前改好" required>
        <Input type="date" />
      </Field>
    </FormDialog>
  )
}

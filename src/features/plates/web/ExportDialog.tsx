/** Taking the plates of a place out (导出挂牌台账), by those who keep them. Nothing is kept in the browser. */
import { Form } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { useDownload } from '#platform/web/files.ts'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { useUnsaved } from '#platform/web/unsaved.ts'
import { endpoints } from '../plates.contract.ts'

export function ExportDialog({ unitId, onClose }: { unitId: string | undefined; onClose(): void }) {
  const [form] = Form.useForm<{ unitId: string }>()
  const download = useDownload(endpoints.export)
  const unsaved = useUnsaved()
  const onDone = () => {
    unsaved.saved()
    onClose()
  }
  return (
    <Dialog
      title="导出挂牌台账"
      okText="导出"
      cancelText="不做了"
      confirmLoading={download.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      staysOpen={unsaved.isThere}
    >
      <LeaveWarning when={unsaved.isThereNow} />
      <ProblemAlert problem={download.error?.errors.length ? null : download.error} />
      <p>每次导出都有记录。</p>
      <Form<{ unitId: string }>
        form={form}
        name="dialog"
        layout="vertical"
        requiredMark="optional"
        onValuesChange={unsaved.typed}
        initialValues={unitId ? { unitId } : {}}
        onFinish={body => download.mutate({ body }, { onSuccess: onDone, onError: problem => void showFieldErrors(form, problem) })}
      >
        <Field name="unitId" label="哪个村（社区）或网格" required>
          <UnitSelect />
        </Field>
      </Form>
    </Dialog>
  )
}

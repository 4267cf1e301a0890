/** Taking the homes of a place out (导出户台账): what for, masked or whole. Nothing is kept in the browser. */
import { Form, Radio } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { useDownload } from '#platform/web/files.ts'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { useUnsaved } from '#platform/web/unsaved.ts'
import { endpoints, ExportPurpose } from '../households.contract.ts'
import { exportPurposeNames } from '../households.words.ts'

interface Values {
  unitId: string
  purpose: ExportPurpose
  sealed: 'masked' | 'full'
}

export function ExportDialog({ unitId, onClose }: { unitId: string | undefined; onClose(): void }) {
  const [form] = Form.useForm<Values>()
  const download = useDownload(endpoints.export)
  const unsaved = useUnsaved()
  const onDone = () => {
    unsaved.saved()
    onClose()
  }
  const send = (body: Values) => download.mutate({ body }, { onSuccess: onDone, onError: problem => void showFieldErrors(form, problem) })
  return (
    <Dialog
      title="导出户台账"
      okText="导出"
      cancelText="不做了"
      confirmLoading={download.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      staysOpen={unsaved.isThere}
    >
      <LeaveWarning when={unsaved.isThereNow} />
      <ProblemAlert problem={download.error?.errors.length ? null : download.error} />
      <p>每次导出都有记录：谁、什么时候、做什么用。</p>
      <Form<Values>
        form={form}
        name="dialog"
        layout="vertical"
        requiredMark="optional"
        onValuesChange={unsaved.typed}
        initialValues={{ sealed: 'masked', ...(unitId && { unitId }) }}
        onFinish={send}
      >
        <Field name="unitId" label="哪个村（社区）或网格" required>
          <UnitSelect />
        </Field>
        <Field name="purpose" label="做什么用" required>
          <Radio.Group options={ExportPurpose.options.map(value => ({ value, label: exportPurposeNames[value] }))} />
        </Field>
        <Field name="sealed" label="户主、地址和电话" required hint="完整的要先输入动态口令，每一户都看得到。">
          <Radio.Group
            options={[
              { value: 'masked', label: '打星号' },
              { value: 'full', label: '完整' },
            ]}
          />
        </Field>
      </Form>
    </Dialog>
  )
}

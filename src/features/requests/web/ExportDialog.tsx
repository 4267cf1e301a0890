/** Taking the list out (导出诉求): what for, with or without telephones. Nothing is kept in the browser. */
import { Form, Input, Radio } from 'antd'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { useDownload } from '#platform/web/files.ts'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { useUnsaved } from '#platform/web/unsaved.ts'
import { endpoints, ExportPurpose, exportPurposeNames } from '../requests.contract.ts'

interface Values {
  purpose: ExportPurpose
  reason: string
  phones: 'none' | 'masked' | 'full'
  format: 'xlsx' | 'csv'
}

/** The filters of the address, as the export takes them. */
function filtersOf({ jointMeeting, sort: _, ...filters }: Record<string, unknown>) {
  return { ...filters, ...(jointMeeting === 'true' && { jointMeeting: true }) }
}

export function ExportDialog({ filters, onClose }: { filters: object; onClose(): void }) {
  const [form] = Form.useForm<Values>()
  const download = useDownload(endpoints.export)
  const unsaved = useUnsaved()
  const onDone = () => {
    unsaved.saved()
    onClose()
  }
  const isDesk = useHoldsAny([
    'gridLeader',
    'branchSecretary',
    'villageClerk',
    'villageSecretary',
    'townClerk',
    'departmentOfficer',
    'townDiscipline',
  ])
  const send = (values: Values) =>
    download.mutate(
      { body: { filters: filtersOf(filters as Record<string, unknown>), ...values } },
      { onSuccess: onDone, onError: problem => void showFieldErrors(form, problem) },
    )
  return (
    <Dialog
      title="导出查到的诉求"
      okText="导出"
      cancelText="不做了"
      okButtonProps={{ disabled: !isDesk }}
      confirmLoading={download.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      staysOpen={unsaved.isThere}
      problem={download.error?.errors.length ? null : download.error}
    >
      <LeaveWarning when={unsaved.isThereNow} />
      <p>按现在的查询条件导出。每次导出都有记录：谁、什么时候、做什么用。</p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark="optional"
        onValuesChange={unsaved.typed}
        initialValues={{ phones: 'none', format: 'xlsx' }}
        onFinish={send}
      >
        <Field name="purpose" label="做什么用" required>
          <Radio.Group options={ExportPurpose.options.map(value => ({ value, label: exportPurposeNames[value] }))} />
        </Field>
        <Field name="reason" label="具体用途" required>
          <Input maxLength={200} />
        </Field>
        <Field name="phones" label="电话" required hint="完整号码要先输入动态口令，只给您正在办的，居民看得到。">
          <Radio.Group
            options={[
              { value: 'none', label: '不要' },
              { value: 'masked', label: '遮住中间几位' },
              { value: 'full', label: '完整号码' },
            ]}
          />
        </Field>
        <Field name="format" label="格式" required>
          <Radio.Group
            options={[
              { value: 'xlsx', label: 'Excel表格' },
              { value: 'csv', label: 'CSV' },
            ]}
          />
        </Field>
      </Form>
    </Dialog>
  )
}

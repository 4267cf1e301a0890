/** What is asked when a certificate is applied for, issued, refused or revoked (证明的对话框), and the export. */
import { Checkbox, Form, Input, Radio } from 'antd'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { useDownload } from '#platform/web/files.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, type CertificateDetail } from '../certificates.contract.ts'

interface Props {
  certificate: CertificateDetail
  onClose(): void
}
interface Asked {
  personId: string
  unitId: string
  from: string
  to: string
  consent?: boolean
}

interface AskProps {
  /** Another of the same, to be issued anew. */
  initial?: CertificateDetail
  onClose(): void
  onDone(certificate: CertificateDetail): void
}
export const AskDialog = ({ initial, onClose, onDone }: AskProps) => (
  <FormDialog<typeof endpoints.askFor, Asked>
    title="代为申请证明"
    verb="申请"
    endpoint={endpoints.askFor}
    input={({ consent = false, ...rest }) => ({ body: { ...rest, consent: consent as true } })}
    {...(initial && { initial: { personId: initial.personId, unitId: initial.unitId, from: initial.from, to: initial.to } })}
    onClose={onClose}
    onDone={onDone}
  >
    <Field name="personId" label="谁" required>
      <PersonSelect />
    </Field>
    <Field name="unitId" label="由谁开" required hint="组织服务的村（社区），或镇。">
      <UnitSelect />
    </Field>
    <Field name="from" label="从哪天" required>
      <Input type="date" />
    </Field>
    <Field name="to" label="到哪天" required>
      <Input type="date" />
    </Field>
    <Form.Item name="consent" valuePropName="checked">
      <Checkbox>本人同意公示7天</Checkbox>
    </Form.Item>
  </FormDialog>
)

const inputOf =
  <B extends object>({ id, version }: CertificateDetail) =>
  (body: B) => ({ params: { certificateId: id }, body, ifMatch: version })

export const IssueDialog = ({ certificate, onClose }: Props) => (
  <FormDialog<typeof endpoints.issue, { responsible: string; officePhone: string }>
    title="开证明"
    verb="开出"
    endpoint={endpoints.issue}
    input={inputOf(certificate)}
    onClose={onClose}
  >
    <p>经办人写您的名字。开出后打印，盖章。</p>
    <Field name="responsible" label="负责人" required>
      <Input maxLength={50} />
    </Field>
    <Field name="officePhone" label="办公电话" required>
      <Input maxLength={20} />
    </Field>
  </FormDialog>
)

export const RefuseDialog = ({ certificate, onClose }: Props) => (
  <FormDialog<typeof endpoints.refuse, { reason: string }>
    title="不能开"
    verb="退回"
    endpoint={endpoints.refuse}
    input={inputOf(certificate)}
    onClose={onClose}
    refusing
  >
    <Field name="reason" label="为什么不能开" required hint="本人看得到。">
      <Input.TextArea maxLength={200} />
    </Field>
  </FormDialog>
)

export const ProposeDialog = ({ certificate, onClose }: Props) => (
  <FormDialog<typeof endpoints.proposeRevocation, { reason: string }>
    title="提出撤销"
    verb="提出"
    endpoint={endpoints.proposeRevocation}
    input={inputOf(certificate)}
    onClose={onClose}
    refusing
  >
    <p>要第二个人同意，才撤销。</p>
    <Field name="reason" label="为什么撤销" required hint="本人看得到。">
      <Input.TextArea maxLength={200} />
    </Field>
  </FormDialog>
)

export const DecideDialog = ({ certificate, onClose }: Props) => (
  <FormDialog<typeof endpoints.decideRevocation, { agreed: boolean }>
    title="核对撤销"
    verb="确定"
    endpoint={endpoints.decideRevocation}
    input={inputOf(certificate)}
    onClose={onClose}
  >
    <p>原因：{certificate.revokeReason}</p>
    <Field name="agreed" label="同不同意撤销" required>
      <Radio.Group
        options={[
          { value: true, label: '同意撤销' },
          { value: false, label: '不撤销' },
        ]}
      />
    </Field>
  </FormDialog>
)

interface Wanted {
  unitId: string
  from: string
  to: string
}
export function ExportDialog({ unitId, onClose }: { unitId: string | undefined; onClose(): void }) {
  const [form] = Form.useForm<Wanted>()
  const download = useDownload(endpoints.export)
  return (
    <Dialog
      title="导出志愿服务记录"
      okText="导出"
      cancelText="不做了"
      confirmLoading={download.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemAlert problem={download.error?.errors.length ? null : download.error} />
      <p>按全国志愿服务信息系统的项目，附证明登记簿。每次导出都有记录。</p>
      <Form<Wanted>
        form={form}
        name="dialog"
        layout="vertical"
        requiredMark="optional"
        initialValues={unitId ? { unitId } : {}}
        onFinish={body => download.mutate({ body }, { onSuccess: onClose, onError: problem => void showFieldErrors(form, problem) })}
      >
        <Field name="unitId" label="哪个单位组织的" required>
          <UnitSelect />
        </Field>
        <Field name="from" label="从哪天" required>
          <Input type="date" />
        </Field>
        <Field name="to" label="到哪天" required>
          <Input type="date" />
        </Field>
      </Form>
    </Dialog>
  )
}

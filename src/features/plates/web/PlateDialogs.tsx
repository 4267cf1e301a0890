/** What is asked when a plate is agreed to, hung, replaced or taken down (挂牌的对话框). */
import { Checkbox, Form, Input, Radio } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, PlateBasis, RemoveReason, ReplaceReason, type Plate } from '../plates.contract.ts'
import { plateBasisNames, removeReasonNames, replaceReasonNames } from '../plates.words.ts'

interface Props {
  plate: Plate
  onClose(): void
}
const choices = <T extends string>(options: readonly T[], names: Record<T, string>) =>
  options.map(value => ({ value, label: names[value] }))

const Names = () => (
  <Form.Item name="names" valuePropName="checked">
    <Checkbox>扫码时可以显示姓名（都同意才显示）</Checkbox>
  </Form.Item>
)

export const AgreeDialog = ({ plate, onClose }: Props) => (
  <FormDialog<typeof endpoints.agree, { names?: boolean }>
    title="我同意挂牌"
    verb="同意"
    endpoint={endpoints.agree}
    input={({ names = false }) => ({ params: { plateId: plate.id }, body: { names } })}
    onClose={onClose}
  >
    <p>牌上写“党员户”，过路的人都看得到。随时可以收回，不用说原因。</p>
    <Names />
  </FormDialog>
)

export const AgreeForDialog = ({ plate, personId, name, onClose }: Props & { personId: string | null; name: string }) => (
  <FormDialog<typeof endpoints.agreeFor, { basis: PlateBasis; names?: boolean }>
    title={`${name}同意挂牌`}
    verb="登记"
    endpoint={endpoints.agreeFor}
    input={({ basis, names = false }) => ({ params: { plateId: plate.id }, body: { personId, basis, names } })}
    onClose={onClose}
  >
    <Field name="basis" label="怎么同意的" required>
      <Radio.Group options={choices(PlateBasis.options, plateBasisNames)} />
    </Field>
    <Names />
  </FormDialog>
)

export const MountDialog = ({ plate, onClose }: Props) => (
  <FormDialog<typeof endpoints.mount, { on: string }>
    title="登记挂牌"
    verb="挂上了"
    endpoint={endpoints.mount}
    input={body => ({ params: { plateId: plate.id }, body, ifMatch: plate.version })}
    onClose={onClose}
  >
    <Field name="on" label="哪一天挂上的" required hint="不用拍照。">
      <Input type="date" />
    </Field>
  </FormDialog>
)

export const ReplaceDialog = ({ plate, onClose, onDone }: Props & { onDone(plate: Plate): void }) => (
  <FormDialog<typeof endpoints.replace, { reason: ReplaceReason }>
    title="换牌"
    verb="换牌"
    endpoint={endpoints.replace}
    input={body => ({ params: { plateId: plate.id }, body, ifMatch: plate.version })}
    onClose={onClose}
    onDone={onDone}
  >
    <p>牌号不变。旧牌上的二维码马上无效。</p>
    <Field name="reason" label="为什么换" required>
      <Radio.Group options={choices(ReplaceReason.options, replaceReasonNames)} />
    </Field>
  </FormDialog>
)

export const RemoveDialog = ({ plate, onClose }: Props) => (
  <FormDialog<typeof endpoints.remove, { reason: RemoveReason }>
    title={plate.number ? '登记取下' : '不办了'}
    verb={plate.number ? '取下了' : '不办了'}
    endpoint={endpoints.remove}
    input={body => ({ params: { plateId: plate.id }, body, ifMatch: plate.version })}
    initial={plate.state === 'withdrawn' ? { reason: 'withdrawn' } : {}}
    onClose={onClose}
    refusing
  >
    <Field name="reason" label="哪种情况" required hint="同意收回的，不问原因。">
      <Radio.Group options={choices(RemoveReason.options, removeReasonNames)} />
    </Field>
  </FormDialog>
)

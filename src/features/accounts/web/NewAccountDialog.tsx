/** A new account (开账号), for a person who is entered already. A link that somebody else releases is not shown. */
import { Input } from 'antd'
import type { z } from 'zod'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Login } from '../accounts.contract.ts'
import { LinkDialog } from './AccountDialog.tsx'

export type NewAccount = OutputOf<typeof endpoints.create>

interface NewAccountDialogProps {
  onClose(): void
  onDone(made: NewAccount): void
}

export const NewAccountDialog = ({ onClose, onDone }: NewAccountDialogProps) => (
  <FormDialog<typeof endpoints.create, { personId: string; login: z.infer<typeof Login> }>
    title="开账号"
    verb="开账号"
    endpoint={endpoints.create}
    input={body => ({ body })}
    onClose={onClose}
    onDone={onDone}
  >
    <Field name="personId" label="给谁" required hint="先在“人员”里登记，安排好岗位。一个人只有一个账号。">
      <PersonSelect />
    </Field>
    <Field name="login" label="登录名" required hint="3到40个小写字母或数字，例如：liang.shaoying。">
      <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
    </Field>
  </FormDialog>
)

/** What became of it: the link, this once, or who has it to give. */
export const MadeDialog = ({ made: { account, link }, onClose }: { made: NewAccount; onClose(): void }) =>
  link ? (
    <LinkDialog link={link} name={account.name} onClose={onClose} />
  ) : (
    <Dialog title={`${account.name}的账号开好了`} footer={null} onCancel={onClose}>
      <p>请告诉安全管理员：问过本人，在“账号”里放行，把链接交给本人。</p>
    </Dialog>
  )

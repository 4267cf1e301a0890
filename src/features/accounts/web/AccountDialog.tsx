/** One act on an account (账号操作), said before it is done. A new link is shown this once. */
import { Typography } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { useWrite } from '#platform/web/api-client.ts'
import { showInstant } from '#platform/web/format.ts'
import { endpoints, type Account, type Link } from '../accounts.contract.ts'
import { verbNames, verbSays, type Verb } from './accounts.words.ts'
import { Dialog } from '#platform/web/Dialog.tsx'

interface AccountDialogProps {
  verb: Verb
  account: z.infer<typeof Account>
  onClose(): void
}

export function AccountDialog({ verb, account, onClose }: AccountDialogProps) {
  const [link, setLink] = useState<z.infer<typeof Link> | null>(null)
  const write = useWrite<(typeof endpoints)[Verb]>(endpoints[verb])
  const act = () =>
    write.mutate(
      { params: { accountId: account.id } },
      { onSuccess: answer => ('link' in answer && answer.link ? setLink(answer.link) : onClose()) },
    )
  if (link) return <LinkDialog link={link} name={account.name} onClose={onClose} />
  const refusing = verb === 'disable' || verb === 'resetCode'
  return (
    <Dialog
      title={`${verbNames[verb]}：${account.name}（${account.login}）`}
      okText={verbNames[verb]}
      cancelText="不做了"
      okButtonProps={refusing ? { type: 'default', danger: true } : {}}
      confirmLoading={write.isPending}
      onOk={act}
      onCancel={onClose}
      problem={write.error}
    >
      <p>{verbSays[verb]}</p>
    </Dialog>
  )
}

export const LinkDialog = ({ link, name, onClose }: { link: z.infer<typeof Link>; name: string; onClose(): void }) => (
  <Dialog title={`给${name}的链接`} footer={null} onCancel={onClose} staysOpen>
    <p>请当面或用可靠的方式交给本人。只能用一次，{showInstant(link.expiresAt)}前有效，关掉就看不到了。</p>
    <Typography.Paragraph className="secret" copyable={{ tooltips: ['复制', '已复制'] }}>
      {link.url}
    </Typography.Paragraph>
  </Dialog>
)

/** My access tokens (访问令牌): for programs that call the API in my name. A new one is shown this once. */
import { Button, Checkbox, Input, InputNumber, Typography } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showInstant } from '#platform/web/format.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../accounts.contract.ts'
import { Dialog } from '#platform/web/Dialog.tsx'

const scopeChoices = [
  { value: 'read', label: '只看' },
  { value: 'write', label: '办理' },
]
const scopeName = (scope: string) => scopeChoices.find(({ value }) => value === scope)?.label ?? scope

export function MyTokens({ mayCreate }: { mayCreate: boolean }) {
  const tokens = useRead(endpoints.listMyTokens, {})
  const revoke = useWrite(endpoints.revokeToken)
  const [creating, setCreating] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  return (
    <section className="panel" aria-labelledby="tokens">
      <div className="row">
        <h2 id="tokens">访问令牌</h2>
        {mayCreate && (
          <Button className="end" onClick={() => setCreating(true)}>
            新建令牌
          </Button>
        )}
      </div>
      <p className="sub">给程序用，权限不超过您自己的。不用了就作废。</p>
      <ProblemAlert problem={revoke.error} />
      <Reading of={tokens} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why="没有令牌" todo="有程序要用您的名义读数据时，再新建。" />
          ) : (
            <ul className="lines">
              {items.map(({ id, label, scopes, expiresAt }) => (
                <li key={id} className="row">
                  <span>
                    <b>{label}</b> {scopes.map(scopeName).join('、')}，到{showInstant(expiresAt)}
                  </span>
                  <Button className="end" danger loading={revoke.isPending} onClick={() => revoke.mutate({ params: { tokenId: id } })}>
                    作废
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
      {creating && <TokenForm onClose={() => setCreating(false)} onMade={setMade} />}
      {made && (
        <Dialog title="新的令牌" footer={null} onCancel={() => setMade(null)} staysOpen>
          <p>请现在就复制到程序里，关掉就看不到了。</p>
          <Typography.Paragraph className="secret" copyable={{ tooltips: ['复制', '已复制'] }}>
            {made}
          </Typography.Paragraph>
        </Dialog>
      )}
    </section>
  )
}

const TokenForm = ({ onClose, onMade }: { onClose(): void; onMade(token: string): void }) => (
  <FormDialog<typeof endpoints.createToken, { label: string; scopes: string[]; days: number }>
    title="新建令牌"
    verb="新建"
    endpoint={endpoints.createToken}
    input={body => ({ body })}
    initial={{ scopes: ['read'], days: 30 }}
    onClose={onClose}
    onDone={({ token }) => onMade(token)}
  >
    <Field name="label" label="给什么程序用" required>
      <Input maxLength={60} />
    </Field>
    <Field name="scopes" label="权限" required>
      <Checkbox.Group options={scopeChoices} />
    </Field>
    <Field name="days" label="有效几天" required>
      <InputNumber min={1} precision={0} />
    </Field>
  </FormDialog>
)

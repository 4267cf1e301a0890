/** What a meeting signs (签名核对): the text, who approved it, and the sheets that were brought in. */
import './signatures.css'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showInstant } from '#platform/web/format.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type ApprovedBy, type Signing } from '../signatures.contract.ts'
import { shownCode } from '../signatures.rules.ts'
import { SheetList } from './SheetList.tsx'
import { SheetUpload } from './SheetUpload.tsx'

export function SignaturesSection({ meetingId }: { meetingId: string }) {
  const found = useRead(endpoints.get, { params: { meetingId } })
  return (
    <Reading of={found} lines={6}>
      {signing => (
        <>
          <TextPanel signing={signing} />
          {signing.text && <Approvals signing={signing} />}
          {signing.text && (
            <section className="panel" aria-label="签名表">
              <h2>签名表</h2>
              <p className="sub">先用纸签。照片可以不传；传了的，和以前的表对一对。</p>
              <SheetList signing={signing} />
              {signing.allowedActions.includes('bring') && <SheetUpload meetingId={meetingId} />}
            </section>
          )}
        </>
      )}
    </Reading>
  )
}

function TextPanel({ signing }: { signing: Signing }) {
  const [writing, setWriting] = useState(false)
  const { text, earlier, code, meetingId, missing, allowedActions } = signing
  return (
    <section className="panel" aria-label="要签的文字">
      <h2>要签的文字</h2>
      {text === null ? <p className="sub">还没有要签的文字。</p> : <p className="say">{text.text}</p>}
      {missing.length > 0 && (
        <p className="note">{missing.map(title => `“${title}”`).join('、')}的文本不在里面，签了不算。请改文字，再请大家签。</p>
      )}
      {code !== null && (
        <>
          <p>
            签名表编号：<b className="sheet-code">{shownCode(code)}</b>
          </p>
          <p>
            <Link to="/meetings/$meetingId/sign-sheet" params={{ meetingId }}>
              打印签名表
            </Link>
          </p>
        </>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>以前的文字（{earlier.length}份）</summary>
          <ol>
            {earlier.map(({ number, text: was, approvals, replacedAt }) => (
              <li key={number}>
                <p className="say">{was}</p>
                <p className="sub">
                  {approvals}人同意过，{showInstant(replacedAt)}换成了新的。
                </p>
              </li>
            ))}
          </ol>
        </details>
      )}
      {allowedActions.includes('setText') && <Button onClick={() => setWriting(true)}>{text === null ? '写要签的文字' : '改文字'}</Button>}
      {writing && <TextDialog signing={signing} onClose={() => setWriting(false)} />}
    </section>
  )
}

const TextDialog = ({ signing, onClose }: { signing: Signing; onClose(): void }) => (
  <FormDialog<typeof endpoints.setText, { text: string }>
    title="要签的文字"
    verb="保存"
    wide
    endpoint={endpoints.setText}
    input={body => ({ params: { meetingId: signing.meetingId }, body, ifMatch: signing.version })}
    initial={{ text: signing.text?.text ?? signing.proposed }}
    onClose={onClose}
  >
    {signing.approvals > 0 && <p className="note plain">已有{signing.approvals}人同意。改了文字，要重新同意。</p>}
    {signing.missing.length > 0 && signing.text && (
      <p className="note plain">
        会上要表决的：
        <span className="say">{signing.proposed}</span>
      </p>
    )}
    <Field name="text" label="文字" required hint={signing.proposed === '' ? undefined : '议题的文本要一字不差，前后可以加话。'}>
      <Input.TextArea rows={10} maxLength={20_000} />
    </Field>
  </FormDialog>
)

const howWords: Record<ApprovedBy, string> = { signedIn: '', code: '（窗口码）', officeCode: '（本处窗口给的码，不算本人同意）' }

const Approvals = ({ signing: { signers, approvals } }: { signing: Signing }) => (
  <section className="panel" aria-label="谁同意了">
    <h2>
      同意这份文字的：{approvals}人{signers.length > 0 && `，共${signers.length}人`}
    </h2>
    <p className="sub">本人登录，或凭窗口给的查看码，在“我的信息”里同意。</p>
    <ul className="signers">
      {signers.map(({ name, approvedAt, by }, at) => (
        <li key={at}>
          {name}
          <span className="sub">{approvedAt === null || by === null ? '还没有' : `${showInstant(approvedAt)}同意${howWords[by]}`}</span>
        </li>
      ))}
    </ul>
  </section>
)

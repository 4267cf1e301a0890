/** The sheets of a meeting (签名表清单), and two of them side by side. */
import { Button } from 'antd'
import { useState } from 'react'
import { useWrite } from '#platform/web/api-client.ts'
import { Dialog } from '#platform/web/Dialog.tsx'
import { showDay, showInstant } from '#platform/web/format.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, type Sheet, type Signing, type Verdict } from '../signatures.contract.ts'
import { sheetStateNames, verdictNames } from '../signatures.words.ts'

const pictureOf = (sheetId: string) => `/api/signature-sheets/${sheetId}/picture`

export function SheetList({ signing: { sheets } }: { signing: Signing }) {
  const [comparing, setComparing] = useState<string | null>(null)
  const sheet = sheets.find(({ id }) => id === comparing)
  if (sheets.length === 0) return <p className="sub">还没有交来的。</p>
  return (
    <>
      <ul className="sheets">
        {sheets.map(each => (
          <li key={each.id}>
            <b className="state">{sheetStateNames[each.state]}</b> {showInstant(each.broughtAt)}交来
            {each.reason && <p>{each.reason}</p>}
            {each.isOfOlderText && <p>签的是改以前的文字，不算了，要重新签。</p>}
            {each.verdicts.length > 0 && (
              <p className="sub">
                已有{each.verdicts.length}人比过：{each.verdicts.map(({ verdict }) => verdictNames[verdict]).join('、')}。
              </p>
            )}
            {each.hasPicture && (
              <p>
                <a href={pictureOf(each.id)} target="_blank" rel="noreferrer">
                  看照片
                </a>
              </p>
            )}
            {each.resembles && each.state === 'underComparison' && (
              <Button onClick={() => setComparing(each.id)}>{each.allowedActions.includes('compare') ? '比一比' : '看两张'}</Button>
            )}
          </li>
        ))}
      </ul>
      {sheet?.resembles && <CompareDialog sheet={sheet} resembles={sheet.resembles} onClose={() => setComparing(null)} />}
    </>
  )
}

function CompareDialog({ sheet, resembles, onClose }: { sheet: Sheet; resembles: NonNullable<Sheet['resembles']>; onClose(): void }) {
  const saying = useWrite(endpoints.compare)
  const say = (verdict: Verdict) => saying.mutate({ params: { sheetId: sheet.id }, body: { verdict } }, { onSuccess: onClose })
  return (
    <Dialog title="两张签名表" onCancel={onClose} width={1000} footer={null}>
      <p>看字迹、折痕、盖章和边角。两个人看法一样，才算定。交表的人不参加。</p>
      <div className="side-by-side">
        <figure>
          <figcaption>这次交来的</figcaption>
          <img src={pictureOf(sheet.id)} alt="这次交来的签名表" />
        </figure>
        <figure>
          <figcaption>
            {showDay(resembles.heldOn)}“{resembles.meetingTitle}”的
          </figcaption>
          <img src={pictureOf(resembles.id)} alt="以前的签名表" />
        </figure>
      </div>
      <ProblemAlert problem={saying.error} />
      {sheet.allowedActions.includes('compare') && (
        <div className="act">
          {(['different', 'same'] as const).map(verdict => (
            <Button key={verdict} loading={saying.isPending} onClick={() => say(verdict)}>
              {verdictNames[verdict]}
            </Button>
          ))}
        </div>
      )}
    </Dialog>
  )
}

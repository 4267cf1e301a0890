/** What a change of a body would do (组织变更预览): to each organisation, and to what is open there. */
import { showCount, showDay } from '#platform/web/format.ts'
import { openNames, type BodyAnswer, type BodyDifference } from '../bodies.contract.ts'
import type { Verb } from './body-changes.ts'

export function BodyPreview({ verb, answer: { effectiveOn, changes, open } }: { verb: Verb; answer: BodyAnswer }) {
  const counted = open.map(({ kind, count }) => `${openNames[kind]}${showCount(count)}`).join('，')
  const passesOn = verb === 'merge' || verb === 'split'
  const heir = changes.find(({ before, after }) => after && (verb === 'merge' || !before))?.after?.name
  return (
    <div className="stack">
      <p className="note">现在还没有改。{showDay(effectiveOn)}起会这样：</p>
      {changes.map(difference => (
        <Difference key={difference.bodyId} difference={difference} alone={changes.length === 1} />
      ))}
      {open.length > 0 && <p>{passesOn ? `转给“${heir}”的有：${counted}。以前的记录不变。` : `那里还有${counted}。`}</p>}
    </div>
  )
}

function Difference({ difference: { before, after }, alone }: { difference: BodyDifference; alone: boolean }) {
  const rows: [string, (side: NonNullable<BodyDifference['before']>) => string][] = [
    ['名称', ({ name }) => name],
    ['上级', ({ parentName }) => parentName ?? '没有'],
    ['管哪里', ({ unitNames }) => unitNames.join('、') || '没有写'],
  ]
  return (
    <table>
      <caption>{alone ? '组织的变化' : (before ?? after)?.name}</caption>
      <thead>
        <tr>
          <th scope="col">哪一项</th>
          <th scope="col">原来</th>
          <th scope="col">以后</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, show]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{before ? show(before) : '还没有'}</td>
            <td>{after ? show(after) : '已撤销'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

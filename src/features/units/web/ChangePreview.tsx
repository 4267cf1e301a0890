/** What a change of the map would do (变更预览): units, what is still open there, and whose reach changes. */
import { roleNames, type Role } from '#platform/shared/actor.ts'
import { showCount, showDay } from '#platform/web/format.ts'
import { recordNames, unitChangeNames, type ChangeAnswer, type UnitChange } from '../units.change.contract.ts'

const mostNamed = 8

export function ChangePreview({ answer }: { answer: ChangeAnswer }) {
  const { effectiveOn, changes, records, posts } = answer
  return (
    <div className="stack">
      <p className="note">现在还没有改。{showDay(effectiveOn)}起会这样：</p>
      <table>
        <caption>单位的变化</caption>
        <thead>
          <tr>
            <th scope="col">变化</th>
            <th scope="col">原来</th>
            <th scope="col">以后</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(change => (
            <tr key={change.unitId}>
              <th scope="row">{unitChangeNames[change.what]}</th>
              <td>{stand(change.before)}</td>
              <td>{stand(change.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {records.length > 0 && (
        <>
          <h3>那里还有</h3>
          <p>{records.map(({ kind, count }) => `${recordNames[kind]}${showCount(count)}`).join('，')}。记录不丢，由接管的单位继续办。</p>
        </>
      )}
      {posts.length > 0 && (
        <>
          <h3>谁能看到的范围变了</h3>
          <ul className="stack">
            {posts.map(({ postId, title, role, unitName, holders, gained, lost }) => (
              <li key={postId}>
                <b>
                  {unitName}
                  {title || roleNames[role as Role]}
                </b>
                （{holders}人）
                {gained.length > 0 && `，多看到${named(gained)}`}
                {lost.length > 0 && `，不再看到${named(lost)}`}。
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const stand = (side: UnitChange['before']) => (side ? `${side.name}${side.parentName ? `（${side.parentName}）` : ''}` : '—')

const named = (names: readonly string[]) =>
  names.length > mostNamed ? `${names.slice(0, mostNamed).join('、')}等${names.length}个` : names.join('、')

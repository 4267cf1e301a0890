/** The public record for everyone (公开存证): what it is in plain words, what is in it, and who watches. */
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownTime } from '#platform/public/layout.ts'
import { note, noRecord } from '#platform/public/parts.ts'
import { definePage } from '#platform/server/page.ts'
import { get, list } from '../record.actions.ts'
import type { RecordEntry, RecordState } from '../record.contract.ts'
import { alteredWords } from '../record.words.ts'

const crumbs = [
  { href: '/', text: '首页' },
  { href: '/plan', text: '点亮' },
]

export const recordPage = definePage({
  method: 'GET',
  path: '/record',
  summary: '公开存证：是什么，里面有什么，谁在看着',
  async run(visit) {
    const state = await visit.call(get, {})
    const { cursor } = visit.query
    const { items, nextCursor } = await visit.call(list, { query: { ...(cursor && { cursor }) } })
    const body = html`<div class="wrap main flow">
      <h1>公开存证</h1>
      <p>公布过的，都在一本账上记一行。<br />账只能往后加，不能改、不能删。</p>
      <p>见证人在别处看着这本账。<br />少一行、改一个字，都会报警。</p>
      ${!state.isAsSigned && note('late', html`${alteredWords.map(line => html`<p>${line}</p>`)}`)}
      <h2>公布过什么</h2>
      ${items.length === 0 ? html`<p>${noRecord} 等第一份定稿或制度。</p>` : entryList(items)}
      ${nextCursor !== null && html`<p><a class="tap" href="/record?cursor=${nextCursor}">看更早的</a></p>`} ${witnessSection(state)} ${closedSection(state)}
      <p><a class="tap" href="/verify">打开核对页</a></p>
    </div>`
    return { html: frame(visit, { title: '公开存证', section: 'plan', tab: 'open', crumbs, body }) }
  },
})

const entryList = (items: readonly RecordEntry[]): Html =>
  html`<ul class="links card">
    ${items.map(
      ({ id, nameZh, at, number, volume }) =>
        html`<li>
          <a href="/verify#${id}"
            ><span>${nameZh}</span><span class="sub">${shownTime(new Date(at))}，${placeOf({ number, volume })}</span></a
          >
        </li>`,
    )}
  </ul>`

const placeOf = ({ number, volume }: Pick<RecordEntry, 'number' | 'volume'>): string =>
  number === null ? '正在记入' : `${volume === 1 ? '' : `第${volume}本`}第${number + 1}条`

/** Nothing is hidden of a record that was begun anew. */
const closedSection = ({ closed, origin }: RecordState): Html | false =>
  closed.length > 0 &&
  html`<h2>换过账本</h2>
    <p>旧的一本停了，原样留着。<br />新的一本第一条写明了原因。</p>
    <ul class="links card">
      ${closed.map(
        ({ entryId, size, closedAt, reason }) =>
          html`<li>
            <a href="/verify#${entryId}"
              ><span>停在第${size}条</span><span class="sub">${shownTime(new Date(closedAt))}，原因：${reason}</span></a
            >
          </li>`,
      )}
    </ul>
    <p>存过核对页的，请再存一次。<br />先问见证人，新账本的名称对不对。</p>
    <p>新账本的名称：<span class="sub">${origin}</span></p>`

const witnessSection = ({ witnesses, required, size, madeAt }: RecordState): Html =>
  html`<h2>谁在看着</h2>
    ${size !== null && madeAt !== null && html`<p>账上共${size}条，${shownTime(new Date(madeAt))}签名。</p>`}
    ${
      witnesses.length === 0
        ? html`<p>${noRecord} 还没有见证人。</p>`
        : html`<p>要${required}个见证人看过，才算数。</p>
            <ul>
              ${witnesses.map(
                ({ name, seen }) =>
                  html`<li>
                    <span>${name}</span>：${seen ? `看到第${seen.size}条，${shownTime(new Date(seen.at))}` : '还没有看过'}
                  </li>`,
              )}
            </ul>`
    }`

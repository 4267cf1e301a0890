/** Matters on their way, for everyone (四议两公开): which step each has reached, what is overdue; by village. */
import { findUnitByCode, listUnits } from '#features/units/units.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame } from '#platform/public/layout.ts'
import { note, stateBox } from '#platform/public/parts.ts'
import { definePage } from '#platform/server/page.ts'
import { list } from '../decisions.actions.ts'
import type { DecisionSummary } from '../decisions.contract.ts'
import { crumbs, stateMark } from './parts.ts'

export const decisionsPage = definePage({
  method: 'GET',
  path: '/decisions',
  summary: '四议两公开：村里的大事办到哪一步，按村（社区）看',
  async run(visit) {
    const code = visit.query.village
    const unit = code ? await visit.read(context => findUnitByCode(context, code)) : null
    const { cursor } = visit.query
    const { items, nextCursor } = await visit.call(list, { query: { ...(unit && { below: unit.id }), ...(cursor && { cursor }) } })
    const more = new URLSearchParams({ ...(code && { village: code }), ...(nextCursor && { cursor: nextCursor }) })
    const body = html`<div class="wrap main flow">
      ${unit && html`<p class="sub">${unit.name}</p>`}
      <h1>四议两公开</h1>
      <p>村里的大事，一步一步办。<br />每一步的结果，都在这里。</p>
      ${overdue(items)}
      <h2>${cursor ? '更早的' : '现在的'}</h2>
      ${
        items.length > 0
          ? decisionLinks(items)
          : stateBox({ title: '还没有登记的事', why: '登记以后，就列在这里。', call: visit.platform.config.officePhone, level: 3 })
      }
      ${nextCursor && html`<p><a class="btn" href="/decisions?${more.toString()}">看更早的</a></p>`}
      ${unit ? html`<p><a class="tap" href="/decisions">看全镇的</a></p>` : villages(items, await visit.read(context => listUnits(context)))}
      <p class="sub">哪些事要大家定，看<a href="/matters">重要事权清单</a>。</p>
      <p class="sub">网站不好用，<a href="/report?about=site">请告诉我们</a>。</p>
    </div>`
    const way = unit ? [...crumbs, { href: '/decisions', text: '四议两公开' }] : crumbs
    return {
      html: frame(visit, { title: unit ? `${unit.name}四议两公开` : '四议两公开', section: 'voice', tab: 'open', crumbs: way, body }),
    }
  },
})

const decisionLinks = (items: readonly DecisionSummary[]): Html =>
  html`<ul class="links card">
    ${items.map(
      item =>
        html`<li>
          <a href="/decisions/${item.id}"><span>${item.title}<br /><span class="sub">${item.unitName}</span></span>${stateMark(item)}</a>
        </li>`,
    )}
  </ul>`

function overdue(items: readonly DecisionSummary[]): Html | false {
  const late = items.filter(each => each.overdue.length > 0)
  return (
    late.length > 0 &&
    note(
      'late',
      html`<h2>逾期的</h2>
        <ul>
          ${late.map(each => html`<li><a href="/decisions/${each.id}">${each.title}</a><br />${each.overdue.join('、')}</li>`)}
        </ul>`,
    )
  )
}

/** The villages that have matters, in the order of the tree. */
function villages(
  items: readonly DecisionSummary[],
  units: readonly { id: string; name: string; code: string | null; path: readonly string[] }[],
): Html | false {
  const byId = new Map(units.map(unit => [unit.id, unit]))
  const ids = new Set(items.flatMap(({ unitId }) => byId.get(unitId)?.path[1] ?? []))
  const named = units.filter(({ id, code }) => ids.has(id) && code !== null)
  return (
    named.length > 0 &&
    html`<h2>按村（社区）看</h2>
      <ul class="places">
        ${named.map(({ name, code }) => html`<li><a class="tap" href="/decisions?village=${code}">${name}</a></li>`)}
      </ul>`
  )
}

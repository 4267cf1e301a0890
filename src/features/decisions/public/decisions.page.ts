/** Matters on their way, for everyone (四议两公开): which step each has reached, what is overdue; by village, category and step. */
import { MatterCategory } from '#features/matters/matters.contract.ts'
import { categoryNames } from '#features/matters/matters.words.ts'
import { listUnits } from '#features/units/units.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame } from '#platform/public/layout.ts'
import { note, stateBox } from '#platform/public/parts.ts'
import { plainDate } from '#platform/shared/calendar.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { DecisionState, type DecisionSummary } from '../decisions.contract.ts'
import { list } from '../decisions.list.actions.ts'
import { stateNames } from '../decisions.words.ts'
import { crumbs, stateMark } from './parts.ts'

/** Overdue ones named at the head; all of them are a filter away. */
const mostLate = 5
const villageKinds: readonly string[] = ['village', 'community']

export const decisionsPage = definePage({
  method: 'GET',
  path: '/decisions',
  summary: '四议两公开：村里的大事办到哪一步，按村（社区）、类别和步骤看',
  async run(visit) {
    const villages = (await visit.read(context => listUnits(context))).filter(
      ({ kind, code }) => villageKinds.includes(kind) && code !== null,
    )
    const asked = askedOf(visit)
    const unit = villages.find(({ code }) => code === asked.village)
    const { cursor } = visit.query
    const { village: _, ...filters } = asked
    const query = { ...filters, ...(unit && { below: unit.id }) }
    const { items, nextCursor } = await visit.call(list, { query: { ...query, ...(cursor && { cursor }) } })
    const isFirst = !cursor && !asked.lamp
    const late = isFirst ? (await visit.call(list, { query: { ...query, lamp: 'late', limit: String(mostLate) } })).items : []
    const body = html`<div class="wrap main flow">
      ${unit && html`<p class="sub">${unit.name}</p>`}
      <h1>四议两公开</h1>
      <p>村里的大事，一步一步办。<br />每一步的结果，都在这里。</p>
      ${find(asked, villages)}
      ${overdue(late, asked)}
      <h2>${asked.lamp ? '逾期的' : cursor ? '更早的' : '现在的'}</h2>
      ${items.length > 0 ? decisionLinks(items) : nothing(visit, Object.keys(asked).length > 0)}
      ${nextCursor && html`<p><a class="btn" href="${address({ ...asked, cursor: nextCursor })}">看更早的</a></p>`}
      ${Object.keys(asked).length > 0 && html`<p><a class="tap" href="/decisions">看全镇的</a></p>`}
      <p class="sub">哪些事要大家定，看<a href="/matters">重要事权清单</a>。</p>
      <p class="sub">网站不好用，<a href="/report?about=site">请告诉我们</a>。</p>
    </div>`
    const way = unit ? [...crumbs, { href: '/decisions', text: '四议两公开' }] : crumbs
    return {
      html: frame(visit, { title: unit ? `${unit.name}四议两公开` : '四议两公开', section: 'voice', tab: 'open', crumbs: way, body }),
    }
  },
})

interface Asked {
  village?: string
  category?: MatterCategory
  state?: DecisionState
  lamp?: 'late'
}
/** What the address asks for; what it cannot ask for is left out. */
function askedOf({ query }: Visit): Asked {
  const category = MatterCategory.safeParse(query.category).data
  const state = DecisionState.exclude(['draft']).safeParse(query.state).data
  return {
    ...(query.village && { village: query.village }),
    ...(category && { category }),
    ...(state && { state }),
    ...(query.lamp === 'late' && { lamp: 'late' }),
  }
}
const address = (asked: Asked & { cursor?: string }) => `/decisions?${new URLSearchParams({ ...asked }).toString()}`

const options = (names: readonly (readonly [string, string])[], chosen: string | undefined): Html =>
  html`<option value="">全部</option>
    ${names.map(([value, name]) => html`<option value="${value}" ${value === chosen && html` selected`}>${name}</option>`)}`

function find({ village, category, state }: Asked, villages: readonly { name: string; code: string | null }[]): Html {
  const states = DecisionState.exclude(['draft']).options.map(each => [each, stateNames[each]] as const)
  return html`<form class="ask" action="/decisions" method="get">
    <div class="f">
      <label for="village">哪个村（社区）</label>
      <select class="in" id="village" name="village">
        ${options(
          villages.map(({ code, name }) => [code!, name]),
          village,
        )}
      </select>
    </div>
    <div class="f">
      <label for="category">哪一类</label>
      <select class="in" id="category" name="category">
        ${options(
          MatterCategory.options.map(each => [each, categoryNames[each]]),
          category,
        )}
      </select>
    </div>
    <div class="f">
      <label for="state">到了哪一步</label>
      <select class="in" id="state" name="state">
        ${options(states, state)}
      </select>
    </div>
    <button class="btn" type="submit">查看</button>
  </form>`
}

const nothing = (visit: Visit, isAsked: boolean): Html =>
  stateBox({
    title: isAsked ? '没有这样的事' : '还没有登记的事',
    why: '登记以后，就列在这里。',
    call: visit.platform.config.officePhone,
    level: 3,
  })

const decisionLinks = (items: readonly DecisionSummary[]): Html =>
  html`<ul class="links card">
    ${items.map(
      item =>
        html`<li>
          <a href="/decisions/${item.id}"><span>${item.title}<br /><span class="sub">${item.unitName}${item.begunOn && `，${plainDate(item.begunOn)}登记`}</span></span>${stateMark(item)}</a>
        </li>`,
    )}
  </ul>`

const overdue = (late: readonly DecisionSummary[], asked: Asked): Html | false =>
  late.length > 0 &&
  note(
    'late',
    html`<h2>逾期的</h2>
      <ul>
        ${late.map(each => html`<li><a href="/decisions/${each.id}">${each.title}</a><br />${each.overdue.join('、')}</li>`)}
      </ul>
      ${late.length === mostLate && html`<p><a class="tap" href="${address({ ...asked, lamp: 'late' })}">看全部逾期的</a></p>`}`,
  )

/** Notices for everyone (公示公开): what is on display now, what is owed, and what was; by village. */
import { listUnits } from '#features/units/units.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay } from '#platform/public/layout.ts'
import { note, stateBox } from '#platform/public/parts.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { NoticeStateName, NoticeType, type NoticeSummary } from '../disclosures.contract.ts'
import { mostOverdue, overdueNotices, pageOfNotices, unitsThatPublished, type NoticePage } from '../disclosures.list.actions.ts'
import { noticeRule, stateNames } from '../disclosures.words.ts'
import { crumbs, noticeLinks } from './parts.ts'
import { placeNamed } from './place.ts'

/** Notices of a page. */
const atOnce = 25

interface Filter {
  type?: NoticeType | undefined
  state?: NoticeStateName | undefined
}
const states = NoticeStateName.exclude(['draft', 'checked'])

/** What cannot be read in the address is left out, like anything that was mistyped. */
const filterOf = ({ query }: Visit): Filter => ({ type: NoticeType.safeParse(query.type).data, state: states.safeParse(query.state).data })

export const noticesPage = definePage({
  method: 'GET',
  path: '/notices',
  summary: '公示公开：正在公示的、逾期没公开的、公示过的，按村（社区）、类型、状态看',
  async run(visit) {
    const code = visit.query.village
    const unit = await placeNamed(visit)
    const { type, state } = filterOf(visit)
    const { cursor } = visit.query
    const isFiltered = type !== undefined || state !== undefined
    const isFirst = !isFiltered && !cursor
    const asked = { below: unit?.id, isOut: true, limit: atOnce } as const
    const running = isFirst ? await visit.read(context => pageOfNotices(context, { ...asked, states: ['published'] })) : null
    const rest = { ...asked, type, cursor, ...(isFiltered ? { state } : { states: ['concluded', 'withdrawn'] as const }) }
    const found = await visit.read(context => pageOfNotices(context, rest))
    const late = isFirst ? await visit.read(context => overdueNotices(context, unit?.id, mostOverdue)) : []
    const suffix = code ? `?village=${encodeURIComponent(code)}` : ''
    const kept = { ...(code && { village: code }), ...(type && { type }), ...(state && { state }) }
    const body = html`<div class="wrap main flow">
      ${unit && html`<p class="sub">${unit.name}</p>`}
      <h1>公示公开</h1>
      <p>村口公开栏贴的，这里也有。<br />有不同意见，公示期里都能提。</p>
      ${overdue(late, dayOf(visit.now))} ${running && runningSection(visit, running, kept)}
      ${isFiltered && html`<h2>查到的</h2>`} ${!isFiltered && found.items.length > 0 && html`<h2>公示过的</h2>`}
      ${found.items.length > 0 && noticeLinks(found.items)}
      ${isFiltered && found.items.length === 0 && html`<p>${found.nextCursor ? '这一页没有，请往前翻。' : '没有这样的公示。'}</p>`}
      ${found.nextCursor && html`<p><a class="btn" href="${addressOf({ ...kept, cursor: found.nextCursor })}">看更早的</a></p>`}
      ${filterForm(code, { type, state })}
      ${unit ? html`<p><a class="tap" href="/notices">看全镇的公示</a></p>` : isFirst && (await villages(visit))}
      <h2>订阅</h2>
      <p>有新公示，阅读器会提醒您。</p>
      <ul class="links card">
        <li><a href="/notices.atom${suffix}"><span>新公示（Atom）</span></a></li>
        <li><a href="/notices.ics${suffix}"><span>到期日（手机日历）</span></a></li>
        <li><a href="/assemblies.ics${suffix}"><span>开会的日子（手机日历）</span></a></li>
      </ul>
      <p class="sub">网站不好用，<a href="/report?about=site">请告诉我们</a>。</p>
    </div>`
    const way = unit ? [...crumbs, { href: '/notices', text: '公示公开' }] : crumbs
    return { html: frame(visit, { title: unit ? `${unit.name}公示公开` : '公示公开', section: 'voice', tab: 'open', crumbs: way, body }) }
  },
})

const addressOf = (query: Record<string, string>) => `/notices?${new URLSearchParams(query).toString()}`

const runningSection = (visit: Visit, { items, nextCursor }: NoticePage, kept: Record<string, string>): Html =>
  html`<h2>正在公示</h2>
    ${
      items.length > 0
        ? noticeLinks(items)
        : stateBox({ title: '现在没有公示的', why: '发布以后，就列在这里。', call: visit.platform.config.officePhone, level: 3 })
    }
    ${nextCursor && html`<p><a class="btn" href="${addressOf({ ...kept, state: 'published' })}">看全部正在公示的</a></p>`}`

const filterForm = (village: string | undefined, { type, state }: Filter): Html =>
  html`<h2>查公示</h2>
    <form method="get" action="/notices" class="flow">
      ${village && html`<input type="hidden" name="village" value="${village}" />`}
      <div class="f">
        <label for="type">哪一类</label>
        <select class="in" id="type" name="type">
          <option value="">全部</option>
          ${NoticeType.options.map(each => html`<option value="${each}"${each === type && html` selected`}>${noticeRule(each).name}</option>`)}
        </select>
      </div>
      <div class="f">
        <label for="state">到了哪一步</label>
        <select class="in" id="state" name="state">
          <option value="">全部</option>
          ${states.options.map(each => html`<option value="${each}"${each === state && html` selected`}>${stateNames[each]}</option>`)}
        </select>
      </div>
      <button class="btn go" type="submit">查</button>
    </form>`

/** Decisions whose result should have been disclosed by now. */
function overdue(items: readonly NoticeSummary[], today: string): Html | false {
  return (
    items.length > 0 &&
    note(
      'late',
      html`<h2>逾期没公开结果</h2>
        <ul>
          ${items.map(
            ({ id, title, resultDueOn }) =>
              html`<li><a href="/notices/${id}">${title}</a><br />应在${shownDay(resultDueOn!, today)}以前公开结果。</li>`,
          )}
        </ul>`,
    )
  )
}

/** The villages that have notices, in the order of the tree. */
async function villages(visit: Visit): Promise<Html | false> {
  const units = await visit.read(context => listUnits(context))
  const byId = new Map(units.map(unit => [unit.id, unit]))
  const ids = new Set((await visit.read(context => unitsThatPublished(context))).flatMap(id => byId.get(id)?.path[1] ?? []))
  const named = units.filter(({ id, code }) => ids.has(id) && code !== null)
  return (
    named.length > 0 &&
    html`<h2>按村（社区）看</h2>
      <ul class="places">
        ${named.map(({ name, code }) => html`<li><a class="tap" href="/notices?village=${code}">${name}</a></li>`)}
      </ul>`
  )
}

/** Notices for everyone (公示公开): what is on display now, what is owed, and what was; by village. */
import { listUnits } from '#features/units/units.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay } from '#platform/public/layout.ts'
import { note, stateBox } from '#platform/public/parts.ts'
import { definePage } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { list } from '../disclosures.actions.ts'
import type { NoticeSummary } from '../disclosures.contract.ts'
import { crumbs, noticeLinks } from './parts.ts'
import { placeNamed } from './place.ts'

/** Older ones are found by village. */
const mostPast = 50

export const noticesPage = definePage({
  method: 'GET',
  path: '/notices',
  summary: '公示公开：正在公示的、逾期没公开的、公示过的，按村（社区）看',
  async run(visit) {
    const code = visit.query.village
    const unit = await placeNamed(visit)
    const { items } = await visit.call(list, { query: { ...(unit && { below: unit.id }) } })
    const out = items.filter(({ number }) => number > 0)
    const running = out.filter(({ state }) => state === 'published' || state === 'ended')
    const past = out.filter(({ state }) => state === 'concluded' || state === 'withdrawn').slice(0, mostPast)
    const suffix = code ? `?village=${encodeURIComponent(code)}` : ''
    const body = html`<div class="wrap main flow">
      ${unit && html`<p class="sub">${unit.name}</p>`}
      <h1>公示公开</h1>
      <p>村口公开栏贴的，这里也有。<br />有不同意见，公示期里都能提。</p>
      ${overdue(out, dayOf(visit.now))}
      <h2>正在公示</h2>
      ${
        running.length > 0
          ? noticeLinks(running)
          : stateBox({ title: '现在没有公示的', why: '发布以后，就列在这里。', call: visit.platform.config.officePhone, level: 3 })
      }
      ${past.length > 0 && html`<h2>公示过的</h2> ${noticeLinks(past)}`}
      ${unit ? html`<p><a class="tap" href="/notices">看全镇的公示</a></p>` : villages(out, await visit.read(context => listUnits(context)))}
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

/** Decisions whose result should have been disclosed by now. */
function overdue(items: readonly NoticeSummary[], today: string): Html | false {
  const late = items.filter(({ resultOverdue }) => resultOverdue)
  return (
    late.length > 0 &&
    note(
      'late',
      html`<h2>逾期没公开结果</h2>
        <ul>
          ${late.map(
            ({ id, title, resultDueOn }) =>
              html`<li><a href="/notices/${id}">${title}</a><br />应在${shownDay(resultDueOn!, today)}以前公开结果。</li>`,
          )}
        </ul>`,
    )
  )
}

/** The villages that have notices, in the order of the tree. */
function villages(
  items: readonly NoticeSummary[],
  units: readonly { id: string; name: string; code: string | null; path: readonly string[] }[],
) {
  const byId = new Map(units.map(unit => [unit.id, unit]))
  const ids = new Set(items.flatMap(({ unitId }) => byId.get(unitId)?.path[1] ?? []))
  const named = units.filter(({ id, code }) => ids.has(id) && code !== null)
  return (
    named.length > 0 &&
    html`<h2>按村（社区）看</h2>
      <ul class="places">
        ${named.map(({ name, code }) => html`<li><a class="tap" href="/notices?village=${code}">${name}</a></li>`)}
      </ul>`
  )
}

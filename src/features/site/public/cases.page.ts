/** 大家说的事: the lines behind every count of cases, of the town or of one place, for a period of at most a year. */
import { countPublicCases } from '#features/requests/requests.list.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownPeriod } from '#platform/public/layout.ts'
import { stateBox } from '#platform/public/parts.ts'
import type { Context } from '#platform/server/action.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { addDays, dayOf, daysBetween } from '#platform/shared/calendar.ts'
import { LocalDate } from '#platform/shared/primitives.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { casesPath, caseTable, definition, isShow, shows, type PublicCounts, type ShowName } from './case-figures.ts'
import { readTown, villagePath } from './places.ts'

/** Rows of one page; a whole year of a town would be heavier than a phone should carry. */
const pageLength = 25
const longest = 366

interface Asked {
  unit: Unit | null
  /** Of the address: a village's code or a unit's id. */
  unitKey: string | null
  counts: PublicCounts
  show: ShowName
  page: number
}

export const casesPage = definePage({
  method: 'GET',
  path: '/voice/cases',
  summary: '大家说的事：每个数字后面的每一件',
  async run(visit) {
    const asked = await visit.read(context => readAsked(context, visit))
    const { unit, counts, show } = asked
    const name = unit && unit.kind !== 'town' ? unit.name : visit.platform.config.townName
    const body = html`<div class="wrap main flow">
      <h1>大家说的事</h1>
      <p class="sub">${name}，${shownPeriod(counts.from, counts.to, dayOf(visit.now))}收到的。</p>
      ${choices(asked)} ${listed(visit, asked)}
      <h2>这些数字怎么算</h2>
      ${median(counts)} ${definition(visit, counts)}
    </div>`
    const crumbs = [
      { href: '/', text: '首页' },
      { href: '/voice', text: '亮嗓音' },
      ...(unit?.code && unit.kind !== 'town' ? [{ href: villagePath(unit), text: unit.name }] : []),
    ]
    return { html: frame(visit, { title: `大家说的事：${shows[show].label}`, section: 'voice', tab: 'open', crumbs, body }) }
  },
})

/** Throws not-found (404) for a place that is not there; what else is wrong in the address falls back to the last year. */
async function readAsked(context: Context, { query, now }: Visit): Promise<Asked> {
  const { town, all } = await readTown(context)
  const unit = query.unit ? all.find(({ id, code }) => id === query.unit || code === query.unit) : town
  if (!unit) throw new Problem(problems.notFound, '没有这个村（社区）或小组。')
  const today = dayOf(now)
  const day = (text: string | undefined, otherwise: string) => LocalDate.safeParse(text).data ?? otherwise
  const to = day(query.to, today)
  const wanted = day(query.from, addDays(to, -364))
  const from = wanted <= to && daysBetween(wanted, to) < longest ? wanted : addDays(to, -364)
  return {
    unit,
    unitKey: query.unit ?? null,
    counts: await countPublicCases(context, unit.id, { from, to }),
    show: isShow(query.show) ? query.show : 'all',
    page: Math.max(1, Math.trunc(Number(query.page)) || 1),
  }
}

/** Every count of the period, as links to its lines. */
function choices({ counts, unitKey, show }: Asked): Html {
  const names = (Object.keys(shows) as ShowName[]).filter(name => name === 'all' || name === show || shows[name].count(counts) > 0)
  return html`<nav aria-label="看哪些">
    <ul class="row choices">
      ${names.map(
        name =>
          html`<li>
            <a class="tap" href="${casesPath(counts, unitKey, name)}" ${name === show && html` aria-current="true"`}
              >${shows[name].label} ${shows[name].count(counts)}件</a
            >
          </li>`,
      )}
    </ul>
  </nav>`
}

function listed(visit: Visit, { counts, show, page, unitKey }: Asked): Html {
  const { count, holds, label } = shows[show]
  const lines = counts.lines.filter(holds)
  const total = count(counts)
  if (total === 0)
    return stateBox({
      title: `没有“${label}”的事`,
      why: '这段时间没有，不是漏了。',
      action: { href: '/report', text: '说说烦心事' },
      call: visit.platform.config.officePhone,
    })
  const hidden = `共${total}件。本人同意公开的有${lines.length}件，另外${total - lines.length}件只计数。`
  const shown = lines.slice((page - 1) * pageLength, page * pageLength)
  return html`${shown.length > 0 ? caseTable(shown, hidden) : html`<p>${hidden}</p>`}
    ${turnPages(casesPath(counts, unitKey, show), page, Math.ceil(lines.length / pageLength))}`
}

const turnPages = (path: string, page: number, pages: number): Html | false =>
  pages > 1 &&
  html`<nav class="row" aria-label="翻页">
    ${page > 1 && html`<a class="tap" href="${path}&page=${page - 1}">上一页</a>`}
    <span>第${page}页，共${pages}页</span>
    ${page < pages && html`<a class="tap" href="${path}&page=${page + 1}">下一页</a>`}
  </nav>`

/** With its n: a median of two cases is not the median of two hundred. What was refused or taken back is named, and makes it no shorter. */
function median({ open, solved, solvedBySharedCode, solvedOnBehalf, unanswered, notAccepted, withdrawn, medianDays }: PublicCounts): Html {
  const apart = [
    [shows.notAccepted.label, notAccepted],
    [shows.withdrawn.label, withdrawn],
  ] as const
  const named = apart.flatMap(([label, cases]) => (cases > 0 ? [`${label}${cases}件`] : []))
  return html`${
    medianDays === null
      ? html`<p>还没有解决了的、没有回应的，用时算不出。</p>`
      : html`<p>解决了的和没有回应的有${solved + solvedBySharedCode + solvedOnBehalf + unanswered}件。从提交到有结果，中位数是${medianDays}天。</p>`
  }
    <p>没有算进用时的：${[`还在办${open}件`, ...named].join('，')}。</p>`
}

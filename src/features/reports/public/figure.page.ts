/** One number of the yearly report (一个数的记录): its definition, its parts by place, and every record that the reader may see. */
import { children, rows, value } from '#features/indicators/indicators.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay, shownTime } from '#platform/public/layout.ts'
import { note, noRecord, table } from '#platform/public/parts.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { get } from '../reports.actions.ts'
import { figurePath, reportPath } from '../reports.addresses.rules.ts'
import type { Edition, FrozenRecord, Line, Now, Part, Report } from '../reports.contract.ts'
import { records } from '../reports.records.actions.ts'
import { fateNames, periodName } from '../reports.words.ts'
import { crumbs } from './yearly.page.ts'

const pageLength = '25'

/** A number that the address names, and the addresses of its further pages. */
interface Opened {
  report: Report
  line: Line
  part: Part
  base: string
}

export const figurePage = definePage({
  method: 'GET',
  path: '/reports/:year/:figureId',
  summary: '一个数：怎么算的，各村（社区）多少，每一条记录',
  async run(visit) {
    const opened = await asked(visit)
    const { report, line, part } = opened
    const { year, edition } = report
    const title = line.section === 'closeUp' ? `${line.unitName}：${line.title}` : line.title
    const body = html`<div class="wrap main flow">
      <p class="sub">${year}年报告 · ${line.figureId}</p>
      <h1>${title}</h1>
      ${
        part.indicatorId === null
          ? html`<p>${noRecord} 等${line.waits}。</p>`
          : edition && part.now
            ? await frozen(visit, opened, edition, part.now)
            : await living(visit, opened, part.indicatorId)
      }
      <p><a class="tap" href="${reportPath(report)}#${line.figureId}">回到${year}年报告</a></p>
    </div>`
    const way = [...crumbs, { href: `/reports/${year}`, text: `${year}年报告` }]
    return { html: frame(visit, { title: `${title}：记录`, section: 'plan', tab: 'open', crumbs: way, body }) }
  },
})

/** The line and its part named in the address. Throws not-found (404). */
async function asked(visit: Visit): Promise<Opened> {
  const { year: digits = '', figureId = '' } = visit.params
  if (!/^\d{4}$/.test(digits)) throw new Problem(problems.notFound, '没有这一年的报告。')
  const { unit, edition } = visit.query
  const query = { figure: figureId, ...(edition !== undefined && { edition }) }
  const report = await visit.call(get, { params: { year: digits }, query })
  const line = report.lines.find(each => unit === undefined || each.unitId === unit)
  const index = Math.trunc(Number(visit.query.part ?? 0))
  const part = line?.parts[index]
  if (!line || !part) throw new Problem(problems.notFound, '报告里没有这个数。')
  return { report, line, part, base: figurePath(report, line, index) }
}

/** The number of an edition, the records that it was made of, and where they changed since those of today. */
async function frozen(visit: Visit, opened: Opened, edition: Edition, now: Now): Promise<Html> {
  const { report, line, part } = opened
  const params = { year: String(report.year), edition: String(edition.edition), figureId: line.figureId }
  const { cursor } = visit.query
  const query = { unitId: line.unitId, part: String(line.parts.indexOf(part)), limit: pageLength, ...(cursor && { cursor }) }
  const kept = await visit.call(records, { params, query })
  return html`<p class="figure-now"><span class="num">${line.state === 'none' ? '尚无记录' : part.shown}</span></p>
    <p>这是第${edition.edition}版的数，${shownTime(new Date(edition.frozenAt))}定稿。</p>
    <p>${part.definition}</p>
    <p class="sub small">${periodName(part)}，${line.unitName}。</p>
    ${note('plain', html`<p>${now.same ? '到现在，这个数和记录对得上。' : html`现在按记录算：${now.shown}。${now.reasons.join('')}`}</p>`)}
    ${keptSection(opened, kept)} ${now.rowsAddress !== null && !now.same && part.indicatorId !== null && (await today(visit, opened, part.indicatorId))}`
}

function keptSection({ base }: Opened, { items, hidden, nextCursor }: OutputOf<typeof records.endpoint>): Html {
  return html`<section class="flow" id="rows">
    <h2>定稿时的记录</h2>
    ${hiddenNote(hidden)}
    ${
      items.length > 0 &&
      table({
        caption: '名称和日期是现在的写法。',
        columns: ['记录', '哪一天', '哪里', '现在怎样'],
        rows: items.map(each => [
          each.label ?? goneLabel(each),
          html`<span class="num">${each.day && shownDay(each.day)}</span>`,
          each.unitName ?? '',
          fateNames[each.fate],
        ]),
      })
    }
    ${items.length === 0 && hidden === null && html`<p>${noRecord}</p>`} ${onward(base, 'cursor', nextCursor, '#rows')}
  </section>`
}

/** Of a record that is not read any more only its number is left. */
const goneLabel = ({ id }: FrozenRecord) => html`编号尾数<span class="num">${id.slice(-8)}</span>`

/** The number as the records have it now. */
async function living(visit: Visit, opened: Opened, indicatorId: string): Promise<Html> {
  const { line, part } = opened
  const measured = await visit.call(value, { params: { indicatorId }, query: questionOf(opened) })
  return html`<p class="figure-now"><span class="num">${measured.shown}</span></p>
    <p>${measured.indicator.definition}</p>
    <p class="sub small">${periodName(part)}，${line.unitName}。算法第${measured.indicator.version}版。</p>
    ${measured.notes.map(text => note('plain', text))} ${await rowsSection(visit, opened, indicatorId, '记录', 'cursor', measured)}
    ${await partsSection(visit, opened, indicatorId)}`
}

/** Below an edition's: today's, by the edition's own question. */
async function today(visit: Visit, opened: Opened, indicatorId: string): Promise<Html> {
  const measured = await visit.call(value, { params: { indicatorId }, query: questionOf(opened) })
  return html`${await rowsSection(visit, opened, indicatorId, '现在的记录', 'now', measured)} ${await partsSection(visit, opened, indicatorId)}`
}

const questionOf = ({ line: { unitId }, part: { from, to, asOf } }: Opened) => ({ unitId, from, to, asOf })

async function rowsSection(
  visit: Visit,
  opened: Opened,
  indicatorId: string,
  heading: string,
  turnedBy: 'cursor' | 'now',
  { indicator }: Pick<OutputOf<typeof value.endpoint>, 'indicator'>,
): Promise<Html> {
  const cursor = visit.query[turnedBy]
  const query = { ...questionOf(opened), limit: pageLength, ...(cursor && { cursor }) }
  const { items, hidden, nextCursor } = await visit.call(rows, { params: { indicatorId }, query })
  const id = turnedBy === 'now' ? 'today' : 'rows'
  return html`<section class="flow" id="${id}">
    <h2>${heading}</h2>
    ${hiddenNote(hidden)}
    ${
      items.length > 0 &&
      table({
        caption: '按日期排列。',
        columns: ['记录', '哪一天', '哪里', ...(indicator.aggregate === 'count' ? [] : [addsName[indicator.aggregate]])],
        rows: items.map(({ label, day, unitName, adds }) => [
          label,
          html`<span class="num">${shownDay(day)}</span>`,
          unitName,
          ...(indicator.aggregate === 'count' ? [] : [html`<span class="num">${adds}</span>`]),
        ]),
      })
    }
    ${items.length === 0 && hidden === null && html`<p>${noRecord}</p>`} ${onward(opened.base, turnedBy, nextCursor, `#${id}`)}
  </section>`
}

const hiddenNote = (hidden: { count: number | null; reason: string } | null) =>
  hidden !== null &&
  note('plain', html`<p>${hidden.count === null ? '有几条记录' : `${hidden.count}条记录`}这里不列出。${hidden.reason}</p>`)

const onward = (base: string, name: string, nextCursor: string | null, place: string) =>
  nextCursor !== null &&
  html`<p><a class="tap" href="${base}${base.includes('?') ? '&' : '?'}${new URLSearchParams({ [name]: nextCursor }).toString()}${place}">看后面的记录</a></p>`

/** Where a record does not count one: the column that adds up to the number. */
const addsName = { sum: '算多少', distinct: '算几个', ratio: '算在内的' } as const

/** By code, never by size: it is no ranking. */
async function partsSection(visit: Visit, opened: Opened, indicatorId: string): Promise<Html | false> {
  const { items, whole } = await visit.call(children, { params: { indicatorId }, query: questionOf(opened) })
  const told = items.filter(({ rows: count, suppressed }) => suppressed || (count ?? 0) > 0)
  if (told.length === 0 || (told.length === 1 && told[0]!.own)) return false
  return html`<section class="flow">
    <h2>分到各处</h2>
    ${table({
      caption: `按代码排列。没有记录的没有列出。合起来是${whole.shown}。`,
      columns: ['哪里', '多少'],
      rows: told.map(({ unitName, shown }) => [unitName, html`<span class="num">${shown}</span>`]),
      slim: true,
    })}
  </section>`
}

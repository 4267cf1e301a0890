/** One number of the yearly report (一个数的记录): its definition, its parts by place, and every record that the reader may see. */
import { children, rows, value } from '#features/indicators/indicators.actions.ts'
import { html, type Html } from '#platform/public/html.ts'
import { frame, shownDay } from '#platform/public/layout.ts'
import { note, noRecord, table } from '#platform/public/parts.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { get } from '../reports.actions.ts'
import type { Line, Part } from '../reports.contract.ts'
import { periodName } from '../reports.words.ts'
import { figurePath } from './figure-path.ts'
import { crumbs } from './yearly.page.ts'

const pageLength = '25'

export const figurePage = definePage({
  method: 'GET',
  path: '/reports/:year/:figureId',
  summary: '一个数：怎么算的，各村（社区）多少，每一条记录',
  async run(visit) {
    const { year, line, part } = await asked(visit)
    const title = line.section === 'closeUp' ? `${line.unitName}：${line.title}` : line.title
    const body = html`<div class="wrap main flow">
      <p class="sub">${year}年报告 · ${line.figureId}</p>
      <h1>${title}</h1>
      ${part.indicatorId === null ? html`<p>${noRecord} 等${line.waits}。</p>` : await opened(visit, line, part, part.indicatorId)}
      <p><a class="tap" href="/reports/${year}#${line.figureId}">回到${year}年报告</a></p>
    </div>`
    const way = [...crumbs, { href: `/reports/${year}`, text: `${year}年报告` }]
    return { html: frame(visit, { title: `${title}：记录`, section: 'plan', tab: 'open', crumbs: way, body }) }
  },
})

/** The line and its part named in the address. Throws not-found (404). */
async function asked(visit: Visit): Promise<{ year: number; line: Line; part: Part }> {
  const { year: digits = '', figureId = '' } = visit.params
  if (!/^\d{4}$/.test(digits)) throw new Problem(problems.notFound, '没有这一年的报告。')
  const report = await visit.call(get, { params: { year: digits }, query: { figure: figureId } })
  const { unit } = visit.query
  const line = report.lines.find(each => unit === undefined || each.unitId === unit)
  const part = line?.parts[Math.trunc(Number(visit.query.part ?? 0))]
  if (!line || !part) throw new Problem(problems.notFound, '报告里没有这个数。')
  return { year: report.year, line, part }
}

async function opened(visit: Visit, line: Line, part: Part, indicatorId: string): Promise<Html> {
  const query = { unitId: line.unitId, from: part.from, to: part.to, asOf: part.asOf }
  const params = { indicatorId }
  const measured = await visit.call(value, { params, query })
  const parts = await visit.call(children, { params, query })
  const { cursor } = visit.query
  const listed = await visit.call(rows, { params, query: { ...query, limit: pageLength, ...(cursor && { cursor }) } })
  return html`<p class="figure-now"><span class="num">${measured.shown}</span></p>
    <p>${measured.indicator.definition}</p>
    <p class="sub small">${periodName(part)}，${line.unitName}。算法第${measured.indicator.version}版。</p>
    ${measured.notes.map(text => note('plain', text))} ${rowsSection(visit, line, part, { ...listed, indicator: measured.indicator })} ${partsSection(parts)}`
}

type Listed = OutputOf<typeof rows.endpoint> & Pick<OutputOf<typeof value.endpoint>, 'indicator'>

function rowsSection(visit: Visit, line: Line, part: Part, { items, hidden, nextCursor, indicator }: Listed): Html {
  const year = Number(visit.params.year)
  const base = figurePath(year, line, line.parts.indexOf(part))
  const more = nextCursor !== null && `${base}${base.includes('?') ? '&' : '?'}${new URLSearchParams({ cursor: nextCursor })}#rows`
  return html`<section class="flow" id="rows">
    <h2>记录</h2>
    ${
      hidden !== null &&
      note('plain', html`<p>${hidden.count === null ? '有几条记录' : `${hidden.count}条记录`}这里不列出。${hidden.reason}</p>`)
    }
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
    ${items.length === 0 && hidden === null && html`<p>${noRecord}</p>`}
    ${more !== false && html`<p><a class="tap" href="${more}">看后面的记录</a></p>`}
  </section>`
}

/** Where a record does not count one: the column that adds up to the number. */
const addsName = { sum: '算多少', distinct: '算几个', ratio: '算在内的' } as const

/** By code, never by size: it is no ranking. */
function partsSection({ items, whole }: OutputOf<typeof children.endpoint>): Html | false {
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

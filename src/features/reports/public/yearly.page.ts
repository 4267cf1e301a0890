/** The yearly report (年度报告): the article told again, every number a door to its records. /reports/2020, .json and .docx. */
import { html, type Child, type Html } from '#platform/public/html.ts'
import { sectionMark } from '#platform/public/icons.ts'
import { frame, shownTime } from '#platform/public/layout.ts'
import { noRecord } from '#platform/public/parts.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { get } from '../reports.actions.ts'
import { documentPath, figurePath, reportPath } from '../reports.addresses.rules.ts'
import type { Line, Now, Part, Report, SectionId } from '../reports.contract.ts'
import { reportJson } from '../reports.json.rules.ts'
import { periodName, sectionNames } from '../reports.words.ts'
import { editionRecord, editionSubject } from '../reports.recorded.actions.ts'
import { editionYears } from '../reports.years.actions.ts'

const marks: Partial<Record<SectionId, 'm1' | 'm2' | 'm3' | 'm4'>> = { identity: 'm1', voice: 'm2', action: 'm3', plan: 'm4' }
export const crumbs = [
  { href: '/', text: '首页' },
  { href: '/plan', text: '点亮' },
]

export const yearsPage = definePage({
  method: 'GET',
  path: '/reports',
  summary: '年度报告：有哪些年份',
  async run(visit) {
    const { years } = await visit.read(editionYears)
    const body = html`<div class="wrap main flow">
      <h1>年度报告</h1>
      <p>这里的数，没有一个是手填的。<br />点数字，就能看到每一条记录。</p>
      <ul class="links card">
        ${years.map(
          ({ year, frozen }) =>
            html`<li>
              <a href="/reports/${year}"><span>${year}年</span><span class="sub">${frozen ? '已定稿' : '随记录变化'}</span></a>
            </li>`,
        )}
      </ul>
    </div>`
    return { html: frame(visit, { title: '年度报告', section: 'plan', tab: 'open', crumbs, body }) }
  },
})

export const yearlyPage = definePage({
  method: 'GET',
  path: '/reports/:year',
  summary: '一年的报告：43个数，点开就是记录。地址加 .json 给机器读，加 ?edition=1 看第1版',
  async run(visit) {
    const [, digits, ending] = /^(\d{4})(\.json)?$/.exec(visit.params.year ?? '') ?? []
    if (!digits) throw new Problem(problems.notFound, '没有这一年的报告。')
    const { edition: asked } = visit.query
    const report = await visit.call(get, { params: { year: digits }, query: { ...(asked !== undefined && { edition: asked }) } })
    if (ending === '.json') return asJson(report)
    const { year, edition } = report
    const entryId = edition && (await visit.read(context => editionRecord.checkOf(context, editionSubject(year, edition.edition))))
    const body = html`<div class="wrap main cols toc">
      ${contents(report)}
      <article class="flow">${heading(visit, report)} ${editionNote(report, entryId)} ${sectionsOf(report)} ${methods}</article>
    </div>`
    return { html: frame(visit, { title: `${report.year}年，三亮`, section: 'plan', tab: 'open', crumbs, body }) }
  },
})

const asJson = (report: Report): PageAnswer => ({
  bytes: Buffer.from(JSON.stringify(reportJson(report), null, 2)),
  mediaType: 'application/json; charset=utf-8',
})

const shownSections = Object.keys(sectionNames) as SectionId[]
const nameOf = (section: SectionId, year: number) => (section === 'plan' ? `点亮${year + 1}` : sectionNames[section])

const contents = (report: Report): Html =>
  html`<nav class="stick toc" aria-label="本页目录">
    <h2 class="small sub">本页目录</h2>
    <ol class="links">
      ${shownSections.map(
        section =>
          html`<li>
            <a href="#${section}"><span>${nameOf(section, report.year)}</span></a>
          </li>`,
      )}
    </ol>
  </nav>`

function heading(visit: Visit, report: Report): Html {
  const { year, townName, lines, asOf } = report
  const computed = lines.filter(({ state }) => state === 'computed').length
  return html`<header class="flow">
    <p class="sub">年度报告 · ${townName}${asOf === dayOf(visit.now) && ' · 这一年还没过完'}</p>
    <h1>${year}年，<span class="nb">三亮照亮了什么</span></h1>
    <p>这里的数，没有一个是手填的。<br />点数字，就能看到每一条记录。</p>
    <ul class="keys-row row small">
      <li><b class="num">${lines.length}</b> 个数</li>
      <li><b class="num">${computed}</b> 个已算出</li>
      <li>${noRecord} <b class="num">${lines.length - computed}</b> 个</li>
    </ul>
    <p class="row"><a class="tap" href="${documentPath(report)}">下载文档（docx）</a><a class="tap" href="${reportPath(report, '.json')}">给机器读（json）</a></p>
  </header>`
}

function editionNote(report: Report, entryId: string | null): Html | false {
  const { edition, editions, lines } = report
  if (editions.length === 0) return false
  const changed = lines.flatMap(({ parts }) => parts).filter(({ now }) => now && !now.same).length
  return html`<div class="note">
    ${
      edition
        ? html`<p><strong>这一页已定稿：${shownTime(new Date(edition.frozenAt))}，第${edition.edition}版</strong></p>
            ${edition.reason !== null && html`<p>另出一版的原因：${edition.reason}</p>`}
            <p>${changed === 0 ? '到现在，每个数和记录都对得上。' : `定稿以后，有${changed}个数的记录变了，两个数都写在下面。`}</p>`
        : html`<p><strong>这一页是现在的数，没有定稿。</strong></p>`
    }
    ${entryId !== null && html`<p><a class="tap" href="/verify#${entryId}">核对这一版有没有被改过</a></p>`} ${otherEditions(report)}
  </div>`
}

/** Every edition stays to be read, and so do the records as they are. */
function otherEditions(report: Report): Html[] {
  const { edition: shown, editions } = report
  const others = editions.filter(({ edition }) => edition !== shown?.edition)
  const link = (edition: Report['edition'], text: string) =>
    html`<p><a class="tap" href="${reportPath({ ...report, edition })}">${text}</a></p>`
  return [
    ...others.map(other => link(other, `看第${other.edition}版，${shownTime(new Date(other.frozenAt))}定稿`)),
    ...(shown ? [link(null, '看全部按现在的记录算的数')] : []),
  ]
}

const sectionsOf = (report: Report): Html[] =>
  shownSections.map(section => {
    const mark = marks[section]
    const lines = report.lines.filter(line => line.section === section)
    return html`<section aria-labelledby="${section}-title" id="${section}">
      <h2 class="row" id="${section}-title">${mark && sectionMark(mark, 'beside')}${nameOf(section, report.year)}</h2>
      ${
        lines.length > 0
          ? html`<ul class="facts">
              ${lines.map(line => lineOf(report, line))}
            </ul>`
          : html`<p class="sub">镇里还没有选定要特写的村（社区）。</p>`
      }
    </section>`
  })

function lineOf(report: Report, line: Line): Html {
  const isTown = line.section !== 'closeUp'
  const title = isTown ? line.title : `${line.unitName}：${line.title}`
  return html`<li id="${line.figureId}${!isTown && `-${line.unitId}`}">
    <p class="n">${line.state === 'none' ? noRecord : numbers(report, line, title)}</p>
    <div>
      <h3>${title}</h3>
      ${line.parts.map(({ definition }) => definition !== '' && html`<p class="def">${definition}</p>`)}
      <p class="def">
        ${line.quote !== null && html`报道原文：“${line.quote}”。`}${
          line.state === 'none'
            ? html`等${line.waits}。`
            : html`<span class="nb">${periodName(line.parts[0]!)}，</span>共${recordsOf(line)}。`
        }
      </p>
      ${line.parts.flatMap(({ notes }) => notes.map(note => html`<p class="def">${note}</p>`))}
      ${line.parts.map(({ now }, index) => now && !now.same && changeNote(report, line, index, now))}
    </div>
  </li>`
}

/** The number as it was frozen, else as it is now; with one door for each part of the sentence. */
function numbers(report: Report, line: Line, title: string): Child[] {
  return line.parts.flatMap((part, index) => {
    const [number, measure] = saidOf(part)
    const label = `${title}：${number}${measure}，看${part.rows ?? '这些'}条记录`
    const door = html`<a href="${figurePath(report, line, index)}" aria-label="${label}"
      ><span class="num">${number}</span> <small>${measure}</small></a
    >`
    return index === 0 ? [door] : [html` <small>和</small> `, door]
  })
}

/** The number and its measure apart; of few people what is said instead. */
const saidOf = ({ value, shown, measure }: Part): [string, string] =>
  value === null ? [shown, shown.startsWith('<') ? measure : ''] : [String(value), measure]

/** Of a number that was none there is no door above. */
const changeNote = (report: Report, line: Line, part: number, { shown, reasons }: Now): Html =>
  html`<p class="def"><strong>现在按记录算：${shown}。</strong>${reasons.join('')}</p>
    ${line.state === 'none' && html`<p class="def"><a class="tap" href="${figurePath(report, line, part)}">看现在的记录</a></p>`}`

const recordsOf = ({ parts }: Line) => parts.map(({ rows }) => (rows === null ? '几条记录' : `${rows}条记录`)).join('、')

const methods = html`<section class="flow" id="methods">
  <h2>这些数怎么来的</h2>
  <p>每个数都从一条条记录算出来。<br />记录在哪里，点数字就看到。</p>
  <p>涉及个人的记录，公开页面只计数。<br />不足5个人的，只写“&lt;5”。</p>
</section>`

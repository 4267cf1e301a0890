/** The report as an official document (年度报告公文): its sentences, pure. The annex says how each number is counted. */
import { dayOf, plainDate } from '#platform/shared/calendar.ts'
import type { Comparison, Line, Part, Report, SectionId } from './reports.contract.ts'
import { periodName, sectionNames } from './reports.words.ts'

export interface ReportBlocks {
  title: string
  blocks: { level: 1 | 2 | 'text'; text: string }[]
  annex: { name: string; blocks: { level: 1 | 2 | 'text'; text: string }[] }
}

const numerals = ['一', '二', '三', '四', '五', '六', '七']

/** Frozen numbers where there is an edition, else what the records say now. */
export function documentOf(report: Report, frozen: readonly Comparison[]): ReportBlocks {
  const { year, townName, edition } = report
  const sections = (Object.keys(sectionNames) as SectionId[]).filter(section => report.lines.some(line => line.section === section))
  const opening = edition
    ? `本报告于${plainDate(dayOf(new Date(edition.frozenAt)))}定稿，为第${edition.edition}版。各项数字均由工作记录计算得出，没有手工填报。`
    : `本报告尚未定稿。各项数字均由工作记录计算得出，没有手工填报，${periodName(report)}。`
  const body = sections.flatMap((section, index) => [
    { level: 1 as const, text: `${numerals[index]}、${section === 'plan' ? `点亮${year + 1}` : sectionNames[section]}` },
    ...report.lines.filter(line => line.section === section).map(line => ({ level: 'text' as const, text: sentence(line, frozen) })),
  ])
  const counted = report.lines.filter(({ state }) => state === 'computed')
  const definitions = counted.flatMap(line => [
    { level: 2 as const, text: `${line.figureId}　${nameOf(line)}` },
    ...line.parts.map(part => ({ level: 'text' as const, text: definition(part) })),
  ])
  return {
    title: `${townName}${year}年“三亮”年度报告`,
    blocks: [{ level: 'text', text: opening }, ...body],
    annex: { name: '各项数字的算法和统计日', blocks: definitions },
  }
}

const nameOf = ({ section, unitName, title }: Line) => (section === 'closeUp' ? `${unitName}${title}` : title)

function sentence(line: Line, frozen: readonly Comparison[]): string {
  if (line.state === 'none') return `${nameOf(line)}：尚无记录，等${line.waits}。`
  const told = line.parts.map((part, index) => {
    const kept = frozen.find(each => each.figureId === line.figureId && each.unitName === line.unitName && each.part === index)
    return kept ? (kept.then === null ? '尚无记录' : `${kept.then}${kept.measure}`) : part.shown
  })
  return `${nameOf(line)}：${told.join('和')}。`
}

const definition = (part: Part) =>
  `${part.nameZh}。${part.definition}${periodName(part)}${part.rows === null ? '' : `，共${part.rows}条记录`}。`

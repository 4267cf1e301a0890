/** The report as an official document (年度报告公文): its sentences, pure. The annex says how each number is counted. */
import { dayOf, plainDate } from '#platform/shared/calendar.ts'
import type { Line, Part, Report, SectionId } from './reports.contract.ts'
import { periodName, sectionNames } from './reports.words.ts'

export interface ReportBlocks {
  title: string
  blocks: { level: 1 | 2 | 'text'; text: string }[]
  annex: { name: string; blocks: { level: 1 | 2 | 'text'; text: string }[] }
}

const numerals = ['一', '二', '三', '四', '五', '六', '七']

/** The numbers of the edition, else what the records say now. */
export function documentOf(report: Report): ReportBlocks {
  const { year, townName, edition } = report
  const sections = (Object.keys(sectionNames) as SectionId[]).filter(section => report.lines.some(line => line.section === section))
  const opening = edition
    ? `本报告于${plainDate(dayOf(new Date(edition.frozenAt)))}定稿，为第${edition.edition}版。各项数字均由工作记录计算得出，没有手工填报。`
    : `本报告尚未定稿。各项数字均由工作记录计算得出，没有手工填报，${periodName(report)}。`
  const body = sections.flatMap((section, index) => [
    { level: 1 as const, text: `${numerals[index]}、${section === 'plan' ? `点亮${year + 1}` : sectionNames[section]}` },
    ...report.lines.filter(line => line.section === section).map(line => ({ level: 'text' as const, text: sentence(line) })),
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

const sentence = (line: Line) =>
  line.state === 'none'
    ? `${nameOf(line)}：尚无记录，等${line.waits}。`
    : `${nameOf(line)}：${line.parts.map(({ shown }) => shown).join('和')}。`

const definition = (part: Part) =>
  `${part.nameZh}。${part.definition}${periodName(part)}${part.rows === null ? '' : `，共${part.rows}条记录`}。`

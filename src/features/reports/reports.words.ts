/** Yearly reports (年度报告): the words people read. */
import { plainDate } from '#platform/shared/calendar.ts'
import type { Fate, Part, SectionId } from './reports.contract.ts'

export const sectionNames: Record<SectionId, string> = {
  overview: '总述',
  appraisal: '述职',
  identity: '亮身份',
  voice: '亮嗓音',
  action: '亮行动',
  closeUp: '村居特写',
  plan: '点亮',
}

/** "截至2020年12月31日" */
export const periodName = ({ asOf }: Pick<Part, 'asOf'>): string => `截至${plainDate(asOf)}`

/** What became of a record since the number was frozen. */
export const fateNames: Record<Fate, string> = { same: '没有变', corrected: '更正过', gone: '现在不算了', unknown: '不再统计' }

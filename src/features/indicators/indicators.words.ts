/** Indicators (指标): how a number is said, and what is said of it where it would tell of few people. */
import type { IndicatorSummary } from './indicators.contract.ts'

type Said = Pick<IndicatorSummary, 'aggregate' | 'measure'>

/** Fewer people than this are not told to the public: someone could be recognised (domain §28). */
const smallestCell = 5

/** One to four. */
export const isFew = (count: number): boolean => count > 0 && count < smallestCell

/** The number with its measure. */
export function numberWords({ aggregate, measure }: Said, value: number | null, rows: number): string {
  if (value === null || (rows === 0 && aggregate !== 'ratio')) return '尚无记录'
  return aggregate === 'ratio' ? `${value}%` : `${value}${measure}`
}

/** What stands in the place of a number of few people. */
export const smallWords = ({ aggregate }: Pick<Said, 'aggregate'>): string =>
  aggregate === 'ratio' ? '人数太少，不公开' : `<${smallestCell}`

/** Why records are counted and not listed. */
export const hiddenWords = {
  public: '这些记录涉及个人或内部办理，公开页面只计数，不列出。',
  staff: '这些记录不在您的管辖范围，只计数，不列出。',
} as const

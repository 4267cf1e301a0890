/** Indicators (指标): how a number is said, and what is said of it where it would tell of few people. */
import type { IndicatorSummary } from './indicators.contract.ts'

type Said = Pick<IndicatorSummary, 'aggregate' | 'measure'>

/** Fewer people than this are not told to the public: someone could be recognised (domain §28). */
export const smallestCell = 5

/** One to four. */
export const isFew = (count: number): boolean => count > 0 && count < smallestCell

/** The number with its measure. */
export function numberWords({ aggregate, measure }: Said, value: number | null, rows: number): string {
  if (value === null || (rows === 0 && aggregate !== 'ratio')) return '尚无记录'
  return aggregate === 'ratio' ? `${value}%` : `${value}${measure}`
}

/** Why the public is not told a number of people. */
export type Withholding =
  /** One to four people. */
  | 'few'
  /** It would tell, by subtraction, of few people elsewhere. */
  | 'others'
  /** Numbers of people are told for whole years that are over. */
  | 'yearly'
  /** And for the town and the units directly below it. */
  | 'place'

/** What stands in the place of the number. Whether a ratio is withheld for itself or for others is not told: it would tell which is small. */
export function withheldWords({ aggregate }: Pick<Said, 'aggregate'>, why: Withholding): string {
  const few = aggregate === 'ratio' ? '人数太少，不公开' : `<${smallestCell}`
  return { few, others: aggregate === 'ratio' ? few : '不公开', yearly: '按年公布', place: '不公开' }[why]
}

/** Why records are counted and not listed. */
export const hiddenWords = {
  public: '这些记录涉及个人或内部办理，公开页面只计数，不列出。',
  staff: '这些记录不在您的管辖范围，只计数，不列出。',
} as const

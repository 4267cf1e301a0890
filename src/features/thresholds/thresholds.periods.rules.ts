/**
 * Periods (天数): days that no law fixes. Each stands here as it is customary, until the town has confirmed or changed it.
 *
 * What a law fixes is not among them. Source: domain §5.2 (days to be set), §29; conventions 2.2 (customary periods of disclosure).
 */
import type { PeriodKey } from './thresholds.periods.contract.ts'

export interface PeriodRule {
  name: string
  /** As long as the town has settled nothing. */
  days: number
  /** The town may not set fewer. */
  least: number
  source: string
}

const disclosed = (name: string): PeriodRule => ({ name, days: 7, least: 7, source: '通常做法七天，只能加长，待镇里核对' })

export const periodRules: Record<PeriodKey, PeriodRule> = {
  ratification: { name: '紧急先办的事，几天内追认', days: 15, least: 1, source: '本镇规定，待镇里核对' },
  commentReply: { name: '居民意见，几天内答复', days: 15, least: 1, source: '本镇规定，待镇里核对' },
  publication: { name: '表决通过后，几天内公开决议', days: 7, least: 1, source: '本镇规定，待镇里核对' },
  decision: disclosed('决议公开几天'),
  result: disclosed('实施结果公开几天'),
  general: disclosed('村务一般事项公开几天'),
  finance: disclosed('财务公开几天'),
  special: disclosed('专项公开几天'),
}

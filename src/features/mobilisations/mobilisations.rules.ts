/**
 * Mobilisations (动员): the rules, as pure functions.
 *
 * Nothing here ends by somebody's doing: a mobilisation and a temporary branch are over on their last day, whether or not anyone
 * looks. Source: 中国共产党支部工作条例(试行) art. 8 (temporary branches); domain §21; PIPL art. 13(4), 19.
 */
import { addDays } from '#platform/shared/calendar.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { problems, type BranchState, type MobilisationState } from './mobilisations.contract.ts'

/** A decision holds for at most so many days; the town's own limit, stricter than any law (domain §21). */
export const longestDays = 30

export interface Span {
  startsOn: string
  /** The first day on which it no longer holds. */
  endsOn: string
  purgedAt: Date | null
}

export function mobilisationState({ startsOn, endsOn, purgedAt }: Span, today: string): MobilisationState {
  if (purgedAt) return 'purged'
  if (endsOn <= today) return 'over'
  return startsOn > today ? 'coming' : 'active'
}

/** The day to show first: today, or the first or last day if today is not one of its days. */
export const dayWithin = ({ startsOn, endsOn }: Pick<Span, 'startsOn' | 'endsOn'>, today: string): string =>
  today < startsOn ? startsOn : today < endsOn ? today : addDays(endsOn, -1)

/**
 * Is this a span that one decision may give? `from` is the first day that it adds: the start, or the day of the decision to go on.
 * Throws too-long (422), and invalid (422) for days in the wrong order.
 */
export function requireShort(from: string, endsOn: string, decidedOn: string, today: string): void {
  if (decidedOn > today) throw invalidField('#/decidedOn', '决定的日子不能在今天以后')
  if (endsOn <= from) throw invalidField('#/endsOn', `截止日要在${from}之后`)
  if (endsOn > addDays(from, longestDays)) throw new Problem(problems.tooLong)
}

export interface BranchLife {
  approved: boolean | null
  foundedOn: string | null
  endsOn: string | null
  extensions: number
}

export function branchState({ approved, foundedOn, endsOn, extensions }: BranchLife, today: string): BranchState {
  if (approved === null) return 'proposed'
  if (!approved || foundedOn === null || endsOn === null) return 'declined'
  if (endsOn <= today) return 'dissolved'
  if (foundedOn > today) return 'approved'
  return extensions > 0 ? 'extended' : 'active'
}

/**
 * Party membership (党籍): the rules, as pure functions.
 *
 * Source: 党章 §7 (probation of a year; no vote, no election before its end); domain §7 (one home grid), §21 (no membership in a
 * temporary branch), §33.10 and §33.11 (who counts in 应到会).
 */
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { Eligible, ExclusionReason, GridKind, MemberKind, Stage } from './memberships.contract.ts'

export const transferMachine = defineStateMachine({
  initial: 'inProgress',
  states: ['inProgress', 'completed', 'cancelled'],
  transitions: {
    complete: { from: ['inProgress'], to: 'completed' },
    cancel: { from: ['inProgress'], to: 'cancelled' },
  },
})

export const gridMachine = defineStateMachine({
  initial: 'assigned',
  states: ['assigned', 'active', 'suspended', 'left'],
  transitions: {
    begin: { from: ['assigned'], to: 'active' },
    suspend: { from: ['assigned', 'active'], to: 'suspended' },
    resume: { from: ['suspended'], to: 'active' },
    leave: { from: ['assigned', 'active', 'suspended'], to: 'left' },
  },
})

export const stageOn = (fullOn: string | null, day: string): Stage => (fullOn !== null && fullOn <= day ? 'full' : 'probationary')

/** A year later to the day; 29 February gives 28 February (民法典 art. 202). */
export function yearAfter(day: string): string {
  const year = Number(day.slice(0, 4)) + 1
  const wanted = `${year}${day.slice(4)}`
  return day.endsWith('-02-29') ? `${year}-02-28` : wanted
}

/** The same day some months later, or the last of that month (民法典 art. 202). */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))).toISOString().slice(0, 10)
}

/**
 * Months that each reason lasts at least, where its end is known beforehand: half a year away, a year on probation (纪律处分条例 art. 14);
 * a sentence and an illness that leave somebody out are no matter of days. Nobody is left out for the day of one vote.
 */
const leastMonths: Record<ExclusionReason, number> = {
  cannotExpress: 1,
  abroad: 6,
  servingSentence: 1,
  bedridden: 1,
  relationNotMoved: 6,
  onProbation: 12,
}
export function exclusionFault({ reason, from, to }: { reason: ExclusionReason; from: string; to: string | null }): string | null {
  if (to === null) return null
  if (to <= from) return '结束要晚于开始'
  const least = leastMonths[reason]
  return to < monthsAfter(from, least) ? `这种情况至少${least}个月。还不知道到哪一天，就不填` : null
}

/** What is wrong with the days of a membership; null when nothing is. */
export function daysFault(
  { admittedOn, fullOn }: { admittedOn: string; fullOn: string | null },
  today: string,
): { key: 'admittedOn' | 'fullOn'; detail: string } | null {
  if (admittedOn > today) return { key: 'admittedOn', detail: '入党日期不能在以后' }
  if (fullOn === null) return null
  if (fullOn > today) return { key: 'fullOn', detail: '转正日期不能在以后' }
  return fullOn < yearAfter(admittedOn) ? { key: 'fullOn', detail: '预备期满一年才能转正' } : null
}

/** Probation runs from the day on which the branch's general meeting passes the admission (党章 §7); null when the meeting fits. */
export function admissionFault(meeting: { heldOn: string } | undefined, admittedOn: string): string | null {
  if (!meeting) return '请选本支部开过的党员大会'
  return meeting.heldOn === admittedOn ? null : `预备期从支部大会通过那天算起，那天是${meeting.heldOn}`
}

/** The meeting that makes a full member is one of the branch's, after the one that took him in. */
export function fullFault(meeting: { heldOn: string } | undefined, admittedOn: string): string | null {
  if (!meeting) return '请选本支部开过的党员大会'
  return meeting.heldOn > admittedOn ? null : `这次大会不能早于入党日期${admittedOn}`
}

/** Who takes in members: a branch, never a temporary one and no committee. */
export const bodyFault = (kind: string): string | null => {
  if (kind === 'temporaryBranch') return '临时党支部不转接组织关系，也不发展党员'
  return kind === 'branch' || kind === 'jointBranch' ? null : '党员要编入一个党支部'
}

/** A change of branch or kind holds from a day on: not before the last one began, and not in days to come. */
export function changeFault(day: string, lastFrom: string, today: string): string | null {
  if (day <= lastFrom) return `不能早于${lastFrom}，那天的记录已在`
  return day > today ? '日期不能在以后' : null
}

/** A branch outside the town keeps only those who report to a village while in service elsewhere. */
export const placeFault = (kind: MemberKind, bodyId: string | null): string | null =>
  bodyId === null && kind !== 'inServiceElsewhere' ? '请选党支部。只有在职党员的支部可以在镇外' : null

/** May the two assignments stand beside each other? One home grid a member; the same grid once. */
export const gridFault = (
  wanted: { unitId: string; kind: GridKind },
  others: readonly { unitId: string; kind: GridKind }[],
): 'secondHome' | 'twice' | null => {
  if (wanted.kind === 'home' && others.some(({ kind }) => kind === 'home')) return 'secondHome'
  return others.some(({ unitId, kind }) => unitId === wanted.unitId && kind === wanted.kind) ? 'twice' : null
}

export interface Counted {
  /** 应到会: full members that no rule leaves out. The denominator of a vote. */
  expected: number
  /** They attend and speak, and do not vote. */
  probationary: number
  excluded: number
}

/** 应到会 of a branch from its members of the day. A probationary member who is left out is left out once. */
export const countEligible = (members: readonly Pick<Eligible, 'stage' | 'excluded'>[]): Counted => {
  const counted = members.filter(({ excluded }) => excluded === null)
  return {
    expected: counted.filter(({ stage }) => stage === 'full').length,
    probationary: counted.filter(({ stage }) => stage === 'probationary').length,
    excluded: members.length - counted.length,
  }
}

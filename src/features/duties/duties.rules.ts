/**
 * Work checklists (工作清单): periods, due days, states and counts, as pure functions.
 *
 * Source: domain §9.1, §10; DHIS2's reporting rates (anchors 5.12); DATA-14 for working days.
 */
import { addDays, addWorkingDays, daysBetween, workingDaysBetween, type Calendar, type CountedDay } from '#platform/shared/calendar.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { Duty, DutyLamp, DutyState, Frequency, LampCounts, Metrics, TemplateFields } from './duties.contract.ts'

export const templateMachine = defineStateMachine({
  initial: 'draft',
  states: ['draft', 'issued', 'withdrawn'],
  transitions: { issue: { from: ['draft'], to: 'issued' }, withdraw: { from: ['draft', 'issued'], to: 'withdrawn' } },
})

export const dutyMachine = defineStateMachine({
  initial: 'upcoming',
  states: ['upcoming', 'due', 'done', 'overdue', 'waived'],
  transitions: {
    /** Its period has begun; or the record that had closed it is gone before the day is over, or whoever was gone stands after all. */
    begin: { from: ['upcoming', 'done', 'waived'], to: 'due' },
    /** The record exists. */
    close: { from: ['upcoming', 'due', 'overdue', 'waived'], to: 'done' },
    /** The day is over, and there is no record, or no longer. */
    lapse: { from: ['upcoming', 'due', 'done', 'waived'], to: 'overdue' },
    /** By the office that asks; or by itself, where the day falls after the last day of whoever owed it. */
    waive: { from: ['upcoming', 'due', 'overdue'], to: 'waived' },
  },
})

export interface Period {
  from: string
  to: string
}

export const timesAYear: Record<Frequency, number> = { monthly: 12, quarterly: 4, yearly: 1, once: 1 }

const monthsEach: Record<Exclude<Frequency, 'once'>, number> = { monthly: 1, quarterly: 3, yearly: 12 }

/** The calendar's months, quarters or years that the days from `from` to `to` touch; for `once` the days themselves. */
export function periodsOf(frequency: Frequency, from: string, to: string): Period[] {
  if (frequency === 'once') return [{ from, to }]
  const each = monthsEach[frequency]
  const [year, month] = from.split('-').map(Number) as [number, number]
  const periods: Period[] = []
  for (let at = Math.floor((year * 12 + month - 1) / each) * each; ; at += each) {
    const first = firstOf(at)
    if (first > to) return periods
    periods.push({ from: first, to: addDays(firstOf(at + each), -1) })
  }
}

const firstOf = (months: number) => `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`

/** The last day to do it: the n-th day of the period, or its last if it is shorter; or n working days after it. */
export function dueDay(
  { dueRule, dueCount }: Pick<TemplateFields, 'dueRule' | 'dueCount'>,
  { from, to }: Period,
  calendar: Calendar,
): CountedDay {
  if (dueRule === 'workingDaysAfter') return addWorkingDays(calendar, to, dueCount)
  return { day: addDays(from, Math.min(dueCount - 1, daysBetween(from, to))), estimated: false }
}

/** How far ahead duties are made: the next month's stand in the list before it begins. */
export const daysAhead = 31

export interface Standing {
  state: DutyState
  /** Who freed it; null: nobody did, whatever the state. */
  waivedBy: string | null
  /** Was whoever owes it gone by the day? */
  gone: boolean
  periodFrom: string
  dueOn: string
}

/** Freed by a person. What is waived by itself is so only while whoever owed it is gone. */
export const isFreed = ({ state, waivedBy }: Pick<Standing, 'state' | 'waivedBy'>) => state === 'waived' && waivedBy !== null

/** Why it is waived by itself, as the list says it. */
export const goneReason = (bodyId: string | null) => (bodyId === null ? '单位已撤并' : '组织已撤销')

/** The state that the records give on a day. A person's waiver stands whatever the records say; who is gone owes nothing afterwards. */
export function stateOn(duty: Standing, recorded: boolean, today: string): DutyState {
  const { periodFrom, dueOn, gone } = duty
  if (isFreed(duty)) return 'waived'
  if (recorded) return 'done'
  if (gone) return 'waived'
  if (today < periodFrom) return 'upcoming'
  return today <= dueOn ? 'due' : 'overdue'
}

const soonWithin = 2

/** The lamp belongs to the duty, never to a person (conventions 6.2). */
export function lampOf({ state, dueOn }: Pick<Duty, 'state' | 'dueOn'>, today: string, calendar: Calendar): Duty['lamp'] {
  if (state === 'done' || state === 'waived') return state
  if (state === 'overdue') return 'late'
  return state === 'due' && workingDaysBetween(calendar, today, dueOn) <= soonWithin ? 'soon' : 'ok'
}

/** How many have each lamp; each stands for `count` duties. */
export function countLamps(duties: readonly { lamp: DutyLamp; count: number }[]): LampCounts {
  const counts: LampCounts = { late: 0, soon: 0, ok: 0, done: 0, waived: 0 }
  for (const { lamp, count } of duties) counts[lamp] += count
  return counts
}

/** Done by its day; null while it is not done. */
export const wasOnTime = ({ doneOn, dueOn }: Pick<Duty, 'doneOn' | 'dueOn'>) => (doneOn === null ? null : doneOn <= dueOn)

/** Duties that stand alike, and how many they are. */
export type Counted = Pick<Duty, 'state' | 'dueOn' | 'onTime'> & { count: number }

export const sumOf = (duties: readonly { count: number }[]) => duties.reduce((sum, { count }) => sum + count, 0)

/** Expected is what fell due by today and was not waived, and what was done before its day. */
export function metricsOf(duties: readonly Counted[], today: string): Metrics {
  const due = duties.filter(({ state, dueOn }) => state === 'done' || (state !== 'waived' && dueOn <= today))
  const done = due.filter(({ state }) => state === 'done')
  const [expected, actual, onTime] = [due, done, done.filter(duty => duty.onTime)].map(sumOf) as [number, number, number]
  const rate = (count: number) => (expected === 0 ? null : Math.round((count * 1000) / expected) / 10)
  return {
    expected,
    actual,
    onTime,
    rate: rate(actual),
    onTimeRate: rate(onTime),
    waived: sumOf(duties.filter(({ state }) => state === 'waived')),
  }
}

/** Who hears of an open duty: nobody before its last working days; its own office then; the office above only if others wait. */
export type Reminder = 'none' | 'own' | 'above'

export function reminderOf(duty: Pick<Duty, 'state' | 'dueOn'>, awaitedBy: string | null, today: string, calendar: Calendar): Reminder {
  if (duty.state === 'overdue') {
    if (daysBetween(duty.dueOn, today) > remindFor) return 'none'
    return awaitedBy === null ? 'own' : 'above'
  }
  return duty.state === 'due' && workingDaysBetween(calendar, today, duty.dueOn) <= remindWithin ? 'own' : 'none'
}

/** Working days before the last day at which the duty comes on its office's list. */
export const remindWithin = 5
/** Days after the last day for which it stays there. What is older stands in the table of duties and is no longer chased. */
export const remindFor = 31

/**
 * Volunteer Xiqiao (志愿西樵): the workflow of a slot as a table, and who may serve, as pure functions.
 *
 * Source: domain §23 (state, minors, insurance, seven days); 志愿服务条例 §15–17, §25.
 */
import { addDays, dayOf, daysBetween } from '#platform/shared/calendar.ts'
import type { FieldError } from '#platform/shared/problem.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { Repeat, VolunteerSlotState } from './volunteering.shapes.contract.ts'

/** `fill` and `free` happen by the list alone; `start` to `lock` by the clock. */
export const slotMachine = defineStateMachine({
  initial: 'draft',
  states: ['draft', 'checked', 'open', 'full', 'running', 'finished', 'hoursPosted', 'disputeWindow', 'locked', 'corrected', 'cancelled'],
  transitions: {
    check: { from: ['draft'], to: 'checked' },
    // Changed in what was checked.
    recheck: { from: ['checked'], to: 'draft' },
    open: { from: ['checked'], to: 'open' },
    fill: { from: ['open'], to: 'full' },
    free: { from: ['full'], to: 'open' },
    start: { from: ['open', 'full'], to: 'running' },
    finish: { from: ['running'], to: 'finished' },
    post: { from: ['finished'], to: 'hoursPosted' },
    beginDisputes: { from: ['hoursPosted'], to: 'disputeWindow' },
    lock: { from: ['disputeWindow'], to: 'locked' },
    correct: { from: ['locked', 'corrected'], to: 'corrected' },
    cancel: { from: ['draft', 'checked', 'open', 'full', 'running'], to: 'cancelled' },
  },
})

/** Days in which a volunteer may dispute, the first of them the day after posting. */
export const disputeDays = 7
export const disputeUntil = (postedOn: string) => addDays(postedOn, disputeDays)

export interface Clocked {
  state: VolunteerSlotState
  startsAt: Date
  endsAt: Date
  postedOn: string | null
}

/** What the clock does to a slot next; null: nothing yet. An open dispute keeps it from locking. */
export function dueStep({ state, startsAt, endsAt, postedOn }: Clocked, now: Date, disputed: boolean) {
  if ((state === 'open' || state === 'full') && startsAt <= now) return 'start'
  if (state === 'running' && endsAt <= now) return 'finish'
  if (state === 'hoursPosted' && postedOn! < dayOf(now)) return 'beginDisputes'
  if (state === 'disputeWindow' && disputeUntil(postedOn!) < dayOf(now) && !disputed) return 'lock'
  return null
}

/** The state that a slot has at an instant, whether or not the job has written it down yet. */
export function stateAt(slot: Clocked, now: Date, disputed: boolean): VolunteerSlotState {
  const step = dueStep(slot, now, disputed)
  return step === null ? slot.state : stateAt({ ...slot, state: slotMachine.next(slot.state, step) }, now, disputed)
}

/** Grown up at 18 (民法典 17); minors serve with their guardian's consent. */
export const grownUp = 18

/** Whole years on a day. */
export function ageOn(bornOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years
}

/** Is someone of that day of birth a minor on a day? Null: said to be grown up. */
export const minorOn = (bornOn: string | null, day: string) => bornOn !== null && ageOn(bornOn, day) < grownUp

export interface Standing {
  /** Null: said to be grown up. */
  bornOn: string | null
  guardianConsentedOn: string | null
  bannedFrom: string | null
  bannedUntil: string | null
}

/** Had an exclusion begun before a day, and did it last over it? One of the same day says nothing of what was served before it. */
export const wasExcluded = (standing: Pick<Standing, 'bannedFrom' | 'bannedUntil'> | undefined, day: string) =>
  standing !== undefined &&
  standing.bannedFrom !== null &&
  standing.bannedUntil !== null &&
  standing.bannedFrom < day &&
  day < standing.bannedUntil

/** Why a person may not serve on a day; null: may. Undefined standing: no volunteer. */
export function refusalOf(standing: Omit<Standing, 'bannedFrom'> | undefined, minAge: number, day: string) {
  if (!standing) return 'notVolunteer'
  const { bornOn, guardianConsentedOn, bannedUntil } = standing
  if (bannedUntil !== null && day < bannedUntil) return 'banned'
  if (bornOn === null) return null
  const age = ageOn(bornOn, day)
  if (age < minAge) return 'underAge'
  return age < grownUp && guardianConsentedOn === null ? 'noGuardian' : null
}

/**
 * What is wrong with a registration: a day of birth is asked of minors alone, and with it their guardian. Only of somebody who is kept as a
 * minor it may also show that this was wrong.
 */
export function registrationFaults(
  { bornOn, guardianName }: { bornOn: string | null; guardianName: string | null },
  today: string,
  keptAsMinor = false,
): FieldError[] {
  if (bornOn === null) return guardianName === null ? [] : [{ pointer: '#/bornOn', detail: '未满18岁的，请写出生日期' }]
  if (bornOn > today) return [{ pointer: '#/bornOn', detail: '出生日期不能在以后' }]
  if (!minorOn(bornOn, today)) return keptAsMinor ? [] : [{ pointer: '#/bornOn', detail: '满18岁的不用写出生日期，请留空' }]
  return guardianName === null ? [{ pointer: '#/guardianName', detail: '未满18岁，请写监护人姓名' }] : []
}

/** Longest slot, in hours. */
const longest = 12

export function slotFaults({ startsAt, endsAt }: { startsAt: string; endsAt: string }, now: Date): FieldError[] {
  const hours = (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000
  if (hours <= 0) return [{ pointer: '#/endsAt', detail: '结束时间要晚于开始时间' }]
  if (hours > longest) return [{ pointer: '#/endsAt', detail: `一场最多${longest}小时，请分成几场` }]
  return Date.parse(startsAt) <= now.getTime() ? [{ pointer: '#/startsAt', detail: '开始时间要在以后' }] : []
}

/** Most slots that one entry makes, and the days that it reaches. */
export const mostSlots = 60
const mostDays = 366

/** Days after the first on which a slot stands as well, the first included; months without the day are left out. */
export function repeatedDays(first: string, repeat: Repeat, until: string | null): string[] {
  if (repeat === 'once') return [first]
  const last = until !== null && daysBetween(first, until) < mostDays ? (until ?? first) : addDays(first, mostDays)
  const days: string[] = []
  for (let step = 0; days.length < mostSlots; step += 1) {
    const day = repeat === 'monthly' ? monthLater(first, step) : addDays(first, step * (repeat === 'weekly' ? 7 : 14))
    if (day !== null && day > last) break
    if (day !== null) days.push(day)
  }
  return days
}

/** The same day of a later month, or null where the month has none such. */
function monthLater(day: string, months: number): string | null {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months]
  const date = new Date(Date.UTC(year, month, Number(day.slice(8))))
  return date.getUTCMonth() === month % 12 ? date.toISOString().slice(0, 10) : null
}

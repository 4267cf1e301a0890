/**
 * Volunteer hours (志愿时长): grades, rounding, bounds, flags and stars; pure functions.
 *
 * Source: anchors 5.8 (three grades always shown; ③ needs a second person, a public reason, a bound, and no star);
 * domain §23 (rounding to half an hour, more than ten hours a day is flagged; stars at 100, 300, 600, 1000 and 1500 hours).
 */
import { addDays } from '#platform/shared/calendar.ts'
import { disputeDays } from './volunteering.rules.ts'
import type { Flag, Grade, Star } from './volunteering.shapes.contract.ts'

const halfHour = 30
/** The nearest half hour; a quarter of an hour counts up. In minutes. */
export const roundToHalfHours = (minutes: number) => Math.floor((minutes + halfHour / 2) / halfHour) * halfHour

/** Both may say so from half an hour before the slot until an hour after it. */
const before = 30 * 60_000
const after = 60 * 60_000
export const isOnSite = (at: Date, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }) =>
  at.getTime() >= startsAt.getTime() - before && at.getTime() <= endsAt.getTime() + after

export interface Served {
  personId: string
  startsAt: Date
  endsAt: Date
  volunteerConfirmedAt: Date | null
  organiserConfirmedAt: Date | null
  organiserConfirmedBy: string | null
}

/** The grade of a line of the roll: ① if both said so on site, and they are two; ② otherwise. Later entries never come by the roll. */
export function gradeOf(line: Served): Exclude<Grade, 'enteredLater'> {
  const { volunteerConfirmedAt, organiserConfirmedAt } = line
  const both = volunteerConfirmedAt !== null && organiserConfirmedAt !== null && isOnSite(organiserConfirmedAt, line)
  return both && line.organiserConfirmedBy !== line.personId ? 'onSite' : 'organiser'
}

export interface Cap {
  fromOn: string
  minutesEach: number
  minutesMonthly: number
}

/** The bound in force on a day. */
export const capOn = <C extends Cap>(caps: readonly C[], day: string): C | undefined =>
  caps.filter(({ fromOn }) => fromOn <= day).sort((a, b) => (a.fromOn < b.fromOn ? 1 : -1))[0]

/** What counts of hours entered later: no more than the bound of an entry, nor than what is left of the month. */
export function creditLater(minutes: number, cap: Cap | undefined, laterThisMonth: number) {
  const whole = roundToHalfHours(minutes)
  const left = cap ? Math.min(cap.minutesEach, Math.max(0, cap.minutesMonthly - laterThisMonth)) : 0
  const credited = Math.min(whole, Math.floor(left / halfHour) * halfHour)
  return { credited, over: credited < whole }
}

/** More on one day is possible, and worth a look. */
const longDay = 600
/** As many later entries by one person on one day are a batch. */
export const batchSize = 10

/** What the organiser's organiser looks at. */
export function flagsOf(entry: {
  grade: Grade
  minutes: number
  minutesThatDay: number
  signedUp: boolean
  over: boolean
  own: boolean
  laterByTheSame: number
}): Flag[] {
  const later = entry.grade === 'enteredLater'
  const found: [Flag, boolean][] = [
    ['overTenHours', entry.minutesThatDay + entry.minutes > longDay],
    ['enteredLater', later],
    ['batch', later && entry.laterByTheSame + 1 >= batchSize],
    ['stranger', later && !entry.signedUp],
    ['ownHours', entry.own],
    ['overCap', entry.over],
  ]
  return found.filter(([, is]) => is).map(([flag]) => flag)
}

/** Flags of hours that were put right: a long day is counted anew, and more by a dispute alone, which one person answered, is looked at. */
export function flagsAfter(
  flags: readonly Flag[],
  { minutesThatDay, raisedByDispute }: { minutesThatDay: number; raisedByDispute: boolean },
): Flag[] {
  const kept = flags.filter(flag => flag !== 'overTenHours')
  const found: [Flag, boolean][] = [
    ['overTenHours', minutesThatDay > longDay],
    ['raised', raisedByDispute && !kept.includes('raised')],
  ]
  return [...kept, ...found.filter(([, is]) => is).map(([flag]) => flag)]
}

/** Hours for one to five stars. Source: Guangdong's volunteer stars, domain [L-29]. */
export const starHours = [100, 300, 600, 1000, 1500] as const

export interface Counted {
  grade: Grade
  state: 'pending' | 'standing' | 'refused'
  credited: number
  locked: boolean
}

/** Stars from ① and ② alone, once disputes are over: the same records give the same stars, whoever asks. */
export function starOf(records: readonly Counted[]): Star {
  const standing = records.filter(({ state }) => state === 'standing')
  const sum = (wanted: readonly Counted[]) => wanted.reduce((total, { credited }) => total + credited, 0)
  const of = (grade: Grade) => sum(standing.filter(each => each.locked && each.grade === grade))
  const [onSite, organiser] = [of('onSite'), of('organiser')]
  const stars = starHours.filter(hours => onSite + organiser >= hours * 60).length
  return {
    stars,
    onSite,
    organiser,
    enteredLater: sum(standing.filter(({ grade }) => grade === 'enteredLater')),
    waiting: sum(standing.filter(({ locked, grade }) => !locked && grade !== 'enteredLater')),
    nextAtHours: starHours[stars] ?? null,
  }
}

/** Are the seven days over, with nothing left to answer? */
export const isLocked = ({ postedOn, disputed }: { postedOn: string | null; disputed: boolean }, today: string) =>
  postedOn !== null && addDays(postedOn, disputeDays) < today && !disputed

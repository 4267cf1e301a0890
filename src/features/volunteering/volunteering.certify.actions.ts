/** What may be certified (可以开证明的时长): ① and ② alone, once disputes are over and no correction waits. */
import type { Context } from '#platform/server/action.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { presentHours } from './volunteering.hours.present.actions.ts'
import { hoursOf } from './volunteering.hours.queries.ts'
import { starHours } from './volunteering.hours.rules.ts'
import type { Grade } from './volunteering.shapes.contract.ts'

export interface CertifiableHours {
  hoursId: string
  /** The volunteer's name, as it stands in the entry. */
  name: string
  title: string
  unitName: string
  /** Ids from the town down to the unit that organised it. */
  path: string[]
  servedOn: string
  /** In minutes, by the half hour. */
  credited: number
  grade: Exclude<Grade, 'enteredLater'>
}

/** The person's hours that a certificate may tell of, the earliest first; of them those that the caller may read. */
export async function certifiableHours(context: Context, personId: string): Promise<CertifiableHours[]> {
  const rows = await hoursOf(context.db, context.today, personId)
  const shown = await presentHours(context, rows)
  return shown
    .flatMap(({ id, name, title, unitName, startsAt, credited, grade, locked, state, corrections }, at) =>
      locked &&
      state === 'standing' &&
      grade !== 'enteredLater' &&
      credited > 0 &&
      corrections.every(({ state: its }) => its !== 'proposed')
        ? [{ hoursId: id, name, title, unitName, path: rows[at]!.path, servedOn: dayOf(new Date(startsAt)), credited, grade }]
        : [],
    )
    .sort((a, b) => (a.servedOn + a.hoursId < b.servedOn + b.hoursId ? -1 : 1))
}

/** Stars that so many minutes of ① and ② make; for who certifies from a part of the records and says so. */
export const starsOf = (minutes: number): number => starHours.filter(hours => minutes >= hours * 60).length

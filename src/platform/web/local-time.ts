/** Local times (本地时间): what a date-and-time field holds, in Asia/Shanghai whatever the computer's own zone. */
import { dayOf } from '#platform/shared/calendar.ts'
import { showInstant } from './format.ts'

const offset = 8 * 3_600_000

/** The town's day at this moment, by the computer's own clock: for what a form proposes and a lamp shows; the server decides by its own. */
export const localToday = (): string => dayOf(new Date())

/** "2026-03-02T00:30:00.000Z" → "2026-03-02T08:30". */
export const toField = (instant: string | null): string | null =>
  instant === null ? null : new Date(Date.parse(instant) + offset).toISOString().slice(0, 16)

/** "2026-03-02T08:30" → "2026-03-02T00:30:00.000Z"; null for an empty field. */
export function fromField(text: string | null | undefined): string | null {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text ?? '') ? Date.parse(`${text}:00Z`) : Number.NaN
  return Number.isNaN(at) ? null : new Date(at - offset).toISOString()
}

/** "3月2日 08:30—10:00"; the end with its day where it is another. */
export function showSpan(startsAt: string, endsAt: string | null, today?: string): string {
  const from = showInstant(startsAt, today)
  if (endsAt === null) return from
  const to = showInstant(endsAt, today)
  const [day, time] = [to.slice(0, to.lastIndexOf(' ')), to.slice(to.lastIndexOf(' ') + 1)]
  return from.startsWith(`${day} `) ? `${from}—${time}` : `${from}—${to}`
}

/** Editions (一版接一版): from which day a new edition holds. */
import { addDays, plainDate } from '#platform/shared/calendar.ts'
import { invalidField } from '#platform/shared/problem.ts'

/** Further ahead nobody adopts a rule here; a mistyped year would bar every edition until then. */
const mostDaysAhead = 366

/**
 * The day is after the last edition's, and within a year of today.
 *
 * Throws invalid (422) at the field.
 */
export function requireEditionDay(day: string, { last, today }: { last: string | null; today: string }): void {
  if (last !== null && day <= last) throw invalidField('#/inForceOn', `要在上一版施行（${plainDate(last)}）之后`)
  if (day > addDays(today, mostDaysAhead)) throw invalidField('#/inForceOn', '最多定在一年以内，请看年份对不对')
}

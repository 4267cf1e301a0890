/**
 * Work that waits (待办): its lamp and its order. Pure.
 *
 * Source: conventions 6.2: ▲ from two working days before the day, ■ after it.
 */
import { soonWithin, workingDaysBetween, type Calendar } from '#platform/shared/calendar.ts'
import type { Todo } from './todos.contract.ts'

export function lampOf(calendar: Calendar, today: string, dueOn: string | null): Pick<Todo, 'lamp' | 'workingDays'> {
  if (dueOn === null) return { lamp: null, workingDays: null }
  if (dueOn < today) return { lamp: 'late', workingDays: workingDaysBetween(calendar, dueOn, today) }
  const workingDays = workingDaysBetween(calendar, today, dueOn)
  return { lamp: workingDays <= soonWithin ? 'soon' : 'ok', workingDays }
}

/** By due day, what has none last; then by title, so that the order is always the same. */
export const inOrder = (items: readonly Todo[]): Todo[] =>
  [...items].sort((a, b) => compare(a.dueOn ?? '9999', b.dueOn ?? '9999') || compare(a.title, b.title) || compare(a.id, b.id))

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Work that waits (待办): lamps and order. */
import { expect, test } from 'vitest'
import type { Calendar } from '#platform/shared/calendar.ts'
import type { Todo } from './todos.contract.ts'
import { inOrder, lampOf } from './todos.rules.ts'

const calendar: Calendar = { years: new Set([2026]), exceptions: new Map() }

test.each([
  [null, null, null, 'no day, no lamp'],
  ['2026-03-01', 'late', 1, 'Sunday was the last day'],
  ['2026-03-02', 'soon', 0, 'today'],
  ['2026-03-04', 'soon', 2, 'two working days'],
  ['2026-03-05', 'ok', 3, 'three'],
  ['2026-03-08', 'ok', 4, 'a weekend is no work'],
] as const)('on Monday, 2 March, due %s is %s with %s: %s', (dueOn, lamp, workingDays, _why) => {
  expect(lampOf(calendar, '2026-03-02', dueOn)).toEqual({ lamp, workingDays })
})

test('what has no day comes last, the same day goes by title', () => {
  const todo = (title: string, dueOn: string | null) => ({ id: title, title, dueOn }) as Todo
  const items = [todo('丙', null), todo('乙', '2026-03-05'), todo('甲', '2026-03-05'), todo('丁', '2026-03-01')]
  expect(inOrder(items).map(({ title }) => title)).toEqual(['丁', '乙', '甲', '丙'])
})

/** Ids (标识): their order. */
import { expect, test } from 'vitest'
import { newId } from './ids.ts'

const noon = Date.parse('2026-03-02T04:00:00Z')
const hour = 3_600_000

test.each([
  [noon, noon - hour, 'the clock went on'],
  [noon, noon, 'within a millisecond'],
  [noon, noon + hour, 'the clock was put back'],
  [noon, noon + 31 * 24 * hour, 'by a month'],
  [0, noon, 'before all times'],
])('made at %d after one of %d, an id stands behind it', (now, before, _why) => {
  const log = [newId(before)]
  for (let made = 0; made < 5_000; made += 1) log.push(newId(now, log.at(-1)))
  expect(log.toSorted()).toEqual(log)
  expect(new Set(log).size).toBe(log.length)
  for (const id of log) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('what stands behind another keeps no other id from its own time', () => {
  newId(noon, newId(noon + hour))
  expect(newId(noon + 1) < newId(noon + hour)).toBe(true)
})

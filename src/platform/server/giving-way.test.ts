/** Giving way (让路): everything in its order, and others in between. */
import { expect, test } from 'vitest'
import { givingWay } from './giving-way.ts'

test.each([
  [0, 5, 'each step is a whole turn of work'],
  [Infinity, 0, 'all of it is less than a turn'],
])('with turns of %d ms others come in %d times among five: %s', async (ms, times, _why) => {
  const seen: number[] = []
  let others = 0
  let isOver = false
  const wait = () => setImmediate(() => void (isOver || ((others += 1), wait())))
  wait()
  for await (const each of givingWay([1, 2, 3, 4, 5], ms)) seen.push(each)
  const came = others
  isOver = true
  expect([seen, came]).toEqual([[1, 2, 3, 4, 5], times])
})

test('who leaves the list in the middle leaves it', async () => {
  let taken = 0
  const list = (function* () {
    for (;;) yield (taken += 1)
  })()
  for await (const each of givingWay(list, 0)) if (each === 3) break
  expect([taken, list.next().done]).toEqual([3, true])
})

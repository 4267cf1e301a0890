import { expect, test } from 'vitest'
import { inWords, openCount, pressing, type VillageLamps } from './TownMap.tsx'

const village = (lamps: Partial<VillageLamps>): VillageLamps => ({
  unitId: '019a0000-0000-7000-8000-000000000001',
  code: '440605122048',
  name: '爱国社区',
  shortName: '爱国',
  own: false,
  ok: 0,
  soon: 0,
  late: 0,
  paused: 0,
  waiting: 0,
  ...lamps,
})

test.each([
  // lamps, tile, open, words, why
  [{}, 'ok', 0, '没有在办的事', 'a quiet village is not an alarm'],
  [{ ok: 3, waiting: 1 }, 'ok', 4, '正常3件，等确认1件', 'waiting for the resident presses nobody, yet it is open'],
  [{ ok: 3, soon: 2 }, 'soon', 5, '临期2件，正常3件', 'soon comes before normal'],
  [{ soon: 2, late: 1, paused: 1 }, 'late', 4, '逾期1件，临期2件，停表1件', 'late comes before soon'],
] as const)('%o is drawn as %s with %i open: %s', (lamps, tile, open, words, _why) => {
  expect(pressing(village(lamps))).toBe(tile)
  expect(openCount(village(lamps))).toBe(open)
  expect(inWords(village(lamps))).toBe(words)
})

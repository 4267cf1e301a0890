/** Marks that are not saved yet (未保存的签到): kept, sent, disputed; as tables. */
import { expect, test } from 'vitest'
import { disputed, findLine, markOf, nextUnmarked, withMark, withoutSent, type GridEntry, type PendingMarks } from './attendance-marks.ts'
import { rollSentence } from './roll-sentence.ts'

const line = (id: string, name: string, initials: string, more: Partial<GridEntry> = {}): GridEntry => ({
  id,
  name,
  initials,
  personId: id,
  attendance: 'unrecorded',
  reason: null,
  excluded: null,
  ...more,
})
const chen = line('c', '陈大妹', 'cdm')
const li = line('l', '李少玲', 'lsl')
const ou = line('o', '区永康', 'oyk', { excluded: 'movedAway' })
const liang = line('g', '梁少英', 'lsy')
const roll = [chen, li, ou, liang]
const none: PendingMarks = new Map()

test.each([
  ['ls', 0, 1, 'by initials'],
  ['ls', 2, 3, 'the next one from here on'],
  ['lsy', 0, 3, 'more letters say which'],
  ['少英', 0, 3, 'by characters'],
  ['CDM', 3, 0, 'around the end, in capitals'],
  ['x', 2, -1, 'nobody'],
  [' ', 2, 2, 'nothing typed: stay'],
] as const)('typing %j at line %i finds line %i', (typed, from, found, _why) => expect(findLine(roll, typed, from)).toBe(found))

test('after a mark comes the next line without one; who does not count is passed over', () => {
  const first = withMark(none, chen, 'present', null)
  expect(nextUnmarked(roll, first, 0)).toBe(1)
  const second = withMark(first, li, 'absent', null)
  expect(nextUnmarked(roll, second, 1)).toBe(3)
  const third = withMark(second, liang, 'excused', '因病')
  expect(nextUnmarked(roll, third, 3)).toBe(3)
  expect([markOf(liang, third), markOf(liang, none)]).toMatchObject([{ attendance: 'excused' }, { attendance: 'unrecorded' }])
})

test('a mark taken back is none, and one changed while it was sent waits still', () => {
  const marks = withMark(none, chen, 'present', null)
  expect(withMark(marks, chen, 'unrecorded', null).size).toBe(0)
  const sent = [...marks.values()]
  expect(withoutSent(marks, sent).size).toBe(0)
  expect(withoutSent(withMark(marks, chen, 'absent', null), sent).size).toBe(1)
})

test.each([
  [{}, [], 'nobody else touched the line'],
  [{ attendance: 'present' }, [], 'the other one says the same'],
  [{ attendance: 'absent' }, ['c'], 'the other one says something else'],
] as const)('two recorders, the other left %j', (change, ids, _why) => {
  const marks = [...withMark(none, chen, 'present', null).values()]
  expect(disputed(marks, [{ ...chen, ...change }, li]).map(({ entry }) => entry.id)).toEqual(ids)
})

test('a roll in one line', () => {
  const counts = { expected: 3, present: 1, excused: 0, absent: 1, unrecorded: 1, observers: 0, excluded: 2, unmatched: 1 }
  expect(rollSentence(counts)).toBe('应到3人，到会1人，缺席1人，没有记1人。另有2人不计入，原因写在名字后面。有1个名字还没有对上人。')
})

/** Meetings (组织生活): the rules as tables; the last column is the reason. */
import { expect, test } from 'vitest'
import { matchNames, countRoll, exclusionOf, exclusionOfCopy, initialsOf, namesIn } from './meetings.roll.rules.ts'
import { minutesTitle } from './meetings.words.ts'
import { dueFault, hasBegun, meetingMachine } from './meetings.rules.ts'

test.each([
  ['陈大妹\n李少玲', ['陈大妹', '李少玲'], [], 'one a line'],
  ['陈大妹、李少玲，区永康;何不识', ['陈大妹', '李少玲', '区永康', '何不识'], [], 'with the commas that people use'],
  ['1. 陈大妹\n2）李少玲\n（3）区永康\n4、何不识', ['陈大妹', '李少玲', '区永康', '何不识'], [], 'with numbers before'],
  ['序号\t姓名\t电话\n1\t陈 妹\t13900000000', ['陈妹'], [], 'from a spreadsheet, the head left out, two characters stretched'],
  ['买买提·艾山\r\n欧阳锋', ['买买提·艾山', '欧阳锋'], [], 'an interpunct, and the other line end'],
  ['陈大妹\n13900000000\n？', ['陈大妹'], ['13900000000', '？'], 'what is no name comes back as it was written'],
  ['𠮷田𬜬', ['𠮷田𬜬'], [], 'characters outside the first plane (domain §33.27)'],
] as const)('the names in %j', (text, names, unreadable, _why) => expect(namesIn(text)).toEqual({ names, unreadable }))

const people = [
  { id: 'a', name: '陈大妹' },
  { id: 'b', name: '梁小玲' },
  { id: 'c', name: '梁小玲' },
]
const nobody = { ids: new Set<string>(), names: new Set<string>() }
test.each([
  [['陈大妹'], nobody, { found: [{ personId: 'a', name: '陈大妹' }] }, 'one of the name'],
  [['陈大妹', '陈大妹'], nobody, { found: [{ personId: 'a', name: '陈大妹' }], again: ['陈大妹'] }, 'written twice, entered once'],
  [['梁小玲'], nobody, { ambiguous: ['梁小玲'] }, 'two of the name: somebody has to say which'],
  [['何不识', '何不识'], nobody, { unknown: ['何不识'], again: ['何不识'] }, 'not known, and not twice either'],
  [['陈大妹'], { ...nobody, ids: new Set(['a']) }, { again: ['陈大妹'] }, 'on the roll already'],
  [['何不识'], { ...nobody, names: new Set(['何不识']) }, { again: ['何不识'] }, 'on it as a mere name'],
] as const)('matching %j', (names, onRoll, expected, _why) =>
  expect(matchNames(names, people, onRoll)).toEqual({ found: [], unknown: [], ambiguous: [], again: [], ...expected }),
)

const standing = { near: true, unitStands: true, endedOn: null }
test.each([
  [standing, null, 'kept here, no term ended'],
  [{ ...standing, endedOn: '2026-03-02' }, 'termEnded', 'the last term ended'],
  [{ ...standing, near: false }, 'movedAway', 'kept elsewhere now'],
  [{ near: false, unitStands: false, endedOn: null }, 'unitClosed', 'the unit closed and nobody took over'],
] as const)('%j is left out as %s', (given, excluded, _why) => expect(exclusionOf(given)).toBe(excluded))

const ended = { ...standing, endedOn: '2026-02-01' }
test.each([
  [ended, { excluded: null, on: '2026-02-10' }, null, 'counted then, when the term had ended already: decided'],
  [ended, { excluded: null, on: '2026-02-01' }, null, 'the first day without the term'],
  [ended, { excluded: null, on: '2026-01-31' }, 'termEnded', 'the term ended since'],
  [ended, { excluded: 'termEnded', on: '2026-02-10' }, 'termEnded', 'left out then'],
  [{ ...ended, near: false }, { excluded: null, on: '2026-02-10' }, 'movedAway', 'moved since'],
] as const)('copied from %j', (given, before, excluded, _why) => expect(exclusionOfCopy(given, before)).toBe(excluded))

test('a roll counts attendees, observers apart, and nobody who was left out', () => {
  const entry = { personId: 'a', part: 'attendee', attendance: 'present', excluded: null } as const
  const entries = [
    entry,
    { ...entry, personId: null },
    { ...entry, attendance: 'excused' },
    { ...entry, attendance: 'absent' },
    { ...entry, attendance: 'unrecorded' },
    { ...entry, part: 'observer' },
    { ...entry, part: 'observer', attendance: 'absent' },
    { ...entry, attendance: 'unrecorded', excluded: 'movedAway' },
  ] as const
  const counts = { expected: 5, present: 2, excused: 1, absent: 1, unrecorded: 1, observers: 1, excluded: 1, unmatched: 1 }
  expect(countRoll(entries)).toEqual(counts)
})

test.each([
  ['2026-03-02', '期限最早是明天', 'today is too early to be asked tomorrow'],
  ['2026-03-03', null, 'tomorrow'],
  ['2028-03-02', null, 'two years'],
  ['2028-03-03', '期限最晚是两年内', 'more than two years'],
] as const)('due on %s: %s', (dueOn, fault, _why) => expect(dueFault(dueOn, '2026-03-02')).toBe(fault))

test('a meeting begins at its minute', () => {
  const at = new Date('2026-03-02T01:00:00Z')
  expect([hasBegun(at, new Date(at.getTime() - 1)), hasBegun(at, at)]).toEqual([false, true])
})

test.each([
  ['planned', 'hold cancel'],
  ['held', 'writeMinutes'],
  ['minuted', 'correct'],
  ['cancelled', ''],
] as const)('a meeting that is %s can: %s', (state, verbs) => expect(meetingMachine.possible(state).join(' ')).toBe(verbs))

test('initials are the first letters of the syllables', () => expect(initialsOf('chen shao fen')).toBe('csf'))

test.each([
  ['福寿里党支部', 'committeeMeeting', '福寿里党支部支委会记录'],
  ['爱国社区党委', 'committeeMeeting', '爱国社区党委会议记录'],
  ['福寿里党支部', 'generalMeeting', '福寿里党支部党员大会记录'],
  ['福寿里党支部', 'themeDay', '福寿里党支部主题党日记录'],
] as const)('the minutes of %s, %s, are called %s', (body, kind, title) => expect(minutesTitle(body, kind)).toBe(title))

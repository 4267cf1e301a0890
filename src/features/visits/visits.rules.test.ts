/** Visits (入户走访): the rules as tables. */
import { expect, test } from 'vitest'
import { VisitTopic } from './visits.contract.ts'
import * as rules from './visits.rules.ts'
import { topicsSentence } from './visits.words.ts'

const today = '2026-03-02'
const home: rules.DueFacts = {
  occupiedFrom: '2015-01-01',
  contactPreference: 'atHome',
  monthlySince: null,
  askedOn: null,
  notBefore: null,
  lastMetOn: null,
}

test.each([
  [{}, 'halfYear', '2015-01-01', 'nobody ever came'],
  [{ lastMetOn: '2025-09-02' }, 'halfYear', '2026-03-02', 'six months to the day'],
  [{ lastMetOn: '2025-09-03' }, null, null, 'a day less than six months'],
  [{ lastMetOn: '2025-08-31' }, 'halfYear', '2026-02-28', 'February has no 31st'],
  [{ occupiedFrom: '2025-12-15' }, 'newcomer', '2025-12-15', 'moved in lately'],
  [{ monthlySince: '2026-01-10', lastMetOn: '2026-02-02' }, 'monthly', '2026-03-02', 'a month after the last visit, by its own wish'],
  [{ monthlySince: '2026-01-10', lastMetOn: '2026-02-10' }, null, null, 'not before the month is over'],
  [{ monthlySince: '2026-03-01' }, 'monthly', '2026-03-01', 'begins with the wish'],
  [{ contactPreference: 'none' as const }, null, null, 'wants no contact'],
  [{ contactPreference: 'none' as const, askedOn: '2026-03-01' }, 'asked', '2026-03-01', 'its own wish comes before everything'],
  [{ notBefore: '2026-03-03' }, null, null, 'declined less than six months ago'],
  [{ notBefore: '2026-03-02' }, 'halfYear', '2015-01-01', 'and six months are over'],
  [{ notBefore: '2026-08-01', askedOn: '2026-03-02' }, 'asked', '2026-03-02', 'declined, and asks all the same'],
  [{ notBefore: '2026-08-01', monthlySince: '2026-01-01' }, null, null, 'the last word holds'],
] as const)('a household with %j is due as %s since %s: %s', (facts, rule, dueOn, _why) => {
  expect(rules.dueOf({ ...home, ...facts }, today)).toEqual(rule === null ? null : { rule, dueOn })
})

const due = (code: string, rule: rules.Due['rule'], dueOn = '2026-01-01') => ({ code, rule, dueOn })
test.each([
  [['1', '2', '3', '4', '5', '6'].map(code => due(code, 'halfYear')), 0, '12345', 'five a grid'],
  [['1', '2', '3'].map(code => due(code, 'halfYear')), 4, '1', 'four lie there already'],
  [['1', '2'].map(code => due(code, 'halfYear')), 9, '', 'the list is full'],
  [[due('1', 'halfYear'), due('2', 'asked'), due('3', 'monthly')], 9, '23', 'but not for those that wish it'],
  [[due('2', 'halfYear', '2025-01-01'), due('1', 'halfYear', '2026-02-01')], 4, '2', 'who waited longest comes first'],
] as const)('of %j with %i open: %s, because %s', (homes, open, codes, _why) => {
  expect(
    rules
      .chosen(homes, open)
      .map(({ code }) => code)
      .join(''),
  ).toBe(codes)
})

const record = { visitedOn: today, outcome: 'met' as const, topics: [], note: null, needsFollowUp: false, mayContact: false }
test.each([
  [{}, '', 'nothing has to be written'],
  [{ note: '路灯不亮' }, '', 'a short note'],
  [{ visitedOn: '2026-03-03' }, '#/visitedOn', 'not yet'],
  [{ visitedOn: '2026-01-30' }, '', 'a sheet of paper of last month'],
  [{ visitedOn: '2026-01-29' }, '#/visitedOn', 'too long ago'],
  [{ outcome: 'declined' as const }, '', 'needs no reason'],
  [{ outcome: 'declined' as const, note: '不高兴' }, '#/outcome', 'and has no place for one'],
  [{ outcome: 'nobodyHome' as const, needsFollowUp: true }, '#/outcome', 'nobody told anything'],
  [{ note: '电话19900001234' }, '#/note', 'a telephone stands sealed elsewhere'],
  [{ note: '证号440605199001011234' }, '#/note', 'never an identity number'],
] as const)('a record with %j has faults at %s: %s', (changes, pointers, _why) => {
  expect(
    rules
      .recordFaults({ ...record, ...changes, topics: [] }, today)
      .map(({ pointer }) => pointer)
      .join(),
  ).toBe(pointers)
})

test.each([
  [{ isThere: true, occupiedTo: null }, '2026-03-02', true, 'lives there'],
  [{ isThere: true, occupiedTo: null }, '2014-12-31', false, 'not yet'],
  [{ isThere: false, occupiedTo: '2026-03-02' }, '2026-03-01', true, 'the day before it left'],
  [{ isThere: false, occupiedTo: '2026-03-02' }, '2026-03-02', false, 'the day on which it was gone'],
] as const)('household %j on %s: %s, %s', (standing, day, lived, _why) => {
  expect(rules.livedThere({ occupiedFrom: '2015-01-01', ...standing }, day)).toBe(lived)
})

test.each([
  ['done', false, '2026-02-23', true, 'a week to correct it is over'],
  ['done', false, '2026-02-24', false, 'it can still be corrected'],
  ['done', true, '2025-03-03', false, 'something is promised'],
  ['done', true, '2025-03-02', true, 'a year ago, and it was not done'],
  ['allFollowed', true, '2025-03-02', true, 'nor after its items'],
  ['itemsRaised', true, '2020-01-01', false, 'an item is open all the same'],
  ['itemsRaised', false, '2020-01-01', false, 'an item is open'],
  ['allFollowed', false, '2026-03-02', true, 'all items are over'],
] as const)('a visit that is %s, to follow up: %s, of %s is settled: %s, %s', (state, needsFollowUp, visitedOn, settled, _why) => {
  expect(rules.isSettled({ state, needsFollowUp, visitedOn }, today)).toBe(settled)
})

test.each([
  ['declined', '2026-03-02', null, null, '2026-09-02', 'half a year of peace'],
  ['met', '2026-03-02', '2026-03-02', null, null, 'somebody came'],
  ['met', '2026-02-20', '2026-03-01', '2026-03-01', null, 'it asked after that visit, which was typed in late'],
  ['declined', '2026-02-20', '2026-03-01', '2026-03-01', null, 'and asked all the same'],
  ['nobodyHome', '2026-03-02', '2026-03-01', '2026-03-01', null, 'nobody was there to fulfil it for'],
] as const)('%s on %s, asked on %s: asked on %s, not before %s, because %s', (outcome, day, asked, askedOn, notBefore, _why) => {
  expect(rules.rhythmAfter({ askedOn: asked, notBefore: null }, outcome, day)).toEqual({ askedOn, notBefore })
})

test.each([
  ['declined', 'halfYear', null, null, 'it declined nothing'],
  ['met', 'asked', '2026-03-01', '2026-09-02', 'it still waits'],
  ['met', 'halfYear', null, '2026-09-02', 'what it said before holds'],
] as const)('taken back, %s by rule %s: asked on %s, not before %s, because %s', (outcome, rule, askedOn, notBefore, _why) => {
  const now = { askedOn: null, notBefore: '2026-09-02' }
  expect(rules.rhythmBefore(now, { outcome, rule, plannedFor: '2026-03-01' })).toEqual({ askedOn, notBefore })
})

test.each([
  ['2026-02-05', null, true, 'nothing is known'],
  ['2026-03-01', '2026-02-05', true, 'it is newer'],
  ['2026-03-01', '2026-03-01', true, 'the same day: as it was told last'],
  ['2026-02-05', '2026-03-01', false, 'typed in late'],
] as const)('a visit on %s while %s is known is the latest: %s, %s', (visitedOn, knownOn, latest, _why) => {
  expect(rules.isLatest(visitedOn, knownOn)).toBe(latest)
})

test('deleting a record brings nobody sooner', () => {
  expect(rules.dueAfter('2026-03-02', null)).toBe('2026-09-02')
  expect(rules.dueAfter('2026-03-02', '2026-01-01')).toBe('2026-04-02')
})

test.each([
  [{}, '没有走访记下谈了什么。可以不记，导入的台账里也没有。', 'noughts would say that nobody talked of anything'],
  [{ environment: 3, idea: 1 }, '记下谈了什么的：环境卫生3次，有点子1次。', 'what nobody noted is left out'],
])('topics %j are told as %s: %s', (noted, expected, _why) => {
  const visits: Readonly<Record<string, number>> = noted
  expect(topicsSentence(VisitTopic.options.map(topic => ({ topic, visits: visits[topic] ?? 0 })))).toBe(expected)
})

/** Commitments (双报到与领岗履职): the rules as tables. */
import { expect, test } from 'vitest'
import { catalogue } from './commitments.catalogue.rules.ts'
import * as rules from './commitments.rules.ts'

test.each([
  ['想要一张书桌', null, 'says what, not who'],
  ['想学会用手机挂号', null, 'a thing to learn'],
  ['帮陈伯换一盏灯', '是谁', 'a neighbour whom everyone knows'],
  ['李女士想要轮椅', '是谁', 'a polite name is a name'],
  ['要轮椅，电话13800138000', '电话', 'a number leads to the door'],
  ['尿毒症病人要一床棉被', '病情', 'an illness in a small village is a name'],
] as const)('wish %s: %s, because %s', (text, part, _why) => {
  const fault = rules.wishFault(text)
  if (part === null) expect(fault).toBeNull()
  else expect(fault).toContain(part)
})

test.each([
  ['shown', '2026-03-15', false, 'the person still has time'],
  ['shown', '2026-03-16', true, 'ten working days are over'],
  ['read', '2026-03-02', true, 'the person has read it'],
  ['objected', '2026-12-31', false, 'time never overruns an objection'],
  ['sent', '2026-12-31', false, 'it went already'],
] as const)('a note that is %s on %s: %s, because %s', (state, today, may, _why) => {
  expect(rules.maySend({ state, sendableOn: '2026-03-16' }, today)).toBe(may)
})

test.each([
  ['2026-1', '2026-01-01', '2026-07-01', 'January to June'],
  ['2026-2', '2026-07-01', '2027-01-01', 'July to December'],
] as const)('half year %s runs from %s until before %s: %s', (half, from, to, _why) => {
  expect(rules.halfRange(half)).toEqual({ from, to })
})

const at = (time: string) => new Date(`2026-03-01T${time}:00Z`)
test.each([
  ['01:00', '03:00', '2026-03-01', null, 2, 'two hours'],
  ['01:00', '01:59', '2026-03-01', null, 0.9, 'never rounded up'],
  ['03:00', '01:00', '2026-03-01', 'endsAt', -2, 'ends before it begins'],
  ['01:00', '03:00', '2026-03-02', 'startsAt', 2, 'the report, the post or the claim is of the next day'],
  ['01:00', '14:00', '2026-03-01', 'endsAt', 13, 'nobody serves thirteen hours on end'],
] as const)('from %s to %s, possible since %s: fault %s, %s hours, because %s', (from, to, since, key, hours, _why) => {
  expect(rules.timesFault(at(from), at(to), { since, now: new Date('2026-03-02T00:00:00Z') })?.key ?? null).toBe(key)
  expect(rules.hoursBetween(at(from), at(to))).toBe(hours)
})

test('hours are entered when they are over; the day of publication is not counted, so a holder begins on the seventh day', () => {
  expect(rules.timesFault(at('01:00'), at('03:00'), { since: '2026-03-01', now: at('02:00') })?.detail).toBe('做完了再记')
  expect(rules.beginsOn('2026-02-26')).toBe('2026-03-04')
})

test('the catalogue has ten classic posts in four classes and seven of the town, each with a name of its own', () => {
  expect(catalogue).toHaveLength(17)
  expect(new Set(catalogue.map(({ name }) => name)).size).toBe(17)
  expect(Object.values(Object.groupBy(catalogue.slice(0, 10), each => each.class)).map(each => each.length)).toEqual([3, 2, 3, 2])
})

test.each([
  ['invited', ['reportIn', 'withdraw', 'exempt'], 'invited, and nothing else yet'],
  ['reported', ['accept', 'refuse', 'exempt'], 'the village answers'],
  ['accepted', ['assignGrid', 'leave', 'exempt'], 'a grid comes next'],
  ['inGrid', ['renew', 'leave', 'exempt'], 'serves'],
  ['renewed', ['renew', 'leave', 'exempt'], 'another year'],
  ['refused', [], 'goes elsewhere with a new report-in'],
  ['left', [], 'is over'],
  ['exempt', [], 'is over'],
  ['withdrawn', [], 'was never taken up; may be invited anew'],
] as const)('a report-in that is %s can %j: %s', (state, steps, _why) => {
  expect(rules.reportInMachine.possible(state)).toEqual(steps)
})

test.each([
  ['applied', ['decide', 'decline'], 'the branch decides'],
  ['decided', ['decline', 'publish'], 'then it is shown'],
  ['published', ['decline', 'begin'], 'five days later it begins'],
  ['serving', ['evaluate', 'end'], 'held'],
  ['evaluated', ['renew', 'change', 'end'], 'goes on, changes or ends'],
] as const)('a holding that is %s can %j: %s', (state, steps, _why) => {
  expect(rules.holdingMachine.possible(state)).toEqual(steps)
})

test.each([
  ['posted', ['claimWish', 'withdrawWish', 'expire'], 'open to all'],
  ['claimed', ['beginWish', 'deliverWish', 'giveBackWish', 'withdrawWish', 'expire'], 'in one person’s hands'],
  ['doing', ['deliverWish', 'giveBackWish', 'expire'], 'begun is not withdrawn'],
  ['delivered', ['confirmWish'], 'the village looks'],
  ['confirmed', ['closeWish'], 'filed'],
] as const)('a wish that is %s can %j: %s', (state, steps, _why) => {
  expect(rules.wishMachine.possible(state)).toEqual(steps)
})

test.each([
  ['posted', '2026-03-01', null, 'expire', 'its day is over'],
  ['posted', '2026-03-02', null, null, 'its last day'],
  ['claimed', '2026-01-31', null, null, 'thirty days to fulfil it'],
  ['doing', '2026-01-30', null, 'expire', 'not fulfilled in thirty days'],
  ['confirmed', '2026-01-01', '2026-01-31', null, 'filed by hand'],
  ['confirmed', '2026-01-01', '2026-01-30', 'closeWish', 'files itself'],
  ['delivered', '2026-01-01', '2025-12-02', null, 'still to be confirmed'],
  ['delivered', '2026-01-01', '2025-12-01', 'forget', 'not for ever'],
  ['closed', '2025-01-01', '2025-01-01', null, 'is over'],
] as const)('a wish that is %s until %s, delivered %s: the night does %s, %s', (state, expiresOn, deliveredOn, expected, _why) => {
  expect(rules.wishStep({ state, expiresOn, deliveredOn }, '2026-03-02')).toBe(expected)
})

/** Categories of requests (诉求类别): which version counts, what may not be, and what a change is said to mean. */
import { expect, test } from 'vitest'
import { defaultCategories } from './requests.defaults.rules.ts'
import {
  inForce,
  isOffered,
  refusalOfCode,
  refusalOfDay,
  retiredOn,
  sentencesOf,
  versionOn,
  workingDaysBounds,
} from './requests.categories.rules.ts'

const first = { from: null, to: '2026-03-10', limit: 7 }
const second = { from: '2026-03-10', to: null, limit: 5 }
const shortened = [first, second]
const retired = [{ from: null, to: '2026-04-01', limit: 7 }]
const young = [{ from: '2026-05-01', to: null, limit: 3 }]

test.each([
  // versions, day the resident spoke, limit, why
  [shortened, '2026-03-09', 7, 'the day before the change'],
  [shortened, '2026-03-10', 5, 'its first day'],
  [shortened, '2020-01-01', 7, 'what a town starts with has no first day'],
  [retired, '2026-06-01', 7, 'after it was retired: the last it had'],
  [young, '2026-04-30', 3, 'before there was such a category: the first it had'],
])('%j on %s → %i working days: %s', (versions, day, limit, _why) => {
  expect(versionOn(versions, day).limit).toBe(limit)
})

test.each([
  // versions, day, offered, why
  [shortened, '2026-03-10', true, 'one version follows the other without a gap'],
  [retired, '2026-03-31', true, 'until the day before it is retired'],
  [retired, '2026-04-01', false, 'from that day on it takes no new cases'],
  [young, '2026-04-30', false, 'adopted, but not yet in force'],
])('%j is offered on %s: %s, %s', (versions, day, offered, _why) => {
  expect([isOffered(versions, day), inForce(versions, day) !== undefined]).toEqual([offered, offered])
})

test('a category is retired when its last version has an end', () => {
  expect([retiredOn(shortened), retiredOn(retired)]).toEqual([null, '2026-04-01'])
})

test.each([
  // versions, from, today, refused, why
  [[{ from: null, to: null }], '2026-03-02', '2026-03-02', false, 'today'],
  [[{ from: null, to: null }], '2026-03-01', '2026-03-02', true, 'what is past has happened'],
  [shortened, '2026-03-10', '2026-03-02', true, 'that day has been decided already'],
  [shortened, '2026-03-11', '2026-03-02', false, 'the day after it'],
])('%j from %s, today %s → refused %s: %s', (versions, from, today, refused, _why) => {
  expect(refusalOfDay(versions, from, today) !== null).toBe(refused)
})

const parent = { code: '10', parentId: null }
test.each([
  // code, parent, refused, why
  ['11', null, false, 'a group has two digits'],
  ['1101', null, true, 'four are a child’s'],
  ['1009', parent, false, 'a child begins as its parent'],
  ['2009', parent, true, 'not as another'],
  ['10', parent, true, 'nor is it the same'],
  ['100901', { code: '1009', parentId: 'p' }, true, 'two levels only'],
  ['10a', parent, true, 'digits only'],
] as const)('code %s under %j → refused %s: %s', (code, under, refused, _why) => {
  expect(refusalOfCode(code, under) !== null).toBe(refused)
})

const now = { workingDays: 5, routeName: '公共服务办', open: [{ limit: 5, cases: 12 }] }
const change = { act: 'change' as const, from: '2026-03-01', workingDays: 7, routeName: '公共服务办' }
test.each([
  // proposal, standing, said, why
  [change, now, ['从3月1日起新来的诉求7个工作日内答复；在办的12件仍按5个工作日。'], 'those in hand keep theirs'],
  [change, { ...now, open: [] }, ['从3月1日起新来的诉求7个工作日内答复；现在没有在办的。'], 'none in hand'],
  [
    { ...change, from: '2027-01-04' },
    { ...now, open: [...now.open, { limit: 9, cases: 1 }] },
    ['从2027年1月4日起新来的诉求7个工作日内答复；在办的13件仍按各自原来的时限。'],
    'they began under different limits, and another year is named',
  ],
  [{ ...change, workingDays: 5, routeName: '环保办' }, now, ['从3月1日起先分给环保办；已经分出去的不动。'], 'the route alone'],
  [{ ...change, workingDays: 5, routeName: null }, now, ['从3月1日起不再预先分给谁；已经分出去的不动。'], 'no route any more'],
  [{ ...change, workingDays: 5 }, now, [], 'nothing changes, nothing is said'],
  [{ act: 'retire', from: '2026-03-01' }, now, ['从3月1日起不再收这一类的新诉求；在办的12件仍按5个工作日。'], 'retiring'],
  [{ act: 'confirm' }, now, ['本镇采用：5个工作日内答复。', '先分给公共服务办。'], 'adopting as it is'],
  [
    { act: 'add', from: '2026-03-01', name: '充电桩', workingDays: 7, routeName: null },
    null,
    ['从3月1日起可以选“充电桩”，7个工作日内答复。', '不预先分给谁。'],
    'a new one',
  ],
] as const)('%j beside %j: %j, %s', (proposal, standing, said, _why) => {
  expect(sentencesOf(proposal, standing, '2026-02-20')).toEqual(said)
})

test('what a town starts with keeps to the same bounds, and each code to its parent', () => {
  for (const { code, workingDays } of defaultCategories) {
    expect(workingDays).toBeGreaterThanOrEqual(workingDaysBounds.least)
    expect(workingDays).toBeLessThanOrEqual(workingDaysBounds.most)
    const under = code.length === 2 ? null : { code: code.slice(0, 2), parentId: null }
    expect(refusalOfCode(code, under)).toBeNull()
  }
})

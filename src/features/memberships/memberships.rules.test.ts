/** Party membership (党籍): the rules as tables. */
import { expect, test } from 'vitest'
import type { ExclusionReason, GridKind, MemberKind, Stage } from './memberships.contract.ts'
import {
  admissionFault,
  bodyFault,
  changeFault,
  countEligible,
  daysFault,
  exclusionFault,
  fullFault,
  gridFault,
  placeFault,
  stageOn,
  yearAfter,
} from './memberships.rules.ts'

const someone = (stage: Stage, excluded: ExclusionReason | null = null) => ({ stage, excluded })
const full = (count: number) => Array.from({ length: count }, () => someone('full'))
const without = (...reasons: ExclusionReason[]) => reasons.map(reason => someone('full', reason))
test.each([
  [full(7), { expected: 7, probationary: 0, excluded: 0 }, 'everyone counts'],
  [
    [...full(4), ...without('abroad', 'bedridden', 'relationNotMoved')],
    { expected: 4, probationary: 0, excluded: 3 },
    'seven, three of them left out (domain §33.11)',
  ],
  [[...full(3), someone('probationary')], { expected: 3, probationary: 1, excluded: 0 }, 'a probationary member has no vote (§33.10)'],
  [[someone('probationary', 'abroad')], { expected: 0, probationary: 0, excluded: 1 }, 'left out once, not twice'],
  [without('cannotExpress', 'servingSentence'), { expected: 0, probationary: 0, excluded: 2 }, 'nobody is left'],
  [[], { expected: 0, probationary: 0, excluded: 0 }, 'a branch without members'],
])('应到会 %#: %3$s', (members, counted, _why) => expect(countEligible(members)).toEqual(counted))

// oxfmt-ignore
test.each([
  ['bedridden', '2026-03-02', null, null, 'nobody knows when they are well again'],
  ['bedridden', '2026-03-02', '2026-03-03', '这种情况至少1个月。还不知道到哪一天，就不填', 'nobody is left out for the day of one vote'],
  ['cannotExpress', '2026-01-31', '2026-02-28', null, 'a month ends with the month'],
  ['servingSentence', '2026-03-02', '2026-04-01', '这种情况至少1个月。还不知道到哪一天，就不填', 'a day short'],
  ['abroad', '2025-12-02', '2026-06-02', null, 'half a year to the day'],
  ['abroad', '2025-12-02', '2026-06-01', '这种情况至少6个月。还不知道到哪一天，就不填', 'half a year, says the reason'],
  ['relationNotMoved', '2026-01-01', '2026-03-01', '这种情况至少6个月。还不知道到哪一天，就不填', 'the same'],
  ['onProbation', '2026-03-02', '2027-03-01', '这种情况至少12个月。还不知道到哪一天，就不填', 'a year or two'],
  ['onProbation', '2026-03-02', '2028-03-02', null, 'two years'],
  ['abroad', '2026-03-02', '2026-03-02', '结束要晚于开始', 'no day at all'],
] as const)('left out: %s from %s to %s: %s (%s)', (reason, from, to, fault, _why) => expect(exclusionFault({ reason, from, to })).toBe(fault))

test.each([
  [null, '2026-03-02', 'probationary', 'not yet a full member'],
  ['2026-03-02', '2026-03-02', 'full', 'full from the day itself'],
  ['2026-03-03', '2026-03-02', 'probationary', 'the day before'],
] as const)('the stage with %s on %s is %s: %s', (fullOn, day, stage, _why) => expect(stageOn(fullOn, day)).toBe(stage))

test.each([
  ['2025-03-02', '2026-03-02', 'to the day'],
  ['2024-02-29', '2025-02-28', 'there is no 29 February (民法典 202)'],
] as const)('a year after %s is %s: %s', (day, after, _why) => expect(yearAfter(day)).toBe(after))

test.each([
  ['2025-03-02', '2026-03-02', null, 'after a year'],
  ['2025-03-02', '2026-03-01', 'fullOn', 'a day too early'],
  ['2026-03-03', null, 'admittedOn', 'tomorrow'],
  ['2024-01-01', '2026-03-03', 'fullOn', 'a full member only tomorrow'],
  ['2026-03-02', null, null, 'admitted today'],
] as const)('admitted %s, full %s: %s (%s)', (admittedOn, fullOn, key, _why) =>
  expect(daysFault({ admittedOn, fullOn }, '2026-03-02')?.key ?? null).toBe(key),
)

test.each([
  ['2025-03-02', true, 'passed on that day (党章 §7)'],
  ['2025-03-01', false, 'probation begins with the meeting, not after it'],
  ['2025-03-03', false, 'nobody is a member before the meeting'],
  [null, false, 'no general meeting of this branch'],
] as const)('admitted on 2025-03-02, the meeting on %s: %s, %s', (heldOn, fits, _why) =>
  expect(admissionFault(heldOn === null ? undefined : { heldOn }, '2025-03-02') === null).toBe(fits),
)

test.each([
  ['2026-03-01', true, 'a day before the year is over: it is passed in time'],
  ['2026-09-01', true, 'late, and from the day on which the year was over'],
  ['2025-03-02', false, 'the meeting that took him in'],
  ['2024-03-02', false, 'before he was a member'],
  [null, false, 'no general meeting of this branch'],
] as const)('full standing of a member admitted on 2025-03-02, the meeting on %s: %s, %s', (heldOn, fits, _why) =>
  expect(fullFault(heldOn === null ? undefined : { heldOn }, '2025-03-02') === null).toBe(fits),
)

test.each([
  ['branch', true, 'a branch'],
  ['jointBranch', true, 'a joint branch'],
  ['temporaryBranch', false, 'memberships are not transferred into it (domain §21)'],
  ['committee', false, 'members belong to a branch'],
  ['generalBranch', false, 'members belong to a branch below it'],
  ['villagersCommittee', false, 'not of the Party line'],
] as const)('%s takes in members: %s, %s', (kind, takes, _why) => expect(bodyFault(kind) === null).toBe(takes))

test.each([
  ['2020-01-02', true, 'the day after the last change'],
  ['2020-01-01', false, 'on the day itself'],
  ['2019-12-31', false, 'before it'],
  ['2026-03-03', false, 'in days to come'],
] as const)('a change from %s holds: %s, %s', (day, holds, _why) =>
  expect(changeFault(day, '2020-01-01', '2026-03-02') === null).toBe(holds),
)

test.each([
  ['inServiceElsewhere', null, true, 'reports here, branch at work'],
  ['retired', null, false, 'belongs to a branch of the town'],
  ['withoutPost', 'b', true, 'in a branch'],
] as [MemberKind, string | null, boolean, string][])('%s in branch %s: %s (%s)', (kind, bodyId, fits, _why) =>
  expect(placeFault(kind, bodyId) === null).toBe(fits),
)

const grid = (unitId: string, kind: GridKind) => ({ unitId, kind })
test.each([
  [grid('a', 'home'), [], null, 'the first'],
  [grid('b', 'home'), [grid('a', 'home')], 'secondHome', 'one home grid a member (domain §7)'],
  [grid('b', 'service'), [grid('a', 'home')], null, 'serves next door'],
  [grid('c', 'service'), [grid('b', 'service'), grid('a', 'home')], null, 'serves in two'],
  [grid('b', 'service'), [grid('b', 'service')], 'twice', 'the same again'],
] as const)('grid %#', (wanted, others, fault, why) => expect(gridFault(wanted, others), why).toBe(fault))

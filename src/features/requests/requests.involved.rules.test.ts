/** Who took part in handling a case (经手): whom a step involves, and which counters stay apart. */
import { expect, test } from 'vitest'
import type { Actor, HeldPost, Role } from '#platform/shared/actor.ts'
import { involvedBy, isCodeShared, isInvolved, toldTo, type HandledCase } from './requests.involved.rules.ts'

const paths: Record<string, string[]> = { t: ['t'], v: ['t', 'v'], g: ['t', 'v', 'g'], w: ['t', 'w'] }
/** "villageClerk v", "departmentOfficer t d" of a body, "villageClerk v for x" in place of a colleague on leave. */
const post = (line: string): HeldPost => {
  const [held, deputyFor = null] = line.split(' for ')
  const [role, unitId, bodyId = null] = held!.split(' ')
  return { postId: line, role: role as Role, unitId: unitId!, path: paths[unitId!]!, bodyId, deputyFor }
}
const person = (...posts: string[]): Actor & { kind: 'person' } => ({
  kind: 'person',
  townId: 1,
  personId: 'me',
  accountId: 'me',
  posts: posts.map(post),
})
/** At a household group (t > v > g), given to nobody but its desk. */
const handled = (changes: Partial<HandledCase> = {}): HandledCase => ({
  handlerPath: ['t', 'v', 'g'],
  assignedBodyId: null,
  assignedPersonId: null,
  aboutOfficials: false,
  involved: [],
  ...changes,
})

test.each([
  // the case, who acts, whom it involves, why
  [{}, person('gridLeader g'), 'me g', 'the desk it lies on'],
  [{}, person('townClerk t'), 'me t', 'a desk above acts for its own office'],
  [{}, person('villageClerk v', 'villageClerk w'), 'me v', 'a desk elsewhere has no part in it'],
  [{}, person('villageClerk v c'), 'me v c', 'the committee that the post belongs to'],
  [{ assignedBodyId: 'd' }, person('departmentOfficer t d'), 'me d', 'a department is an office of its own, and not the town’s desk'],
  [{ assignedBodyId: 'd' }, person('departmentOfficer t d', 'departmentOfficer t e'), 'me d', 'another department has no part in it'],
  [{ assignedPersonId: 'me' }, person('townClerk t'), 'me t', 'given in person: the office of that person all the same'],
  [
    { assignedPersonId: 'x' },
    person('townClerk t', 'villageClerk v for x'),
    'me t v',
    'for a colleague on leave: the colleague’s office too',
  ],
  [{ assignedPersonId: 'x' }, person('gridLeader w', 'gridLeader w for x'), 'me w', 'wherever the colleague sits'],
  [{ aboutOfficials: true, handlerPath: ['t'] }, person('townDiscipline t'), 'me t', 'about officials: the discipline office'],
  [{}, { kind: 'job', townId: 1, name: 'requests.climbOverdue' } as const, '', 'the night involves nobody'],
  [{}, { kind: 'receipt', townId: 1, requestId: 'r' } as const, '', 'nor does the resident'],
] as const)('a step in a case with %j by %j involves "%s": %s', (changes, actor, expected, _why) => {
  expect(involvedBy(actor, handled(changes)).join(' ')).toBe(expected)
})

test.each([
  // the case, who asks, is involved, why
  [['v'], person('villageClerk v'), true, 'never the unit that handled it'],
  [['v'], person('villageSecretary v'), true, 'nor a colleague at the same desk'],
  [['v'], person('supervisor v'), true, 'nor by any other post in that unit'],
  [['me'], person('villageClerk w'), true, 'nor who did it, wherever they sit now'],
  [['d'], person('villageClerk v', 'departmentOfficer t d'), true, 'nor who also sits in the department that did it'],
  [['v'], person('townClerk t', 'villageClerk v for x'), true, 'nor who stands in at that desk today'],
  [['c'], person('villageClerk v c'), true, 'nor the committee that did it'],
  [['g', 'd'], person('villageClerk v'), false, 'the village, where the group and a department handled it'],
  [['v', 'x'], person('townClerk t'), false, 'the town, where the village did'],
  [['d'], person('townClerk t'), false, 'the town’s desk, where a department of the town did'],
  [['v', 't'], person('townClerk t'), true, 'not the town’s desk where it had a hand in it'],
  [['v', 't'], person('townDiscipline t'), false, 'the discipline office is apart from the town’s desk'],
  [[], person('villageClerk v'), false, 'nobody yet'],
] as const)('%j took part: %j is involved: %s: %s', (involved, actor, expected, _why) => {
  expect(isInvolved(actor, handled({ involved }))).toBe(expected)
})

test.each([
  // who gives the code, about officials, knows it, why
  [person('villageClerk v'), false, 'me v', 'the counter’s office'],
  [person('villageClerk v', 'departmentOfficer t d'), false, 'me v d', 'and the department of another post, not the whole town'],
  [person('townClerk t'), true, 'me', 'of a case that the town’s desk does not handle, the person only'],
  [person('townDiscipline t'), true, 'me t', 'the discipline office, of a case about officials'],
  [{ kind: 'public', townId: 1 } as const, false, '', 'nobody where the resident wrote it'],
] as const)('%j gives the code, about officials: %s: known to "%s": %s', (actor, aboutOfficials, expected, _why) => {
  expect(toldTo(actor, { aboutOfficials }).join(' ')).toBe(expected)
})

test.each([
  // knows the code, took part, has it now, shared, why
  [['me', 'v'], ['v', 'd'], {}, true, 'the office that handled it'],
  [['me', 'v'], ['me', 'g'], {}, true, 'the person, from another desk by now'],
  [['me', 'v'], [], { handlerUnitId: 'v' }, true, 'it lies on that desk, untouched'],
  [['me', 'v', 'd'], [], { assignedBodyId: 'd' }, true, 'given to that department'],
  [['me'], [], { assignedPersonId: 'me' }, true, 'given to that person'],
  [['me', 'v'], ['g', 'd'], {}, false, 'the village entered it, a group and a department handled it'],
  [[], ['v', 'd'], {}, false, 'the resident alone'],
] as const)('%j know the code, %j took part, %j: shared: %s: %s', (codeToldTo, involved, now, expected, _why) => {
  expect(isCodeShared({ ...handled({ involved }), handlerUnitId: 'g2', codeToldTo, ...now })).toBe(expected)
})

test('a case about officials that the discipline office handled is closed to the whole office', () => {
  const about = handled({ aboutOfficials: true, handlerPath: ['t'], involved: ['x', 't'] })
  expect(isInvolved(person('townDiscipline t'), about)).toBe(true)
})

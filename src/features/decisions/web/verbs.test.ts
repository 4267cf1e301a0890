/** What the desk offers for a matter (能办的事): which button stands out, and where a matter goes on that waits elsewhere. */
import { expect, test } from 'vitest'
import type { Decision } from '../decisions.contract.ts'
import { goesOnAt, stepOf, verbNames, type Verb } from './verbs.ts'

const everything = Object.keys(verbNames)

const aDecision = (changes: Partial<Decision>): Decision =>
  ({
    state: 'registered',
    next: null,
    allowedActions: everything,
    steps: [],
    stages: [],
    ballots: [],
    notices: [],
    advice: [],
    declarationsDue: [],
    asks: { preCheck: false, listing: false, attachments: [] },
    urgent: null,
    ...changes,
  }) as unknown as Decision

const dueOne = [
  { personId: '1', name: '区伟强', capacity: 'assembly', asks: '和这件事有没有关系' },
] as unknown as Decision['declarationsDue']
const allowing = (...verbs: Verb[]) => ({ allowedActions: verbs })

test.each<[Partial<Decision>, Verb | null, string]>([
  [allowing('submit', 'write', 'withdraw'), 'submit', 'a draft is handed in'],
  [{ next: 'assembly', ...allowing('table', 'declare', 'withdraw') }, 'table', 'a vote is next'],
  [allowing('write', 'declare', 'withdraw'), null, 'what may be done at any time does not stand out'],
  [allowing('replaceSupervisor', 'order'), null, 'nor what is done once in years'],
  [{ declarationsDue: dueOne, ...allowing('declare', 'withdraw') }, 'declare', 'someone has still to be asked'],
  [{ state: 'correctionOrdered', ...allowing('sendBack', 'order') }, 'sendBack', 'an order to put right is obeyed'],
])('%#: of %j stands out %s: %s', (changes, verb, _reason) => {
  expect(stepOf(aDecision(changes))).toBe(verb)
})

const notice = (changes: object) => ({ id: 'n', past: false, stage: 'decisionDisclosure', state: 'published', upheld: null, ...changes })
const ballot = (changes: object) => ({ id: 'b', past: false, used: false, stage: 'assembly', state: 'tabled', ...changes })

test.each<[object, string | null, string]>([
  [{}, null, 'nothing stands open'],
  [{ notices: [notice({})] }, 'n', 'a notice whose days run'],
  [{ notices: [notice({ state: 'draft' })] }, 'n', 'a notice that nobody published yet'],
  [{ notices: [notice({ past: true })] }, null, 'a notice of the round before'],
  [{ notices: [notice({ state: 'concluded' })] }, null, 'a notice that is over'],
  [{ next: 'assembly', ballots: [ballot({})] }, 'b', 'a meeting that has not voted'],
  [{ next: 'assembly', ballots: [ballot({ state: 'closed' })] }, null, 'the vote is over: its result is entered here'],
  [{ next: 'assembly', ballots: [ballot({ state: 'cancelled' })] }, null, 'a meeting that did not take place'],
])('%#: a matter goes on elsewhere, or not: %j', (changes, id, reason) => {
  const place = goesOnAt(aDecision(changes))
  expect(place && ('notice' in place ? place.notice.id : place.ballot.id), reason).toBe(id)
})

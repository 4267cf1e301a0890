/** No dead ends (不会卡住): from every state, with whatever became of its disclosures, somebody can take a step or a notice is on its way. */
import { expect, test } from 'vitest'
import type { Actor } from '#platform/shared/actor.ts'
import { disclosureRefusal, draftRefusal, ratificationRefusal } from './decisions.gates.rules.ts'
import { decisionPolicy, type DecisionFacts } from './decisions.policy.ts'
import { caughtUp, decisionMachine, newsOf, onTheWay, type NoticeFacts } from './decisions.rules.ts'
import { transitionFor } from './decisions.stages.actions.ts'

const office: Actor = {
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role: 'villageClerk', unitId: 'v', path: ['t', 'v'], bodyId: null, deputyFor: null }],
}
const notice = (changes: Partial<NoticeFacts>): NoticeFacts => ({
  state: 'concluded',
  endsOn: '2026-03-20',
  isOver: true,
  openObjections: 0,
  upheldObjection: null,
  result: '没有异议',
  ...changes,
})
const today = '2026-03-28'
/** With whether somebody is at it: who writes, checks, publishes, decides objections or says what came of it. */
const fates: readonly { notice: NoticeFacts | null; isUnderWay: boolean }[] = [
  { notice: null, isUnderWay: false },
  { notice: notice({ state: 'draft', result: null }), isUnderWay: true },
  { notice: notice({ state: 'published', isOver: false, result: null }), isUnderWay: true },
  { notice: notice({ state: 'published', isOver: false, openObjections: 1, result: null }), isUnderWay: true },
  { notice: notice({ state: 'ended', result: null }), isUnderWay: true },
  { notice: notice({}), isUnderWay: false },
  { notice: notice({ state: 'withdrawn', result: null }), isUnderWay: false },
  { notice: notice({ state: 'withdrawn', result: null, upheldObjection: { reason: '租金低' } }), isUnderWay: false },
]
const emergencies = [
  { urgentAskedBy: null, urgentSignedBy: null, ratifiedOn: null },
  { urgentAskedBy: 'q', urgentSignedBy: 'r', ratifiedOn: null },
  { urgentAskedBy: 'q', urgentSignedBy: 'r', ratifiedOn: '2026-03-10' },
]
const everything = decisionMachine.states.flatMap(kept =>
  fates.flatMap(decision =>
    fates.flatMap(result => emergencies.flatMap(urgent => [false, true].map(turned => ({ kept, decision, result, urgent, turned })))),
  ),
)
type Case = (typeof everything)[number]

function factsOf({ kept, decision, result, urgent, turned }: Case): DecisionFacts {
  const state = caughtUp(kept, newsOf({ decision: decision.notice, result: result.notice }, turned))
  const fell = [decision, result].some(each => each.notice?.upheldObjection)
  return { path: ['t', 'v'], line: 'village', createdBy: 'p', advisedBy: null, ...urgent, state, fell }
}

/** What the office may do next that takes the matter on, past the gates that nobody but it opens. */
function waysOn(facts: DecisionFacts, { decision, result, urgent }: Case): string[] {
  const { state } = facts
  const isActedOn = state === 'implementing' || state === 'resultDisclosed'
  const isUnratified = isActedOn && urgent.urgentSignedBy !== null && urgent.ratifiedOn === null
  const out = disclosureRefusal('decisionDisclosure', decision.notice, today) === null
  const told = disclosureRefusal('resultDisclosure', result.notice, today) === null
  const draft = (stage: 'decisionDisclosure' | 'resultDisclosure', { notice: before }: Case['decision']) =>
    draftRefusal(stage, { hasStep: true, state, isUnratified, before }) === null
  const ratified = ratificationRefusal(urgent.urgentSignedBy === null ? null : { ratifyBy: today, ratifiedOn: urgent.ratifiedOn }) === null
  const gates: Record<string, boolean> = {
    submit: true,
    table: true,
    draftNotice: draft('decisionDisclosure', decision) || draft('resultDisclosure', result),
    implement: out,
    sendBack: state === 'correctionOrdered' || facts.fell,
    close: out && told && ratified,
    archive: true,
    followCorrection: true,
  }
  return decisionPolicy.allowed(office, facts, new Date(0)).filter(name => gates[name] === true)
}

test('from every state, whatever became of its disclosures and of its emergency, there is a way on', () => {
  const stuck = everything.filter(each => {
    const facts = factsOf(each)
    const isAtItsEnd = facts.state === 'archived' || facts.state === 'annulled'
    return !isAtItsEnd && !each.decision.isUnderWay && !each.result.isUnderWay && waysOn(facts, each).length === 0
  })
  expect(stuck.map(each => ({ ...each, shown: factsOf(each).state }))).toEqual([])
})

test('whatever a vote comes to, the state from which it may be concluded has a way for it', () => {
  for (const each of everything) {
    const facts = factsOf(each)
    const { state } = facts
    if (!decisionPolicy.allowed(office, facts, new Date(0)).includes('conclude')) continue
    // an emergency that is passed goes on where it is; one that is not has ended
    if (!onTheWay.includes(state)) expect([state, decisionMachine.can(state, 'reject')]).toEqual([state, true])
    // a new meeting comes first
    else if (state !== 'failedQuorum')
      for (const outcome of ['passed', 'notPassed'] as const) {
        const transition = transitionFor({ walk: () => ['proposal', 'assembly'] }, 'assembly', outcome, today)!
        expect([state, outcome, decisionMachine.can(state, transition)]).toEqual([state, outcome, true])
      }
  }
})

test('a disclosure that fell is never passed by hanging the same decision up again', () => {
  for (const each of everything.filter(({ decision }) => decision.notice?.upheldObjection)) {
    const { state } = factsOf(each)
    const before = each.decision.notice
    expect(draftRefusal('decisionDisclosure', { hasStep: true, state, isUnratified: false, before })).not.toBeNull()
  }
})

/** Decisions (四议两公开): every way through the table, every gate with its words. */
import { expect, test } from 'vitest'
import { Stage } from '#features/matters/matters.contract.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { DecisionState } from './decisions.contract.ts'
import * as gates from './decisions.gates.rules.ts'
import {
  afterOpinion,
  caughtUp,
  decidingStage,
  decisionMachine,
  doneIn,
  lawfulStages,
  newsOf,
  nextStage,
  transitionOf,
  type NoticeFacts,
} from './decisions.rules.ts'

const collective: Stage[] = [
  'proposal',
  'boardConsultation',
  'membersFirst',
  'partyResearch',
  'assembly',
  'decisionDisclosure',
  'resultDisclosure',
]
const village: Stage[] = [
  'proposal',
  'branchProposal',
  'committeeConsultation',
  'membersReview',
  'assembly',
  'decisionDisclosure',
  'resultDisclosure',
]

// oxfmt-ignore
test.each([
  ['draft', 'submit', 'registered', 'what is written is registered'],
  ['registered', 'refuse', 'draft', 'with reasons, back to who proposed'],
  ['registered', 'proposeByBranch', 'branchProposed', 'the first of the four'],
  ['registered', 'consultBoard', 'boardConsulted', 'a cooperative’s first'],
  ['boardConsulted', 'hearMembers', 'membersHeard', 'members deliberate first'],
  ['membersHeard', 'research', 'partyResearched', 'the Party organisation studies it'],
  ['branchProposed', 'consultCommittees', 'committeesConsulted', 'the second of the four'],
  ['committeesConsulted', 'review', 'membersReviewed', 'the third'],
  ['membersReviewed', 'callAssembly', 'assemblyCalled', 'notice is given'],
  ['assemblyCalled', 'failQuorum', 'failedQuorum', 'too few came'],
  ['failedQuorum', 'callAssembly', 'assemblyCalled', 'a new notice'],
  ['assemblyCalled', 'callAssembly', 'assemblyCalled', 'the vote broke off: another meeting'],
  ['failedQuorum', 'resolve', null, 'nothing is resolved without a new meeting'],
  ['assemblyCalled', 'resolve', 'resolved', 'the fourth'],
  ['assemblyCalled', 'reject', 'rejected', 'voted down'],
  ['resolved', 'disclose', 'disclosed', 'the first disclosure'],
  ['disclosed', 'object', 'objected', 'the clock pauses'],
  ['objected', 'dismiss', 'disclosed', 'and resumes'],
  ['objected', 'implement', null, 'nothing is carried out while an objection is open'],
  ['objected', 'uphold', 'returned', 'back to the step named'],
  ['disclosed', 'implement', 'implementing', 'the period ran out'],
  ['registered', 'urge', 'implementing', 'an emergency'],
  ['branchProposed', 'urge', null, 'an emergency is one from the start'],
  ['implementing', 'discloseResult', 'resultDisclosed', 'the second disclosure'],
  ['resultDisclosed', 'close', 'closed', 'done'],
  ['closed', 'archive', 'archived', 'kept'],
  ['resolved', 'withdraw', null, 'what is decided is not taken back'],
  ['closed', 'annul', 'annulled', 'a court comes later'],
  ['archived', 'orderCorrection', 'correctionOrdered', 'and even later'],
  ['correctionOrdered', 'correct', 'returned', 'and is obeyed'],
  ['resolved', 'turn', 'verdictTurned', 'two people corrected the result'],
  ['rejected', 'turn', 'verdictTurned', 'of a no as well'],
  ['verdictTurned', 'implement', null, 'nothing is done on a result that was wrong'],
  ['rejected', 'annul', null, 'nothing was decided'],
  ['draft', 'resolve', null, 'no step is passed over'],
] as const)('%s, %s: %s (%s)', (from, name, to, _why) =>
  expect(decisionMachine.can(from, name) ? decisionMachine.next(from, name) : null).toBe(to))

test('every state of the contract is in the table, and every deliberation opens a way', () => {
  expect([...decisionMachine.states].sort()).toEqual([...DecisionState.options].sort())
  for (const stage of Stage.options.filter(each => !each.endsWith('Disclosure')))
    expect(
      [...decisionMachine.states].filter(state => decisionMachine.can(state, transitionOf[stage]!)),
      stage,
    ).not.toEqual([])
})

// oxfmt-ignore
test.each([
  ['boardConsultation', collective, ['proposal'], null, 'the next one'],
  ['assembly', collective, ['proposal', 'boardConsultation'], '要先办“党员首议”，再办“会议表决”', 'none is passed over'],
  ['membersReview', collective, ['proposal'], '清单里这件事没有“党员大会审议”这一步', 'what the entry lacks does not exist'],
  ['proposal', village, ['proposal'], '“登记议题”已经办过了', 'once'],
  ['branchProposal', ['proposal', 'branchProposal'], ['proposal'], null, 'whatever the entry has'],
] as const)('%s after %j %j: %s (%s)', (stage, stages, done, words, _why) => expect(gates.orderRefusal(stage, stages, done)).toBe(words))

// oxfmt-ignore
test.each([
  ['assembly', null, '“会议表决”还没有表决，请先把议题放进会议', 'no meeting, no decision'],
  ['assembly', { body: 'collectiveBoard' }, '理事会（社委会）不能办“会议表决”，要由成员大会来定', 'the board may not stand for the members'],
  ['assembly', { state: 'rollFixed', outcome: null }, '表决还没有结束', 'while they vote'],
  ['assembly', { state: 'tabled', outcome: null }, '表决还没有结束', 'before they vote'],
  ['assembly', { state: 'cancelled' }, '那次表决取消了，要重新通知开会', 'a meeting that did not take place'],
  ['assembly', { textDigest: 'b' }, '表决的不是现在这份文本，改过就要重新表决', 'a vote on another text'],
  ['assembly', { outcome: { verdict: 'refused', words: ['牵涉干部自己的利益，要无记名投票'] } }, '牵涉干部自己的利益，要无记名投票', 'a count that counts for nothing'],
  ['assembly', {}, null, 'closed, of the right body, about this text'],
  ['assembly', { outcome: { verdict: 'noQuorum', words: ['到会19人，应到30人，三分之二为20人'] } }, null, 'too few: recorded as that'],
] as const)('a ballot for %s with %j: %s (%s)', (stage, changes, words, _why) => {
  const ballot: gates.BallotFacts | null = changes && { body: 'collectiveMembers', state: 'closed', textDigest: 'a', outcome: { verdict: 'passed', words: [] }, ...changes }
  expect(gates.ballotRefusal(stage, { ballot, bodies: ['collectiveMembers'], digest: 'a', names: bodyNames })).toBe(words)
})

// oxfmt-ignore
test.each([
  [10, '2026-03-13', '2026-03-10', '通知到开会要隔10天，还差3天，最早2026年3月13日开会', 'three days short'],
  [10, '2026-03-13', '2026-03-12', '通知到开会要隔10天，还差1天，最早2026年3月13日开会', 'one day short'],
  [10, '2026-03-13', '2026-03-13', null, 'on the first possible day'],
] as const)('notice of %s days, earliest %s, held %s: %s (%s)', (days, earliest, heldOn, words, _why) =>
  expect(gates.noticeGapRefusal(days, earliest, heldOn)).toBe(words))

// oxfmt-ignore
test.each([
  [true, ['proposal'], '法律要求党组织先研究讨论，这件事还没有', 'since the law says so'],
  [true, ['proposal', 'partyResearch'], null, 'studied'],
  [true, ['proposal', 'branchProposal'], null, 'proposed by the Party organisation itself'],
  [false, ['proposal'], null, 'before the law: a local rule'],
] as const)('pre-review by law %s, done %j: %s (%s)', (byLaw, done, words, _why) => expect(gates.preReviewRefusal(byLaw, done)).toBe(words))

// oxfmt-ignore
test.each([
  [['proposal', 'assembly'], true, ['proposal', 'partyResearch', 'assembly'], 'the law adds the study'],
  [['proposal', 'membersReview', 'assembly'], true, ['proposal', 'partyResearch', 'membersReview', 'assembly'], 'before anybody votes'],
  [['proposal', 'assembly'], false, ['proposal', 'assembly'], 'no law, no step'],
  [village, true, village, 'the branch proposes: that is its study'],
  [collective, true, collective, 'the entry has it already'],
] as const)('the steps %j, by law %s: %j (%s)', (stages, byLaw, expected, _why) => expect(lawfulStages(stages, byLaw)).toEqual(expected))

// oxfmt-ignore
test.each([
  ['support', false, 'forward', 'advice'],
  ['withChanges', false, 'forward', 'advice, answered'],
  ['oppose', false, 'forward', 'advice: the assembly decides'],
  ['reconsider', false, 'back', 'once'],
  ['reconsider', true, 'forward', 'a second time it goes forward with the opinion attached'],
] as const)('%s, reconsidered before %s: %s (%s)', (opinion, before, way, _why) => expect(afterOpinion(opinion, before)).toBe(way))

// oxfmt-ignore
test.each([
  [null, 1, [['proposal', 'registered', 1], ['boardConsultation', 'passed', 1]], ['proposal', 'boardConsultation'], 'in order'],
  [null, 1, [['proposal', 'registered', 1], ['boardConsultation', 'noQuorum', 1]], ['proposal'], 'too few came: not passed'],
  [null, 2, [['proposal', 'registered', 1], ['boardConsultation', 'passed', 1]], [], 'a new round begins anew'],
  ['assembly', 2, [['proposal', 'registered', 1]], ['proposal', 'boardConsultation', 'membersFirst', 'partyResearch'], 'returned to the assembly: what came before stays'],
  [null, 1, [['proposal', 'registered', 1], ['boardConsultation', 'passed', 1], ['boardConsultation', 'notPassed', 1]], ['proposal'], 'the newest counts'],
  [null, 1, [['membersFirst', 'oppose', 1]], ['membersFirst'], 'opposed is heard'],
] as const)('from %s in round %s with %j: %j (%s)', (fromStage, round, records, expected, _why) => {
  const passed = records.map(([stage, outcome, inRound]) => ({ stage, outcome, round: inRound }))
  expect(doneIn({ stages: collective, fromStage }, round, passed)).toEqual(expected)
})

test('the next step and the one that decides', () => {
  expect(nextStage(collective, ['proposal'])).toBe('boardConsultation')
  expect(nextStage(['proposal'], ['proposal'])).toBeNull()
  expect(decidingStage(village)).toBe('assembly')
  expect(decidingStage(['proposal', 'branchProposal', 'membersReview', 'decisionDisclosure'])).toBe('membersReview')
})

const notice = (changes: Partial<NoticeFacts> = {}): NoticeFacts => ({
  state: 'concluded',
  endsOn: '2026-03-20',
  isOver: true,
  openObjections: 0,
  upheldObjection: null,
  result: '没有异议',
  ...changes,
})
// oxfmt-ignore
test.each([
  [null, '还没有做“决议公开”', 'it is owed'],
  [notice({ state: 'draft' }), '“决议公开”还没有贴出来', 'a draft is no disclosure'],
  [notice({ state: 'withdrawn' }), '还没有做“决议公开”', 'its draft was thrown away'],
  [notice({ state: 'published', isOver: false, openObjections: 1 }), '还有1条异议没有答复，公开的日子停着', 'the clock stands'],
  [notice({ state: 'published', isOver: false }), '“决议公开”到2026年3月20日，还差3天', 'it is open until the end of its last day'],
  [notice({ state: 'ended', result: null }), '“决议公开”的结果还没有填：有没有异议，怎么处理', 'somebody must say what came of it'],
  [notice({ state: 'withdrawn', upheldObjection: { reason: '租金低于评估价' } }), '异议成立，要退回重办：租金低于评估价', 'back, not on'],
  [notice(), null, 'over, answered, filled in'],
] as const)('a disclosure %j: %s (%s)', (facts, words, _why) => expect(gates.disclosureRefusal('decisionDisclosure', facts, '2026-03-18')).toBe(words))

// oxfmt-ignore
test.each([
  ['resolved', notice({ state: 'draft' }), null, 'resolved', 'nothing is out'],
  ['resolved', notice({ state: 'published' }), null, 'disclosed', 'published'],
  ['resolved', notice({ state: 'published', openObjections: 1 }), null, 'objected', 'published and objected to'],
  ['objected', notice({ state: 'published' }), null, 'disclosed', 'answered'],
  ['resolved', notice({ state: 'withdrawn', upheldObjection: { reason: '租金低' } }), null, 'disclosed', 'an upheld objection took it down'],
  ['resolved', notice({ state: 'withdrawn' }), null, 'resolved', 'taken down: as if it never hung'],
  ['implementing', notice(), notice({ state: 'published' }), 'resultDisclosed', 'the second disclosure'],
  ['implementing', notice(), null, 'implementing', 'not yet'],
  ['implementing', notice(), notice({ state: 'withdrawn', upheldObjection: { reason: '没有入账' } }), 'implementing', 'an upheld objection took the result down: another is told'],
  ['resultDisclosed', notice(), notice({ state: 'withdrawn', upheldObjection: { reason: '没有入账' } }), 'implementing', 'even where it had been kept as disclosed'],
  ['draft', null, null, 'draft', 'no notices'],
] as const)('%s with notices: %s %s → %s (%s)', (state, decision, result, expected, _why) => expect(caughtUp(state, newsOf({ decision, result }))).toBe(expected))

const chair = { personId: 'p', capacity: 'branchProposal', name: '李少玲' }
// oxfmt-ignore
test.each([
  [[], '李少玲还没有说明这件事和自己有没有关系', 'nobody presides unasked'],
  [[{ capacity: 'boardConsultation' }], '李少玲还没有说明这件事和自己有没有关系', 'asked for each body anew'],
  [[{ interest: 'spouse', recused: true }], '李少玲和这件事有关，要回避，请换人主持、记录', 'whoever is touched steps aside'],
  [[{ interest: 'spouse', recused: true }, {}], null, 'the newest word counts'],
  [[{}], null, 'asked, and not touched'],
] as const)('declared %j: %s (%s)', (declared, words, _why) =>
  expect(gates.declarationRefusal([chair], declared.map(each => ({ personId: 'p', capacity: 'branchProposal', interest: 'none', recused: false, ...each })))).toBe(words))

test('one person in three bodies is asked three times (domain §33 case 9)', () => {
  const asked = ['branchProposal', 'committeeConsultation', 'boardConsultation'].map(capacity => ({ personId: 'p', capacity }))
  const declared = asked.map(each => ({ ...each, interest: 'none', recused: false }))
  expect([0, 1, 2, 3].map(count => gates.notDeclared(asked, declared.slice(0, count)).length)).toEqual([3, 2, 1, 0])
})

const nothing = {
  ratifyBy: null,
  ratifiedOn: null,
  decisionDueOn: null,
  resultDueOn: null,
  resultStands: false,
  commentsDue: [],
  isLive: true,
}
// oxfmt-ignore
test.each([
  [nothing, [], 'nothing is owed'],
  [{ ...nothing, ratifyBy: '2026-03-10' }, [], 'the last day is still in time'],
  [{ ...nothing, ratifyBy: '2026-03-07' }, ['追认逾期3天'], 'an emergency that nobody ratified'],
  [{ ...nothing, ratifyBy: '2026-03-07', ratifiedOn: '2026-03-07' }, [], 'ratified'],
  [{ ...nothing, ratifyBy: '2026-03-07', isLive: false }, [], 'voted down, so that nothing is left to ratify'],
  [{ ...nothing, decisionDueOn: '2026-03-08' }, ['决议公开逾期2天'], 'the first disclosure'],
  [{ ...nothing, decisionDueOn: '2026-03-08', isLive: false }, [], 'annulled before it was out'],
  [{ ...nothing, resultDueOn: '2026-03-09' }, ['结果公开逾期1天'], 'the second disclosure'],
  [{ ...nothing, resultDueOn: '2026-03-09', resultStands: true }, [], 'it is out'],
  [{ ...nothing, resultDueOn: '2026-03-09', isLive: false }, [], 'annulled'],
  [{ ...nothing, commentsDue: ['2026-03-09', '2026-03-11'] }, ['1条居民意见逾期没有答复'], 'one of two'],
] as const)('overdue %j: %j (%s)', (facts, words, _why) => expect(gates.overdueWords('2026-03-10', gates.openDues(facts))).toEqual(words))

// oxfmt-ignore
test.each([
  [null, null, 'no emergency'],
  [{ ratifyBy: '2026-03-20', ratifiedOn: null }, '紧急先办的事要在2026年3月20日前追认', 'not closed unratified'],
  [{ ratifyBy: '2026-03-20', ratifiedOn: '2026-03-15' }, null, 'ratified'],
] as const)('ratification %j: %s (%s)', (urgent, words, _why) => expect(gates.ratificationRefusal(urgent)).toBe(words))

// oxfmt-ignore
test.each([
  [[], null, 'the step was not in the entry'],
  [[{ opinion: 'support', adoption: null }], null, 'support needs no answer'],
  [[{ opinion: 'oppose', adoption: null }], '党员首议的意见还没有答复：采纳没有，为什么', 'every other opinion has one'],
  [[{ opinion: 'oppose', adoption: 'notAdopted' }], null, 'answered, and the assembly decides'],
] as const)('advice %j: %s (%s)', (advice, words, _why) => expect(gates.adoptionRefusal(advice)).toBe(words))

/**
 * The gates of a decision (四议两公开的关口): why a step may not be taken yet, each in words. Pure functions; null: it may.
 *
 * Source: domain §5.2 (guards), §6, §33; 村民委员会组织法 art. 32 (supervisors), 农村集体经济组织法 art. 26, 28.
 */
import type { Stage } from '#features/matters/matters.contract.ts'
import type { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import { daysBetween, plainDate } from '#platform/shared/calendar.ts'
import type { NoticeFacts } from './decisions.rules.ts'
import type { DecisionState } from './decisions.shapes.contract.ts'
import { stepName } from './decisions.words.ts'

/** Why `stage` is not the step to take now. */
export function orderRefusal(stage: Stage, stages: readonly Stage[], done: readonly Stage[]): string | null {
  if (!stages.includes(stage)) return `清单里这件事没有“${stepName(stage)}”这一步`
  if (done.includes(stage)) return `“${stepName(stage)}”已经办过了`
  const first = stages.find(each => !done.includes(each))!
  return first === stage ? null : `要先办“${stepName(first)}”，再办“${stepName(stage)}”`
}

export interface BallotFacts {
  body: DecidingBody
  state: 'tabled' | 'rollFixed' | 'closed' | 'cancelled'
  textDigest: string
  outcome: { verdict: 'passed' | 'rejected' | 'noQuorum' | 'refused'; words: readonly string[] } | null
}

/** Who may decide at the steps where the entry does not say it. */
export const bodiesAtStage: Record<
  'branchProposal' | 'boardConsultation' | 'committeeConsultation' | 'membersReview',
  readonly DecidingBody[]
> = {
  branchProposal: ['branchCommittee', 'branchMeeting'],
  boardConsultation: ['collectiveBoard'],
  committeeConsultation: ['jointCommittees'],
  membersReview: ['membersReview'],
}

interface BodyOfStage {
  body: DecidingBody
  bodies: readonly DecidingBody[]
  names: Record<DecidingBody, string>
}
/** Why the body may not decide at the step. */
export const bodyRefusal = (stage: Stage, { body, bodies, names }: BodyOfStage): string | null =>
  bodies.includes(body) ? null : `${names[body]}不能办“${stepName(stage)}”，要由${bodies.map(each => names[each]).join('或者')}来定`

/** Why the ballot does not carry the step: it must be closed, of the right body, about the text as it stands. */
export function ballotRefusal(
  stage: Stage,
  {
    ballot,
    bodies,
    digest,
    names,
  }: { ballot: BallotFacts | null; bodies: readonly DecidingBody[]; digest: string; names: Record<DecidingBody, string> },
): string | null {
  if (ballot === null) return `“${stepName(stage)}”还没有表决，请先把议题放进会议`
  const wrongBody = bodyRefusal(stage, { body: ballot.body, bodies, names })
  if (wrongBody !== null) return wrongBody
  if (ballot.state === 'cancelled') return '那次表决取消了，要重新通知开会'
  if (ballot.state !== 'closed' || ballot.outcome === null) return '表决还没有结束'
  if (ballot.textDigest !== digest) return '表决的不是现在这份文本，改过就要重新表决'
  return ballot.outcome.verdict === 'refused' ? ballot.outcome.words.join('；') : null
}

/** Why a show of hands does not stand: who says that the matter is their own takes the hands from everybody. */
export const secretRefusal = (isSecret: boolean, isAnyoneTouched: boolean): string | null =>
  isAnyoneTouched && !isSecret ? '有人说这件事和自己有关，要无记名投票，请重新通知开会' : null

export interface Signed {
  /** What people put their names to, on a screen or on paper; null: nothing was put to sign. */
  text: string | null
  sheets: readonly { state: 'accepted' | 'underComparison' | 'refused'; isOfOlderText: boolean }[]
}
/**
 * Why the signatures of the meeting do not stand: they are under other words than those that were voted, under words that were changed
 * since, or a sheet looks like an earlier one and waits for two people. A meeting that signs nothing is as good as before.
 */
export function signatureRefusal({ text, sheets }: Signed, voted: string): string | null {
  if (text === null) return null
  if (!text.includes(voted)) return '会上签的文字里没有这份文本，要照表决的文本重新签'
  const waiting = sheets.filter(({ state }) => state === 'underComparison').length
  if (waiting > 0) return `有${waiting}张签名表像以前的一张，要两个人核对过才算`
  const accepted = sheets.filter(({ state }) => state === 'accepted')
  return accepted.length > 0 && accepted.every(({ isOfOlderText }) => isOfOlderText) ? '签名表签的是改以前的文字，要重新签' : null
}

/** Why the meeting comes too early after its notice. */
export function noticeGapRefusal(days: number, earliest: string, heldOn: string): string | null {
  if (heldOn >= earliest) return null
  return `通知到开会要隔${days}天，还差${daysBetween(heldOn, earliest)}天，最早${plainDate(earliest)}开会`
}

/** Since 2025-05-01 (collectives) and 2026-01-01 (villages) the law wants the Party organisation to have studied the matter first. */
export const preReviewRefusal = (byLaw: boolean, done: readonly Stage[]): string | null =>
  byLaw && !done.includes('partyResearch') && !done.includes('branchProposal') ? '法律要求党组织先研究讨论，这件事还没有' : null

/** Why the members' opinion is still missing where the entry has that step. */
export function adviceRefusal(stages: readonly Stage[], done: readonly Stage[]): string | null {
  return stages.includes('membersFirst') && !done.includes('membersFirst') ? '党员还没有首议，意见要在表决前登记' : null
}

export interface Asked {
  personId: string
  capacity: string
}
export interface Declared extends Asked {
  interest: string
  recused: boolean
}

/** The newest declaration of the person in the capacity. */
export const latest = <T extends Declared>(declared: readonly T[], { personId, capacity }: Asked): T | undefined =>
  declared.findLast(each => each.personId === personId && each.capacity === capacity)

export const notDeclared = (asked: readonly Asked[], declared: readonly Declared[]): Asked[] =>
  asked.filter(each => latest(declared, each) === undefined)

/** Why those who preside and keep the minutes may not do so: asked once for each body, and whoever is touched steps aside. */
export function declarationRefusal(asked: readonly (Asked & { name: string })[], declared: readonly Declared[]): string | null {
  const missing = asked.filter(each => latest(declared, each) === undefined)
  if (missing.length > 0) return `${missing.map(({ name }) => name).join('、')}还没有说明这件事和自己有没有关系`
  const touched = asked.filter(each => latest(declared, each)!.interest !== 'none')
  return touched.length > 0 ? `${touched.map(({ name }) => name).join('、')}和这件事有关，要回避，请换人主持、记录` : null
}

/** Why a disclosure does not yet let the matter on. */
export function disclosureRefusal(
  stage: 'decisionDisclosure' | 'resultDisclosure',
  notice: NoticeFacts | null,
  today: string,
): string | null {
  const name = stepName(stage)
  if (notice?.upheldObjection) {
    const way = stage === 'decisionDisclosure' ? '要退回重办' : '要改好再公开'
    return `异议成立，${way}：${notice.upheldObjection.reason.replaceAll('\n', '；')}`
  }
  // withdrawn for another reason: a draft that was thrown away
  if (notice === null || notice.state === 'withdrawn') return `还没有做“${name}”`
  if (notice.state === 'draft' || notice.state === 'checked') return `“${name}”还没有贴出来`
  if (notice.openObjections > 0) return `还有${notice.openObjections}条异议没有答复，公开的日子停着`
  // a clock that no open objection stops has an end
  if (!notice.isOver) return `“${name}”到${plainDate(notice.endsOn!)}，还差${daysBetween(today, notice.endsOn!) + 1}天`
  return notice.state === 'concluded' ? null : `“${name}”的结果还没有填：有没有异议，怎么处理`
}

export interface Drafting {
  hasStep: boolean
  state: DecisionState
  /** Acted on in an emergency, and not ratified yet. */
  isUnratified: boolean
  /** The newest notice of that disclosure in this round. */
  before: NoticeFacts | null
}
/** Why a disclosure may not be drafted now. What fell to an objection is not hung up again: it is decided anew first. */
export function draftRefusal(
  stage: 'decisionDisclosure' | 'resultDisclosure',
  { hasStep, state, isUnratified, before }: Drafting,
): string | null {
  if (!hasStep) return `清单里这件事没有“${stepName(stage)}”这一步`
  if (stage === 'resultDisclosure' && state !== 'implementing' && state !== 'resultDisclosed') return '开始办了以后，才公开结果'
  if (stage === 'decisionDisclosure' && isUnratified) return '紧急先办的事，追认以后再公开'
  if (stage === 'decisionDisclosure' && before?.upheldObjection) return '异议成立，要先退回重办，再公开'
  return before !== null && before.state !== 'withdrawn' ? `“${stepName(stage)}”已经有一份了` : null
}

/** Why the branch's opinion still waits for its answer: adopted, in part or not, with the reason. */
export const adoptionRefusal = (advice: readonly { opinion: string; adoption: string | null }[]): string | null =>
  advice.some(({ opinion, adoption }) => opinion !== 'support' && adoption === null) ? '党员首议的意见还没有答复：采纳没有，为什么' : null

/** Why it may not be acted on before anybody decided: what only all the members may decide is nobody else’s, however urgent. */
export const urgencyRefusal = (routeWords: string | null): string | null =>
  routeWords === null ? null : `${routeWords.split('，')[0]}，不能先办后追认`

/** Why who signs for an emergency may not: somebody whose own matter it is has no hand in it. */
export const signerRefusal = (personId: string, declared: readonly Declared[]): string | null =>
  declared.some(each => each.personId === personId && each.interest !== 'none' && latest(declared, each) === each)
    ? '您说过这件事和自己有关，要回避，请换人'
    : null

/** Why an emergency may not be closed, or null: it was ratified, or was none. */
export function ratificationRefusal(urgent: { ratifyBy: string; ratifiedOn: string | null } | null): string | null {
  return urgent !== null && urgent.ratifiedOn === null ? `紧急先办的事要在${plainDate(urgent.ratifyBy)}前追认` : null
}

export interface Due {
  what: 'ratification' | 'decision' | 'result' | 'comment'
  on: string
}
/** By when what was decided is to be disclosed; null where it is, or nothing is decided. An emergency is ratified while it is carried out. */
export function decisionDueOn(
  state: DecisionState,
  {
    records,
    ratifiedOn,
    decisionOut,
  }: { records: readonly { discloseBy: string | null }[]; ratifiedOn: string | null; decisionOut: boolean },
): string | null {
  const isRatified = (state === 'implementing' || state === 'resultDisclosed') && ratifiedOn !== null && !decisionOut
  return state === 'resolved' || isRatified ? (records.findLast(({ discloseBy }) => discloseBy !== null)?.discloseBy ?? null) : null
}

/** The days that run: by when it is to be ratified, disclosed, its result disclosed, a resident answered. What has ended owes only its answers. */
export function openDues({
  ratifyBy,
  ratifiedOn,
  decisionDueOn,
  resultDueOn,
  resultStands,
  commentsDue,
  isLive,
}: {
  ratifyBy: string | null
  ratifiedOn: string | null
  decisionDueOn: string | null
  resultDueOn: string | null
  resultStands: boolean
  commentsDue: readonly string[]
  isLive: boolean
}): Due[] {
  return [
    ...(isLive && ratifyBy !== null && ratifiedOn === null ? [{ what: 'ratification' as const, on: ratifyBy }] : []),
    ...(isLive && decisionDueOn !== null ? [{ what: 'decision' as const, on: decisionDueOn }] : []),
    ...(isLive && resultDueOn !== null && !resultStands ? [{ what: 'result' as const, on: resultDueOn }] : []),
    ...commentsDue.map(on => ({ what: 'comment' as const, on })),
  ]
}

/** What is overdue, in words. */
export function overdueWords(today: string, dues: readonly Due[]): string[] {
  const late = dues.filter(({ on }) => today > on)
  const days = (name: string, asked: Due['what']) =>
    late.filter(({ what }) => what === asked).map(({ on }) => `${name}逾期${daysBetween(on, today)}天`)
  const waiting = late.filter(({ what }) => what === 'comment').length
  return [
    ...days('追认', 'ratification'),
    ...days('决议公开', 'decision'),
    ...days('结果公开', 'result'),
    ...(waiting > 0 ? [`${waiting}条居民意见逾期没有答复`] : []),
  ]
}

/** What a matter waits for, in words, for those who only look; null: for the office to go on. */
export function waitingWords(
  matter: { next: Stage | null; row: { round: number }; ballots: readonly { stage: Stage; round: number; state: string }[]; state: string },
  notices: { decision: NoticeFacts | null; result: NoticeFacts | null },
  today: string,
): string | null {
  const { next, state } = matter
  if (state === 'verdictTurned') return '表决结果更正过，要按更正的结果登记'
  if (state === 'resolved' || state === 'disclosed' || state === 'objected')
    return disclosureRefusal('decisionDisclosure', notices.decision, today)
  if (state === 'resultDisclosed') return disclosureRefusal('resultDisclosure', notices.result, today)
  if (state === 'implementing' && notices.decision?.upheldObjection) return disclosureRefusal('decisionDisclosure', notices.decision, today)
  if (state === 'implementing' && notices.result?.upheldObjection) return '结果公开的异议成立，要改好再公开'
  if (state === 'implementing' || next === null) return null
  const ballot = matter.ballots.findLast(each => each.stage === next && each.round === matter.row.round)
  if (ballot?.state === 'tabled' || ballot?.state === 'rollFixed') return `“${stepName(next)}”的会议还没有开完`
  return `下一步是“${stepName(next)}”`
}

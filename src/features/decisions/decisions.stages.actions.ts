/** Decisions (四议两公开): the text goes before a meeting, and what the step came to is recorded. */
import { signaturesOf } from '#features/signatures/signatures.actions.ts'
import { earliestMeeting, preReviewOn, routeRefusal, ruleFor } from '#features/thresholds/thresholds.actions.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import type { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import type { Stage } from '#features/matters/matters.contract.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { show } from './decisions.actions.ts'
import { askedBeforeVote, attachmentsText } from './decisions.asked.rules.ts'
import { newestBallot, pendingBallots } from './decisions.ballots.actions.ts'
import { isAnyoneTouched } from './decisions.ballots.rules.ts'
import {
  adviceOf,
  anew,
  discloseWithin,
  find,
  isEmergency,
  lockFor,
  move,
  passGate,
  passInterests,
  writeStage,
  type Matter,
} from './decisions.case.actions.ts'
import { endpoints, type StageOutcome } from './decisions.contract.ts'
import { requireOrder, requirePerson } from './decisions.dates.actions.ts'
import {
  adoptionRefusal,
  adviceRefusal,
  ballotRefusal,
  bodyRefusal,
  bodiesAtStage,
  noticeGapRefusal,
  orderRefusal,
  preReviewRefusal,
  secretRefusal,
  signatureRefusal,
} from './decisions.gates.rules.ts'
import { declarationsOf, namesOf } from './decisions.opinions.queries.ts'
import { tableText, type LinkedBallot } from './decisions.papers.actions.ts'
import * as queries from './decisions.queries.ts'
import { decidingStage, isVote, transitionOf, type DecisionTransition } from './decisions.rules.ts'
import { stepName } from './decisions.words.ts'

export const table = action(endpoints.table, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'table', { yours: body })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const stage: Stage = isEmergency(matter) ? 'assembly' : matter.next!
  passGate(isVote(stage) ? null : `这一步是“${stepName(stage)}”，不用表决`)
  await passInterests(context, matter)
  if (stage === 'assembly') await passBeforeAssembly(context, matter, context.today)
  if (isDeciding(matter, stage, context.today)) passGate(askedBeforeVote(matter, context.today))
  const isTabled = (await pendingBallots(context, matter)).some(each => each.stage === stage && each.hold !== null)
  passGate(isTabled ? '这份文本已经放进一次会议了，等那次会议开完' : null)
  const text = matter.text!
  const ballotId = await tableText(context, {
    meetingId: body.meetingId,
    id: decisionId,
    title: text.title,
    text: text.body,
    legalMatter: matter.entry.legalMatter,
    ownInterests: body.ownInterests || isAnyoneTouched(await declarationsOf(context.db, decisionId)),
  })
  await queries.insertLink(context.db, {
    townId: context.townId,
    decisionId,
    targetId: ballotId,
    kind: 'ballot',
    round: matter.row.round,
    stage,
    madeBy: context.actor.personId,
    madeAt: context.now,
  })
  // asked now, so that nobody is called to a meeting that cannot decide it
  const tabled = newestBallot(await find(context, decisionId), stage)!
  passGate(bodyRefusal(stage, { body: tabled.body, bodies: bodiesFor(matter, stage), names: bodyNames }))
  if (stage === 'assembly') await passNotice(context, matter, tabled)
  const calls = stage === 'assembly' && !isEmergency(matter)
  await move(context, matter, 'table', calls ? 'callAssembly' : null, {}, { stage })
  return show(context, decisionId)
})

/** Of an emergency these follow: it was acted on, and nobody consults any more about whether to. The members' opinion has its own verb. */
const lateStages: readonly Stage[] = ['partyResearch', 'assembly']

export const conclude = action(endpoints.conclude, async (context, { params: { decisionId, stage }, body }) => {
  const matter = await lockFor(context, decisionId, 'conclude', { yours: body })
  const ballot = isVote(stage) ? newestBallot(matter, stage) : null
  const heldOn = ballot?.heldOn ?? body.heldOn ?? context.today
  const done = matter.done(heldOn)
  if (!isEmergency(matter)) passGate(orderRefusal(stage, matter.walk(heldOn), done))
  else passGate(lateStages.includes(stage) ? null : '紧急先办的事，只补研究讨论、首议和表决')
  if (isVote(stage)) {
    await passVote(context, matter, stage, ballot)
    passGate(secretRefusal(ballot!.secret, isAnyoneTouched(await declarationsOf(context.db, decisionId), ballot!.closedAt)))
  } else if (body.outcome === null) throw invalidField('#/outcome', '请选结果')
  requireOrder(context, matter, heldOn, { byMeeting: ballot !== null })
  if (stage === 'assembly') {
    await passBeforeAssembly(context, matter, heldOn)
    passGate(routeRefusal(ballot!.body, matter.entry.legalMatter, heldOn)?.words ?? null)
    await passNotice(context, matter, ballot!, { isOver: true })
  }
  await requireSeats(context, ballot, body)
  const decidesHere = isDeciding(matter, stage, heldOn)
  if (decidesHere) passGate(askedBeforeVote(matter, heldOn))
  await passInterests(context, matter, { stage, people: [body.chairId, body.recorderId] })
  const outcome: StageOutcome = ballot ? outcomeOf(ballot) : body.outcome!
  if (outcome === 'returned' && body.reason.length < 4) throw invalidField('#/reason', '请写退回的理由')
  const decides = stage === decidingStage(matter.walk(heldOn)) && outcome === 'passed'
  const dueOn = decides && matter.entry.stages.includes('resultDisclosure') ? requireDue(heldOn, body.resultDueOn) : null
  await writeStage(context, matter, {
    stage,
    heldOn,
    outcome,
    chairId: body.chairId,
    recorderId: body.recorderId,
    verdict: ballot ? verdictOf(ballot) : null,
    dissent: body.dissent,
    document: body.document,
    reason: body.reason,
    attachments: decidesHere ? attachmentsText(matter.files) : null,
    ballotId: ballot?.id ?? null,
    // whoever decides it, an assembly or the members of the Party
    discloseBy: decides && matter.entry.stages.includes('decisionDisclosure') ? await discloseWithin(context, heldOn) : null,
    noticedOn: ballot?.noticedOn ?? null,
  })
  if (isEmergency(matter)) await ratify(context, matter, stage, outcome, heldOn, dueOn)
  else {
    const transition = transitionFor(matter, stage, outcome, heldOn)
    const changes = transition === 'sendBack' ? anew(matter) : transition === 'reject' ? { endedOn: heldOn } : { resultDueOn: dueOn }
    // an emergency that was sent back is ratified by the vote that it comes to
    const { urgentSignedBy, ratifiedOn } = matter.row
    const ratified = transition === 'resolve' && urgentSignedBy !== null ? { ratifiedOn: ratifiedOn ?? heldOn } : {}
    await move(context, matter, 'conclude', transition, { ...changes, ...ratified }, { stage, outcome })
  }
  return show(context, decisionId)
})

const seatNames = { chairId: '主持', recorderId: '记录' } as const
/**
 * Who presides and keeps the minutes is asked for their interest: of a vote those who did, where the meeting names them. Throws
 * invalid (422) where others are given, or people whom nobody knows.
 */
async function requireSeats(context: Context, ballot: LinkedBallot | null, given: Record<keyof typeof seatNames, string>): Promise<void> {
  for (const part of ['chairId', 'recorderId'] as const) {
    const sat = ballot?.[part] ?? null
    if (sat === null) await requirePerson(context, given[part], `#/${part}`)
    else if (sat !== given[part]) {
      const name = (await namesOf(context.db, [sat])).get(sat) ?? '另一位'
      throw invalidField(`#/${part}`, `会议上${seatNames[part]}的是${name}`)
    }
  }
}

/** Is it decided at this step? An emergency is, by whoever ratifies it. */
const isDeciding = (matter: Matter, stage: Stage, day: string) => stage === 'assembly' || stage === decidingStage(matter.walk(day))

/** What an emergency's late vote comes to: ratified, or ended; its study alone moves nothing. */
async function ratify(context: Context, matter: Matter, stage: Stage, outcome: StageOutcome, heldOn: string, dueOn: string | null) {
  const isVoted = stage === 'assembly'
  if (isVoted && outcome === 'passed')
    await move(context, matter, 'conclude', null, { ratifiedOn: heldOn, resultDueOn: dueOn }, { stage, outcome })
  else if (isVoted && outcome === 'notPassed') await move(context, matter, 'conclude', 'reject', { endedOn: heldOn }, { stage, outcome })
  else await move(context, matter, 'conclude', null, {}, { stage, outcome })
}

export function transitionFor(matter: Pick<Matter, 'walk'>, stage: Stage, outcome: StageOutcome, day: string): DecisionTransition | null {
  const decides = stage === decidingStage(matter.walk(day))
  if (outcome === 'passed') return decides ? 'resolve' : transitionOf[stage]!
  if (outcome === 'noQuorum') return stage === 'assembly' ? 'failQuorum' : null
  return decides ? 'reject' : 'sendBack'
}

const bodiesFor = ({ bodies }: Matter, stage: Stage): readonly DecidingBody[] =>
  stage in bodiesAtStage ? bodiesAtStage[stage as keyof typeof bodiesAtStage] : bodies

/** The ballot must be new, closed, of the right body and about this text, and what was signed there the same words, in no doubt. */
async function passVote(context: Context, matter: Matter, stage: Stage, ballot: LinkedBallot | null): Promise<void> {
  const isUsed = ballot !== null && matter.records.some(({ ballotId }) => ballotId === ballot.id)
  passGate(
    ballotRefusal(stage, {
      ballot: isUsed ? null : ballot,
      bodies: bodiesFor(matter, stage),
      digest: matter.text!.digest,
      names: bodyNames,
    }),
  )
  if (ballot) passGate(signatureRefusal(await signaturesOf(context, ballot.meetingId), matter.text!.body))
}

/** Days, ten years: whoever puts the day beyond any work never owes a result. */
const longestWork = 3_653

export function requireDue(heldOn: string, dueOn: string | null): string {
  if (dueOn === null) throw invalidField('#/resultDueOn', '请写最迟哪一天公开结果')
  if (dueOn <= heldOn) throw invalidField('#/resultDueOn', '要在决议的日子以后')
  if (dueOn > addDays(heldOn, longestWork)) throw invalidField('#/resultDueOn', '最迟在决议以后十年')
  return dueOn
}

/** The Party organisation has studied it where the law says so, and the members' opinion has its answer. */
async function passBeforeAssembly(context: Context, matter: Matter, day: string): Promise<void> {
  const done = matter.done(day)
  passGate(
    preReviewRefusal(
      matter.bodies.some(body => preReviewOn(body, day) === 'law'),
      done,
    ),
  )
  // asked of an emergency, which comes here past the order of the steps
  passGate(adviceRefusal(matter.walk(day), done))
  passGate(adoptionRefusal(await adviceOf(context, matter)))
}

/** The entry may ask for more notice than the rule; the meeting alone knows only the rule. */
async function passNotice(
  context: Context,
  { entry, unit }: Matter,
  { body, heldOn, noticedOn }: LinkedBallot,
  { isOver = false } = {},
): Promise<void> {
  const rule = await ruleFor(context, { body, matter: entry.legalMatter, unitId: unit.id, day: heldOn })
  const days = Math.max(rule?.noticeDays ?? 0, entry.noticeDays ?? 0)
  if (noticedOn === null) return passGate(isOver && days > 0 ? '还没有登记哪一天通知开会的' : null)
  passGate(noticeGapRefusal(days, earliestMeeting(await context.calendar(), noticedOn, days).day, heldOn))
}

export const outcomeOf = ({ outcome }: Pick<LinkedBallot, 'outcome'>): StageOutcome =>
  ({ passed: 'passed', rejected: 'notPassed', noQuorum: 'noQuorum', refused: 'notPassed' } as const)[outcome!.verdict]

/** How it was counted, each number once: how many agreed stands in the words already where that was weighed. */
export function verdictOf({ outcome, tally }: Pick<LinkedBallot, 'outcome' | 'tally'>): string {
  const { words } = outcome!
  if (!tally) return words.join('；')
  const agreed = `同意${tally.for}票，`
  const rest = `反对${tally.against}票，弃权${tally.abstain}票`
  if (!words.some(each => each.startsWith(agreed))) return [...words, agreed + rest].join('；')
  return words.flatMap(each => (each.startsWith(agreed) ? [each, rest] : [each])).join('；')
}

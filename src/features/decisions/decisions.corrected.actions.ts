/** A result that two people corrected after it was concluded (按更正的结果登记): the matter stands where that result puts it. */
import type { Stage } from '#features/matters/matters.contract.ts'
import { action, type Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { show } from './decisions.actions.ts'
import { leaveAgendas } from './decisions.ballots.actions.ts'
import { anew, discloseWithin, lockFor, move, noticesOf, writeStage, type Matter } from './decisions.case.actions.ts'
import { endpoints, type StageOutcome } from './decisions.contract.ts'
import { recallNotices } from './decisions.papers.actions.ts'
import type { changeDecision } from './decisions.queries.ts'
import type { DecisionTransition } from './decisions.rules.ts'
import { outcomeOf, requireDue, transitionFor, verdictOf } from './decisions.stages.actions.ts'

export const followCorrection = action(endpoints.followCorrection, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'followCorrection', { yours: body })
  const { row, records, ballots, entry } = matter
  const ballot = ballots.find(({ id }) => id === row.turnedBallotId)
  if (!ballot) throw new Problem(common.notFound, '没有这次表决，或不归您看。')
  const before = records.findLast(({ ballotId }) => ballotId === ballot.id)!
  const outcome = outcomeOf(ballot)
  const turn = turnOf(matter, before, outcome)
  const resultDueOn = turn.decides && entry.stages.includes('resultDisclosure') ? requireDue(context.today, body.resultDueOn) : null
  const { stage, heldOn, chairId, recorderId, dissent, document, attachments, noticedOn } = before
  await writeStage(context, matter, {
    stage,
    heldOn,
    outcome,
    chairId,
    recorderId,
    verdict: verdictOf(ballot),
    dissent,
    document,
    reason: '两个人更正了票数',
    attachments,
    ballotId: ballot.id,
    noticedOn,
    // nobody knew until today that it passed
    discloseBy: turn.decides && entry.stages.includes('decisionDisclosure') ? await discloseWithin(context, context.today) : null,
  })
  if (outcome !== 'passed') await fall(context, matter)
  const changes = changesOf(context, matter, turn, { stage: turn.stage, heldOn, outcome })
  await move(context, matter, 'followCorrection', turn.transition, { ...changes, resultDueOn }, { stage, outcome })
  return show(context, decisionId)
})

interface Turn {
  stage: Stage
  transition: DecisionTransition
  /** It is decided by this result, and was not before. */
  decides: boolean
}
/** The way that the corrected result opens: the one that it would have opened at once. */
function turnOf(matter: Matter, before: Matter['records'][number], outcome: StageOutcome): Turn {
  const stage = before.stage as Stage
  // in this round: one that was sent back is decided like any other
  const isEmergency = matter.records.some(each => each.stage === 'urgency' && each.round === matter.row.round)
  const transition =
    isEmergency && outcome !== 'notPassed' ? 'goOn' : (transitionFor(matter, stage, outcome, before.heldOn) ?? ('reopen' as const))
  return { stage, transition, decides: outcome === 'passed' && (transition === 'goOn' || transition === 'resolve') }
}

interface Corrected {
  stage: Stage
  heldOn: string
  outcome: StageOutcome
}
function changesOf(
  context: Context,
  matter: Matter,
  { transition, decides }: Turn,
  { stage, heldOn, outcome }: Corrected,
): Parameters<typeof changeDecision>[2] {
  const { row } = matter
  const walk = matter.walk(context.today)
  return {
    endedOn: transition === 'reject' ? context.today : null,
    ...(transition === 'sendBack' && anew(matter)),
    // whoever asked to act at once asks again
    ...(transition === 'sendBack' && row.urgentSignedBy === null && { urgentReason: null, urgentDocument: null, urgentAskedBy: null }),
    // what came after it is gone through anew
    ...(transition === 'reopen' && { round: row.round + 1, fromStage: stage }),
    // it had been sent back into the draft by the wrong result
    ...(outcome === 'passed' && row.state === 'draft' && { fromStage: walk[walk.indexOf(stage) + 1] ?? null }),
    ...(row.urgentSignedBy !== null && (decides || outcome !== 'passed') && { ratifiedOn: decides ? heldOn : null }),
  }
}

/** What was disclosed as decided was not. What was done in an emergency was done all the same, and its result stays out. */
async function fall(context: Context, matter: Matter): Promise<void> {
  const { decision, result } = noticesOf(matter)
  const isKept = matter.row.urgentSignedBy !== null
  const reason = '表决结果更正了，没有通过'
  await recallNotices(context, [...(decision ? [decision] : []), ...(result && !isKept ? [result] : [])], reason)
  await leaveAgendas(context, matter, reason)
}

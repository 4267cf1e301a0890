/** A result that two people corrected after it was concluded (按更正的结果登记): the matter stands where that result puts it. */
import { action, type Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { show } from './decisions.actions.ts'
import { discloseWithin, lockFor, move, noticesOf, writeStage, type Matter } from './decisions.case.actions.ts'
import { endpoints, type StageOutcome } from './decisions.contract.ts'
import { recallNotices } from './decisions.papers.actions.ts'
import type { DecisionTransition } from './decisions.rules.ts'
import { outcomeOf, requireDue, verdictOf } from './decisions.stages.actions.ts'

export const followCorrection = action(endpoints.followCorrection, async (context, { params: { decisionId }, body }) => {
  const matter = await lockFor(context, decisionId, 'followCorrection', { yours: body })
  const { row, records, ballots, entry } = matter
  const before = records.findLast(({ ballotId }) => ballotId !== null)!
  const ballot = ballots.find(({ id }) => id === before.ballotId)
  if (!ballot) throw new Problem(common.notFound, '没有这次表决，或不归您看。')
  const outcome = outcomeOf(ballot)
  const isPassed = outcome === 'passed'
  const resultDueOn = isPassed && entry.stages.includes('resultDisclosure') ? requireDue(context.today, body.resultDueOn) : null
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
    discloseBy: isPassed ? await discloseWithin(context, context.today) : null,
  })
  if (!isPassed) await recall(context, matter)
  // in this round: one that was sent back is decided like any other
  const isEmergency = records.some(each => each.stage === 'urgency' && each.round === row.round)
  await move(
    context,
    matter,
    'followCorrection',
    transitionFor(stage, outcome, isEmergency),
    {
      resultDueOn,
      endedOn: outcome === 'notPassed' ? context.today : null,
      ...(isEmergency && { ratifiedOn: isPassed ? heldOn : null }),
    },
    { stage, outcome },
  )
  return show(context, decisionId)
})

function transitionFor(stage: string, outcome: StageOutcome, isEmergency: boolean): DecisionTransition {
  if (outcome === 'notPassed') return 'reject'
  if (isEmergency) return 'goOn'
  if (outcome === 'passed') return 'resolve'
  return stage === 'assembly' ? 'failQuorum' : 'reopen'
}

/** What was disclosed as decided was not. What was done in an emergency was done all the same, and its result stays out. */
async function recall(context: Context, matter: Matter): Promise<void> {
  const { decision, result } = noticesOf(matter)
  const isKept = matter.row.urgentSignedBy !== null
  await recallNotices(context, [...(decision ? [decision] : []), ...(result && !isKept ? [result] : [])], '表决结果更正了，没有通过')
}

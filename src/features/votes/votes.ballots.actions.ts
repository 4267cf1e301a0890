/** Ballots (表决事项): marks, votes and verdict; taking a matter off; and correcting a result by two people. */
import { evaluate, type Manner, type Tally } from '#features/thresholds/thresholds.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { placesAllowed, requireCleanText } from '#platform/server/clean-text.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import * as ballots from './votes.ballots.queries.ts'
import { endpoints, problems } from './votes.contract.ts'
import * as queries from './votes.queries.ts'
import { correctionRecord, cancellationRecord, resultRecord } from './votes.recorded.actions.ts'
import { markRefusal, tallyFault } from './votes.rules.ts'
import { lockBallot, show } from './votes.show.actions.ts'
import { textInForce } from './votes.afterwards.actions.ts'
import { takeOff } from './votes.takeoff.actions.ts'

export const mark = action(endpoints.mark, async (context, { params: { ballotId }, body: { marks } }) => {
  const { ballot, meeting } = await lockBallot(context, ballotId, 'mark')
  const lines = new Map((await queries.linesOf(context.db, meeting.id)).map(line => [line.id, line]))
  const recused = new Set((await ballots.recusalsOf(context.db, [ballotId])).map(({ lineId }) => lineId))
  const unknown = marks.findIndex(({ lineId }) => !lines.has(lineId))
  if (unknown !== -1) throw invalidField(`#/marks/${unknown}/lineId`, '名册上没有这个人')
  const refusals = marks.flatMap(({ lineId, manner }) => markRefusal(lines.get(lineId)!, manner, recused) ?? [])
  if (refusals.length > 0) throw new Problem(problems.mayNotVote, `${refusals.join('；')}。`)
  const entered = await ballots.insertMarks(context.db, context.townId, ballotId, marks)
  const again = marks.filter(({ lineId }, index) => !entered.includes(lineId) || marks.findIndex(each => each.lineId === lineId) < index)
  if (again.length > 0) {
    const names = new Set(again.map(({ lineId }) => lines.get(lineId)!.name))
    throw new Problem(problems.votedAlready, `已经记过：${[...names].join('、')}。`)
  }
  await context.record('votes.mark', subjectOf(ballot), { marked: entered.length })
  return show(context, meeting.id)
})

export const takeBackMark = action(endpoints.takeBackMark, async (context, { params: { ballotId, lineId }, body: { reason } }) => {
  const { ballot, meeting } = await lockBallot(context, ballotId, 'takeBackMark')
  requireCleanText('#/reason', reason, placesAllowed)
  const taken = { id: newId(context.now.getTime()), ballotId, lineId, reason, at: context.now }
  if (!(await ballots.takeBackMark(context.db, taken))) throw new Problem(common.notFound, '没有记这个人投了票。')
  await context.record('votes.takeBackMark', subjectOf(ballot), { lineId })
  return show(context, meeting.id)
})

export const close = action(endpoints.close, async (context, { params: { ballotId }, body: { method, tally } }) => {
  const { ballot, meeting } = await lockBallot(context, ballotId, 'close')
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  if (method === 'hands' && (ballot.rule!.secret === 'always' || ballot.ownInterests))
    throw new Problem(problems.secretOnly, ballot.ownInterests ? '牵涉干部自己的利益，要无记名投票。' : '选举和罢免要无记名投票。')
  const fault = tallyFault(tally, (await ballots.marksOf(context.db, [ballotId])).length)
  if (fault) throw invalidField('#/tally', fault)
  const outcome = await verdictOf(context, ballot, tally, { method, ownInterests: ballot.ownInterests })
  const closed = { method, tally, outcome, closedAt: context.now, closedBy: context.actor.personId }
  await ballots.closeBallot(context.db, ballotId, closed)
  await resultRecord.append(context, ballotId)
  await context.record('votes.close', subjectOf(ballot), { verdict: outcome.verdict })
  return show(context, meeting.id)
})

export const cancel = action(endpoints.cancel, async (context, { params: { ballotId }, body: { reason } }) => {
  return show(context, await takeOff(context, ballotId, reason))
})

export const proposeCorrection = action(
  endpoints.proposeCorrection,
  async (context, { params: { ballotId }, body: { tally, text, reason } }) => {
    const { ballot, meeting } = await lockBallot(context, ballotId, 'proposeCorrection')
    if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
    requireCleanText('#/reason', reason, placesAllowed)
    requireCleanText('#/text', text ?? '', placesAllowed)
    const textBefore = textInForce(ballot, await ballots.correctionsOf(context.db, [ballotId]))
    // Who cast a vote stands on the roll and is not corrected; only how many there were for each side.
    const fault = tallyFault(tally, (await ballots.marksOf(context.db, [ballotId])).length)
    if (fault) throw invalidField('#/tally', fault)
    const outcome = await verdictOf(context, ballot, tally, { method: ballot.method!, ownInterests: ballot.ownInterests })
    const id = newId(context.now.getTime())
    const proposed = { proposedBy: context.actor.personId, proposedAt: context.now }
    await ballots.insertCorrection(context.db, {
      townId: context.townId,
      id,
      ballotId,
      reason,
      text: text === textBefore ? null : text,
      tally,
      outcome,
      ...proposed,
    })
    await context.record('votes.proposeCorrection', subjectOf(ballot), { correctionId: id })
    return show(context, meeting.id)
  },
)

export const confirmCorrection = action(endpoints.confirmCorrection, async (context, { params: { ballotId, correctionId } }) => {
  const { ballot, meeting, openCorrection } = await lockBallot(context, ballotId, 'confirmCorrection')
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  if (openCorrection?.id !== correctionId) throw new Problem(common.notFound, '没有等着同意的更正。')
  await ballots.confirmCorrection(context.db, correctionId, { confirmedBy: context.actor.personId, confirmedAt: context.now })
  await correctionRecord.append(context, `${ballotId}/${correctionId}`)
  await context.record('votes.confirmCorrection', subjectOf(ballot), { correctionId })
  return show(context, meeting.id)
})

export const dropCorrection = action(endpoints.dropCorrection, async (context, { params: { ballotId, correctionId } }) => {
  const { ballot, meeting, openCorrection } = await lockBallot(context, ballotId, 'dropCorrection')
  if (openCorrection?.id !== correctionId) throw new Problem(common.notFound, '没有等着同意的更正。')
  await ballots.dropCorrection(context.db, correctionId)
  await context.record('votes.dropCorrection', subjectOf(ballot), { correctionId })
  return show(context, meeting.id)
})

export const proposeCancellation = action(endpoints.proposeCancellation, async (context, { params: { ballotId }, body: { reason } }) => {
  const { ballot, meeting } = await lockBallot(context, ballotId, 'proposeCancellation')
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  requireCleanText('#/reason', reason, placesAllowed)
  const id = newId(context.now.getTime())
  const proposed = { reason, proposedBy: context.actor.personId, proposedAt: context.now }
  await ballots.insertCancellation(context.db, { townId: context.townId, id, ballotId, ...proposed })
  await context.record('votes.proposeCancellation', subjectOf(ballot))
  return show(context, meeting.id)
})

export const confirmCancellation = action(endpoints.confirmCancellation, async (context, { params: { ballotId } }) => {
  const { ballot, meeting } = await lockBallot(context, ballotId, 'confirmCancellation')
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const [{ reason }] = (await ballots.cancellationsOf(context.db, [ballotId])) as [ballots.CancellationRow]
  await ballots.confirmCancellation(context.db, ballotId, { confirmedBy: context.actor.personId, confirmedAt: context.now })
  await ballots.cancelBallot(context.db, ballotId, reason)
  await cancellationRecord.append(context, ballotId)
  await context.record('votes.confirmCancellation', subjectOf(ballot))
  return show(context, meeting.id)
})

export const dropCancellation = action(endpoints.dropCancellation, async (context, { params: { ballotId } }) => {
  const { ballot, meeting } = await lockBallot(context, ballotId, 'dropCancellation')
  await ballots.dropCancellation(context.db, ballotId)
  await context.record('votes.dropCancellation', subjectOf(ballot))
  return show(context, meeting.id)
})

const subjectOf = ({ id, unitId }: ballots.BallotRow) => ({ kind: 'ballot', id, unitId })

/** The verdict by the rule that stood when the roll was fixed, with what was wrong with the notice. */
async function verdictOf(context: Context, { meetingId, rule, roll }: ballots.BallotRow, tally: Tally, manner: Manner) {
  const outcome = evaluate(rule!, roll!, tally, manner)
  const fault = (await queries.findVoting(context.db, meetingId))?.noticeFault ?? null
  return fault === null ? outcome : { ...outcome, words: [...outcome.words, `通知有问题：${fault}`] }
}

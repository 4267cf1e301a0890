/** Rolls, results and corrections in the public record (表决存证): their texts, made anew from the rows whenever they are checked. */
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import type { Context } from '#platform/server/action.ts'
import type { Recorded } from '#platform/server/recorded.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import * as ballots from './votes.ballots.queries.ts'
import * as queries from './votes.queries.ts'
import { correctionText, resultText, rollText } from './votes.rules.ts'
import { textDigest } from './votes.show.actions.ts'

/** The fixed roll with its names; null for who may not read them. */
export async function rollDocument(context: Context, meetingId: string): Promise<string | null> {
  const voting = await queries.findVoting(context.db, meetingId)
  const [head] = await queries.headsOf(context.db, [meetingId])
  const lines = await queries.linesOf(context.db, meetingId)
  if (!voting?.rollFixedAt || !head || lines.length === 0) return null
  return rollText({
    title: head.title,
    heldOn: dayOf(head.startsAt),
    bodyName: bodyNames[head.decidingBody],
    fixedAt: voting.rollFixedAt,
    lines,
  })
}

/** A result as it was closed; a correction is an entry of its own. */
export async function resultDocument(context: Context, ballotId: string): Promise<string | null> {
  const ballot = await ballots.findBallot(context.db, ballotId)
  const [head] = ballot ? await queries.headsOf(context.db, [ballot.meetingId]) : []
  if (!ballot?.closedAt || !head) return null
  return resultText({
    meetingTitle: head.title,
    heldOn: dayOf(head.startsAt),
    bodyName: bodyNames[head.decidingBody],
    number: ballot.number,
    title: ballot.title,
    textDigest: textDigest(ballot.text),
    ruleKey: ballot.rule!.key,
    roll: ballot.roll!,
    method: ballot.method!,
    tally: ballot.tally!,
    outcome: ballot.outcome!,
    closedAt: ballot.closedAt,
  })
}

/** The subject names the ballot too: "<ballot>/<correction>". */
export async function correctionDocument(context: Context, subject: string): Promise<string | null> {
  const [ballotId, correctionId] = subject.split('/')
  const ballot = await ballots.findBallot(context.db, ballotId!)
  const corrections = ballot ? await ballots.correctionsOf(context.db, [ballot.id]) : []
  const at = corrections.findIndex(({ id }) => id === correctionId)
  const correction = corrections[at]
  if (!ballot || !correction?.confirmedAt) return null
  const was = corrections[at - 1]?.tally ?? ballot.tally!
  const { reason, tally, outcome, confirmedAt } = correction
  return correctionText({ ballotId: ballot.id, was, reason, tally, outcome, confirmedAt })
}

export const recordedVotes: readonly Recorded<Context>[] = [
  { kind: 'votes.roll', nameZh: '表决名册', document: rollDocument },
  { kind: 'votes.result', nameZh: '表决结果', document: resultDocument },
  { kind: 'votes.correction', nameZh: '表决结果更正', document: correctionDocument },
]

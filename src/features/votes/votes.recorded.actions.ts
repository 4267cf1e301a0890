/** Rolls, results and corrections in the public record (表决存证): their texts, made anew from the rows whenever they are checked. */
import { keeping } from '#features/record/record.actions.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { digestOf } from '#platform/record/entry.ts'
import type { Context } from '#platform/server/action.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import * as ballots from './votes.ballots.queries.ts'
import * as queries from './votes.queries.ts'
import { cancellationText, correctionText, resultText, rollText } from './votes.rules.ts'

export const textDigest = (text: string) => Buffer.from(digestOf(text)).toString('hex')

/** The fixed roll with its names; null for who may not read them. */
async function rollDocument(context: Context, meetingId: string): Promise<string | null> {
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
async function resultDocument(context: Context, ballotId: string): Promise<string | null> {
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
async function correctionDocument(context: Context, subject: string): Promise<string | null> {
  const [ballotId, correctionId] = subject.split('/')
  const ballot = await ballots.findBallot(context.db, ballotId!)
  const corrections = ballot ? await ballots.correctionsOf(context.db, [ballot.id]) : []
  const at = corrections.findIndex(({ id }) => id === correctionId)
  const correction = corrections[at]
  if (!ballot || !correction?.confirmedAt) return null
  const before = corrections.slice(0, at)
  const was = before.at(-1)?.tally ?? ballot.tally!
  const textBefore = before.findLast(each => each.text !== null)?.text ?? ballot.text
  const { reason, tally, text, outcome, confirmedAt } = correction
  const texts = text === null ? null : { was: textDigest(textBefore), now: textDigest(text) }
  return correctionText({ ballotId: ballot.id, was, reason, tally, texts, outcome, confirmedAt })
}

async function cancellationDocument(context: Context, ballotId: string): Promise<string | null> {
  const ballot = await ballots.findBallot(context.db, ballotId)
  const [cancellation] = ballot ? await ballots.cancellationsOf(context.db, [ballotId]) : []
  const [head] = ballot ? await queries.headsOf(context.db, [ballot.meetingId]) : []
  if (!ballot || !cancellation?.confirmedAt || !head) return null
  return cancellationText({
    meetingTitle: head.title,
    heldOn: dayOf(head.startsAt),
    bodyName: bodyNames[head.decidingBody],
    number: ballot.number,
    title: ballot.title,
    textDigest: textDigest(ballot.text),
    roll: ballot.roll!,
    reason: cancellation.reason,
    confirmedAt: cancellation.confirmedAt,
  })
}

export const rollRecord = keeping('votes.roll', '表决名册', rollDocument)
export const resultRecord = keeping('votes.result', '表决结果', resultDocument)
export const correctionRecord = keeping('votes.correction', '表决结果更正', correctionDocument)
export const cancellationRecord = keeping('votes.cancellation', '表决中止', cancellationDocument)
export const recordedVotes = [rollRecord, resultRecord, correctionRecord, cancellationRecord].map(({ recorded }) => recorded)

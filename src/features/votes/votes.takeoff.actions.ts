/** A matter comes off its meetings before its roll is fixed (撤下议题): for the desk, and for the feature that put it there. */
import { placesAllowed, requireCleanText } from '#platform/server/clean-text.ts'
import type { Context } from '#platform/server/action.ts'
import * as ballots from './votes.ballots.queries.ts'
import type { BallotSubject } from './votes.contract.ts'
import { lockBallot } from './votes.show.actions.ts'

/**
 * Cancels the ballot and returns its meeting's id. Throws not-found (404), forbidden (403) for who does not keep the meeting, and
 * wrong-state (409) once the roll is fixed: from then on two people break it off.
 */
export async function takeOff(context: Context, ballotId: string, reason: string): Promise<string> {
  const { ballot, meeting } = await lockBallot(context, ballotId, 'cancel')
  requireCleanText('#/reason', reason, placesAllowed)
  await ballots.cancelBallot(context.db, ballotId, reason)
  await context.record('votes.cancel', { kind: 'ballot', id: ballotId, unitId: ballot.unitId })
  return meeting.id
}

/**
 * What is only on an agenda of this subject comes off it, wherever that is, because its own feature no longer asks. The caller has asked
 * its own policy: who ends a matter need not keep the meetings to which it was going.
 */
export async function takeOffAgendas(context: Context, { kind, id }: BallotSubject, reason: string): Promise<void> {
  requireCleanText('#/reason', reason, placesAllowed)
  for (const { ballotId, unitId } of await ballots.takeOffAgendas(context.db, { kind, id }, reason))
    await context.record('votes.cancel', { kind: 'ballot', id: ballotId, unitId })
}

/** A matter comes off a meeting before its roll is fixed (撤下议题): for the desk, and for the feature that put it there. */
import { placesAllowed, requireCleanText } from '#platform/server/clean-text.ts'
import type { Context } from '#platform/server/action.ts'
import * as ballots from './votes.ballots.queries.ts'
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

/** What two people say of a ballot afterwards (更正和中止): shown beside what was there before, with where it is checked. */
import type { Context } from '#platform/server/action.ts'
import type * as ballots from './votes.ballots.queries.ts'
import type { Cancellation, Correction, PutRight } from './votes.contract.ts'
import { cancellationRecord, correctionRecord, resultRecord } from './votes.recorded.actions.ts'

/** The resolution as two people last put it right, or as it was voted on. */
export const textInForce = ({ text }: ballots.BallotRow, corrections: readonly ballots.CorrectionRow[]): string =>
  corrections.findLast(each => each.confirmedAt !== null && each.text !== null)?.text ?? text

/** Each confirmed correction beside what it corrects, the oldest first. */
export async function putRight(
  context: Context,
  row: ballots.BallotRow,
  corrections: readonly ballots.CorrectionRow[],
): Promise<PutRight[]> {
  const confirmed = corrections.filter(({ confirmedAt }) => confirmedAt !== null)
  return Promise.all(
    confirmed.map(async ({ id, reason, tally, text }, index) => {
      const before = confirmed.slice(0, index)
      return {
        reason,
        wasTally: before.at(-1)?.tally ?? row.tally!,
        tally,
        wasText: text === null ? null : textInForce(row, before),
        text,
        recordEntryId: await correctionRecord.checkOf(context, `${row.id}/${id}`),
      }
    }),
  )
}

/** Where a result, or the breaking off, is checked. */
export async function checkOf(context: Context, { id, state, roll }: ballots.BallotRow): Promise<string | null> {
  if (state === 'closed') return resultRecord.checkOf(context, id)
  return state === 'cancelled' && roll !== null ? cancellationRecord.checkOf(context, id) : null
}

export const presentCorrection = async (
  context: Context,
  { id, ballotId, reason, tally, text, outcome, proposerName, proposedAt, confirmerName, confirmedAt }: ballots.CorrectionRow,
): Promise<Correction> => ({
  id,
  reason,
  tally,
  text,
  outcome,
  proposedBy: proposerName,
  proposedAt: proposedAt.toISOString(),
  confirmedBy: confirmerName,
  confirmedAt: confirmedAt?.toISOString() ?? null,
  recordEntryId: confirmedAt === null ? null : await correctionRecord.checkOf(context, `${ballotId}/${id}`),
})

export const presentCancellation = (
  { reason, proposedBy, proposerName, proposedAt, confirmerName, confirmedAt }: ballots.CancellationRow,
  chairId: string | null,
): Cancellation => ({
  reason,
  proposedBy: proposerName,
  proposedAt: proposedAt.toISOString(),
  confirmedBy: confirmerName,
  confirmedAt: confirmedAt?.toISOString() ?? null,
  waitsForChair: confirmedAt === null && chairId !== null && chairId !== proposedBy,
})

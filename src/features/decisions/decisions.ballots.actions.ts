/** Ballots of a matter (议事的表决): the newest of a step, and those of which no step was made yet. */
import { takeOffAgendas } from '#features/votes/votes.takeoff.actions.ts'
import type { Stage } from '#features/matters/matters.contract.ts'
import type { Context } from '#platform/server/action.ts'
import { holdOf, heldRefusal, type Hold } from './decisions.ballots.rules.ts'
import { passGate, type Matter } from './decisions.case.actions.ts'
import { declarationsOf } from './decisions.opinions.queries.ts'
import type { LinkedBallot } from './decisions.papers.actions.ts'

export const newestBallot = ({ ballots, row }: Pick<Matter, 'ballots' | 'row'>, stage: Stage): LinkedBallot | null =>
  ballots.findLast(each => each.stage === stage && each.round === row.round) ?? null

/** Those of this round of which no step was made yet, with what each holds the matter to. */
export async function pendingBallots(
  context: Context,
  { row, ballots, records, text }: Matter,
): Promise<(LinkedBallot & { hold: Hold })[]> {
  const declared = await declarationsOf(context.db, row.id)
  return ballots
    .filter(({ id, round }) => round === row.round && !records.some(({ ballotId }) => ballotId === id))
    .map(ballot => ({ ...ballot, hold: holdOf(ballot, { digest: text!.digest, declared }) }))
}

/** Nobody votes about it or has voted; throws gate-closed (409). */
export const passNothingVoted = async (context: Context, matter: Matter): Promise<void> =>
  passGate(heldRefusal(await pendingBallots(context, matter)))

/** The same, and what is only on an agenda comes off it. */
export async function leaveMeetings(context: Context, matter: Matter, reason: string): Promise<void> {
  await passNothingVoted(context, matter)
  await leaveAgendas(context, matter, reason)
}

/** Nobody is asked about what is no longer before them. What is being voted meanwhile is voted in vain. */
export const leaveAgendas = (context: Context, { row }: Pick<Matter, 'row'>, reason: string): Promise<void> =>
  takeOffAgendas(context, { kind: 'decision', id: row.id }, reason)

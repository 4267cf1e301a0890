/** Volunteer Xiqiao (志愿西樵): finding slots, and showing them as the clock and the list say. */
import type { Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { slotPolicy, type SlotFacts } from './volunteering.policy.ts'
import * as queries from './volunteering.queries.ts'
import { stateAt } from './volunteering.rules.ts'
import type { Slot } from './volunteering.shapes.contract.ts'

/** A slot in the state that the clock gives it, whether or not the job has written it down. */
export type SlotNow = queries.SlotRow

export async function asOfNow(context: Context, rows: readonly queries.SlotRow[]): Promise<SlotNow[]> {
  const disputed = await queries.disputedSlots(
    context.db,
    rows.filter(({ state }) => state === 'hoursPosted' || state === 'disputeWindow').map(({ id }) => id),
  )
  return rows.map(row => ({ ...row, state: stateAt(row, context.now, disputed.has(row.id)) }))
}

/** One slot. Throws not-found (404). */
export async function findSlot(context: Context, id: string): Promise<SlotNow> {
  const row = await queries.findSlot(context.db, context.today, id)
  if (!row) throw new Problem(common.notFound, '没有这一场，或还没有公开。')
  return (await asOfNow(context, [row]))[0]!
}

export const factsOf = ({ path, teamId, leaderId, state, startsAt, endsAt }: SlotNow): SlotFacts => ({
  path,
  teamId,
  leaderId,
  state,
  startsAt,
  endsAt,
})

export async function presentSlots(context: Context, rows: readonly queries.SlotRow[]): Promise<Slot[]> {
  const slots = await asOfNow(context, rows)
  const counts = await queries.countsOf(
    context.db,
    slots.map(({ id }) => id),
  )
  return slots.map(slot => {
    const { path: _, leaderId: __, teamId: ___, rollVersion: ____, postedOn: _____, startsAt, endsAt, ...rest } = slot
    const standing = counts.get(slot.id) ?? 0
    return {
      ...rest,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      left: Math.max(0, slot.places - standing),
      waiting: Math.max(0, standing - slot.places),
      allowedActions: slotPolicy.allowed(context.actor, factsOf(slot), context.now),
    }
  })
}

export const presentSlot = async (context: Context, id: string): Promise<Slot> =>
  (await presentSlots(context, [await findSlot(context, id)]))[0]!

export const subjectOf = ({ id, unitId }: Pick<SlotNow, 'id' | 'unitId'>) => ({ kind: 'volunteerSlot', id, unitId })

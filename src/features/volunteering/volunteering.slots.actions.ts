/** Slots (场次): what is to come, and calling one off. Everyone on the list is told, and a new time keeps the order. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, Instant } from '#platform/shared/primitives.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { afterQuietHours } from '#platform/shared/quiet-hours.ts'
import { endpoints } from './volunteering.contract.ts'
import { slotPolicy } from './volunteering.policy.ts'
import { factsOf, findSlot, presentSlot, presentSlots, subjectOf, type SlotNow } from './volunteering.present.actions.ts'
import * as queries from './volunteering.queries.ts'
import { slotFaults, slotMachine } from './volunteering.rules.ts'
import * as lists from './volunteering.signups.queries.ts'

const Place = z.tuple([Instant, Id])

export const openSlots = action(endpoints.openSlots, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(slotPolicy, 'openSlots', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const rows = await queries.slotsToCome(context.db, context.today, context.now, filter, limit, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: await presentSlots(context, items), nextCursor: last ? cursorOf([last.startsAt.toISOString(), last.id]) : null }
})

export const slot = action(endpoints.slot, async (context, { params }) => {
  context.require(slotPolicy, 'slot', null)
  return presentSlot(context, params.slotId)
})

export const cancelSlot = action(endpoints.cancelSlot, async (context, { params: { slotId }, body: { reason, newTime } }) => {
  const before = await lockFor(context, slotId, 'cancelSlot')
  const [fault] = newTime === null ? [] : slotFaults(newTime, context.now)
  if (fault) throw new Problem(common.invalid, undefined, { errors: [{ ...fault, pointer: fault.pointer.replace('#/', '#/newTime/') }] })
  const listed = await lists.standingOn(context.db, slotId)
  await lists.endSignUps(
    context.db,
    listed.map(({ id }) => id),
    'moved',
  )
  const later = newTime && { startsAt: new Date(newTime.startsAt), endsAt: new Date(newTime.endsAt) }
  const moved = later && (await standIn(context, before, later, listed))
  await queries.updateSlot(context.db, slotId, {
    state: slotMachine.next(before.state, 'cancel'),
    cancelReason: reason,
    movedTo: moved?.id ?? null,
  })
  const dueAt = afterQuietHours(context.now, await context.calendar())
  const calls = listed.map(({ id, personId }) => {
    const about = !moved ? 'cancelled' : moved.busy.has(personId) ? 'movedAndBusy' : 'moved'
    return { townId: context.townId, id: newId(context.now.getTime()), signUpId: id, slotId, about, dueAt } as const
  })
  await lists.insertCalls(context.db, calls)
  await context.record('volunteering.cancelSlot', subjectOf(before), { told: calls.length, moved: moved !== null })
  return presentSlot(context, slotId)
})

/** A slot in place of a cancelled one, with its list in order; those who are busy then are left out and told. */
async function standIn(
  context: Context,
  before: SlotNow,
  time: { startsAt: Date; endsAt: Date },
  listed: Awaited<ReturnType<typeof lists.standingOn>>,
) {
  const { activityId, unitId, teamId, places, state } = before
  const id = newId(context.now.getTime())
  const next = state === 'draft' || state === 'checked' ? state : 'open'
  await queries.insertSlots(context.db, context.townId, [{ id, activityId, unitId, teamId, places, state: next, ...time }])
  const busy = new Set<string>()
  for (const { personId, name, sortKey, position, enteredAt } of listed) {
    const row = {
      townId: context.townId,
      id: newId(context.now.getTime()),
      slotId: id,
      personId,
      name,
      sortKey,
      position,
      enteredAt,
      ...time,
    }
    if (!(await lists.insertSignUp(context.db, { ...row, enteredBy: null }))) busy.add(personId)
  }
  await lists.settleSlot(context.db, id)
  return { id, busy }
}

export const calls = action(endpoints.calls, async context => {
  context.require(slotPolicy, 'calls', null)
  return { items: await lists.callsDue(context.db, context.now) }
})

export const finishCall = action(endpoints.finishCall, async (context, { params: { callId } }) => {
  const call = await lists.findCall(context.db, callId)
  if (!call) throw new Problem(common.notFound, '没有这个电话。')
  const of = await findSlot(context, call.slotId)
  context.require(slotPolicy, 'finishCall', factsOf(of))
  if (call.doneAt) throw new Problem(common.wrongState, '这个电话已经有人打过了。')
  const doneBy = isPerson(context.actor) ? context.actor.personId : null
  await lists.finishCall(context.db, callId, { doneAt: context.now, doneBy })
  await context.record('volunteering.finishCall', subjectOf(of))
  return { id: callId }
})

/** The slot, locked; the policy is asked before and again after the wait. */
export async function lockFor(context: Context, id: string, name: Parameters<typeof slotPolicy.allows>[0]): Promise<SlotNow> {
  context.require(slotPolicy, name, factsOf(await findSlot(context, id)))
  await lists.lockSlot(context.db, id)
  const found = await findSlot(context, id)
  context.require(slotPolicy, name, factsOf(found))
  return found
}

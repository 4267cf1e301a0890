/**
 * Telling a reporter (告知反映人): the query page always tells; besides, one gateway rings.
 *
 * The default gateway is a list of calls for the desk. A town that connects a message service puts another
 * gateway in its place; the rest of the product does not change.
 */
import { action, type Context } from '#platform/server/action.ts'
import { isPerson, postsOf } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { afterQuietHours } from '#platform/shared/quiet-hours.ts'
import * as calls from './requests.calls.queries.ts'
import { endpoints, type CallAbout } from './requests.contract.ts'
import { counterRoles } from './requests.desks.rules.ts'
import { requestDoorPolicy, requestPolicy } from './requests.policy.ts'
import { desksInto } from './requests.filters.queries.ts'
import * as queries from './requests.queries.ts'

/** How a reporter is told besides the query page. */
export interface Gateway {
  /** Whether codes by phone can be offered. */
  sendsCodes: boolean
  tell(context: Context, message: { requestId: string; about: CallAbout; notBefore: Date }): Promise<void>
}

export const callList: Gateway = {
  sendsCodes: false,
  async tell(context, { requestId, about, notBefore }) {
    await calls.insertCall(context.db, { townId: context.townId, id: newId(), requestId, about, dueAt: notBefore })
  },
}

/** Tells the reporter who left a phone, once the quiet hours are over; whoever left none reads the query page. */
export async function tellReporter(
  context: Context,
  row: { id: string; phoneSealed: Buffer | null },
  about: CallAbout,
  gateway: Gateway = callList,
): Promise<void> {
  if (row.phoneSealed === null) return
  await gateway.tell(context, { requestId: row.id, about, notBefore: afterQuietHours(context.now, await context.calendar()) })
}

export const listCalls = action(endpoints.listCalls, async context => {
  context.require(requestDoorPolicy, 'listCalls', null)
  const { actor } = context
  if (!isPerson(actor)) throw new Problem(common.signInRequired)
  const own = postsOf(actor).filter(post => counterRoles.includes(post.role))
  const desks = await desksInto(
    context.db,
    own.map(post => post.unitId),
  )
  const rows = await calls.listCalls(
    context.db,
    desks,
    actor.posts.flatMap(post => post.bodyId ?? []),
    [actor.personId, ...actor.posts.flatMap(post => post.deputyFor ?? [])],
    context.now,
  )
  return { items: rows.map(row => ({ ...row, dueAt: row.dueAt.toISOString() })) }
})

export const finishCall = action(endpoints.finishCall, async (context, { params, body }) => {
  const call = await calls.lockCall(context.db, params.callId)
  const row = call && (await queries.findCase(context.db, call.requestId))
  if (!call || !row) throw new Problem(common.notFound)
  context.require(requestPolicy, 'finishCall', row)
  if (call.doneAt) throw new Problem(common.wrongState, '这个电话已经有人打过了。')
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  await calls.finishCall(context.db, call.id, { doneAt: context.now, doneBy: context.actor.personId, outcome: body.outcome })
  await context.recordNext(
    'requests.finishCall',
    { kind: 'request', id: row.id, unitId: row.unitId },
    { about: call.about, outcome: body.outcome },
  )
  return { id: call.id }
})

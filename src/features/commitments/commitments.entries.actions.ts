/** Hours of duty (履职时数): entered once, confirmed by the organiser; and everything about oneself. Never hours of a volunteer. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, Instant } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { onePage, placeFor, presentAll as presentReportIns } from './commitments.actions.ts'
import { endpoints, problems, type ServiceEntry } from './commitments.contract.ts'
import * as queries from './commitments.entries.queries.ts'
import { entryPolicy, isSelf, reportInPolicy } from './commitments.policy.ts'
import { presentHoldings, presentPost } from './commitments.posts.actions.ts'
import { listHoldings, postsNear } from './commitments.posts.queries.ts'
import { listReportIns } from './commitments.queries.ts'
import { entryMachine, hoursBetween, timesFault } from './commitments.rules.ts'
import { presentWish } from './commitments.wishes.actions.ts'
import { listWishes } from './commitments.wishes.queries.ts'

export const mine = action(endpoints.mine, async context => {
  context.require(reportInPolicy, 'mine', null)
  const { db, today } = context
  const personId = isPerson(context.actor) ? context.actor.personId : ''
  const open = await listWishes(db, today, { state: 'posted' }, personId)
  return {
    reportIns: await presentReportIns(context, await listReportIns(db, today, { personId })),
    holdings: await presentHoldings(context, await listHoldings(db, today, { personId })),
    wishes: (await listWishes(db, today, { claimedBy: personId }, personId)).map(row => presentWish(context, row)),
    entries: (await queries.listEntries(db, today, { personId })).map(row => present(context, row)),
    openPosts: (await postsNear(db, today, personId))
      .filter(({ taken, headcount }) => taken < headcount)
      .map(row => presentPost(context, row)),
    openWishes: open.filter(({ belongs }) => belongs).map(row => presentWish(context, row)),
  }
})

export const entries = action(endpoints.entries, async (context, { query }) => {
  context.require(entryPolicy, 'entries', null)
  const { record: id, ...filter } = query
  const { rows, nextCursor } = await onePage(
    query,
    z.tuple([Instant, Id]),
    page => queries.listEntries(context.db, context.today, { ...filter, id }, page),
    row => [row.startsAt.toISOString(), row.id],
  )
  return { items: rows.map(row => present(context, row)), nextCursor }
})

export const enterHours = action(endpoints.enterHours, async (context, { body }) => {
  const { db, townId, now, actor } = context
  const of = await queries.findOf(db, body.of, body.ofId)
  if (!of) throw invalidField('#/ofId', '没有这件事，或不归您看，或已经结束')
  const facts = { ...(await placeFor(context, of.unitId)), personId: of.personId, state: 'entered' } as const
  context.require(entryPolicy, 'enterHours', facts)
  const [startsAt, endsAt] = [new Date(body.startsAt), new Date(body.endsAt)]
  const fault = timesFault(startsAt, endsAt, { since: of.since, now })
  if (fault) throw invalidField(`#/${fault.key}`, fault.detail)
  const organiser = isPerson(actor) && !isSelf(actor, of.personId) ? actor.personId : null
  const id = newId(now.getTime())
  await confirmedOnce(
    queries.insertEntry(db, {
      townId,
      id,
      personId: of.personId,
      unitId: of.unitId,
      reportInId: body.of === 'reportIn' ? body.ofId : null,
      holdingId: body.of === 'holding' ? body.ofId : null,
      wishId: body.of === 'wish' ? body.ofId : null,
      startsAt,
      endsAt,
      activity: body.activity,
      state: organiser === null ? 'entered' : entryMachine.next('entered', 'confirmHours'),
      confirmedBy: organiser,
    }),
  )
  await context.record('commitments.enterHours', { kind: 'serviceEntry', id, unitId: of.unitId }, { of: body.of })
  return show(context, id)
})

export const confirmHours = action(endpoints.confirmHours, async (context, { params: { entryId } }) => {
  const row = await lockFor(context, entryId, 'confirmHours')
  const confirmedBy = isPerson(context.actor) ? context.actor.personId : ''
  await confirmedOnce(queries.updateEntry(context.db, entryId, { state: entryMachine.next(row.state, 'confirmHours'), confirmedBy }))
  await context.record('commitments.confirmHours', { kind: 'serviceEntry', id: entryId, unitId: row.unitId })
  return show(context, entryId)
})

export const refuseHours = action(endpoints.refuseHours, async (context, { params: { entryId }, body: { reason } }) => {
  const row = await lockFor(context, entryId, 'refuseHours')
  await queries.updateEntry(context.db, entryId, { state: entryMachine.next(row.state, 'refuseHours'), refuseReason: reason })
  await context.record('commitments.refuseHours', { kind: 'serviceEntry', id: entryId, unitId: row.unitId })
  return show(context, entryId)
})

/** Throws hours-taken (409) if hours of the person at that time are confirmed already, here or anywhere. */
async function confirmedOnce(write: Promise<unknown>): Promise<void> {
  try {
    await write
  } catch (error) {
    if ((error as { code?: string }).code === '23P01') throw new Problem(problems.hoursTaken)
    throw error
  }
}

async function find(context: Context, id: string): Promise<queries.EntryRow> {
  const [row] = await queries.listEntries(context.db, context.today, { id })
  if (!row) throw new Problem(common.notFound, '没有这条履职记录，或不归您看。')
  return row
}

async function lockFor(context: Context, id: string, name: 'confirmHours' | 'refuseHours'): Promise<queries.EntryRow> {
  context.require(entryPolicy, name, await find(context, id))
  await queries.lockEntry(context.db, id)
  const row = await find(context, id)
  context.require(entryPolicy, name, row)
  return row
}

const show = async (context: Context, id: string) => present(context, await find(context, id))

function present({ actor, now }: Context, row: queries.EntryRow): ServiceEntry {
  const { path: _, line: __, startsAt, endsAt, ...rest } = row
  return {
    ...rest,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    hours: hoursBetween(startsAt, endsAt),
    allowedActions: entryPolicy.allowed(actor, row, now),
  }
}

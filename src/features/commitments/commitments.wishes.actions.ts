/** Small wishes (微心愿): what each endpoint does, and what residents' pages may ask. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { onePage, placeFor } from './commitments.actions.ts'
import { endpoints, type Wish } from './commitments.contract.ts'
import { wishPolicy, type WishFacts } from './commitments.posts.policy.ts'
import { wishFault, wishMachine, wishStep } from './commitments.rules.ts'
import * as queries from './commitments.wishes.queries.ts'

export const whomPlace = 'wish.whom'
/** A wish stands open for a year at most. */
const longestDays = 366

export const wishes = action(endpoints.wishes, async (context, { query }) => {
  context.require(wishPolicy, 'wishes', null)
  const { rows, nextCursor } = await onePage(
    query,
    z.tuple([LocalDate, Id]),
    page => queries.listWishes(context.db, context.today, query, readerOf(context), page),
    row => [row.postedOn, row.id],
  )
  return { items: rows.map(row => presentWish(context, row)), nextCursor }
})

export const postWish = action(endpoints.postWish, async (context, { body: { unitId, text, whom, expiresOn } }) => {
  const { path } = await placeFor(context, unitId)
  context.require(wishPolicy, 'postWish', { path, state: 'posted', claimedBy: null, belongs: false })
  const { db, townId, today } = context
  const fault = wishFault(text) ?? ((await queries.namesSomeone(db, today, text, unitId)) ? '心愿里不要写姓名，只写要什么' : null)
  if (fault) throw invalidField('#/text', fault)
  if (expiresOn <= today || expiresOn > addDays(today, longestDays)) throw invalidField('#/expiresOn', '请选今天以后、一年以内的日子')
  const id = newId(context.now.getTime())
  const whomSealed = context.sealing.seal(whom, whomPlace)
  await queries.insertWish(db, { townId, id, unitId, text, whomSealed, postedBy: readerOf(context)!, postedOn: today, expiresOn })
  await context.record('commitments.postWish', { kind: 'wish', id, unitId })
  return presentWish(context, await find(context, id))
})

export const recipient = action(endpoints.recipient, async (context, { params: { wishId } }) => {
  const row = await find(context, wishId)
  context.require(wishPolicy, 'recipient', row)
  const sealed = await queries.whomOf(context.db, wishId)
  if (sealed === null) throw new Problem(common.notFound, '没有记下为谁。')
  await context.record('commitments.recipient', { kind: 'wish', id: wishId, unitId: row.unitId })
  return { whom: context.sealing.open(sealed, whomPlace) }
})

export const claimWish = action(endpoints.claimWish, (context, { params }) =>
  move(context, params.wishId, 'claimWish', { claimedBy: readerOf(context), claimedOn: context.today }),
)
export const beginWish = action(endpoints.beginWish, (context, { params }) => move(context, params.wishId, 'beginWish', {}))
export const deliverWish = action(endpoints.deliverWish, (context, { params }) =>
  move(context, params.wishId, 'deliverWish', { deliveredOn: context.today }),
)
export const giveBackWish = action(endpoints.giveBackWish, (context, { params }) =>
  move(context, params.wishId, 'giveBackWish', { claimedBy: null, claimedOn: null }),
)
export const confirmWish = action(endpoints.confirmWish, (context, { params }) => move(context, params.wishId, 'confirmWish', {}))
/** A filed wish forgets for whom it was. */
export const closeWish = action(endpoints.closeWish, (context, { params }) =>
  move(context, params.wishId, 'closeWish', { closedOn: context.today, whomSealed: null }),
)
export const withdrawWish = action(endpoints.withdrawWish, (context, { params }) =>
  move(context, params.wishId, 'withdrawWish', { closedOn: context.today, whomSealed: null, claimedBy: null, claimedOn: null }),
)

type Step = 'claimWish' | 'beginWish' | 'deliverWish' | 'giveBackWish' | 'confirmWish' | 'closeWish' | 'withdrawWish'

async function move(context: Context, id: string, step: Step, set: Omit<Parameters<typeof queries.updateWish>[2], 'state'>): Promise<Wish> {
  context.require(wishPolicy, step, await find(context, id))
  await queries.lockWish(context.db, id)
  const row = await find(context, id)
  context.require(wishPolicy, step, row)
  const state = wishMachine.next(row.state, step)
  await queries.updateWish(context.db, id, { ...set, state })
  await context.record(`commitments.${step}`, { kind: 'wish', id, unitId: row.unitId }, { state })
  return presentWish(context, await find(context, id))
}

/** Ends a wish whose time is over, files one that was confirmed, or forgets for whom it was; in the name of a job. */
export async function settleWish(context: Context, id: string): Promise<void> {
  await queries.lockWish(context.db, id)
  const row = await find(context, id)
  const step = wishStep(row, context.today)
  if (step === null) return
  const subject = { kind: 'wish', id, unitId: row.unitId }
  if (step === 'forget') {
    await queries.updateWish(context.db, id, { state: row.state, whomSealed: null })
    await context.record('commitments.forgetWish', subject)
    return
  }
  const state = wishMachine.next(row.state, step)
  const nobody = step === 'expire' && { claimedBy: null, claimedOn: null }
  await queries.updateWish(context.db, id, { state, closedOn: context.today, whomSealed: null, ...nobody })
  await context.record(step === 'expire' ? 'commitments.expireWish' : 'commitments.closeWish', subject, { state })
}

/** Open wishes of a unit and all below it, for everyone: what, and until when. */
export const openWishes = ({ db, today }: Context, unitId: string) => queries.openWishesOf(db, today, unitId)

const readerOf = ({ actor }: Context) => (isPerson(actor) ? actor.personId : null)

async function find(context: Context, id: string): Promise<queries.WishRow> {
  const [row] = await queries.listWishes(context.db, context.today, { id }, readerOf(context))
  if (!row) throw new Problem(common.notFound, '没有这个微心愿，或不归您看。')
  return row
}

export function presentWish({ actor, now }: Context, row: queries.WishRow): Wish {
  const { claimedBy: _, path: __, belongs: ___, ...rest } = row
  const facts: WishFacts = row
  return { ...rest, allowedActions: wishPolicy.allowed(actor, facts, now) }
}

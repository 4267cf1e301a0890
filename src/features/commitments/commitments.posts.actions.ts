/** Posts of members without one (领岗履职): the catalogue, defining posts, exemptions, and who has none. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { postsOf } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { findTown, onePage, placeFor } from './commitments.actions.ts'
import { catalogue } from './commitments.catalogue.rules.ts'
import { endpoints, type PostHolding, type PostKind, type ServicePost } from './commitments.contract.ts'
import { holdingPolicy, postPolicy } from './commitments.posts.policy.ts'
import { postProblems } from './commitments.posts.contract.ts'
import * as queries from './commitments.posts.queries.ts'
import { beginsOn } from './commitments.rules.ts'

export const postKinds = action(endpoints.postKinds, async context => {
  context.require(postPolicy, 'postKinds', null)
  return { items: await kinds(context), allowedActions: postPolicy.allowed(context.actor, await findTown(context), context.now) }
})

export const adoptPostKinds = action(endpoints.adoptPostKinds, async (context, { body: { codes } }) => {
  context.require(postPolicy, 'adoptPostKinds', await findTown(context))
  const chosen = catalogue.filter(({ code }) => codes.includes(code))
  if (chosen.length < new Set(codes).size) throw invalidField('#/codes', '目录里没有这个岗位')
  await queries.adoptKinds(context.db, context.townId, context.today, chosen)
  await context.record('commitments.adoptPostKinds', { kind: 'servicePostKind', id: newId(context.now.getTime()) }, { codes })
  return { items: await kinds(context) }
})

export const servicePosts = action(endpoints.servicePosts, async (context, { query }) => {
  context.require(postPolicy, 'servicePosts', null)
  const { below } = query
  const { rows, nextCursor } = await onePage(
    query,
    z.tuple([z.string(), z.string(), Id]),
    page => queries.listPosts(context.db, context.today, { below }, page),
    row => [row.unitCode ?? '', row.name, row.id],
  )
  return { items: rows.map(row => presentPost(context, row)), nextCursor }
})

export const definePost = action(endpoints.definePost, async (context, { body }) => {
  context.require(postPolicy, 'definePost', await placeFor(context, body.unitId))
  if (!(await queries.kindsAdopted(context.db)).has(body.kindCode)) throw invalidField('#/kindCode', '镇里没有采用这个岗位')
  await queries.lockPost(context.db, context.townId, body.unitId)
  if (await queries.postOf(context.db, body.unitId, body.kindCode)) throw new Problem(postProblems.postExists)
  const id = newId(context.now.getTime())
  await queries.insertPost(context.db, { townId: context.townId, id, ...body, openedOn: context.today })
  await context.record('commitments.definePost', { kind: 'servicePost', id, unitId: body.unitId }, { kindCode: body.kindCode })
  return presentPost(context, await findPost(context, id))
})

export const closePost = action(endpoints.closePost, async (context, { params: { postId } }) => {
  const post = await findPost(context, postId)
  context.require(postPolicy, 'closePost', post)
  await queries.lockPost(context.db, context.townId, postId)
  if ((await findPost(context, postId)).taken > 0) throw new Problem(postProblems.postTaken, '还有人在这个岗位上。')
  await queries.closePost(context.db, postId, context.today)
  await context.record('commitments.closePost', { kind: 'servicePost', id: postId, unitId: post.unitId })
  return { closedOn: context.today }
})

export const exemptFromPosts = action(endpoints.exemptFromPosts, async (context, { body: { personId, reason } }) => {
  const membership = await queries.membershipOf(context.db, context.today, personId)
  if (!membership) throw invalidField('#/personId', '这个人不在党员名册上，或不归您看')
  context.require(postPolicy, 'exemptFromPosts', membership)
  const { townId, today } = context
  const { unitId } = membership
  const id = newId(context.now.getTime())
  if (!(await queries.insertExemption(context.db, { townId, id, personId, unitId, reason, begunOn: today }))) {
    const open = await queries.openExemption(context.db, personId)
    if (!open) throw new Problem(common.wrongState, '免领岗刚刚变了，请刷新再看。')
    if (open.reason !== reason) throw new Problem(common.wrongState, '这个人已经免领岗。原因变了的，先取消再登记。')
    return { id: open.id }
  }
  // Not the reason: the log outlives it, and it may be an illness.
  await context.record('commitments.exemptFromPosts', { kind: 'postExemption', id, unitId })
  return { id }
})

export const membersWithoutPost = action(endpoints.membersWithoutPost, async (context, { query }) => {
  context.require(postPolicy, 'membersWithoutPost', null)
  // The town reads how many, in the overview; who they are, a village's own posts read.
  const near = postsOf(context.actor).filter(({ role }) => ['villageSecretary', 'villageClerk', 'branchSecretary'].includes(role))
  const unitIds = near.map(({ unitId }) => unitId)
  const { rows, nextCursor } = await onePage(
    query,
    z.tuple([z.string(), Id]),
    page => queries.membersWithoutPost(context.db, context.today, unitIds, query.below, page),
    row => [row.sortKey, row.membershipId],
  )
  return { items: rows, nextCursor }
})

export const postExemptions = action(endpoints.postExemptions, async (context, { query }) => {
  context.require(postPolicy, 'postExemptions', null)
  const { rows, nextCursor } = await onePage(
    query,
    z.tuple([z.string(), Id]),
    page => queries.listExemptions(context.db, context.today, { below: query.below }, page),
    row => [row.sortKey, row.id],
  )
  const { actor, now } = context
  return { items: rows.map(row => ({ ...row, allowedActions: postPolicy.allowed(actor, row, now) })), nextCursor }
})

export const liftPostExemption = action(endpoints.liftPostExemption, async (context, { params: { exemptionId: id } }) => {
  const [row] = await queries.listExemptions(context.db, context.today, { id })
  if (!row) throw new Problem(common.notFound, '没有这条免领岗，或已经取消。')
  context.require(postPolicy, 'liftPostExemption', row)
  if (!(await queries.endExemption(context.db, id, context.today))) throw new Problem(common.wrongState, '刚刚已经取消了。')
  await context.record('commitments.liftPostExemption', { kind: 'postExemption', id, unitId: row.path.at(-1)! })
  return { endedOn: context.today }
})

/** Posts of each village, for everyone, by code. */
export const openPostsByVillage = ({ db, today }: Context) => queries.postsOfVillages(db, today)

/** Posts of a unit and all below it, for everyone: what is to be done, places, and the names that their holders let be shown. */
export async function openPostsOf({ db, today }: Context, unitId: string) {
  const posts = await queries.listPosts(db, today, { below: unitId })
  const shown = Map.groupBy(
    await queries.shownHolders(
      db,
      today,
      posts.map(({ id }) => id),
    ),
    ({ postId }) => postId,
  )
  return posts.map(post => ({ ...post, names: (shown.get(post.id) ?? []).map(({ name }) => name) }))
}

/** The catalogue, and what the town adopted of it. */
async function kinds({ db }: Context): Promise<PostKind[]> {
  const adopted = await queries.kindsAdopted(db)
  return catalogue.map(entry => ({ ...entry, adopted: adopted.has(entry.code) }))
}

/** A post that is open. Throws not-found (404). */
export async function findPost(context: Context, id: string): Promise<queries.PostRow> {
  const [row] = await queries.listPosts(context.db, context.today, { id })
  if (!row) throw new Problem(common.notFound, '没有这个岗位，或已经撤了。')
  return row
}

export function presentPost({ actor, now }: Context, row: queries.PostRow): ServicePost {
  const { path: _, line: __, ...rest } = row
  return { ...rest, allowedActions: postPolicy.allowed(actor, row, now) }
}

/** Holdings with their lines and reviews. */
export async function presentHoldings({ db, actor, now }: Context, rows: readonly queries.HoldingRow[]): Promise<PostHolding[]> {
  const ids = rows.map(({ id }) => id)
  const logs = Map.groupBy(await queries.logsOf(db, ids), ({ holdingId }) => holdingId)
  const reviews = Map.groupBy(await queries.reviewsOf(db, ids), ({ holdingId }) => holdingId)
  return rows.map(row => {
    const { path: _, line: __, sortKey: _sortKey, ...rest } = row
    return {
      ...rest,
      beginsOn: row.publishedOn === null ? null : beginsOn(row.publishedOn),
      logs: (logs.get(row.id) ?? []).map(({ holdingId: ___, ...log }) => log),
      reviews: (reviews.get(row.id) ?? []).map(({ holdingId: ___, ...review }) => review),
      allowedActions: holdingPolicy.allowed(actor, row, now),
    }
  })
}

/** Posts and terms (岗位与任职): what each endpoint does. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import type { Role } from '#platform/shared/actor.ts'
import { Id } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { asRange, lastsTo, overlap, type Days } from '#platform/shared/spans.ts'
import { authorityOver, find } from './people.actions.ts'
import { endpoints, problems, type Post } from './people.posts.contract.ts'
import { postPolicy, type PostFacts } from './people.policy.ts'
import * as queries from './people.posts.queries.ts'
import { handOver, openWorkOf, requireSuccessor } from './people.handover.actions.ts'
import { findPerson, insertPost, insertTerm, standingBody } from './people.queries.ts'
import { dayAfter, deputyFault, endFault, isEndedAlready, lastDay, termFault } from './people.rules.ts'

const Place = z.tuple([z.string(), z.string(), Id])

export const listPosts = action(
  endpoints.listPosts,
  async (context, { query: { asOf = context.today, cursor, limit, vacant, ...filter } }) => {
    context.require(postPolicy, 'listPosts', null)
    const wanted = { ...filter, vacant: vacant === undefined ? undefined : vacant === 'true' }
    const after = cursor === undefined ? null : placeOf(cursor, Place)
    const rows = await queries.listPosts(context.db, asOf, wanted, limit, after)
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      asOf,
      items: await present(context, rows.slice(0, limit), asOf),
      nextCursor: last ? cursorOf([last.role, last.title, last.id]) : null,
      total: await queries.countPosts(context.db, asOf, wanted),
    }
  },
)

export const openPost = action(endpoints.openPost, async (context, { body }) => {
  const path = await authorityOver(context, body.unitId)
  context.require(postPolicy, 'openPost', await factsOf(context, { role: body.role, path }, null))
  if (body.bodyId !== null && !(await standingBody(context.db, body.bodyId))) throw invalidField('#/bodyId', '没有这个组织，或它已经撤销')
  const id = newId(context.now.getTime())
  await insertPost(context.db, { townId: context.townId, id, ...body })
  await context.record('people.openPost', { kind: 'post', id, unitId: body.unitId }, { role: body.role })
  return show(context, id)
})

export const closePost = action(endpoints.closePost, async (context, { params: { postId }, body: { closedOn } }) => {
  const post = await lockPost(context, postId)
  context.require(postPolicy, 'closePost', await factsOf(context, post, null))
  await requireAsRead(context, post, { closedOn })
  if (closedOn <= post.openedOn) throw invalidField('#/closedOn', '撤销日期要晚于设立日期')
  if (closedOn < context.today) throw invalidField('#/closedOn', '撤销日期不能早于今天')
  if (post.closedOn !== null) throw new Problem(common.wrongState, '这个岗位已定了撤销日期。')
  if ((await queries.lastingTerms(context.db, postId, closedOn)).length > 0) throw new Problem(problems.postHeld)
  await queries.closePost(context.db, postId, closedOn)
  await context.record('people.closePost', { kind: 'post', id: postId, unitId: post.unitId }, { closedOn })
  return show(context, postId)
})

export const beginTerm = action(endpoints.beginTerm, async (context, { params: { postId }, body }) => {
  const { personId, from, lastOn, shown } = body
  const post = await lockPost(context, postId)
  context.require(postPolicy, 'beginTerm', await factsOf(context, post, personId))
  await requireAsRead(context, post, body)
  if (!(await findPerson(context.db, context.today, personId))) throw invalidField('#/personId', '没有这个人，或不归您看')
  const days = { from, to: dayAfter(lastOn) }
  await queries.lock(context.db, 'person', personId)
  await requireFree(context, post, personId, days)
  const id = newId(context.now.getTime())
  await insertTerm(context.db, { townId: context.townId, id, postId, personId, valid: asRange(days), shownToResidents: shown })
  await context.record('people.beginTerm', { kind: 'person', id: personId, unitId: post.unitId }, { termId: id, postId, from, lastOn })
  return show(context, postId)
})

export const listTerms = action(endpoints.listTerms, async (context, { params: { personId } }) => {
  context.require(postPolicy, 'listTerms', null)
  const { actor, now } = context
  await find(context, personId)
  const terms = await queries.allTermsOf(context.db, context.today, personId)
  const guarded = await isGuarded(context)
  const items = terms.map(({ id, to, ...term }) => ({
    ...term,
    termId: id,
    lastOn: lastDay(to),
    allowedActions: lastsTo({ from: term.from, to }, context.today) ? postPolicy.allowed(actor, { ...term, personId, guarded }, now) : [],
  }))
  return { items }
})

export const openWork = action(endpoints.openWork, async (context, { params: { termId }, query: { lastOn } }) => {
  const { term, post } = await findTerm(context, termId)
  context.require(postPolicy, 'openWork', await factsOf(context, post, term.personId))
  const day = lastOn === undefined ? context.today : addDays(lastOn, 1)
  return { items: await openWorkOf(context, termId, day), successors: await queries.successorsOf(context.db, term.personId, post, day) }
})

/**
 * Ends a term. Work in hand goes to the successor named: at once if the last day is today or past and the successor
 * is in office, else in the night after the last day. Two who end each other's terms wait for one another. A later last day than the one
 * that was set is held to what a new term of those days would be.
 */
export const endTerm = action(endpoints.endTerm, async (context, { params: { termId }, body: { lastOn, successorId } }) => {
  const before = await findTerm(context, termId)
  context.require(postPolicy, 'endTerm', await factsOf(context, before.post, before.term.personId))
  await lockPost(context, before.post.id)
  for (const id of [before.term.personId, successorId ?? ''].filter(Boolean).toSorted()) await queries.lock(context.db, 'person', id)
  await queries.lockTerm(context.db, termId)
  const { term, post } = await findTerm(context, termId)
  await requireAsRead(context, post, { lastOn, successorId })
  const fault = endFault(term, lastOn, context.today)
  if (fault) throw invalidField('#/lastOn', fault)
  const day = dayAfter(lastOn)!
  if (term.to !== null && day > term.to) await requireFree(context, post, term.personId, { from: term.to, to: day })
  if (isEndedAlready(term, { to: day, successorId })) throw new Problem(common.wrongState, '这段任职已登记在这一天结束。')
  const work = await openWorkOf(context, termId, day)
  if (successorId === null && work.length > 0)
    throw new Problem(problems.openWork, `还有${work.length}件事没办完，请指定接手的人。`, { work })
  if (successorId !== null) await requireSuccessor(context, term, post, day, successorId)
  await queries.updateTerm(context.db, termId, { valid: asRange({ from: term.from, to: day }), successorId })
  const details = { termId, postId: post.id, lastOn, successorId, workIds: work.map(({ id }) => id) }
  await context.record('people.endTerm', { kind: 'person', id: term.personId, unitId: post.unitId }, details)
  if (successorId !== null && lastOn <= context.today) await handOver(context, term, post, day, successorId)
  return show(context, post.id)
})

export const showTerm = action(endpoints.showTerm, async (context, { params: { termId }, body: { shown } }) => {
  const before = await findTerm(context, termId)
  context.require(postPolicy, 'showTerm', await factsOf(context, before.post, before.term.personId))
  await lockPost(context, before.post.id)
  await queries.lockTerm(context.db, termId)
  const { term, post } = await findTerm(context, termId)
  await requireAsRead(context, post, { shown })
  await queries.updateTerm(context.db, termId, { shownToResidents: shown })
  await context.record('people.showTerm', { kind: 'person', id: term.personId, unitId: post.unitId }, { termId, shown })
  return show(context, post.id)
})

/** The version is of the post with its terms: whoever gives it, takes it back or closes it has seen who holds it (412, 428). */
const requireAsRead = async (context: Context, post: Row, yours: unknown): Promise<void> =>
  requireVersion(context, await show(context, post.id), yours, '这个岗位刚有变动。请刷新，看过再办。')

/**
 * May the person, whose lock is held, have the post on these days? Throws post-closed, held-twice or administrators-apart (409), and
 * invalid (422) for days that go backwards.
 */
async function requireFree(context: Context, { id: postId, role, openedOn, closedOn }: Row, personId: string, days: Days): Promise<void> {
  if (days.from < openedOn || (closedOn !== null && lastsTo(days, closedOn))) throw new Problem(problems.postClosed)
  const fault = termFault({ ...days, postId, role }, await queries.termsOf(context.db, days.from, [personId]))
  if (fault === 'backwards') throw invalidField('#/lastOn', '最后一天不能早于任职开始')
  if (fault === 'twice') throw new Problem(problems.heldTwice)
  if (fault === 'apart' || (await meetsByLeave(context, personId, role, days))) throw new Problem(problems.administratorsApart)
}

/** Would two administrators' posts come into one hand by a leave: the person's who stands in for another, or the deputy's of the person? */
export async function meetsByLeave({ db }: Context, personId: string, role: Role, days: Days): Promise<boolean> {
  const wanted = [{ id: '', postId: '', role, ...days }]
  const own = (await queries.leavesOf(db, personId)).map(leave => ({ leave, otherId: leave.deputyId }))
  const others = (await queries.leavesWithDeputy(db, personId)).map(leave => ({ leave, otherId: leave.personId }))
  for (const { leave, otherId } of [...own, ...others])
    if (overlap(leave, days) && deputyFault(wanted, await queries.termsOf(db, leave.from, [otherId]), leave)) return true
  return false
}

type Row = NonNullable<Awaited<ReturnType<typeof queries.findPost>>>

async function findPost(context: Context, id: string): Promise<Row> {
  const post = await queries.findPost(context.db, context.today, id)
  if (!post) throw new Problem(common.notFound, '没有这个岗位。')
  return post
}

async function lockPost(context: Context, id: string): Promise<Row> {
  await queries.lock(context.db, 'post', id)
  await queries.lockPost(context.db, id)
  return findPost(context, id)
}

async function findTerm(context: Context, id: string) {
  const term = await queries.findTerm(context.db, id)
  if (!term) throw new Problem(common.notFound, '没有这段任职。')
  return { term, post: await findPost(context, term.postId) }
}

const isGuarded = ({ db, today }: Context) => queries.hasSecurityAdministrator(db, today)

async function factsOf(context: Context, { role, path }: Pick<Row, 'role' | 'path'>, personId: string | null): Promise<PostFacts> {
  return { role, path, personId, guarded: await isGuarded(context) }
}

const show = async (context: Context, id: string) => (await present(context, [await findPost(context, id)], context.today))[0]!

async function present(context: Context, rows: readonly Row[], day: string): Promise<Post[]> {
  const { actor, now } = context
  const ids = rows.map(({ id }) => id)
  const guarded = await isGuarded(context)
  const terms = Map.groupBy(await queries.termsFrom(context.db, day, ids), ({ postId }) => postId)
  return rows.map(row => {
    const shown = (terms.get(row.id) ?? []).map(({ to, ...term }) => ({
      ...term,
      lastOn: lastDay(to),
      allowedActions: postPolicy.allowed(actor, { ...row, personId: term.personId, guarded }, now),
    }))
    return {
      ...row,
      terms: shown.filter(({ from }) => from <= day),
      coming: shown.filter(({ from }) => from > day),
      allowedActions: postPolicy.allowed(actor, { ...row, personId: null, guarded }, now),
    }
  })
}

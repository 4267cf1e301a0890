/** Taking up a post (认岗、定岗、明岗、履岗、评岗): step by step. */
import { z } from 'zod'
import { findMeeting } from '#features/meetings/meetings.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { onePage, requirePerson } from './commitments.actions.ts'
import { endpoints, type OwnPost, type PostHolding } from './commitments.contract.ts'
import { findPost, presentHoldings } from './commitments.posts.actions.ts'
import { postProblems } from './commitments.posts.contract.ts'
import { holdingPolicy } from './commitments.posts.policy.ts'
import * as queries from './commitments.posts.queries.ts'
import { holdingMachine, mayDecideFrom } from './commitments.rules.ts'

export const holdings = action(endpoints.holdings, async (context, { query }) => {
  context.require(holdingPolicy, 'holdings', null)
  const { record: id, below } = query
  const { rows, nextCursor } = await onePage(
    query,
    z.tuple([z.string(), LocalDate, Id]),
    page => queries.listHoldings(context.db, context.today, { below, id }, page),
    row => [row.sortKey, row.appliedOn, row.id],
  )
  return { items: await presentHoldings(context, rows), nextCursor }
})

export const applyForPost = action(endpoints.applyForPost, async (context, { params: { postId }, body: { personId, light } }) => {
  const post = await findPost(context, postId)
  const own = isPerson(context.actor) ? context.actor.personId : ''
  const who = personId ?? own
  context.require(holdingPolicy, 'applyForPost', { ...post, personId: who, state: 'applied', publishedOn: null })
  if (who !== own) await requirePerson(context, who)
  const member = await queries.membershipOf(context.db, context.today, who)
  if (!member) throw invalidField('#/personId', '岗位由党员认领，这个人不在党员名册上')
  const { townId, today } = context
  const id = newId(context.now.getTime())
  const appliedBy = who === own ? 'self' : 'recommended'
  try {
    await queries.insertHolding(context.db, { townId, id, postId, personId: who, unitId: post.unitId, appliedBy, light, appliedOn: today })
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Problem(postProblems.alreadyApplied)
    throw error
  }
  await context.record('commitments.applyForPost', { kind: 'postHolding', id, unitId: post.unitId }, { appliedBy })
  return show(context, id)
})

export const decideHolding = action(endpoints.decideHolding, async (context, { params: { holdingId }, body: { meetingId } }) => {
  const row = await lockFor(context, holdingId, 'decideHolding')
  const meeting = await findMeeting(context, meetingId).catch(error => {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/meetingId', '没有这次会议，或不归您看')
    throw error
  })
  if (!row.path.includes(meeting.unitId)) throw invalidField('#/meetingId', '请选这个单位党组织的会议')
  if (meeting.state !== 'held' && meeting.state !== 'minuted') throw invalidField('#/meetingId', '请等会议开过以后再登记')
  if (dayOf(meeting.startsAt) < mayDecideFrom(row)) throw invalidField('#/meetingId', '这次会议开的时候，还没有人认领')
  await queries.lockPost(context.db, context.townId, row.postId)
  const post = await findPost(context, row.postId)
  if (post.taken >= post.headcount) throw new Problem(postProblems.postTaken)
  return move(context, row, 'decide', { meetingId, decidedOn: context.today })
})

export const declineHolding = action(endpoints.declineHolding, async (context, { params: { holdingId }, body: { reason } }) => {
  const row = await lockFor(context, holdingId, 'declineHolding')
  return move(context, row, 'decline', { endReason: reason, endedOn: context.today })
})

export const publishHolding = action(endpoints.publishHolding, async (context, { params: { holdingId } }) => {
  const row = await lockFor(context, holdingId, 'publishHolding')
  return move(context, row, 'publish', { publishedOn: context.today })
})

export const beginHolding = action(endpoints.beginHolding, async (context, { params: { holdingId } }) => {
  const row = await lockFor(context, holdingId, 'beginHolding')
  return move(context, row, 'begin', { servingFrom: context.today })
})

export const logDuty = action(endpoints.logDuty, async (context, { params: { holdingId }, body: { on, what, outcome } }) => {
  const row = await lockFor(context, holdingId, 'logDuty')
  if (on > context.today) throw invalidField('#/on', '日期不能在以后')
  if (row.servingFrom !== null && on < row.servingFrom) throw invalidField('#/on', `不能早于上岗那天${row.servingFrom}`)
  const id = newId(context.now.getTime())
  await queries.insertLog(context.db, { townId: context.townId, id, holdingId, doneOn: on, what, outcome })
  await context.record('commitments.logDuty', subjectOf(row), { logId: id })
  return show(context, holdingId)
})

export const reviewOneself = action(endpoints.reviewOneself, async (context, { params: { holdingId }, body: { year, text } }) => {
  const row = await lockFor(context, holdingId, 'reviewOneself')
  requireYear(context, row, year)
  await queries.writeReview(context.db, { townId: context.townId, holdingId, year }, { ownText: text })
  await context.record('commitments.reviewOneself', subjectOf(row), { year })
  return show(context, holdingId)
})

export const evaluateHolding = action(endpoints.evaluateHolding, async (context, { params: { holdingId }, body }) => {
  const row = await lockFor(context, holdingId, 'evaluateHolding')
  requireYear(context, row, body.year)
  const { grade, massesRemark } = body
  const known = (await queries.reviewsOf(context.db, [holdingId])).find(({ year }) => year === body.year)
  if (known && known.grade !== null) throw new Problem(postProblems.graded)
  await queries.writeReview(context.db, { townId: context.townId, holdingId, year: body.year }, { grade, massesRemark })
  return move(context, row, 'evaluate', {})
})

export const settleHolding = action(endpoints.settleHolding, async (context, { params: { holdingId }, body: { step } }) => {
  const row = await lockFor(context, holdingId, 'settleHolding')
  return move(context, row, step, step === 'change' ? { endedOn: context.today } : {}, 'settleHolding')
})

export const endHolding = action(endpoints.endHolding, async (context, { params: { holdingId }, body: { reason } }) => {
  const row = await lockFor(context, holdingId, 'endHolding')
  return move(context, row, 'end', { endReason: reason, endedOn: context.today })
})

export const ownPosts = action(endpoints.ownPosts, async context => {
  context.require(holdingPolicy, 'ownPosts', null)
  const { actor, db, today } = context
  const personId = isPerson(actor) || actor.kind === 'subject' ? actor.personId : null
  const rows = personId === null ? [] : await queries.listHoldings(db, today, { personId })
  return { items: rows.map(row => presentOwn(context, row)) }
})

export const showName = action(endpoints.showName, async (context, { params: { holdingId }, body: { shown } }) => {
  const row = await lockFor(context, holdingId, 'showName')
  await queries.updateHolding(context.db, row.id, { shownOn: shown ? (row.shownOn ?? context.today) : null })
  await context.record('commitments.showName', subjectOf(row), { shown })
  return presentOwn(context, await find(context, holdingId))
})

const presentOwn = ({ actor, now }: Context, row: queries.HoldingRow): OwnPost => ({
  ...row,
  allowedActions: holdingPolicy.allowed(actor, row, now),
})

/** A review is of a year in which the post was held. Throws invalid (422). */
function requireYear({ today }: Context, { servingFrom }: queries.HoldingRow, year: number) {
  if (year > Number(today.slice(0, 4)) || (servingFrom !== null && year < Number(servingFrom.slice(0, 4))))
    throw invalidField('#/year', '请选在岗的年份')
}

type Step = Parameters<typeof holdingMachine.next>[1]
const subjectOf = ({ id, unitId }: queries.HoldingRow) => ({ kind: 'postHolding', id, unitId })

async function move(
  context: Context,
  row: queries.HoldingRow,
  step: Step,
  set: Omit<Parameters<typeof queries.updateHolding>[2], 'state'>,
  name = `${step}Holding`,
): Promise<PostHolding> {
  const state = holdingMachine.next(row.state, step)
  await queries.updateHolding(context.db, row.id, { ...set, state })
  await context.record(`commitments.${name}`, subjectOf(row), { state })
  return show(context, row.id)
}

async function find(context: Context, id: string): Promise<queries.HoldingRow> {
  const [row] = await queries.listHoldings(context.db, context.today, { id })
  if (!row) throw new Problem(common.notFound, '没有这条领岗记录，或不归您看。')
  return row
}

async function lockFor(context: Context, id: string, name: Parameters<typeof holdingPolicy.allows>[0]): Promise<queries.HoldingRow> {
  context.require(holdingPolicy, name, await find(context, id))
  await queries.lockHolding(context.db, id)
  const row = await find(context, id)
  context.require(holdingPolicy, name, row)
  return row
}

const show = async (context: Context, id: string) => (await presentHoldings(context, [await find(context, id)]))[0]!

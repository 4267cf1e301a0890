/** Trainings (培训): courses, sessions and what becomes of them. */
import { z } from 'zod'
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, Instant } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type Session, type SessionFields } from './trainings.contract.ts'
import { trainingPolicy, type SessionFacts } from './trainings.policy.ts'
import * as queries from './trainings.queries.ts'
import * as rolls from './trainings.roll.queries.ts'
import { creditsOf, hasReached, hoursOf, sessionMachine, timeFaults, yearlyHours } from './trainings.rules.ts'

const Place = z.tuple([Instant, Id])
const NamePlace = z.tuple([z.string(), Id])

export const courses = action(endpoints.courses, async context => {
  context.require(trainingPolicy, 'courses', null)
  return { items: await queries.listCourses(context.db, context.today) }
})

export const createCourse = action(endpoints.createCourse, async (context, { body }) => {
  await findUnit(context, body.unitId).catch(error => {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '没有这个村（社区）或小组')
    throw error
  })
  const path = await queries.authorityOver(context.db, context.today, body.unitId)
  context.require(trainingPolicy, 'createCourse', { path, ...asPlanned, startsAt: context.now })
  await queries.lockCourses(context.db, context.townId)
  const known = await queries.listCourses(context.db, context.today)
  if (known.some(({ unitId, title }) => unitId === body.unitId && title === body.title)) throw new Problem(problems.titleTaken)
  const id = newId(context.now.getTime())
  await queries.insertCourse(context.db, { townId: context.townId, id, ...body })
  await context.record('trainings.createCourse', { kind: 'trainingCourse', id, unitId: body.unitId }, { audience: body.audience })
  return (await queries.listCourses(context.db, context.today)).find(each => each.id === id)!
})

export const list = action(endpoints.list, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(trainingPolicy, 'list', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const rows = await queries.listSessions(context.db, context.today, filter, limit, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(row => present(context, row)),
    nextCursor: last ? cursorOf([last.startsAt.toISOString(), last.id]) : null,
    total: await queries.countSessions(context.db, context.today, filter),
  }
})

export const get = action(endpoints.get, async (context, { params }) => {
  context.require(trainingPolicy, 'get', null)
  return present(context, await findSession(context, params.sessionId))
})

export const create = action(endpoints.create, async (context, { body }) => {
  const course = await courseOf(context, body)
  context.require(trainingPolicy, 'create', { path: course.path, ...asPlanned, startsAt: new Date(body.startsAt) })
  requireSound(body)
  const id = newId(context.now.getTime())
  await queries.insertSession(context.db, context.townId, id, { ...body, hours: hoursOf(body), unitId: course.unitId })
  await context.record('trainings.create', { kind: 'training', id, unitId: course.unitId }, { courseId: body.courseId })
  return present(context, await findSession(context, id))
})

export const edit = action(endpoints.edit, async (context, { params: { sessionId }, body }) => {
  const session = await lockFor(context, sessionId, 'edit')
  requireVersion(context, present(context, session), body)
  const course = await courseOf(context, body)
  context.require(trainingPolicy, 'edit', { ...factsOf(session), path: course.path })
  requireSound(body)
  if (new Date(body.startsAt) > context.now) {
    if (session.state === 'held') throw invalidField('#/startsAt', '已经开过的课，时间不能在以后')
    const entries = await rolls.rollOf(context, sessionId)
    if (entries.some(({ attendance }) => attendance !== 'unrecorded'))
      throw invalidField('#/startsAt', '名册上已经记了到课，时间不能在以后')
  }
  await queries.updateSession(context.db, sessionId, { ...body, hours: hoursOf(body), unitId: course.unitId })
  await context.record('trainings.edit', { kind: 'training', id: sessionId, unitId: course.unitId })
  return present(context, await findSession(context, sessionId))
})

export const cancel = action(endpoints.cancel, async (context, { params: { sessionId }, body }) => {
  const { state, unitId } = await lockFor(context, sessionId, 'cancel')
  const next = sessionMachine.next(state, 'cancel') as 'cancelled'
  await queries.moveSession(context.db, sessionId, { state: next, cancelReason: body.reason })
  await context.record('trainings.cancel', { kind: 'training', id: sessionId, unitId })
  return present(context, await findSession(context, sessionId))
})

export const hold = action(endpoints.hold, async (context, { params: { sessionId } }) => {
  const { state, unitId } = await lockFor(context, sessionId, 'hold')
  await queries.moveSession(context.db, sessionId, { state: sessionMachine.next(state, 'hold') as 'held' })
  await context.record('trainings.hold', { kind: 'training', id: sessionId, unitId })
  return present(context, await findSession(context, sessionId))
})

export const credit = action(endpoints.credit, async (context, { params: { sessionId } }) => {
  const session = await lockFor(context, sessionId, 'credit')
  await queries.lockCredits(context.db, context.townId)
  const entries = await rolls.rollOf(context, sessionId)
  const open = entries.filter(({ attendance, excluded }) => attendance === 'unrecorded' && excluded === null).length
  if (open > 0) throw new Problem(problems.rollUnfinished, `名册上还有${open}个人没有记。`)
  const credits = creditsOf(entries, session.hours, await rolls.clashesOf(context.db, sessionId))
  await rolls.writeCredits(context.db, credits)
  const next = sessionMachine.next(session.state, 'credit') as 'credited'
  await queries.moveSession(context.db, sessionId, { state: next, creditedBy: isPerson(context.actor) ? context.actor.personId : null })
  const clashing = credits.filter(({ clashId }) => clashId !== null).length
  const details = { credited: credits.length - clashing, clashing }
  await context.record('trainings.credit', { kind: 'training', id: sessionId, unitId: session.unitId }, details)
  return present(context, await findSession(context, sessionId))
})

export const reopen = action(endpoints.reopen, async (context, { params: { sessionId } }) => {
  const { state, unitId } = await lockFor(context, sessionId, 'reopen')
  await queries.lockCredits(context.db, context.townId)
  await rolls.clearCredits(context.db, sessionId)
  const returned = await rolls.giveBackHours(context.db, sessionId)
  await queries.moveSession(context.db, sessionId, { state: sessionMachine.next(state, 'reopen') as 'held', creditedBy: null })
  await context.record('trainings.reopen', { kind: 'training', id: sessionId, unitId }, { returned })
  return present(context, await findSession(context, sessionId))
})

export const hours = action(endpoints.hours, async (context, { query: { year, below, cursor, limit } }) => {
  context.require(trainingPolicy, 'hours', null)
  const after = cursor === undefined ? null : placeOf(cursor, NamePlace)
  const rows = await queries.hoursIn(context.db, year, context.today, below, limit, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(({ secretary, sortKey: _, total: __, ...row }) => ({
      ...row,
      wanted: secretary ? yearlyHours.secretary : yearlyHours.member,
      reached: hasReached(secretary, row.hours, row.concentrated),
    })),
    nextCursor: last ? cursorOf([last.sortKey, last.personId]) : null,
    total: rows[0]?.total ?? 0,
  }
})

/** The course with the units that have authority over it. Throws invalid (422) if there is none. */
async function courseOf(context: Context, { courseId }: Pick<SessionFields, 'courseId'>) {
  const course = (await queries.listCourses(context.db, context.today)).find(({ id }) => id === courseId)
  if (!course) throw invalidField('#/courseId', '没有这门课程')
  return { ...course, path: await queries.authorityOver(context.db, context.today, course.unitId) }
}

function requireSound(fields: SessionFields) {
  const errors = timeFaults(fields)
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
}

export type SessionRow = NonNullable<Awaited<ReturnType<typeof queries.findSession>>>

/** A session. Throws not-found (404). */
export async function findSession(context: Context, id: string): Promise<SessionRow> {
  const row = await queries.findSession(context.db, context.today, id)
  if (!row) throw new Problem(common.notFound, '没有这场培训。')
  return row
}

/** The same, locked. Only those who may change it can lock it, so the policy is asked before and again after the wait. */
export async function lockFor(context: Context, id: string, name: Parameters<typeof trainingPolicy.allows>[0]): Promise<SessionRow> {
  context.require(trainingPolicy, name, factsOf(await findSession(context, id)))
  await queries.lockSession(context.db, id)
  const session = await findSession(context, id)
  context.require(trainingPolicy, name, factsOf(session))
  return session
}

/** What is known of a session that is to be entered. */
export const asPlanned = { state: 'planned', creditedBy: null, rollForgottenOn: null } as const

export const factsOf = ({ path, state, startsAt, creditedBy, rollForgottenOn }: SessionRow): SessionFacts => ({
  path,
  state,
  startsAt,
  creditedBy,
  rollForgottenOn,
})

function present({ actor, now }: Context, row: SessionRow): Session {
  const { path: _, rollVersion: __, creditedBy: ___, rollForgottenOn: ____, startsAt, endsAt, ...rest } = row
  return {
    ...rest,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    allowedActions: trainingPolicy.allowed(actor, factsOf(row), now),
  }
}

/** Volunteer Xiqiao (志愿西樵): teams, and activities up to their opening. */
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { dayOf, startOf } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { z } from 'zod'
import { endpoints, problems, type Activity, type ActivityDetail, type ActivityFields, type Team } from './volunteering.contract.ts'
import { laterReasons } from './volunteering.hours.queries.ts'
import { activityPolicy, teamPolicy, type ActivityFacts } from './volunteering.policy.ts'
import { presentSlots } from './volunteering.present.actions.ts'
import * as queries from './volunteering.queries.ts'
import { repeatedDays, slotFaults } from './volunteering.rules.ts'
import { findPerson } from './volunteering.people.queries.ts'

const Place = z.tuple([Id])

export const teams = action(endpoints.teams, async (context, { query }) => {
  context.require(teamPolicy, 'teams', null)
  return { items: (await queries.listTeams(context.db, context.today, query.below)).map(row => presentTeam(context, row)) }
})

export const createTeam = action(endpoints.createTeam, async (context, { body }) => {
  context.require(teamPolicy, 'createTeam', { path: await pathTo(context, body.unitId) })
  await requireLeader(context, body.leaderId)
  const id = newId(context.now.getTime())
  if (!(await queries.insertTeam(context.db, { townId: context.townId, id, ...body }))) throw new Problem(problems.teamTaken)
  await context.record('volunteering.createTeam', { kind: 'volunteerTeam', id, unitId: body.unitId })
  return presentTeam(context, await findTeam(context, id))
})

export const editTeam = action(endpoints.editTeam, async (context, { params: { teamId }, body }) => {
  context.require(teamPolicy, 'editTeam', await findTeam(context, teamId))
  await queries.lockTeam(context.db, teamId)
  const team = await findTeam(context, teamId)
  requireVersion(context, presentTeam(context, team), body)
  // where it stays, whoever answers for that place today decides, also once its unit went into another
  const place = body.unitId === team.unitId ? team : { path: await pathTo(context, body.unitId) }
  context.require(teamPolicy, 'editTeam', place)
  await requireLeader(context, body.leaderId === team.leaderId ? null : body.leaderId)
  if (!(await queries.updateTeam(context.db, teamId, body))) throw new Problem(problems.teamTaken)
  await context.record('volunteering.editTeam', { kind: 'volunteerTeam', id: teamId, unitId: body.unitId })
  return presentTeam(context, await findTeam(context, teamId))
})

export const activities = action(endpoints.activities, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(activityPolicy, 'activities', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)[0]
  const rows = await queries.listActivities(context.db, context.today, filter, limit, after)
  const items = rows.slice(0, limit)
  return {
    items: items.map(row => present(context, row)),
    nextCursor: rows.length > limit ? cursorOf([items.at(-1)!.id]) : null,
    total: await queries.countActivities(context.db, context.today, filter),
  }
})

export const activity = action(endpoints.activity, async (context, { params }) => {
  context.require(activityPolicy, 'activity', null)
  return show(context, params.activityId)
})

export const createActivity = action(endpoints.createActivity, async (context, { body }) => {
  const facts = await factsFor(context, body)
  context.require(activityPolicy, 'createActivity', facts)
  await requireVenue(context, body)
  const id = newId(context.now.getTime())
  await queries.insertActivity(context.db, { townId: context.townId, id, ...body })
  await context.record('volunteering.createActivity', { kind: 'volunteerActivity', id, unitId: body.unitId })
  return show(context, id)
})

export const editActivity = action(endpoints.editActivity, async (context, { params: { activityId }, body }) => {
  const row = await lockFor(context, activityId, 'editActivity')
  requireVersion(context, present(context, row), body)
  // Who organises it stays: its slots and their lists hang on it.
  if (body.unitId !== row.unitId || body.teamId !== row.teamId) throw invalidField('#/unitId', '主办的单位和队不能改，请另建一个活动')
  if (row.openedAt && body.risky && body.insuranceNumber === null)
    throw invalidField('#/insuranceNumber', '有风险的活动已公开，保险单号不能空')
  await requireVenue(context, body)
  const again = row.states.includes('checked') && bearsOnSafety(row, body)
  if (again) await queries.moveSlots(context.db, activityId, 'checked', 'draft')
  await queries.updateActivity(context.db, activityId, { ...body, ...(again && { checkedAt: null, checkedBy: null }) })
  await context.record('volunteering.editActivity', { kind: 'volunteerActivity', id: activityId, unitId: row.unitId }, { again })
  return show(context, activityId)
})

export const addSlots = action(endpoints.addSlots, async (context, { params: { activityId }, body }) => {
  const row = await lockFor(context, activityId, 'addSlots')
  if (row.contactPhone === null) throw new Problem(problems.noContact)
  const [fault] = slotFaults(body, context.now)
  if (fault) throw new Problem(common.invalid, undefined, { errors: [fault] })
  if (body.repeat !== 'once' && (body.until === null || body.until < dayOf(new Date(body.startsAt))))
    throw invalidField('#/until', '请写到哪一天为止，不早于第一场')
  const [startsAt, endsAt] = [new Date(body.startsAt), new Date(body.endsAt)]
  const first = dayOf(startsAt)
  const slots = repeatedDays(first, body.repeat, body.until).map(day => {
    const shift = startOf(day).getTime() - startOf(first).getTime()
    return {
      id: newId(context.now.getTime()),
      activityId,
      unitId: row.unitId,
      teamId: row.teamId,
      startsAt: new Date(startsAt.getTime() + shift),
      endsAt: new Date(endsAt.getTime() + shift),
      places: body.places,
      state: 'draft' as const,
    }
  })
  await queries.insertSlots(context.db, context.townId, slots)
  const subject = { kind: 'volunteerActivity', id: activityId, unitId: row.unitId }
  await context.record('volunteering.addSlots', subject, { slots: slots.length, repeat: body.repeat })
  return show(context, activityId)
})

export const check = action(endpoints.check, async (context, { params: { activityId } }) => {
  const row = await lockFor(context, activityId, 'check')
  await queries.moveSlots(context.db, activityId, 'draft', 'checked')
  const by = isPerson(context.actor) ? context.actor.personId : null
  await queries.updateActivity(context.db, activityId, { checkedAt: context.now, checkedBy: by })
  await context.record('volunteering.check', { kind: 'volunteerActivity', id: activityId, unitId: row.unitId })
  return show(context, activityId)
})

export const open = action(endpoints.open, async (context, { params: { activityId } }) => {
  const row = await lockFor(context, activityId, 'open')
  if (row.risky && row.insuranceNumber === null) throw new Problem(problems.noInsurance)
  await queries.moveSlots(context.db, activityId, 'checked', 'open')
  await queries.updateActivity(context.db, activityId, { openedAt: row.openedAt ?? context.now })
  await context.record('volunteering.open', { kind: 'volunteerActivity', id: activityId, unitId: row.unitId })
  return show(context, activityId)
})

/** What the safety check was about; an insurance number that was missing may be filled in after it. */
const safety = ['title', 'about', 'venueId', 'place', 'needs', 'minAge', 'risky'] as const
const bearsOnSafety = (before: Pick<Row, (typeof safety)[number] | 'insuranceNumber'>, after: ActivityFields) =>
  safety.some(field => before[field] !== after[field]) ||
  (before.insuranceNumber !== null && before.insuranceNumber !== after.insuranceNumber)

type TeamRow = NonNullable<Awaited<ReturnType<typeof queries.findTeam>>>
async function findTeam(context: Context, id: string): Promise<TeamRow> {
  const row = await queries.findTeam(context.db, context.today, id)
  if (!row) throw new Problem(common.notFound, '没有这支队。')
  return row
}

const presentTeam = ({ actor, now }: Context, { path, ...row }: TeamRow): Team => ({
  ...row,
  leaderId: row.leaderName === null ? null : row.leaderId,
  allowedActions: teamPolicy.allowed(actor, { path }, now),
})

/** Units from the town down to a standing one. Throws invalid (422) if there is none. */
async function pathTo(context: Context, unitId: string): Promise<string[]> {
  await findUnit(context, unitId).catch(error => {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '没有这个村（社区）或小组')
    throw error
  })
  return queries.authorityOver(context.db, context.today, unitId)
}

async function requireLeader({ db, today }: Context, leaderId: string | null): Promise<void> {
  if (leaderId !== null && !(await findPerson(db, today, leaderId))) throw invalidField('#/leaderId', '没有这个人，或不归您看')
}

async function requireVenue({ db }: Context, { venueId }: Pick<ActivityFields, 'venueId'>): Promise<void> {
  if (venueId !== null && !(await queries.venueExists(db, venueId))) throw invalidField('#/venueId', '没有这个阵地')
}

/** Who would organise it. Throws invalid (422) if the team is not one of the unit's. */
async function factsFor(context: Context, { unitId, teamId }: ActivityFields): Promise<ActivityFacts> {
  const path = await pathTo(context, unitId)
  const team = teamId === null ? null : await queries.findTeam(context.db, context.today, teamId)
  if (teamId !== null && (team?.unitId !== unitId || (team.closedOn !== null && team.closedOn <= context.today)))
    throw invalidField('#/teamId', '这个单位没有这支队，或已解散')
  return { path, teamId, leaderId: team?.leaderId ?? null, states: [] }
}

type Row = NonNullable<Awaited<ReturnType<typeof queries.findActivity>>>

async function find(context: Context, id: string): Promise<Row> {
  const row = await queries.findActivity(context.db, context.today, id)
  if (!row) throw new Problem(common.notFound, '没有这个活动，或还没有公开。')
  return row
}

/** The activity, locked. Only those who may change it can lock it, so the policy is asked before and again after the wait. */
async function lockFor(context: Context, id: string, name: Parameters<typeof activityPolicy.allows>[0]): Promise<Row> {
  context.require(activityPolicy, name, await find(context, id))
  await queries.lockActivity(context.db, id)
  const row = await find(context, id)
  context.require(activityPolicy, name, row)
  return row
}

function present({ actor, now }: Context, row: Row): Activity {
  const { path: _, leaderId: __, states: ___, checkedAt, openedAt, ...rest } = row
  return { ...rest, checked: checkedAt !== null, opened: openedAt !== null, allowedActions: activityPolicy.allowed(actor, row, now) }
}

async function show(context: Context, id: string): Promise<ActivityDetail> {
  const row = await find(context, id)
  return {
    ...present(context, row),
    slots: await presentSlots(context, await queries.slotsOfActivity(context.db, context.today, id)),
    later: await laterReasons(context.db, id),
  }
}

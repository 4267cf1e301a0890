/** Requests (诉求): lists, boxes and counts for staff, and what anyone may know of a village's cases. */
import { namesOf } from '#features/people/people.actions.ts'
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { type holdsAny, isPerson, postsOf, type PersonActor } from '#platform/shared/actor.ts'
import { addDays, daysBetween } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { z } from 'zod'
import { endpoints, type RequestRow, type RequestState } from './requests.contract.ts'
import { sealedPlaces } from './requests.case.actions.ts'
import { namesOfCategories } from './requests.categories.queries.ts'
import { lampOf } from './requests.clock.rules.ts'
import { desksInto, unitsAt } from './requests.filters.queries.ts'
import * as lists from './requests.list.queries.ts'
import { deskRoles, officialsDeskRoles } from './requests.desks.rules.ts'
import { requestDoorPolicy, requestPolicy } from './requests.policy.ts'
import * as queries from './requests.queries.ts'
import { isOpen } from './requests.rules.ts'
import { statistics as countStatistics } from './requests.statistics.queries.ts'

export const list = action(endpoints.list, async (context, { query }) => {
  context.require(requestDoorPolicy, 'list', null)
  const rows = await lists.listRequests(context.db, query, placeIn(query.cursor, query.sort), query.limit)
  return pageOf(context, rows, query.limit, query.sort)
})

export const count = action(endpoints.count, async (context, { query }) => {
  context.require(requestDoorPolicy, 'count', null)
  return { total: await lists.countRequests(context.db, query) }
})

/** Asked for by whoever lost the receipt. That somebody looked is on record, the number is not. */
export const findByPhone = action(endpoints.findByPhone, async (context, { body }) => {
  context.require(requestDoorPolicy, 'findByPhone', null)
  const found = await lists.listByPhone(context.db, context.sealing.index(body.phone, sealedPlaces.phone), mostOfOnePhone)
  await context.record(
    'requests.findByPhone',
    { kind: 'requestSearch', id: newId(context.now.getTime()) },
    { rows: Math.min(found.length, mostOfOnePhone) },
  )
  const { items } = await pageOf(context, found, mostOfOnePhone, 'newest')
  return { items }
})

/** Far more than a person brings to a counter, and no list of an office's own number. */
const mostOfOnePhone = 50

export const inbox = action(endpoints.inbox, async (context, { query }) => {
  context.require(requestDoorPolicy, 'inbox', null)
  const { me, desk } = await deskOf(context)
  const sort = query.box === 'todo' ? 'due' : 'newest'
  const rows = await lists.listBox(context.db, query.box, me, desk, placeIn(query.cursor, sort), query.limit)
  return pageOf(context, rows, query.limit, sort)
})

export const countInbox = action(endpoints.countInbox, async context => {
  context.require(requestDoorPolicy, 'countInbox', null)
  const { me, desk } = await deskOf(context)
  const count = (box: lists.BoxName) => lists.countBox(context.db, box, me, desk)
  const [todo, done, mine, copied] = await Promise.all([count('todo'), count('done'), count('mine'), count('copied')])
  return { todo: todo.all, late: todo.late, done: done.all, mine: mine.all, copied: copied.all }
})

export const overview = action(endpoints.overview, async context => {
  context.require(requestDoorPolicy, 'overview', null)
  return { asOf: context.today, items: await lists.countByVillage(context.db) }
})

export const byState = action(endpoints.byState, async (context, { query: { from, to } }) => {
  context.require(requestDoorPolicy, 'byState', null)
  if (from > to) throw invalidField('#/to', '截止日要在开始日之后')
  const villages = await lists.countByState(context.db, from, to)
  const whole = villages.find(({ unitId }) => unitId === null)
  return {
    asOf: context.today,
    items: villages.flatMap(({ unitId, ...village }) => (unitId === null ? [] : [{ unitId, ...village }])),
    received: whole?.received ?? 0,
    states: whole?.states ?? {},
  }
})

/** The first of the 365 days that end with `to`, as every page counts 近一年; the calendar begins in 1900. */
const yearBefore = (to: string) => [addDays(to, -364), '1900-01-01'].toSorted().at(-1)!

export const statistics = action(endpoints.statistics, async (context, { query }) => {
  context.require(requestDoorPolicy, 'statistics', null)
  const to = query.to ?? context.today
  const from = query.from ?? yearBefore(to)
  return { from, to, ...(await countStatistics(context.db, query.unitId ?? null, from, to)) }
})

export const publicCases = action(endpoints.publicCases, async (context, { params, query }) => {
  context.require(requestDoorPolicy, 'publicCases', null)
  return countPublicCases(context, params.unitId, query)
})

/**
 * A unit's cases of a period (default: the 365 days that end with its last) as anyone may know them: every state with its count,
 * open ones included, and the median of days to the end of those that were dealt with: a refusal of the first day makes nothing faster.
 * Lines only where the reporter agreed; the rest is a count.
 */
export async function countPublicCases(
  context: Context,
  unitId: string,
  period: { from?: string | undefined; to?: string | undefined } = {},
) {
  const unit = await findUnit(context, unitId)
  const to = period.to ?? context.today
  const from = period.from ?? yearBefore(to)
  const rows = await lists.publicCases(context.db, await unitsAt(context.db, unit.id), from, to)
  const count = (...states: RequestState[]) => rows.filter(row => states.includes(row.state)).length
  const lines = rows.flatMap(({ number, line, state, solvedBy, category, submittedOn }) =>
    number && line ? [{ number, line, state, solvedBy, categoryName: category, submittedOn }] : [],
  )
  return {
    from,
    to,
    asked: rows.length,
    open: rows.filter(row => isOpen(row.state)).length,
    proposed: count('proposed'),
    solved: rows.filter(row => row.solvedBy === 'resident').length,
    solvedBySharedCode: rows.filter(row => row.solvedBy === 'sharedCode').length,
    solvedOnBehalf: rows.filter(row => row.solvedBy === 'onBehalf').length,
    unanswered: count('unanswered'),
    withdrawn: count('withdrawn'),
    notAccepted: count('notAccepted'),
    medianDays: medianOf(rows.flatMap(row => (isDealtWith(row) ? [daysBetween(row.submittedOn, row.closedOn)] : []))),
    lines,
    hidden: rows.length - lines.length,
  }
}

/** Was there an answer that the resident could judge? Neither a refusal nor a case taken back had one. */
const isDealtWith = <Row extends { state: RequestState; closedOn: string | null }>(row: Row): row is Row & { closedOn: string } =>
  row.closedOn !== null && (row.state === 'solved' || row.state === 'unanswered')

function medianOf(days: number[]): number | null {
  if (days.length === 0) return null
  const sorted = days.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** What lies on this person's own desks, in this person's departments, or with this person. */
async function deskOf({ actor, db }: Context): Promise<{ me: string; desk: lists.Desk }> {
  if (!isPerson(actor)) throw new Problem(common.signInRequired)
  return {
    me: actor.personId,
    desk: {
      units: await desksInto(db, unitsWith(actor, deskRoles)),
      officialsUnits: unitsWith(actor, officialsDeskRoles),
      bodies: actor.posts.flatMap(post => post.bodyId ?? []),
      people: [actor.personId, ...actor.posts.flatMap(post => post.deputyFor ?? [])],
    },
  }
}

const unitsWith = (actor: PersonActor, roles: Parameters<typeof holdsAny>[1]) =>
  postsOf(actor)
    .filter(post => roles.includes(post.role))
    .map(post => post.unitId)

async function pageOf(context: Context, found: lists.ListedRow[], limit: number, sort: lists.Sort) {
  const shown = found.slice(0, limit)
  const [rows, units, bodies, people, categories] = await Promise.all([
    lists.withAuthority(context.db, shown),
    queries.namesOfUnits(
      context.db,
      shown.flatMap(row => [row.unitId, row.handlerUnitId]),
    ),
    queries.namesOfBodies(
      context.db,
      shown.flatMap(row => row.assignedBodyId ?? []),
    ),
    namesOf(
      context,
      shown.flatMap(row => row.assignedPersonId ?? []),
    ),
    namesOfCategories(context.db),
  ])
  const items = rows.map((row): RequestRow => {
    const unit = units.get(row.unitId)!
    const assigned = row.assignedPersonId
      ? people.get(row.assignedPersonId)
      : row.assignedBodyId
        ? bodies.get(row.assignedBodyId)
        : units.get(row.handlerUnitId)?.name
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      state: row.state,
      lamp: lampOf({ state: row.clockState, dueOn: row.dueOn, soonOn: row.soonOn }, context.today),
      dueOn: row.dueOn,
      categoryName: row.categoryId ? (categories.get(row.categoryId) ?? null) : null,
      unitId: row.unitId,
      unitName: unit.name,
      villageName: unit.villageName,
      handlerName: assigned ?? '工作人员',
      submittedAt: row.submittedAt.toISOString(),
      returnCount: row.returnCount,
      jointMeetingOn: row.jointMeetingOn,
      aboutOfficials: row.aboutOfficials,
      allowedActions: requestPolicy.allowed(context.actor, row, context.now),
    }
  })
  const last = rows.at(-1)
  return {
    items,
    nextCursor:
      found.length > limit && last ? cursorOf([sort === 'due' ? last.dueOn : sort === 'number' ? last.number : null, last.id]) : null,
  }
}

/** Where the list goes on. Throws invalid (422) if the cursor is not one of a list in this order. */
function placeIn(cursor: string | undefined, sort: lists.Sort): lists.Place | null {
  if (cursor === undefined) return null
  const [value, id] = placeOf(cursor, z.tuple([sort === 'due' ? LocalDate.nullable() : z.string().max(60).nullable(), Id]))
  return { value, id }
}

/** The limits of the workflow, for pages that say how a matter goes. */
export { isOpen, levelLimits, limits } from './requests.rules.ts'

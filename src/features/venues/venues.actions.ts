/** Venues (阵地): what each endpoint does, and what other features may ask. */
import { z } from 'zod'
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type Venue, type VenueFields } from './venues.contract.ts'
import { venuePolicy } from './venues.policy.ts'
import * as queries from './venues.queries.ts'
import { closingFault, faults, mayBecome } from './venues.rules.ts'

const Place = z.tuple([z.string(), Id])

export const list = action(endpoints.list, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(venuePolicy, 'list', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const rows = await queries.listVenues(context.db, context.today, filter, limit, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(row => present(context, row)),
    nextCursor: last ? cursorOf([last.name, last.id]) : null,
    total: await queries.countVenues(context.db, context.today, filter),
  }
})

export const get = action(endpoints.get, async (context, { params }) => {
  context.require(venuePolicy, 'get', null)
  return present(context, found(await queries.findVenue(context.db, context.today, params.venueId)))
})

export const create = action(endpoints.create, async (context, { body }) => {
  const path = await authorityOver(context, body.unitId)
  context.require(venuePolicy, 'create', { path, status: body.status })
  const id = newId(context.now.getTime())
  await requireSound(context, id, body)
  await queries.insertVenue(context.db, context.townId, id, body)
  await context.record('venues.create', { kind: 'venue', id, unitId: body.unitId }, { kind: body.kind, status: body.status })
  return present(context, found(await queries.findVenue(context.db, context.today, id)))
})

export const edit = action(endpoints.edit, async (context, { params, body }) => {
  const venue = await lock(context, params.venueId, 'edit')
  // A place may not be handed to a unit that one has no say in.
  if (body.unitId !== venue.unitId)
    context.require(venuePolicy, 'create', { path: await authorityOver(context, body.unitId), status: body.status })
  requireVersion(context, shown(venue), body)
  if (!mayBecome(venue.status, body.status)) throw new Problem(common.wrongState, '状态不能退回到这一步。')
  await requireSound(context, venue.id, body)
  await queries.updateVenue(context.db, venue.id, body, context.today)
  const changed = Object.keys(body).filter(
    key => JSON.stringify(body[key as keyof VenueFields]) !== JSON.stringify(venue[key as keyof Venue]),
  )
  await context.record('venues.edit', { kind: 'venue', id: venue.id, unitId: body.unitId }, { changed, status: body.status })
  return present(context, found(await queries.findVenue(context.db, context.today, venue.id)))
})

export const close = action(endpoints.close, async (context, { params, body }) => {
  const venue = await lock(context, params.venueId, 'close')
  requireVersion(context, shown(venue), body)
  // What never opened had at most a day on which it should have.
  const openedOn = venue.opened ? venue.openedOn : null
  const fault = closingFault(body.closedOn, openedOn, context.today)
  if (fault) throw invalidField('#/closedOn', fault)
  await queries.updateVenue(context.db, venue.id, { status: 'closed', closedOn: body.closedOn, openedOn }, body.closedOn)
  await context.record('venues.close', { kind: 'venue', id: venue.id, unitId: venue.unitId }, { closedOn: body.closedOn })
  return present(context, found(await queries.findVenue(context.db, context.today, venue.id)))
})

/** Standing venues of the units and of those merged into them: in use first, then by kind and name. For public pages. */
export async function venuesOf(context: Context, unitIds: readonly string[]): Promise<Venue[]> {
  if (unitIds.length === 0) return []
  return (await queries.venuesOf(context.db, context.today, unitIds)).map(shown)
}

/** Throws invalid (422) or code-taken (409) if the fields cannot stand. */
async function requireSound(context: Context, id: string, fields: VenueFields) {
  const errors = faults(fields, context.today)
  if (fields.bodyId !== null && !(await queries.bodyExists(context.db, fields.bodyId)))
    errors.push({ pointer: '#/bodyId', detail: '没有这个组织，或它已经撤销' })
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  if (fields.externalCode !== null && (await queries.codeIsTaken(context.db, fields.externalCode, id)))
    throw new Problem(problems.codeTaken)
}

/** The units with authority over a standing unit. Throws invalid (422) if there is no such unit today. */
async function authorityOver(context: Context, unitId: string): Promise<string[]> {
  try {
    await findUnit(context, unitId)
  } catch (error) {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '没有这个村（社区）或小组')
    throw error
  }
  return queries.authorityOver(context.db, context.today, unitId)
}

type Row = NonNullable<Awaited<ReturnType<typeof queries.findVenue>>>

function found(row: Row | undefined): Row {
  if (!row) throw new Problem(common.notFound, '没有这个阵地。')
  return row
}

/** The venue, locked. Only those who may change it can lock a row, so the policy is asked before and again after the wait. */
async function lock(context: Context, id: string, name: 'edit' | 'close'): Promise<Row> {
  context.require(venuePolicy, name, found(await queries.findVenue(context.db, context.today, id)))
  const venue = found(await queries.lockVenue(context.db, context.today, id))
  context.require(venuePolicy, name, venue)
  return venue
}

const shown = ({ path: _, opened: __, ...venue }: Row): Venue => venue
const present = ({ actor, now }: Context, row: Row) => ({ ...shown(row), allowedActions: venuePolicy.allowed(actor, row, now) })

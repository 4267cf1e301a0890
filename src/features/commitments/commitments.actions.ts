/** Commitments (双报到): reporting in, and what the village does with it. */
import { z } from 'zod'
import { authorityOver } from '#features/people/people.actions.ts'
import { listUnits } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { addWorkingDays } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type ReportIn, type ReportNote } from './commitments.contract.ts'
import { overviewOf } from './commitments.entries.queries.ts'
import { notePolicy, reportInPolicy, type DutyPlace } from './commitments.policy.ts'
import * as queries from './commitments.queries.ts'
import { readingDays, reportInMachine } from './commitments.rules.ts'

/** One page of a list: its rows, and where the next begins. Throws invalid (422) for a cursor of another list. */
export async function onePage<Row, Place extends z.ZodType<readonly unknown[]>>(
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  place: Place,
  read: (page: queries.Page) => Promise<Row[]>,
  placeOfRow: (row: Row) => readonly unknown[],
): Promise<{ rows: Row[]; nextCursor: string | null }> {
  const found = await read({ after: cursor === undefined ? null : placeOf(cursor, place), limit })
  const last = found.length > limit ? found[limit - 1] : undefined
  return { rows: found.slice(0, limit), nextCursor: last === undefined ? null : cursorOf(placeOfRow(last)) }
}

export const overview = action(endpoints.overview, async (context, { query }) => {
  context.require(reportInPolicy, 'overview', null)
  return { villages: await overviewOf(context.db, context.today, query.below) }
})

export const reportIns = action(endpoints.reportIns, async (context, { query }) => {
  context.require(reportInPolicy, 'reportIns', null)
  const { record: id, ...filter } = query
  const { rows, nextCursor } = await onePage(
    query,
    z.tuple([z.string(), LocalDate, Id]),
    page => queries.listReportIns(context.db, context.today, { ...filter, id }, page),
    row => [row.sortKey, row.begunOn, row.id],
  )
  return { items: await presentAll(context, rows), nextCursor }
})

export const invite = action(endpoints.invite, async (context, { body: { personId, unitId } }) => {
  const place = await villageFor(context, unitId)
  context.require(reportInPolicy, 'invite', { ...place, personId, state: 'invited' })
  await requirePerson(context, personId)
  if (await queries.openReportIn(context.db, personId)) throw new Problem(problems.alreadyReported)
  const id = newId(context.now.getTime())
  const { townId, today } = context
  await unlessOpen(queries.insertReportIn(context.db, { townId, id, personId, unitId, state: 'invited', begunOn: today, means: 'counter' }))
  await context.record('commitments.invite', { kind: 'reportIn', id, unitId })
  return show(context, id)
})

export const reportIn = action(endpoints.reportIn, async (context, { body: { personId, unitId, ...fields } }) => {
  const place = await villageFor(context, unitId)
  const own = isPerson(context.actor) ? context.actor.personId : ''
  const who = personId ?? own
  context.require(reportInPolicy, 'reportIn', { ...place, personId: who, state: 'invited' })
  if (who !== own) await requirePerson(context, who)
  const invitationId = await lockInvitation(context, who, unitId)
  const told = { ...fields, means: who === own ? 'online' : 'counter', reportedOn: context.today } as const
  const id = invitationId ?? newId(context.now.getTime())
  const { townId, today } = context
  if (invitationId) await queries.updateReportIn(context.db, id, { ...told, state: reportInMachine.next('invited', 'reportIn') })
  else
    await unlessOpen(queries.insertReportIn(context.db, { townId, id, personId: who, unitId, state: 'reported', begunOn: today, ...told }))
  await context.record('commitments.reportIn', { kind: 'reportIn', id, unitId }, { means: told.means })
  return show(context, id)
})

export const withdraw = action(endpoints.withdraw, async (context, { params }) => {
  const row = await lockFor(context, params.reportInId, 'withdraw')
  return move(context, row, 'withdraw', { endedOn: context.today })
})

export const accept = action(endpoints.accept, async (context, { params }) => {
  const row = await lockFor(context, params.reportInId, 'accept')
  return move(context, row, 'accept', { acceptedOn: context.today })
})

export const refuse = action(endpoints.refuse, async (context, { params, body: { reason, redirectUnitId } }) => {
  const row = await lockFor(context, params.reportInId, 'refuse')
  if (redirectUnitId !== null) {
    await villageFor(context, redirectUnitId, '#/redirectUnitId')
    if (redirectUnitId === row.unitId) throw invalidField('#/redirectUnitId', '请选另一个村（社区）')
  }
  return move(context, row, 'refuse', { endReason: reason, redirectUnitId, endedOn: context.today })
})

export const assignGrid = action(endpoints.assignGrid, async (context, { params, body: { gridUnitId } }) => {
  const row = await lockFor(context, params.reportInId, 'assignGrid')
  const above = (await queries.placeOf(context.db, context.today, gridUnitId))?.path ?? []
  if (!above.includes(row.unitId)) throw invalidField('#/gridUnitId', '请选这个村（社区）里的网格')
  return move(context, row, 'assignGrid', { gridUnitId })
})

export const renew = action(endpoints.renew, async (context, { params }) => {
  const row = await lockFor(context, params.reportInId, 'renew')
  return move(context, row, 'renew', { renewedOn: context.today })
})

export const leave = action(endpoints.leave, async (context, { params, body: { reason } }) => {
  const row = await lockFor(context, params.reportInId, 'leave')
  return move(context, row, 'leave', { endReason: reason, endedOn: context.today })
})

export const exempt = action(endpoints.exempt, async (context, { params, body: { reason } }) => {
  const row = await lockFor(context, params.reportInId, 'exempt')
  return move(context, row, 'exempt', { exemptReason: reason, endedOn: context.today })
})

type Step = 'withdraw' | 'accept' | 'refuse' | 'assignGrid' | 'renew' | 'leave' | 'exempt'

async function move(
  context: Context,
  row: queries.ReportInRow,
  step: Step,
  set: Omit<Parameters<typeof queries.updateReportIn>[2], 'state'>,
) {
  const state = reportInMachine.next(row.state, step)
  await queries.updateReportIn(context.db, row.id, { ...set, state })
  await context.record(`commitments.${step}`, { kind: 'reportIn', id: row.id, unitId: row.unitId }, { state })
  return show(context, row.id)
}

/**
 * The invitation that a report to the unit takes up, locked; null: there is none. One from elsewhere is withdrawn: the person says where
 * he lives. Throws already-reported or wrong-state (409).
 */
async function lockInvitation(context: Context, personId: string, unitId: string): Promise<string | null> {
  const { db, today } = context
  const state = reportInMachine.next('invited', 'withdraw')
  for (const elsewhere of await queries.withdrawElsewhere(db, personId, unitId, today))
    await context.record('commitments.withdraw', { kind: 'reportIn', ...elsewhere }, { state })
  const known = await queries.openReportIn(db, personId)
  if (!known) return null
  await queries.lockReportIn(db, known.id)
  const still = await queries.openReportIn(db, personId)
  if (!still) throw new Problem(common.wrongState, '邀请刚刚变了，请刷新再看。')
  if (still.state !== 'invited' || still.unitId !== unitId) throw new Problem(problems.alreadyReported)
  return still.id
}

/** The constraint sees a report-in that the caller may not read: it is open all the same. */
async function unlessOpen(write: Promise<unknown>) {
  try {
    await write
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Problem(problems.alreadyReported)
    throw error
  }
}

/** A village or community with where it stands. Throws invalid (422) for anything else. */
async function villageFor(context: Context, unitId: string, pointer = '#/unitId'): Promise<DutyPlace> {
  const kind = await queries.unitKind(context.db, unitId)
  if (kind !== 'village' && kind !== 'community') throw invalidField(pointer, '请选一个村（社区）')
  return placeFor(context, unitId)
}

/** Where a standing unit is. Throws invalid (422) if there is none today. */
export async function placeFor(context: Context, unitId: string): Promise<DutyPlace> {
  await authorityOver(context, unitId)
  return (await queries.placeOf(context.db, context.today, unitId))!
}

/** The town itself, for what holds everywhere. */
export async function findTown(context: Context): Promise<DutyPlace> {
  const [town] = await listUnits(context, { kind: 'town' })
  return town ? placeFor(context, town.id) : { path: [], line: [] }
}

export async function requirePerson({ db }: Context, personId: string): Promise<void> {
  if (!(await queries.personExists(db, personId))) throw invalidField('#/personId', '没有这个人，或不归您看')
}

/** A report-in that one may read. Throws not-found (404). */
export async function findReportIn(context: Context, id: string): Promise<queries.ReportInRow> {
  const [row] = await queries.listReportIns(context.db, context.today, { id })
  if (!row) throw new Problem(common.notFound, '没有这条报到记录，或不归您看。')
  return row
}

/** The same, locked; the policy is asked before and again after the wait. */
export async function lockFor(context: Context, id: string, name: Step | 'writeNote'): Promise<queries.ReportInRow> {
  context.require(reportInPolicy, name, await findReportIn(context, id))
  await queries.lockReportIn(context.db, id)
  const row = await findReportIn(context, id)
  context.require(reportInPolicy, name, row)
  return row
}

export async function show(context: Context, id: string): Promise<ReportIn> {
  return (await presentAll(context, [await findReportIn(context, id)]))[0]!
}

/** Report-ins with the notes that were written of them. */
export async function presentAll(context: Context, rows: readonly queries.ReportInRow[]): Promise<ReportIn[]> {
  const { actor, now, db } = context
  const notes = Map.groupBy(await queries.notesOf(db, { reportInIds: rows.map(({ id }) => id) }), ({ reportInId }) => reportInId)
  const shown: ReportIn[] = []
  for (const row of rows) {
    const { sortKey: _, path: __, line: ___, ...rest } = row
    const own: ReportNote[] = []
    for (const note of notes.get(row.id) ?? []) own.push(await presentNote(context, row, note))
    shown.push({ ...rest, notes: own, allowedActions: reportInPolicy.allowed(actor, row, now) })
  }
  return shown
}

async function presentNote(context: Context, row: queries.ReportInRow, { reportInId: _, ...note }: queries.NoteRow): Promise<ReportNote> {
  const facts = { path: row.path, line: row.line, personId: row.personId, state: note.state }
  return { ...note, sendableOn: await sendableOn(context, note), allowedActions: notePolicy.allowed(context.actor, facts, context.now) }
}

/** From this day on a note may go without having been read. */
export const sendableOn = async (context: Context, { shownOn }: { shownOn: string }): Promise<string> =>
  addWorkingDays(await context.calendar(), shownOn, readingDays).day

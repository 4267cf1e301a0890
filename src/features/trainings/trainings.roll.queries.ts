/** Rolls of trainings (培训名册): SQL. */
import { sql } from 'kysely'
import { bulkInsert, bulkUpdate } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import { open, seal, sealInBulk, type Keeping } from '#platform/database/sealed-text.ts'
import { nameGone } from '#platform/shared/retention.ts'
import type { Mark } from './trainings.contract.ts'
import { places } from './trainings.sealed.queries.ts'

export async function rollOf(keeping: Keeping, sessionId: string) {
  const rows = await keeping.db
    .selectFrom('trainingRoll')
    .where('sessionId', '=', sessionId)
    .select(['id', 'position', 'personId', 'name', 'sortKey', 'attendance', 'reasonSealed', 'excluded', 'excludedNoteSealed', 'hours'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ reasonSealed, excludedNoteSealed, ...row }) => ({
    ...row,
    name: row.name ?? nameGone,
    reason: open(keeping, reasonSealed, places.reason),
    excludedNote: open(keeping, excludedNoteSealed, places.excludedNote),
  }))
}

/** Of each entry the other session at the same time, for the organiser; empty for others. */
export async function clashesOf(db: Database, sessionId: string) {
  const { rows } = await sql<{ entryId: string; sessionId: string; title: string; credited: boolean }>`
    select entry_id, session_id, title, credited from training_clashes(${sessionId})`.execute(db)
  return new Map(rows.map(({ entryId, ...clash }) => [entryId, clash]))
}

export interface NewEntry {
  id: string
  sessionId: string
  position: number
  personId: string | null
  name: string
  sortKey: string
  attendance: string
  reason: string | null
  excluded: string | null
}

export const insertEntries = (
  keeping: Keeping,
  townId: number,
  entries: readonly (NewEntry & { hours?: number | null; clashId?: string | null })[],
) =>
  bulkInsert(
    keeping.db,
    'training_roll',
    {
      town_id: 'integer',
      id: 'uuid',
      session_id: 'uuid',
      position: 'integer',
      person_id: 'uuid',
      name: 'text',
      sort_key: 'text',
      attendance: 'text',
      reason_sealed: 'bytea',
      excluded: 'text',
      hours: 'integer',
      clash_id: 'uuid',
    },
    entries.map(entry => ({
      town_id: townId,
      id: entry.id,
      session_id: entry.sessionId,
      position: entry.position,
      person_id: entry.personId,
      name: entry.name,
      sort_key: entry.sortKey,
      attendance: entry.attendance,
      reason_sealed: sealInBulk(keeping, entry.reason, places.reason),
      excluded: entry.excluded,
      hours: entry.hours ?? null,
      clash_id: entry.clashId ?? null,
    })),
  )

export const markEntries = (keeping: Keeping, marks: readonly Mark[]) =>
  bulkUpdate(
    keeping.db,
    'training_roll',
    { id: 'uuid', attendance: 'text', reason_sealed: 'bytea' },
    'attendance = r.attendance, reason_sealed = r.reason_sealed',
    marks.map(({ entryId, attendance, reason }) => ({
      id: entryId,
      attendance,
      reason_sealed: attendance === 'excused' ? sealInBulk(keeping, reason, places.reason) : null,
    })),
  )

export const updateEntry = (
  keeping: Keeping,
  id: string,
  {
    excludedNote,
    ...set
  }: {
    personId: string | null
    name: string
    sortKey: string
    excluded: 'byRecorder' | null
    excludedNote: string | null
    attendance?: 'unrecorded'
    reasonSealed?: null
  },
) =>
  keeping.db
    .updateTable('trainingRoll')
    .set({ ...set, excludedNoteSealed: seal(keeping, excludedNote, places.excludedNote) })
    .where('id', '=', id)
    .execute()

export const touchRoll = (db: Database, id: string) =>
  db
    .updateTable('trainingSession')
    .set({ rollVersion: sql`roll_version + 1` })
    .where('id', '=', id)
    .execute()

export const writeCredits = (db: Database, credits: readonly { id: string; hours: number; clashId: string | null }[]) =>
  bulkUpdate(
    db,
    'training_roll',
    { id: 'uuid', hours: 'integer', clash_id: 'uuid' },
    'hours = r.hours, clash_id = r.clash_id',
    credits.map(({ id, hours, clashId }) => ({ id, hours, clash_id: clashId })),
  )

/** Credits elsewhere whoever had no hours there because of this session, which credits nobody any more; returns how many lines. */
export async function giveBackHours(db: Database, sessionId: string): Promise<number> {
  const { rows } = await sql<{ returned: number }>`select give_back_training_hours(${sessionId}::uuid) as returned`.execute(db)
  return rows[0]!.returned
}

export const clearCredits = (db: Database, sessionId: string) =>
  db.updateTable('trainingRoll').set({ hours: null, clashId: null }).where('sessionId', '=', sessionId).execute()

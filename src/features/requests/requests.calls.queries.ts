/** Calls to reporters (要打的电话): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { CallAbout, CallOutcome } from './requests.shapes.contract.ts'

export const insertCall = (db: Database, row: { townId: number; id: string; requestId: string; about: CallAbout; dueAt: Date }) =>
  db.insertInto('requestCall').values(row).execute()

/** Calls that are due and whose case lies on one of the desks, with one of the departments or with one of the people. */
export async function listCalls(db: Database, desks: readonly string[], bodies: readonly string[], people: readonly string[], now: Date) {
  const { rows } = await sql<{
    id: string
    requestId: string
    about: CallAbout
    dueAt: Date
    number: string
    title: string
    version: number
  }>`
    select c.id, c.request_id, c.about, c.due_at, r.number, r.title from request_call c join request r on r.town_id = c.town_id and r.id = c.request_id
    where c.done_at is null and c.due_at <= ${now}
      and (r.handler_unit_id = any (${[...desks]}::uuid[]) or r.assigned_body_id = any (${[...bodies]}::uuid[]) or r.assigned_person_id = any (${[...people]}::uuid[]))
    order by c.due_at, c.id limit 200`.execute(db)
  return rows
}

export const lockCall = (db: Database, id: string) =>
  db.selectFrom('requestCall').where('id', '=', id).select(['id', 'requestId', 'about', 'doneAt']).forUpdate().executeTakeFirst()

export const finishCall = (db: Database, id: string, done: { doneAt: Date; doneBy: string; outcome: CallOutcome }) =>
  db.updateTable('requestCall').set(done).where('id', '=', id).execute()

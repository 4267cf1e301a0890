/** Rights over one's own data (个人信息权利): SQL. The only file that writes its tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Outcome, RightsKind, RightsRequestState } from './rights.contract.ts'

const requests = (db: Database) =>
  db
    .selectFrom('rightsRequest as r')
    .leftJoin('person as p', join => join.onRef('p.townId', '=', 'r.townId').onRef('p.id', '=', 'r.personId'))
    .select([
      'r.id',
      'r.personId',
      'r.kind',
      'r.text',
      'r.state',
      'r.outcome',
      'r.answer',
      'r.appeal',
      'r.receivedAt',
      'r.dueOn',
      'r.dueEstimated',
      'r.version',
    ])
    .select(sql<string>`coalesce(p.name, '')`.as('name'))

/** Open ones by due day, then what is answered. */
export const listRequests = (db: Database) =>
  requests(db)
    .orderBy(sql`r.state in ('answered', 'refused', 'closed')`)
    .orderBy('r.dueOn')
    .orderBy('r.id')
    .limit(500)
    .execute()
export const requestsOf = (db: Database, personId: string) =>
  requests(db).where('r.personId', '=', personId).orderBy('r.id', 'desc').execute()
export const findRequest = (db: Database, id: string) => requests(db).where('r.id', '=', id).executeTakeFirst()
export const lockRequest = (db: Database, id: string) => sql`select id from rights_request where id = ${id}::uuid for update`.execute(db)

export const insertRequest = (
  db: Database,
  row: {
    townId: number
    id: string
    personId: string
    kind: RightsKind
    text: string
    receivedAt: Date
    dueOn: string
    dueEstimated: boolean
  },
) =>
  db
    .insertInto('rightsRequest')
    .values({ ...row, state: 'received' })
    .execute()

export const moveRequest = (
  db: Database,
  id: string,
  set: { state: RightsRequestState; outcome?: Outcome; answer?: string; appeal?: string },
) =>
  db
    .updateTable('rightsRequest')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const insertCode = (
  db: Database,
  row: { townId: number; id: string; personId: string; digest: Buffer; issuedBy: string; issuedAt: Date; expiresAt: Date },
) => db.insertInto('subjectCode').values(row).execute()

/** Whose code it is, used up by this; null: none, used or expired. */
export const useCode = async (db: Database, digest: Buffer, at: Date): Promise<string | null> =>
  (await sql<{ id: string | null }>`select use_subject_code(${digest}, ${at.toISOString()}::timestamptz) as id`.execute(db)).rows[0]?.id ??
  null

export const casesInMyName = async (db: Database) =>
  (await sql<{ number: string; state: string }>`select number, state from cases_in_my_name()`.execute(db)).rows

export const hideMyName = async (db: Database): Promise<number> =>
  (await sql<{ hidden: number }>`select hide_my_name() as hidden`.execute(db)).rows[0]!.hidden

export const isShown = async (db: Database, personId: string) =>
  (await db.selectFrom('term').where('personId', '=', personId).where('shownToResidents', '=', true).select('id').executeTakeFirst()) !==
  undefined

/** What was done about the person, newest first, with the name of who holds or held a post. */
export const looksAt = async (db: Database, personId: string, names: readonly string[]) =>
  (
    await sql<{ at: Date; name: string; who: string | null }>`select at, name, holder_name(actor_person_id) as who from event
      where subject_kind = 'person' and subject_id = ${personId}::uuid and name = any (${[...names]}::text[]) order by id desc limit 200`.execute(
      db,
    )
  ).rows

export const nameOf = async (db: Database, personId: string) =>
  (await db.selectFrom('person').where('id', '=', personId).select('name').executeTakeFirst())?.name

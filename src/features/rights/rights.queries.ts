/** Rights over one's own data (个人信息权利): SQL. The only file that writes its tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { open, seal, type Keeping } from '#platform/database/sealed-text.ts'
import type { Outcome, RightsKind, RightsRequestState } from './rights.contract.ts'

const places = { text: 'rights_request.text', answer: 'rights_request.answer' } as const

const requests = (db: Database) =>
  db
    .selectFrom('rightsRequest as r')
    .leftJoin('person as p', join => join.onRef('p.townId', '=', 'r.townId').onRef('p.id', '=', 'r.personId'))
    .select([
      'r.id',
      'r.personId',
      'r.kind',
      'r.textSealed',
      'r.state',
      'r.outcome',
      'r.answerSealed',
      'r.appeal',
      'r.receivedAt',
      'r.dueOn',
      'r.dueEstimated',
      'r.version',
    ])
    .select(sql<string>`coalesce(p.name, '')`.as('name'))

type Stored = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]

const opened = (keeping: Keeping, { textSealed, answerSealed, ...row }: Stored) => ({
  ...row,
  text: open(keeping, textSealed, places.text) ?? '',
  answer: open(keeping, answerSealed, places.answer),
})

/** Open ones by due day, then what is answered. */
export const listRequests = async (keeping: Keeping) =>
  (
    await requests(keeping.db)
      .orderBy(sql`r.state in ('answered', 'refused', 'closed')`)
      .orderBy('r.dueOn')
      .orderBy('r.id')
      .limit(500)
      .execute()
  ).map(row => opened(keeping, row))
export const requestsOf = async (keeping: Keeping, personId: string) =>
  (await requests(keeping.db).where('r.personId', '=', personId).orderBy('r.id', 'desc').execute()).map(row => opened(keeping, row))
export async function findRequest(keeping: Keeping, id: string) {
  const row = await requests(keeping.db).where('r.id', '=', id).executeTakeFirst()
  return row && opened(keeping, row)
}
export const lockRequest = (db: Database, id: string) => sql`select id from rights_request where id = ${id}::uuid for update`.execute(db)

export const insertRequest = (
  keeping: Keeping,
  {
    text,
    ...row
  }: {
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
  keeping.db
    .insertInto('rightsRequest')
    .values({ ...row, textSealed: seal(keeping, text, places.text), state: 'received' })
    .execute()

export const moveRequest = (
  keeping: Keeping,
  id: string,
  { answer, ...set }: { state: RightsRequestState; outcome?: Outcome; answer?: string; appeal?: string; closedOn?: string },
) =>
  keeping.db
    .updateTable('rightsRequest')
    .set({ ...set, ...(answer !== undefined && { answerSealed: seal(keeping, answer, places.answer) }), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** Requests that were closed as long ago as they are kept. */
export const listForgettable = async (db: Database, before: string) =>
  (await db.selectFrom('rightsRequest').where('closedOn', '<', before).select('id').orderBy('id').execute()).map(({ id }) => id)

export const deleteRequest = (db: Database, id: string) => db.deleteFrom('rightsRequest').where('id', '=', id).execute()

export const insertCode = (
  db: Database,
  row: { townId: number; id: string; personId: string; digest: Buffer; issuedBy: string; issuedAt: Date; expiresAt: Date },
) => db.insertInto('subjectCode').values(row).execute()

/** Codes that were over before the moment. */
export const spentCodes = async (db: Database, before: Date): Promise<string[]> =>
  (await db.selectFrom('subjectCode').where('expiresAt', '<', before).select('id').orderBy('id').execute()).map(({ id }) => id)

/** Codes that were given for a person and are still kept. */
export const codesOf = (db: Database, personId: string) =>
  db
    .selectFrom('subjectCode')
    .where('personId', '=', personId)
    .select(sql<string>`(issued_at at time zone 'Asia/Shanghai')::date`.as('issuedOn'))
    .orderBy('issuedAt')
    .execute()

export const deleteCode = (db: Database, id: string) => db.deleteFrom('subjectCode').where('id', '=', id).execute()

/** Whose code it is and who gave it, used up by this; undefined: none, used or expired. */
export const useCode = async (db: Database, digest: Buffer, at: Date): Promise<{ personId: string; issuedBy: string } | undefined> =>
  (
    await sql<{ personId: string; issuedBy: string }>`select person_id, issued_by
      from use_subject_code(${digest}, ${at.toISOString()}::timestamptz)`.execute(db)
  ).rows[0]

/** Requests whose day was counted over a year without published holidays. */
export const listEstimated = async (db: Database) =>
  db.selectFrom('rightsRequest').where('dueEstimated', '=', true).select(['id', 'receivedAt', 'dueOn']).orderBy('id').execute()

export const redateRequest = (db: Database, id: string, set: { dueOn: string; dueEstimated: boolean }) =>
  db
    .updateTable('rightsRequest')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

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

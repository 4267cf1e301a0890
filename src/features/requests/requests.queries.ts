/** Requests (诉求): SQL of one case. */
import { sql, type Insertable, type Updateable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'

type Row<T extends keyof Tables> = Insertable<Tables[T]>

const caseColumns = [
  'id',
  'number',
  'title',
  'text',
  'near',
  'categoryId',
  'unitId',
  'custodyUnitId',
  'handlerUnitId',
  'assignedBodyId',
  'assignedPersonId',
  'handledBy',
  'state',
  'channel',
  'outsideNumber',
  'enteredBy',
  'consentBasis',
  'publicAgreed',
  'publicLine',
  'aboutOfficials',
  'nameSealed',
  'phoneSealed',
  'addressSealed',
  'submittedAt',
  'levelSince',
  'levelDueOn',
  'clockState',
  'dueOn',
  'soonOn',
  'pauseUntil',
  'answerDueOn',
  'closedAt',
  'solvedBy',
  'returnCount',
  'jointMeetingOn',
  'jointDecidedOn',
  'jointHandlerId',
  'reopenedCount',
  'askedCount',
  'rejectedCount',
  'mergedInto',
  'version',
] as const

const cases = (db: Database) =>
  db
    .selectFrom('request')
    .select(caseColumns)
    .select(sql<string[]>`authority_path(handler_unit_id)`.as('handlerPath'))
    .select(sql<string[]>`authority_path(custody_unit_id)`.as('custodyPath'))

export const findCase = (db: Database, id: string) => cases(db).where('id', '=', id).executeTakeFirst()
/** The same, locked until the transaction ends. Every change to a case starts here. */
export const lockCase = (db: Database, id: string) => cases(db).where('id', '=', id).forUpdate().executeTakeFirst()
export const lockCaseByNumber = (db: Database, number: string) => cases(db).where('number', '=', number).forUpdate().executeTakeFirst()

/** The cases merged into one, for telling their reporters. */
export const listDuplicates = async (db: Database, id: string) =>
  (await sql<{ id: string; unitId: string }>`select id, unit_id from merged_cases(${id})`.execute(db)).rows

export const insertRequest = (db: Database, row: Row<'request'>) => db.insertInto('request').values(row).execute()

/** Changes a case and counts its version up. */
export const updateRequest = (db: Database, id: string, change: Omit<Updateable<Tables['request']>, 'version'>) =>
  db
    .updateTable('request')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** The event log of a case, oldest first. */
export const listEvents = (db: Database, id: string) =>
  db
    .selectFrom('event')
    .where('subjectKind', '=', 'request')
    .where('subjectId', '=', id)
    .select(['id', 'name', 'at', 'actor', 'actorPersonId', 'details'])
    .orderBy('id')
    .execute()

export const listNotes = (db: Database, id: string) =>
  db.selectFrom('requestNote').where('requestId', '=', id).select(['eventId', 'text']).execute()

export const insertNote = (db: Database, row: Row<'requestNote'>) => db.insertInto('requestNote').values(row).execute()

export const listPhotos = (db: Database, id: string) =>
  db.selectFrom('requestPhoto').where('requestId', '=', id).select(['id', 'width', 'height']).orderBy('id').execute()

/** A unit's name and its village's (or the town's own), as they are today or were last. */
export async function namesOfUnits(db: Database, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; kind: string; name: string; villageId: string; villageName: string; villageShortName: string }>`
    select wanted.id, unit.kind, up.name, village.unit_id as village_id, village.name as village_name, village.short_name as village_short_name
    from unnest(${[...new Set(ids)]}::uuid[]) as wanted (id)
    join unit on unit.town_id = actor_town() and unit.id = wanted.id
    join lateral (select name, path from unit_period where town_id = unit.town_id and unit_id = unit.id and lower(valid) <= actor_today()
      order by lower(valid) desc limit 1) up on true
    join lateral (select unit_id, name, short_name from unit_period where town_id = unit.town_id and unit_id = coalesce(up.path[2], up.path[1])
      and lower(valid) <= actor_today() order by lower(valid) desc limit 1) village on true`.execute(db)
  return new Map(rows.map(row => [row.id, row]))
}

/** A body's name as it was last, and what it is called since it went into another. */
export async function namesOfBodies(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, string>()
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct on (body_id) body_id as id, name || case when standing_body(body_id, actor_today()) = body_id then ''
      else '（现在是' || standing_body_name(body_id, actor_today(), actor_today()) || '）' end as name
    from body_period
    where body_id = any (${[...new Set(ids)]}::uuid[]) and lower(valid) <= actor_today() order by body_id, lower(valid) desc`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function nextNumber(db: Database, unitId: string, year: number): Promise<number> {
  const { rows } = await sql<{ running: number }>`select next_request_number(${unitId}, ${year}) as running`.execute(db)
  return rows[0]!.running
}

export async function lowestHandler(db: Database, path: readonly string[], roles: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select lowest_handler(${[...path]}::uuid[], ${[...roles]}::text[]) as id`.execute(db)
  return rows[0]!.id
}

export async function findReceipt(db: Database, number: string, digest: Buffer): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select find_receipt(${number}, ${digest}) as id`.execute(db)
  return rows[0]!.id
}

/** The kind of a unit, and its parent today (null for the town). */
export const findPlace = async (db: Database, id: string) =>
  (
    await sql<{ kind: string; parentId: string | null; path: string[] }>`select unit.kind, up.parent_id, up.path from unit
      join lateral (select parent_id, path from unit_period where town_id = unit.town_id and unit_id = unit.id and lower(valid) <= actor_today()
        order by lower(valid) desc limit 1) up on true where unit.id = ${id}`.execute(db)
  ).rows[0]

export const insertCopy = (db: Database, row: Row<'requestCopy'>) =>
  db
    .insertInto('requestCopy')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .execute()

/** Does the person hold any post today? */
export const isInOffice = async (db: Database, personId: string) =>
  (await sql`select from term where person_id = ${personId} and valid @> actor_today() limit 1`.execute(db)).rows.length > 0

/** To whom a case at `path` can be given: the town's departments, and the people at its desks today. */
export async function listCandidates(db: Database, path: readonly string[], roles: readonly string[]) {
  const bodies = await sql<{ id: string; name: string }>`
    select body.id, bp.name from body join body_period bp on bp.town_id = body.town_id and bp.body_id = body.id and bp.valid @> actor_today()
    where body.kind = 'department' order by bp.name`.execute(db)
  const people = await sql<{ id: string; name: string; title: string }>`
    select distinct on (term.person_id) term.person_id as id, holder_name(term.person_id) as name, post.title from term
    join post on post.town_id = term.town_id and post.id = term.post_id
    where term.valid @> actor_today() and (post.closed_on is null or post.closed_on > actor_today())
      and post.unit_id = any (${[...path]}::uuid[]) and post.role = any (${[...roles]}::text[]) order by term.person_id`.execute(db)
  return { bodies: bodies.rows, people: people.rows }
}

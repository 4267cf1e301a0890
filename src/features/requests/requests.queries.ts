/** Requests (诉求): SQL of one case. */
import { sql, type Insertable, type Updateable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { RequestState } from './requests.contract.ts'
import type { Tables } from '#platform/database/tables.ts'
import type { Role } from '#platform/shared/actor.ts'

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
  'codeToldTo',
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

/** Who has authority over the handler's unit and, where that is another, over the custody's; and who took part, with what that has become. */
const authorities = [
  sql<string[]>`authority_path(handler_unit_id)`.as('handlerPath'),
  sql<string[] | null>`case when custody_unit_id <> handler_unit_id then authority_path(custody_unit_id) end`.as('custodyPath'),
  sql<string[]>`one_with(involved)`.as('involved'),
  // of the case that this one was merged into; for its reporter alone
  sql<RequestState | null>`(select kept.state from kept_case(id) kept)`.as('keptState'),
  sql<Date | null>`(select kept.closed_at from kept_case(id) kept)`.as('keptClosedAt'),
] as const

const withCustody = <R extends { handlerPath: string[]; custodyPath: string[] | null }>(row: R | undefined) =>
  row && { ...row, custodyPath: row.custodyPath ?? row.handlerPath }

const cases = (db: Database) => db.selectFrom('request').select(caseColumns).select(authorities)

export const findCase = async (db: Database, id: string) => withCustody(await cases(db).where('id', '=', id).executeTakeFirst())
/** The same, locked until the transaction ends. Every change to a case starts here. */
export const lockCase = async (db: Database, id: string) => withCustody(await cases(db).where('id', '=', id).forUpdate().executeTakeFirst())
export const lockCaseByNumber = async (db: Database, number: string) =>
  withCustody(await cases(db).where('number', '=', number).forUpdate().executeTakeFirst())

export const insertRequest = (db: Database, row: Row<'request'>) => db.insertInto('request').values(row).execute()

/** Changes a case, counts its version up and returns it as it is then. */
export const updateRequest = async (db: Database, id: string, change: Omit<Updateable<Tables['request']>, 'version'>) =>
  withCustody(
    await db
      .updateTable('request')
      .set({ ...change, version: sql`version + 1` })
      .where('id', '=', id)
      .returning(caseColumns)
      .returning(authorities)
      .executeTakeFirst(),
  )

/** What is kept of the code that opens the case now. */
export const findCodeDigest = async (db: Database, id: string) =>
  (await db.selectFrom('request').where('id', '=', id).select('codeDigest').executeTakeFirst())?.codeDigest ?? null

/** The event log of a case, oldest first. */
export const listEvents = (db: Database, id: string) =>
  db
    .selectFrom('event')
    .where('subjectKind', '=', 'request')
    .where('subjectId', '=', id)
    .select(['id', 'name', 'at', 'actor', 'actorPersonId', 'details'])
    .orderBy('id')
    .execute()

export const insertNote = (db: Database, row: Row<'requestNote'>) => db.insertInto('requestNote').values(row).execute()

/** What belongs to a case beside its log: photos, the texts of its steps, and what its category is called. */
export async function piecesOf(db: Database, { id, categoryId }: { id: string; categoryId: string | null }) {
  const { rows } = await sql<{
    photos: { id: string; width: number; height: number }[]
    notes: { eventId: string; text: string }[]
    categoryName: string | null
  }>`select
    (select coalesce(json_agg(json_build_object('id', id, 'width', width, 'height', height) order by id), '[]')
      from request_photo where request_id = ${id}) as photos,
    (select coalesce(json_agg(json_build_object('eventId', event_id, 'text', text)), '[]') from request_note where request_id = ${id}) as notes,
    (select name from request_category where id = ${categoryId}) as category_name`.execute(db)
  return rows[0]!
}

/** A unit's name and its village's (or the town's own), as they are today or were last. */
export async function namesOfUnits(db: Database, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; kind: string; name: string; villageId: string; villageName: string; villageShortName: string }>`
    select id, kind, name, village_id, village_name, village_short_name from unit_names(${[...new Set(ids)]}::uuid[])`.execute(db)
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
    select id, holder_name(id) as name, title
    from (select distinct on (term.person_id) term.person_id as id, post.title ${atDesks(path, roles)} order by term.person_id) held`.execute(
    db,
  )
  return { bodies: bodies.rows, people: people.rows }
}

const atDesks = (path: readonly string[], roles: readonly string[]) => sql`from term
  join post on post.town_id = term.town_id and post.id = term.post_id
  where term.valid @> actor_today() and (post.closed_on is null or post.closed_on > actor_today())
    and post.unit_id = any (${[...path]}::uuid[]) and post.role = any (${[...roles]}::text[])`

/** Is this one of the town's departments today? */
export const isDepartment = async (db: Database, bodyId: string) =>
  (
    await sql`select from body join body_period bp on bp.town_id = body.town_id and bp.body_id = body.id and bp.valid @> actor_today()
      where body.kind = 'department' and body.id = ${bodyId}`.execute(db)
  ).rows.length > 0

/** Who holds posts with these roles at the units today, the lowest first. */
export const listHolders = async (db: Database, unitIds: readonly string[], roles: readonly string[]) =>
  (
    await sql<{ personId: string; role: Role; unitId: string; bodyId: string | null }>`
      select term.person_id, post.role, post.unit_id, post.body_id ${atDesks(unitIds, roles)}
      order by (select max(cardinality(up.path)) from unit_period up where up.unit_id = post.unit_id) desc, post.id, term.id`.execute(db)
  ).rows

/** Does this person hold one of the desks of `path` today? */
export const isAtDesk = async (db: Database, personId: string, path: readonly string[], roles: readonly string[]) =>
  (await sql`select ${atDesks(path, roles)} and term.person_id = ${personId} limit 1`.execute(db)).rows.length > 0

/** Bodies (组织): SQL. With bodies.rows.queries.ts the only file that writes `body`, `body_period`, `body_coverage` and `body_succession`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { asRange } from '#platform/shared/spans.ts'
import type { z } from 'zod'
import type { BodyKind, OpenKind } from './bodies.contract.ts'
import type { BodyLife, BodySpan, Cover } from './bodies.rules.ts'
import type { BodySuccession } from './bodies.succession.rules.ts'

/** Bodies as they stood on `day`. */
const bodiesOn = (db: Database, day: string) =>
  db
    .selectFrom('body')
    .innerJoin('bodyPeriod as bp', join => join.onRef('bp.townId', '=', 'body.townId').onRef('bp.bodyId', '=', 'body.id'))
    .leftJoin('bodyPeriod as parent', join =>
      join
        .onRef('parent.townId', '=', 'bp.townId')
        .onRef('parent.bodyId', '=', 'bp.parentId')
        .on(sql<boolean>`parent.valid @> ${day}::date`),
    )
    .where(sql<boolean>`bp.valid @> ${day}::date`)
    .select(['body.id', 'body.line', 'body.kind', 'bp.name', 'bp.parentId', 'parent.name as parentName'])
    .select(['body.foundedOn', 'body.dissolvedOn', 'body.externalCode', 'body.version'])
    .select(
      sql<string[]>`array(select bc.unit_id from body_coverage bc where bc.town_id = body.town_id and bc.body_id = body.id
        and bc.valid @> ${day}::date order by bc.unit_id)`.as('unitIds'),
    )

export interface BodyFilter {
  /** Part of the name on the day. */
  q?: string | undefined
  line?: string | undefined
  kind?: string | undefined
  parentId?: string | undefined
  /** Covering the unit, or one below it. */
  unitId?: string | undefined
}

const filtered = (db: Database, day: string, { q, line, kind, parentId, unitId }: BodyFilter) =>
  bodiesOn(db, day)
    .$if(q !== undefined, query => query.where(sql<boolean>`position(${q} in bp.name) > 0`))
    .$if(line !== undefined, query => query.where('body.line', '=', line as 'party'))
    .$if(kind !== undefined, query => query.where('body.kind', '=', kind!))
    .$if(parentId !== undefined, query => query.where('bp.parentId', '=', parentId!))
    .$if(unitId !== undefined, query =>
      query.where(
        sql<boolean>`exists (select from body_coverage bc where bc.town_id = body.town_id and bc.body_id = body.id and bc.valid @> ${day}::date
          and bc.unit_id = any ((select units_below(${unitId}, ${day}::date))::uuid[]))`,
      ),
    )

/** One page by code and name, after the place given, with one row more than `limit`. */
export const listBodies = (db: Database, day: string, filter: BodyFilter, limit: number, after: readonly [string, string, string] | null) =>
  filtered(db, day, filter)
    .$if(after !== null, query =>
      query.where(
        sql<boolean>`(coalesce(body.external_code, '~'), bp.name, body.id) > (${after?.[0]}, ${after?.[1]}, ${after?.[2]}::uuid)`,
      ),
    )
    .orderBy(sql`coalesce(body.external_code, '~')`)
    .orderBy('bp.name')
    .orderBy('body.id')
    .limit(limit + 1)
    .execute()

export async function countBodies(db: Database, day: string, filter: BodyFilter): Promise<number> {
  const { count } = await db
    .selectFrom(filtered(db, day, filter).as('found'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The body on the day, or as it stood last, or as it will stand first. */
export const findBody = async (db: Database, day: string, id: string) =>
  (await bodiesOn(db, day).where('body.id', '=', id).executeTakeFirst()) ?? (await findOtherDay(db, day, id))

async function findOtherDay(db: Database, day: string, id: string) {
  const life = await db
    .selectFrom('body')
    .where('id', '=', id)
    .select(['foundedOn', sql<string | null>`dissolved_on - 1`.as('last')])
    .executeTakeFirst()
  if (!life) return undefined
  const other = life.last !== null && life.last < day ? life.last : life.foundedOn
  return bodiesOn(db, other).where('body.id', '=', id).executeTakeFirst()
}

/** Bodies that cover one of the units or a predecessor of one, largest first: a committee before its branches. */
export const bodiesCovering = (db: Database, day: string, unitIds: readonly string[], line: string) =>
  bodiesOn(db, day)
    .where('body.line', '=', line as 'party')
    .where(
      sql<boolean>`exists (select from body_coverage bc where bc.town_id = body.town_id and bc.body_id = body.id and bc.valid @> ${day}::date
        and bc.unit_id in (with recursive standing (unit_id) as (
          select unnest(${[...unitIds]}::uuid[])
          union
          select us.predecessor_id from standing
          join unit_succession us on us.town_id = (select actor_town()) and us.successor_id = standing.unit_id and us.effective_on <= ${day}::date
        ) select unit_id from standing))`,
    )
    .orderBy(sql`array_position(array['committee', 'generalBranch', 'branch', 'jointBranch', 'temporaryBranch'], body.kind)`)
    .orderBy('bp.name')
    .execute()

export const periodsOf = (db: Database, id: string) =>
  db
    .selectFrom('bodyPeriod as bp')
    .leftJoin('bodyPeriod as parent', join =>
      join
        .onRef('parent.townId', '=', 'bp.townId')
        .onRef('parent.bodyId', '=', 'bp.parentId')
        .on(sql<boolean>`parent.valid @> lower(bp.valid)`),
    )
    .where('bp.bodyId', '=', id)
    .select(['bp.name', 'bp.parentId', 'parent.name as parentName'])
    .select([sql<string>`lower(bp.valid)`.as('from'), sql<string | null>`upper(bp.valid)`.as('to')])
    .orderBy(sql`lower(bp.valid)`)
    .execute()

export const coverageOf = (db: Database, id: string) =>
  db
    .selectFrom('bodyCoverage as bc')
    .where('bc.bodyId', '=', id)
    .select('bc.unitId')
    .select([sql<string>`lower(bc.valid)`.as('from'), sql<string | null>`upper(bc.valid)`.as('to')])
    .select(
      sql<string>`(select name from unit_period up where up.town_id = bc.town_id and up.unit_id = bc.unit_id order by lower(up.valid) desc limit 1)`.as(
        'unitName',
      ),
    )
    .orderBy(sql`lower(bc.valid)`)
    .orderBy('unitName')
    .execute()

/** Lets one change of the bodies run at a time; it holds until the transaction ends. */
export const lockBodies = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('bodies', ${townId}))`.execute(db)

export interface StoredBody extends BodyLife {
  externalCode: string | null
  spans: BodySpan[]
  coverage: Cover[]
}

/** Every body that ever stood, with its spans and coverage. */
export async function loadBodies(db: Database): Promise<Map<string, StoredBody>> {
  const days = <T extends 'bodyPeriod' | 'bodyCoverage'>(table: T) =>
    [sql<string>`lower(${sql.ref(`${table}.valid`)})`.as('from'), sql<string | null>`upper(${sql.ref(`${table}.valid`)})`.as('to')] as const
  const bodies = await db.selectFrom('body').select(['id', 'kind', 'foundedOn', 'dissolvedOn', 'externalCode']).execute()
  const found = new Map(
    bodies.map(body => [body.id, { ...body, kind: body.kind as BodyKind, spans: [] as BodySpan[], coverage: [] as Cover[] }]),
  )
  const spans = await db
    .selectFrom('bodyPeriod')
    .select(['bodyId', 'parentId', 'name', 'recordedOn'])
    .select(days('bodyPeriod'))
    .orderBy(sql`lower(valid)`)
    .execute()
  for (const { bodyId, ...span } of spans) found.get(bodyId)!.spans.push(span)
  const coverage = await db
    .selectFrom('bodyCoverage')
    .select(['bodyId', 'unitId', 'recordedOn'])
    .select(days('bodyCoverage'))
    .orderBy(sql`lower(valid)`)
    .execute()
  for (const { bodyId, ...cover } of coverage) found.get(bodyId)!.coverage.push(cover)
  return found
}

export const codeIsTaken = async (db: Database, code: string) =>
  (await db.selectFrom('body').where('externalCode', '=', code).select('id').executeTakeFirst()) !== undefined

/** Which of the units stand on the day. */
export async function standingUnits(db: Database, unitIds: readonly string[], day: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('unitPeriod')
    .where(sql<boolean>`unit_id = any (${[...unitIds]}::uuid[]) and valid @> ${day}::date`)
    .select('unitId')
    .execute()
  return new Set(rows.map(({ unitId }) => unitId))
}

export const unitNames = async (db: Database, unitIds: readonly string[], day: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('unitPeriod')
    .where(sql<boolean>`unit_id = any (${[...unitIds]}::uuid[]) and valid @> ${day}::date`)
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

export const insertBody = (db: Database, townId: number, line: string, body: BodyLife, externalCode: string | null) =>
  db
    .insertInto('body')
    .values({
      townId,
      id: body.id,
      line: line as 'party',
      kind: body.kind,
      externalCode,
      foundedOn: body.foundedOn,
      dissolvedOn: body.dissolvedOn,
    })
    .execute()

export const updateBody = (db: Database, id: string, dissolvedOn: string | null) =>
  db
    .updateTable('body')
    .set({ dissolvedOn, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** Puts the spans and the coverage in place of what the body has. */
export async function writeLife(db: Database, townId: number, line: string, { id, spans, coverage }: BodyLife): Promise<void> {
  await db.deleteFrom('bodyPeriod').where('bodyId', '=', id).execute()
  await db.deleteFrom('bodyCoverage').where('bodyId', '=', id).execute()
  const periods = spans.map(({ parentId, name, recordedOn, ...days }) => ({
    townId,
    bodyId: id,
    line,
    parentId,
    name,
    recordedOn,
    valid: asRange(days),
  }))
  await db.insertInto('bodyPeriod').values(periods).execute()
  const covers = coverage.map(({ unitId, recordedOn, ...days }) => ({ townId, bodyId: id, unitId, recordedOn, valid: asRange(days) }))
  if (covers.length > 0) await db.insertInto('bodyCoverage').values(covers).execute()
}

export const insertSuccessions = async (db: Database, townId: number, successions: readonly BodySuccession[]) => {
  if (successions.length > 0)
    await db
      .insertInto('bodySuccession')
      .values(successions.map(succession => ({ townId, ...succession })))
      .execute()
}

/** How many records are open on the day at the bodies, or at those that went into them, as far as the reader may see them. */
export async function openAt(db: Database, ids: readonly string[], day: string) {
  const { rows } = await sql<{ kind: z.infer<typeof OpenKind>; count: number }>`
    with place as (select distinct unnest(bodies_into(id, ${day}::date)) as id from unnest(${[...ids]}::uuid[]) as wanted (id))
    select 'membership' as kind, count(*) from party_membership m join place on place.id = m.body_id where m.ended_on is null or m.ended_on > ${day}::date
    union all select 'post', count(*) from post join place on place.id = post.body_id where post.closed_on is null or post.closed_on > ${day}::date
    union all select 'meeting', count(*) from meeting join place on place.id = meeting.body_id where meeting.state = 'planned'
    union all select 'duty', count(*) from duty join place on place.id = duty.body_id where duty.state in ('upcoming', 'due', 'overdue')
    union all select 'venue', count(*) from venue join place on place.id = venue.body_id where venue.status <> 'closed'
    union all select 'request', count(*) from request join place on place.id = request.assigned_body_id where request.clock_state <> 'ended'
    union all select 'voter', count(*) from voter join place on place.id = voter.body_id
      where (voter.valid_to is null or voter.valid_to > ${day}::date) and voter.deciding_body not in ('collectiveBoard', 'branchCommittee')`.execute(
    db,
  )
  return rows.filter(({ count }) => count > 0)
}

/** Templates of duties (清单模板): SQL. The only file that writes `duty_template`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Ask, DutyTemplateState, TemplateFields } from './duties.contract.ts'

export interface TemplateRow extends TemplateFields {
  id: string
  unitName: string
  state: DutyTemplateState
  version: number
  /** Those with authority over the unit whose office asks. */
  path: string[]
}

const nameThen = (unit: string, day: string) => sql<string>`coalesce((select up.name from unit_period up
  where up.town_id = (select actor_town()) and up.unit_id = ${sql.ref(unit)} and lower(up.valid) <= ${day}::date
  order by lower(up.valid) desc limit 1), '')`

const templatesOn = (db: Database, day: string) =>
  db
    .selectFrom('dutyTemplate as t')
    .selectAll('t')
    .select([nameThen('t.unit_id', day).as('unitName'), sql<string[]>`units_above(t.unit_id, ${day}::date)`.as('path')])

type Raw = Awaited<ReturnType<ReturnType<typeof templatesOn>['execute']>>[number]

const template = ({ basisName, basisArticle, basisIssuer, fromOn, toOn, asks, kinds, ...row }: Raw): TemplateRow => ({
  ...row,
  kinds: kinds as TemplateFields['kinds'],
  asks: asks as Ask[],
  basis: { name: basisName, article: basisArticle, issuer: basisIssuer },
  from: fromOn,
  to: toOn,
})

export const listTemplates = async (db: Database, day: string): Promise<TemplateRow[]> =>
  (await templatesOn(db, day).orderBy('t.name').orderBy('t.id').execute()).map(template)

/** Issued, and not over on the day. */
export const listInForce = async (db: Database, day: string): Promise<TemplateRow[]> =>
  (await templatesOn(db, day).where('t.state', '=', 'issued').where('t.toOn', '>=', day).orderBy('t.name').orderBy('t.id').execute()).map(
    template,
  )

export async function findTemplate(db: Database, day: string, id: string): Promise<TemplateRow | undefined> {
  const row = await templatesOn(db, day).where('t.id', '=', id).executeTakeFirst()
  return row && template(row)
}

/** The same, locked until the transaction ends. Every change to a template or to its duties starts here. */
export async function lockTemplate(db: Database, day: string, id: string): Promise<TemplateRow | undefined> {
  const row = await templatesOn(db, day).where('t.id', '=', id).forUpdate().executeTakeFirst()
  return row && template(row)
}

const columnsOf = ({ basis, from, to, asks, ...fields }: TemplateFields) => ({
  ...fields,
  basisName: basis.name,
  basisArticle: basis.article,
  basisIssuer: basis.issuer,
  fromOn: from,
  toOn: to,
  asks: JSON.stringify(asks),
})

export const insertTemplate = (db: Database, townId: number, id: string, fields: TemplateFields) =>
  db
    .insertInto('dutyTemplate')
    .values({ townId, id, ...columnsOf(fields), state: 'draft' })
    .execute()

/** The draft must be locked. */
export const reviseTemplate = (db: Database, id: string, fields: TemplateFields) =>
  db
    .updateTable('dutyTemplate')
    .set({ ...columnsOf(fields), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const setTemplateState = (
  db: Database,
  id: string,
  set: { state: DutyTemplateState; issuedAt?: Date; issuedBy?: string | null; fromOn?: string },
) =>
  db
    .updateTable('dutyTemplate')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** Serialises the price check of a town: two that issue at once are counted one after the other. */
export const lockBurden = (db: Database) => sql`select pg_advisory_xact_lock(hashtextextended('duties.burden', actor_town()))`.execute(db)

/** Someone who works in the town's office on a day. */
export async function officeHolder(db: Database, day: string): Promise<string | null> {
  const row = await db
    .selectFrom('term')
    .innerJoin('post', 'post.id', 'term.postId')
    .where('post.role', '=', 'townClerk')
    .where(sql<boolean>`term.valid @> ${day}::date`)
    .select('term.personId')
    .orderBy('term.id')
    .executeTakeFirst()
  return row?.personId ?? null
}

export interface BoundOwner {
  /** The body, or the unit. */
  ownerId: string
  unitId: string
  bodyId: string | null
  unitName: string
  name: string
  code: string | null
  foundedOn: string | null
  /** The village or community it is in; the town itself for the town's own. */
  villageId: string
}

/** Whom a template binds on a day: bodies by the highest unit they cover (those that cover none, by the town), or units. */
export async function boundOwners(
  db: Database,
  { unitId, binds, kinds }: Pick<TemplateFields, 'unitId' | 'binds' | 'kinds'>,
  day: string,
): Promise<BoundOwner[]> {
  const on = sql`${day}::date`
  const query =
    binds === 'bodies'
      ? sql<BoundOwner>`with seat as (
            select distinct on (bc.body_id) bc.body_id, bc.unit_id from body_coverage bc
            join body b on b.town_id = bc.town_id and b.id = bc.body_id and b.kind = any (${[...kinds]}::text[])
            join unit_period up on up.town_id = bc.town_id and up.unit_id = bc.unit_id and up.valid @> ${on}
            where bc.town_id = (select actor_town()) and bc.valid @> ${on} order by bc.body_id, cardinality(up.path), bc.unit_id
          ), town_unit as (select id from unit where town_id = (select actor_town()) and kind = 'town' limit 1)
          select b.id as owner_id, place.unit_id, place.name as unit_name, b.id as body_id, bp.name, u.code, b.founded_on,
            coalesce(place.path[2], place.path[1]) as village_id
          from body b join body_period bp on bp.town_id = b.town_id and bp.body_id = b.id and bp.valid @> ${on}
          left join seat on seat.body_id = b.id
          join unit_period place on place.town_id = b.town_id and place.valid @> ${on}
            and place.unit_id = coalesce(seat.unit_id, (select id from town_unit))
          join unit u on u.town_id = b.town_id and u.id = place.unit_id
          where b.town_id = (select actor_town()) and b.kind = any (${[...kinds]}::text[]) and b.founded_on <= ${on}
            and (b.dissolved_on is null or b.dissolved_on > ${on}) and place.path @> array[${unitId}::uuid]
          order by u.code nulls last, bp.name, b.id`
      : sql<BoundOwner>`select up.unit_id as owner_id, up.unit_id, up.name as unit_name, null::uuid as body_id, up.name, u.code, null::date as founded_on,
            coalesce(up.path[2], up.path[1]) as village_id
          from unit_period up join unit u on u.town_id = up.town_id and u.id = up.unit_id
          where up.town_id = (select actor_town()) and up.valid @> ${on} and u.kind = any (${[...kinds]}::text[])
            and up.path @> array[${unitId}::uuid]
          order by u.code nulls last, up.name, up.unit_id`
  return (await query.execute(db)).rows
}

/** Standards (制度和工作法): SQL. The only file that writes `standard`, `standard_edition` and `standard_adoption`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Clause, StandardKind } from './standards.contract.ts'

export const listStandards = async (db: Database, day: string) => {
  const { rows } = await sql<{ id: string; kind: StandardKind; name: string; number: number | null; on: string | null; adoptions: number }>`
    select s.id, s.kind, s.name, e.number, e.in_force_on::text as on,
      (select count(*)::int from standard_adoption a where a.town_id = s.town_id and a.standard_id = s.id and a.valid @> ${day}::date) as adoptions
    from standard s
    left join lateral (select number, in_force_on from standard_edition e where e.town_id = s.town_id and e.standard_id = s.id
      and e.in_force_on <= ${day}::date order by e.in_force_on desc, e.number desc limit 1) e on true
    order by s.kind desc, s.name, s.id`.execute(db)
  return rows
}

const standards = (db: Database) => db.selectFrom('standard').select(['id', 'kind', 'name', 'version'])
export const findStandard = (db: Database, id: string) => standards(db).where('id', '=', id).executeTakeFirst()

/** The same, locked until the transaction ends. Every change starts here. */
export const lockStandard = (db: Database, id: string) => standards(db).where('id', '=', id).forUpdate().executeTakeFirst()

/** The draft first, then the newest. */
export async function editionsOf(db: Database, standardId: string) {
  const rows = await db
    .selectFrom('standardEdition')
    .where('standardId', '=', standardId)
    .select(['number', 'issuer', 'clauses', 'inForceOn', 'publishedAt'])
    .orderBy('number', 'desc')
    .execute()
  return rows.map(row => ({ ...row, clauses: row.clauses as Clause[] }))
}

export const adoptionsOf = (db: Database, standardId: string) =>
  db
    .selectFrom('standardAdoption')
    .innerJoin('unit', 'unit.id', 'standardAdoption.unitId')
    .where('standardId', '=', standardId)
    .select(['standardAdoption.id', 'standardAdoption.unitId'])
    .select(sql<string>`lower(standard_adoption.valid)::text`.as('from'))
    .select(sql<string | null>`upper(standard_adoption.valid)::text`.as('to'))
    .select(
      sql<string>`(select up.name from unit_period up where up.town_id = standard_adoption.town_id and up.unit_id = standard_adoption.unit_id
        order by lower(up.valid) desc limit 1)`.as('unitName'),
    )
    .orderBy('unit.code')
    .orderBy('standardAdoption.id')
    .execute()

/** Whoever asks about the same name waits until this transaction has ended. */
export async function nameIsTaken(db: Database, name: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`standard ${name}`}, actor_town()))`.execute(db)
  return (await db.selectFrom('standard').where('name', '=', name).select('id').executeTakeFirst()) !== undefined
}

export const insertStandard = (db: Database, standard: { townId: number; id: string; kind: StandardKind; name: string }) =>
  db.insertInto('standard').values(standard).execute()

export const touchStandard = (db: Database, id: string) =>
  db
    .updateTable('standard')
    .set({ version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** Writes the one draft: a new number after the last in force, or the draft that stands. */
export const writeDraft = (
  db: Database,
  {
    townId,
    standardId,
    number,
    issuer,
    clauses,
  }: { townId: number; standardId: string; number: number; issuer: string; clauses: readonly Clause[] },
) =>
  db
    .insertInto('standardEdition')
    .values({ townId, standardId, number, issuer, clauses: JSON.stringify(clauses) })
    .onConflict(conflict =>
      conflict.columns(['townId', 'standardId', 'number']).doUpdateSet({ issuer: sql`excluded.issuer`, clauses: sql`excluded.clauses` }),
    )
    .execute()

export const publishDraft = (db: Database, standardId: string, published: { inForceOn: string; publishedBy: string; publishedAt: Date }) =>
  db.updateTable('standardEdition').set(published).where('standardId', '=', standardId).where('inForceOn', 'is', null).execute()

export const isAdopted = async (db: Database, standardId: string, unitId: string, from: string) =>
  (await db
    .selectFrom('standardAdoption')
    .where('standardId', '=', standardId)
    .where('unitId', '=', unitId)
    .where(sql<boolean>`valid && daterange(${from}::date, null)`)
    .select('id')
    .executeTakeFirst()) !== undefined

export const insertAdoption = (
  db: Database,
  adoption: { townId: number; id: string; standardId: string; unitId: string; from: string; to?: string | null },
) => {
  const { from, to = null, ...rest } = adoption
  return db
    .insertInto('standardAdoption')
    .values({ ...rest, valid: `[${from},${to ?? ''})` })
    .execute()
}

export const findAdoption = (db: Database, id: string) =>
  db
    .selectFrom('standardAdoption')
    .where('id', '=', id)
    .select(['id', 'standardId', 'unitId'])
    .select(sql<string>`lower(valid)::text`.as('from'))
    .select(sql<string | null>`upper(valid)::text`.as('to'))
    .forUpdate()
    .executeTakeFirst()

export const endAdoption = (db: Database, id: string, to: string) =>
  db
    .updateTable('standardAdoption')
    .set({ valid: sql`daterange(lower(valid), ${to}::date)` })
    .where('id', '=', id)
    .execute()

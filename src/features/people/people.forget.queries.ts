/** Forgetting people (人员的按期删除): SQL that finds whom nothing ties any more, and closes or deletes their records. */
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Fate } from './people.rules.ts'

/** With whom one of the features still has to do, or had on a day after `since`. */
function tied(ties: readonly string[], since: string): RawBuilder<unknown> {
  const parts = ties.map(name => sql`select * from ${sql.raw(name)}(${since}::date)`)
  return sql`(${sql.join(parts, sql` union all `)})`
}

/**
 * Records of which something may become tonight: in use and nothing ties to them, unless their day was told and is still to come; told and
 * tied again; closed and tied again, or named by no other record.
 */
export async function unsettledPeople(db: Database, ties: readonly string[], since: string, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with tied as materialized (select distinct t.id from ${tied(ties, since)} as t (id) where t.id is not null),
    closed as materialized (select id, id in (select id from tied) as tied from person where forgotten_on is not null)
    select id from person where forgotten_on is null and (forget_on is null or forget_on <= ${today}::date)
      and (created_at at time zone 'Asia/Shanghai')::date <= ${since}::date and id not in (select id from tied)
    union all select id from person where forgotten_on is null and forget_on is not null and id in (select id from tied)
    union all select id from closed where tied
    union all select unnest(unnamed_people(array(select id from closed where not tied)))
    order by 1`.execute(db)
  return rows.map(({ id }) => id)
}

/** What is known of the one, locked until the transaction ends: nobody ties anything to it meanwhile. */
export async function lockFacts(db: Database, ties: readonly string[], since: string, today: string, id: string) {
  const person = await db
    .selectFrom('person')
    .where('id', '=', id)
    .select(['forgetOn', 'forgottenOn', 'unitId'])
    .select(sql<string>`(created_at at time zone 'Asia/Shanghai')::date`.as('enteredOn'))
    .forUpdate()
    .executeTakeFirst()
  if (!person) return undefined
  const { rows } = await sql<{ isTied: boolean }>`select ${id}::uuid in (select * from ${tied(ties, since)} as t (id)) as "isTied"`.execute(
    db,
  )
  const { isTied } = rows[0]!
  // A hundred tables are looked through: only where it decides.
  const decides = !isTied && (person.forgottenOn !== null || (person.forgetOn !== null && person.forgetOn <= today))
  return { ...person, isTied, isNamed: !decides || (await isNamed(db, id)) }
}

async function isNamed(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql<{ isNamed: boolean }>`select unnamed_people(array[${id}::uuid]) = '{}' as "isNamed"`.execute(db)
  return rows[0]!.isNamed
}

/** Carries out a fate. A record is closed before it is removed, and nothing else ever is. */
export async function carryOut(
  db: Database,
  id: string,
  fate: Fate,
  { today, forgetOn }: { today: string; forgetOn: string },
): Promise<void> {
  const gone = { forgottenOn: today, forgetOn: null, phoneSealed: null, phoneIndex: null }
  const changes = {
    announce: { forgetOn },
    keep: { forgetOn: null },
    recall: { forgottenOn: null },
    forget: gone,
    remove: gone,
  }[fate]
  await db
    .updateTable('person')
    .set({ ...changes, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export const removePerson = (db: Database, id: string) => db.deleteFrom('person').where('id', '=', id).execute()

/** Volunteers (志愿者): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { nameOfUnit, pathOf } from './volunteering.queries.ts'
import { grownUp } from './volunteering.rules.ts'

const volunteersOn = (db: Database, day: string) =>
  db
    .selectFrom('volunteer as v')
    .innerJoin('person as p', join => join.onRef('p.townId', '=', 'v.townId').onRef('p.id', '=', 'v.personId'))
    .select([
      'v.personId',
      'p.name',
      'p.sortKey',
      'p.unitId',
      'v.consentedOn',
      'v.skills',
      'v.times',
      'v.bornOn',
      'v.guardianSealed',
      'v.guardianConsentedOn',
      'v.bannedUntil',
      'v.banReason',
    ])
    .select([nameOfUnit('p.unit_id', day).as('unitName'), pathOf('p.unit_id', day).as('path')])

export const findVolunteer = (db: Database, day: string, personId: string) =>
  volunteersOn(db, day).where('v.personId', '=', personId).executeTakeFirst()

interface VolunteerFilter {
  below?: string | undefined
  q?: string | undefined
}
const found = (db: Database, day: string, { below, q }: VolunteerFilter) =>
  db
    .selectFrom('volunteer as v')
    .innerJoin('person as p', join => join.onRef('p.townId', '=', 'v.townId').onRef('p.id', '=', 'v.personId'))
    .where(sql<boolean>`p.unit_id = any ((select volunteer_units())::uuid[])`)
    .$if(below !== undefined, query =>
      query.where(sql<boolean>`p.unit_id = any ((select units_below(${below}::uuid, ${day}::date))::uuid[])`),
    )
    .$if(q !== undefined, query =>
      query.where(sql<boolean>`(strpos(p.name, ${q}) > 0 or p.sort_key like ${`${q?.replaceAll(/[%_\\]/g, '')}%`})`),
    )

/** One page by name, with one row more than `limit`. */
export const listVolunteers = (
  db: Database,
  day: string,
  filter: VolunteerFilter,
  limit: number,
  after: readonly [string, string] | null,
) =>
  volunteersOn(db, day)
    .where('v.personId', 'in', found(db, day, filter).select('v.personId'))
    .$if(after !== null, query => query.where(sql<boolean>`(p.sort_key collate "C", p.id) > (${after?.[0]}, ${after?.[1]}::uuid)`))
    .orderBy(sql`p.sort_key collate "C"`)
    .orderBy('p.id')
    .limit(limit + 1)
    .execute()

export async function countVolunteers(db: Database, day: string, filter: VolunteerFilter): Promise<number> {
  const { count } = await found(db, day, filter)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** A person with the units above, as far as one may read the record. */
export const findPerson = (db: Database, day: string, id: string) =>
  db
    .selectFrom('person')
    .where('id', '=', id)
    .select(['id', 'name', 'sortKey', 'unitId', pathOf('unit_id', day).as('path')])
    .executeTakeFirst()

export interface Guarded {
  bornOn: string
  guardianSealed: Buffer
  guardianConsentedOn: string
}
/**
 * Registers, or changes what is registered. `guarded` null says nothing of an age: a minor stays one until grown up, so that leaving a field
 * empty makes nobody older; 'grownUp' says that an earlier day of birth was wrong.
 */
export async function saveVolunteer(
  db: Database,
  key: { townId: number; personId: string; consentedOn: string; enteredBy: string | null },
  told: { skills: string; times: string },
  guarded: Guarded | 'grownUp' | null,
  day: string,
): Promise<void> {
  const none = { bornOn: null, guardianSealed: null, guardianConsentedOn: null }
  const isMinor = sql`extract(year from age(${day}::date, volunteer.born_on)) < ${grownUp}::int`
  await db
    .insertInto('volunteer')
    .values({ ...key, ...told, ...(guarded === 'grownUp' ? none : (guarded ?? none)) })
    .onConflict(conflict =>
      conflict.columns(['townId', 'personId']).doUpdateSet({
        ...told,
        ...(guarded === 'grownUp'
          ? none
          : (guarded ?? {
              bornOn: sql`case when ${isMinor} then volunteer.born_on end`,
              guardianSealed: sql`case when ${isMinor} then volunteer.guardian_sealed end`,
              guardianConsentedOn: sql`case when ${isMinor} then volunteer.guardian_consented_on end`,
            })),
        // Who left and comes again, excluded still, agrees anew.
        consentedOn: sql`case when volunteer.left_on is null then volunteer.consented_on else excluded.consented_on end`,
        leftOn: null,
      }),
    )
    .execute()
}

export const setBan = (
  db: Database,
  personId: string,
  set: { bannedFrom: string | null; bannedUntil: string | null; banReason: string; bannedBy: string | null },
) => db.updateTable('volunteer').set(set).where('personId', '=', personId).execute()

/** Those who left while excluded, once they are no longer. */
export const leftBehind = async (db: Database, day: string): Promise<string[]> =>
  (
    await db
      .selectFrom('volunteer')
      .where('leftOn', 'is not', null)
      .where(({ or, eb }) => or([eb('bannedUntil', 'is', null), eb('bannedUntil', '<=', day)]))
      .select('personId')
      .limit(1000)
      .execute()
  ).map(({ personId }) => personId)
export const deleteLeft = (db: Database, personId: string) =>
  db.deleteFrom('volunteer').where('personId', '=', personId).where('leftOn', 'is not', null).execute()

/** Waits for whoever is putting the person on a list, and keeps others from it until the transaction ends. */
export const lockVolunteer = (db: Database, personId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`volunteer ${personId}`}, actor_town()))`.execute(db)

/** Forgets the caller's own registration, once whoever is putting them on a list has done so; how many lists were left. */
export async function withdrawVolunteer(db: Database, at: Date, day: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('volunteer ' || actor_id(), actor_town()))`.execute(db)
  return (await sql<{ slots: number }>`select withdraw_volunteer(${at}::timestamptz, ${day}::date) as slots`.execute(db)).rows[0]!.slots
}

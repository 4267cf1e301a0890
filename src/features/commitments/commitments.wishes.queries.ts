/** Small wishes (微心愿): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { isAfter, isBelow, most, rowsOf, unitNameOf, type DutyFilter, type Page } from './commitments.queries.ts'
import type { Wish, WishState } from './commitments.shapes.contract.ts'

export type WishRow = Omit<Wish, 'allowedActions'> & { claimedBy: string | null; path: string[]; belongs: boolean }

/** Does the person belong to the unit: a member of a branch there or above it, or one who reported to it? */
const belongs = (personId: string | null, day: string) =>
  personId === null
    ? sql`false`
    : sql`(exists (select from party_membership m where m.town_id = w.town_id and m.person_id = ${personId}::uuid
          and (m.ended_on is null or m.ended_on > ${day}::date)
          and (m.unit_id = any (units_above(w.unit_id, ${day}::date)) or w.unit_id = any (units_above(m.unit_id, ${day}::date))))
        or exists (select from report_in r where r.town_id = w.town_id and r.person_id = ${personId}::uuid
          and r.state in ('accepted', 'inGrid', 'renewed') and r.unit_id = any (units_above(w.unit_id, ${day}::date))))`

/** Wishes that the reader may see, the oldest first. */
export async function listWishes(
  db: Database,
  day: string,
  { below, state, id, claimedBy }: DutyFilter & { claimedBy?: string },
  personId: string | null,
  page?: Page,
): Promise<WishRow[]> {
  const { rows } = await sql<WishRow>`
    select w.id, w.unit_id, ${unitNameOf('w.unit_id', day)} as unit_name, w.text, w.state, w.posted_on, w.expires_on, w.claimed_by,
      named.name as claimed_by_name, w.delivered_on, units_above(w.unit_id, ${day}::date) as path, ${belongs(personId, day)} as belongs
    from wish w left join commitment_names(array(select claimed_by from wish where claimed_by is not null)) named on named.id = w.claimed_by
    where ${isBelow('w.unit_id', below, day)} and (${state ?? null}::text is null or w.state = ${state ?? null}::text)
      and (${id ?? null}::uuid is null or w.id = ${id ?? null}::uuid)
      and (${claimedBy ?? null}::uuid is null or w.claimed_by = ${claimedBy ?? null}::uuid)
      and ${isAfter(page, ([postedOn, last]) => sql`(w.posted_on, w.id) > (${postedOn}::date, ${last}::uuid)`)}
    order by w.posted_on, w.id ${rowsOf(page)}`.execute(db)
  return rows
}

/** Open wishes of a village for everyone: what, and until when. */
export async function openWishesOf(db: Database, day: string, unitId: string) {
  const { rows } = await sql<{ text: string; expiresOn: string }>`
    select w.text, w.expires_on from wish w where w.state = 'posted' and ${isBelow('w.unit_id', unitId, day)}
    order by w.posted_on, w.id limit ${most}`.execute(db)
  return rows
}

export const lockWish = (db: Database, id: string) => sql`select id from wish where id = ${id}::uuid for update`.execute(db)

export const insertWish = (
  db: Database,
  row: {
    townId: number
    id: string
    unitId: string
    text: string
    whomSealed: Buffer
    postedBy: string
    postedOn: string
    expiresOn: string
  },
) =>
  db
    .insertInto('wish')
    .values({ ...row, state: 'posted' })
    .execute()

export const updateWish = (
  db: Database,
  id: string,
  set: {
    state: WishState
    claimedBy?: string | null
    claimedOn?: string | null
    deliveredOn?: string
    closedOn?: string
    whomSealed?: null
  },
) => db.updateTable('wish').set(set).where('id', '=', id).execute()

export const whomOf = async (db: Database, id: string) =>
  (await db.selectFrom('wish').where('id', '=', id).select('whomSealed').executeTakeFirst())?.whomSealed ?? null

/** Does the text name someone on record in the village of the unit? */
export async function namesSomeone(db: Database, day: string, text: string, unitId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select names_someone(${text}, coalesce((select v.id from unit v where v.id = any (units_above(${unitId}::uuid, ${day}::date))
      and v.kind in ('village', 'community') limit 1), ${unitId}::uuid), ${day}::date) as found`.execute(db)
  return rows[0]!.found
}

/** Wishes that say for whom they are, with what decides for how long. */
export const wishesRemembered = (db: Database) =>
  db.selectFrom('wish').where('whomSealed', 'is not', null).select(['id', 'state', 'expiresOn', 'deliveredOn']).orderBy('id').execute()

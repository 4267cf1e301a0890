/** Households (户): SQL that reads them. With the other query files of this folder the only one that writes their tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type {
  ContactFilter,
  ContactPreference,
  ContactWish,
  HouseholdContactState,
  HouseholdState,
  HouseholdVerb,
  RevealReason,
  SealedField,
} from './households.contract.ts'

export interface HouseholdFilter {
  below?: string | undefined
  state?: HouseholdState | undefined
  contact?: ContactFilter | undefined
  /** The beginning of the number. */
  code?: string | undefined
  phoneIndex?: Buffer | undefined
}

/** A unit's name on a day, or its last one. */
export const unitNameOn = (column: string, day: string) =>
  sql<string>`(select name from unit_period up where up.town_id = (select actor_town()) and up.unit_id = ${sql.ref(column)}
    and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1)`

/** Since when nobody keeps in touch with a household that lives there. */
const withoutSince = sql<string | null>`case when household.state = 'occupied' and c.state is distinct from 'active' then
  greatest(household.occupied_from, (select max(e.ended_on) from household_contact e where e.town_id = household.town_id
    and e.household_id = household.id and e.state = 'ended' and e.started_on is not null)) end`

/** Households with their open contact, and the units with authority over them on `day`. */
export const householdsOn = (db: Database, day: string) =>
  db
    .selectFrom('household')
    .leftJoin('householdContact as c', join =>
      join
        .onRef('c.townId', '=', 'household.townId')
        .onRef('c.householdId', '=', 'household.id')
        .on('c.state', 'in', ['proposed', 'active']),
    )
    .select([
      'household.id',
      'household.code',
      'household.unitId',
      'household.state',
      'household.mergedInto',
      'household.occupiedFrom',
      'household.occupiedTo',
      'household.phoneSealed',
      'household.contactPreference',
      'household.wantsContactOn',
      'household.cardIssuedOn',
      'household.forgottenOn',
      'household.version',
      'c.id as contactId',
      'c.memberId',
      'c.householdAgreedOn',
      'c.proposedOn as contactProposedOn',
      'c.startedOn as contactStartedOn',
    ])
    .select(sql<ContactWish | null>`c.proposed_by`.as('contactProposedBy'))
    .select(sql<HouseholdContactState | null>`c.state`.as('contactState'))
    .select(sql<string | null>`contact_name(c.id)`.as('memberName'))
    .select(withoutSince.as('withoutContactSince'))
    .select(unitNameOn('household.unit_id', day).as('unitName'))
    .select(sql<string[]>`units_above(household.unit_id, ${day}::date)`.as('path'))

const filtered = (db: Database, day: string, { below, state, contact, code, phoneIndex }: HouseholdFilter) =>
  db
    .selectFrom('household')
    .$if(below !== undefined, query =>
      query.where(sql<boolean>`household.unit_id = any ((select units_below(${below}, ${day}::date))::uuid[])`),
    )
    .$if(state !== undefined, query => query.where('household.state', '=', state as HouseholdState))
    .$if(code !== undefined, query => query.where(sql<boolean>`left(household.code, ${code?.length ?? 0}::integer) = ${code}`))
    .$if(phoneIndex !== undefined, query => query.where('household.phoneIndex', '=', phoneIndex as Buffer))
    .$if(contact === 'without', query => query.where('household.state', '=', 'occupied'))
    .$if(contact !== undefined, query =>
      query.where(
        sql<boolean>`exists (select from household_contact f where f.town_id = household.town_id and f.household_id = household.id
          and f.state = ${contact === 'waiting' ? 'proposed' : 'active'}) = ${contact !== 'without'}`,
      ),
    )

/** One page by number, after the one given. One row more than `limit` is read, to know whether there is a next page. */
export const listHouseholds = (db: Database, day: string, filter: HouseholdFilter, limit: number, after: string | null) =>
  householdsOn(db, day)
    .where('household.id', 'in', filtered(db, day, filter).select('household.id'))
    .$if(after !== null, query => query.where('household.code', '>', after!))
    .orderBy('household.code')
    .limit(limit + 1)
    .execute()

export async function countHouseholds(db: Database, day: string, filter: HouseholdFilter): Promise<number> {
  const { count } = await filtered(db, day, filter)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export const findHousehold = (db: Database, day: string, id: string) =>
  householdsOn(db, day).where('household.id', '=', id).executeTakeFirst()

/** The same, locked until the transaction ends. Every change to a household starts here. */
export async function lockHousehold(db: Database, day: string, id: string) {
  await db.selectFrom('household').where('id', '=', id).select('id').forUpdate().execute()
  return findHousehold(db, day, id)
}

export type HouseholdRow = NonNullable<Awaited<ReturnType<typeof findHousehold>>>

export const codeOf = async (db: Database, id: string) =>
  (await db.selectFrom('household').where('id', '=', id).select('code').executeTakeFirst())?.code ?? null

/** The units whose authority reaches the unit on a day. */
export async function authorityOver(db: Database, day: string, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ path: string[] }>`select units_above(${unitId}::uuid, ${day}::date) as path`.execute(db)
  return rows[0]!.path
}

/** Head, grid and address over time, the newest last; periods that were taken back are left out. */
export const periodsOf = (db: Database, day: string, householdId: string) =>
  db
    .selectFrom('householdPeriod as p')
    .innerJoin('householdChange as ch', join => join.onRef('ch.townId', '=', 'p.townId').onRef('ch.id', '=', 'p.openedBy'))
    .where('p.householdId', '=', householdId)
    .where(sql<boolean>`(p.valid_to is null or p.valid_to > p.valid_from)`)
    .select(['p.validFrom as from', 'p.validTo as to', 'p.unitId', sql<HouseholdVerb>`ch.verb`.as('verb')])
    .select(unitNameOn('p.unit_id', day).as('unitName'))
    .orderBy('p.validFrom')
    .orderBy('p.id')
    .execute()

/** The period that holds, or the last one that held. */
export const currentPeriod = (db: Database, householdId: string) =>
  db
    .selectFrom('householdPeriod')
    .where('householdId', '=', householdId)
    .select(['id', 'validFrom', 'unitId', 'headSealed', 'addressSealed'])
    .orderBy(sql`valid_to desc nulls first`)
    .orderBy('validFrom', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()

/** What was done to any of the households, the newest first, with the number of the other one of two. */
export const changesOf = (db: Database, householdIds: readonly string[]) =>
  db
    .selectFrom('householdChange as ch')
    .where(sql<boolean>`ch.id = any ((select household_changes_of(${[...householdIds]}::uuid[]))::uuid[])`)
    .select(['ch.id', 'ch.householdIds', 'ch.effectiveOn', 'ch.recordedAt', 'ch.undoneAt', sql<HouseholdVerb>`ch.verb`.as('verb')])
    .select(sql<string | null>`holder_name(ch.recorded_by)`.as('recordedBy'))
    .orderBy('ch.id', 'desc')
    .execute()

export async function codesOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('household')
    .where('id', 'in', [...ids])
    .select(['id', 'code'])
    .execute()
  return new Map(rows.map(({ id, code }) => [id, code]))
}

/** Who opened which sealed field and why, the newest first. An export opens all that there are at once. */
export async function readersOf(db: Database, householdId: string) {
  const rows = await db
    .selectFrom('event')
    .where('subjectKind', '=', 'household')
    .where('subjectId', '=', householdId)
    .where('name', '=', 'households.reveal')
    .select(['at', sql<{ field?: SealedField; fields?: SealedField[]; reason: RevealReason }>`details`.as('details')])
    .select(sql<string | null>`holder_name(actor_person_id)`.as('name'))
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.flatMap(({ at, name, details: { field, fields = [field!], reason } }) =>
    fields.map(each => ({ at: at.toISOString(), name, field: each, reason })),
  )
}

/** Has the household withdrawn its consent since the instant? */
export async function withdrewSince(db: Database, householdId: string, since: Date): Promise<boolean> {
  const row = await db
    .selectFrom('event')
    .where('subjectKind', '=', 'household')
    .where('subjectId', '=', householdId)
    .where('name', '=', 'households.withdrawConsent')
    .where('at', '>=', since)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface HouseholdChanges {
  phoneSealed?: Buffer | null
  phoneIndex?: Buffer | null
  contactPreference?: ContactPreference
  wantsContactOn?: string | null
  codeDigest?: Buffer
  cardIssuedOn?: string
}

/** Saves what is no verb as the next version. */
export const updateHousehold = (db: Database, id: string, changes: HouseholdChanges) =>
  db
    .updateTable('household')
    .set({ ...changes, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** The household behind a number and a code's digest. */
/** What is kept of the code of the household's card now; null: it has none. */
export const findCodeDigest = async (db: Database, id: string) =>
  (await db.selectFrom('household').where('id', '=', id).select('codeDigest').executeTakeFirst())?.codeDigest ?? null

export async function findCard(db: Database, number: string, digest: Buffer): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select find_household_card(${number}, ${digest}) as id`.execute(db)
  return rows[0]!.id
}

/** The verbs of households (户的变动): SQL that writes a change, its periods, and takes it back. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { ContactPreference, EndReason, HouseholdState, HouseholdVerb } from './households.contract.ts'

export interface ChangeRow {
  townId: number
  id: string
  verb: HouseholdVerb
  householdIds: string[]
  effectiveOn: string
  recordedAt: Date
  recordedBy: string | null
}

export const insertChange = (db: Database, change: ChangeRow) => db.insertInto('householdChange').values(change).execute()

export interface NewHousehold {
  townId: number
  id: string
  code: string
  unitId: string
  occupiedFrom: string
  phoneSealed: Buffer | null
  phoneIndex: Buffer | null
  contactPreference: ContactPreference
}

export const insertHousehold = (db: Database, household: NewHousehold) =>
  db
    .insertInto('household')
    .values({ ...household, state: 'occupied' })
    .execute()

export interface NewPeriod {
  townId: number
  id: string
  householdId: string
  validFrom: string
  unitId: string
  headSealed: Buffer
  addressSealed: Buffer
  openedBy: string
}

export const openPeriod = (db: Database, period: NewPeriod) => db.insertInto('householdPeriod').values(period).execute()

/** Ends the open period; `day` null: as if it had never been. */
export const closePeriod = (db: Database, householdId: string, changeId: string, day: string | null) =>
  db
    .updateTable('householdPeriod')
    .set({ validTo: day ?? sql<string>`valid_from`, closedBy: changeId })
    .where('householdId', '=', householdId)
    .where('validTo', 'is', null)
    .execute()

export interface Standing {
  state?: HouseholdState
  unitId?: string
  mergedInto?: string | null
  /** The day on which it no longer lives there; null: it does. */
  occupiedTo?: string | null
  /** It never lived there: its last day is its first. */
  neverThere?: true
}

/** How the household stands after a verb, as the next version. */
export const standAs = (db: Database, id: string, { neverThere, ...standing }: Standing) =>
  db
    .updateTable('household')
    .set({
      ...standing,
      ...(neverThere && { occupiedTo: sql<string>`occupied_from` }),
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute()

/** Ends the open contact of a household because of a verb; its id, if there was one. */
export async function endOpenContact(db: Database, householdId: string, reason: EndReason, day: string, changeId: string | null) {
  const open = await db
    .selectFrom('householdContact')
    .where('householdId', '=', householdId)
    .where('state', 'in', ['proposed', 'active'])
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  if (!open) return null
  await db
    .updateTable('householdContact')
    .set({ state: 'ended', endReason: reason, endedOn: day, endedByChange: changeId, version: sql`version + 1` })
    .where('id', '=', open.id)
    .execute()
  return open.id
}

/** Takes the periods of a change back: those it opened never were, those it closed go on. */
export async function takeBackPeriods(db: Database, changeId: string): Promise<void> {
  await db
    .updateTable('householdPeriod')
    .set({ validTo: sql<string>`valid_from`, closedBy: changeId })
    .where('openedBy', '=', changeId)
    .execute()
  await db
    .updateTable('householdPeriod')
    .set({ validTo: null, closedBy: null })
    .where('closedBy', '=', changeId)
    .where('openedBy', '<>', changeId)
    .execute()
}

/** Contacts that a change ended. */
export const contactsEndedBy = (db: Database, changeId: string) =>
  db
    .selectFrom('householdContact')
    .where('endedByChange', '=', changeId)
    .where('state', '=', 'ended')
    .select(['id', 'householdId', 'memberId'])
    .orderBy('id')
    .execute()

/** A contact goes on as it was. */
export const resumeContact = (db: Database, id: string) =>
  db
    .updateTable('householdContact')
    .set({
      state: sql<'active'>`case when started_on is null then 'proposed' else 'active' end`,
      endReason: null,
      endedOn: null,
      endedByChange: null,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute()

/** Where the periods that each change opened or ended are kept, with the units that have authority over the place today. */
export async function placesOf(db: Database, day: string, changeIds: readonly string[]) {
  const { rows } = await sql<{ changeId: string; path: string[] }>`
    select each.change_id, units_above(each.unit_id, ${day}::date) as path
    from (select p.opened_by as change_id, p.unit_id from household_period p where p.town_id = (select actor_town()) and p.opened_by = any (${[...changeIds]}::uuid[])
      union select p.closed_by, p.unit_id from household_period p where p.town_id = (select actor_town()) and p.closed_by = any (${[...changeIds]}::uuid[])) as each`.execute(
    db,
  )
  return Map.groupBy(rows, ({ changeId }) => changeId)
}

export const markUndone = (db: Database, changeId: string, at: Date, by: string) =>
  db.updateTable('householdChange').set({ undoneAt: at, undoneBy: by }).where('id', '=', changeId).execute()

/** Is the number in use? Whoever asks about the same number waits until this transaction has ended. */
export async function codeIsTaken(db: Database, code: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`household ${code}`}, actor_town()))`.execute(db)
  const { rows } = await sql<{ taken: boolean }>`select household_code_taken(${code}) as taken`.execute(db)
  return rows[0]!.taken
}

/** The last number of a stem; the next one is given to one transaction at a time. */
export async function lastCode(db: Database, stem: string): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`household stem ${stem}`}, actor_town()))`.execute(db)
  const { rows } = await sql<{ code: string | null }>`select last_household_code(${stem}) as code`.execute(db)
  return rows[0]!.code
}

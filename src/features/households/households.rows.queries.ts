/** Rows of households (户表、联系户表): SQL that reads what is known and writes many rows at once. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { ConsentBasis, ContactPreference } from './households.contract.ts'
import { unitNameOn } from './households.queries.ts'

/** Lets one import of households run at a time; it holds until the transaction ends. */
export const lockHouseholds = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('households', ${townId}))`.execute(db)

export async function householdsByCode(db: Database) {
  const { rows } = await sql<{ code: string; id: string; occupied: boolean }>`select code, id, occupied from household_keys()`.execute(db)
  return new Map(rows.map(row => [row.code, row]))
}

export interface KnownContact {
  householdId: string
  memberId: string
  startedOn: string | null
  endedOn: string | null
}

/** Contacts that were or are asked for, by household. */
export async function knownContacts(db: Database): Promise<Map<string, KnownContact[]>> {
  const { rows } = await sql<KnownContact>`select household_id, member_id, started_on, ended_on from household_contact_keys()`.execute(db)
  return Map.groupBy(rows, ({ householdId }) => householdId)
}

export async function peopleByCode(db: Database): Promise<Map<string, string>> {
  const rows = await db.selectFrom('person').select(['id', 'externalCode']).execute()
  return new Map(rows.map(({ id, externalCode }) => [externalCode ?? id, id]))
}

/** The units that the actor may enter homes in. */
export async function keptUnits(db: Database): Promise<Set<string>> {
  const { rows } = await sql<{ units: string[] }>`select household_units() as units`.execute(db)
  return new Set(rows[0]!.units)
}

export interface ToldHousehold {
  id: string
  changeIds: readonly [string, string]
  periodId: string
  code: string
  unitId: string
  headSealed: Buffer
  addressSealed: Buffer
  phoneSealed: Buffer | null
  phoneIndex: Buffer | null
  contactPreference: ContactPreference
  from: string
  until: string | null
}

const bytes = (value: Buffer | null) => (value === null ? null : `\\x${value.toString('hex')}`)

/** Homes with the change that moved each in, and the one that moved it out if it left. */
export async function insertTold(db: Database, townId: number, at: Date, recordedBy: string | null, homes: readonly ToldHousehold[]) {
  await bulkInsert(
    db,
    'household',
    {
      town_id: 'integer',
      id: 'uuid',
      code: 'text',
      unit_id: 'uuid',
      state: 'text',
      occupied_from: 'date',
      occupied_to: 'date',
      phone_sealed: 'bytea',
      phone_index: 'bytea',
      contact_preference: 'text',
    },
    homes.map(home => ({
      town_id: townId,
      id: home.id,
      code: home.code,
      unit_id: home.unitId,
      state: home.until === null ? 'occupied' : 'movedOut',
      occupied_from: home.from,
      occupied_to: home.until,
      phone_sealed: bytes(home.phoneSealed),
      phone_index: bytes(home.phoneIndex),
      contact_preference: home.contactPreference,
    })),
  )
  await insertToldChanges(db, townId, at, recordedBy, homes)
  await insertToldPeriods(db, townId, homes)
}

function insertToldChanges(db: Database, townId: number, at: Date, recordedBy: string | null, homes: readonly ToldHousehold[]) {
  const told = { town_id: townId, recorded_at: at.toISOString(), recorded_by: recordedBy }
  return bulkInsert(
    db,
    'household_change',
    {
      town_id: 'integer',
      id: 'uuid',
      verb: 'text',
      household_ids: 'uuid[]',
      effective_on: 'date',
      recorded_at: 'timestamptz',
      recorded_by: 'uuid',
    },
    homes.flatMap(({ id, changeIds, from, until }) => [
      { ...told, id: changeIds[0], verb: 'moveIn', household_ids: `{${id}}`, effective_on: from },
      ...(until === null ? [] : [{ ...told, id: changeIds[1], verb: 'moveOut', household_ids: `{${id}}`, effective_on: until }]),
    ]),
  )
}

const insertToldPeriods = (db: Database, townId: number, homes: readonly ToldHousehold[]) =>
  bulkInsert(
    db,
    'household_period',
    {
      town_id: 'integer',
      id: 'uuid',
      household_id: 'uuid',
      valid_from: 'date',
      valid_to: 'date',
      unit_id: 'uuid',
      head_sealed: 'bytea',
      address_sealed: 'bytea',
      opened_by: 'uuid',
      closed_by: 'uuid',
    },
    homes.map(home => ({
      town_id: townId,
      id: home.periodId,
      household_id: home.id,
      valid_from: home.from,
      valid_to: home.until,
      unit_id: home.unitId,
      head_sealed: bytes(home.headSealed),
      address_sealed: bytes(home.addressSealed),
      opened_by: home.changeIds[0],
      closed_by: home.until === null ? null : home.changeIds[1],
    })),
  )

export interface ToldContact {
  id: string
  householdId: string
  memberId: string
  basis: ConsentBasis
  from: string
  until: string | null
  nameShown: boolean
}

export const insertToldContacts = (db: Database, townId: number, enteredBy: string | null, contacts: readonly ToldContact[]) =>
  bulkInsert(
    db,
    'household_contact',
    {
      town_id: 'integer',
      id: 'uuid',
      household_id: 'uuid',
      member_id: 'uuid',
      state: 'text',
      proposed_by: 'text',
      proposed_on: 'date',
      member_agreed_on: 'date',
      member_agreed_how: 'text',
      household_agreed_on: 'date',
      household_agreed_how: 'text',
      consent_basis: 'text',
      entered_by: 'uuid',
      name_shown: 'boolean',
      started_on: 'date',
      ended_on: 'date',
      end_reason: 'text',
    },
    contacts.map(({ id, householdId, memberId, basis, from, until, nameShown }) => ({
      town_id: townId,
      id,
      household_id: householdId,
      member_id: memberId,
      state: until === null ? 'active' : 'ended',
      proposed_by: 'village',
      proposed_on: from,
      member_agreed_on: from,
      member_agreed_how: 'onBehalf',
      household_agreed_on: from,
      household_agreed_how: 'onBehalf',
      consent_basis: basis,
      entered_by: enteredBy,
      name_shown: nameShown,
      started_on: from,
      ended_on: until,
      end_reason: until === null ? null : 'other',
    })),
  )

/** Homes that the reader keeps at a unit and below, by number, with their present or last head and address. */
export const homesForExport = (db: Database, day: string, below: string, limit: number) =>
  db
    .selectFrom('household as h')
    .innerJoin('householdPeriod as p', join => join.onRef('p.townId', '=', 'h.townId').onRef('p.householdId', '=', 'h.id'))
    .where('h.state', 'in', ['occupied', 'movedOut'])
    // a home that was forgotten is a number and nothing to take along
    .where('p.headSealed', 'is not', null)
    .where('p.addressSealed', 'is not', null)
    .where(sql<boolean>`(p.valid_to is null or p.valid_to > p.valid_from)`)
    .where(sql<boolean>`h.unit_id = any ((select units_below(${below}, ${day}::date))::uuid[])`)
    .distinctOn('h.code')
    .select(['h.id', 'h.code', 'h.unitId', 'h.phoneSealed', 'h.contactPreference', 'h.occupiedFrom', 'h.occupiedTo'])
    .select(['p.headSealed', 'p.addressSealed', unitNameOn('h.unit_id', day).as('unitName')])
    .orderBy('h.code')
    .orderBy('p.validFrom', 'desc')
    .limit(limit)
    .execute()

export const contactsForExport = (db: Database, householdIds: readonly string[]) =>
  db
    .selectFrom('householdContact as c')
    .innerJoin('household as h', join => join.onRef('h.townId', '=', 'c.townId').onRef('h.id', '=', 'c.householdId'))
    .leftJoin('person as p', join => join.onRef('p.townId', '=', 'c.townId').onRef('p.id', '=', 'c.memberId'))
    .where(sql<boolean>`c.household_id = any (${[...householdIds]}::uuid[])`)
    .where('c.startedOn', 'is not', null)
    .select(['h.code', 'c.memberId', 'p.externalCode', 'c.startedOn', 'c.endedOn', 'c.nameShown'])
    .select(sql<ConsentBasis | null>`c.consent_basis`.as('basis'))
    .orderBy('h.code')
    .orderBy('c.startedOn')
    .execute()

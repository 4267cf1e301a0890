/** Rows of plates (挂牌表): SQL that reads what is known and writes many rows at once. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { PlateState } from './plates.contract.ts'

/** Lets one import of plates run at a time; it holds until the transaction ends. */
export const lockPlates = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('plates', ${townId}))`.execute(db)

export const peopleByCode = async (db: Database) =>
  new Map((await db.selectFrom('person').select(['id', 'externalCode']).execute()).map(({ id, externalCode }) => [externalCode ?? id, id]))

export async function fullMembersOn(db: Database, day: string) {
  const { rows } = await sql<{ personId: string }>`select person_id from party_membership
    where full_on <= ${day}::date and (ended_on is null or ended_on > ${day}::date)`.execute(db)
  return new Set(rows.map(({ personId }) => personId))
}

export interface Home {
  code: string
  id: string
  unitId: string
  villageId: string
}
export async function homesByCode(db: Database, day: string) {
  const { rows } = await sql<Home>`select code, id, unit_id, village_id from plate_homes(${day}::date)`.execute(db)
  return new Map(rows.map(home => [home.code, home]))
}

export interface KnownPlate {
  householdId: string
  number: string | null
  agreedOn: string | null
  mountedOn: string | null
  personIds: string[]
}
/** The plates of households that have one, or wait for one. */
export async function knownPlates(db: Database) {
  const { rows } = await sql<KnownPlate>`select household_id, number, agreed_on, mounted_on, array_agg(person_id) as person_ids
    from plate_keys() group by household_id, number, agreed_on, mounted_on`.execute(db)
  return rows
}

export interface ToldPlate {
  id: string
  home: Home
  agreedOn: string
  number: string | null
  codeDigest: Buffer
  mountedOn: string | null
  members: readonly { id: string; personId: string }[]
}

const stateOf = ({ number, mountedOn }: ToldPlate): PlateState =>
  mountedOn !== null ? 'mounted' : number !== null ? 'issued' : 'consented'

export async function insertTold(db: Database, townId: number, enteredBy: string | null, plates: readonly ToldPlate[]) {
  const consent = { household_agreed_on: 'date', household_agreed_how: 'text', household_basis: 'text', entered_by: 'uuid' } as const
  const made = { number: 'text', code_digest: 'bytea', issued_on: 'date', mounted_on: 'date' } as const
  const place = { household_id: 'uuid', unit_id: 'uuid', village_id: 'uuid' } as const
  await bulkInsert(
    db,
    'plate',
    { town_id: 'integer', id: 'uuid', ...place, state: 'text', offered_on: 'date', ...consent, ...made },
    plates.map(plate => ({
      town_id: townId,
      id: plate.id,
      household_id: plate.home.id,
      unit_id: plate.home.unitId,
      village_id: plate.home.villageId,
      state: stateOf(plate),
      offered_on: plate.agreedOn,
      household_agreed_on: plate.agreedOn,
      household_agreed_how: 'onBehalf',
      household_basis: 'present',
      entered_by: enteredBy,
      number: plate.number,
      code_digest: plate.number === null ? null : `\\x${plate.codeDigest.toString('hex')}`,
      issued_on: plate.number === null ? null : plate.agreedOn,
      mounted_on: plate.mountedOn,
    })),
  )
  await bulkInsert(
    db,
    'plate_member',
    {
      town_id: 'integer',
      id: 'uuid',
      plate_id: 'uuid',
      person_id: 'uuid',
      agreed_on: 'date',
      agreed_how: 'text',
      basis: 'text',
      entered_by: 'uuid',
    },
    plates.flatMap(plate =>
      plate.members.map(({ id, personId }) => ({
        town_id: townId,
        id,
        plate_id: plate.id,
        person_id: personId,
        agreed_on: plate.agreedOn,
        agreed_how: 'onBehalf',
        basis: 'present',
        entered_by: enteredBy,
      })),
    ),
  )
}

/** The lines of a place that one keeps: valid plates and those that all agreed to, by the household's number. */
export const platesForExport = async (db: Database, day: string, unitId: string) =>
  (
    await sql<{ householdCode: string; personCode: string; agreedOn: string; number: string | null; mountedOn: string | null }>`
      select h.code as household_code, coalesce(person.external_code, m.person_id::text) as person_code, p.household_agreed_on as agreed_on, p.number,
        p.mounted_on
      from plate p join household h on h.town_id = p.town_id and h.id = p.household_id
      join plate_member m on m.town_id = p.town_id and m.plate_id = p.id
      left join person on person.town_id = m.town_id and person.id = m.person_id
      where p.state in ('consented', 'issued', 'mounted') and p.unit_id = any ((select plate_units())::uuid[])
        and p.unit_id = any ((select units_below(${unitId}::uuid, ${day}::date))::uuid[])
      order by h.code collate "C", m.id`.execute(db)
  ).rows

/** Plates (党员户挂牌): SQL. With the other query files of this folder the only one that writes its tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { PlateBasis, PlateState, RemoveReason, ReplaceReason } from './plates.contract.ts'

export interface PlateRow {
  id: string
  householdId: string
  householdCode: string | null
  unitId: string
  unitName: string
  villageId: string
  villageName: string
  state: PlateState
  offeredOn: string
  householdAgreedOn: string | null
  householdNames: boolean
  number: string | null
  issuedOn: string | null
  mountedOn: string | null
  endedOn: string | null
  replaceReason: ReplaceReason | null
  removeReason: RemoveReason | null
  version: number
  path: string[]
  line: string[]
  members: { personId: string; name: string; agreedOn: string | null; names: boolean }[]
}

const unitName = (id: string, column: string, day: string) => sql`coalesce((select up.${sql.raw(column)} from unit_period up
  where up.town_id = (select actor_town()) and up.unit_id = ${sql.raw(id)} and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1), '')`
/** Party bodies that stand for one of the units. */
const partyLine = (path: ReturnType<typeof sql>, day: string) => sql`coalesce((select array_agg(distinct bc.body_id) from body_coverage bc
  join body on body.town_id = bc.town_id and body.id = bc.body_id and body.line = 'party'
  where bc.town_id = (select actor_town()) and bc.unit_id = any (${path}) and bc.valid @> ${day}::date), '{}')`

const platesWhere = (day: string, where: ReturnType<typeof sql>, limit: ReturnType<typeof sql>) => sql<PlateRow>`
  select p.id, p.household_id, h.code as household_code, p.unit_id, ${unitName('p.unit_id', 'name', day)} as unit_name, p.village_id,
    ${unitName('p.village_id', 'name', day)} as village_name, p.state, p.offered_on, p.household_agreed_on, p.household_names, p.number,
    p.issued_on, p.mounted_on, p.ended_on, p.replace_reason, p.remove_reason, p.version, above.path, ${partyLine(sql`above.path`, day)} as line,
    (select coalesce(json_agg(json_build_object('personId', m.person_id, 'name', coalesce(named.name, ''), 'agreedOn', m.agreed_on, 'names', m.names)
      order by m.id), '[]') from plate_member m left join plate_names(array[p.id]) named on named.person_id = m.person_id
      where m.town_id = p.town_id and m.plate_id = p.id) as members
  from plate p left join household h on h.town_id = p.town_id and h.id = p.household_id
  cross join lateral (select units_above(p.unit_id, ${day}::date) as path) above
  where ${where} order by coalesce(h.code, '') collate "C", p.id ${limit}`

const filtered = (day: string, { below, state }: { below?: string | undefined; state?: PlateState | undefined }) => sql`
  (${below ?? null}::uuid is null or p.unit_id = any ((select units_below(${below ?? null}::uuid, ${day}::date))::uuid[]))
  and (${state ?? null}::text is null or p.state = ${state ?? null}::text)`

/** One page by the household's number, after the place given; one row more than `limit`. */
export async function listPlates(
  db: Database,
  day: string,
  filter: { below?: string | undefined; state?: PlateState | undefined },
  limit: number,
  after: readonly [string, string] | null,
) {
  const where = filtered(day, filter)
  const { rows: totals } = await sql<{ count: number }>`select count(*) as count from plate p where ${where}`.execute(db)
  const place = after === null ? sql`true` : sql`(coalesce(h.code, '') collate "C", p.id) > (${after[0]}, ${after[1]}::uuid)`
  const { rows } = await platesWhere(day, sql`${where} and ${place}`, sql`limit ${limit + 1}`).execute(db)
  return { rows, total: totals[0]!.count }
}

export const findPlate = async (db: Database, day: string, id: string) =>
  (await platesWhere(day, sql`p.id = ${id}::uuid`, sql``).execute(db)).rows[0]

/** The household's plate that is on its way, hangs, or is to be taken down. */
export const openPlateOf = async (db: Database, day: string, householdId: string) =>
  (
    await platesWhere(
      day,
      sql`p.household_id = ${householdId}::uuid and p.state in ('offered', 'consented', 'issued', 'mounted', 'withdrawn')`,
      sql``,
    ).execute(db)
  ).rows[0]

/** Those that name the actor and are on their way, hang, or are to be taken down. */
export const ownPlates = async (db: Database, day: string) =>
  (
    await platesWhere(
      day,
      sql`p.id = any ((select own_plates())::uuid[]) and p.state in ('offered', 'consented', 'issued', 'mounted', 'withdrawn')`,
      sql``,
    ).execute(db)
  ).rows

/** Does the actor keep the plates of some place? A clerk outside the Party line keeps none. */
export const keepsPlates = async (db: Database): Promise<boolean> =>
  (await sql<{ keeps: boolean }>`select cardinality((select plate_units())::uuid[]) > 0 as keeps`.execute(db)).rows[0]!.keeps

export const lockPlate = (db: Database, id: string) => sql`select id from plate where id = ${id}::uuid for update`.execute(db)

/** The issued plates of a place, by number. */
export const platesToPrint = async (db: Database, day: string, below: string | undefined) =>
  (
    await sql<{ id: string; number: string; villageName: string }>`
      select p.id, p.number, ${unitName('p.village_id', 'name', day)} as village_name from plate p
      where ${filtered(day, { below, state: 'issued' })} and p.unit_id = any ((select plate_units())::uuid[])
        and p.id <> all ((select lapsed_plates(${day}::date))::uuid[])
      order by p.number collate "C" limit 200`.execute(db)
  ).rows

/** Those to be taken down: no longer agreed to, or what they say no longer holds. */
export const platesToTakeDown = async (db: Database, day: string, most: number) =>
  (
    await sql<{ id: string; number: string; isWithdrawn: boolean }>`
      select p.id, p.number, p.state = 'withdrawn' as is_withdrawn from plate p
      where (p.state = 'withdrawn' and p.unit_id = any ((select plate_units())::uuid[]))
        or p.id = any ((select lapsed_plates(${day}::date))::uuid[])
      order by p.number collate "C" limit ${most}`.execute(db)
  ).rows

/** Those that name the person, who has not said yes. */
export const platesAsking = async (db: Database, personId: string, most: number) =>
  (
    await sql<{ id: string }>`select p.id from plate p join plate_member m on m.town_id = p.town_id and m.plate_id = p.id
      where m.person_id = ${personId}::uuid and m.agreed_on is null and p.state = 'offered' order by p.id limit ${most}`.execute(db)
  ).rows

/** Where a household that one may read stands, with its village and the Party line above it. */
export async function homeOf(db: Database, day: string, householdId: string) {
  const { rows } = await sql<{ unitId: string; state: string; villageId: string | null; path: string[]; line: string[] }>`
    select h.unit_id, h.state, above.path, ${partyLine(sql`above.path`, day)} as line,
      (select u.id from unit u where u.town_id = h.town_id and u.id = any (above.path) and u.kind in ('village', 'community') limit 1) as village_id
    from household h cross join lateral (select units_above(h.unit_id, ${day}::date) as path) above where h.id = ${householdId}::uuid`.execute(
    db,
  )
  return rows[0]
}

/** The same of a unit. */
export async function placeOf(db: Database, day: string, unitId: string) {
  const { rows } = await sql<{ path: string[]; line: string[] }>`
    select above.path, ${partyLine(sql`above.path`, day)} as line from (select units_above(${unitId}::uuid, ${day}::date) as path) above`.execute(
    db,
  )
  return rows[0]!
}

export const hasPlate = async (db: Database, householdId: string) =>
  (await sql<{ has: boolean }>`select has_plate(${householdId}::uuid) as has`.execute(db)).rows[0]!.has

/** Those of the people who are full members on the day, as far as the caller may read. */
export const fullMembers = async (db: Database, personIds: readonly string[], day: string) =>
  new Set(
    (
      await db
        .selectFrom('partyMembership')
        .where('personId', 'in', [...personIds])
        .where('fullOn', '<=', day)
        .where(eb => eb.or([eb('endedOn', 'is', null), eb('endedOn', '>', day)]))
        .select('personId')
        .execute()
    ).map(({ personId }) => personId),
  )

export const shortNameOf = async (db: Database, day: string, unitId: string) =>
  (await sql<{ name: string }>`select ${unitName('u.id', 'short_name', day)} as name from unit u where u.id = ${unitId}::uuid`.execute(db))
    .rows[0]!.name

/** The last number of a village; callers wait for each other until the transaction ends. */
export async function lastNumber(db: Database, townId: number, stem: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended('plates ' || ${stem}::text, ${townId}))`.execute(db)
  return (await sql<{ last: string | null }>`select last_plate_number(${stem}) as last`.execute(db)).rows[0]!.last
}

export interface NewPlate {
  townId: number
  id: string
  householdId: string
  unitId: string
  villageId: string
  offeredOn: string
}
export const insertPlate = (db: Database, row: NewPlate) =>
  db
    .insertInto('plate')
    .values({ ...row, state: 'offered' })
    .execute()

export const insertMembers = (db: Database, rows: readonly { townId: number; id: string; plateId: string; personId: string }[]) =>
  db
    .insertInto('plateMember')
    .values([...rows])
    .execute()

interface PlateChange {
  state?: PlateState
  householdAgreedOn?: string
  householdAgreedHow?: 'card' | 'onBehalf'
  householdBasis?: PlateBasis | null
  householdNames?: boolean
  enteredBy?: string | null
  number?: string
  codeDigest?: Buffer
  issuedOn?: string
  mountedOn?: string
  endedOn?: string
  withdrawnBy?: 'household' | 'member'
  replaceReason?: ReplaceReason
  removeReason?: RemoveReason
}
export const updatePlate = (db: Database, id: string, set: PlateChange) =>
  db
    .updateTable('plate')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const agreeMember = (
  db: Database,
  plateId: string,
  personId: string,
  set: { agreedOn: string; agreedHow: 'self' | 'onBehalf'; basis: PlateBasis | null; names: boolean; enteredBy: string | null },
) => db.updateTable('plateMember').set(set).where('plateId', '=', plateId).where('personId', '=', personId).execute()

/** A new plate of the same number, to the same consents. The old one gave the number up. */
export async function copyPlate(db: Database, oldId: string, { id, codeDigest, on }: { id: string; codeDigest: Buffer; on: string }) {
  await sql`insert into plate (town_id, id, household_id, unit_id, village_id, state, offered_on, household_agreed_on, household_agreed_how,
      household_basis, household_names, entered_by, number, code_digest, issued_on, replaces)
    select town_id, ${id}::uuid, household_id, unit_id, village_id, 'issued', offered_on, household_agreed_on, household_agreed_how,
      household_basis, household_names, entered_by, number, ${codeDigest}::bytea, ${on}::date, id from plate where id = ${oldId}::uuid`.execute(
    db,
  )
  await sql`insert into plate_member (town_id, id, plate_id, person_id, agreed_on, agreed_how, basis, names, entered_by)
    select town_id, gen_random_uuid(), ${id}::uuid, person_id, agreed_on, agreed_how, basis, names, entered_by
    from plate_member where plate_id = ${oldId}::uuid`.execute(db)
}

export const behindCode = async (db: Database, digest: Buffer, day: string) =>
  (
    await sql<{ valid: boolean; village: string | null; names: string[] | null }>`
      select valid, village, names from plate_behind(${digest}::bytea, ${day}::date)`.execute(db)
  ).rows[0]

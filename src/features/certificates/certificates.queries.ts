/** Volunteer certificates (志愿服务证明): SQL. The only file that writes their tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { VolunteerCertificateState, CertifiedEntry } from './certificates.contract.ts'

export interface CertificateRow {
  id: string
  personId: string
  name: string
  unitId: string
  unitName: string
  path: string[]
  fromOn: string
  toOn: string
  onSite: number
  organiser: number
  state: VolunteerCertificateState
  askedAt: Date
  postedOn: string
  refuseReason: string | null
  serial: string | null
  issuedOn: string | null
  validUntil: string | null
  responsible: string | null
  handlerName: string | null
  officePhone: string | null
  credential: string | null
  line: string | null
  revokeReason: string | null
  revokeAskedBy: string | null
  revokedOn: string | null
  keyLeaked: boolean
  version: number
}

const unitName = (id: string, day: string) => sql`coalesce((select up.name from unit_period up
  where up.town_id = (select actor_town()) and up.unit_id = ${sql.raw(id)} and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1), '')`

const certificatesWhere = (day: string, where: ReturnType<typeof sql>, limit: ReturnType<typeof sql>) => sql<CertificateRow>`
  select c.id, c.person_id, c.name, c.unit_id, ${unitName('c.unit_id', day)} as unit_name, units_above(c.unit_id, ${day}::date) as path,
    c.from_on, c.to_on, c.on_site, c.organiser, c.state, c.asked_at, c.posted_on, c.refuse_reason, c.serial, c.issued_on, c.valid_until,
    c.responsible, c.credential::json #>> '{credentialSubject,source,name}' as handler_name, c.office_phone, c.credential, c.line,
    c.revoke_reason, c.revoke_asked_by, c.revoked_on, c.version,
    exists (select from certificate_key k where k.town_id = c.town_id and k.id = c.key_id and k.leaked) as key_leaked
  from volunteer_certificate c where ${where} order by c.asked_at desc, c.id desc ${limit}`

export const certificatesOf = async (db: Database, day: string, personId: string) =>
  (await certificatesWhere(day, sql`c.person_id = ${personId}::uuid`, sql`limit 200`).execute(db)).rows
export const findCertificate = async (db: Database, day: string, id: string) =>
  (await certificatesWhere(day, sql`c.id = ${id}::uuid`, sql``).execute(db)).rows[0]
export const lockCertificate = (db: Database, id: string) =>
  sql`select id from volunteer_certificate where id = ${id}::uuid for update`.execute(db)

/** One page, the latest asked first, with one row more than `limit`; of the units that the caller certifies for, never one's own elsewhere. */
export async function listCertificates(
  db: Database,
  day: string,
  { below, state }: { below?: string | undefined; state?: VolunteerCertificateState | undefined },
  limit: number,
  after: readonly [string, string] | null,
) {
  const where = sql`c.unit_id = any ((select volunteer_units())::uuid[])
    and (${below ?? null}::uuid is null or c.unit_id = any ((select units_below(${below ?? null}::uuid, ${day}::date))::uuid[]))
    and (${state ?? null}::text is null or case when c.state in ('issued', 'revoking') and c.valid_until < ${day}::date then 'expired' else c.state end = ${state ?? null}::text)`
  const { rows: totals } = await sql<{ count: number }>`select count(*)::int as count from volunteer_certificate c where ${where}`.execute(
    db,
  )
  const place = after === null ? sql`true` : sql`(c.asked_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const { rows } = await certificatesWhere(day, sql`${where} and ${place}`, sql`limit ${limit + 1}`).execute(db)
  return { rows, total: totals[0]!.count }
}

/** Where the notice is over: what the office may issue. */
export const certificatesToIssue = async (db: Database, day: string, most: number) =>
  (
    await certificatesWhere(
      day,
      sql`c.state = 'posted' and c.posted_on + 7 < ${day}::date and c.unit_id = any ((select volunteer_units())::uuid[])`,
      sql`limit ${most}`,
    ).execute(db)
  ).rows
export const certificatesRevoking = async (db: Database, day: string, most: number) =>
  (
    await certificatesWhere(
      day,
      sql`c.state = 'revoking' and c.unit_id = any ((select volunteer_units())::uuid[])`,
      sql`limit ${most}`,
    ).execute(db)
  ).rows

/** Those that still hold though someone else may have the key that signed them, and that nothing newer stands for. */
export const certificatesToReplace = async (db: Database, day: string, most: number) =>
  (
    await certificatesWhere(
      day,
      sql`c.state = 'issued' and c.valid_until >= ${day}::date and c.unit_id = any ((select volunteer_units())::uuid[])
        and exists (select from certificate_key k where k.town_id = c.town_id and k.id = c.key_id and k.leaked)
        and not exists (select from volunteer_certificate newer where newer.town_id = c.town_id and newer.person_id = c.person_id
          and newer.unit_id = c.unit_id and newer.from_on <= c.from_on and newer.to_on >= c.to_on and newer.asked_at > c.asked_at
          and newer.state in ('posted', 'issued', 'revoking')
          and not exists (select from certificate_key k where k.town_id = newer.town_id and k.id = newer.key_id and k.leaked))`,
      sql`limit ${most}`,
    ).execute(db)
  ).rows

export const entriesOf = async (db: Database, id: string) =>
  (
    await sql<CertifiedEntry & { hoursId: string }>`
      select hours_id, title, unit_name, served_on, credited, grade from volunteer_certificate_entry
      where certificate_id = ${id}::uuid order by served_on, hours_id`.execute(db)
  ).rows

export interface NewCertificate {
  townId: number
  id: string
  personId: string
  name: string
  maskedName: string
  unitId: string
  fromOn: string
  toOn: string
  onSite: number
  organiser: number
  askedAt: Date
  askedBy: string | null
  postedOn: string
}
/** False if the same is posted already. */
export async function insertCertificate(db: Database, row: NewCertificate, entries: readonly (CertifiedEntry & { hoursId: string })[]) {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('volunteerCertificate')
    .values({ ...row, state: 'posted' })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await db
    .insertInto('volunteerCertificateEntry')
    .values(
      entries.map(({ hoursId, title, unitName: its, servedOn, credited, grade }) => ({
        townId: row.townId,
        certificateId: row.id,
        hoursId,
        title,
        unitName: its,
        servedOn,
        credited,
        grade,
      })),
    )
    .execute()
  return true
}

export interface CertificateChange {
  state?: VolunteerCertificateState
  refuseReason?: string
  serial?: string
  codeDigest?: Buffer
  issuedOn?: string
  validUntil?: string
  issuedBy?: string
  responsible?: string
  officePhone?: string
  keyId?: string
  listIndex?: number
  credential?: string
  line?: string
  revokeReason?: string
  revokeAskedBy?: string
  revokedBy?: string
  revokedOn?: string
}
export const updateCertificate = (db: Database, id: string, set: CertificateChange) =>
  db
    .updateTable('volunteerCertificate')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
/** A revocation that a second person did not agree to. */
export const keepCertificate = (db: Database, id: string) =>
  db
    .updateTable('volunteerCertificate')
    .set({ state: 'issued', revokeReason: null, revokeAskedBy: null, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** A person by id, as far as the caller may read; who asks with a one-time code reads oneself. */
export const nameOf = async (db: Database, personId: string) =>
  (await sql<{ name: string }>`select name from person where id = ${personId}::uuid`.execute(db)).rows[0]?.name

/** The units of a list that certify: villages, communities and the town. */
export const issuersAmong = async (db: Database, day: string, ids: readonly string[]) =>
  (
    await sql<{ unitId: string; unitName: string; path: string[] }>`
      select u.id as unit_id, ${unitName('u.id', day)} as unit_name, units_above(u.id, ${day}::date) as path from unit u
      where u.id = any (${[...ids]}::uuid[]) and u.kind in ('town', 'village', 'community') order by 2, 1`.execute(db)
  ).rows

/** The last number of the year; callers wait for each other until the transaction ends. */
export async function lastSerial(db: Database, townId: number, stem: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended('certificates ' || ${stem}::text, ${townId}))`.execute(db)
  return (await sql<{ last: string | null }>`select last_certificate_serial(${stem}) as last`.execute(db)).rows[0]!.last
}
export const isPlaceTaken = async (db: Database, place: number) =>
  (await sql<{ taken: boolean }>`select is_certificate_place_taken(${place}) as taken`.execute(db)).rows[0]!.taken

export const listPosted = async (db: Database, day: string) =>
  (
    await sql<{
      id: string
      unitName: string
      maskedName: string
      fromOn: string
      toOn: string
      onSite: number
      organiser: number
      postedOn: string
    }>`
      select p.id, ${unitName('p.unit_id', day)} as unit_name, p.masked_name, p.from_on, p.to_on, p.on_site, p.organiser, p.posted_on
      from certificates_posted(${day}::date) p order by p.posted_on, p.id limit 500`.execute(db)
  ).rows
export const behindCode = async (db: Database, digest: Buffer) =>
  (
    await sql<{
      id: string
      state: VolunteerCertificateState
      line: string
    }>`select id, state, line from certificate_behind(${digest}::bytea)`.execute(db)
  ).rows[0]
export const listRevoked = async (db: Database) =>
  (await sql<{ serial: string; listIndex: number }>`select serial, list_index from certificates_revoked()`.execute(db)).rows
/** Those whose last day is over. */
export const lapsedCertificates = async (db: Database, day: string) =>
  (
    await sql<{
      id: string
    }>`select id from volunteer_certificate where state in ('issued', 'revoking') and valid_until < ${day}::date order by id limit 1000`.execute(
      db,
    )
  ).rows.map(({ id }) => id)

export const listKeys = (db: Database) =>
  db.selectFrom('certificateKey').select(['id', 'publicKey', 'madeAt', 'endedAt', 'leaked']).orderBy('madeAt').orderBy('id').execute()
export async function currentKey(db: Database) {
  return db
    .selectFrom('certificateKey as k')
    .innerJoin('certificateKeySecret as s', join => join.onRef('s.townId', '=', 'k.townId').onRef('s.keyId', '=', 'k.id'))
    .where('k.endedAt', 'is', null)
    .select(['k.id', 'k.publicKey', 's.privateSealed'])
    .executeTakeFirst()
}
/** Nobody changes keys until the transaction ends; many may sign. */
export const keepKeys = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock_shared(hashtextextended('certificate keys', ${townId}))`.execute(db)
/** One changes keys, or writes the list, at a time. */
export const lockKeys = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('certificate keys', ${townId}))`.execute(db)
export async function insertKey(
  db: Database,
  { privateSealed, ...key }: { townId: number; id: string; publicKey: string; madeAt: Date; privateSealed: Buffer },
) {
  await db.insertInto('certificateKey').values(key).execute()
  await db.insertInto('certificateKeySecret').values({ townId: key.townId, keyId: key.id, privateSealed }).execute()
}
export const endKey = (db: Database, id: string, set: { endedAt: Date; leaked: boolean }) =>
  db.updateTable('certificateKey').set(set).where('id', '=', id).execute()

export const findStatus = (db: Database) =>
  db.selectFrom('certificateStatus').select(['credential', 'line', 'writtenAt']).executeTakeFirst()
export const saveStatus = (db: Database, row: { townId: number; credential: string; line: string; writtenAt: Date }) =>
  db
    .insertInto('certificateStatus')
    .values({ ...row, id: 1 })
    .onConflict(conflict =>
      conflict.columns(['townId', 'id']).doUpdateSet({ credential: row.credential, line: row.line, writtenAt: row.writtenAt }),
    )
    .execute()

/** Commitments (双报到): SQL for report-ins and notes. With the other query files of this folder the only one that writes its tables. */
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { ReportNoteState, ReportExemption, ReportIn, ReportInState, ReportMeans } from './commitments.shapes.contract.ts'

export const unitNameOf = (id: string, day: string) => sql`coalesce((select up.name from unit_period up
  where up.town_id = (select actor_town()) and up.unit_id = ${sql.raw(id)} and lower(up.valid) <= ${day}::date
  order by lower(up.valid) desc limit 1), '')`
/** The unit is the one given or stands below it; everywhere when none is given. */
export const isBelow = (id: string, below: string | undefined, day: string) =>
  below === undefined ? sql`true` : sql`${sql.raw(id)} = any ((select units_below(${below}::uuid, ${day}::date))::uuid[])`

export interface DutyFilter {
  below?: string | undefined
  state?: string | undefined
  personId?: string | undefined
  id?: string | undefined
}
/** What a list without pages holds at most: one's own things, and work in hand. */
export const most = 500

/** A page of a list: after the place given, at most so many. One row more is asked for, to know whether there is a next page. */
export interface Page {
  after: readonly unknown[] | null
  limit: number
}
export const rowsOf = (page: Page | undefined) => sql`limit ${page ? page.limit + 1 : most}`
/** Rows after the place: `columns` and `values` in the order of the list. */
export const isAfter = (page: Page | undefined, compare: (place: readonly unknown[]) => RawBuilder<boolean>) =>
  page?.after ? compare(page.after) : sql`true`

export type ReportInRow = Omit<ReportIn, 'notes' | 'allowedActions'> & { sortKey: string; path: string[]; line: string[] }

/** Report-ins that the reader may see, by name. */
export async function listReportIns(
  db: Database,
  day: string,
  { below, state, personId, id }: DutyFilter,
  page?: Page,
): Promise<ReportInRow[]> {
  const { rows } = await sql<ReportInRow>`
    select r.id, r.person_id, coalesce(named.name, '') as name, coalesce(named.sort_key, '') as sort_key, r.unit_id,
      ${unitNameOf('r.unit_id', day)} as unit_name, r.work_unit, r.work_branch, r.work_contact, r.skills, r.times, r.means, r.state,
      r.begun_on, r.reported_on, r.accepted_on, r.renewed_on, r.ended_on, r.end_reason, r.exempt_reason,
      case when r.grid_unit_id is null then null else ${unitNameOf('r.grid_unit_id', day)} end as grid_unit_name,
      case when r.redirect_unit_id is null then null else ${unitNameOf('r.redirect_unit_id', day)} end as redirect_unit_name,
      units_above(r.unit_id, ${day}::date) as path, party_bodies_at(units_above(r.unit_id, ${day}::date), ${day}::date) as line
    from report_in r left join commitment_names(array(select person_id from report_in)) named on named.id = r.person_id
    where r.forgotten_on is null and ${isBelow('r.unit_id', below, day)} and (${state ?? null}::text is null or r.state = ${state ?? null}::text)
      and (${personId ?? null}::uuid is null or r.person_id = ${personId ?? null}::uuid)
      and (${id ?? null}::uuid is null or r.id = ${id ?? null}::uuid)
    and ${isAfter(page, ([name, begunOn, last]) => sql`(coalesce(named.sort_key, '') collate "C", r.begun_on, r.id) > (${name}, ${begunOn}::date, ${last}::uuid)`)}
    order by coalesce(named.sort_key, '') collate "C", r.begun_on, r.id ${rowsOf(page)}`.execute(db)
  return rows
}

export const lockReportIn = (db: Database, id: string) => sql`select id from report_in where id = ${id}::uuid for update`.execute(db)

/** The one that is open, wherever it is, as far as the caller may read it. */
export const openReportIn = (db: Database, personId: string) =>
  db
    .selectFrom('reportIn')
    .where('personId', '=', personId)
    .where('endedOn', 'is', null)
    .select(['id', 'unitId', 'state'])
    .executeTakeFirst()

/** Withdraws what other villages invited the person to; of each its id and village. */
export const withdrawElsewhere = async (db: Database, personId: string, unitId: string, day: string) =>
  (
    await sql<{ id: string; unitId: string }>`
      select id, unit_id from withdraw_invitations_elsewhere(${personId}::uuid, ${unitId}::uuid, ${day}::date)`.execute(db)
  ).rows

export interface ReportFields {
  workUnit: string
  workBranch: string
  workContact: string
  skills: string
  times: string
  means: ReportMeans
  reportedOn: string
}

export const insertReportIn = (
  db: Database,
  row: {
    townId: number
    id: string
    personId: string
    unitId: string
    state: ReportInState
    begunOn: string
    means: ReportMeans
  } & Partial<ReportFields>,
) => db.insertInto('reportIn').values(row).execute()

export const updateReportIn = (
  db: Database,
  id: string,
  set: Partial<ReportFields> & {
    state: ReportInState
    acceptedOn?: string
    gridUnitId?: string
    renewedOn?: string
    endedOn?: string
    endReason?: string
    exemptReason?: ReportExemption
    redirectUnitId?: string | null
  },
) => db.updateTable('reportIn').set(set).where('id', '=', id).execute()

export interface NoteRow {
  id: string
  reportInId: string
  half: string
  hasReported: boolean
  hours: number
  remark: string
  state: ReportNoteState
  shownOn: string
  personRemark: string | null
  readOn: string | null
  sentOn: string | null
  version: number
}

export async function notesOf(db: Database, filter: { reportInIds: readonly string[] } | { noteId: string }): Promise<NoteRow[]> {
  const where = 'noteId' in filter ? sql`n.id = ${filter.noteId}::uuid` : sql`n.report_in_id = any (${[...filter.reportInIds]}::uuid[])`
  const { rows } = await sql<NoteRow>`
    select n.id, n.report_in_id, n.half, n.has_reported, (floor(n.minutes / 6.0) / 10)::float8 as hours, n.remark, n.state, n.shown_on, n.person_remark, n.read_on,
      n.sent_on, n.version
    from report_note n where ${where} order by n.half, n.id`.execute(db)
  return rows
}

export const insertNote = (
  db: Database,
  row: {
    townId: number
    id: string
    reportInId: string
    half: string
    hasReported: boolean
    minutes: number
    remark: string
    shownOn: string
  },
) =>
  db
    .insertInto('reportNote')
    .values({ ...row, state: 'shown' })
    .execute()

export const updateNote = (
  db: Database,
  id: string,
  set: {
    state: ReportNoteState
    personRemark?: string | null
    readOn?: string | null
    sentOn?: string
    remark?: string
    shownOn?: string
    minutes?: number
  },
) =>
  db
    .updateTable('reportNote')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** Minutes of duty of the person that organisers confirmed, of days in the stretch. */
export async function confirmedMinutes(db: Database, personId: string, { from, to }: { from: string; to: string }): Promise<number> {
  const { rows } = await sql<{ minutes: number }>`
    select coalesce(sum(extract(epoch from ends_at - starts_at) / 60), 0)::integer as minutes from service_entry
    where person_id = ${personId}::uuid and state = 'confirmed'
      and starts_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
      and starts_at < (${to}::date)::timestamp at time zone 'Asia/Shanghai'`.execute(db)
  return rows[0]!.minutes
}

/** Where the unit stands: those above it, and the Party bodies that stand for them. */
export async function placeOf(db: Database, day: string, unitId: string): Promise<{ path: string[]; line: string[] } | undefined> {
  const { rows } = await sql<{ path: string[]; line: string[] }>`
    select units_above(u.id, ${day}::date) as path, party_bodies_at(units_above(u.id, ${day}::date), ${day}::date) as line
    from unit u where u.id = ${unitId}::uuid`.execute(db)
  return rows[0]
}

export const unitKind = async (db: Database, id: string) =>
  (await db.selectFrom('unit').where('id', '=', id).select('kind').executeTakeFirst())?.kind

export const unitKinds = async (db: Database) =>
  new Map((await db.selectFrom('unit').select(['id', 'kind']).execute()).map(({ id, kind }) => [id, kind]))

export const personExists = async (db: Database, id: string) =>
  (await db.selectFrom('person').where('id', '=', id).select('id').executeTakeFirst()) !== undefined

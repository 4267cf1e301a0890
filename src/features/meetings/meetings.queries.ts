/** Meetings (组织生活): SQL of meetings and agendas. With the other query files of this folder the only one that writes their tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { open, seal, type Keeping } from '#platform/database/sealed-text.ts'
import type { AgendaItem, MeetingFields, MeetingState } from './meetings.contract.ts'
import { places } from './meetings.sealed.queries.ts'

export interface MeetingFilter {
  below?: string | undefined
  bodyId?: string | undefined
  kind?: string | undefined
  state?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const startedOn = sql`(meeting.starts_at at time zone 'Asia/Shanghai')::date`

/** Meetings with the names of body, unit, venue and item, and the units whose authority reaches them on `day`. */
const meetingsOn = (db: Database, day: string) =>
  db
    .selectFrom('meeting')
    .leftJoin('activityItem', join =>
      join.onRef('activityItem.townId', '=', 'meeting.townId').onRef('activityItem.id', '=', 'meeting.itemId'),
    )
    .leftJoin('venue', join => join.onRef('venue.townId', '=', 'meeting.townId').onRef('venue.id', '=', 'meeting.venueId'))
    .select([
      'meeting.id',
      'meeting.kind',
      'meeting.unitId',
      'meeting.itemId',
      'activityItem.name as itemName',
      'meeting.title',
      'meeting.startsAt',
      'meeting.endsAt',
      'meeting.place',
      'meeting.venueId',
      'venue.name as venueName',
      'meeting.chairId',
      'meeting.recorderId',
      'meeting.noticeChannel',
      'meeting.noticeOn',
      'meeting.state',
      'meeting.cancelReason',
      'meeting.minutedAt',
      'meeting.rollFixedAt',
      'meeting.version',
      'meeting.rollVersion',
    ])
    // The names of the day of the meeting, or the last ones before it.
    .select([
      // A meeting that is still to come is that of the body that its own went into.
      sql<string>`standing_body(meeting.body_id, ${startedOn})`.as('bodyId'),
      sql<string>`coalesce(standing_body_name(meeting.body_id, ${startedOn}, greatest(${startedOn}, ${day}::date)), '')`.as('bodyName'),
      sql<string>`coalesce((select up.name from unit_period up where up.town_id = meeting.town_id and up.unit_id = meeting.unit_id
        and lower(up.valid) <= greatest(${startedOn}, ${day}::date) order by lower(up.valid) desc limit 1), '')`.as('unitName'),
      sql<string[]>`units_above(meeting.unit_id, ${day}::date)`.as('path'),
    ])

const filtered = (db: Database, day: string, { below, bodyId, kind, state, from, to }: MeetingFilter) =>
  db
    .selectFrom('meeting')
    .$if(below !== undefined, query =>
      query.where(sql<boolean>`meeting.unit_id = any ((select units_below(${below}, ${day}::date))::uuid[])`),
    )
    .$if(bodyId !== undefined, query =>
      query.where(sql<boolean>`meeting.body_id = any ((select bodies_into(${bodyId}, ${day}::date))::uuid[])`),
    )
    .$if(kind !== undefined, query => query.where('meeting.kind', '=', kind as 'lecture'))
    .$if(state !== undefined, query => query.where('meeting.state', '=', state as MeetingState))
    .$if(from !== undefined, query => query.where(sql<boolean>`${startedOn} >= ${from}::date`))
    .$if(to !== undefined, query => query.where(sql<boolean>`${startedOn} <= ${to}::date`))

/** One page, the latest first, after the place given. One row more than `limit` is read, to know whether there is a next page. */
export const listMeetings = (db: Database, day: string, filter: MeetingFilter, limit: number, after: readonly [string, string] | null) =>
  meetingsOn(db, day)
    .where('meeting.id', 'in', filtered(db, day, filter).select('meeting.id'))
    .$if(after !== null, query =>
      query.where(sql<boolean>`(meeting.starts_at, meeting.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('meeting.startsAt', 'desc')
    .orderBy('meeting.id', 'desc')
    .limit(limit + 1)
    .execute()

export async function countMeetings(db: Database, day: string, filter: MeetingFilter): Promise<number> {
  const { count } = await filtered(db, day, filter)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export const findMeeting = (db: Database, day: string, id: string) => meetingsOn(db, day).where('meeting.id', '=', id).executeTakeFirst()

/** Locks the meeting until the transaction ends. Every change to it or to what belongs to it starts here. */
export const lockMeeting = (db: Database, id: string) => db.selectFrom('meeting').where('id', '=', id).select('id').forUpdate().execute()

export async function agendaOf(keeping: Keeping, meetingId: string) {
  const rows = await keeping.db
    .selectFrom('meetingAgenda')
    .where('meetingId', '=', meetingId)
    .select(['kind', 'title', 'documents', 'discussionSealed'])
    .orderBy('position')
    .execute()
  return rows.map(({ discussionSealed, ...item }) => ({ ...item, discussion: open(keeping, discussionSealed, places.discussion) ?? '' }))
}

/** Is what stands under the meeting open to the reader? */
export async function isOpened(db: Database, meetingId: string): Promise<boolean> {
  const { rows } = await sql<{ opened: boolean }>`select (id = any ((select attended_meetings())::uuid[])
    or unit_id = any (case when kind in ('assembly', 'boardMeeting') then (select assembly_units()) else (select party_units()) end)) as opened
    from meeting where id = ${meetingId}`.execute(db)
  return rows[0]?.opened ?? false
}

/** Are the names on its roll? Of a board or an assembly only for the staff of its unit and its supervisors, not for who stands on it. */
export async function isRollOpened(db: Database, meetingId: string): Promise<boolean> {
  const { rows } = await sql<{ opened: boolean }>`select case when kind in ('assembly', 'boardMeeting')
      then unit_id = any ((select assembly_units())::uuid[])
      else id = any ((select attended_meetings())::uuid[]) or unit_id = any ((select party_units())::uuid[]) end as opened
    from meeting where id = ${meetingId}`.execute(db)
  return rows[0]?.opened ?? false
}

/** Names of those whom the meeting's record names. */
export async function namesIn(db: Database, meetingId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from meeting_names(${meetingId})`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export const partyLine = ['party']
export const civilLines = ['selfGovernment', 'economy']

/** The body of one of the lines as it stood on the day with the unit that it stands for: what it covers, or what the next one above it covers. */
export async function hostsOn(db: Database, day: string, only: { bodyId: string } | 'mine' | 'all', lines: readonly string[] = partyLine) {
  const { rows } = await sql<{ id: string; name: string; unitId: string; unitName: string }>`
    with recursive above (id, at, depth) as (
      select body.id, body.id, 0 from body where body.line = any (${[...lines]}::text[]) and body.founded_on <= ${day}::date
        and (body.dissolved_on is null or body.dissolved_on > ${day}::date)
        ${typeof only === 'string' ? sql`` : sql`and body.id = ${only.bodyId}`}
      union all
      select above.id, bp.parent_id, above.depth + 1 from above
      join body_period bp on bp.town_id = (select actor_town()) and bp.body_id = above.at and bp.valid @> ${day}::date
      where bp.parent_id is not null and not exists (select from body_coverage bc where bc.town_id = (select actor_town())
        and bc.body_id = above.at and bc.valid @> ${day}::date)
    ), home as (
      select distinct on (above.id) above.id, up.unit_id, up.name as unit_name from above
      join body_coverage bc on bc.town_id = (select actor_town()) and bc.body_id = above.at and bc.valid @> ${day}::date
      join unit_period up on up.town_id = bc.town_id and up.unit_id = bc.unit_id and up.valid @> ${day}::date
      order by above.id, above.depth, cardinality(up.path), up.unit_id
    )
    select home.id, bp.name, home.unit_id, home.unit_name from home
    join body_period bp on bp.town_id = (select actor_town()) and bp.body_id = home.id and bp.valid @> ${day}::date
    ${only === 'mine' ? sql`where home.unit_id = any ((select ${lines === partyLine ? sql`party_units()` : sql`assembly_keeper_units()`})::uuid[])` : sql``}
    order by bp.name, home.id`.execute(db)
  return rows
}

export const venueExists = async (db: Database, id: string) =>
  (await db.selectFrom('venue').where('id', '=', id).select('id').executeTakeFirst()) !== undefined

/** The units whose authority reaches the unit on a day. */
export async function authorityOver(db: Database, day: string, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ path: string[] }>`select units_above(${unitId}::uuid, ${day}::date) as path`.execute(db)
  return rows[0]!.path
}

const columnsOf = ({ agenda: _, ...fields }: MeetingFields) => fields

export async function insertMeeting(keeping: Keeping, townId: number, id: string, unitId: string, fields: MeetingFields) {
  await keeping.db
    .insertInto('meeting')
    .values({ townId, id, unitId, state: 'planned', ...columnsOf(fields) })
    .execute()
  await insertAgenda(keeping, townId, id, fields.agenda)
}

/** Saves the fields and the agenda as the next version. */
export async function updateMeeting(keeping: Keeping, townId: number, id: string, unitId: string, fields: MeetingFields) {
  await keeping.db
    .updateTable('meeting')
    .set({ unitId, ...columnsOf(fields), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
  await keeping.db.deleteFrom('meetingAgenda').where('meetingId', '=', id).execute()
  await insertAgenda(keeping, townId, id, fields.agenda)
}

async function insertAgenda(keeping: Keeping, townId: number, meetingId: string, agenda: readonly AgendaItem[]) {
  if (agenda.length === 0) return
  const rows = agenda.map(({ documents, discussion, ...item }, index) => ({
    townId,
    meetingId,
    position: index + 1,
    ...item,
    documents: JSON.stringify(documents),
    discussionSealed: seal(keeping, discussion || null, places.discussion),
  }))
  await keeping.db.insertInto('meetingAgenda').values(rows).execute()
}

export const moveMeeting = (
  db: Database,
  id: string,
  set: { state: 'held' } | { rollFixedAt: Date } | { state: 'minuted'; minutedAt: Date } | { state: 'cancelled'; cancelReason: string },
) =>
  db
    .updateTable('meeting')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** Is the meeting one that votes, and how many of its ballots are neither closed nor called off? Kept by votes. */
export const votesOf = async (db: Database, id: string): Promise<{ votes: boolean; open: number }> =>
  (
    await sql<{ votes: boolean; open: number }>`
      select exists (select from voting_meeting v where v.meeting_id = ${id}::uuid) as votes,
        (select count(*)::integer from ballot b where b.meeting_id = ${id}::uuid and b.state in ('tabled', 'rollFixed')) as open`.execute(
      db,
    )
  ).rows[0]!

/** The next version of the record, where only what belongs to it changed. */
export const touchMeeting = (db: Database, id: string) =>
  db
    .updateTable('meeting')
    .set({ version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

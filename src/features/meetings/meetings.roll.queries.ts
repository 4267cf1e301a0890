/** Rolls (签到名册): SQL. */
import { sql } from 'kysely'
import { bulkInsert, bulkUpdate } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import { open, seal, sealInBulk, type Keeping } from '#platform/database/sealed-text.ts'
import type { Attendance, Exclusion, Mark, Part } from './meetings.contract.ts'
import type { Standing } from './meetings.roll.rules.ts'
import { places } from './meetings.sealed.queries.ts'

export async function rollOf(keeping: Keeping, meetingId: string) {
  const rows = await keeping.db
    .selectFrom('meetingRoll')
    .where('meetingId', '=', meetingId)
    .select([
      'id',
      'position',
      'personId',
      'name',
      'sortKey',
      'part',
      'probationary',
      'attendance',
      'reasonSealed',
      'excluded',
      'excludedNoteSealed',
    ])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ reasonSealed, excludedNoteSealed, ...row }) => ({
    ...row,
    reason: open(keeping, reasonSealed, places.reason),
    excludedNote: open(keeping, excludedNoteSealed, places.excludedNote),
  }))
}

export interface NewEntry {
  id: string
  position: number
  personId: string | null
  name: string
  sortKey: string
  part: Part
  probationary?: boolean
  attendance: Attendance
  reason: string | null
  excluded: Exclusion | null
  excludedNote: string | null
}

export const insertEntries = (keeping: Keeping, townId: number, entries: readonly (NewEntry & { meetingId: string })[]) =>
  bulkInsert(
    keeping.db,
    'meeting_roll',
    {
      town_id: 'integer',
      id: 'uuid',
      meeting_id: 'uuid',
      position: 'integer',
      person_id: 'uuid',
      name: 'text',
      sort_key: 'text',
      part: 'text',
      probationary: 'boolean',
      attendance: 'text',
      reason_sealed: 'bytea',
      excluded: 'text',
      excluded_note_sealed: 'bytea',
    },
    entries.map(entry => ({
      town_id: townId,
      id: entry.id,
      meeting_id: entry.meetingId,
      position: entry.position,
      person_id: entry.personId,
      name: entry.name,
      sort_key: entry.sortKey,
      part: entry.part,
      probationary: entry.probationary ?? false,
      attendance: entry.attendance,
      reason_sealed: sealInBulk(keeping, entry.reason, places.reason),
      excluded: entry.excluded,
      excluded_note_sealed: sealInBulk(keeping, entry.excludedNote, places.excludedNote),
    })),
  )

export const markEntries = (keeping: Keeping, marks: readonly Mark[]) =>
  bulkUpdate(
    keeping.db,
    'meeting_roll',
    { id: 'uuid', attendance: 'text', reason_sealed: 'bytea' },
    'attendance = r.attendance, reason_sealed = r.reason_sealed',
    marks.map(({ entryId, attendance, reason }) => ({
      id: entryId,
      attendance,
      reason_sealed: attendance === 'excused' ? sealInBulk(keeping, reason, places.reason) : null,
    })),
  )

export const updateEntry = (
  keeping: Keeping,
  id: string,
  {
    excludedNote,
    ...set
  }: {
    personId: string | null
    name: string
    sortKey: string
    part: Part
    excluded: Exclusion | null
    excludedNote: string | null
    attendance?: 'unrecorded'
    reasonSealed?: null
  },
) =>
  keeping.db
    .updateTable('meetingRoll')
    .set({ ...set, excludedNoteSealed: seal(keeping, excludedNote, places.excludedNote) })
    .where('id', '=', id)
    .execute()

/** The next version of the roll. */
export const touchRoll = (db: Database, meetingId: string) =>
  db
    .updateTable('meeting')
    .set({ rollVersion: sql`roll_version + 1` })
    .where('id', '=', meetingId)
    .execute()

/** People who may stand on a roll of the unit on the day. */
export async function peopleNear(db: Database, unitId: string, day: string) {
  const { rows } = await sql<{ id: string; name: string; sortKey: string }>`
    select id, name, sort_key from people_near(${unitId}, ${day}::date)`.execute(db)
  return rows
}

/** The same with unit and post, to tell people of one name apart; by pinyin, at most 60. */
export async function candidatesNear(db: Database, unitId: string, day: string, q: string) {
  const text = q.replaceAll(/[\\%_]/g, c => `\\${c}`)
  const letters = text.toLowerCase().replaceAll(/[\s']/g, '')
  const { rows } = await sql<{ id: string; name: string; unitName: string; title: string | null }>`
    select near.id, near.name,
      coalesce((select up.name from unit_period up where up.town_id = (select actor_town()) and up.unit_id = near.unit_id
        and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1), '') as unit_name,
      (select post.title from term join post on post.town_id = term.town_id and post.id = term.post_id
        where term.town_id = (select actor_town()) and term.person_id = near.id and term.valid @> ${day}::date
        order by lower(term.valid), post.id limit 1) as title
    from people_near(${unitId}, ${day}::date) near
    where ${text} = '' or near.name like ${`%${text}%`} or replace(near.sort_key, ' ', '') like ${`${letters}%`}
      or regexp_replace(near.sort_key, '(\\S)\\S*\\s*', '\\1', 'g') like ${`${letters}%`}
    order by near.sort_key collate "C", near.id limit 60`.execute(db)
  return rows
}

/** What is known of each person on the day of a meeting of the unit. */
export async function standingsOf(db: Database, unitId: string, day: string, personIds: readonly string[]): Promise<Map<string, Standing>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<Standing & { id: string }>`
    select wanted.id, near.id is not null as near,
      not unit_is_gone(wanted.id, ${day}::date) as unit_stands,
      (select case when bool_or(term.valid @> ${day}::date or lower(term.valid) > ${day}::date) then null
          else max(upper(term.valid)) end::text
        from term where term.town_id = (select actor_town()) and term.person_id = wanted.id) as ended_on
    from unnest(${[...personIds]}::uuid[]) as wanted (id)
    left join people_near(${unitId}, ${day}::date) near on near.id = wanted.id`.execute(db)
  return new Map(rows.map(({ id, ...standing }) => [id, standing]))
}

/** Earlier meetings of the body with people on their roll, the latest first. */
export const earlierRolls = (db: Database, bodyId: string, before: Date, exceptId: string) =>
  db
    .selectFrom('meeting')
    .where(
      sql<boolean>`body_id = any ((select bodies_into(${bodyId}, (${before}::timestamptz at time zone 'Asia/Shanghai')::date))::uuid[])`,
    )
    .where('id', '<>', exceptId)
    .where('startsAt', '<', before)
    .where('state', '<>', 'cancelled')
    .where(({ exists, selectFrom }) => exists(selectFrom('meetingRoll').whereRef('meetingRoll.meetingId', '=', 'meeting.id').select('id')))
    .select(['id', 'title', 'startsAt'])
    .select(sql<number>`(select count(*) from meeting_roll r where r.town_id = meeting.town_id and r.meeting_id = meeting.id)`.as('people'))
    .orderBy('startsAt', 'desc')
    .limit(20)
    .execute()

/** Does the line stand on the roll of a vote? Kept by votes. */
export const isDrawn = async (db: Database, entryId: string): Promise<boolean> =>
  (await sql<{ drawn: boolean }>`select exists (select from voting_roll r where r.entry_id = ${entryId}::uuid) as drawn`.execute(db))
    .rows[0]!.drawn

/** Who counts by now, and who no longer; their attendance is taken anew. */
export const updateExclusions = (
  keeping: Keeping,
  entries: readonly { id: string; excluded: Exclusion | null; excludedNote: string | null }[],
) =>
  bulkUpdate(
    keeping.db,
    'meeting_roll',
    { id: 'uuid', excluded: 'text', excluded_note_sealed: 'bytea' },
    `excluded = r.excluded, excluded_note_sealed = r.excluded_note_sealed, attendance = 'unrecorded', reason_sealed = null`,
    entries.map(({ id, excluded, excludedNote }) => ({
      id,
      excluded,
      excluded_note_sealed: sealInBulk(keeping, excludedNote, places.excludedNote),
    })),
  )

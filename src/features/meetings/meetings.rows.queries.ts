/** Rows of meetings (会议表): SQL that reads what is known and writes many rows at once. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import { open, sealInBulk, type Keeping } from '#platform/database/sealed-text.ts'
import { places } from './meetings.sealed.queries.ts'

/** Lets one import of meetings run at a time; it holds until the transaction ends. */
export const lockMeetings = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('meetings', ${townId}))`.execute(db)

/** Meetings by the workbook's key, or by their id if they have none. */
export async function meetingsByCode(db: Database) {
  const rows = await db.selectFrom('meeting').select(['id', 'externalCode', 'unitId', 'state', 'startsAt']).execute()
  return new Map(rows.map(row => [row.externalCode ?? row.id, row]))
}

export async function peopleByCode(db: Database) {
  const rows = await db.selectFrom('person').select(['id', 'externalCode', 'name', 'sortKey']).execute()
  return new Map(rows.map(row => [row.externalCode ?? row.id, row]))
}

/** Who stands on the roll of which meeting, as "meeting/person". */
export async function rolledPairs(keeping: Keeping): Promise<Map<string, { id: string; attendance: string; reason: string | null }>> {
  const rows = await keeping.db
    .selectFrom('meetingRoll')
    .where('personId', 'is not', null)
    .select(['id', 'meetingId', 'personId', 'attendance', 'reasonSealed'])
    .execute()
  // A reason counts for those excused alone: a sheet has none for the others.
  return new Map(
    rows.map(({ meetingId, personId, reasonSealed, ...row }) => [
      `${meetingId}/${personId}`,
      { ...row, reason: row.attendance === 'excused' ? open(keeping, reasonSealed, places.reason) : null },
    ]),
  )
}

export async function actionKeys(db: Database): Promise<Set<string>> {
  const rows = await db.selectFrom('meetingAction').select(['meetingId', 'title', 'ownerId']).execute()
  return new Set(rows.map(({ meetingId, title, ownerId }) => `${meetingId}/${title}/${ownerId}`))
}

export interface ToldMeeting {
  id: string
  bodyId: string
  unitId: string
  kind: string
  itemId: string | null
  title: string
  startsAt: Date
  endsAt: Date | null
  place: string
  chairId: string | null
  state: string
  cancelReason: string | null
  minutedAt: Date | null
  externalCode: string
  firstTopic: string | null
  documents: readonly string[]
  minutes: { id: string; text: string } | null
}

export async function insertMeetings(keeping: Keeping, townId: number, meetings: readonly ToldMeeting[]): Promise<void> {
  await bulkInsert(
    keeping.db,
    'meeting',
    {
      town_id: 'integer',
      id: 'uuid',
      body_id: 'uuid',
      unit_id: 'uuid',
      kind: 'text',
      item_id: 'uuid',
      title: 'text',
      starts_at: 'timestamptz',
      ends_at: 'timestamptz',
      place: 'text',
      chair_id: 'uuid',
      state: 'text',
      cancel_reason: 'text',
      minuted_at: 'timestamptz',
      external_code: 'text',
    },
    meetings.map(meeting => ({
      town_id: townId,
      id: meeting.id,
      body_id: meeting.bodyId,
      unit_id: meeting.unitId,
      kind: meeting.kind,
      item_id: meeting.itemId,
      title: meeting.title,
      starts_at: meeting.startsAt.toISOString(),
      ends_at: meeting.endsAt?.toISOString() ?? null,
      place: meeting.place,
      chair_id: meeting.chairId,
      state: meeting.state,
      cancel_reason: meeting.cancelReason,
      minuted_at: meeting.minutedAt?.toISOString() ?? null,
      external_code: meeting.externalCode,
    })),
  )
  await insertTexts(keeping, townId, meetings)
}

async function insertTexts(keeping: Keeping, townId: number, meetings: readonly ToldMeeting[]): Promise<void> {
  await bulkInsert(
    keeping.db,
    'meeting_agenda',
    { town_id: 'integer', meeting_id: 'uuid', position: 'integer', kind: 'text', title: 'text', documents: 'jsonb' },
    meetings.flatMap(({ id, firstTopic, documents }) =>
      firstTopic === null
        ? []
        : [
            {
              town_id: townId,
              meeting_id: id,
              position: 1,
              kind: 'firstTopic',
              title: firstTopic,
              documents: documents.map(title => ({ title, issuedBy: '', issuedOn: null })),
            },
          ],
    ),
  )
  await bulkInsert(
    keeping.db,
    'meeting_minutes',
    { town_id: 'integer', id: 'uuid', meeting_id: 'uuid', text_sealed: 'bytea', written_at: 'timestamptz' },
    meetings.flatMap(({ id, minutes, minutedAt }) =>
      minutes === null
        ? []
        : [
            {
              town_id: townId,
              id: minutes.id,
              meeting_id: id,
              text_sealed: sealInBulk(keeping, minutes.text, places.text),
              written_at: minutedAt!.toISOString(),
            },
          ],
    ),
  )
}

export const insertActions = (
  db: Database,
  townId: number,
  actions: readonly {
    id: string
    meetingId: string
    title: string
    ownerId: string
    dueOn: string
    doneOn: string | null
    result: string | null
  }[],
) =>
  bulkInsert(
    db,
    'meeting_action',
    {
      town_id: 'integer',
      id: 'uuid',
      meeting_id: 'uuid',
      title: 'text',
      owner_id: 'uuid',
      due_on: 'date',
      done_on: 'date',
      result: 'text',
    },
    actions.map(action => ({
      town_id: townId,
      id: action.id,
      meeting_id: action.meetingId,
      title: action.title,
      owner_id: action.ownerId,
      due_on: action.dueOn,
      done_on: action.doneOn,
      result: action.result,
    })),
  )

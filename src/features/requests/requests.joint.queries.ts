/** The joint meeting (联席会议): SQL. The only file that writes `joint_meeting` and `joint_decision`. */
import { sql, type Insertable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'

/** Cases on the list that the caller may read, by the code of their place, then by number. */
export const listWaiting = async (db: Database) =>
  (
    await sql<{ id: string }>`select r.id from request r join unit u on u.town_id = r.town_id and u.id = r.unit_id
      where r.joint_meeting_on is not null and r.joint_decided_on is null and r.clock_state <> 'ended'
      order by u.code nulls last, r.number limit 100`.execute(db)
  ).rows.map(({ id }) => id)

/** The last meetings, newest first. */
export const listMeetings = (db: Database) =>
  db
    .selectFrom('jointMeeting')
    .select(['id', 'heldOn', 'bodyIds', 'unitIds'])
    .orderBy('heldOn', 'desc')
    .orderBy('id', 'desc')
    .limit(12)
    .execute()

export const listDecisions = (db: Database, meetingIds: readonly string[]) =>
  db
    .selectFrom('jointDecision as d')
    .innerJoin('request as r', join => join.onRef('r.townId', '=', 'd.townId').onRef('r.id', '=', 'd.requestId'))
    .where('d.meetingId', '=', sql<string>`any (${[...meetingIds]}::uuid[])`)
    .select(['d.meetingId', 'd.requestId', 'd.kind', 'd.bodyId', 'd.unitId', 'd.withBodyIds', 'd.decidedBy', 'r.number', 'r.title'])
    .orderBy('r.number')
    .execute()

export const insertMeeting = (db: Database, row: Insertable<Tables['jointMeeting']>) => db.insertInto('jointMeeting').values(row).execute()
export const insertDecision = (db: Database, row: Insertable<Tables['jointDecision']>) =>
  db.insertInto('jointDecision').values(row).execute()

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

export interface DecidedStep {
  requestId: string
  number: string
  name: 'requests.decide' | 'requests.decideAnswer'
  /** The day of the step, in Asia/Shanghai. */
  day: string
  bodyId: string | null
  unitId: string | null
}

/** The steps by which joint meetings decided about the cases of these numbers, in order. */
export const listDecidedSteps = async (db: Database, numbers: readonly string[]) =>
  (
    await sql<DecidedStep>`select r.id as request_id, r.number, e.name, to_char(e.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day,
        e.details->>'bodyId' as body_id, e.details->>'unitId' as unit_id
      from request r join event e on e.town_id = r.town_id and e.subject_kind = 'request' and e.subject_id = r.id
      where r.number = any (${[...numbers]}::text[]) and e.name in ('requests.decide', 'requests.decideAnswer') order by e.id`.execute(db)
  ).rows

/** Meetings by the day on which they were held. */
export const meetingsByDay = async (db: Database) =>
  new Map(
    (await db.selectFrom('jointMeeting').select(['id', 'heldOn']).orderBy('id', 'desc').execute()).map(({ id, heldOn }) => [heldOn, id]),
  )

/** Decisions that are there, as "day/case". */
export async function decisionKeys(db: Database): Promise<Set<string>> {
  const rows = await db
    .selectFrom('jointDecision as d')
    .innerJoin('jointMeeting as m', join => join.onRef('m.townId', '=', 'd.townId').onRef('m.id', '=', 'd.meetingId'))
    .select(['m.heldOn', 'd.requestId'])
    .execute()
  return new Set(rows.map(({ heldOn, requestId }) => `${heldOn}/${requestId}`))
}

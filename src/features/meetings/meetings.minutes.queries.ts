/** Minutes, actions and packs (会议记录、行动项、活动包): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { open, seal, type Keeping } from '#platform/database/sealed-text.ts'
import { places } from './meetings.sealed.queries.ts'

/** The texts of a meeting, the newest first. */
export async function minutesOf(keeping: Keeping, meetingId: string) {
  const rows = await keeping.db
    .selectFrom('meetingMinutes')
    .where('meetingId', '=', meetingId)
    .select(['id', 'textSealed', 'writtenBy', 'writtenAt', 'reasonSealed'])
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ textSealed, reasonSealed, ...row }) => ({
    ...row,
    text: open(keeping, textSealed, places.text)!,
    reason: open(keeping, reasonSealed, places.correction),
  }))
}

/** Who wrote the newest text; null if nobody known did. */
export async function lastWriterOf(db: Database, meetingId: string): Promise<string | null> {
  const newest = db.selectFrom('meetingMinutes').where('meetingId', '=', meetingId).select('writtenBy').orderBy('id', 'desc').limit(1)
  return (await newest.executeTakeFirst())?.writtenBy ?? null
}

export const insertMinutes = (
  keeping: Keeping,
  {
    text,
    reason,
    ...row
  }: { townId: number; id: string; meetingId: string; text: string; writtenBy: string | null; writtenAt: Date; reason: string | null },
) =>
  keeping.db
    .insertInto('meetingMinutes')
    .values({ ...row, textSealed: seal(keeping, text, places.text), reasonSealed: seal(keeping, reason, places.correction) })
    .execute()

const actionColumns = ['id', 'meetingId', 'title', 'ownerId', 'dueOn', 'doneOn', 'result', 'acceptedBy', 'acceptedOn'] as const

export const actionsOf = (db: Database, meetingId: string) =>
  db.selectFrom('meetingAction').where('meetingId', '=', meetingId).select(actionColumns).orderBy('dueOn').orderBy('id').execute()

export const findAction = (db: Database, id: string) =>
  db.selectFrom('meetingAction').where('id', '=', id).select(actionColumns).executeTakeFirst()

/** The same, locked until the transaction ends. */
export const lockAction = (db: Database, id: string) =>
  db.selectFrom('meetingAction').where('id', '=', id).select(actionColumns).forUpdate().executeTakeFirst()

export const insertAction = (
  db: Database,
  row: { townId: number; id: string; meetingId: string; title: string; ownerId: string; dueOn: string },
) => db.insertInto('meetingAction').values(row).execute()

export const updateAction = (
  db: Database,
  id: string,
  set: { doneOn: string; result: string } | { acceptedBy: string; acceptedOn: string } | { doneOn: null; dueOn: string },
) => db.updateTable('meetingAction').set(set).where('id', '=', id).execute()

/** What the actor has to do, by day. */
export const owedBy = (db: Database, personId: string, limit: number) =>
  db
    .selectFrom('meetingAction as action')
    .innerJoin('meeting', join => join.onRef('meeting.townId', '=', 'action.townId').onRef('meeting.id', '=', 'action.meetingId'))
    .where('action.ownerId', '=', personId)
    .where('action.doneOn', 'is', null)
    .select(['action.id', 'action.title', 'action.dueOn', 'action.meetingId', 'meeting.title as meetingTitle'])
    .orderBy('action.dueOn')
    .orderBy('action.id')
    .limit(limit)
    .execute()

/** What others have done and the actor, who chaired or recorded the meeting, has not looked at yet. */
export const unacceptedFor = (db: Database, personId: string, limit: number) =>
  db
    .selectFrom('meetingAction as action')
    .innerJoin('meeting', join => join.onRef('meeting.townId', '=', 'action.townId').onRef('meeting.id', '=', 'action.meetingId'))
    .where(sql<boolean>`${personId}::uuid in (meeting.chair_id, meeting.recorder_id)`)
    .where('action.ownerId', '<>', personId)
    .where('action.doneOn', 'is not', null)
    .where('action.acceptedOn', 'is', null)
    .where(sql<boolean>`meeting.unit_id = any ((select party_units())::uuid[])`)
    .select(['action.id', 'action.title', 'action.dueOn', 'action.meetingId', 'meeting.title as meetingTitle'])
    .orderBy('action.doneOn')
    .orderBy('action.id')
    .limit(limit)
    .execute()

export const listPacks = (db: Database) => db.selectFrom('activityPack').select(['id', 'name', 'size']).orderBy('name').execute()

export const listItems = (db: Database) =>
  db.selectFrom('activityItem').select(['id', 'packId', 'position', 'name']).orderBy('packId').orderBy('position').execute()

/** Lets one name items of a pack at a time; it holds until the transaction ends. */
export const lockPacks = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('activity packs', ${townId}))`.execute(db)

export const insertPack = (db: Database, row: { townId: number; id: string; name: string; size: number }) =>
  db.insertInto('activityPack').values(row).execute()

export const insertItem = (db: Database, row: { townId: number; id: string; packId: string; position: number; name: string }) =>
  db.insertInto('activityItem').values(row).execute()

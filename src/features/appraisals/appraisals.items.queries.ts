/** Rectification items (整改): SQL, also of what becomes of them when a term ends. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { unitNameOn } from './appraisals.queries.ts'

/** Items with the names of round and village, and the units with authority over it on `day`. */
const itemsOn = (db: Database, day: string) =>
  db
    .selectFrom('appraisalItem as item')
    .innerJoin('appraisalRound as round', join => join.onRef('round.townId', '=', 'item.townId').onRef('round.id', '=', 'item.roundId'))
    .select([
      'item.id',
      'item.reportId',
      'item.unitId',
      'round.title as roundTitle',
      'item.problem',
      'item.measure',
      'item.ownerId',
      'item.dueOn',
      'item.doneOn',
      'item.result',
      'item.verifiedBy',
      'item.verifiedOn',
      'item.returnedReason',
    ])
    .select([
      unitNameOn(sql`item.unit_id`, sql`${day}::date`).as('unitName'),
      sql<string[]>`units_above(item.unit_id, ${day}::date)`.as('path'),
    ])

export const itemsOf = (db: Database, day: string, reportId: string) =>
  itemsOn(db, day).where('item.reportId', '=', reportId).orderBy('item.dueOn').orderBy('item.id').execute()

/** What someone has to put right, and has put right: open ones first, by day. */
export const itemsOwnedBy = (db: Database, day: string, personId: string, limit: number) =>
  itemsOn(db, day)
    .where('item.ownerId', '=', personId)
    .orderBy(sql`item.done_on is not null`)
    .orderBy('item.dueOn')
    .orderBy('item.id')
    .limit(limit)
    .execute()

/** What others have done and nobody has verified, in the villages that the reader has in scope. */
export const unverifiedFor = (db: Database, day: string, personId: string, limit: number) =>
  itemsOn(db, day)
    .where('item.ownerId', '<>', personId)
    .where('item.doneOn', 'is not', null)
    .where('item.verifiedOn', 'is', null)
    .orderBy('item.doneOn')
    .orderBy('item.id')
    .limit(limit)
    .execute()

export const findItem = (db: Database, day: string, id: string) => itemsOn(db, day).where('item.id', '=', id).executeTakeFirst()

export const lockItem = (db: Database, id: string) => db.selectFrom('appraisalItem').where('id', '=', id).select('id').forUpdate().execute()

export const insertItem = (
  db: Database,
  row: {
    townId: number
    id: string
    reportId: string
    roundId: string
    unitId: string
    problem: string
    measure: string
    ownerId: string
    dueOn: string
  },
) => db.insertInto('appraisalItem').values(row).execute()

export const updateItem = (
  db: Database,
  id: string,
  set:
    | { doneOn: string; result: string }
    | { verifiedBy: string; verifiedOn: string }
    | { doneOn: null; dueOn: string; returnedReason: string }
    | { ownerId: string },
) => db.updateTable('appraisalItem').set(set).where('id', '=', id).execute()

/** Reports that someone has to write, by the day of the meeting. */
export const unwrittenBy = (db: Database, personIds: readonly string[], limit: number) =>
  db
    .selectFrom('appraisalReport as report')
    .innerJoin('appraisalRound as round', join => join.onRef('round.townId', '=', 'report.townId').onRef('round.id', '=', 'report.roundId'))
    .where('report.presenterId', 'in', personIds)
    .where('report.state', '=', 'scheduled')
    .select(['report.id', 'round.title', 'round.heldOn'])
    .orderBy('round.heldOn')
    .orderBy('report.id')
    .limit(limit)
    .execute()

/** Items that would lie open if the term ended before the day. Also of villages whose reports the reader may not read. */
export async function listWork(db: Database, termId: string, day: string) {
  const { rows } = await sql<{ id: string; unitId: string; reportId: string; unitName: string }>`
    select work.id, work.unit_id, work.report_id, ${unitNameOn(sql`work.unit_id`, sql`${day}::date`)} as unit_name
    from appraisal_work_of(${termId}, ${day}::date) work`.execute(db)
  return rows
}

export async function handOver(db: Database, termId: string, day: string, successorId: string) {
  const { rows } = await sql<{ id: string; unitId: string; reportId: string }>`
    select id, unit_id, report_id from hand_over_appraisals(${termId}, ${day}::date, ${successorId})`.execute(db)
  return rows
}

/** Who has the nearest desk over a village on a day: its secretary, or the town's office. Null if nobody holds either post. */
export async function deskOver(db: Database, unitId: string, day: string, besides: string): Promise<string | null> {
  const { rows } = await sql<{ personId: string }>`
    select term.person_id from post join term on term.town_id = post.town_id and term.post_id = post.id and term.valid @> ${day}::date
    where post.town_id = (select actor_town()) and (post.closed_on is null or post.closed_on > ${day}::date) and term.person_id <> ${besides}
      and (post.role = 'villageSecretary' and post.unit_id = ${unitId}
        or post.role = 'townClerk' and post.unit_id = any (units_above(${unitId}::uuid, ${day}::date)))
    order by post.role = 'villageSecretary' desc, lower(term.valid), term.id limit 1`.execute(db)
  return rows[0]?.personId ?? null
}

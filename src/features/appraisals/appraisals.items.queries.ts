/** Rectification items (整改): SQL, also of what becomes of them when a term ends. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { open, seal, type Keeping } from '#platform/database/sealed-text.ts'
import { unitNameOn } from './appraisals.queries.ts'
import { places } from './appraisals.sealed.queries.ts'

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
      'item.problemSealed',
      'item.measureSealed',
      'item.ownerId',
      'item.dueOn',
      'item.doneOn',
      'item.resultSealed',
      'item.verifiedBy',
      'item.verifiedOn',
      'item.returnedReasonSealed',
    ])
    .select([
      unitNameOn(sql`item.unit_id`, sql`${day}::date`).as('unitName'),
      sql<string[]>`units_above(item.unit_id, ${day}::date)`.as('path'),
    ])

type SealedItem = Awaited<ReturnType<ReturnType<typeof itemsOn>['execute']>>[number]

const opened =
  (keeping: Keeping) =>
  ({ problemSealed, measureSealed, resultSealed, returnedReasonSealed, ...row }: SealedItem) => ({
    ...row,
    problem: open(keeping, problemSealed, places.problem) ?? '',
    measure: open(keeping, measureSealed, places.measure) ?? '',
    result: open(keeping, resultSealed, places.result),
    returnedReason: open(keeping, returnedReasonSealed, places.returnedReason),
  })

export async function itemsOf(keeping: Keeping, day: string, reportId: string) {
  const rows = await itemsOn(keeping.db, day).where('item.reportId', '=', reportId).orderBy('item.dueOn').orderBy('item.id').execute()
  return rows.map(opened(keeping))
}

/** What someone has to put right, and has put right: open ones first, by day. */
export async function itemsOwnedBy(keeping: Keeping, day: string, personId: string, limit: number) {
  const rows = await itemsOn(keeping.db, day)
    .where('item.ownerId', '=', personId)
    .orderBy(sql`item.done_on is not null`)
    .orderBy('item.dueOn')
    .orderBy('item.id')
    .limit(limit)
    .execute()
  return rows.map(opened(keeping))
}

/** What others have done and nobody has verified, in the villages that the reader has in scope. */
export async function unverifiedFor(keeping: Keeping, day: string, personId: string, limit: number) {
  const rows = await itemsOn(keeping.db, day)
    .where('item.ownerId', '<>', personId)
    .where('item.doneOn', 'is not', null)
    .where('item.verifiedOn', 'is', null)
    .orderBy('item.doneOn')
    .orderBy('item.id')
    .limit(limit)
    .execute()
  return rows.map(opened(keeping))
}

export async function findItem(keeping: Keeping, day: string, id: string) {
  const row = await itemsOn(keeping.db, day).where('item.id', '=', id).executeTakeFirst()
  return row && opened(keeping)(row)
}

export const lockItem = (db: Database, id: string) => db.selectFrom('appraisalItem').where('id', '=', id).select('id').forUpdate().execute()

export const insertItem = (
  keeping: Keeping,
  {
    problem,
    measure,
    ...row
  }: {
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
) =>
  keeping.db
    .insertInto('appraisalItem')
    .values({
      ...row,
      problemSealed: seal(keeping, problem, places.problem),
      measureSealed: seal(keeping, measure, places.measure),
    })
    .execute()

const updateItem = (
  { db }: Pick<Keeping, 'db'>,
  id: string,
  set:
    | { doneOn: string; resultSealed: Buffer | null }
    | { verifiedBy: string; verifiedOn: string }
    | { doneOn: null; dueOn: string; returnedReasonSealed: Buffer | null }
    | { ownerId: string },
) => db.updateTable('appraisalItem').set(set).where('id', '=', id).execute()

export const finishItem = (keeping: Keeping, id: string, doneOn: string, result: string) =>
  updateItem(keeping, id, { doneOn, resultSealed: seal(keeping, result, places.result) })

export const verifyItem = (keeping: Pick<Keeping, 'db'>, id: string, verifiedBy: string, verifiedOn: string) =>
  updateItem(keeping, id, { verifiedBy, verifiedOn })

/** Not done after all: until another day, and why. */
export const returnItem = (keeping: Keeping, id: string, dueOn: string, reason: string) =>
  updateItem(keeping, id, { doneOn: null, dueOn, returnedReasonSealed: seal(keeping, reason, places.returnedReason) })

export const giveItem = (keeping: Pick<Keeping, 'db'>, id: string, ownerId: string) => updateItem(keeping, id, { ownerId })

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

export interface WorkRow {
  id: string
  unitId: string
  reportId: string
}

/** Items that would lie open if the term ended before the day. Also of villages whose reports the reader may not read. */
export async function listWork(db: Database, termId: string, day: string) {
  const { rows } = await sql<WorkRow & { unitName: string }>`
    select work.id, work.unit_id, work.report_id, ${unitNameOn(sql`work.unit_id`, sql`${day}::date`)} as unit_name
    from appraisal_work_of(${termId}, ${day}::date) work`.execute(db)
  return rows
}

export async function handOver(db: Database, termId: string, day: string, successorId: string) {
  const { rows } = await sql<WorkRow>`
    select id, unit_id, report_id from hand_over_appraisals(${termId}, ${day}::date, ${successorId})`.execute(db)
  return rows
}

/** Items of people who have left; only in the name of a job. */
export async function listUnowned(db: Database, day: string) {
  const { rows } = await sql<WorkRow>`select id, unit_id, report_id from unowned_appraisal_items(${day}::date)`.execute(db)
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

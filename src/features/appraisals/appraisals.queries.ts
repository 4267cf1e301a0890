/** Appraisals (述职评议): SQL of rounds and reports. With the other query files of this folder the only one that writes their tables. */
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { open, seal, type Keeping } from '#platform/database/sealed-text.ts'
import type { AppraisalReportState, Grade, ReportText, Tally } from './appraisals.contract.ts'
import { openReportText, places, sealReportText } from './appraisals.sealed.queries.ts'

/** What the unit was called on the day, or the last it was called before. */
export const unitNameOn = (unitId: RawBuilder<unknown>, day: RawBuilder<unknown>) =>
  sql<string>`coalesce((select up.name from unit_period up where up.town_id = (select actor_town()) and up.unit_id = ${unitId}
    and lower(up.valid) <= ${day} order by lower(up.valid) desc limit 1), '')`

const rounds = (db: Database) =>
  db
    .selectFrom('appraisalRound as round')
    .select(['round.id', 'round.year', 'round.heldOn', 'round.title'])
    .select([
      sql<number>`(select count(*)::int from appraisal_report r where r.town_id = round.town_id and r.round_id = round.id)`.as('reports'),
      sql<number>`(select count(*)::int from appraisal_report r where r.town_id = round.town_id and r.round_id = round.id
        and r.presented_at is not null)`.as('presented'),
      sql<number>`(select count(*)::int from appraisal_vacancy v where v.town_id = round.town_id and v.round_id = round.id)`.as('vacant'),
    ])

export const listRounds = (db: Database) => rounds(db).orderBy('round.heldOn', 'desc').orderBy('round.id', 'desc').execute()
export const findRound = (db: Database, id: string) => rounds(db).where('round.id', '=', id).executeTakeFirst()

/** One line for each village of the round that the reader may read, by code. */
export async function linesOf(db: Database, roundId: string) {
  const { rows } = await sql<{
    unitId: string
    unitName: string
    unitCode: string | null
    reportId: string | null
    presenterName: string | null
    state: AppraisalReportState | 'vacant'
    openItems: number
  }>`
    select l.unit_id, ${unitNameOn(sql`l.unit_id`, sql`round.held_on`)} as unit_name, u.code as unit_code, l.report_id,
      holder_name(l.presenter_id) as presenter_name, l.state,
      (select count(*)::int from appraisal_item i where i.town_id = round.town_id and i.report_id = l.report_id and i.verified_on is null) as open_items
    from appraisal_round round
    join (
      select town_id, round_id, unit_id, id as report_id, presenter_id, state from appraisal_report
      union all select town_id, round_id, unit_id, null, null, 'vacant' from appraisal_vacancy
    ) l on l.town_id = round.town_id and l.round_id = round.id
    join unit u on u.town_id = l.town_id and u.id = l.unit_id
    where round.id = ${roundId} order by u.code nulls last, unit_name, l.unit_id`.execute(db)
  return rows
}

/** Every village and community that stands on the day, with whoever holds its post of secretary then: who began first, if two do. */
export async function secretariesOn(db: Database, day: string, unitId?: string) {
  const { rows } = await sql<{ unitId: string; personId: string | null }>`
    select u.id as unit_id, held.person_id from unit u
    join unit_period up on up.town_id = u.town_id and up.unit_id = u.id and up.valid @> ${day}::date
    left join lateral (
      select term.person_id from post join term on term.town_id = post.town_id and term.post_id = post.id and term.valid @> ${day}::date
      where post.town_id = u.town_id and post.unit_id = u.id and post.role = 'villageSecretary'
        and post.opened_on <= ${day}::date and (post.closed_on is null or post.closed_on > ${day}::date)
      order by lower(term.valid), term.id limit 1
    ) held on true
    where u.kind in ('village', 'community') and (u.closed_on is null or u.closed_on > ${day}::date)
      ${unitId === undefined ? sql`` : sql`and u.id = ${unitId}`}
    order by u.code nulls last, u.id`.execute(db)
  return rows
}

/** Lets one open or mend rounds at a time; it holds until the transaction ends. */
export const lockRounds = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('appraisals', ${townId}))`.execute(db)

export const insertRound = (
  db: Database,
  row: { townId: number; id: string; year: number; heldOn: string; title: string; openedAt: Date; openedBy: string | null },
) => db.insertInto('appraisalRound').values(row).execute()

export async function insertReports(
  db: Database,
  rows: readonly { townId: number; id: string; roundId: string; unitId: string; presenterId: string; state: 'scheduled' }[],
) {
  if (rows.length > 0) await db.insertInto('appraisalReport').values(rows).execute()
}

export async function insertVacancies(db: Database, rows: readonly { townId: number; roundId: string; unitId: string }[]) {
  if (rows.length > 0) await db.insertInto('appraisalVacancy').values(rows).execute()
}

export const deleteVacancy = (db: Database, roundId: string, unitId: string) =>
  db.deleteFrom('appraisalVacancy').where('roundId', '=', roundId).where('unitId', '=', unitId).execute()

/** Reports with their round, and the units with authority over the village on `day`. */
const reportsOn = (db: Database, day: string) =>
  db
    .selectFrom('appraisalReport as report')
    .innerJoin('appraisalRound as round', join => join.onRef('round.townId', '=', 'report.townId').onRef('round.id', '=', 'report.roundId'))
    .select([
      'report.id',
      'report.roundId',
      'round.title as roundTitle',
      'round.year',
      'round.heldOn',
      'report.unitId',
      'report.presenterId',
      'report.state',
      'report.achievedSealed',
      'report.lackingSealed',
      'report.nextStepsSealed',
      'report.ownProblemsSealed',
      'report.presentedAt',
      'report.leaderId',
      'report.commentSealed',
      'report.grade',
      'report.decidedOn',
      'report.letterSealed',
      'report.letterOn',
      'report.closedOn',
      'report.version',
    ])
    .select([
      unitNameOn(sql`report.unit_id`, sql`round.held_on`).as('unitName'),
      sql<string[]>`units_above(report.unit_id, ${day}::date)`.as('path'),
    ])

type SealedReport = Awaited<ReturnType<ReturnType<typeof reportsOn>['executeTakeFirstOrThrow']>>

function opened(keeping: Keeping, row: SealedReport | undefined) {
  if (!row) return undefined
  const { commentSealed, letterSealed, ...rest } = openReportText(keeping, row)
  return { ...rest, comment: open(keeping, commentSealed, places.comment), letter: open(keeping, letterSealed, places.letter) }
}

export const findReport = async (keeping: Keeping, day: string, id: string) =>
  opened(keeping, await reportsOn(keeping.db, day).where('report.id', '=', id).executeTakeFirst())

export const reportOf = async (keeping: Keeping, day: string, roundId: string, unitId: string) =>
  opened(
    keeping,
    await reportsOn(keeping.db, day).where('report.roundId', '=', roundId).where('report.unitId', '=', unitId).executeTakeFirst(),
  )

/** The village's report of the latest year before. */
export const reportBefore = async (keeping: Keeping, day: string, unitId: string, year: number) =>
  opened(
    keeping,
    await reportsOn(keeping.db, day)
      .where('report.unitId', '=', unitId)
      .where('round.year', '<', year)
      .orderBy('round.year', 'desc')
      .orderBy('round.heldOn', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )

/** Locks the report until the transaction ends. Every change to it or to what belongs to it starts here. */
export const lockReport = (db: Database, id: string) =>
  db.selectFrom('appraisalReport').where('id', '=', id).select('id').forUpdate().execute()

export type ReportChange = { state?: AppraisalReportState } & (
  | { presentedAt: Date | null }
  | { leaderId: string; commentSealed: Buffer | null }
  | { grade: Grade; decidedOn: string }
  | { letterSealed: Buffer | null; letterOn: string }
  | { closedOn: string }
  | { presenterId: string }
  | { state: AppraisalReportState }
  | ReturnType<typeof sealReportText>
)

/** Saves the change as the next version. */
export const updateReport = (db: Database, id: string, set: ReportChange | Record<string, never>) =>
  db
    .updateTable('appraisalReport')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const writeText = (keeping: Keeping, id: string, state: AppraisalReportState, text: ReportText) =>
  updateReport(keeping.db, id, { state, ...sealReportText(keeping, text) })

export const writeComment = (keeping: Keeping, id: string, state: AppraisalReportState, leaderId: string, comment: string) =>
  updateReport(keeping.db, id, { state, leaderId, commentSealed: seal(keeping, comment, places.comment) })

export const writeLetter = (keeping: Keeping, id: string, state: AppraisalReportState, letter: string, letterOn: string) =>
  updateReport(keeping.db, id, { state, letterSealed: seal(keeping, letter, places.letter), letterOn })

export const talliesOf = (db: Database, reportId: string): Promise<Tally[]> =>
  db
    .selectFrom('appraisalTally')
    .where('reportId', '=', reportId)
    .select(['voters', 'eligible', 'good', 'fairlyGood', 'average', 'poor'])
    .orderBy(sql`array_position(array['leaders', 'peers', 'members', 'residents'], voters)`)
    .execute()

export async function replaceTallies(db: Database, townId: number, reportId: string, tallies: readonly Tally[]) {
  await db.deleteFrom('appraisalTally').where('reportId', '=', reportId).execute()
  if (tallies.length === 0) return
  await db
    .insertInto('appraisalTally')
    .values(tallies.map(tally => ({ townId, reportId, ...tally })))
    .execute()
}

export interface FrozenFigure {
  indicatorId: string
  indicatorVersion: number
  fromDay: string
  toDay: string
  asOf: string
  value: number | null
  shown: string
  rowCount: number
  digest: Buffer
  unitDigest: Buffer
}

export async function insertFigures(db: Database, townId: number, reportId: string, figures: readonly FrozenFigure[]) {
  if (figures.length === 0) return
  await db
    .insertInto('appraisalFigure')
    .values(
      figures.map(({ value, ...figure }, index) => ({
        townId,
        reportId,
        position: index + 1,
        ...figure,
        value: value === null ? null : String(value),
      })),
    )
    .execute()
}

export const figuresOf = (db: Database, reportId: string) =>
  db.selectFrom('appraisalFigure').where('reportId', '=', reportId).selectAll().orderBy('position').execute()

export const deleteFigures = (db: Database, reportId: string) => db.deleteFrom('appraisalFigure').where('reportId', '=', reportId).execute()

/** Leaders of the town in office on a day. */
export async function leadersOn(db: Database, day: string) {
  const { rows } = await sql<{ id: string; name: string; title: string }>`
    select term.person_id as id, holder_name(term.person_id) as name, min(post.title) as title
    from term join post on post.town_id = term.town_id and post.id = term.post_id
    where post.role = 'townLeader' and term.valid @> ${day}::date and (post.closed_on is null or post.closed_on > ${day}::date)
    group by term.person_id order by name, id`.execute(db)
  return rows
}

/** People in office on a day at the unit, above it or below it. */
export async function officialsNear(db: Database, day: string, unitId: string) {
  const { rows } = await sql<{ id: string; name: string; title: string }>`
    select term.person_id as id, holder_name(term.person_id) as name, min(post.title) as title
    from term join post on post.town_id = term.town_id and post.id = term.post_id
    where term.valid @> ${day}::date and (post.closed_on is null or post.closed_on > ${day}::date)
      and (post.unit_id = any (units_above(${unitId}::uuid, ${day}::date)) or post.unit_id = any (units_below(${unitId}::uuid, ${day}::date)))
    group by term.person_id order by name, id limit 500`.execute(db)
  return rows
}

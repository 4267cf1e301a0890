/** Rows of reports (述职表): SQL that reads what is known and writes many rows at once. */
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import { listAsText, sealInBulk, type Keeping } from '#platform/database/sealed-text.ts'
import { places } from './appraisals.sealed.queries.ts'

export interface KnownRound {
  id: string
  year: number
  heldOn: string
  title: string
}

/** Rounds by the workbook's key, or by their id if they have none. */
export async function roundsByCode(db: Database): Promise<Map<string, KnownRound>> {
  const rows = await db.selectFrom('appraisalRound').select(['id', 'year', 'heldOn', 'title', 'externalCode']).execute()
  return new Map(rows.map(({ externalCode, ...round }) => [externalCode ?? round.id, round]))
}

/** Reports that are there, as "round/unit". */
export async function reportKeys(db: Database): Promise<Set<string>> {
  const rows = await db.selectFrom('appraisalReport').select(['roundId', 'unitId']).execute()
  return new Set(rows.map(({ roundId, unitId }) => `${roundId}/${unitId}`))
}

export async function peopleByCode(db: Database): Promise<Map<string, string>> {
  const rows = await db.selectFrom('person').select(['id', 'externalCode']).execute()
  return new Map(rows.map(({ id, externalCode }) => [externalCode ?? id, id]))
}

export const insertRounds = (
  db: Database,
  townId: number,
  rounds: readonly (KnownRound & { externalCode: string; openedAt: Date; openedBy: string | null })[],
) =>
  bulkInsert(
    db,
    'appraisal_round',
    {
      town_id: 'integer',
      id: 'uuid',
      year: 'integer',
      held_on: 'date',
      title: 'text',
      opened_at: 'timestamptz',
      opened_by: 'uuid',
      external_code: 'text',
    },
    rounds.map(({ id, year, heldOn, title, openedAt, openedBy, externalCode }) => ({
      town_id: townId,
      id,
      year,
      held_on: heldOn,
      title,
      opened_at: openedAt.toISOString(),
      opened_by: openedBy,
      external_code: externalCode,
    })),
  )

export interface ToldReport {
  id: string
  roundId: string
  unitId: string
  presenterId: string
  state: 'scheduled' | 'drafted' | 'presented'
  achieved: string
  lacking: string
  nextSteps: string
  ownProblems: readonly string[]
  presentedAt: Date | null
}

export const insertToldReports = (keeping: Keeping, townId: number, reports: readonly ToldReport[]) =>
  bulkInsert(
    keeping.db,
    'appraisal_report',
    {
      town_id: 'integer',
      id: 'uuid',
      round_id: 'uuid',
      unit_id: 'uuid',
      presenter_id: 'uuid',
      state: 'text',
      achieved_sealed: 'bytea',
      lacking_sealed: 'bytea',
      next_steps_sealed: 'bytea',
      own_problems_sealed: 'bytea',
      presented_at: 'timestamptz',
    },
    reports.map(report => ({
      town_id: townId,
      id: report.id,
      round_id: report.roundId,
      unit_id: report.unitId,
      presenter_id: report.presenterId,
      state: report.state,
      achieved_sealed: sealInBulk(keeping, report.achieved || null, places.achieved),
      lacking_sealed: sealInBulk(keeping, report.lacking || null, places.lacking),
      next_steps_sealed: sealInBulk(keeping, report.nextSteps || null, places.nextSteps),
      own_problems_sealed: sealInBulk(keeping, listAsText(report.ownProblems), places.ownProblems),
      presented_at: report.presentedAt?.toISOString() ?? null,
    })),
  )

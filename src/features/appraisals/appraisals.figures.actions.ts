/** The figures of a report (述职的数): as the records have them now, and once it was presented as they were that day. */
import { proofOf, valueFor } from '#features/indicators/indicators.actions.ts'
import { measuredFor } from '#features/indicators/indicators.told.actions.ts'
import { listUnits } from '#features/units/units.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import type { Context } from '#platform/server/action.ts'
import type { Indicator, Question } from '#platform/server/indicator.ts'
import type { ReportFigure } from './appraisals.contract.ts'
import * as queries from './appraisals.queries.ts'
import { periodOf, reportFigures } from './appraisals.rules.ts'

interface Report {
  id: string
  unitId: string
  year: number
}

/** One number to ask of the village. */
interface Asked {
  indicator: Indicator
  question: Question
  unit: Unit
}

async function askedOf(context: Context, { unitId, year }: Report): Promise<Asked[]> {
  const period = periodOf(year, context.today)
  const unit = (await listUnits(context, {}, period.asOf)).find(({ id }) => id === unitId)
  // A village that was not there in the year has no numbers of it.
  if (!unit) return []
  return reportFigures.flatMap(id => {
    const indicator = context.indicators.get(id)
    return indicator ? [{ indicator, question: { unitId, ...period }, unit }] : []
  })
}

/** The figures to show. A report that came by a workbook was never frozen here: it shows what the records say. */
export async function figuresFor(context: Context, report: Report): Promise<ReportFigure[]> {
  const frozen = await queries.figuresOf(context.db, report.id)
  const figures: ReportFigure[] = []
  if (frozen.length === 0) {
    for (const { indicator, question, unit } of await askedOf(context, report)) {
      const { shown } = await valueFor(context, indicator, question, unit)
      figures.push({ ...named(indicator), ...daysOf(question), shown, frozen: false, changed: false })
    }
    return figures
  }
  for (const { indicatorId, indicatorVersion, fromDay: from, toDay: to, asOf, shown, digest, unitDigest } of frozen) {
    const indicator = context.indicators.get(indicatorId)
    const now = indicator && (await proofOf(context, indicator, { unitId: report.unitId, from, to, asOf }))
    const same = now?.digest.equals(digest) && now.unitDigest.equals(unitDigest) && indicator?.version === indicatorVersion
    const name = indicator ? named(indicator) : { indicatorId, nameZh: indicatorId, definition: '这个指标不再统计，只留着当时的数。' }
    figures.push({ ...name, from, to, asOf, shown, frozen: true, changed: !same })
  }
  return figures
}

/** Keeps the figures as they are now, with a digest of every record behind them. */
export async function freezeFigures(context: Context, report: Report): Promise<number> {
  const figures: queries.FrozenFigure[] = []
  for (const { indicator, question } of await askedOf(context, report)) {
    const { tally, value, rowCount, digest, unitDigest } = await proofOf(context, indicator, question)
    const { shown } = await measuredFor(context, indicator, question, tally)
    const { from: fromDay, to: toDay, asOf } = question
    const of = { indicatorId: indicator.id, indicatorVersion: indicator.version, fromDay, toDay, asOf }
    figures.push({ ...of, value, shown, rowCount, digest, unitDigest })
  }
  await queries.insertFigures(context.db, context.townId, report.id, figures)
  return figures.length
}

const named = ({ id, nameZh, definition }: Indicator) => ({ indicatorId: id, nameZh, definition })
const daysOf = ({ from, to, asOf }: Question) => ({ from, to, asOf })

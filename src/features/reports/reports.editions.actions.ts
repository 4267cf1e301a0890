/** Editions (定稿): a year's numbers kept as they were, and beside them what the records say today. */
import { noProof, proofOf } from '#features/indicators/indicators.actions.ts'
import { isOutsider, isWithheld, measuredFor } from '#features/indicators/indicators.told.actions.ts'
import { isFew, numberWords, withheldWords } from '#features/indicators/indicators.words.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { askedOf, rowsAddress, theTown, type Asked } from './reports.asked.actions.ts'
import { endpoints, problems, type Edition, type Line, type Now, type Part } from './reports.contract.ts'
import { figureById, isArticle } from './reports.figures.contract.ts'
import { reportPolicy } from './reports.policy.ts'
import { editionRecord, editionSubject, frozenFigures, wording } from './reports.recorded.actions.ts'
import * as queries from './reports.queries.ts'
import { asOfDay, differenceOf, isOver, reasonsOf } from './reports.rules.ts'

export const freeze = action(endpoints.freeze, async (context, { params: { year }, body: { edition, reason } }) => {
  context.require(reportPolicy, 'freeze', null)
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  if (!isOver(year, context.today)) throw new Problem(problems.yearNotOver)
  await queries.holdYear(context.db, year)
  const latest = (await queries.editionsOf(context.db, year))[0]?.edition ?? 0
  if (edition !== latest + 1) throw new Problem(problems.frozenMeanwhile, undefined, { latest })
  if (edition > 1 && reason === null) throw new Problem(problems.reasonMissing)
  const id = newId(context.now.getTime())
  const kept = { edition, asOf: asOfDay(year, context.today), frozenAt: context.now, reason: edition === 1 ? null : reason }
  await queries.insertEdition(context.db, { townId: context.townId, id, year, frozenBy: context.actor.personId, wording, ...kept })
  const { asked } = await askedOf(context, year)
  const figures: queries.FrozenFigure[] = []
  for (const [position, parts] of asked.entries()) for (const each of parts) figures.push(await frozen(context, each, position))
  await queries.insertFigures(context.db, context.townId, id, figures)
  await editionRecord.append(context, editionSubject(year, edition))
  const town = await theTown(context)
  await context.record('reports.freeze', { kind: 'reportEdition', id, unitId: town.id }, { year, edition, figures: figures.length })
  return shownEdition({ id, ...kept })
})

async function frozen(
  context: Context,
  { figure, part, indicator, unit, question }: Asked,
  position: number,
): Promise<queries.FrozenFigure> {
  const proof = indicator ? await proofOf(context, indicator, question) : noProof
  return {
    position,
    figureId: figure.id,
    part,
    section: figure.section,
    title: figure.title,
    waits: figure.waits,
    unitName: unit.name,
    nameZh: indicator?.nameZh ?? figure.title,
    definition: indicator?.definition ?? '',
    measure: indicator?.measure ?? '',
    aggregate: indicator?.aggregate ?? null,
    countsPeople: indicator?.countsPeople ?? false,
    suppressed: indicator !== undefined && (await isWithheld(context, indicator, question)),
    indicatorId: indicator?.id ?? null,
    indicatorVersion: indicator?.version ?? null,
    unitId: unit.id,
    fromDay: question.from,
    toDay: question.to,
    asOf: question.asOf,
    value: proof.value,
    rowCount: proof.rowCount,
    digest: proof.digest,
    unitDigest: proof.unitDigest,
    records: proof.records,
  }
}

/** The lines of an edition from its own rows alone, each number with what the records say today beside it. */
export async function linesOfEdition(
  context: Context,
  year: number,
  { id, edition }: Pick<Edition, 'id' | 'edition'>,
  figureId: string | undefined,
): Promise<{ townName: string; lines: Line[] }> {
  const figures = await frozenFigures(context, id)
  const lines: Line[] = []
  for (const position of new Set(figures.map(each => each.position))) {
    const parts = figures.filter(each => each.position === position)
    if (figureId === undefined || parts[0]!.figureId === figureId) lines.push(await lineOf(context, year, edition, parts))
  }
  return { townName: figures.find(({ section }) => section !== 'closeUp')?.unitName ?? (await theTown(context)).name, lines }
}

async function lineOf(context: Context, year: number, edition: number, figures: readonly queries.FrozenFigure[]): Promise<Line> {
  const { figureId, section, title, unitId, unitName, waits } = figures[0]!
  const isComputed = figures.some(({ rowCount }) => rowCount > 0)
  const parts: Part[] = []
  for (const each of figures) parts.push(await partOf(context, year, edition, each))
  return {
    figureId,
    section: section as Line['section'],
    title,
    unitId,
    unitName,
    quote: (isArticle(context.config.townCode, year) && figureById.get(figureId)?.quote) || null,
    state: isComputed ? 'computed' : 'none',
    waits: isComputed ? null : waits,
    parts,
  }
}

async function partOf(context: Context, year: number, edition: number, figure: queries.FrozenFigure): Promise<Part> {
  const { indicatorId, nameZh, definition, measure, fromDay, toDay, asOf, value, rowCount, figureId, unitId, part } = figure
  const said = { measure, aggregate: figure.aggregate ?? 'count' } as const
  const isTold = !isOutsider(context) || !figure.suppressed
  const query = new URLSearchParams({ unitId, ...(part > 0 && { part: String(part) }) })
  return {
    indicatorId,
    nameZh,
    definition,
    measure,
    value: isTold ? value : null,
    shown:
      indicatorId === null ? '' : isTold ? numberWords(said, value, rowCount) : withheldWords(said, isFew(value ?? 0) ? 'few' : 'others'),
    rows: isTold ? rowCount : null,
    from: fromDay,
    to: toDay,
    asOf,
    notes: [],
    rowsAddress: indicatorId && `/api/reports/${year}/editions/${edition}/figures/${figureId}/records?${query}`,
    now: await nowOf(context, figure),
  }
}

/** The question of a frozen number asked again today. */
async function nowOf(context: Context, then: queries.FrozenFigure): Promise<Now> {
  const indicator = then.indicatorId === null ? undefined : context.indicators.get(then.indicatorId)
  const question = questionOf(then)
  const proof = indicator ? await proofOf(context, indicator, question) : noProof
  const measured = indicator && (await measuredFor(context, indicator, question, proof.tally))
  const difference = differenceOf(then.records, proof.records)
  // A change of few people is few people, also where the numbers themselves are large.
  const isTold =
    !isOutsider(context) || !(then.suppressed || measured?.suppressed || (then.countsPeople && Object.values(difference).some(isFew)))
  const reasons = reasonsOf(
    {
      ...difference,
      unitsChanged: indicator !== undefined && !proof.unitDigest.equals(then.unitDigest),
      definitionChanged: indicator !== undefined && indicator.version !== then.indicatorVersion,
      valueChanged: then.value !== proof.value,
      indicatorGone: then.indicatorId !== null && !indicator,
    },
    isTold,
  )
  return {
    value: measured?.value ?? null,
    shown: measured?.shown ?? (then.indicatorId === null ? '尚无记录' : '不再统计'),
    rowsAddress: indicator ? rowsAddress(indicator.id, question) : null,
    same: reasons.length === 0,
    ...(isTold ? difference : { added: null, removed: null, corrected: null }),
    reasons,
  }
}

export const questionOf = ({ unitId, fromDay, toDay, asOf }: Pick<queries.FrozenFigure, 'unitId' | 'fromDay' | 'toDay' | 'asOf'>) => ({
  unitId,
  from: fromDay,
  to: toDay,
  asOf,
})

export const shownEdition = ({ id, edition, asOf, frozenAt, reason }: Omit<Edition, 'frozenAt'> & { frozenAt: Date }): Edition => ({
  id,
  edition,
  asOf,
  frozenAt: frozenAt.toISOString(),
  reason,
})

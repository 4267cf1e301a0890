/** Editions (定稿): a year's numbers kept as they were, and beside them what the records say today. */
import { noProof, proofOf } from '#features/indicators/indicators.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { askedOf, shownEdition, theTown, type Asked } from './reports.actions.ts'
import { endpoints, problems, type Comparison } from './reports.contract.ts'
import { figureById } from './reports.figures.rules.ts'
import { reportPolicy } from './reports.policy.ts'
import { editionRecord, editionSubject } from './reports.recorded.actions.ts'
import * as queries from './reports.queries.ts'
import { asOfDay, differenceOf, isOver, reasonsOf } from './reports.rules.ts'

export const freeze = action(endpoints.freeze, async (context, { params: { year }, body: { edition, reason } }) => {
  context.require(reportPolicy, 'freeze', null)
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  if (!isOver(year, context.today)) throw new Problem(problems.yearNotOver)
  await queries.holdYear(context.db, year)
  const latest = (await queries.latestEdition(context.db, year))?.edition ?? 0
  if (edition !== latest + 1) throw new Problem(problems.frozenMeanwhile, undefined, { latest })
  if (edition > 1 && reason === null) throw new Problem(problems.reasonMissing)
  const id = newId(context.now.getTime())
  const kept = { edition, asOf: asOfDay(year, context.today), frozenAt: context.now, reason: edition === 1 ? null : reason }
  await queries.insertEdition(context.db, { townId: context.townId, id, year, frozenBy: context.actor.personId, ...kept })
  const { asked } = await askedOf(context, year)
  const figures: queries.FrozenFigure[] = []
  for (const [position, parts] of asked.entries()) for (const each of parts) figures.push(await frozen(context, each, position))
  await queries.insertFigures(context.db, context.townId, id, figures)
  await editionRecord.append(context, editionSubject(year, edition))
  const town = await theTown(context)
  await context.record('reports.freeze', { kind: 'reportEdition', id, unitId: town.id }, { year, edition, figures: figures.length })
  return shownEdition({ id, ...kept })
})

export const compare = action(endpoints.compare, async (context, { params: { year } }) => {
  context.require(reportPolicy, 'compare', null)
  return compared(context, year)
})

/** The latest edition held against today's records. Throws never-frozen (409). */
export async function compared(context: Context, year: number) {
  const edition = await queries.latestEdition(context.db, year)
  if (!edition) throw new Problem(problems.neverFrozen)
  const items: Comparison[] = []
  for (const each of await queries.figuresOf(context.db, edition.id)) items.push(await comparison(context, each))
  return { edition: shownEdition(edition), items }
}

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

async function comparison(context: Context, then: queries.FrozenFigure): Promise<Comparison> {
  const indicator = then.indicatorId === null ? undefined : context.indicators.get(then.indicatorId)
  const question = { unitId: then.unitId, from: then.fromDay, to: then.toDay, asOf: then.asOf }
  const now = indicator ? await proofOf(context, indicator, question) : noProof
  const difference = differenceOf(then.records, now.records)
  const reasons = reasonsOf({
    ...difference,
    unitsChanged: indicator !== undefined && !now.unitDigest.equals(then.unitDigest),
    definitionChanged: indicator !== undefined && indicator.version !== then.indicatorVersion,
    indicatorGone: then.indicatorId !== null && !indicator,
  })
  return {
    figureId: then.figureId,
    part: then.part,
    title: figureById.get(then.figureId)?.title ?? then.figureId,
    unitName: await queries.nameOf(context.db, then.unitId, then.asOf),
    measure: indicator?.measure ?? '',
    then: then.value,
    now: now.value,
    same: reasons.length === 0,
    ...difference,
    reasons,
  }
}

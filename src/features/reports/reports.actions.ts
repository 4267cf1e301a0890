/** Yearly reports (年度报告): the year as the records have it now. */
import { valueFor } from '#features/indicators/indicators.actions.ts'
import { findUnit, listUnits } from '#features/units/units.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import { action, type Context } from '#platform/server/action.ts'
import type { Indicator, Question } from '#platform/server/indicator.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, type Line, type Part, type Report } from './reports.contract.ts'
import { figureById, figures, isArticle, type Figure } from './reports.figures.rules.ts'
import { reportPolicy } from './reports.policy.ts'
import * as queries from './reports.queries.ts'
import { asOfDay, periodOf } from './reports.rules.ts'

export const get = action(endpoints.get, async (context, { params: { year }, query: { figure } }) => {
  context.require(reportPolicy, 'get', null)
  if (year > Number(context.today.slice(0, 4))) throw new Problem(common.notFound, '还没有这一年的报告。')
  return readReport(context, year, figure)
})

/** The year as the records have it now: all of it, or one figure's lines, for which the others are not counted. */
export async function readReport(context: Context, year: number, figureId?: string): Promise<Report> {
  const edition = await queries.latestEdition(context.db, year)
  const { town, lines } = await readLines(context, year, figureId)
  return {
    year,
    townName: town.name,
    townCode: context.config.townCode,
    asOf: asOfDay(year, context.today),
    lines,
    edition: edition ? shownEdition(edition) : null,
    allowedActions: reportPolicy.allowed(context.actor, null, context.now),
  }
}

export const closeUps = action(endpoints.closeUps, async (context, { params: { year } }) => {
  context.require(reportPolicy, 'closeUps', null)
  return { items: await queries.closeUpsOf(context.db, year) }
})

export const chooseCloseUps = action(endpoints.chooseCloseUps, async (context, { params: { year }, body: { items } }) => {
  context.require(reportPolicy, 'chooseCloseUps', null)
  await queries.holdYear(context.db, year)
  const errors = await faultsOf(context, items)
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  await queries.replaceCloseUps(context.db, context.townId, year, items)
  const { id } = await theTown(context)
  await context.record('reports.chooseCloseUps', { kind: 'unit', id, unitId: id }, { year, chosen: items.length })
  return { items: await queries.closeUpsOf(context.db, year) }
})

async function faultsOf(context: Context, items: readonly { unitId: string; figureId: string }[]) {
  const all = new Set((await listUnits(context)).map(({ id }) => id))
  return items.flatMap(({ unitId, figureId }, index) => {
    if (!all.has(unitId)) return [{ pointer: `#/items/${index}/unitId`, detail: '没有这个村（社区）' }]
    if (!figureById.has(figureId)) return [{ pointer: `#/items/${index}/figureId`, detail: '村居特写里没有这个数' }]
    const first = items.findIndex(each => each.unitId === unitId && each.figureId === figureId)
    return first < index ? [{ pointer: `#/items/${index}`, detail: '这个村的这个数已经选过' }] : []
  })
}

/** Chooses the close-ups of a year by the units' codes, where nothing is chosen yet: for loading a town. Unknown codes are left out. */
export async function tellCloseUps(
  context: Context,
  year: number,
  items: readonly { unitCode: string; figureId: string }[],
): Promise<void> {
  if ((await queries.closeUpsOf(context.db, year)).length > 0) return
  const byCode = new Map((await listUnits(context)).map(({ code, id }) => [code, id]))
  const chosen = items.flatMap(({ unitCode, figureId }) => {
    const unitId = byCode.get(unitCode)
    return unitId ? [{ unitId, figureId }] : []
  })
  await queries.replaceCloseUps(context.db, context.townId, year, chosen)
}

/** One number to ask: which figure's, of which unit, with which question. */
export interface Asked {
  figure: Figure
  part: number
  indicator: Indicator | undefined
  unit: Unit
  question: Question
}

/** Every number of the year's report in its order; a figure without an indicator is one number that waits. */
export async function askedOf(context: Context, year: number): Promise<{ town: Unit; asked: Asked[][] }> {
  const town = await theTown(context)
  const chosen = await queries.closeUpsOf(context.db, year)
  const of = (figure: Figure, unit: Unit): Asked[] => {
    const question = { unitId: unit.id, ...periodOf(year, figure, context.today) }
    const ids = figure.parts.length > 0 ? figure.parts : ['']
    return ids.map((id, part) => ({ figure, part, indicator: context.indicators.get(id), unit, question }))
  }
  const asked: Asked[][] = []
  for (const figure of figures) if (figure.section !== 'closeUp') asked.push(of(figure, town))
  for (const { unitId, figureId } of chosen) {
    const figure = figureById.get(figureId)
    if (figure) asked.push(of(figure, await findUnit(context, unitId, asOfDay(year, context.today))))
  }
  const rank = (parts: Asked[]) => figures.findIndex(({ section }) => section === parts[0]!.figure.section)
  return { town, asked: asked.sort((a, b) => rank(a) - rank(b)) }
}

async function readLines(context: Context, year: number, figureId: string | undefined): Promise<{ town: Unit; lines: Line[] }> {
  const { town, asked } = await askedOf(context, year)
  const lines: Line[] = []
  for (const parts of asked) if (figureId === undefined || parts[0]!.figure.id === figureId) lines.push(await lineOf(context, year, parts))
  return { town, lines }
}

async function lineOf(context: Context, year: number, asked: readonly Asked[]): Promise<Line> {
  const { figure, unit } = asked[0]!
  const parts: Part[] = []
  for (const each of asked) parts.push(await partOf(context, each))
  const isComputed = parts.some(({ rows, shown }) => rows !== 0 && shown !== '')
  return {
    figureId: figure.id,
    section: figure.section,
    title: figure.title,
    unitId: unit.id,
    unitName: unit.name,
    quote: isArticle(context.config.townCode, year) ? figure.quote : null,
    state: isComputed ? 'computed' : 'none',
    waits: isComputed ? null : figure.waits,
    parts,
  }
}

async function partOf(context: Context, { indicator, unit, question, figure }: Asked): Promise<Part> {
  const { from, to, asOf } = question
  const period = { from, to, asOf }
  if (!indicator)
    return {
      indicatorId: null,
      nameZh: figure.title,
      definition: '',
      measure: '',
      value: null,
      shown: '',
      rows: 0,
      ...period,
      notes: [],
      rowsAddress: null,
    }
  const { value, shown, rows, notes, check } = await valueFor(context, indicator, question, unit)
  return {
    indicatorId: indicator.id,
    nameZh: indicator.nameZh,
    definition: indicator.definition,
    measure: indicator.measure,
    value,
    shown,
    rows,
    ...period,
    notes: check && !check.holds ? [...notes, check.detail] : notes,
    rowsAddress: `/api/indicators/${indicator.id}/rows?${new URLSearchParams({ unitId: unit.id, ...period })}`,
  }
}

/** The town itself. Throws not-found (404) before its units are entered. */
export async function theTown(context: Context): Promise<Unit> {
  const town = (await listUnits(context, { kind: 'town' }))[0]
  if (!town) throw new Problem(common.notFound, '镇和村（社区）的名单还没有录入。')
  return town
}

export const shownEdition = ({ frozenAt, ...edition }: NonNullable<Awaited<ReturnType<typeof queries.latestEdition>>>) => ({
  ...edition,
  frozenAt: frozenAt.toISOString(),
})

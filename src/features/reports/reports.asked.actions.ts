/** What a report asks (报告要问的数): every number of a year with its question, and what the records answer now. */
import { valueFor } from '#features/indicators/indicators.actions.ts'
import { listUnits } from '#features/units/units.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import type { Context } from '#platform/server/action.ts'
import type { Indicator, Question } from '#platform/server/indicator.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import type { Line, Part } from './reports.contract.ts'
import { figureById, figures, isArticle, type Figure } from './reports.figures.contract.ts'
import * as queries from './reports.queries.ts'
import { asOfDay, periodOf } from './reports.rules.ts'

/** Throws not-found (404) for a year to come. */
export function requireYear({ today }: Pick<Context, 'today'>, year: number): void {
  if (year > Number(today.slice(0, 4))) throw new Problem(common.notFound, '还没有这一年的报告。')
}

/** The town itself. Throws not-found (404) before its units are entered. */
export async function theTown(context: Context): Promise<Unit> {
  const town = (await listUnits(context, { kind: 'town' }))[0]
  if (!town) throw new Problem(common.notFound, '镇和村（社区）的名单还没有录入。')
  return town
}

/** One number to ask: which figure's, of which unit as it was called then, with which question. */
export interface Asked {
  figure: Figure
  part: number
  indicator: Indicator | undefined
  unit: { id: string; name: string }
  question: Question
}

/**
 * Every number of the year's report in its order; a figure without an indicator is one number that waits. A village that was gone by the
 * year's last day is asked of as it last stood; one that never stood by then is no part of that year.
 */
export async function askedOf(context: Context, year: number): Promise<{ townName: string; asked: Asked[][] }> {
  const town = await theTown(context)
  const chosen = await queries.closeUpsOf(context.db, year)
  const asOf = asOfDay(year, context.today)
  const stood = await queries.stoodLast(context.db, [town.id, ...chosen.map(({ unitId }) => unitId)], asOf)
  const townName = stood.get(town.id)?.name ?? town.name
  const of = (figure: Figure, unit: Asked['unit'], last: string): Asked[] => {
    const period = periodOf(year, figure, context.today)
    const question = { unitId: unit.id, ...period, asOf: last < period.asOf ? last : period.asOf }
    const ids = figure.parts.length > 0 ? figure.parts : ['']
    return ids.map((id, part) => ({ figure, part, indicator: context.indicators.get(id), unit, question }))
  }
  const closeUps = chosen.flatMap(({ unitId, figureId }) => {
    const [figure, last] = [figureById.get(figureId), stood.get(unitId)]
    return figure && last ? [of(figure, { id: unitId, name: last.name }, last.day)] : []
  })
  const sections = [...new Set(figures.map(({ section }) => section))]
  const asked = sections.flatMap(section =>
    section === 'closeUp'
      ? closeUps
      : figures.filter(figure => figure.section === section).map(figure => of(figure, { id: town.id, name: townName }, '9999-12-31')),
  )
  return { townName, asked }
}

/** The lines as the records have them now: all, or one figure's, for which the others are not counted. */
export async function linesNow(context: Context, year: number, figureId: string | undefined): Promise<{ townName: string; lines: Line[] }> {
  const { townName, asked } = await askedOf(context, year)
  const lines: Line[] = []
  for (const parts of asked) if (figureId === undefined || parts[0]!.figure.id === figureId) lines.push(await lineOf(context, year, parts))
  return { townName, lines }
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
  const bare = { indicatorId: null, nameZh: figure.title, definition: '', measure: '' }
  if (!indicator) return { ...bare, value: null, shown: '', rows: 0, ...period, notes: [], rowsAddress: null, now: null }
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
    rowsAddress: rowsAddress(indicator.id, question),
    now: null,
  }
}

/** Where programs read the records of a number as they are now. */
export const rowsAddress = (indicatorId: string, { unitId, from, to, asOf }: Question) =>
  `/api/indicators/${indicatorId}/rows?${new URLSearchParams({ unitId, from, to, asOf })}`

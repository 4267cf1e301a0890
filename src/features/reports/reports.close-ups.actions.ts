/** Close-ups (村居特写): which figures of which villages the year's report tells. */
import { listUnits } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints } from './reports.contract.ts'
import { figureById } from './reports.figures.contract.ts'
import { reportPolicy } from './reports.policy.ts'
import * as queries from './reports.queries.ts'
import { requireYear, theTown } from './reports.asked.actions.ts'
import { asOfDay } from './reports.rules.ts'

export const closeUps = action(endpoints.closeUps, async (context, { params: { year } }) => {
  context.require(reportPolicy, 'closeUps', null)
  requireYear(context, year)
  return { items: await queries.closeUpsOf(context.db, year) }
})

export const chooseCloseUps = action(endpoints.chooseCloseUps, async (context, { params: { year }, body: { items } }) => {
  context.require(reportPolicy, 'chooseCloseUps', null)
  requireYear(context, year)
  await queries.holdYear(context.db, year)
  const errors = await faultsOf(context, year, items)
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  await queries.replaceCloseUps(context.db, context.townId, year, items)
  const { id } = await theTown(context)
  await context.record('reports.chooseCloseUps', { kind: 'unit', id, unitId: id }, { year, chosen: items.length })
  return { items: await queries.closeUpsOf(context.db, year) }
})

async function faultsOf(context: Context, year: number, items: readonly { unitId: string; figureId: string }[]) {
  const stood = await queries.stoodLast(
    context.db,
    items.map(({ unitId }) => unitId),
    asOfDay(year, context.today),
  )
  return items.flatMap(({ unitId, figureId }, index) => {
    const last = stood.get(unitId)
    // one that went into another within the year is told of as it last stood
    if (!last || last.day < `${year}-01-01`) return [{ pointer: `#/items/${index}/unitId`, detail: '那一年没有这个村（社区）' }]
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

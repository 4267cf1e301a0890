/**
 * Proofs of indicators (指标对账): do the parts, each asked for itself, add up to the whole?
 *
 * The list of parts divides the records of the whole and could not disagree; here each unit below answers for what its own page
 * shows. A record that two of them claim, or none, is found so. Source: anchors 5.14 (reconciliation).
 */
import { listUnits } from '#features/units/units.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { rowsFor, type Indicator, type Question } from '#platform/server/indicator.ts'
import { findCheck, saveCheck } from './indicators.check.queries.ts'
import * as queries from './indicators.queries.ts'
import { valueOf, type Tally } from './indicators.rules.ts'

/** The unit's number, and the sum of what every unit directly below and the unit itself answer for; null for indicators whose parts do not add up by nature. */
export async function prove(context: Context, indicator: Indicator, question: Question): Promise<{ whole: number; sum: number } | null> {
  if (!indicator.additive) return null
  return context.counting(async db => {
    const { unitId, asOf } = question
    const rows = rowsFor(indicator, question)
    const number = (tally: Tally) => valueOf(indicator, tally) ?? 0
    const parts = [...(await queries.tallyOfEach(db, rows, unitId, asOf)), await queries.tallyOfOwn(db, rows, unitId, asOf)]
    return { whole: number(await queries.tallyOf(db, rows)), sum: parts.reduce((sum, part) => sum + number(part), 0) }
  })
}

/** Proves one indicator of the town and of each unit directly below it, for a year, and keeps what it found. */
export async function proveYear(context: Context, indicator: Indicator, year: number): Promise<number> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const asOf = to < context.today ? to : context.today
  const all = await listUnits(context, {}, asOf)
  const town = all.find(({ kind }) => kind === 'town')
  let broken = 0
  for (const unit of all.filter(({ id, parentId }) => id === town?.id || parentId === town?.id)) {
    const proof = await prove(context, indicator, { unitId: unit.id, from, to, asOf })
    if (!proof) return 0
    if (proof.whole !== proof.sum) broken += 1
    await saveCheck(context.db, context.townId, { indicatorId: indicator.id, unitId: unit.id, year, checkedOn: context.today, ...proof })
  }
  return broken
}

/** What the last proof found of exactly this question; null if there was none. */
export async function checkOf(context: Context, indicator: Indicator, { unitId, from, to }: Question) {
  const year = Number(from.slice(0, 4))
  if (!indicator.additive || from !== `${year}-01-01` || to !== `${year}-12-31`) return null
  const check = await findCheck(context.db, indicator.id, unitId, year)
  if (!check) return null
  const holds = check.whole === check.sum
  return {
    on: check.checkedOn,
    holds,
    detail: holds
      ? ''
      : `对账没有对上：合计${check.whole}${indicator.measure}，各处加起来${check.sum}${indicator.measure}。请核对单位的上下级。`,
  }
}

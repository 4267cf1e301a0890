/** Visits on the household's card (联系卡上的走访): the household reads all of it, deletes, and says how often. Nobody asks it why. */
import { action, type Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, type CardVisits } from './visits.contract.ts'
import { visitCardPolicy } from './visits.policy.ts'
import * as queries from './visits.queries.ts'
import { found, foundHome, notePlace } from './visits.row.actions.ts'
import { dueAfter } from './visits.rules.ts'

export const showMine = action(endpoints.showMine, async context => {
  const home = await mine(context, 'showMine')
  return present(context, home.id)
})

/**
 * The record is gone with its note, items and readers. Of one that counted, a stub stays: an id of its own, the grid and the day. Where
 * another record of the year, or an earlier stub, counts the household already, none stays, or it would count twice.
 */
export const deleteMine = action(endpoints.deleteMine, async (context, { params }) => {
  const { db, townId, today, now } = context
  const { id: householdId } = await mine(context, 'deleteMine')
  await queries.lockHome(db, townId, householdId)
  // its visitor may be withdrawing it at this moment: what is gone by then left nothing to count
  await queries.lockVisit(db, params.visitId)
  const home = foundHome(await queries.findHome(db, today, householdId))
  const row = found(await queries.findVisit(db, today, params.visitId))
  if (row.visitedOn === null || row.outcome === null) throw new Problem(common.notFound, '没有这次走访。')
  const visit = { id: row.id, householdId: home.id, visitedOn: row.visitedOn }
  const year = Number(row.visitedOn.slice(0, 4))
  const isCounted = row.outcome === 'met' && !home.stubYears.includes(year) && !(await queries.isCountedOtherwise(db, visit))
  await queries.deleteVisit(db, row.id)
  if (isCounted) await queries.insertStub(db, { townId, id: newId(now.getTime()), unitId: row.unitId, visitedOn: row.visitedOn })
  const due = dueAfter(row.visitedOn, home.monthlySince)
  const isLater = row.outcome === 'met' && (home.notBefore ?? '') < due
  const stubYears = isCounted ? [...home.stubYears, year] : home.stubYears
  await queries.setRhythm(db, townId, home.id, { noLedger: true, stubYears, ...(isLater && { notBefore: due }) })
  await context.record('visits.deleteMine', { kind: 'household', id: home.id, unitId: home.unitId })
  return present(context, home.id)
})

export const wishMonthly = action(endpoints.wishMonthly, async (context, { body }) => {
  const home = await mine(context, 'wishMonthly')
  await queries.setRhythm(context.db, context.townId, home.id, { monthlySince: body.monthly ? (home.monthlySince ?? context.today) : null })
  if (!body.monthly) await queries.dropMonthlyPlan(context.db, home.id)
  await context.record('visits.wishMonthly', { kind: 'household', id: home.id, unitId: home.unitId }, { monthly: body.monthly })
  return present(context, home.id)
})

export const ask = action(endpoints.ask, async context => {
  const home = await mine(context, 'ask')
  await queries.setRhythm(context.db, context.townId, home.id, { askedOn: home.askedOn ?? context.today, notBefore: null })
  await context.record('visits.ask', { kind: 'household', id: home.id, unitId: home.unitId })
  return present(context, home.id)
})

/** The household of the card. */
async function mine(context: Context, name: (typeof visitCardPolicy.names)[number]) {
  const { actor, db, today } = context
  if (actor.kind !== 'household') throw new Problem(common.signInRequired)
  context.require(visitCardPolicy, name, null)
  return foundHome(await queries.findHome(db, today, actor.householdId))
}

async function present({ db, today, actor, now, sealing }: Context, householdId: string): Promise<CardVisits> {
  const home = foundHome(await queries.findHome(db, today, householdId))
  const rows = await queries.visitsOf(db, today, householdId)
  const readers = Map.groupBy(
    await queries.noteReadersOf(
      db,
      rows.map(({ id }) => id),
    ),
    ({ visitId }) => visitId,
  )
  return {
    monthlySince: home.monthlySince,
    askedOn: home.askedOn,
    notBefore: home.notBefore,
    visits: rows.map(({ noteSealed, ...row }) => ({
      ...row,
      visitedOn: row.visitedOn!,
      way: row.way!,
      outcome: row.outcome!,
      note: noteSealed === null ? null : sealing.open(noteSealed, notePlace),
      readers: readers.get(row.id) ?? [],
    })),
    allowedActions: visitCardPolicy.allowed(actor, null, now),
  }
}

/** Rectification items (整改): given after the letter, done by the owner, verified by another or opened again. */
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { findReport, itemFacts, lockFor, presentItems, show } from './appraisals.actions.ts'
import { endpoints } from './appraisals.contract.ts'
import * as items from './appraisals.items.queries.ts'
import { itemPolicy, reportPolicy } from './appraisals.policy.ts'
import * as queries from './appraisals.queries.ts'
import { dueFault, reportMachine } from './appraisals.rules.ts'

const mostOwn = 200

export const candidates = action(endpoints.candidates, async (context, { params: { reportId } }) => {
  const report = await findReport(context, reportId)
  context.require(reportPolicy, 'candidates', report.facts)
  return { items: await queries.officialsNear(context.db, context.today, report.unitId) }
})

export const addItem = action(endpoints.addItem, async (context, { params: { reportId }, body }) => {
  const report = await lockFor(context, reportId, 'addItem')
  const fault = dueFault(body.dueOn, context.today)
  if (fault) throw invalidField('#/dueOn', fault)
  const near = await queries.officialsNear(context.db, context.today, report.unitId)
  if (!near.some(({ id }) => id === body.ownerId)) throw invalidField('#/ownerId', '这个人不在这里任职')
  const id = newId(context.now.getTime())
  const { roundId, unitId } = report
  await items.insertItem(context, { townId: context.townId, id, reportId, roundId, unitId, ...body })
  await queries.updateReport(context.db, reportId, { state: reportMachine.next(report.state, 'addItem') })
  const details = { itemId: id, ownerId: body.ownerId, dueOn: body.dueOn }
  await context.record('appraisals.addItem', { kind: 'appraisal', id: reportId, unitId }, details)
  return show(context, reportId)
})

export const myItems = action(endpoints.myItems, async context => {
  context.require(reportPolicy, 'myItems', null)
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const rows = await items.itemsOwnedBy(context, context.today, context.actor.personId, mostOwn)
  return { items: await presentItems(context, rows) }
})

export const finishItem = action(endpoints.finishItem, async (context, { params: { itemId }, body: { result } }) => {
  const { subject } = await lockItemFor(context, itemId, 'finishItem')
  await items.finishItem(context, itemId, context.today, result)
  await context.record('appraisals.finishItem', subject, { itemId })
  return showItem(context, itemId)
})

export const verifyItem = action(endpoints.verifyItem, async (context, { params: { itemId } }) => {
  const { subject } = await lockItemFor(context, itemId, 'verifyItem')
  if (!isPerson(context.actor)) throw new Problem(common.forbidden)
  await items.verifyItem(context, itemId, context.actor.personId, context.today)
  await context.record('appraisals.verifyItem', subject, { itemId })
  return showItem(context, itemId)
})

export const returnItem = action(endpoints.returnItem, async (context, { params: { itemId }, body: { reason, dueOn } }) => {
  const { subject } = await lockItemFor(context, itemId, 'returnItem')
  const fault = dueFault(dueOn, context.today)
  if (fault) throw invalidField('#/dueOn', fault)
  await items.returnItem(context, itemId, dueOn, reason)
  await context.record('appraisals.returnItem', subject, { itemId, dueOn })
  return showItem(context, itemId)
})

/** The item, locked, with the report as an event's subject. Throws not-found (404) for what one may not read. */
async function lockItemFor(context: Context, id: string, name: 'finishItem' | 'verifyItem' | 'returnItem') {
  context.require(itemPolicy, name, itemFacts(await findItem(context, id)))
  await items.lockItem(context.db, id)
  const item = await findItem(context, id)
  context.require(itemPolicy, name, itemFacts(item))
  return { item, subject: { kind: 'appraisal', id: item.reportId, unitId: item.unitId } }
}

async function findItem(context: Context, id: string) {
  const item = await items.findItem(context, context.today, id)
  if (!item) throw new Problem(common.notFound, '没有这项整改，或不归您看。')
  return item
}

async function showItem(context: Context, id: string) {
  const [item] = await presentItems(context, [await findItem(context, id)])
  return item!
}

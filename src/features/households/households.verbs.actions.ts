/** The verbs of households (户的变动): each is one change with its day, kept for ever and taken back within 30 days. */
import type { z } from 'zod'
import { findHeir, findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, longestNumber, problems, type HouseholdVerb, type MoveIn } from './households.contract.ts'
import { endedBy } from './households.contacts.rules.ts'
import { householdDoorPolicy, householdPolicy } from './households.policy.ts'
import * as queries from './households.queries.ts'
import { begin, factsOf, found, lineOf, sealedPhone, sealedPlaces, subjectOf } from './households.row.actions.ts'
import { dayFault, householdMachine, householdNumber, isBuiltOn, isTooLate, moveInFault, nextCode } from './households.rules.ts'
import { resumeContacts } from './households.resume.actions.ts'
import { show } from './households.shown.actions.ts'
import * as writing from './households.verbs.queries.ts'

type Row = queries.HouseholdRow

export const moveIn = action(endpoints.moveIn, async (context, { body }) => {
  const unit = await placeFor(context, body.unitId)
  context.require(householdDoorPolicy, 'moveIn', { path: await queries.authorityOver(context.db, context.today, unit.id) })
  const fault = moveInFault(body.effectiveOn, context.today)
  if (fault) throw invalidField('#/effectiveOn', fault)
  const id = await settle(context, body, { ...unit, stem: unit.externalCode ?? unit.code ?? unit.shortName })
  const changeId = await change(context, 'moveIn', [{ id, unitId: unit.id }], body.effectiveOn)
  await openPeriod(context, changeId, { householdId: id, ...body })
  return show(context, id)
})

export const moveOut = action(endpoints.moveOut, async (context, { params, body }) => {
  const row = await begin(context, params.householdId, 'moveOut', body)
  await requireDay(context, row, 'moveOut', body.effectiveOn)
  await leave(context, row, 'moveOut', await change(context, 'moveOut', [row], body.effectiveOn), body.effectiveOn)
  return show(context, row.id)
})

export const relocate = action(endpoints.relocate, async (context, { params, body }) => {
  const row = await begin(context, params.householdId, 'relocate', { unitId: body.unitId, effectiveOn: body.effectiveOn })
  const unit = await placeFor(context, body.unitId)
  const path = await queries.authorityOver(context.db, context.today, unit.id)
  context.require(householdPolicy, 'relocate', { ...factsOf(row), path })
  const before = await requireDay(context, row, 'relocate', body.effectiveOn)
  const changeId = await change(context, 'relocate', [{ id: row.id, unitId: unit.id }], body.effectiveOn)
  await writing.closePeriod(context.db, row.id, changeId, body.effectiveOn)
  const head = context.sealing.open(before.headSealed!, sealedPlaces.head)
  await openPeriod(context, changeId, { householdId: row.id, ...body, head })
  await writing.standAs(context.db, row.id, { unitId: unit.id })
  return show(context, row.id)
})

export const changeHead = action(endpoints.changeHead, async (context, { params, body }) => {
  const row = await begin(context, params.householdId, 'changeHead', { effectiveOn: body.effectiveOn })
  const before = await requireDay(context, row, 'changeHead', body.effectiveOn)
  const changeId = await change(context, 'changeHead', [row], body.effectiveOn)
  await writing.closePeriod(context.db, row.id, changeId, body.effectiveOn)
  const address = context.sealing.open(before.addressSealed!, sealedPlaces.address)
  await openPeriod(context, changeId, { householdId: row.id, unitId: row.unitId, ...body, address })
  await writing.standAs(context.db, row.id, {})
  return show(context, row.id)
})

export const split = action(endpoints.split, async (context, { params, body }) => {
  const row = await begin(context, params.householdId, 'split', { effectiveOn: body.effectiveOn })
  await requireDay(context, row, 'split', body.effectiveOn)
  // where the home's grid has gone into another, the new one is of that
  const unit = await findHeir(context, row.unitId)
  if (!isPlace(unit)) throw new Problem(common.wrongState, '原来的网格已经拆开。请先登记这一户搬到了哪个网格。')
  const id = await settle(context, body, { ...unit, stem: unit.externalCode ?? unit.code ?? unit.shortName })
  const changeId = await change(context, 'split', [row, { id, unitId: unit.id }], body.effectiveOn)
  await openPeriod(context, changeId, { householdId: id, unitId: unit.id, ...body })
  await writing.standAs(context.db, row.id, {})
  return show(context, id)
})

export const merge = action(endpoints.merge, async (context, { params, body }) => {
  if (body.intoId === params.householdId) throw invalidField('#/intoId', '请选另外一户')
  await lockInOrder(context, [params.householdId, body.intoId])
  const row = await begin(context, params.householdId, 'merge', body)
  const into = await queries.findHousehold(context.db, context.today, body.intoId)
  if (!into) throw invalidField('#/intoId', '没有这一户')
  context.require(householdPolicy, 'merge', factsOf(into))
  await requireDay(context, row, 'merge', body.effectiveOn)
  const changeId = await change(context, 'merge', [row, into], body.effectiveOn)
  await leave(context, row, 'merge', changeId, body.effectiveOn, into.id)
  await writing.standAs(context.db, into.id, {})
  return show(context, into.id)
})

export const enterInError = action(endpoints.enterInError, async (context, { params, body }) => {
  const row = await begin(context, params.householdId, 'enterInError', body)
  await leave(context, row, 'enterInError', await change(context, 'enterInError', [row], context.today), null)
  return show(context, row.id)
})

/**
 * Takes a change back: its periods never were, what it ended goes on. Throws undo-too-late (409) after 30 days, built-on (409)
 * when a later change of one of its households stands.
 */
export const undo = action(endpoints.undo, async (context, { params }) => {
  const { db, today, actor, now } = context
  const row = found(await queries.findHousehold(db, today, params.householdId))
  context.require(householdPolicy, 'undo', factsOf(row))
  const known = (await queries.changesOf(db, [row.id])).find(({ id }) => id === params.changeId)
  if (!known) throw new Problem(common.notFound, '没有这一项变动。')
  const rows = await lockInOrder(context, known.householdIds)
  for (const each of rows) context.require(householdPolicy, 'undo', factsOf(each))
  // Back to a grid that is not the caller's: who keeps that one takes it in.
  for (const { path } of (await writing.placesOf(db, today, [known.id])).get(known.id) ?? [])
    context.require(householdPolicy, 'undo', { ...factsOf(row), path })
  const mine = rows.find(({ id }) => id === row.id)!
  requireVersion(context, { ...lineOf(mine), version: mine.version }, {})
  const changes = await queries.changesOf(db, known.householdIds)
  const taken = changes.find(({ id }) => id === known.id)!
  if (taken.undoneAt !== null) throw new Problem(common.wrongState, '这一项已经撤回了。')
  if (isTooLate(taken.recordedAt, today)) throw new Problem(problems.undoTooLate)
  if (isBuiltOn(taken, changes)) throw new Problem(problems.builtOn)
  await writing.takeBackPeriods(db, taken.id)
  // The one that the change made was never there; the others live where they lived.
  const made = { moveIn: taken.householdIds[0], split: taken.householdIds[1] }[taken.verb as string]
  for (const each of rows) await (each.id === made ? unmake(context, each) : restore(context, each))
  await resumeContacts(context, taken)
  await writing.markUndone(db, taken.id, now, isPerson(actor) ? actor.personId : '')
  await context.record('households.undo', subjectOf(row), { changeId: taken.id, verb: taken.verb })
  return show(context, row.id)
})

async function unmake({ db, today }: Context, { id }: Row) {
  await writing.endOpenContact(db, id, 'enteredInError', today, null)
  await writing.standAs(db, id, { state: householdMachine.transitions.enterInError.to, neverThere: true })
}

async function restore({ db }: Context, { id }: Row) {
  const { unitId } = await queries.currentPeriod(db, id)
  await writing.standAs(db, id, { state: 'occupied', unitId, mergedInto: null, occupiedTo: null })
}

/** The households, locked in the order of their ids, so that two who lock the same two never wait for each other. */
async function lockInOrder(context: Context, ids: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const id of [...ids].sort()) {
    const row = await queries.lockHousehold(context.db, context.today, id)
    if (row) rows.push(row)
  }
  if (rows.length < ids.length) throw new Problem(common.notFound, '没有这一户，或它不归您管。')
  return rows
}

/** A standing unit below a village. Throws invalid (422) for any other. */
async function placeFor(context: Context, unitId: string) {
  const unit = await findUnit(context, unitId).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '没有这个网格或小组')
    throw error
  })
  if (!isPlace(unit)) throw invalidField('#/unitId', '户要登记到网格、小组、经济社或小区')
  return unit
}

const isPlace = ({ path }: { path: readonly string[] }) => path.length >= 3

/** The period that the verb changes. Throws invalid (422) for a day that it cannot begin on. */
async function requireDay(context: Context, row: Row, verb: HouseholdVerb, effectiveOn: string) {
  const period = await queries.currentPeriod(context.db, row.id)
  const fault = dayFault(verb, effectiveOn, period.validFrom, context.today)
  if (fault) throw invalidField('#/effectiveOn', fault)
  return period
}

/** Writes the change with its event, told of the household that the verb is about. */
async function change(context: Context, verb: HouseholdVerb, rows: readonly { id: string; unitId: string }[], effectiveOn: string) {
  const { db, townId, now, actor } = context
  const id = newId(now.getTime())
  const householdIds = rows.map(row => row.id)
  await writing.insertChange(db, {
    townId,
    id,
    verb,
    householdIds,
    effectiveOn,
    recordedAt: now,
    recordedBy: isPerson(actor) ? actor.personId : null,
  })
  await context.record(`households.${verb}`, subjectOf(rows[0]!), { changeId: id, effectiveOn, householdIds })
  return id
}

async function settle(context: Context, body: Omit<z.output<typeof MoveIn>, 'unitId'>, { id: unitId, stem }: { id: string; stem: string }) {
  const { db, townId, now } = context
  const stemOf = householdNumber(`${stem}-`)
  const code = body.code === null ? nextCode(stemOf, await writing.lastCode(db, stemOf)) : householdNumber(body.code)
  if (code.length > longestNumber) throw invalidField('#/code', `户号最多${longestNumber}个字`)
  if (await writing.codeIsTaken(db, code)) throw new Problem(problems.codeTaken)
  const id = newId(now.getTime())
  await writing.insertHousehold(db, {
    townId,
    id,
    code,
    unitId,
    occupiedFrom: body.effectiveOn,
    contactPreference: body.contactPreference,
    ...sealedPhone(context, body.phone),
  })
  return id
}

interface Opening {
  householdId: string
  unitId: string
  head: string
  address: string
  effectiveOn: string
}

const openPeriod = (
  { db, townId, now, sealing }: Context,
  changeId: string,
  { householdId, unitId, head, address, effectiveOn }: Opening,
) =>
  writing.openPeriod(db, {
    townId,
    id: newId(now.getTime()),
    householdId,
    validFrom: effectiveOn,
    unitId,
    headSealed: sealing.seal(head, sealedPlaces.head),
    addressSealed: sealing.seal(address, sealedPlaces.address),
    openedBy: changeId,
  })

/** The household no longer lives there from the day on, or (null) never did; its contact ends with it. */
async function leave(
  { db, today }: Context,
  row: Row,
  verb: 'moveOut' | 'merge' | 'enterInError',
  changeId: string,
  day: string | null,
  mergedInto: string | null = null,
) {
  await writing.closePeriod(db, row.id, changeId, day)
  await writing.endOpenContact(db, row.id, endedBy[verb]!, today, changeId)
  await writing.standAs(db, row.id, {
    state: householdMachine.next(row.state, verb),
    mergedInto,
    ...(day === null ? { neverThere: true } : { occupiedTo: day }),
  })
}

/** Visits (入户走访): writing down what came of one, raising an item, and correcting. Small commands, each carried out once. */
import { lendContact } from '#features/households/households.lend.actions.ts'
import { takeInAtDoor } from '#features/requests/requests.intake.actions.ts'
import { findHeir } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type VisitRecord } from './visits.contract.ts'
import { visitHomePolicy, visitPolicy } from './visits.policy.ts'
import * as queries from './visits.queries.ts'
import {
  begin,
  factsOf,
  found,
  foundHome,
  lock,
  lockVersion,
  notePlace,
  present,
  requireWriter,
  show,
  subjectOf,
} from './visits.row.actions.ts'
import {
  isLatest,
  livedThere,
  noteFaults,
  recordFaults,
  rhythmAfter,
  rhythmBefore,
  transitionOf,
  triedAgainOn,
  visitMachine,
} from './visits.rules.ts'

export const get = action(endpoints.get, async (context, { params }) => {
  const row = found(await queries.findVisit(context.db, context.today, params.visitId))
  context.require(visitPolicy, 'get', factsOf(row))
  return present(context, row)
})

export const ofHousehold = action(endpoints.ofHousehold, async (context, { params }) => {
  const { db, today, actor, now } = context
  const home = foundHome(await queries.findHome(db, today, params.householdId))
  context.require(visitHomePolicy, 'ofHousehold', home)
  return {
    household: { id: home.id, code: home.code, unitName: home.unitName },
    monthlySince: home.monthlySince,
    askedOn: home.askedOn,
    notBefore: home.notBefore,
    visits: (await queries.visitsOf(db, today, home.id)).map(row => present(context, row)),
    allowedActions: visitHomePolicy.allowed(actor, home, now),
  }
})

export const record = action(endpoints.record, async (context, { params, body: { personId, ...body } }) => {
  const { db, today } = context
  requireWriter(context, personId)
  const home = foundHome(await queries.findHome(db, today, body.householdId))
  context.require(visitHomePolicy, 'record', home)
  const before = await begin(context, 'visits.record', params.commandId, body)
  if (before !== null) return show(context, before)
  const errors = recordFaults(body, today)
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  if (!livedThere(home, body.visitedOn)) throw new Problem(problems.householdGone)
  const { id, state } = await write(context, home, body)
  await queries.endCommand(db, params.commandId, id)
  await context.record('visits.record', { kind: 'visit', id, unitId: home.unitId }, { state })
  return show(context, id)
})

/** Puts the record on the visit that was planned or tried, or makes one. What is typed in after something newer is known stands by itself. */
async function write(context: Context, home: queries.HomeRow, body: Omit<VisitRecord, 'personId'>) {
  const { db, townId, actor, now, sealing } = context
  await queries.lockHome(db, townId, home.id)
  const { knownOn, saidOn } = await queries.lastOutcomes(db, home.id)
  const open = isLatest(body.visitedOn, knownOn) ? await queries.lockOpenVisit(db, home.id) : undefined
  const { visitedOn, outcome, way, topics, note, needsFollowUp, mayContact } = body
  const state = visitMachine.next(open?.state ?? visitMachine.initial, transitionOf[outcome])
  const content = {
    unitId: home.unitId,
    state,
    ...(isPerson(actor) && { personId: actor.personId }),
    visitedOn,
    outcome,
    way,
    topics,
    noteSealed: note === null ? null : sealing.seal(note, notePlace),
    needsFollowUp,
    mayContact,
    ...(outcome === 'nobodyHome' && again(visitedOn, knownOn)),
  }
  const id = open?.id ?? newId(now.getTime())
  if (open) await queries.updateVisit(db, id, content)
  else await queries.insertVisit(db, { townId, id, householdId: home.id, ...unplanned(home, visitedOn), ...content })
  if (isLatest(visitedOn, saidOn)) await keepRhythm(context, home, rhythmAfter(home, outcome, visitedOn))
  return { id, state }
}

/** When somebody goes again; an attempt that is older than what is known by now is on record, and nobody does. */
const again = (visitedOn: string, knownOn: string | null) =>
  isLatest(visitedOn, knownOn)
    ? { rule: 'again' as const, plannedFor: triedAgainOn(visitedOn) }
    : { rule: 'unplanned' as const, plannedFor: null }

/** Why somebody went whose visit was on no list: the household may have asked for it. */
const unplanned = ({ askedOn }: queries.HomeRow, visitedOn: string) =>
  askedOn === null || askedOn > visitedOn ? { rule: 'unplanned' as const } : { rule: 'asked' as const, plannedFor: askedOn }

async function keepRhythm({ db, townId }: Context, home: queries.HomeRow, next: Pick<queries.HomeRow, 'askedOn' | 'notBefore'>) {
  if (home.askedOn !== next.askedOn || home.notBefore !== next.notBefore) await queries.setRhythm(db, townId, home.id, next)
}

export const raise = action(endpoints.raise, async (context, { params, body: { personId, noDanger, ...body } }) => {
  const { db, townId, today } = context
  requireWriter(context, personId)
  const id = (await queries.findVisit(db, today, body.visitId))?.id ?? (await recorded(context, body.visitId))
  context.require(visitPolicy, 'get', factsOf(found(await queries.findVisit(db, today, id))))
  const before = await begin(context, 'visits.raise', params.commandId, body)
  if (before !== null)
    return { visit: await show(context, before), number: (await queries.numberOfItem(db, before, params.commandId)) ?? '', code: null }
  const row = await lock(context, id, 'raise')
  const { id: unitId } = await findHeir(context, row.homeUnitId)
  const contact = body.leaveContact ? await lendContact(context, row.householdId) : {}
  const consentBasis = row.way === 'byPhone' ? 'byPhone' : 'atHome'
  const receipt = await takeInAtDoor(context, {
    text: body.text,
    unitId,
    near: body.near ?? row.unitName,
    noDanger,
    consentBasis,
    ...contact,
  })
  await queries.insertItem(db, { townId, id: params.commandId, visitId: id, requestId: receipt.id })
  const state = visitMachine.next(row.state, 'raise')
  await queries.updateVisit(db, id, { state })
  await queries.endCommand(db, params.commandId, id)
  await context.record('visits.raise', subjectOf(row), { state, requestId: receipt.id })
  return { visit: await show(context, id), number: receipt.number, code: receipt.code }
})

/** The visit that a command recorded: who was off the line knows no other id. */
async function recorded({ db }: Context, commandId: string): Promise<string> {
  const command = await queries.findCommand(db, commandId)
  if (!command) throw new Problem(common.notFound, '没有这次走访。')
  if (command.visitId === null) throw new Problem(problems.recordDeleted)
  return command.visitId
}

export const correct = action(endpoints.correct, async (context, { params, body: { note, ...findings } }) => {
  const row = await lockVersion(context, params.visitId, 'correct', findings)
  const errors = noteFaults(note ?? null)
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  const noteSealed = note === undefined ? {} : { noteSealed: note === null ? null : context.sealing.seal(note, notePlace) }
  await queries.updateVisit(context.db, row.id, { ...findings, ...noteSealed })
  const fields = [...Object.keys(findings), ...(note === undefined ? [] : ['note'])]
  await context.record('visits.correct', subjectOf(row), { fields })
  return show(context, row.id)
})

export const close = action(endpoints.close, async (context, { params }) => {
  const row = await lockVersion(context, params.visitId, 'close', {})
  const state = visitMachine.next(row.state, 'close')
  await queries.updateVisit(context.db, row.id, { state, needsFollowUp: false, closedOn: context.today })
  await context.record('visits.close', subjectOf(row), { state })
  return show(context, row.id)
})

export const withdraw = action(endpoints.withdraw, async (context, { params }) => {
  const row = await lockVersion(context, params.visitId, 'withdraw', {})
  if (row.items.length > 0) throw new Problem(problems.hasItems)
  await queries.deleteVisit(context.db, row.id)
  const home = foundHome(await queries.findHome(context.db, context.today, row.householdId))
  const { saidOn } = await queries.lastOutcomes(context.db, row.householdId)
  if (row.visitedOn !== null && isLatest(row.visitedOn, saidOn)) await keepRhythm(context, home, rhythmBefore(home, row))
  await context.record('visits.withdraw', subjectOf(row))
  return { id: row.id }
})

export const openNote = action(endpoints.openNote, async (context, { params, body }) => {
  const row = found(await queries.findVisit(context.db, context.today, params.visitId))
  context.require(visitPolicy, 'openNote', factsOf(row))
  await context.record('visits.openNote', subjectOf(row), { reason: body.reason })
  return { note: context.sealing.open(row.noteSealed!, notePlace) }
})

export const wishFor = action(endpoints.wishFor, async (context, { params, body }) => {
  const { db, townId, today } = context
  const home = foundHome(await queries.findHome(db, today, params.householdId))
  context.require(visitHomePolicy, 'wishFor', home)
  const monthlySince = body.monthly ? (home.monthlySince ?? today) : null
  await queries.setRhythm(db, townId, home.id, { monthlySince })
  if (!body.monthly) await queries.dropMonthlyPlan(db, home.id)
  await context.record('visits.wishFor', { kind: 'household', id: home.id, unitId: home.unitId }, { monthly: body.monthly })
  return { monthlySince }
})

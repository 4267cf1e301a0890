/**
 * Temporary branches (临时党支部): proposed, approved by another for a time, with an appointed committee; they dissolve by themselves.
 *
 * Nobody's membership moves into one, and none admits, disciplines or collects dues: memberships refuses them (domain §21).
 */
import { endTemporaryBranch, findBody, foundTemporaryBranch } from '#features/bodies/bodies.actions.ts'
import { authorityOver } from '#features/people/people.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { holds, isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { found, requireDecider, requirePerson, requireUnit } from './mobilisations.actions.ts'
import { endpoints, problems, Seat, type TemporaryBranch } from './mobilisations.contract.ts'
import * as queries from './mobilisations.branches.queries.ts'
import { branchPolicy, mobilisationsPolicy, proposers } from './mobilisations.policy.ts'
import { findMobilisation } from './mobilisations.queries.ts'
import { branchState } from './mobilisations.rules.ts'

type Row = NonNullable<Awaited<ReturnType<typeof queries.findBranch>>>
/** What belongs to branches: who sits in them, and what was decided about them. */
interface Parts {
  seats: Awaited<ReturnType<typeof queries.seatsOf>>
  decisions: Awaited<ReturnType<typeof queries.branchDecisionsOf>>
}

export const branches = action(endpoints.branches, async context => {
  context.require(mobilisationsPolicy, 'branches', null)
  const rows = await queries.listBranches(context.db)
  const parts = await partsOf(
    context,
    rows.map(({ id }) => id),
  )
  return {
    items: rows.map(row => present(context, row, parts)),
    allowedActions: mobilisationsPolicy.allowed(context.actor, null, context.now),
  }
})

export const proposeBranch = action(endpoints.proposeBranch, async (context, { body }) => {
  context.require(mobilisationsPolicy, 'proposeBranch', null)
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const { unitId, parentId, mobilisationId, name, task, endsOn } = body
  await requireUnit(context, unitId)
  if (!holds(context.actor, proposers, await authorityOver(context, unitId))) throw invalidField('#/unitId', '只能为自己单位申请')
  const parent = await findBody(context, parentId)
  if (parent.kind !== 'committee' && parent.kind !== 'generalBranch') throw invalidField('#/parentId', '上级要是党委或党总支')
  if (endsOn <= context.today) throw invalidField('#/endsOn', '预计结束的日子要在今天以后')
  if (mobilisationId !== null) found(await findMobilisation(context.db, mobilisationId))
  const id = newId(context.now.getTime())
  await queries.insertBranch(context.db, {
    townId: context.townId,
    id,
    mobilisationId,
    unitId,
    parentId,
    name,
    task,
    proposedBy: context.actor.personId,
    proposedOn: context.today,
    proposedEndOn: endsOn,
  })
  return record(context, 'proposeBranch', id, unitId)
})

export const approveBranch = action(endpoints.approveBranch, async (context, { params: { branchId }, body }) => {
  const { row, enteredBy } = await lockFor(context, branchId, 'approveBranch', body)
  const { number, decidedOn, deciderId, foundedOn, endsOn } = body
  await requireDecision(context, row, body)
  if (endsOn <= foundedOn) throw invalidField('#/endsOn', '结束的日子要在成立以后')
  const { name, parentId, unitId } = row
  const bodyId = await foundTemporaryBranch(context, { name, parentId, unitIds: [unitId], foundedOn, dissolvedOn: endsOn })
  await queries.updateBranch(context.db, branchId, {
    approved: true,
    number,
    decidedOn,
    decidedBy: deciderId,
    enteredBy,
    bodyId,
    foundedOn,
    endsOn,
  })
  await decide(context, row, 'approve', { number, decidedOn, deciderId, endsOn })
  return record(context, 'approveBranch', branchId, unitId)
})

export const declineBranch = action(endpoints.declineBranch, async (context, { params: { branchId }, body }) => {
  const { row, enteredBy } = await lockFor(context, branchId, 'declineBranch', body)
  await requireDecision(context, row, body)
  const { reason, decidedOn, deciderId } = body
  await queries.updateBranch(context.db, branchId, { approved: false, reason, decidedOn, decidedBy: deciderId, enteredBy })
  await decide(context, row, 'decline', { number: null, decidedOn, deciderId, endsOn: null })
  return record(context, 'declineBranch', branchId, row.unitId)
})

export const extendBranch = action(endpoints.extendBranch, async (context, { params: { branchId }, body }) => {
  const { row } = await lockFor(context, branchId, 'extendBranch', body)
  await requireDecision(context, row, body)
  const { endsOn } = body
  if (endsOn <= row.endsOn!) throw invalidField('#/endsOn', `要在现在的结束日${row.endsOn}之后`)
  await endTemporaryBranch(context, row.bodyId!, endsOn)
  await queries.updateBranch(context.db, branchId, { endsOn, extensions: row.extensions + 1 })
  await decide(context, row, 'extend', body)
  return record(context, 'extendBranch', branchId, row.unitId)
})

export const appoint = action(endpoints.appoint, async (context, { params: { branchId }, body: { personId, role } }) => {
  const row = await lock(context, branchId)
  context.require(branchPolicy, 'appoint', factsOf(context, row))
  const seats = await queries.seatsOf(context.db, [branchId], context.today)
  await requirePerson(context, personId)
  if (seats.some(seat => seat.personId === personId)) throw invalidField('#/personId', '这个人已经在班子里')
  if (role === 'secretary' && seats.some(seat => seat.role === 'secretary')) throw new Problem(problems.onlyAppointed)
  await queries.insertSeat(context.db, {
    townId: context.townId,
    id: newId(context.now.getTime()),
    branchId,
    personId,
    role,
    valid: `[${context.today},)`,
  })
  return record(context, 'appoint', branchId, row.unitId, { personId, role })
})

export const dismiss = action(endpoints.dismiss, async (context, { params: { branchId, seatId } }) => {
  const row = await lock(context, branchId)
  context.require(branchPolicy, 'dismiss', factsOf(context, row))
  const seats = await queries.seatsOf(context.db, [branchId], context.today)
  if (!seats.some(({ id }) => id === seatId)) throw new Problem(common.notFound, '班子里没有这个人。')
  await queries.endSeat(context.db, seatId, context.today)
  return record(context, 'dismiss', branchId, row.unitId, { seatId })
})

const lock = async (context: Context, id: string) => found(await queries.lockBranch(context.db, id), '没有这个临时党支部。')

async function lockFor(context: Context, id: string, name: 'approveBranch' | 'declineBranch' | 'extendBranch', body: unknown) {
  const row = await lock(context, id)
  context.require(branchPolicy, name, factsOf(context, row))
  requireVersion(context, present(context, row, await partsOf(context, [id])), body)
  return { row, enteredBy: isPerson(context.actor) ? context.actor.personId : null }
}

/** Throws invalid (422) unless somebody with a post decided, not who proposed, by today and not before the proposal. */
async function requireDecision(context: Context, row: Row, { decidedOn, deciderId }: { decidedOn: string; deciderId: string }) {
  if (decidedOn > context.today || decidedOn < row.proposedOn) throw invalidField('#/decidedOn', `要在申请（${row.proposedOn}）到今天之间`)
  if (deciderId === row.proposedBy) throw invalidField('#/deciderId', '申请的人不能自己批')
  await requireDecider(context, deciderId)
}

/** Keeps the decision beside those before it. */
async function decide(
  context: Context,
  { id: branchId }: Row,
  kind: 'approve' | 'decline' | 'extend',
  { number, decidedOn, deciderId, endsOn }: { number: string | null; decidedOn: string; deciderId: string; endsOn: string | null },
) {
  const id = newId(context.now.getTime())
  const enteredBy = isPerson(context.actor) ? context.actor.personId : null
  const { townId } = context
  await queries.insertBranchDecision(context.db, { townId, id, branchId, kind, number, decidedOn, decidedBy: deciderId, enteredBy, endsOn })
}

const factsOf = ({ today }: Context, row: Row) => ({ path: row.path, state: branchState(row, today), proposedBy: row.proposedBy })

async function record(context: Context, verb: string, id: string, unitId: string, details: Record<string, unknown> = {}) {
  await context.record(`mobilisations.${verb}`, { kind: 'temporaryBranch', id, unitId }, details)
  const row = await lock(context, id)
  return present(context, row, await partsOf(context, [id]))
}

const partsOf = async ({ db, today }: Context, ids: readonly string[]): Promise<Parts> => ({
  seats: await queries.seatsOf(db, ids, today),
  decisions: await queries.branchDecisionsOf(db, ids),
})

function present(context: Context, row: Row, { seats, decisions }: Parts): TemporaryBranch {
  const facts = factsOf(context, row)
  return {
    ...row,
    state: facts.state,
    proposerName: row.proposerName ?? '工作人员',
    endsOn: row.endsOn ?? row.proposedEndOn,
    decisions: decisions.filter(({ branchId }) => branchId === row.id),
    seats: seats
      .filter(({ branchId }) => branchId === row.id)
      .map(({ id, personId, name, role }) => ({ id, personId, name: name ?? '（不在您的范围里）', role: Seat.shape.role.parse(role) })),
    allowedActions: branchPolicy.allowed(context.actor, facts, context.now),
  }
}

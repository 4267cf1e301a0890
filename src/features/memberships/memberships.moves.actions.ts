/** Party membership (党籍): transfers between branches, exclusions from 应到会, and the grid (转接、不计入、入格). */
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { asRange, overlap } from '#platform/shared/spans.ts'
import { factsOf, findMember, lockFor, newPeriod, placeOfBranch, show, subjectOf, type MemberRow } from './memberships.actions.ts'
import { endpoints, problems } from './memberships.contract.ts'
import { keepsMembers, membershipPolicy } from './memberships.policy.ts'
import * as queries from './memberships.queries.ts'
import * as suspensions from './memberships.suspensions.queries.ts'
import { exclusionFault, gridFault, gridMachine, transferMachine } from './memberships.rules.ts'

export const beginTransfer = action(endpoints.beginTransfer, async (context, { params: { membershipId }, body: { toBodyId, begunOn } }) => {
  const member = await lockFor(context, membershipId, 'beginTransfer')
  if (await openTransfer(context, member)) throw new Problem(problems.transferOpen)
  if (toBodyId === member.bodyId) throw invalidField('#/toBodyId', '已经在这个支部')
  const place = await placeOfBranch(context, { bodyId: toBodyId, unitId: null, kind: member.kind }).catch(atBody)
  if (begunOn < member.admittedOn) throw invalidField('#/begunOn', `不能早于入党日期${member.admittedOn}`)
  if (begunOn > context.today) throw invalidField('#/begunOn', '日期不能在以后')
  await queries.insertTransfer(context.db, {
    townId: context.townId,
    id: newId(context.now.getTime()),
    membershipId,
    fromBodyId: member.bodyId,
    fromUnitId: member.unitId,
    toBodyId,
    toUnitId: place.unitId,
    begunOn,
  })
  await context.record('memberships.beginTransfer', subjectOf(member), { toBodyId })
  return show(context, membershipId)
})

/** The same refusal at the field of this form. */
function atBody(error: unknown): never {
  if (error instanceof Problem && error.errors.length > 0) throw invalidField('#/toBodyId', error.errors[0]!.detail)
  throw error as Error
}

export const completeTransfer = action(endpoints.completeTransfer, async (context, { params: { membershipId }, body: { effectiveOn } }) => {
  const member = await findMember(context, membershipId)
  const place = await arrival(context, member)
  context.require(membershipPolicy, 'completeTransfer', { ...factsOf(member), ...place.facts })
  await queries.lockMember(context.db, membershipId)
  const fresh = await findMember(context, membershipId)
  const transfer = await arrival(context, fresh)
  context.require(membershipPolicy, 'completeTransfer', { ...factsOf(fresh), ...transfer.facts })
  if (effectiveOn < transfer.begunOn) throw invalidField('#/effectiveOn', `不能早于开始转接的${transfer.begunOn}`)
  const to = { bodyId: transfer.facts.bodyId, unitId: transfer.unitId }
  await newPeriod(context, fresh, { from: effectiveOn, pointer: '#/effectiveOn', ...to })
  await queries.updateMember(context.db, membershipId, to)
  const state = transferMachine.next('inProgress', 'complete') as 'completed'
  await queries.moveTransfer(context.db, transfer.id, { state, effectiveOn })
  await context.record(
    'memberships.completeTransfer',
    { kind: 'membership', id: membershipId, unitId: to.unitId },
    { fromBodyId: fresh.bodyId },
  )
  return show(context, membershipId)
})

export const cancelTransfer = action(endpoints.cancelTransfer, async (context, { params: { membershipId } }) => {
  const member = await findMember(context, membershipId)
  const transfer = await arrival(context, member)
  const receives = keepsMembers(context.actor, transfer.facts)
  context.require(membershipPolicy, 'cancelTransfer', { ...factsOf(member), ...(receives && transfer.facts) })
  await queries.lockMember(context.db, membershipId)
  const fresh = await findMember(context, membershipId)
  const still = await arrival(context, fresh)
  context.require(membershipPolicy, 'cancelTransfer', { ...factsOf(fresh), ...(receives && still.facts) })
  const answer = await show(context, membershipId)
  await queries.moveTransfer(context.db, still.id, { state: transferMachine.next('inProgress', 'cancel') as 'cancelled' }).catch(outOfSight)
  await context.record('memberships.cancelTransfer', subjectOf(member))
  const transfers = answer.transfers.map(each => (each.id === still.id ? { ...each, state: 'cancelled' as const } : each))
  return { ...answer, transfers }
})

/** Who was only to receive the member loses sight of him by this: the old branch cancels then. */
function outOfSight(error: unknown): never {
  if ((error as { code?: string }).code === '42501') throw new Problem(common.forbidden, '请由原来的支部撤回。')
  throw error as Error
}

const openTransfer = async ({ db, today }: Context, { id }: MemberRow) =>
  (await queries.transfersOf(db, id, today)).find(({ state }) => state === 'inProgress')

/** The branch to which the member is on the way. Throws wrong-state (409) if there is none. */
async function arrival(context: Context, member: MemberRow) {
  const transfer = await openTransfer(context, member)
  const branch = transfer && (await queries.branchOn(context.db, context.today, transfer.toBodyId))
  if (!transfer || !branch?.unitId) throw new Problem(common.wrongState, '没有在办的转接。')
  return { ...transfer, unitId: branch.unitId, facts: { bodyId: transfer.toBodyId, path: branch.path!, line: branch.line } }
}

export const exclude = action(endpoints.exclude, async (context, { params: { membershipId }, body }) => {
  const member = await lockFor(context, membershipId, 'exclude')
  const fault = exclusionFault(body)
  if (fault !== null) throw invalidField('#/to', fault)
  if (body.from < member.admittedOn) throw invalidField('#/from', `不能早于入党日期${member.admittedOn}`)
  if (body.decidedOn > context.today) throw invalidField('#/decidedOn', '日期不能在以后')
  if ((await queries.exclusionsOf(context.db, membershipId)).some(other => overlap(other, body)))
    throw invalidField('#/from', '这段日子已经不计入')
  const id = newId(context.now.getTime())
  const { reason, decision, decidedOn } = body
  await queries.insertExclusion(context.db, { townId: context.townId, id, membershipId, reason, decision, decidedOn, valid: asRange(body) })
  await queries.updateMember(context.db, membershipId, {})
  await context.record('memberships.exclude', subjectOf(member), { exclusionId: id })
  return show(context, membershipId)
})

export const liftExclusion = action(endpoints.liftExclusion, async (context, { params: { membershipId, exclusionId }, body: { on } }) => {
  const member = await lockFor(context, membershipId, 'liftExclusion')
  const exclusion = (await queries.exclusionsOf(context.db, membershipId)).find(({ id }) => id === exclusionId)
  if (!exclusion) throw new Problem(common.notFound, '没有这条记录。')
  if (on <= exclusion.from || (exclusion.to !== null && on > exclusion.to)) throw invalidField('#/on', '日期要在这段日子里面')
  // that somebody is well or back again is seen, not planned for the day after a vote
  if (on > context.today) throw invalidField('#/on', '日期不能在以后')
  await queries.endExclusion(context.db, exclusionId, on)
  await queries.updateMember(context.db, membershipId, {})
  await context.record('memberships.liftExclusion', subjectOf(member), { exclusionId })
  return show(context, membershipId)
})

export const assignGrid = action(endpoints.assignGrid, async (context, { params: { membershipId }, body: { unitId, kind, from } }) => {
  const member = await lockFor(context, membershipId, 'assignGrid')
  await findUnit(context, unitId).catch(() => {
    throw invalidField('#/unitId', '没有这个网格')
  })
  if (from < member.admittedOn) throw invalidField('#/from', `不能早于入党日期${member.admittedOn}`)
  if (from > context.today) throw invalidField('#/from', '日期不能在以后')
  const beside = (await queries.gridsOf(context.db, membershipId, context.today)).filter(other => overlap(other, { from, to: null }))
  const fault = gridFault({ unitId, kind }, beside)
  if (fault === 'secondHome') throw new Problem(problems.secondHome)
  if (fault === 'twice') throw invalidField('#/unitId', '已经在这个网格里')
  const id = newId(context.now.getTime())
  const row = { townId: context.townId, id, membershipId, personId: member.personId, unitId, kind, valid: `[${from},)` }
  await queries.insertGrid(context.db, row).catch(oneHome)
  await queries.updateMember(context.db, membershipId, {})
  await context.record('memberships.assignGrid', subjectOf(member), { gridId: id, unitId, kind })
  return show(context, membershipId)
})

/** A membership that was ended on a later day keeps its grid until then; the constraint sees it, this one does not. */
function oneHome(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'one_home_grid') throw new Problem(problems.secondHome)
  throw error as Error
}

export const moveGrid = action(endpoints.moveGrid, async (context, { params: { membershipId, gridId }, body: { step, on, reason } }) => {
  const member = await lockFor(context, membershipId, 'moveGrid')
  const grid = (await queries.gridsOf(context.db, membershipId, context.today)).find(({ id }) => id === gridId)
  if (!grid) throw new Problem(common.notFound, '没有这条入格记录。')
  if (!gridMachine.can(grid.state, step)) throw new Problem(common.wrongState)
  if ((step === 'suspend') !== (reason !== null)) throw invalidField('#/reason', step === 'suspend' ? '请选暂停的原因' : '只有暂停要写原因')
  const last = await suspensions.lastMoveOf(context.db, gridId)
  if (on > context.today || on < last || (step === 'leave' && on === grid.from)) throw invalidField('#/on', `日期要在${last}以后，今天以前`)
  const state = gridMachine.next(grid.state, step)
  await suspensions.keepSuspensions(context.db, [{ gridId, on }])
  const running = { suspendedOn: null, suspendReason: null }
  await queries.moveGrid(context.db, gridId, {
    state,
    ...(step === 'suspend' ? { suspendedOn: on, suspendReason: reason } : running),
    ...((step === 'begin' || step === 'resume') && { activeOn: on }),
    ...(step === 'leave' && { leftOn: on }),
  })
  await queries.updateMember(context.db, membershipId, {})
  await context.record('memberships.moveGrid', subjectOf(member), { gridId, state })
  return show(context, membershipId)
})

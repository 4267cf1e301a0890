/** Decisions and grids (支部大会、网格里的人): on which meeting a membership may rest, and who stands in a grid. */
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints } from './memberships.contract.ts'
import * as grids from './memberships.grids.queries.ts'
import { membershipPolicy } from './memberships.policy.ts'
import * as queries from './memberships.queries.ts'
import { admissionFault, fullFault } from './memberships.rules.ts'

export const decisions = action(endpoints.decisions, async (context, { params: { bodyId } }) => {
  const branch = await queries.branchOn(context.db, context.today, bodyId)
  if (!branch?.unitId) throw new Problem(common.notFound, '没有这个党组织。')
  context.require(membershipPolicy, 'decisions', { personId: '', bodyId, path: branch.path!, line: branch.line, ended: false })
  return { items: await grids.decisionsOf(context.db, bodyId) }
})

export const gridPeople = action(endpoints.gridPeople, async (context, { params: { unitId } }) => {
  const unit = await findUnit(context, unitId)
  context.require(membershipPolicy, 'gridPeople', { personId: '', bodyId: null, path: unit.path, line: [], ended: false })
  const { db, today } = context
  return { unitId, unitName: unit.name, items: await grids.gridPeople(db, unitId, today), past: await grids.pastPeople(db, unitId, today) }
})

interface Rests {
  bodyId: string | null
  meetingId: string | null
}

/** Throws invalid (422) for a meeting that did not take the member in. */
export async function requireAdmission(context: Context, { admittedOn, ...rests }: Rests & { admittedOn: string }) {
  if (rests.meetingId === null) return
  const fault = admissionFault(await meetingOf(context, rests), admittedOn)
  if (fault) throw invalidField('#/meetingId', fault)
}

/** Throws invalid (422) for a meeting that cannot have made the member a full one. */
export async function requireFull(context: Context, { admittedOn, ...rests }: Rests & { admittedOn: string }) {
  if (rests.meetingId === null) return
  const fault = fullFault(await meetingOf(context, rests), admittedOn)
  if (fault) throw invalidField('#/meetingId', fault)
}

const meetingOf = async ({ db }: Context, { bodyId, meetingId }: Rests) =>
  bodyId === null ? undefined : (await grids.decisionsOf(db, bodyId)).find(({ id }) => id === meetingId)

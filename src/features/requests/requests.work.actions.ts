/**
 * Open work (手上的事): what becomes of cases when the term of whoever has them ends.
 *
 * A call to a reporter follows its case. A case given to a department stays with the department.
 */
import type { Context, OpenWork } from '#platform/server/action.ts'
import { lockCase, move, recordStep } from './requests.case.actions.ts'
import { deskRoles, deskRolesFor, officialsDeskRoles } from './requests.desks.rules.ts'
import * as queries from './requests.queries.ts'
import * as work from './requests.work.queries.ts'

const roles = { desks: deskRoles, officials: officialsDeskRoles }

const itemOf = ({ id, number }: { id: string; number: string }) => ({ kind: 'request', id, label: number })

export const openWork: OpenWork = {
  feature: 'requests',
  find: async ({ db }, termId, day) => (await work.listWork(db, termId, day, roles)).map(itemOf),
  beyond: async ({ db }, termId, day, successorId) => (await work.listBeyond(db, termId, day, successorId, roles)).map(itemOf),
  async handOver(context, termId, day, successorId) {
    // Whoever ends a term may not be able to read the case: the clocks stand untouched, so nothing of it is read here.
    for (const row of await work.handOver(context.db, termId, day, successorId, roles, context.now))
      await recordStep(context, row, 'requests.reassign', { personId: successorId })
  },
  async putBack(context, termId, day) {
    for (const { id } of await work.listWork(context.db, termId, day, roles)) await putOnDesk(context, id)
  },
}

/** To the lowest desk from the case's own level upwards that someone holds; it stays where it lies if nobody does. */
async function putOnDesk(context: Context, id: string) {
  const row = await lockCase(context, id)
  const place = await queries.findPlace(context.db, row.handlerUnitId)
  const held = await queries.lowestHandler(context.db, place?.path ?? [], deskRolesFor(row))
  const unitId = held ?? row.handlerUnitId
  if (row.assignedPersonId === null && unitId === row.handlerUnitId) return
  await move(context, row, { event: 'requests.reassign', details: { unitId }, set: { assignedPersonId: null, handlerUnitId: unitId } })
}

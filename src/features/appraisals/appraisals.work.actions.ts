/** Open work (手上的事): what becomes of problems to be put right when the term of whoever has them ends. */
import type { Context, OpenWork } from '#platform/server/action.ts'
import * as items from './appraisals.items.queries.ts'

export const openWork: OpenWork = {
  find: async ({ db }, termId, day) =>
    (await items.listWork(db, termId, day)).map(({ id, unitName }) => ({ kind: 'appraisalItem', id, label: `${unitName}的整改` })),
  // Anyone may be told to put something right; that another verifies it is asked when it is done.
  beyond: () => Promise.resolve([]),
  async handOver(context, termId, day, successorId) {
    for (const row of await items.handOver(context.db, termId, day, successorId)) await recordMove(context, row, successorId)
  },
  async putBack(context, termId, day) {
    for (const row of await items.listWork(context.db, termId, day)) {
      const item = await items.findItem(context, day, row.id)
      const desk = item && (await items.deskOver(context.db, row.unitId, day, item.ownerId))
      if (!desk) continue
      await items.giveItem(context, row.id, desk)
      await recordMove(context, row, desk)
    }
  },
}

const recordMove = (context: Context, { id, unitId, reportId }: { id: string; unitId: string; reportId: string }, ownerId: string) =>
  context.record('appraisals.handOver', { kind: 'appraisal', id: reportId, unitId }, { itemId: id, ownerId })

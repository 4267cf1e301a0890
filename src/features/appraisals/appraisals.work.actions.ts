/** Open work (手上的事): what becomes of problems to be put right when whoever has them leaves. */
import type { Context, OpenWork } from '#platform/server/action.ts'
import * as items from './appraisals.items.queries.ts'

export const openWork: OpenWork = {
  feature: 'appraisals',
  find: async ({ db }, termId, day) =>
    (await items.listWork(db, termId, day)).map(({ id, unitName }) => ({ kind: 'appraisalItem', id, label: `${unitName}的整改` })),
  // Anyone may be told to put something right; that another verifies it is asked when it is done.
  beyond: () => Promise.resolve([]),
  async handOver(context, termId, day, successorId) {
    for (const row of await items.handOver(context.db, termId, day, successorId)) await recordMove(context, row, successorId)
  },
  async putBack(context, termId, day) {
    for (const row of await items.listWork(context.db, termId, day)) await putOnDesk(context, row, day)
  },
  unowned: {
    find: async ({ db, today }) => (await items.listUnowned(db, today)).map(({ id }) => id),
    async putBack(context, id) {
      const row = (await items.listUnowned(context.db, context.today)).find(each => each.id === id)
      if (row) await putOnDesk(context, row, context.today)
    },
  },
}

/** It stays where it lies if nobody holds a desk over the village. */
async function putOnDesk(context: Context, row: items.WorkRow, day: string) {
  await items.lockItem(context.db, row.id)
  const item = await items.findItem(context, day, row.id)
  if (!item || item.doneOn !== null) return
  const desk = await items.deskOver(context.db, row.unitId, day, item.ownerId)
  if (!desk) return
  await items.giveItem(context, row.id, desk)
  await recordMove(context, row, desk)
}

const recordMove = (context: Context, { id, unitId, reportId }: items.WorkRow, ownerId: string) =>
  context.record('appraisals.handOver', { kind: 'appraisal', id: reportId, unitId }, { itemId: id, ownerId })

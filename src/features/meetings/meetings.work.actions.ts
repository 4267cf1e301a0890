/** Open work (手上的事): what becomes of things a meeting gave someone to do when the term of whoever has them ends. */
import type { Context, OpenWork } from '#platform/server/action.ts'
import * as work from './meetings.work.queries.ts'

export const openWork: OpenWork = {
  find: async ({ db }, termId, day) =>
    (await work.listWork(db, termId, day)).map(({ id, unitName }) => ({ kind: 'meetingAction', id, label: `${unitName}：会议定下的事` })),
  // Whoever owns it may do it, whatever the post; that another accepts it is asked when it is done.
  beyond: () => Promise.resolve([]),
  async handOver(context, termId, day, successorId) {
    for (const row of await work.handOver(context.db, termId, day, successorId)) await recordMove(context, row, successorId)
  },
  async putBack(context, termId, day) {
    for (const row of await work.listWork(context.db, termId, day)) {
      const desk = await work.deskOver(context.db, termId, row.unitId, day)
      if (!desk) continue
      await work.giveAction(context.db, row.id, desk)
      await recordMove(context, row, desk)
    }
  },
}

const recordMove = (context: Context, { id, unitId, meetingId }: work.WorkRow, ownerId: string) =>
  context.record('meetings.handOver', { kind: 'meeting', id: meetingId, unitId }, { actionId: id, ownerId })

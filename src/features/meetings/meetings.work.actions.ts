/** Open work (手上的事): what becomes of things a meeting gave someone to do when whoever has them leaves. */
import type { Context, OpenWork } from '#platform/server/action.ts'
import { lockAction } from './meetings.minutes.queries.ts'
import * as work from './meetings.work.queries.ts'

export const openWork: OpenWork = {
  feature: 'meetings',
  find: async ({ db }, termId, day) =>
    (await work.listWork(db, termId, day)).map(({ id, unitName }) => ({ kind: 'meetingAction', id, label: `${unitName}：会议定下的事` })),
  // Whoever owns it may do it, whatever the post; that another accepts it is asked when it is done.
  beyond: () => Promise.resolve([]),
  async handOver(context, termId, day, successorId) {
    for (const row of await work.handOver(context.db, termId, day, successorId)) await recordMove(context, row, successorId)
  },
  async putBack(context, termId, day) {
    for (const row of await work.listWork(context.db, termId, day)) await putOnDesk(context, row, day)
  },
  unowned: {
    find: async ({ db, today }) => (await work.listUnowned(db, today)).map(({ id }) => id),
    async putBack(context, id) {
      const row = (await work.listUnowned(context.db, context.today)).find(each => each.id === id)
      if (row) await putOnDesk(context, row, context.today)
    },
  },
}

/** It stays where it lies if nobody holds a desk over the meeting's unit. */
async function putOnDesk(context: Context, row: work.WorkRow, day: string) {
  const item = await lockAction(context.db, row.id)
  if (!item || item.doneOn !== null) return
  const desk = await work.deskOver(context.db, row.unitId, day, item.ownerId)
  if (!desk) return
  await work.giveAction(context.db, row.id, desk)
  await recordMove(context, row, desk)
}

const recordMove = (context: Context, { id, unitId, meetingId }: work.WorkRow, ownerId: string) =>
  context.record('meetings.handOver', { kind: 'meeting', id: meetingId, unitId }, { actionId: id, ownerId })

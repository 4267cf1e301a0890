/** Meetings (组织生活): what of them waits for a person (待办): things to do, and what others say they have done. */
import type { Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { owedBy, unacceptedFor } from './meetings.minutes.queries.ts'

const most = 100
const linkOf = (meetingId: string) => `/console/meetings/${meetingId}?tab=actions`

export const actionItems: TodoSource<Context> = {
  name: 'meetings.actionItems',
  nameZh: '会议定下的事',
  async list({ db, actor }) {
    if (!isPerson(actor)) return []
    const rows = await owedBy(db, actor.personId, most)
    return rows.map(({ id, title, dueOn, meetingId, meetingTitle }) => ({
      id,
      title,
      detail: `${meetingTitle}定下的，由您办。`,
      dueOn,
      link: linkOf(meetingId),
    }))
  },
}

export const actionsToAccept: TodoSource<Context> = {
  name: 'meetings.actionsToAccept',
  nameZh: '会议定下的事，等您看',
  async list({ db, actor }) {
    if (!isPerson(actor)) return []
    const rows = await unacceptedFor(db, actor.personId, most)
    return rows.map(({ id, title, meetingId, meetingTitle }) => ({
      id,
      title,
      detail: `${meetingTitle}定下的，说已办好，等您看。`,
      dueOn: null,
      link: linkOf(meetingId),
    }))
  },
}

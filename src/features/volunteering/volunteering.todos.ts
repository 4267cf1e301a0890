/** Volunteer Xiqiao (志愿西樵): what of it waits for a person (待办): disputes, later entries, corrections, and whom to tell. */
import type { Context } from '#platform/server/action.ts'
import type { TodoItem, TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { presentHours } from './volunteering.hours.present.actions.ts'
import { listHours, type HoursFilter } from './volunteering.hours.queries.ts'
import { callsDue } from './volunteering.signups.queries.ts'
import { callNames } from './volunteering.words.ts'

const most = 50

const waits: readonly { only: NonNullable<HoursFilter['only']>; act: string; detail: string }[] = [
  { only: 'disputed', act: 'answerDispute', detail: '志愿者对时长有异议，等答复。' },
  { only: 'pending', act: 'decideLater', detail: '事后补记的时长，等第二个人核对。' },
  { only: 'corrections', act: 'decideCorrection', detail: '请求更正时长，等核对。' },
]

export const hoursToSettle: TodoSource<Context> = {
  name: 'volunteering.hoursToSettle',
  nameZh: '志愿时长，等您看',
  async list(context) {
    if (!isPerson(context.actor)) return []
    const items: TodoItem[] = []
    for (const { only, act, detail } of waits) {
      const hours = await presentHours(context, await listHours(context.db, context.today, { only }, most - 1, null))
      for (const { id, title, disputeUntil, allowedActions } of hours)
        if (allowedActions.includes(act))
          items.push({
            id,
            title,
            detail,
            dueOn: only === 'disputed' ? disputeUntil : null,
            link: `/console/volunteering/hours?only=${only}`,
          })
    }
    return items
  },
}

export const peopleToTell: TodoSource<Context> = {
  name: 'volunteering.peopleToTell',
  nameZh: '志愿服务改期，要告诉的人',
  async list({ db, actor, now }) {
    if (!isPerson(actor)) return []
    return (await callsDue(db, now)).slice(0, most).map(({ id, name, title, about }) => ({
      id,
      title,
      detail: `告诉${name}：${callNames[about]}。`,
      dueOn: null,
      link: '/console/volunteering',
    }))
  },
}

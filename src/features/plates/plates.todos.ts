/** Plates to take down (要取下的牌): what waits for the village or the branch (待办). */
import type { Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { platesToTakeDown } from './plates.queries.ts'

const most = 100

export const takeDown: TodoSource<Context> = {
  name: 'plates.takeDown',
  nameZh: '要取下的党员户牌',
  async list({ db, actor }) {
    if (!isPerson(actor)) return []
    return (await platesToTakeDown(db, most)).map(({ id, number, isWithdrawn }) => ({
      id,
      title: `取下${number}号牌`,
      detail: isWithdrawn ? '同意已收回，请上门取下。不用问原因。' : '这一户已不在这里，请取下。',
      dueOn: null,
      link: `/console/plates/${id}`,
    }))
  },
}

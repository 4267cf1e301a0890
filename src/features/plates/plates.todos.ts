/** Plates (党员户牌): what waits for the village or the branch, and for a member who is asked (待办). */
import type { Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { platesAsking, platesToTakeDown } from './plates.queries.ts'

const most = 100

export const takeDown: TodoSource<Context> = {
  name: 'plates.takeDown',
  nameZh: '要取下的党员户牌',
  async list({ db, actor, today }) {
    if (!isPerson(actor)) return []
    return (await platesToTakeDown(db, today, most)).map(({ id, number, isWithdrawn }) => ({
      id,
      title: `取下${number}号牌`,
      detail: isWithdrawn ? '同意已收回，请上门取下。不用问原因。' : '这一户搬走了，或党籍有变，请取下。',
      dueOn: null,
      link: `/console/plates/${id}`,
    }))
  },
}

export const asked: TodoSource<Context> = {
  name: 'plates.asked',
  nameZh: '挂牌，问您同不同意',
  async list({ db, actor }) {
    if (!isPerson(actor)) return []
    return (await platesAsking(db, actor.personId, most)).map(({ id }) => ({
      id,
      title: '门口挂党员户牌',
      detail: '问您同不同意。不同意不用说原因。',
      dueOn: null,
      link: `/console/plates/${id}`,
    }))
  },
}

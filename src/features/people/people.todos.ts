/** People (人员): what of them waits for the office that keeps the records (待办): whose telephone goes, unless a relation is entered. */
import type { Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { holdsAny, isPerson } from '#platform/shared/actor.ts'
import { leavingPeople } from './people.queries.ts'

/** One line for all of them: it is one list to look through. */
export const leaving: TodoSource<Context> = {
  name: 'people.leaving',
  nameZh: '资料要删的人',
  async list({ db, actor }) {
    if (!isPerson(actor) || !holdsAny(actor, ['townClerk', 'villageSecretary', 'villageClerk'])) return []
    const { count, firstId, firstOn } = await leavingPeople(db)
    if (firstId === null) return []
    const detail = '没有任职或别的关系。还要联系的，先登记任职或岗位。'
    return [{ id: firstId, title: `${count}个人的电话和账号要删了`, detail, dueOn: firstOn, link: '/console/people?forgotten=soon' }]
  },
}

/** Disclosure (公示公开): what waits for a person (待办): to publish, to decide, to write the result, to disclose how it was carried out. */
import { findAnswered } from '#features/units/units.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { TodoItem, TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { sideOf } from './disclosures.policy.ts'
import { overdueOf, present } from './disclosures.present.actions.ts'
import * as queries from './disclosures.queries.ts'
import { sideNames } from './disclosures.words.ts'

const most = 50

export const noticesWaiting: TodoSource<Context> = {
  name: 'disclosures.waiting',
  nameZh: '公示，等您办',
  async list(context) {
    if (!isPerson(context.actor)) return []
    const rows = await queries.listWaiting(context.db, context.today, most)
    const overdue = await overdueOf(context, rows)
    const items: TodoItem[] = []
    for (const row of rows) items.push(...(await waiting(context, row, overdue.has(row.id))))
    return items
  },
}

async function waiting(context: Context, row: queries.NoticeRow, isOverdue: boolean): Promise<TodoItem[]> {
  const notice = await present(context, row.id)
  const { path } = await findAnswered(context, row.unitId)
  const side = sideOf(context.actor, path)
  const may = (name: string) => notice.allowedActions.includes(name)
  const item = (id: string, detail: string, dueOn: string | null): TodoItem => ({
    id,
    title: notice.title,
    detail,
    dueOn,
    link: `/console/notices/${row.id}`,
  })
  return [
    ...(may('publish') ? [item(row.id, '写好了，等您核对、发布。', null)] : []),
    ...notice.objections
      .filter(
        ({ state, allowedActions, opinions }) =>
          state === 'open' && allowedActions.includes('decide') && opinions.every(each => each.side !== side),
      )
      .map(({ id, number }) => item(id, `第${number}号异议，等${side ? sideNames[side] : ''}处理。`, null)),
    // A village's result is its own office's to write; the town hears of it when it is overdue.
    ...(may('conclude') && (side !== 'town' || path.length === 1)
      ? [item(row.id, '公示期满了，等填公示结果。', notice.clock?.endsOn ?? null)]
      : []),
    ...(isOverdue && may('draft') ? [item(row.id, '实施结果还没公开。', notice.resultDueOn)] : []),
  ]
}

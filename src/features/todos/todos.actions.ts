/** Work that waits (待办): asks every feature in turn, and puts what they say in one order. */
import { action } from '#platform/server/action.ts'
import { endpoints, type Todo } from './todos.contract.ts'
import { todoPolicy } from './todos.policy.ts'
import { inOrder, lampOf } from './todos.rules.ts'

export const list = action(endpoints.list, async context => {
  context.require(todoPolicy, 'list', null)
  const calendar = await context.calendar()
  const items: Todo[] = []
  for (const { name, nameZh, list } of context.todos)
    for (const item of await list(context))
      items.push({ ...item, source: name, sourceName: nameZh, ...lampOf(calendar, context.today, item.dueOn) })
  const estimated = items.some(({ dueOn }) => dueOn !== null && !calendar.years.has(Number(dueOn.slice(0, 4))))
  return { items: inOrder(items), asOf: context.today, estimated }
})

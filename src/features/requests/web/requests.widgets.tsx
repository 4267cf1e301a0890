/** Requests (诉求): what the console's frame shows of them. */
import { useTodos } from '#features/todos/web/todos.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { endpoints } from '../requests.contract.ts'

export { LampTable } from './LampTable.tsx'
export { RequestTiles } from './TownMap.tsx'

/** How many cases lie in each of the signed-in person's boxes; counted again every minute while shown. */
export const useInboxCounts = () => useRead(endpoints.countInbox, {}, { every: 60_000 })

/** What waits for me on both lists of the workbench, and how much of it is late; undefined until both are known. */
export function useWaiting(): { waiting: number; late: number } | undefined {
  const cases = useInboxCounts().data
  const todos = useTodos()
  // The other list says itself that it cannot be read.
  const others = todos.data?.items ?? (todos.error ? [] : undefined)
  if (!cases || !others) return undefined
  return { waiting: cases.todo + others.length, late: cases.late + others.filter(({ lamp }) => lamp === 'late').length }
}

/** Requests (诉求): what the console's frame shows of them. */
import { useRead } from '#platform/web/api-client.ts'
import { endpoints } from '../requests.contract.ts'

export { LampTable } from './LampTable.tsx'
export { RequestTiles } from './TownMap.tsx'

/** How many cases lie in each of the signed-in person's boxes; counted again every minute while shown. */
export const useInboxCounts = () => useRead(endpoints.countInbox, {}, { every: 60_000 })

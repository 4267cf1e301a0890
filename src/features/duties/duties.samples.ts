/** Work checklists (工作清单): sample rows, for tests. */
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { TemplateFields } from './duties.contract.ts'
import { insertTemplate } from './duties.templates.queries.ts'

const townId = 1

/** A sound template for villages: one station opened a month, by the 20th. */
export const aDemand = (unitId: string, changes: Partial<TemplateFields> = {}): TemplateFields => ({
  unitId,
  name: '服务站开放',
  basis: { name: '《中国共产党农村基层组织工作条例》', article: '第十条', issuer: '中共中央' },
  frequency: 'monthly',
  binds: 'units',
  kinds: ['village'],
  dueRule: 'dayOfPeriod',
  dueCount: 20,
  fulfilledBy: 'venues.openedStation',
  leastRows: 1,
  asks: [],
  minutes: 0,
  awaitedBy: null,
  from: '2026-03-02',
  to: '2026-12-31',
  ...changes,
})

/** A draft; returns its id. */
export async function aTemplate(db: Database, unitId: string, changes: Partial<TemplateFields> = {}): Promise<string> {
  const id = newId()
  await insertTemplate(db, townId, id, aDemand(unitId, changes))
  return id
}

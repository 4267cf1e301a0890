/** Venues (阵地): sample rows, for tests. */
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { VenueFields } from './venues.contract.ts'
import { insertVenue } from './venues.queries.ts'

const townId = 1

/** A place in use at a unit; returns its id. */
export async function aVenue(db: Database, unitId: string, overrides: Partial<VenueFields> = {}): Promise<string> {
  const id = newId()
  await insertVenue(db, townId, id, {
    kind: 'station',
    name: '福寿里党群服务站',
    unitId,
    bodyId: null,
    address: '福寿里1号',
    hours: '工作日 8:30—12:00',
    phone: '075700001234',
    services: ['事项代办', '图书借阅'],
    status: 'inUse',
    openedOn: '2019-07-01',
    externalCode: null,
    ...overrides,
  })
  return id
}

/** Thresholds (表决门槛): days that the town has settled, for tests. */
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'
import type { PeriodKey } from './thresholds.periods.contract.ts'

/** One proposed it and another put it in force from the day on. What is returned takes it back. */
export async function aSettledPeriod(db: Database, periodKey: PeriodKey, days: number, inForceOn: string): Promise<() => Promise<void>> {
  const town = await aTown(db)
  const [proposedBy, adoptedBy] = [await aHolder(db, 'townClerk', town.id), await aHolder(db, 'townLeader', town.id)]
  const [proposed, adopted] = [
    { proposedBy, proposedAt: new Date(0) },
    { adoptedBy, adoptedAt: new Date(0), inForceOn },
  ]
  await db
    .insertInto('periodEdition')
    .values({ townId: 1, periodKey, number: 1, days, basis: '镇政府2026年3号文', ...proposed, ...adopted })
    .execute()
  return async () => void (await db.deleteFrom('periodEdition').where('periodKey', '=', periodKey).execute())
}

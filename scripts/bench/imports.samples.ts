/** Sample rows for the bench of imports: a town with the code T and its clerk. */
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'

/** Fills a migrated database as its owner. Returns the clerk. */
export async function fill(db: Database): Promise<string> {
  await db.insertInto('town').values({ id: 1, code: '440605122000', name: '西樵镇', createdAt: new Date() }).execute()
  const town = await aTown(db)
  await db.updateTable('unit').set({ externalCode: 'T' }).where('id', '=', town.id).execute()
  return aHolder(db, 'townClerk', town.id)
}

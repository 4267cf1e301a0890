/** Important matters (重要事权清单): sample lists, for tests. */
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { MatterFields } from './matters.contract.ts'
import { defaultEntries } from './matters.defaults.rules.ts'
import { insertEntries, insertList, moveList } from './matters.queries.ts'

const townId = 1

/** An entry of the defaults, with changes. */
export function anEntry(code = 'A10', changes: Partial<MatterFields> = {}): MatterFields & { code: string } {
  return { ...defaultEntries.find(each => each.code === code)!, ...changes }
}

/** A list in force at a place since a day; returns its id. */
export async function aListInForce(
  db: Database,
  unitId: string,
  { entries = defaultEntries, on = '2026-01-01' }: { entries?: readonly (MatterFields & { code: string })[]; on?: string } = {},
) {
  const id = newId()
  const { last } = await db
    .selectFrom('matterList')
    .where('unitId', '=', unitId)
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  await insertList(db, { townId, id, unitId, number: Number(last ?? 0) + 1, seeded: false })
  await insertEntries(db, townId, id, entries)
  await moveList(db, id, 'inForce', on)
  return id
}

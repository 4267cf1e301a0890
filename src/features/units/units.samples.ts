/** Units (组织单元): sample rows, for tests. Each test makes a village of its own, so that nothing is cleaned. */
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import { insertUnit } from './units.queries.ts'

export interface SampleUnit {
  id: string
  path: string[]
}

const townId = 1
const openedOn = '2010-01-01'
let villages = 0

/** The town itself; made once a database. */
export async function aTown(db: Database): Promise<SampleUnit> {
  const before = await db.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirst()
  if (before) return { id: before.id, path: [before.id] }
  return aUnit(db, { kind: 'town', name: '西樵镇', shortName: '西樵镇', code: '440605122000' }, null)
}

export async function aVillage(db: Database, overrides: Partial<SampleFields> = {}): Promise<SampleUnit> {
  villages += 1
  // in Chinese: digits before the year of a case number look like a telephone
  const shortName = `柳河${String(villages).replaceAll(/\d/g, digit => '零一二三四五六七八九'[Number(digit)]!)}`
  return aUnit(db, { kind: 'village', name: `${shortName}村`, shortName, ...overrides }, await aTown(db))
}

interface SampleFields {
  kind: string
  name: string
  shortName: string
  code: string | null
}

export async function aUnit(db: Database, fields: Partial<SampleFields>, parent: SampleUnit | null): Promise<SampleUnit> {
  const id = newId()
  const path = [...(parent?.path ?? []), id]
  const named = { kind: 'householdGroup', name: '福寿里小组', shortName: '福寿里', code: null, ...fields }
  await insertUnit(db, townId, { id, parentId: parent?.id ?? null, path, openedOn, ...named })
  return { id, path }
}

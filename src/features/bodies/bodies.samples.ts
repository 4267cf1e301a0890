/** Bodies (组织): sample rows, for tests. */
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { BodyKind } from './bodies.contract.ts'
import { insertBody, writeLife } from './bodies.queries.ts'
import { lineOf } from './bodies.rules.ts'

const townId = 1

interface Fields {
  name: string
  parentId: string | null
  unitIds: readonly string[]
  foundedOn: string
  dissolvedOn: string | null
  externalCode: string | null
}

/** A body that covers the units; returns its id. */
export async function aBody(db: Database, kind: BodyKind, overrides: Partial<Fields> = {}): Promise<string> {
  const fields = {
    name: '福寿里党支部',
    parentId: null,
    unitIds: [],
    foundedOn: '2011-03-15',
    dissolvedOn: null,
    externalCode: null,
    ...overrides,
  }
  const { foundedOn, dissolvedOn, name, parentId } = fields
  const days = { from: foundedOn, to: dissolvedOn, recordedOn: '2020-01-01' }
  const coverage = fields.unitIds.map(unitId => ({ unitId, ...days }))
  const life = { id: newId(), kind, foundedOn, dissolvedOn, spans: [{ ...days, name, parentId }], coverage }
  await insertBody(db, townId, lineOf(kind), life, fields.externalCode)
  await writeLife(db, townId, lineOf(kind), life)
  return life.id
}

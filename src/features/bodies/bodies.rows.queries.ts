/** Rows of bodies (组织表): SQL that writes many bodies at once. */
import { sql } from 'kysely'
import { bulkInsert, bulkUpdate } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import { asRange } from '#platform/shared/spans.ts'
import { lineOf, type BodyLife } from './bodies.rules.ts'

export async function insertBodies(db: Database, townId: number, bodies: readonly (BodyLife & { externalCode: string })[]): Promise<void> {
  const columns = {
    town_id: 'integer',
    id: 'uuid',
    line: 'text',
    kind: 'text',
    external_code: 'text',
    founded_on: 'date',
    dissolved_on: 'date',
  }
  const rows = bodies.map(({ id, kind, externalCode, foundedOn, dissolvedOn }) => ({
    town_id: townId,
    id,
    line: lineOf(kind),
    kind,
    external_code: externalCode,
    founded_on: foundedOn,
    dissolved_on: dissolvedOn,
  }))
  await bulkInsert(db, 'body', columns, rows)
  await insertLives(db, townId, bodies)
}

/** Puts the spans and coverage in place of what the bodies have. */
export async function replaceLives(db: Database, townId: number, bodies: readonly BodyLife[]): Promise<void> {
  if (bodies.length === 0) return
  const theirs = sql<boolean>`body_id = any (${bodies.map(({ id }) => id)}::uuid[])`
  await db.deleteFrom('bodyPeriod').where(theirs).execute()
  await db.deleteFrom('bodyCoverage').where(theirs).execute()
  const rows = bodies.map(({ id, dissolvedOn }) => ({ id, dissolved_on: dissolvedOn }))
  await bulkUpdate(db, 'body', { id: 'uuid', dissolved_on: 'date' }, 'dissolved_on = r.dissolved_on, version = t.version + 1', rows)
  await insertLives(db, townId, bodies)
}

async function insertLives(db: Database, townId: number, bodies: readonly BodyLife[]) {
  const spans = bodies.flatMap(({ id, kind, spans: all }) =>
    all.map(({ parentId, name, recordedOn, ...days }) => ({
      town_id: townId,
      body_id: id,
      line: lineOf(kind),
      parent_id: parentId,
      name,
      valid: asRange(days),
      recorded_on: recordedOn,
    })),
  )
  const spanColumns = {
    town_id: 'integer',
    body_id: 'uuid',
    line: 'text',
    parent_id: 'uuid',
    name: 'text',
    valid: 'daterange',
    recorded_on: 'date',
  }
  await bulkInsert(db, 'body_period', spanColumns, spans)
  const covers = bodies.flatMap(({ id, coverage }) =>
    coverage.map(({ unitId, recordedOn, ...days }) => ({
      town_id: townId,
      body_id: id,
      unit_id: unitId,
      valid: asRange(days),
      recorded_on: recordedOn,
    })),
  )
  const coverColumns = { town_id: 'integer', body_id: 'uuid', unit_id: 'uuid', valid: 'daterange', recorded_on: 'date' }
  await bulkInsert(db, 'body_coverage', coverColumns, covers)
}

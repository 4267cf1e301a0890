/**
 * Nobody reads outside their scope (范围): towns made up by chance, read as the application's role by everyone in them, and
 * compared with who may read what, told in plain loops.
 *
 * 200 towns with 50 questions each; SCOPE_QUERIES=100000 asks more. Source: design D4.
 */
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { below, readerOf, readsCase, readsPerson, stands } from './readable.ts'
import { asActor, settle } from './settle.ts'
import { aWorld, today, type World } from './world.ts'

const app = useApp()
const questionsEach = 50
const towns = Math.ceil(Number(process.env.SCOPE_QUERIES ?? 10_000) / questionsEach)
let townId = 100

/** Every question to one town whose answer is not what the model says; empty where all are right. */
async function leaks(world: World): Promise<string[]> {
  townId += 1
  const settled = await settle(app.owner, world, townId)
  const found: string[] = []
  const compare = (who: string, table: string, seen: readonly string[], all: readonly string[], may: (at: number) => boolean) => {
    for (const [at, id] of all.entries())
      if (seen.includes(id) !== may(at)) found.push(`${who} ${may(at) ? 'misses' : 'sees'} ${table} ${at}`)
    if (seen.some(id => !all.includes(id))) found.push(`${who} sees a ${table} of another town`)
  }
  const ids = async (db: typeof app.owner, from: string) =>
    (await sql<{ id: string }>`select id from ${sql.raw(from)}`.execute(db)).rows.map(({ id }) => id)
  for (let asked = 0; asked < questionsEach;)
    for (const [person, id] of settled.people.entries()) {
      const reader = readerOf(world, person)
      await asActor(app.platform.connection.db, townId, today, `person:${id}`, async db => {
        compare(`person ${person}`, 'case', await ids(db, 'request'), settled.cases, at => readsCase(world, person, at, reader))
        compare(`person ${person}`, 'counted case', await ids(db, 'scoped_requests(null, null, false)'), settled.cases, at =>
          readsCase(world, person, at, reader),
        )
        compare(`person ${person}`, 'person', await ids(db, 'person'), settled.people, at => readsPerson(world, person, at, reader))
        // one of the cases, asked for by itself: as pages do
        const at = asked % settled.cases.length
        const one = await sql<{ id: string }>`select id from request where id = ${settled.cases[at]!}`.execute(db)
        if ((one.rows.length === 1) !== readsCase(world, person, at, reader)) found.push(`person ${person} asks for case ${at}`)
      })
      asked += 3
    }
  await asActor(app.platform.connection.db, townId, today, 'public', async db => {
    if ((await ids(db, 'request')).length > 0) found.push('the public sees cases')
    if ((await ids(db, 'person')).length > 0) found.push('the public sees people')
    // where a unit's records are counted: at the units whose scope holds it, and at one place
    const { rows: places } = await sql<{ unitId: string; path: string[] }>`select unit_id, path from unit_places(${today})`.execute(db)
    if (new Set(places.map(({ unitId }) => unitId)).size !== places.length || places.length !== settled.units.length)
      found.push('not every unit has one place')
    for (const [top, id] of settled.units.entries())
      if (stands(world, top)) {
        const reached = below(world, top)
        const counted = places.filter(({ path }) => path.includes(id)).map(({ unitId }) => unitId)
        compare('the count', `unit at ${top}`, counted, settled.units, at => reached.has(at))
      }
  })
  return found
}

test('200 made-up towns: everyone sees what is theirs to see, and no row more', async () => {
  await fc.assert(
    fc.asyncProperty(aWorld, async world => {
      expect(await leaks(world)).toEqual([])
    }),
    { numRuns: towns },
  )
}, 600_000)

test('the comparison would notice: with one policy opened, it finds what leaks', async () => {
  await sql`create policy opened on request for select to sanliang_app using (assigned_body_id is not null)`.execute(app.owner)
  try {
    const outcome = await fc.check(
      fc.asyncProperty(aWorld, async world => (await leaks(world)).length === 0),
      { numRuns: 40, endOnFailure: true },
    )
    expect(outcome.failed).toBe(true)
  } finally {
    await sql`drop policy opened on request`.execute(app.owner)
  }
}, 60_000)

test('without an actor every table of a town is empty, and no error says so', async () => {
  const tables = await sql<{ name: string }>`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'town_id'
    where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege('sanliang_app', c.oid, 'select') order by 1`.execute(app.owner)
  expect(tables.rows.length).toBeGreaterThan(20)
  await asActor(app.platform.connection.db, townId, today, '', async db => {
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(db)
      expect([name, rows[0]!.n]).toEqual([name, 0])
    }
  })
})

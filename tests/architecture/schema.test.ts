/** The schema (表结构): what the catalogue of the migrated database must say, and what it may never hold. */
import { readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { features } from '../../src/features.ts'
import { useApp } from '../support/app.ts'
import { measuresUsage } from './house-rules.ts'

const app = useApp()
const roles = ['sanliang_app', 'sanliang_auth']

interface Table {
  name: string
  secured: boolean
  key: string[] | null
  hasTown: boolean
  foreignKeysWithoutTown: string[] | null
}

async function tables(): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured,
      (select array_agg(a.attname::text order by k.n) from pg_index i, unnest(i.indkey) with ordinality as k (attnum, n)
        join pg_attribute a on a.attnum = k.attnum where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid) as key,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'town_id') as "hasTown",
      (select array_agg(f.conname::text) from pg_constraint f join pg_attribute t on t.attrelid = f.confrelid and t.attname = 'town_id'
        where f.conrelid = c.oid and f.contype = 'f' and not exists (select from pg_attribute a
          where a.attrelid = c.oid and a.attname = 'town_id' and a.attnum = any (f.conkey))) as "foreignKeysWithoutTown"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname in ('public', 'auth') order by 1`.execute(app.owner)
  return rows
}

const unsecured = (all: Table[]) =>
  all.filter(({ hasTown, secured, name }) => hasTown && !secured && name.startsWith('public.')).map(({ name }) => name)
const wronglyKeyed = (all: Table[]) =>
  all.filter(({ hasTown, key }) => hasTown && key !== null && key[0] !== 'town_id').map(({ name }) => name)
const crossing = (all: Table[]) => all.flatMap(({ foreignKeysWithoutTown }) => foreignKeysWithoutTown ?? [])

test('every table with a town’s data is under row-level security, leads its key with the town, and points into its own town only', async () => {
  const all = await tables()
  expect(all.length).toBeGreaterThan(20)
  expect({ unsecured: unsecured(all), wronglyKeyed: wronglyKeyed(all), crossing: crossing(all) }).toEqual({
    unsecured: [],
    wronglyKeyed: [],
    crossing: [],
  })
  await sql`create table careless (id uuid primary key, town_id integer not null, unit_id uuid unique)`.execute(app.owner)
  await sql`create table crossing (id uuid primary key, unit_id uuid constraint crossing_unit references careless (unit_id))`.execute(
    app.owner,
  )
  const careless = await tables()
  expect([unsecured(careless), wronglyKeyed(careless), crossing(careless)]).toEqual([
    ['public.careless'],
    ['public.careless'],
    ['crossing_unit'],
  ])
  await sql`drop table crossing, careless`.execute(app.owner)
})

test('the application’s roles own nothing, bypass nothing and cannot make roles or databases', async () => {
  const { rows } = await sql<{ name: string; mighty: boolean; owns: number; member: number }>`
    select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty,
      (select count(*) from pg_class where relowner = r.oid) + (select count(*) from pg_proc where proowner = r.oid)
        + (select count(*) from pg_namespace where nspowner = r.oid) as owns,
      (select count(*) from pg_auth_members where member = r.oid) as member
    from pg_roles r where rolname = any (${roles}) order by rolname`.execute(app.owner)
  expect(rows).toEqual(roles.map(name => ({ name, mighty: false, owns: 0, member: 0 })))
})

test('every security-definer function fixes its search path', async () => {
  const loose = async () =>
    (
      await sql<{ name: string }>`select proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where prosecdef and n.nspname in ('public', 'auth') and not exists (select from unnest(proconfig) as c where c like 'search_path=%')`.execute(
        app.owner,
      )
    ).rows
  expect(await loose()).toEqual([])
  await sql`create function loose() returns integer language sql security definer as 'select 1'`.execute(app.owner)
  expect(await loose()).toEqual([{ name: 'loose' }])
})

test('no column measures a person by usage', async () => {
  const { rows } = await sql<{ name: string; column: string }>`
    select table_schema || '.' || table_name as name, column_name as column from information_schema.columns
    where table_schema in ('public', 'auth')`.execute(app.owner)
  expect(rows.length).toBeGreaterThan(100)
  expect(rows.filter(({ column }) => measuresUsage(column))).toEqual([])
})

test.each([
  'login_count',
  'sign_in_days',
  'online_seconds',
  'last_login_at',
  'points',
  'weekly_points',
  'likes',
  'liked_by',
  'read_at',
  'streak',
  'ranking',
  'trajectory',
  'check_in_at',
])('the column %s would be refused', column => expect(measuresUsage(column)).toBe(true))
test.each(['opened_on', 'used_at', 'started_at', 'point_of_contact', 'branch_id', 'read_only', 'shared_address', 'clock_used'])(
  'the column %s is no measure of usage',
  column => expect(measuresUsage(column)).toBe(column === 'point_of_contact'),
)

/** The values that the check of the column `state` (or `status`) allows. */
async function checkedStates(table: string): Promise<string[]> {
  const { rows } = await sql<{ values: string[] }>`
    select array(select m[1] from regexp_matches(pg_get_constraintdef(k.oid), '''([A-Za-z]+)''::text', 'g') as m) as values
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
    where k.contype = 'c' and k.conrelid = ${table}::regclass and a.attname in ('state', 'status') and pg_get_constraintdef(k.oid) ~ '= ANY'`.execute(
    app.owner,
  )
  return rows.flatMap(row => row.values).sort()
}

/** The enum of states that the feature's contracts export: RequestState for the table request, or VenueStatus. */
async function contractStates(feature: string, table: string): Promise<string[]> {
  const folder = new URL(`../../src/features/${feature}/`, import.meta.url)
  const thing = table.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
  for (const file of readdirSync(folder).filter(each => each.endsWith('.contract.ts'))) {
    const exported = (await import(new URL(file, folder).href)) as Record<string, { options?: string[] }>
    const states = exported[`${thing}State`]?.options ?? exported[`${thing}Status`]?.options
    if (states) return [...states].sort()
  }
  throw new Error(`no contract of ${feature} exports ${thing}State`)
}

test('states are the same in the check of the table, in the machine and in the contract', async () => {
  const machines = features.flatMap(({ name, machines = {} }) =>
    Object.entries(machines).map(([table, machine]) => ({ feature: name, table, machine })),
  )
  expect(machines.length).toBeGreaterThan(0)
  for (const { feature, table, machine } of machines) {
    const states = [...machine.states].sort()
    expect(await checkedStates(table), `check of ${table}`).toEqual(states)
    expect(await contractStates(feature, table), `contract of ${table}`).toEqual(states)
  }
})

test('a state that only the database knows is noticed', async () => {
  await sql`create table wavering (state text check (state in ('open', 'closed', 'lost')))`.execute(app.owner)
  expect(await checkedStates('wavering')).toEqual(['closed', 'lost', 'open'])
  await sql`drop table wavering`.execute(app.owner)
})

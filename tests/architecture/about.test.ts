/** Every table that names a person is told to that person on /my, or says here why not (个人信息保护法 §44). */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { features } from '../../src/features.ts'
import { useApp } from '../support/app.ts'

const app = useApp()

/** Tables with a person's id that no feature tells of, and why. */
const apart: Readonly<Record<string, string>> = {
  'auth.account': 'the way to sign in: its owner reads and changes it under “我的账号”',
  import: 'who brought a workbook: gone after a day, and on the page of imports while it is there',
}

async function tablesWithPeople(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select case table_schema when 'public' then '' else table_schema || '.' end || table_name as name from information_schema.columns
    where table_schema in ('public', 'auth') and column_name = 'person_id' order by 1`.execute(app.owner)
  return rows.map(({ name }) => name)
}

const told = new Set(features.flatMap(({ about = [] }) => about.flatMap(({ tables }) => tables)))
const silent = (tables: readonly string[]) => tables.filter(table => !told.has(table) && !(table in apart))

test('every table with a person_id is told of by a feature, or stands apart with its reason', async () => {
  const tables = await tablesWithPeople()
  expect(tables.length).toBeGreaterThan(5)
  expect(silent(tables)).toEqual([])
  expect(
    Object.keys(apart).filter(table => !tables.includes(table) || told.has(table)),
    'reasons for what is not there',
  ).toEqual([])
})

test('a table that nobody tells of is noticed', async () => {
  await sql`create table secretive (town_id integer, person_id uuid)`.execute(app.owner)
  expect(silent(await tablesWithPeople())).toEqual(['secretive'])
  await sql`drop table secretive`.execute(app.owner)
})

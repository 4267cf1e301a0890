/** Every table that names a person is told to that person on /my, or says here why not (个人信息保护法 §44). */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aVillage } from '#features/units/units.samples.ts'
import type { Actor } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { register } from '#features/site/public/register.ts'
import { features } from '../../src/features.ts'
import { emptyPromises, type Promised } from './promises.ts'
import { useApp } from '../support/app.ts'

const app = useApp()

/** Tables with a person's id that no feature tells of, and why. */
const apart: Readonly<Record<string, string>> = {
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

const ties = [...new Set(features.flatMap(({ about = [] }) => about.flatMap(each => each.ties ?? [])))]

test('every function that tells with whom there is a relation is there, tells a job, and nobody else', async () => {
  const { rows } = await sql<{ name: string }>`select proname as name from pg_proc where proname like '%\\_ties' order by 1`.execute(
    app.owner,
  )
  expect(
    rows.map(({ name }) => name),
    'functions of the database that no feature names',
  ).toEqual([...ties].sort())
  const person = await aHolder(app.owner, 'supervisor', (await aVillage(app.owner)).id, { to: '2021-01-01' })
  await app.owner
    .insertInto('rightsRequest')
    .values({
      townId: 1,
      id: newId(),
      personId: person,
      kind: 'access',
      state: 'received',
      receivedAt: app.now,
      dueOn: '2026-03-20',
      dueEstimated: false,
      text: '看一看',
    })
    .execute()
  for (const name of ties) {
    const asked = (actor: Actor) =>
      app.as(actor, ({ db }) => sql<{ id: string }>`select * from ${sql.raw(name)}('2026-01-01') as t (id)`.execute(db))
    expect((await asked({ kind: 'job', townId: 1, name: 'people.forget' })).rows.map(({ id }) => id)).toEqual(
      name === 'rights_request_ties' ? [person] : [],
    )
    expect((await asked({ kind: 'public', townId: 1 })).rows, `${name} tells the public`).toEqual([])
  }
})

const promised: Promised[] = [
  ...features.flatMap(({ about = [] }) => about),
  ...register.map(({ field, ...entry }) => ({ name: field, ...entry })),
]
const jobs = new Set<string>(features.flatMap(({ jobs: own = [] }) => own.map(({ name }) => name)))

test('whoever is told how long something is kept is told so because a job keeps it', () => {
  expect(emptyPromises(promised, jobs)).toEqual([])
  expect(promised.filter(({ ends }) => ends !== null).length, 'promises that were looked at').toBeGreaterThan(10)
})

const period = (months: number) => ({ months, find: () => Promise.resolve([]), forget: () => Promise.resolve() })

test.each([
  // what is said, what keeps it, the fault, why
  ['办完后3年', null, '“办完后3年”，没有作业去删', 'a time that nobody keeps'],
  ['动员结束当夜删除', null, '“动员结束当夜删除”，没有作业去删', 'tonight is a time as well'],
  ['两个评星周期，到期删除', null, '“两个评星周期，到期删除”，没有作业去删', 'and so is a cycle'],
  ['会议记录至少30年', null, null, 'the least is no promise to delete'],
  ['至少3年，办完后5年删', null, '“至少3年，办完后5年删”，没有作业去删', 'beside the least a time is one'],
  ['按档案规定', null, null, 'no time is named'],
  ['办完后3年', ['rights.forget'], null, 'the job is there'],
  ['办完后3年', ['rights.forgetAll'], '没有作业rights.forgetAll', 'the job is not'],
  ['记录长期保存', ['rights.forget'], '“记录长期保存”，没有说多久', 'what is deleted is said'],
  ['结束后10年', period(120), null, 'the same in words and in months'],
  ['结束后10年', period(60), '“结束后10年”，删的是满60个月的', 'words and months differ'],
  ['结束后6个月', period(6), null, 'months are months'],
] as const)('“%s” with %j: %s, for %s', (retention, ends, fault, _why) => {
  const found = emptyPromises([{ name: 'x.y', retention, ends }], jobs)
  expect(found).toEqual(fault === null ? [] : [`x.y：${fault}`])
})

/** Prepared statements (预备语句) and the first message of a transaction, on a real connection. */
import { CompiledQuery, sql } from 'kysely'
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { sentTogether, type Database } from './database.ts'
import { namingActor } from './prepared.ts'

const app = useApp()
const naming = (actor: string) => CompiledQuery.raw(namingActor, [actor, '1', '2026-03-02', ''])
const actorNow = async (db: Database) =>
  (await sql<{ actor: string | null }>`select current_setting('sanliang.actor', true) as actor`.execute(db)).rows[0]!.actor
/** All on one connection. */
const onOne = <T>(work: (db: Database) => Promise<T>) => app.platform.connection.db.connection().execute(work)

test('what is asked a second time on a connection is prepared there, with its own values each time', async () => {
  await onOne(async db => {
    const twice = async (n: number) => (await sql<{ n: number }>`select ${n}::int * 2 as n, 'prepared once' as mark`.execute(db)).rows[0]!.n
    const kept = async () =>
      (
        await sql<{
          n: number
        }>`select count(*)::int as n from pg_prepared_statements where statement like '%prepared once%' and statement not like '%pg_prepared%'`.execute(
          db,
        )
      ).rows[0]!.n
    expect([await twice(1), await kept()]).toEqual([2, 0])
    expect([await twice(2), await kept(), await twice(3), await kept()]).toEqual([4, 1, 6, 1])
  })
})

test('begin goes with the actor’s name: a transaction, whose name ends with it, whatever characters it has', async () => {
  const odd = "person:'; drop table town; --\\"
  const { db } = app.platform.connection
  await onOne(async one => {
    await one.executeQuery(CompiledQuery.raw('begin'))
    await one.executeQuery(naming(odd))
    expect(await actorNow(one)).toBe(odd)
    await one.executeQuery(CompiledQuery.raw('rollback'))
    expect(await actorNow(one)).not.toBe(odd)
  })
  const seen = await db.transaction().execute(async inside => {
    await inside.executeQuery(naming('public'))
    return actorNow(inside)
  })
  expect(seen).toBe('public')
})

test('in a transaction sent together, answers come in the order of the questions, and what fails ends all of it', async () => {
  const { db } = app.platform.connection
  const number = async (one: Database, n: number) =>
    (await sql<{ n: number }>`select ${n}::int as n, pg_sleep(${(3 - n) / 100})`.execute(one)).rows[0]!.n
  const answered: number[] = []
  const together = await db.transaction().execute(async serial => {
    const one = await sentTogether(serial)
    return Promise.all([1, 2, 3].map(n => number(one, n).then(answer => (answered.push(answer), answer))))
  })
  expect([together, answered]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ])
  let late: Promise<unknown> = Promise.resolve()
  const failing = db.transaction().execute(async serial => {
    const one = await sentTogether(serial)
    late = failing.catch(() => number(one, 1))
    await Promise.all([sql`select 1 / ${0}::int`.execute(one), number(one, 2)])
  })
  await expect(failing).rejects.toThrow('division by zero')
  // nothing is asked of a connection that others have by now
  await expect(late).rejects.toThrow(/rolled back/)
})

test('begin without a name is a transaction too: what failed in it is not there', async () => {
  const { db } = app.platform.connection
  const failing = db.transaction().execute(async inside => {
    await sql`select set_config('sanliang.actor', 'public', true)`.execute(inside)
    expect(await actorNow(inside)).toBe('public')
    await sql`select 1 / ${0}::int`.execute(inside)
  })
  await expect(failing).rejects.toThrow('division by zero')
  await onOne(async one => {
    expect((await sql<{ open: boolean }>`select now() <> statement_timestamp() as open`.execute(one)).rows[0]!.open).toBe(false)
  })
})

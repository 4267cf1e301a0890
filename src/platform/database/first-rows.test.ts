/** First rows (初始数据): the town and its holidays, on a database of their own. */
import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { addWorkingDays } from '#platform/shared/calendar.ts'
import { useApp } from '../../../tests/support/app.ts'
import { ensureHolidays, ensureTown } from './first-rows.ts'

const app = useApp()

async function withOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(app.owner)
  const owner = new pg.Client({ connectionString: inject('ownerUrl').replace('DATABASE', rows[0]!.name) })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

test('the years 2004 to 2026 are loaded once, and a year someone corrected is left alone', async () => {
  const first = await withOwner(ensureHolidays)
  expect([first.length, first[0], first.at(-1)]).toEqual([23, 2004, 2026])
  await app.owner.updateTable('holiday').set({ kind: 'work' }).where('day', '=', '2026-10-01').execute()
  expect(await withOwner(ensureHolidays)).toEqual([])
  const kept = await app.owner.selectFrom('holiday').where('day', '=', '2026-10-01').select('kind').executeTakeFirstOrThrow()
  expect(kept.kind).toBe('work')
})

test('five working days from 12 February 2026 cross the Spring Festival and its worked Saturdays', async () => {
  await withOwner(ensureHolidays)
  const calendar = await app.as({ kind: 'public', townId: 1 }, context => context.calendar())
  // 13 Fri, 14 Sat (worked), then off until 23; 24 Tue, 25 Wed, 26 Thu
  expect(addWorkingDays(calendar, '2026-02-12', 5)).toEqual({ day: '2026-02-26', estimated: false })
  expect(addWorkingDays(calendar, '2026-12-31', 1)).toEqual({ day: '2027-01-01', estimated: true })
})

test('the town takes its configured name', async () => {
  await withOwner(owner => ensureTown(owner, { id: 1, code: '440605122000', name: '柳河镇' }))
  const town = await app.owner.selectFrom('town').selectAll().executeTakeFirstOrThrow()
  expect(town).toMatchObject({ id: 1, name: '柳河镇' })
})

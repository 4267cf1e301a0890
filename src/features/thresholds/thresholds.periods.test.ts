/** Periods (天数): one of the town proposes, another adopts; what is not confirmed is marked so, and others count by what holds. */
import { beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { checked } from '#features/record/record.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './thresholds.contract.ts'
import { periodDays } from './thresholds.periods.actions.ts'
import type { PeriodKey } from './thresholds.periods.contract.ts'

const app = useApp()
let [clerk, leader, village] = ['', '', '']
beforeAll(async () => {
  const town = await aTown(app.owner)
  clerk = await aHolder(app.owner, 'townClerk', town.id)
  leader = await aHolder(app.owner, 'townLeader', town.id)
  village = await aHolder(app.owner, 'villageSecretary', (await aVillage(app.owner)).id)
})

const read = async (key: PeriodKey, by: string | null = null) =>
  (await app.call(by, endpoints.listPeriods)).body.items.find(each => each.key === key)!
const propose = async (key: PeriodKey, by: string, days: number, version?: number) =>
  app.call(
    by,
    endpoints.proposePeriod,
    { params: { key }, body: { days, basis: '镇政府2026年3号文' } },
    { 'if-match': `"${version ?? (await read(key, clerk)).version}"` },
  )
const adopt = async (key: PeriodKey, by: string, inForceOn: string, version?: number) =>
  app.call(
    by,
    endpoints.adoptPeriod,
    { params: { key }, body: { inForceOn } },
    { 'if-match': `"${version ?? (await read(key, clerk)).version}"` },
  )
const daysOn = (key: PeriodKey, day: string) => app.as({ kind: 'public', townId: 1 }, context => periodDays(context, key, day))

test('what the town has not settled is customary, and marked as to be confirmed', async () => {
  expect(await read('commentReply')).toMatchObject({ days: 15, isConfirmed: false, editions: [], source: '本镇规定，待镇里核对' })
  expect(await read('finance')).toMatchObject({ days: 7, least: 7, isConfirmed: false })
})

test('two people change a number from a day on; until then and for what began before, the old one holds', async () => {
  expect((await propose('commentReply', village, 10)).status).toBe(403)
  const proposed = await propose('commentReply', clerk, 10)
  expect(proposed.body).toMatchObject({ days: 15, isConfirmed: false, editions: [{ days: 10, inForceOn: null }] })
  expect((await read('commentReply')).editions, 'a proposal is the town’s').toEqual([])
  expect((await propose('commentReply', clerk, 12)).body.editions).toHaveLength(1)
  expect((await propose('commentReply', clerk, 9, 1)).status, 'read before the change').toBe(412)
  expect((await adopt('commentReply', clerk, '2026-03-05')).status, 'whoever proposed').toBe(403)
  expect((await adopt('commentReply', leader, '2026-03-01')).body.errors[0]!.detail).toBe('不能从过去的日子算起')
  expect((await adopt('commentReply', leader, '2062-03-05')).body.errors[0]!.detail).toBe('最多定在一年以内，请看年份对不对')
  expect((await adopt('commentReply', leader, '2026-03-05')).status).toBe(200)
  expect([await daysOn('commentReply', '2026-03-04'), await daysOn('commentReply', '2026-03-05')]).toEqual([15, 12])
  expect(await read('commentReply'), 'not yet today').toMatchObject({ days: 15, isConfirmed: false })
  app.now = new Date('2026-03-05T01:00:00Z')
  expect(await read('commentReply')).toMatchObject({ days: 12, isConfirmed: true, source: '镇政府2026年3号文' })
  expect((await adopt('commentReply', leader, '2026-03-09')).body.type).toBe('/problems/thresholds/no-proposal')
  await propose('commentReply', clerk, 20)
  expect((await adopt('commentReply', leader, '2026-03-05')).body.errors[0]!.detail).toContain('之后')
})

test('each version is in the public record: days edited afterwards are found', async () => {
  await propose('general', clerk, 11)
  const { body: adopted } = await adopt('general', leader, '2026-03-06')
  expect(adopted.editions[0]!.recordEntryId).not.toBeNull()
  expect((await checked(app, 'thresholds.period', 'general/1')).document).toBe(
    `天数 general，第1版\n2026-03-06起施行\n11天\n依据：镇政府2026年3号文\n`,
  )
  await app.owner.updateTable('periodEdition').set({ days: 3 }).where('periodKey', '=', 'general').execute()
  expect((await checked(app, 'thresholds.period', 'general/1')).fault).not.toBeNull()
})

test('what is disclosed stands at least as long as is customary, and as long as the town asks', async () => {
  expect((await propose('decision', clerk, 6)).body.errors).toEqual([{ pointer: '#/days', detail: '至少7天' }])
  for (const days of [0, 366, 7.5]) expect((await propose('decision', clerk, days)).status, String(days)).toBe(422)
  expect(
    (await app.call(clerk, endpoints.proposePeriod, { params: { key: 'voterList' }, body: { days: 30, basis: '依据' } })).status,
  ).toBeOneOf([404, 422])
})

test('fifty at once propose one thing, and two adopt it once', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => propose('ratification', clerk, 30, 0)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const { version } = await read('ratification', clerk)
  const adopted = await Promise.all([leader, leader, leader].map(by => adopt('ratification', by, '2026-03-10', version)))
  expect(adopted.filter(({ status }) => status === 200)).toHaveLength(1)
})

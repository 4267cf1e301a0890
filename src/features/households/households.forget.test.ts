/** Forgetting homes (户的按期删除): what goes six months after it ended, and what stays; over HTTP and by the night's job. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './households.contract.ts'
import { forgetHomes } from './households.jobs.ts'
import { homesForExport } from './households.rows.queries.ts'
import { aGridVillage, aHome } from './households.samples.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'households.forget' } as const
let at: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  at = await aGridVillage(app.owner)
})
beforeEach(() => {
  app.now = new Date('2026-03-02T01:00:00Z')
})

const version = (number: number) => ({ 'if-match': `"${number}"` })
const moveIn = async (overrides: object = {}) =>
  (await app.call(at.leader, endpoints.moveIn, { body: aHome(at.grid.id, { phone: '13800138000', ...overrides }) })).body
const show = async (householdId: string) => (await app.call(at.clerk, endpoints.get, { params: { householdId } })).body
const reveal = (householdId: string, field: string) =>
  app.call(at.clerk, endpoints.reveal, { params: { householdId }, body: { field, reason: 'visit' } })
async function night(day: string) {
  app.now = new Date(`${day}T01:00:00Z`)
  const items = await app.as(job, forgetHomes.find)
  for (const item of items) await app.as(job, context => forgetHomes.each(context, item))
  return items
}

/** What a home did in March, told with the day it left off. */
const ends = {
  async moveOut(effectiveOn: string) {
    const home = await moveIn()
    await app.call(at.clerk, endpoints.moveOut, { params: { householdId: home.id }, body: { effectiveOn } }, version(home.version))
    return home.id
  },
  async merge(effectiveOn: string) {
    const [home, into] = [await moveIn(), await moveIn()]
    const body = { effectiveOn, intoId: into.id }
    await app.call(at.clerk, endpoints.merge, { params: { householdId: home.id }, body }, version(home.version))
    return home.id
  },
  async enterInError() {
    const home = await moveIn()
    await app.call(at.clerk, endpoints.enterInError, { params: { householdId: home.id } }, version(home.version))
    return home.id
  },
  stay: async () => (await moveIn()).id,
}

test.each([
  ['moveOut', '2026-03-01', '2026-08-31', false, 'six months are not over'],
  ['moveOut', '2026-03-01', '2026-09-01', true, 'they are'],
  ['merge', '2026-03-01', '2026-09-01', true, 'a home that went into another is no home any more'],
  ['enterInError', '', '2026-07-05', true, 'it never was there: six months after the day on which it was said to have come'],
  ['stay', '', '2036-03-01', false, 'who lives there is kept'],
] as const)('%s on %s: forgotten by %s: %s, because %s', async (verb, effectiveOn, day, isForgotten, _why) => {
  const id = await ends[verb](effectiveOn)
  expect((await night(day)).includes(id)).toBe(isForgotten)
  expect(await night(day), 'a second run finds nothing').toEqual([])
  const home = await show(id)
  expect(home).toMatchObject({ forgottenOn: isForgotten ? day : null, hasPhone: !isForgotten })
  const head = await reveal(id, 'head')
  expect([head.status, head.body.type]).toEqual(isForgotten ? [409, '/problems/households/forgotten'] : [200, undefined])
})

test('what can still be taken back is not forgotten, and comes back whole', async () => {
  const home = await moveIn({ effectiveOn: '2024-01-05' })
  const params = { householdId: home.id }
  // Entered late: it left a year ago.
  const left = await app.call(at.clerk, endpoints.moveOut, { params, body: { effectiveOn: '2025-03-01' } }, version(home.version))
  expect(await night('2026-04-01')).toEqual([])
  const change = left.body.changes.find(({ verb }) => verb === 'moveOut')!
  expect(
    (await app.call(at.clerk, endpoints.undo, { params: { ...params, changeId: change.id } }, version(left.body.version))).status,
  ).toBe(200)
  expect((await reveal(home.id, 'address')).body.value).toBe('福寿里12号')
  expect(await night('2027-04-01')).toEqual([])
})

test('whoever was the head before goes, whoever is stays, and the log tells that something was deleted', async () => {
  const home = await moveIn({ head: '区祖荫' })
  const params = { householdId: home.id }
  const body = { head: '区小燕', effectiveOn: '2026-03-01' }
  await app.call(at.clerk, endpoints.changeHead, { params, body }, version(home.version))
  expect(await night('2026-09-01')).toEqual([home.id])
  const periods = await app.owner
    .selectFrom('householdPeriod')
    .where('householdId', '=', home.id)
    .select(['validTo', 'headSealed', 'addressSealed'])
    .orderBy('validFrom')
    .execute()
  expect(periods.map(({ validTo, headSealed, addressSealed }) => [validTo, headSealed === null, addressSealed === null])).toEqual([
    ['2026-03-01', true, true],
    [null, false, false],
  ])
  expect((await reveal(home.id, 'head')).body.value).toBe('区小燕')
  expect(await show(home.id)).toMatchObject({ forgottenOn: null, hasPhone: true })
  const events = await app.owner
    .selectFrom('event')
    .where('name', '=', 'households.forget')
    .where('subjectId', '=', home.id)
    .select('details')
    .execute()
  expect(events).toEqual([{ details: { fields: ['head', 'address'] } }])
})

test('an export takes along the homes that are there, and the list still counts the one that is not', async () => {
  const [gone, stays] = [await ends.moveOut('2026-03-01'), await moveIn()]
  await night('2026-09-01')
  const { body } = await app.call(at.clerk, endpoints.list, { query: { below: at.grid.id, limit: '100' } })
  expect(body.items.map(({ id }) => id)).toEqual(expect.arrayContaining([gone, stays.id]))
  const taken = await app.as(job, ({ db, today }) => homesForExport(db, today, at.grid.id, 1_000))
  expect(taken.map(({ id }) => id)).toContain(stays.id)
  expect(taken.map(({ id }) => id)).not.toContain(gone)
})

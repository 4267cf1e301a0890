/** Visits that meet something newer (补记、同时、合并): typed in late, deleted while they are withdrawn, of a grid that has merged; over HTTP. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homes } from '#features/households/households.contract.ts'
import { aGridVillage, aHome, aHousehold } from '#features/households/households.samples.ts'
import { endpoints as changes } from '#features/units/units.change.contract.ts'
import { endpoints as units } from '#features/units/units.contract.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import { endpoints } from './visits.contract.ts'
import { aRecord, aVisit } from './visits.samples.ts'

const app = useApp()
let at: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  at = await aGridVillage(app.owner)
})

const version = (number: number) => ({ 'if-match': `"${number}"` })
const asCard = (householdId: string) => ({ kind: 'household', townId: 1, householdId }) as const
const record = (who: string, householdId: string, changed: object = {}) =>
  app.call(who, endpoints.record, { params: { commandId: newId() }, body: aRecord(householdId, changed) })
const told = async (home: string, outcome: string, visitedOn: string) =>
  (await record(at.leader, home, { outcome, visitedOn, topics: [] })).body
const rhythm = async (home: string) => (await app.call(at.leader, endpoints.ofHousehold, { params: { householdId: home } })).body
const withdraw = (visit: { id: string; version: number }) =>
  app.call(at.leader, endpoints.withdraw, { params: { visitId: visit.id } }, version(visit.version))

test('a visit typed in late takes no peace away that was given since, nor gives any by being taken back', async () => {
  const home = await aHousehold(app.owner, at.grid)
  await told(home, 'declined', '2026-03-01')
  const late = await told(home, 'met', '2026-02-05')
  const older = await told(home, 'declined', '2026-02-04')
  expect(await rhythm(home)).toMatchObject({
    notBefore: '2026-09-01',
    visits: [{ state: 'declined' }, { state: 'done' }, { state: 'declined' }],
  })
  expect((await withdraw(older)).status).toBe(200)
  expect((await withdraw(late)).status).toBe(200)
  expect((await rhythm(home)).notBefore, 'the household’s last word').toBe('2026-09-01')
})

test('an older attempt, or an older talk, does not take the place of the attempt that is tried again', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const tried = await told(home, 'nobodyHome', '2026-03-01')
  const late = await told(home, 'nobodyHome', '2026-02-10')
  expect(late).toMatchObject({ state: 'attempted', plannedFor: null, visitedOn: '2026-02-10' })
  expect(late.id).not.toBe(tried.id)
  const talked = await told(home, 'met', '2026-02-20')
  expect(talked.id).not.toBe(tried.id)
  expect((await rhythm(home)).visits.map(({ visitedOn, state }) => [visitedOn, state])).toEqual([
    ['2026-03-01', 'attempted'],
    ['2026-02-20', 'done'],
    ['2026-02-10', 'attempted'],
  ])
  expect((await told(home, 'met', '2026-03-02')).id, 'the newer talk does').toBe(tried.id)
})

test('a visit typed in late fulfils the wish that came before it', async () => {
  const home = await aHousehold(app.owner, at.grid)
  await app.call(asCard(home), endpoints.ask)
  await app.owner.updateTable('visitRhythm').set({ askedOn: '2026-02-01' }).where('householdId', '=', home).execute()
  await told(home, 'nobodyHome', '2026-03-01')
  expect(await told(home, 'met', '2026-02-10')).toMatchObject({ rule: 'asked', plannedFor: '2026-02-01' })
  expect((await rhythm(home)).askedOn).toBeNull()
})

test('a visit that is withdrawn while its household deletes it counts nobody', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const visit = await told(home, 'met', '2026-03-01')
  const lock = sql`select from visit where id = ${visit.id}::uuid for update`
  const [undone, deleted] = await behind<{ status: number }>(app.owner, lock, [
    () => withdraw(visit),
    () => app.call(asCard(home), endpoints.deleteMine, { params: { visitId: visit.id } }),
  ])
  expect([undone!.status, deleted!.status]).toEqual([200, 404])
  expect(await app.owner.selectFrom('visitStub').where('unitId', '=', at.grid.id).selectAll().execute()).toEqual([])
})

test('the years in which a household counts without its record are read once it is its turn', async () => {
  const home = await aHousehold(app.owner, at.otherGrid)
  const days = ['2025-12-20', '2026-03-01']
  const visits: string[] = []
  for (const visitedOn of days) visits.push(await aVisit(app.owner, { householdId: home, unitId: at.otherGrid.id, visitedOn }))
  const lock = sql`select pg_advisory_xact_lock(hashtextextended(${`visit ${home}`}, 1))`
  const answers = await behind<{ status: number }>(
    app.owner,
    lock,
    visits.map(visitId => () => app.call(asCard(home), endpoints.deleteMine, { params: { visitId } })),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const kept = await app.owner.selectFrom('visitRhythm').where('householdId', '=', home).select('stubYears').executeTakeFirstOrThrow()
  expect(kept.stubYears).toEqual([2025, 2026])
})

test('after grids merge their homes are split, visited and planned as those of the one they went to', async () => {
  const place = await aGridVillage(app.owner)
  const { body: home } = await app.call(place.leader, homes.moveIn, { body: aHome(place.grid.id) })
  const { body: visit } = await record(place.clerk, home.id, { visitedOn: '2026-03-01' })
  app.now = new Date('2026-03-03T01:00:00Z')
  const params = { unitId: place.otherGrid.id }
  const { body: heir } = await app.call(place.townClerk, units.get, { params })
  const merged = { predecessorIds: [place.grid.id], effectiveOn: '2026-03-03', dryRun: false }
  expect((await app.call(place.townClerk, changes.merge, { params, body: merged }, version(heir.version))).status).toBe(200)
  const { body: seen } = await app.call(place.clerk, homes.get, { params: { householdId: home.id } })
  const part = { head: '区小明', address: '福寿里12号后座', effectiveOn: '2026-03-03' }
  const split = await app.call(place.clerk, homes.split, { params: { householdId: home.id }, body: part }, version(seen.version))
  expect(split.body).toMatchObject({ unitId: place.otherGrid.id, state: 'occupied' })
  const raised = await app.call(place.clerk, endpoints.raise, {
    params: { commandId: newId() },
    body: { visitId: visit.id, text: '巷口的路灯坏了' },
  })
  expect(raised.status).toBe(200)
  const { unitId } = await app.owner
    .selectFrom('request')
    .where('number', '=', raised.body.number)
    .select('unitId')
    .executeTakeFirstOrThrow()
  expect(unitId).toBe(place.otherGrid.id)
  await app.call(asCard(home.id), endpoints.ask)
  await app.call(place.otherLeader, endpoints.plan)
  const { body: list } = await app.call(place.otherLeader, endpoints.today)
  expect(list.due.find(({ householdId }) => householdId === home.id)).toMatchObject({ unitName: '福寿里第一小组' })
  app.now = new Date('2026-03-02T01:00:00Z')
})

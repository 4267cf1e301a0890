/** Requests (诉求) of villages that merge or split (并村、拆村): list, counts, overview and numbers tell of one place, before and after the day; over HTTP. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { endpoints as changes } from '#features/units/units.change.contract.ts'
import { aUnit, aVillage } from '#features/units/units.samples.ts'
import { features } from '../../features.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from './requests.samples.ts'

const app = useApp()
const noon = (day: string) => new Date(`${day}T04:00:00Z`)
const today = '2026-03-02'
const day = '2026-03-10'
const period = { from: '2026-03-01', to: '2026-03-31' }
const year = { from: '2026-01-01', to: '2026-12-31' }
const match = { 'if-match': '"1"' }

beforeEach(() => {
  app.now = noon(today)
})
afterEach(() => {
  app.now = noon(today)
})

async function aCase(unitId: string, fields: object = {}) {
  const { status, body } = await app.call(null, endpoints.submit, { body: aTrouble(unitId) })
  expect(status).toBe(200)
  if (Object.keys(fields).length > 0) await app.owner.updateTable('request').set(fields).where('id', '=', body.id).execute()
  return body.id
}

const ended = { clockState: 'ended', closedAt: noon(today) } as const
/** A case in each state, as if its steps had led there: what the columns say is all that lists and counts ask. */
const inEachState = (merged: string) =>
  [
    {},
    { state: 'accepted' },
    { state: 'assigned' },
    { state: 'inProgress' },
    { state: 'paused', clockState: 'paused', pauseUntil: '2026-04-01' },
    { state: 'returned' },
    { state: 'proposed', clockState: 'waiting' },
    { state: 'rejectedByResident' },
    { state: 'solved', solvedBy: 'resident', ...ended },
    { state: 'unanswered', ...ended },
    { state: 'withdrawn', ...ended },
    { state: 'notAccepted', ...ended },
    { state: 'merged', mergedInto: merged, ...ended },
  ] as const

/** A case in each state at the village, and one at its group. */
async function aVillagesCases({ village, group }: SampleTown) {
  const atGroup = await aCase(group.id)
  const atVillage = []
  for (const fields of inEachState(atGroup)) atVillage.push(await aCase(village.id, fields))
  return { atVillage: atVillage.toSorted(), all: [atGroup, ...atVillage].toSorted() }
}

/** The ids that the list finds, whole. */
async function listed(who: string, query: object) {
  const { status, body } = await app.call(who, endpoints.list, { query: { ...query, limit: '100' } })
  expect([status, body.nextCursor]).toEqual([200, null])
  return body.items.map(({ id }) => id).toSorted()
}

/** What every list and count says of a unit; they agree with each other, or the test fails here. Null: it has no row of its own. */
async function told(who: string, unitId: string) {
  const all = await listed(who, { unitId, ...period })
  const open = await listed(who, { unitId, state: 'open' })
  const [states, overview, statistics, found] = [
    (await app.call(who, endpoints.byState, { query: period })).body,
    (await app.call(who, endpoints.overview)).body,
    (await app.call(who, endpoints.statistics, { query: { unitId, ...year } })).body,
    await listed(who, { unitId, q: '路灯' }),
  ]
  expect(
    states.items.reduce((sum, { received }) => sum + received, 0),
    'the villages add up to the whole',
  ).toBe(states.received)
  expect(found).toEqual(all)
  const row = states.items.find(item => item.unitId === unitId)
  const tile = overview.items.find(item => item.unitId === unitId)
  expect(row === undefined).toBe(tile === undefined)
  if (!row || !tile) return { all, row: null }
  expect(all).toHaveLength(row.received)
  for (const [state, count] of Object.entries(row.states))
    expect(await listed(who, { unitId, state, ...period }), state).toHaveLength(count)
  expect(tile.ok + tile.soon + tile.late + tile.paused + tile.waiting).toBe(open.length)
  for (const lamp of ['ok', 'soon', 'late', 'paused', 'waiting'] as const)
    expect(await listed(who, { unitId, lamp, state: 'open' }), lamp).toHaveLength(tile[lamp])
  expect(statistics.cases, 'merged cases are one').toBe(row.received - (row.states.merged ?? 0))
  return { all, row: { name: row.name, received: row.received } }
}

/** The number of a unit as of a day, and that of one of the parts on its page, having seen that the parts add up to it. */
async function counted(indicatorId: string, unitId: string, partId: string, asOf: string) {
  const asked = { params: { indicatorId }, query: { unitId, ...year, asOf } }
  const whole = (await app.call(null, numbers.value, asked)).body.value
  const parts = (await app.call(null, numbers.children, asked)).body.items
  expect(
    parts.reduce((sum, { value }) => sum + (value ?? 0), 0),
    'the parts add up',
  ).toBe(whole)
  return { whole, part: parts.find(part => part.unitId === partId)?.value ?? null }
}

const merge = (who: string, unitId: string, predecessorIds: string[]) =>
  app.call(who, changes.merge, { params: { unitId }, body: { predecessorIds, effectiveOn: day } }, match)

test('after a merger the cases of both villages stand at the one that goes on, in every list and count; before the day each at its own', async () => {
  const [old, heir, third] = [await aStaffedVillage(app.owner), await aStaffedVillage(app.owner), await aStaffedVillage(app.owner)]
  const [left, kept] = [await aVillagesCases(old), await aVillagesCases(heir)]
  const elsewhere = [await aCase(third.village.id)]
  const both = [...left.all, ...kept.all].toSorted()
  expect((await merge(heir.townClerk, heir.village.id, [old.village.id])).status).toBe(200)

  for (const eve of [today, '2026-03-09']) {
    app.now = noon(eve)
    for (const [at, { all }] of [
      [old, left],
      [heir, kept],
    ] as const)
      for (const who of [at.townClerk, at.clerk])
        expect(await told(who, at.village.id), eve).toEqual({ all, row: { name: expect.stringMatching(/村$/), received: all.length } })
    expect(await listed(heir.clerk, {})).toEqual(kept.all)
  }

  app.now = noon(day)
  for (const who of [heir.townClerk, heir.clerk])
    expect(await told(who, heir.village.id)).toMatchObject({ all: both, row: { received: both.length } })
  expect(await told(heir.townClerk, old.village.id), 'whoever still has its address finds what was left with it').toEqual({
    all: left.atVillage,
    row: null,
  })
  expect(await listed(heir.clerk, {}), 'the heir’s clerk sees what is theirs now and nothing else').toEqual(both)
  expect(await listed(old.clerk, {})).toEqual([])
  expect(await told(third.clerk, third.village.id)).toMatchObject({ all: elsewhere, row: { received: 1 } })
  expect(await listed(third.clerk, { unitId: heir.village.id })).toEqual([])
  const known = (await app.call(null, endpoints.publicCases, { params: { unitId: heir.village.id } })).body
  expect(known.asked, 'what anyone is told leaves merged cases out').toBe(both.length - 2)
})

test('the town’s number is the sum of its parts on either side of the day, and tells of the old village as of a day before', async () => {
  const [old, heir] = [await aStaffedVillage(app.owner), await aStaffedVillage(app.owner)]
  await aVillagesCases(old)
  await aVillagesCases(heir)
  expect((await merge(heir.townClerk, heir.village.id, [old.village.id])).status).toBe(200)
  app.now = noon(day)
  for (const [id, each] of [
    ['requests.received', 14],
    ['requests.open', 9],
  ] as const) {
    const asked = async (partId: string, asOf: string) => counted(id, old.town.id, partId, asOf)
    expect([await asked(old.village.id, '2026-03-09'), await asked(heir.village.id, '2026-03-09')]).toMatchObject([
      { part: each },
      { part: each },
    ])
    expect([await asked(old.village.id, day), await asked(heir.village.id, day)]).toMatchObject([{ part: null }, { part: 2 * each }])
    expect((await asked(heir.village.id, '2026-03-09')).whole, 'the whole is the same').toBe((await asked(heir.village.id, day)).whole)
  }
  const proof = features.flatMap(({ jobs = [] }) => jobs).find(({ name }) => name === 'indicators.prove')!
  await app.as({ kind: 'job', townId: 1, name: proof.name }, context => proof.each(context, 'requests.received'))
  const proved = await app.call(null, numbers.value, {
    params: { indicatorId: 'requests.received' },
    query: { unitId: old.town.id, ...year },
  })
  expect(proved.body.check).toEqual({ on: day, holds: true, detail: '' })
})

test('a village merged twice, and a group that closed before, are followed to the one that stands', async () => {
  const [first, second, last] = [await aStaffedVillage(app.owner), await aStaffedVillage(app.owner), await aStaffedVillage(app.owner)]
  const ids = [await aCase(first.village.id), await aCase(first.group.id), await aCase(second.group.id)].toSorted()
  const close = { params: { unitId: first.group.id }, body: { effectiveOn: '2026-03-05' } }
  expect((await app.call(first.townClerk, changes.close, close, match)).status).toBe(200)
  expect((await merge(first.townClerk, second.village.id, [first.village.id])).status).toBe(200)
  app.now = noon('2026-03-20')
  const again = { params: { unitId: last.village.id }, body: { predecessorIds: [second.village.id], effectiveOn: '2026-03-20' } }
  expect((await app.call(first.townClerk, changes.merge, again, match)).status).toBe(200)
  for (const who of [last.townClerk, last.clerk]) expect(await told(who, last.village.id)).toMatchObject({ all: ids, row: { received: 3 } })
})

test('what lies on the desk of a merged village waits at the desk that goes on, and is worked there', async () => {
  const [old, heir] = [await aStaffedVillage(app.owner), await aStaffedVillage(app.owner)]
  const id = await aCase(old.village.id)
  expect((await merge(heir.townClerk, heir.village.id, [old.village.id])).status).toBe(200)
  const todo = async (who: string) => (await app.call(who, endpoints.inbox)).body.items.map(item => item.id)
  expect([await todo(old.clerk), await todo(heir.clerk)]).toEqual([[id], []])
  app.now = noon(day)
  expect([await todo(old.clerk), await todo(heir.clerk)]).toEqual([[], [id]])
  expect((await app.call(heir.clerk, endpoints.countInbox)).body.todo).toBe(1)
  const accepted = await app.call(heir.clerk, endpoints.accept, { params: { requestId: id }, body: { categoryId: heir.categoryId } })
  expect(accepted.status).toBe(200)
  expect((await app.call(heir.clerk, endpoints.take, { params: { requestId: id } })).status).toBe(200)
  const proposal = { params: { requestId: id }, body: { text: '换好了线和灯头。' } }
  expect((await app.call(heir.clerk, endpoints.propose, proposal)).status).toBe(200)
  const rung = (await app.call(heir.clerk, endpoints.listCalls)).body.items
  expect(rung, 'the reporter is rung from there').toMatchObject([{ requestId: id, about: 'proposed' }])
})

test('what a village that split left undivided stays with it; what lay below goes with its own unit', async () => {
  const at = await aStaffedVillage(app.owner)
  const other = await aUnit(app.owner, { name: '长寿里小组' }, at.village)
  const [own, east, west] = [await aCase(at.village.id), await aCase(at.group.id), await aCase(other.id)]
  const parts = [
    { name: '柳东村', shortName: '柳东', childIds: [at.group.id] },
    { name: '柳西村', shortName: '柳西', childIds: [other.id] },
  ]
  const split = { params: { unitId: at.village.id }, body: { keep: false, parts, effectiveOn: day } }
  const { status, body } = await app.call(at.townClerk, changes.split, split, match)
  expect(status).toBe(200)
  const idOf = (name: string) => body.changes.find(({ after }) => after?.name === name)!.unitId
  expect(await told(at.townClerk, at.village.id)).toMatchObject({ all: [own, east, west].toSorted() })
  app.now = noon(day)
  expect(await told(at.townClerk, idOf('柳东村'))).toEqual({ all: [east], row: { name: '柳东村', received: 1 } })
  expect(await told(at.townClerk, idOf('柳西村'))).toEqual({ all: [west], row: { name: '柳西村', received: 1 } })
  expect(await told(at.townClerk, at.village.id)).toEqual({
    all: [own],
    row: { name: expect.stringMatching(/村（已拆分）$/), received: 1 },
  })
})

test('what a split group left goes along when its village is merged', async () => {
  const [old, heir] = [await aStaffedVillage(app.owner), await aStaffedVillage(app.owner)]
  const id = await aCase(old.group.id)
  const parts = [
    { name: '福寿东小组', shortName: '福寿东', childIds: [] },
    { name: '福寿西小组', shortName: '福寿西', childIds: [] },
  ]
  const split = { params: { unitId: old.group.id }, body: { keep: false, parts, effectiveOn: '2026-03-05' } }
  expect((await app.call(old.townClerk, changes.split, split, match)).status).toBe(200)
  expect((await merge(heir.townClerk, heir.village.id, [old.village.id])).status).toBe(200)
  app.now = noon('2026-03-09')
  expect(await told(old.clerk, old.village.id)).toMatchObject({ all: [id], row: { received: 1 } })
  app.now = noon(day)
  for (const who of [heir.townClerk, heir.clerk])
    expect(await told(who, heir.village.id)).toMatchObject({ all: [id], row: { received: 1 } })
  expect(await listed(heir.clerk, { unitId: old.group.id })).toEqual([id])
})

test('what a group took with it when it moved is counted where it stands now, once', async () => {
  const [from, to] = [await aStaffedVillage(app.owner), await aStaffedVillage(app.owner)]
  const [moved, stays] = [await aCase(from.group.id), await aCase(from.village.id)]
  const move = { params: { unitId: from.group.id }, body: { parentId: to.village.id, effectiveOn: day } }
  expect((await app.call(from.townClerk, changes.move, move, match)).status).toBe(200)
  app.now = noon(day)
  expect(await told(from.townClerk, from.village.id)).toMatchObject({ all: [stays], row: { received: 1 } })
  expect(await told(from.townClerk, to.village.id)).toMatchObject({ all: [moved], row: { received: 1 } })
})

test('what a village left that closed without an heir counts as the town’s own', async () => {
  const at = await aStaffedVillage(app.owner)
  const village = await aVillage(app.owner)
  const id = await aCase(village.id)
  expect((await app.call(at.townClerk, changes.close, { params: { unitId: village.id }, body: { effectiveOn: day } }, match)).status).toBe(
    200,
  )
  app.now = noon(day)
  const { items } = (await app.call(at.townClerk, endpoints.byState, { query: period })).body
  expect(items.filter(({ own }) => own)).toMatchObject([{ unitId: at.town.id, name: '西樵镇本级', received: 1 }])
  expect((await app.call(at.townClerk, endpoints.overview)).body.items.filter(({ own }) => own)).toMatchObject([{ unitId: at.town.id }])
  expect(await listed(at.townClerk, { unitId: village.id })).toEqual([id])
})

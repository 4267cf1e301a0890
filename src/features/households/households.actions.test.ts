/** Households (户): the verbs, their taking back, and what is sealed, over HTTP. */
import { beforeAll, expect, test } from 'vitest'
import { aUnit, aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './households.contract.ts'
import { aGridVillage, aHome } from './households.samples.ts'

const app = useApp()
let at: Awaited<ReturnType<typeof aGridVillage>>
const at9 = new Date('2026-03-02T01:00:00Z')

beforeAll(async () => {
  at = await aGridVillage(app.owner)
})

async function moveIn(who: string, unitId: string, overrides: object = {}) {
  const answer = await app.call(who, endpoints.moveIn, { body: aHome(unitId, overrides) })
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}
const version = (number: number) => ({ 'if-match': `"${number}"` })
const openField = async (who: string, householdId: string, field: string) =>
  (await app.call(who, endpoints.reveal, { params: { householdId }, body: { field, reason: 'visit' } })).body

test('a leader moves a household in; the grid and the village see it, the neighbours and the town do not', async () => {
  const home = await moveIn(at.leader, at.grid.id)
  expect(home).toMatchObject({ code: expect.stringMatching(/^一组-\d{4}$/), state: 'occupied', withoutContactSince: '2026-01-05' })
  const params = { householdId: home.id }
  for (const [who, status] of [
    [at.leader, 200],
    [at.clerk, 200],
    [at.otherLeader, 404],
    [at.townClerk, 404],
    [null, 401],
  ] as const)
    expect(await app.call(who, endpoints.get, { params })).toMatchObject({ status })
  const listed = async (who: string) => (await app.call(who, endpoints.list, { query: { below: at.village.id, limit: '100' } })).body
  expect((await listed(at.clerk)).items.map(({ id }) => id)).toContain(home.id)
  expect(await listed(at.townClerk)).toMatchObject({ items: [], total: 0 })
  expect(await listed(at.otherLeader)).toMatchObject({ total: 0 })
})

test('names, addresses and telephones are sealed; opening one is seen by the household', async () => {
  const home = await moveIn(at.leader, at.grid.id, { head: '阿卜杜拉·买买提', phone: '138 0013 8000' })
  expect(JSON.stringify(home)).not.toContain('买买提')
  expect(await openField(at.leader, home.id, 'head')).toEqual({ field: 'head', value: '阿卜杜拉·买买提' })
  expect(await openField(at.clerk, home.id, 'phone')).toEqual({ field: 'phone', value: '13800138000' })
  const params = { householdId: home.id }
  const silent = await moveIn(at.leader, at.grid.id, { head: '䶮' })
  const nothing = await app.call(at.leader, endpoints.reveal, {
    params: { householdId: silent.id },
    body: { field: 'phone', reason: 'call' },
  })
  expect(nothing).toMatchObject({ status: 409, body: { type: '/problems/households/not-sealed' } })
  expect((await app.call(at.otherLeader, endpoints.reveal, { params, body: { field: 'head', reason: 'visit' } })).status).toBe(404)
  const seen = await app.call({ kind: 'household', townId: 1, householdId: home.id }, endpoints.showCard)
  expect(seen.body.readers).toMatchObject([
    { name: '何建生', field: 'phone', reason: 'visit' },
    { name: '陈惠芳', field: 'head', reason: 'visit' },
  ])
  const { rows } = { rows: await app.owner.selectFrom('event').where('subjectId', '=', home.id).select('details').execute() }
  expect(JSON.stringify(rows)).not.toMatch(/买买提|13800138000|福寿里12号/)
})

test('one telephone may be that of three households', async () => {
  const shared = { phone: '13900139000' }
  const homes = [
    await moveIn(at.leader, at.grid.id, shared),
    await moveIn(at.leader, at.grid.id, shared),
    await moveIn(at.leader, at.grid.id, shared),
  ]
  const found = await app.call(at.leader, endpoints.findByPhone, { body: shared })
  expect(found.body.items.map(({ id }) => id)).toEqual(homes.map(({ id }) => id))
  expect((await app.call(at.otherLeader, endpoints.findByPhone, { body: shared })).body.items).toEqual([])
  expect((await app.call(at.townClerk, endpoints.findByPhone, { body: shared })).status).toBe(403)
})

test('a household moves out, and moves back in by taking that back', async () => {
  const home = await moveIn(at.leader, at.grid.id)
  const params = { householdId: home.id }
  const early = await app.call(at.leader, endpoints.moveOut, { params, body: { effectiveOn: '2026-01-04' } }, version(home.version))
  expect(early).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/effectiveOn', detail: expect.stringContaining('2026-01-05') }] },
  })
  const ahead = await app.call(at.leader, endpoints.moveOut, { params, body: { effectiveOn: '2026-03-03' } }, version(home.version))
  expect(ahead).toMatchObject({ status: 422 })
  const unversioned = await app.call(at.leader, endpoints.moveOut, { params, body: { effectiveOn: '2026-02-01' } })
  expect(unversioned).toMatchObject({ status: 428 })
  const gone = await app.call(at.leader, endpoints.moveOut, { params, body: { effectiveOn: '2026-02-01' } }, version(home.version))
  expect(gone.body).toMatchObject({ state: 'movedOut', occupiedTo: '2026-02-01', allowedActions: ['get', 'undo', 'reveal', 'listPeople'] })
  const again = await app.call(at.leader, endpoints.moveOut, { params, body: { effectiveOn: '2026-02-02' } }, version(gone.body.version))
  expect(again, 'already moved').toMatchObject({ status: 409 })
  const [out] = gone.body.changes
  expect(out).toMatchObject({ verb: 'moveOut', recordedBy: '陈惠芳', undoUntil: '2026-04-01' })
  const back = await app.call(at.leader, endpoints.undo, { params: { ...params, changeId: out!.id } }, version(gone.body.version))
  expect(back.body).toMatchObject({ state: 'occupied', occupiedTo: null, periods: [{ from: '2026-01-05', to: null, verb: 'moveIn' }] })
  expect(back.body.changes[0]).toMatchObject({ verb: 'moveOut', undoneAt: app.now.toISOString(), undoUntil: null })
  const twice = await app.call(at.leader, endpoints.undo, { params: { ...params, changeId: out!.id } }, version(back.body.version))
  expect(twice, 'taken back already').toMatchObject({ status: 409 })
})

test('a change of head, and of place, are kept over time; the older one is taken back after the newer one only', async () => {
  const home = await moveIn(at.clerk, at.grid.id, { head: '区𠮷' })
  const params = { householdId: home.id }
  const headed = await app.call(
    at.clerk,
    endpoints.changeHead,
    { params, body: { head: '区永康', effectiveOn: '2026-02-01' } },
    version(home.version),
  )
  expect(await openField(at.clerk, home.id, 'head')).toMatchObject({ value: '区永康' })
  const body = { unitId: at.otherGrid.id, address: '北街3号', effectiveOn: '2026-02-15' }
  const notMine = await app.call(at.leader, endpoints.relocate, { params, body }, version(headed.body.version))
  expect(notMine, 'into a grid that the leader has no say in').toMatchObject({ status: 403 })
  const moved = await app.call(at.clerk, endpoints.relocate, { params, body }, version(headed.body.version))
  expect(moved.body).toMatchObject({
    unitId: at.otherGrid.id,
    periods: [{ to: '2026-02-01' }, { to: '2026-02-15' }, { to: null, verb: 'relocate' }],
  })
  expect(await openField(at.otherLeader, home.id, 'address')).toMatchObject({ value: '北街3号' })
  expect(await openField(at.otherLeader, home.id, 'head')).toMatchObject({ value: '区永康' })
  const [place, head] = moved.body.changes
  const take = (changeId: string, number: number) =>
    app.call(at.clerk, endpoints.undo, { params: { ...params, changeId } }, version(number))
  expect(await take(head!.id, moved.body.version)).toMatchObject({ status: 409, body: { type: '/problems/households/built-on' } })
  const first = await take(place!.id, moved.body.version)
  expect(first.body).toMatchObject({ unitId: at.grid.id })
  await take(head!.id, first.body.version)
  expect(await openField(at.clerk, home.id, 'head')).toMatchObject({ value: '区𠮷' })
})

test('split twice from two desks: the second is told what the first did; a split is taken back', async () => {
  const home = await moveIn(at.leader, at.grid.id)
  const params = { householdId: home.id }
  const body = { head: '区少芬', address: '福寿里12号后座', effectiveOn: '2026-03-01' }
  const [one, two] = await Promise.all([
    app.call(at.leader, endpoints.split, { params, body }, version(home.version)),
    app.call(at.clerk, endpoints.split, { params, body }, version(home.version)),
  ])
  expect([one.status, two.status].sort()).toEqual([200, 412])
  const made = one.status === 200 ? one.body : two.body
  expect(made).toMatchObject({ state: 'occupied', occupiedFrom: '2026-03-01', unitId: at.grid.id })
  const old = (await app.call(at.leader, endpoints.get, { params })).body
  expect(old.changes[0]).toMatchObject({ verb: 'split', otherId: made.id, otherCode: made.code, undoUntil: '2026-04-01' })
  const taken = await app.call(at.leader, endpoints.undo, { params: { ...params, changeId: old.changes[0]!.id } }, version(old.version))
  expect(taken).toMatchObject({ status: 200, body: { state: 'occupied' } })
  const newOne = (await app.call(at.leader, endpoints.get, { params: { householdId: made.id } })).body
  expect(newOne).toMatchObject({ state: 'enteredInError', periods: [] })
  expect(
    (
      await app.call(
        at.leader,
        endpoints.changeHead,
        { params: { householdId: made.id }, body: { head: '甲', effectiveOn: '2026-03-02' } },
        version(newOne.version),
      )
    ).status,
  ).toBe(409)
})

test('two households become one, and two again', async () => {
  const [from, into] = [await moveIn(at.leader, at.grid.id), await moveIn(at.leader, at.grid.id)]
  const params = { householdId: from.id }
  const merge = (body: object) =>
    app.call(at.leader, endpoints.merge, { params, body: { effectiveOn: '2026-02-01', ...body } }, version(from.version))
  expect(await merge({ intoId: from.id })).toMatchObject({ status: 422 })
  const next = await moveIn(at.otherLeader, at.otherGrid.id)
  expect((await merge({ intoId: next.id })).status, 'of a grid that one does not keep').toBe(404)
  const done = await merge({ intoId: into.id })
  expect(done.body).toMatchObject({ id: into.id, changes: [{ verb: 'merge', otherCode: from.code }, { verb: 'moveIn' }] })
  const merged = (await app.call(at.leader, endpoints.get, { params })).body
  expect(merged).toMatchObject({ state: 'merged', mergedIntoCode: into.code, occupiedTo: '2026-02-01' })
  const back = await app.call(
    at.leader,
    endpoints.undo,
    { params: { householdId: into.id, changeId: merged.changes[0]!.id } },
    version(done.body.version),
  )
  expect(back.status).toBe(200)
  expect((await app.call(at.leader, endpoints.get, { params })).body).toMatchObject({ state: 'occupied', mergedIntoCode: null })
})

test('entered in error: it stays on record and counts nowhere; after 30 days that stands', async () => {
  const home = await moveIn(at.leader, at.grid.id)
  const params = { householdId: home.id }
  const wrong = await app.call(at.leader, endpoints.enterInError, { params, body: {} }, version(home.version))
  expect(wrong.body).toMatchObject({ state: 'enteredInError', periods: [] })
  const undo = () =>
    app.call(at.leader, endpoints.undo, { params: { ...params, changeId: wrong.body.changes[0]!.id } }, version(wrong.body.version))
  app.now = new Date('2026-04-02T01:00:00Z')
  expect(await undo()).toMatchObject({ status: 409, body: { type: '/problems/households/undo-too-late' } })
  app.now = new Date('2026-04-01T01:00:00Z')
  expect(await undo()).toMatchObject({ status: 200, body: { state: 'occupied' } })
  app.now = at9
})

test('numbers are each one household’s, also where one cannot see it', async () => {
  const home = await moveIn(at.leader, at.grid.id, { code: 'AG-0417' })
  expect(await app.call(at.otherLeader, endpoints.moveIn, { body: aHome(at.otherGrid.id, { code: 'AG-0417' }) })).toMatchObject({
    status: 409,
    body: { type: '/problems/households/code-taken' },
  })
  const params = { householdId: home.id }
  const body = { head: '甲', address: '二号', effectiveOn: '2026-02-02', code: 'AG-0417' }
  expect(await app.call(at.leader, endpoints.split, { params, body }, version(home.version))).toMatchObject({ status: 409 })
})

test.each([
  ['a village as the place', () => ({ unitId: at.village.id }), 422, '#/unitId'],
  ['a place that is none', () => ({ unitId: at.leader }), 422, '#/unitId'],
  ['a day ahead', () => ({ effectiveOn: '2026-03-03' }), 422, '#/effectiveOn'],
  ['no head', () => ({ head: ' ' }), 422, '#/head'],
  ['a telephone too short', () => ({ phone: '1380013800' }), 422, '#/phone'],
  ['a grid next door', () => ({ unitId: at.otherGrid.id }), 403, null],
])('%s is refused', async (_what, change, status, pointer) => {
  const answer = await app.call(at.leader, endpoints.moveIn, { body: aHome(at.grid.id, change()) })
  expect(answer.status).toBe(status)
  if (pointer) expect(answer.body.errors[0]).toMatchObject({ pointer })
})

test('a household is nobody’s list of people: no field takes one', async () => {
  const home = await moveIn(at.leader, at.grid.id, { idNumber: '440601199001011234', members: ['甲'] })
  expect(JSON.stringify(home)).not.toMatch(/idNumber|members/)
})

test('what it wants is entered for it, and its telephone forgotten', async () => {
  const home = await moveIn(at.leader, at.grid.id, { phone: '13800138001' })
  const params = { householdId: home.id }
  const kept = await app.call(
    at.leader,
    endpoints.reachBy,
    { params, body: { contactPreference: 'byPhone', basis: 'present' } },
    version(home.version),
  )
  expect(kept.body).toMatchObject({ contactPreference: 'byPhone', hasPhone: true })
  const body = { contactPreference: 'none', phone: null, basis: 'byPhone' }
  const silent = await app.call(at.leader, endpoints.reachBy, { params, body }, version(kept.body.version))
  expect(silent.body).toMatchObject({ contactPreference: 'none', hasPhone: false })
  expect((await app.call(at.leader, endpoints.reachBy, { params, body }, version(1))).status).toBe(412)
})

test('after a merger of villages the new office keeps the old homes', async () => {
  const village = await aVillage(app.owner)
  const grid = await aUnit(app.owner, { name: '老村小组' }, await aUnit(app.owner, { kind: 'cooperative', name: '老村经济社' }, village))
  const gone = await aGridVillage(app.owner)
  await app.owner
    .insertInto('unitSuccession')
    .values({ townId: 1, predecessorId: grid.id, successorId: gone.grid.id, effectiveOn: '2026-01-01' })
    .execute()
  const home = await moveIn(gone.leader, grid.id)
  expect((await app.call(gone.clerk, endpoints.get, { params: { householdId: home.id } })).status).toBe(200)
})

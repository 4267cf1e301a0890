/** Registers of bodies that went into another (并入的名册): who is on the roll of the one that goes on. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints as bodies } from '#features/bodies/bodies.contract.ts'
import { endpoints as unitChanges } from '#features/units/units.change.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './votes.contract.ts'
import { aMeeting, aRegister } from './votes.meeting.samples.ts'
import { aVoter } from './votes.samples.ts'

const app = useApp()
beforeAll(() => {
  app.now = new Date('2026-03-02T01:00:00Z')
})
const later = { startsAt: '2026-03-30T00:30:00.000Z', endsAt: '2026-03-30T02:00:00.000Z', noticeOn: '2026-03-12' }

/** A cooperative with three members that goes into one with four on 10 March; both numbered members and households from one. */
async function aMerger() {
  app.now = new Date('2026-03-02T01:00:00Z')
  // the heir stands for the place that was entered first
  const heir = await aRegister(app, 4, index => ({ name: `何${index}` }))
  const gone = await aRegister(app, 3)
  const board = { bodyId: gone.cooperativeId, unitId: gone.cooperative.id, decidingBody: 'collectiveBoard' as const }
  await aVoter(app.owner, board, { code: 'L1' })
  const { version } = (await app.call(null, bodies.get, { params: { bodyId: heir.cooperativeId }, query: {} })).body
  const merge = (dryRun: boolean) =>
    app.call(
      heir.townClerk,
      bodies.merge,
      { params: { bodyId: heir.cooperativeId }, body: { predecessorIds: [gone.cooperativeId], effectiveOn: '2026-03-10', dryRun } },
      { 'if-match': `"${version}"` },
    )
  const tried = await merge(true)
  const merged = await merge(false)
  expect([merged.status, merged.body.detail]).toEqual([200, undefined])
  app.now = new Date('2026-03-30T01:00:00Z')
  return { gone, heir, tried }
}

test('whoever tries a merger is told beforehand how many go over with their register; the board ends with its cooperative', async () => {
  const { tried } = await aMerger()
  expect(tried.body.open.filter(({ kind }) => kind === 'voter')).toEqual([{ kind: 'voter', count: 3 }])
  const [at, into] = [await aRegister(app, 2), await aRegister(app, 1)]
  const change = { predecessorIds: [at.cooperative.id], effectiveOn: '2026-04-10', dryRun: true }
  const units = await app.call(at.townClerk, unitChanges.merge, { params: { unitId: into.cooperative.id }, body: change })
  expect(units.body.records.filter(({ kind }) => kind === 'voter')).toEqual([{ kind: 'voter', count: 2 }])
})

test('members of a cooperative that went into another are on the roll of its assembly, and its director keeps their lines', async () => {
  const { gone, heir } = await aMerger()
  const meeting = await aMeeting(app, heir, later)
  await meeting.table()
  const { lines } = (await meeting.draw()).body
  expect(lines.map(({ name, householdKey }) => [name, householdKey]).sort()).toEqual([
    ['何1', 'H1'],
    ['何2', 'H1'],
    ['何3', 'H2'],
    ['何4', 'H2'],
    ['陈1', 'H1/2'],
    ['陈2', 'H1/2'],
    ['陈3', 'H2/2'],
  ])
  expect((await meeting.proxy('何1', '陈1')).body.type, 'H1 there is no home of H1 here').toBe('/problems/votes/proxy-refused')
  expect((await meeting.proxy('陈2', '陈1')).status).toBe(200)

  const read = (bodyId: string, query: object = {}, decidingBody = 'collectiveMembers') =>
    app.call(heir.director, endpoints.register, { params: { bodyId, decidingBody }, query })
  const { items, households } = (await read(heir.cooperativeId)).body
  expect([items.length, households]).toEqual([7, 4])
  expect((await read(heir.cooperativeId, {}, 'collectiveBoard')).body.items, 'a cooperative has one board').toEqual([])
  const { body: before } = await read(heir.cooperativeId, { on: '2026-03-09' })
  expect(before.items.length, 'nobody had come over yet').toBe(4)
  const old = await app.call(heir.townClerk, endpoints.register, {
    params: { bodyId: gone.cooperativeId, decidingBody: 'collectiveMembers' },
    query: { on: '2026-03-09' },
  })
  expect([old.status, old.body.items.length], 'as it was, the old register is read').toEqual([200, 3])

  const left = items.find(({ name }) => name === '陈3')!
  const { allowedActions: _, id: voterId, bodyId: __, decidingBody: ___, version, ...fields } = left
  const ended = await app.call(
    heir.director,
    endpoints.changeVoter,
    { params: { voterId }, body: { ...fields, householdKey: 'H2', to: '2026-03-30' } },
    { 'if-match': `"${version}"` },
  )
  expect([ended.status, ended.body.to]).toEqual([200, '2026-03-30'])
  expect((await meeting.draw()).body.lines.find(({ name }) => name === '陈3')?.standing).toBe('incapable')
})

test('whoever was entered anew with the heir is not counted twice', async () => {
  const { heir } = await aMerger()
  const register = { bodyId: heir.cooperativeId, unitId: heir.cooperative.id, decidingBody: 'collectiveMembers' as const }
  const again = await aVoter(app.owner, register, { code: '17', name: '陈1', householdKey: 'H1' })
  const meeting = await aMeeting(app, heir, later)
  await meeting.table()
  expect((await meeting.draw()).body).toMatchObject({
    type: '/problems/votes/roll-unready',
    detail: '并入的名册里也有陈1，请先停掉一行，或者写明是两个人。',
  })
  await app.owner.updateTable('voter').set({ validTo: '2026-03-10' }).where('id', '=', again).execute()
  expect((await meeting.draw()).body.lines.length).toBe(7)
})

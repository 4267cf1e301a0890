/** Merging and splitting bodies (合并、拆分): over HTTP. */
import { expect, test } from 'vitest'
import { endpoints as memberEndpoints } from '#features/memberships/memberships.contract.ts'
import { applyMembershipRows, exportMembershipRows } from '#features/memberships/memberships.rows.actions.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { endpoints as meetingEndpoints } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember, aPlan } from '#features/meetings/meetings.samples.ts'
import { endpoints as personEndpoints } from '#features/people/people.contract.ts'
import { endpoints as postEndpoints } from '#features/people/people.posts.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { deskEndpoints } from '#features/requests/requests.desk.contract.ts'
import { endpoints as requestEndpoints } from '#features/requests/requests.contract.ts'
import { aStaffedVillage, aTrouble } from '#features/requests/requests.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './bodies.contract.ts'
import { aBody } from './bodies.samples.ts'

const app = useApp()
const day = '2026-03-10'
const match = (version: number) => ({ 'if-match': `"${version}"` })

async function on<T>(date: string, work: () => Promise<T>): Promise<T> {
  const before = app.now
  app.now = new Date(`${date}T01:00:00Z`)
  try {
    return await work()
  } finally {
    app.now = before
  }
}

/** Two branches of one village, each with its secretary and a member, and a meeting that one of them plans. */
async function twoBranches() {
  const at = await aBranch(app.owner)
  const heirId = await aBody(app.owner, 'branch', { name: '石桥党支部', parentId: at.committeeId, unitIds: [at.village.id] })
  const heirSecretary = await aHolder(app.owner, 'branchSecretary', at.cooperative.id, { name: '潘玉珍', bodyId: heirId })
  const old = await aMember(app.owner, at.cooperative.id, '陈大妹')
  const own = await aMember(app.owner, at.cooperative.id, '黎小燕')
  const membership = await aMembership(app.owner, old, { bodyId: at.branchId, unitId: at.cooperative.id })
  await aMembership(app.owner, own, { bodyId: heirId, unitId: at.village.id })
  const planned = await app.call(at.secretary, meetingEndpoints.create, {
    body: { ...aPlan(at.branchId), startsAt: '2026-03-20T00:30:00.000Z', endsAt: '2026-03-20T02:00:00.000Z' },
  })
  return { ...at, heirId, heirSecretary, old, own, membership, meetingId: planned.body.id }
}

test('a branch goes into another: tried first, counted, and from its day on the other answers for its members and meetings', async () => {
  const at = await twoBranches()
  const params = { bodyId: at.heirId }
  const body = { predecessorIds: [at.branchId], effectiveOn: day }
  const tried = await app.call(at.townClerk, endpoints.merge, { params, body: { ...body, dryRun: true } })
  expect(tried).toMatchObject({
    status: 200,
    body: {
      dryRun: true,
      changes: [
        { bodyId: at.heirId, after: { name: '石桥党支部', unitNames: expect.arrayContaining(['福寿里经济社']) } },
        { bodyId: at.branchId, before: { name: '福寿里党支部' }, after: null },
      ],
      open: [
        { kind: 'membership', count: 1 },
        { kind: 'post', count: 1 },
        { kind: 'meeting', count: 1 },
      ],
    },
  })
  expect((await app.call(null, endpoints.get, { params: { bodyId: at.branchId }, query: {} })).body.dissolvedOn, 'only tried').toBeNull()
  const done = await app.call(at.townClerk, endpoints.merge, { params, body }, match(1))
  expect(done).toMatchObject({ status: 200, body: { changes: tried.body.changes, body: { version: 2 } } })

  const eligible = async (who: string, bodyId: string) => {
    const answer = await app.call(who, memberEndpoints.eligible, { params: { bodyId }, query: {} })
    return answer.status === 200 ? answer.body.items.map(({ name }) => name).sort() : answer.status
  }
  expect(await eligible(at.heirSecretary, at.heirId), 'not before its day').toEqual(['黎小燕'])
  expect(await eligible(at.secretary, at.branchId)).toEqual(['陈大妹'])
  await on(day, async () => {
    expect(await eligible(at.heirSecretary, at.heirId)).toEqual(['陈大妹', '黎小燕'])
    expect(await eligible(at.secretary, at.heirId), 'a branch has one secretary').toBe(403)
    const member = await app.call(at.heirSecretary, memberEndpoints.get, { params: { membershipId: at.membership } })
    expect(member).toMatchObject({ status: 200, body: { bodyId: at.heirId, bodyName: '石桥党支部' } })
    const roll = await app.call(at.heirSecretary, memberEndpoints.list, { query: { bodyId: at.heirId } })
    expect(roll.body.total).toBe(2)
    const meeting = await app.call(at.heirSecretary, meetingEndpoints.get, { params: { meetingId: at.meetingId } })
    expect(meeting).toMatchObject({ status: 200, body: { bodyId: at.heirId, bodyName: '石桥党支部' } })
    const posts = await app.call(at.townClerk, postEndpoints.listPosts, { query: { bodyId: at.heirId } })
    expect(posts.body.total, 'both secretaries, until one is ended').toBe(2)
    const again = await app.as(await app.person(at.townClerk), async context => {
      const rows = (await exportMembershipRows(context)).map((values, at) => ({ row: at + 4, values, masked: [] }))
      return { total: rows.length, ...(await applyMembershipRows(context, rows)) }
    })
    expect(again, 'what goes out comes in again').toMatchObject({ created: 0, unchanged: again.total, faults: [] })
  })
  const past = await app.call(at.townClerk, endpoints.get, { params: { bodyId: at.branchId }, query: { asOf: '2026-03-09' } })
  expect(past.body).toMatchObject({ name: '福寿里党支部', successors: [{ id: at.heirId, name: '石桥党支部', effectiveOn: day }] })
  const event = await app.owner.selectFrom('event').where('name', '=', 'bodies.merge').select('details').executeTakeFirstOrThrow()
  expect(event.details).toEqual({ effectiveOn: day, predecessorIds: [at.branchId] })
})

test("departments become one: its officers have the others' cases, those of the others come along, and the case says so", async () => {
  const at = await aStaffedVillage(app.owner)
  const heirId = await aBody(app.owner, 'department', { name: '生态办' })
  const heirOfficer = await aHolder(app.owner, 'departmentOfficer', at.town.id, { name: '陆国斌', bodyId: heirId })
  const aCase = async () => (await app.call(null, requestEndpoints.submit, { body: aTrouble(at.village.id) })).body.id
  const requestId = await aCase()
  const caseNow = async (who: string) => app.call(who, deskEndpoints.get, { params: { requestId } })
  await app.call(at.clerk, deskEndpoints.accept, { params: { requestId }, body: { categoryId: at.categoryId } })
  await app.call(at.clerk, deskEndpoints.assign, { params: { requestId }, body: { bodyId: at.department.id } })
  expect((await caseNow(heirOfficer)).status).toBe(404)
  const merged = await app.call(
    at.townClerk,
    endpoints.merge,
    { params: { bodyId: heirId }, body: { predecessorIds: [at.department.id], effectiveOn: '2026-03-02' } },
    match(1),
  )
  expect(merged.body.open).toEqual([
    { kind: 'post', count: 1 },
    { kind: 'request', count: 1 },
  ])
  const shown = await caseNow(heirOfficer)
  expect(shown).toMatchObject({ status: 200, body: { handlerName: '环保办（现在是生态办）' } })
  expect(shown.body.allowedActions).toContain('take')
  const listed = async (query: { handlerId: string; q?: string }) => {
    const { items } = (await app.call(at.townClerk, requestEndpoints.list, { query })).body
    return items.map(({ id, handlerName }) => ({ id, handlerName }))
  }
  const itsCase = [{ id: requestId, handlerName: '环保办（现在是生态办）' }]
  expect(await listed({ handlerId: heirId }), 'who asks for the heir finds what came along').toEqual(itsCase)
  expect(await listed({ handlerId: heirId, q: '路灯' }), 'and by its words').toEqual(itsCase)
  expect(await listed({ handlerId: at.department.id }), 'who asks for the old name too').toEqual(itsCase)
  const taken = await app.call(heirOfficer, deskEndpoints.take, { params: { requestId } })
  expect(taken.status).toBe(200)
  const handlers = await app.call(at.clerk, deskEndpoints.listHandlers, { params: { requestId: await aCase() } })
  expect(handlers.body.bodies.map(({ id }) => id)).not.toContain(at.department.id)
  const scope = await app.call(at.department.officer, personEndpoints.explainScope, {})
  expect(scope.body.reasons, 'told once').toMatchObject([
    { bodyName: '生态办', merged: ['环保办'], sentence: expect.stringContaining('交给生态办的事，也包括并入的环保办') },
  ])
})

test('a branch is split: what is kept, what ends, and the same key founds its parts once', async () => {
  const at = await twoBranches()
  const params = { bodyId: at.branchId }
  const parts = [
    { name: '福寿里第一党支部', unitIds: [at.cooperative.id] },
    { name: '福寿里第二党支部', unitIds: [at.cooperative.id] },
  ]
  const body = { keep: false, parts, effectiveOn: day }
  const headers = { ...match(1), 'idempotency-key': newId() }
  const done = await app.call(at.townClerk, endpoints.split, { params, body }, headers)
  expect(done.body.changes.map(({ before, after }) => [before?.name, after?.name])).toEqual([
    ['福寿里党支部', undefined],
    [undefined, '福寿里第一党支部'],
    [undefined, '福寿里第二党支部'],
  ])
  expect((await app.call(at.townClerk, endpoints.split, { params, body }, headers)).body).toEqual(done.body)
  const [, first, second] = done.body.changes.map(({ bodyId }) => bodyId)
  await on(day, async () => {
    const members = async (bodyId: string) =>
      (await app.call(at.villageSecretary, memberEndpoints.eligible, { params: { bodyId }, query: {} })).body.items.length
    expect([await members(first!), await members(second!)], 'the first part takes what is not divided').toEqual([1, 0])
  })
  const kin = await app.call(null, endpoints.get, { params: { bodyId: second! }, query: { asOf: day } })
  expect(kin.body.predecessors).toEqual([{ id: at.branchId, name: '福寿里党支部', effectiveOn: day }])
})

test("only the town's clerk merges and splits, and each refusal says what is wrong", async () => {
  const at = await twoBranches()
  const params = { bodyId: at.heirId }
  const body = { predecessorIds: [at.branchId], effectiveOn: day }
  expect((await app.call(null, endpoints.merge, { params, body }, match(1))).status).toBe(401)
  expect((await app.call(at.villageSecretary, endpoints.merge, { params, body }, match(1))).status).toBe(403)
  expect((await app.call(at.townClerk, endpoints.merge, { params, body })).status).toBe(428)
  expect((await app.call(at.townClerk, endpoints.merge, { params, body }, match(7))).status).toBe(412)
  expect((await app.call(at.townClerk, endpoints.merge, { params: { bodyId: newId() }, body }, match(1))).status).toBe(404)
  const none = await app.call(at.townClerk, endpoints.merge, { params, body: { ...body, predecessorIds: [] } }, match(1))
  expect(none.body.errors).toEqual([{ pointer: '#/predecessorIds', detail: '请选要并进来的组织' }])
  const part = { name: '石桥第一党支部', unitIds: [] }
  const split = (bodyId: string, parts: { name: string; unitIds: string[] }[]) =>
    app.call(at.townClerk, endpoints.split, { params: { bodyId }, body: { keep: false, parts, effectiveOn: day } }, match(1))
  expect((await split(at.committeeId, [{ ...part, unitIds: [at.village.id] }])).body).toMatchObject({
    status: 409,
    type: '/problems/bodies/has-children',
  })
  expect((await split(at.heirId, [part])).body.errors).toEqual([{ pointer: '#/parts', detail: '还有1个地方没有分配' }])
  expect((await app.call(at.townClerk, endpoints.merge, { params, body }, match(1))).status).toBe(200)
  const again = await app.call(at.townClerk, endpoints.merge, { params, body }, match(2))
  expect(again.status, 'it is gone by that day').toBe(422)
})

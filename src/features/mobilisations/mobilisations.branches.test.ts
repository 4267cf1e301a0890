/** Temporary branches (临时党支部): over HTTP. Proposed by one, approved by another, with a last day and an appointed committee. */
import { expect, test } from 'vitest'
import { endpoints as bodies } from '#features/bodies/bodies.contract.ts'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './mobilisations.contract.ts'
import { aMobilisedTown } from './mobilisations.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })
const monday = new Date('2026-03-02T01:00:00Z')

async function proposed(changes: object = {}, by: 'secretary' | 'clerk' = 'secretary') {
  app.now = monday
  const at = await aMobilisedTown(app.owner)
  const body = {
    unitId: at.village.id,
    parentId: at.committee,
    name: '涌边值守临时党支部',
    task: '防汛值守',
    endsOn: '2026-04-01',
    ...changes,
  }
  const answer = await app.call(at[by], endpoints.proposeBranch, { body })
  const decision = { number: '西委〔2026〕3号', decidedOn: '2026-03-02', deciderId: at.leader }
  return { at, answer, branch: answer.body, params: { branchId: answer.body.id }, decision }
}
type Proposed = Awaited<ReturnType<typeof proposed>>
const approve = ({ at, params, branch, decision }: Proposed, changes: object = {}, who = at.clerk) =>
  app.call(
    who,
    endpoints.approveBranch,
    {
      params,
      body: { foundedOn: '2026-03-03', endsOn: '2026-04-01', ...decision, ...changes },
    },
    match(branch.version),
  )

test('a secretary proposes, the committee’s approval founds it, and it dissolves by itself', async () => {
  const all = await proposed()
  const { at, params, branch, decision } = all
  expect(branch).toMatchObject({ state: 'proposed', proposerName: '关伟明', endsOn: '2026-04-01', seats: [] })
  expect((await approve(all, {}, at.secretary)).status).toBe(403)
  expect(
    (await app.call(at.clerk, endpoints.approveBranch, { params, body: { foundedOn: '2026-03-03', endsOn: '2026-04-01', ...decision } }))
      .status,
  ).toBe(428)
  expect(await approve(all, { deciderId: at.secretary })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/deciderId' }] } })
  expect(await approve(all, { endsOn: '2026-03-03' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/endsOn' }] } })
  expect(await approve(all, { decidedOn: '2026-03-01' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/decidedOn' }] } })
  const founded = await approve(all)
  expect(founded.body).toMatchObject({ state: 'approved', number: '西委〔2026〕3号', foundedOn: '2026-03-03' })
  expect((await approve(all)).status).toBe(409)
  const bodyId = founded.body.bodyId!
  const body = async (asOf: string) => app.call(null, bodies.get, { params: { bodyId }, query: { asOf } })
  expect((await body('2026-03-03')).body).toMatchObject({ kind: 'temporaryBranch', name: '涌边值守临时党支部', dissolvedOn: '2026-04-01' })

  app.now = new Date('2026-03-25T01:00:00Z')
  const extend = {
    params,
    body: { endsOn: '2026-04-20', ...decision, number: '西委〔2026〕5号', decidedOn: '2026-03-25' },
  }
  expect(
    (
      await app.call(
        at.clerk,
        endpoints.extendBranch,
        { ...extend, body: { ...extend.body, endsOn: '2026-03-30' } },
        match(founded.body.version),
      )
    ).status,
  ).toBe(422)
  expect((await app.call(at.clerk, endpoints.extendBranch, extend, match(founded.body.version))).body).toMatchObject({
    state: 'extended',
    endsOn: '2026-04-20',
    decisions: [
      { kind: 'approve', number: '西委〔2026〕3号', decidedOn: '2026-03-02', endsOn: '2026-04-01' },
      { kind: 'extend', number: '西委〔2026〕5号', decidedOn: '2026-03-25', endsOn: '2026-04-20', deciderName: '李少玲' },
    ],
  })
  expect((await body('2026-04-10')).body.dissolvedOn).toBe('2026-04-20')
  app.now = new Date('2026-04-20T01:00:00Z')
  const items = (await app.call(at.desk, endpoints.branches)).body.items
  expect(items.find(({ id }) => id === branch.id)).toMatchObject({ state: 'dissolved', allowedActions: [] })
  const standing = await app.call(null, bodies.list, { query: { kind: 'temporaryBranch', unitId: at.village.id } })
  expect(standing.body.items).toEqual([])
})

test('its committee is appointed, with one secretary, and a seat ends', async () => {
  const all = await proposed()
  const { at, params } = all
  const person = await aHolder(app.owner, 'gridLeader', at.village.id, { name: '陈大妹' })
  const appoint = (role: 'secretary' | 'member', personId = person) =>
    app.call(at.secretary, endpoints.appoint, { params, body: { personId, role } })
  expect((await appoint('secretary')).status).toBe(409)
  await approve(all)
  expect((await app.call(at.neighbour, endpoints.appoint, { params, body: { personId: person, role: 'member' } })).status).toBe(403)
  const first = await appoint('secretary')
  expect(first.body.seats).toMatchObject([{ name: '陈大妹', role: 'secretary' }])
  expect(await appoint('member')).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/personId' }] } })
  expect(await appoint('member', newId()), 'nobody').toMatchObject({ status: 422, body: { errors: [{ pointer: '#/personId' }] } })
  expect(await appoint('secretary', at.desk)).toMatchObject({ status: 409, body: { type: '/problems/mobilisations/only-appointed' } })
  app.now = new Date('2026-03-10T01:00:00Z')
  const seatId = first.body.seats[0]!.id
  expect((await app.call(at.secretary, endpoints.dismiss, { params: { ...params, seatId } })).body.seats).toEqual([])
  expect((await app.call(at.secretary, endpoints.dismiss, { params: { ...params, seatId } })).status).toBe(404)
  expect((await appoint('secretary', at.desk)).body.seats).toMatchObject([{ role: 'secretary' }])
})

test('what is not approved says why, and who proposed it does not answer it either', async () => {
  const { at, params, branch, decision } = await proposed({}, 'clerk')
  const decline = (who: string) =>
    app.call(
      who,
      endpoints.declineBranch,
      {
        params,
        body: { reason: '原有支部能担起来', decidedOn: decision.decidedOn, deciderId: at.leader },
      },
      match(branch.version),
    )
  expect((await decline(at.clerk)).status).toBe(403)
  const second = await aHolder(app.owner, 'townClerk', at.town.id)
  expect((await decline(second)).body).toMatchObject({
    state: 'declined',
    reason: '原有支部能担起来',
    bodyId: null,
    decisions: [{ kind: 'decline', number: null, decidedOn: decision.decidedOn, endsOn: null }],
  })
})

test.each([
  ['unitId', (at: Proposed['at']) => ({ unitId: at.other.id }), 422, 'not one’s own unit'],
  ['unitId', () => ({ unitId: newId() }), 422, 'no such unit'],
  ['endsOn', () => ({ endsOn: '2026-03-02' }), 422, 'no day left'],
] as const)('a proposal with a wrong %s is told so', async (field, change, status, _why) => {
  const { at } = await proposed()
  const body = { unitId: at.village.id, parentId: at.committee, name: '临时党支部', task: '值守', endsOn: '2026-04-01', ...change(at) }
  expect(await app.call(at.secretary, endpoints.proposeBranch, { body })).toMatchObject({
    status,
    body: { errors: [{ pointer: `#/${field}` }] },
  })
})

test('it stands under a committee or a general branch, and belongs to a mobilisation that exists', async () => {
  const { at } = await proposed()
  const branch = await aBody(app.owner, 'branch', { unitIds: [at.village.id] })
  const body = { unitId: at.village.id, parentId: branch, name: '临时党支部', task: '值守', endsOn: '2026-04-01' }
  expect(await app.call(at.secretary, endpoints.proposeBranch, { body })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/parentId' }] },
  })
  expect(
    (await app.call(at.secretary, endpoints.proposeBranch, { body: { ...body, parentId: at.committee, mobilisationId: newId() } })).status,
  ).toBe(404)
})

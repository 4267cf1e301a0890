/** Terms and leave that are changed afterwards (任职、请假改期): no later day by a way round the rules of a new one. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import { endpoints } from './people.posts.contract.ts'
import { aHolder, asRead } from './people.samples.ts'

const app = useApp()
const typeOf = ({ status, body }: { status: number; body: { type?: string; errors?: { pointer: string }[] } }) =>
  [status, body.type?.split('/').at(-1), body.errors?.map(({ pointer }) => pointer).join()].filter(Boolean).join(' ')

const lockOf = (kind: string, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${id}`}, 1))`

async function aTerm() {
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, {}, village)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const personId = await aHolder(app.owner, 'branchSecretary', group.id)
  const opened = { role: 'gridLeader', title: '组长', unitId: group.id, openedOn: '2020-01-01' }
  const params = { postId: (await app.call(clerk, endpoints.openPost, { body: opened })).body.id }
  const begin = async (body: object) =>
    app.call(clerk, endpoints.beginTerm, { params, body: { personId, ...body } }, await asRead(app.owner, params))
  const { terms } = (await begin({ from: '2026-03-02', lastOn: '2026-03-10' })).body
  const end = async (lastOn: string) =>
    app.call(clerk, endpoints.endTerm, { params: { termId: terms[0]!.id }, body: { lastOn } }, await asRead(app.owner, params))
  const close = async (closedOn: string) =>
    app.call(clerk, endpoints.closePost, { params, body: { closedOn } }, await asRead(app.owner, params))
  return { postId: params.postId, begin, end, close }
}

test('a last day is put off as far as the post lasts and nobody is in the way', async () => {
  const at = await aTerm()
  expect((await at.close('2026-04-01')).status).toBe(200)
  expect((await at.end('2026-03-31')).body.terms).toMatchObject([{ lastOn: '2026-03-31' }])
  expect(typeOf(await at.end('2026-04-01')), 'the post has ended by then').toBe('409 post-closed')
  expect((await at.end('2026-03-20')).body.terms, 'sooner needs no leave').toMatchObject([{ lastOn: '2026-03-20' }])

  const other = await aTerm()
  expect((await other.begin({ from: '2026-05-01' })).status).toBe(200)
  expect(typeOf(await other.end('2026-05-01')), 'the next term has begun by then').toBe('409 held-twice')
  expect((await other.end('2026-04-30')).status).toBe(200)
})

test('a post that is being closed and a term that is being put off: who is first decides', async () => {
  const at = await aTerm()
  const answers = await behind(app.owner, lockOf('post', at.postId), [() => at.close('2026-03-11'), () => at.end('2026-12-31')])
  expect(answers.map(typeOf)).toEqual(['200', '412 edited-meanwhile'])
})

async function administrators() {
  const town = await aTown(app.owner)
  const guard = await aHolder(app.owner, 'securityAdministrator', town.id)
  const open = async (role: string) =>
    (await app.call(guard, endpoints.openPost, { body: { role, title: role, unitId: town.id, openedOn: '2020-01-01' } })).body.id
  const begin = async (postId: string, body: object) =>
    app.call(guard, endpoints.beginTerm, { params: { postId }, body }, await asRead(app.owner, { postId }))
  return { town, guard, open, begin }
}

test('no two of the three administrators come into one hand by a later last day', async () => {
  const { town, guard, open, begin } = await administrators()
  const personId = await aHolder(app.owner, 'townClerk', town.id)
  const first = await begin(await open('securityAdministrator'), { personId, from: '2026-03-02', lastOn: '2026-03-10' })
  expect((await begin(await open('auditAdministrator'), { personId, from: '2026-03-11' })).status).toBe(200)
  const input = { params: { termId: first.body.terms[0]!.id }, body: { lastOn: '2026-03-11' } }
  expect(typeOf(await app.call(guard, endpoints.endTerm, input, await asRead(app.owner, input.params)))).toBe('409 administrators-apart')
})

test('nor by way of a deputy: one on leave becomes no administrator beside the deputy who is another', async () => {
  const { town, open, begin } = await administrators()
  const audit = await aHolder(app.owner, 'auditAdministrator', town.id)
  const personId = await aHolder(app.owner, 'townClerk', town.id)
  const leave = { deputyId: audit, from: '2026-03-02', lastOn: '2026-03-31' }
  expect((await app.call(personId, endpoints.takeLeave, { params: { personId }, body: leave })).status).toBe(200)
  const postId = await open('securityAdministrator')
  expect(typeOf(await begin(postId, { personId, from: '2026-03-02' }))).toBe('409 administrators-apart')
  expect((await begin(postId, { personId, from: '2026-04-01' })).status, 'once the leave is over').toBe(200)
})

test('a leave that was just made shorter is not made longer by an older press', async () => {
  const village = await aVillage(app.owner)
  const secretary = await aHolder(app.owner, 'villageSecretary', village.id)
  const deputyId = await aHolder(app.owner, 'villageClerk', village.id)
  const params = { personId: secretary }
  const body = { deputyId, from: '2026-03-02', lastOn: '2026-03-31' }
  const { id: leaveId } = (await app.call(secretary, endpoints.takeLeave, { params, body })).body
  const end = (lastOn: string) => () => app.call(secretary, endpoints.endLeave, { params: { leaveId }, body: { lastOn } })
  const answers = await behind(app.owner, lockOf('person', secretary), [end('2026-03-02'), end('2026-03-20')])
  expect(answers.map(typeOf)).toEqual(['200', '422 invalid #/lastOn'])
  expect((await app.call(secretary, endpoints.listLeaves, { params })).body.items).toMatchObject([{ lastOn: '2026-03-02' }])
})

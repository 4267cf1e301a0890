/** Mobilisations (动员): over HTTP. Decided for a time, shifts filled and confirmed, and nobody's name left when it is over. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import { endpoints } from './mobilisations.contract.ts'
import { purgeRosters } from './mobilisations.jobs.ts'
import { aMobilisedTown } from './mobilisations.samples.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'mobilisations.purge' } as const
/** An hour of a day in Shanghai. */
const time = (day: string, hour: number) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString()
const match = (version: number) => ({ 'if-match': `"${version}"` })
const monday = new Date('2026-03-02T01:00:00Z')

type Town = Awaited<ReturnType<typeof aMobilisedTown>>
const decided = (at: Town) => ({ number: '西府〔2026〕8号', decidedOn: '2026-03-02', deciderId: at.leader })
const declare = (at: Town, changes: object = {}) =>
  app.call(at.clerk, endpoints.declare, {
    body: { title: '防汛值守', task: '看守涌边和低洼处', startsOn: '2026-03-02', endsOn: '2026-03-20', ...decided(at), ...changes },
  })
const shift = (unitId: string, changes: object = {}) => ({
  unitId,
  place: '涌边泵站',
  startsAt: time('2026-03-02', 8),
  hours: 4,
  needed: 2,
  ...changes,
})
/** A mobilisation with one shift in the village, kept by its secretary. */
async function underWay() {
  app.now = monday
  const at = await aMobilisedTown(app.owner)
  const { body } = await declare(at)
  const params = { mobilisationId: body.id }
  const added = await app.call(at.secretary, endpoints.addShift, { params, body: shift(at.village.id) })
  expect(added.status).toBe(200)
  const willing = await aHolder(app.owner, 'gridLeader', at.village.id, { name: '陈大妹' })
  const assign = (who: string, shiftId: string, personId: string) =>
    app.call(who, endpoints.assign, { params: { shiftId }, body: { personId } })
  return { at, params, version: body.version, shiftId: added.body.id, willing, assign }
}

test('a mobilisation ends after the shift that is being added to it, and no other is added then', async () => {
  const { at, params, version } = await underWay()
  app.now = new Date('2026-03-04T01:00:00Z')
  const add = () => app.call(at.secretary, endpoints.addShift, { params, body: shift(at.village.id, { startsAt: time('2026-03-10', 8) }) })
  const end = () => app.call(at.clerk, endpoints.end, { params, body: { ...decided(at), decidedOn: '2026-03-04' } }, match(version))
  const answers = await behind<{ status: number }>(app.owner, sql`lock table mobilisation_shift in share mode`, [add, end])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect((await add()).status).toBe(409)
  app.now = monday
})

test('the town declares, goes on and ends by its decisions, each kept with its number', async () => {
  app.now = monday
  const at = await aMobilisedTown(app.owner)
  expect(await declare(at, { endsOn: '2026-04-02' })).toMatchObject({ status: 422, body: { type: '/problems/mobilisations/too-long' } })
  expect(await declare(at, { startsOn: '2026-03-01' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/startsOn' }] } })
  expect(await declare(at, { deciderId: newId() })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/deciderId' }] } })
  expect(
    (
      await app.call(at.secretary, endpoints.declare, {
        body: { title: '防汛', task: '值守', startsOn: '2026-03-02', endsOn: '2026-03-20', ...decided(at) },
      })
    ).status,
  ).toBe(403)
  const { body, status } = await declare(at)
  expect([status, body.state]).toEqual([200, 'active'])
  const params = { mobilisationId: body.id }
  const extend = (endsOn: string, version: number | null) =>
    app.call(
      at.clerk,
      endpoints.extend,
      { params, body: { endsOn, ...decided(at), number: '西府〔2026〕9号' } },
      version === null ? {} : match(version),
    )
  expect((await extend('2026-03-30', null)).status).toBe(428)
  expect(await extend('2026-04-02', body.version)).toMatchObject({ status: 422, body: { type: '/problems/mobilisations/too-long' } })
  expect(await extend('2026-03-10', body.version)).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/endsOn' }] } })
  const further = await extend('2026-03-30', body.version)
  expect(further.body).toMatchObject({
    endsOn: '2026-03-30',
    decisions: [
      { kind: 'declare', endsOn: '2026-03-20' },
      { kind: 'extend', number: '西府〔2026〕9号' },
    ],
  })
  expect((await extend('2026-03-31', body.version)).status).toBe(412)
  const end = { params, body: { ...decided(at), number: '西府〔2026〕10号', decidedOn: '2026-03-04' } }
  expect((await app.call(at.clerk, endpoints.end, end, match(further.body.version))).status).toBe(422)
  app.now = new Date('2026-03-04T01:00:00Z')
  expect((await app.call(at.clerk, endpoints.end, end, match(further.body.version))).body).toMatchObject({
    state: 'over',
    endsOn: '2026-03-04',
  })
  expect((await app.call(at.clerk, endpoints.end, end, match(further.body.version))).status).toBe(409)
  expect((await app.call(at.secretary, endpoints.list)).body.items.find(({ id }) => id === body.id)).toMatchObject({ state: 'over' })
})

test('a village fills its shifts and another confirms who stood there; nobody at two places, nobody too many, nobody himself', async () => {
  const { at, params, shiftId, willing, assign } = await underWay()
  expect((await assign(at.neighbour, shiftId, willing)).status).toBe(403)
  expect(await assign(at.secretary, shiftId, newId()), 'nobody').toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/personId' }] },
  })
  const line = await assign(at.secretary, shiftId, willing)
  expect(line.body).toMatchObject({ name: '陈大妹', state: 'planned' })
  expect(await assign(at.secretary, shiftId, willing)).toMatchObject({ status: 409, body: { type: '/problems/mobilisations/two-places' } })
  const beside = await app.call(at.clerk, endpoints.addShift, { params, body: shift(at.other.id, { startsAt: time('2026-03-02', 11) }) })
  expect(await assign(at.neighbour, beside.body.id, willing)).toMatchObject({
    status: 409,
    body: { type: '/problems/mobilisations/two-places' },
  })
  const second = await assign(at.desk, shiftId, at.secretary)
  expect(second.status).toBe(200)
  expect(await assign(at.secretary, shiftId, at.desk)).toMatchObject({ status: 409, body: { type: '/problems/mobilisations/full' } })

  const confirm = (who: string, lineId: string) => app.call(who, endpoints.confirm, { params: { lineId } })
  app.now = new Date('2026-03-01T23:00:00Z')
  expect(await confirm(at.desk, line.body.id)).toMatchObject({ status: 409, body: { type: '/problems/mobilisations/not-yet' } })
  app.now = new Date('2026-03-02T04:00:00Z')
  expect(await confirm(at.secretary, second.body.id)).toMatchObject({ status: 409, body: { type: '/problems/mobilisations/own-shift' } })
  expect((await confirm(at.desk, second.body.id)).body.state).toBe('confirmed')
  // whoever stands there may go, unasked why
  expect((await app.call(willing, endpoints.withdraw, { params: { lineId: line.body.id } })).body.state).toBe('withdrawn')
  expect((await app.call(at.secretary, endpoints.roster, { params: { shiftId } })).body).toMatchObject({
    shift: { planned: 0, confirmed: 1 },
    items: [{ name: '关伟明', state: 'confirmed' }],
  })
  // and come again
  expect((await assign(at.desk, shiftId, willing)).body.state).toBe('planned')
  expect((await app.call(at.neighbour, endpoints.roster, { params: { shiftId } })).status).toBe(403)
})

test('of fifty who put people on a shift at once, two find a place', async () => {
  const { at, shiftId, assign } = await underWay()
  const people = await Promise.all(
    Array.from({ length: 50 }, (_, n) => aHolder(app.owner, 'gridLeader', at.village.id, { name: `值守${n}` })),
  )
  const answers = await Promise.all(people.map(person => assign(at.secretary, shiftId, person)))
  expect(answers.map(({ status }) => status).filter(status => status === 200)).toHaveLength(2)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(48)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from mobilisation_roster where shift_id = ${shiftId}`.execute(
    app.owner,
  )
  expect(rows[0]!.n).toBe(2)
})

test('who stood on the last evening is forgotten in the night, and their number is confirmed in the morning', async () => {
  const { at, willing, assign, params } = await underWay()
  const evening = shift(at.village.id, { startsAt: time('2026-03-19', 20), hours: 4 })
  const { body: last } = await app.call(at.secretary, endpoints.addShift, { params, body: evening })
  await assign(at.secretary, last.id, willing)
  await assign(at.secretary, last.id, at.desk)
  const purge = async (day: string) => {
    app.now = new Date(`${day}T16:20:00Z`)
    for (const id of await app.as(job, context => purgeRosters.find(context))) await app.as(job, context => purgeRosters.each(context, id))
  }
  const lines = async () => (await app.call(at.secretary, endpoints.roster, { params: { shiftId: last.id } })).body.items
  await purge('2026-03-19')
  const [first, second] = await lines()
  expect(await lines()).toMatchObject([
    { personId: null, name: null, state: 'planned' },
    { personId: null, name: null, state: 'planned' },
  ])
  app.now = new Date('2026-03-20T01:00:00Z')
  const confirm = (who: string, lineId: string) => app.call(who, endpoints.confirm, { params: { lineId } })
  expect((await confirm(at.neighbour, first!.id)).status).toBe(404)
  expect((await confirm(at.secretary, first!.id)).body).toMatchObject({ state: 'confirmed', name: null })
  expect((await app.call(at.secretary, endpoints.withdraw, { params: { lineId: second!.id } })).status, 'of whom').toBe(409)
  await purge('2026-03-21')
  expect(await lines()).toHaveLength(2)
  await purge('2026-03-23')
  expect(await lines(), 'nobody confirmed the other').toMatchObject([{ id: first!.id, state: 'confirmed' }])
  const { rows } = await sql`select person_id, confirmed_by, is_member from mobilisation_roster where shift_id = ${last.id}`.execute(
    app.owner,
  )
  expect(rows).toEqual([{ personId: null, confirmedBy: null, isMember: false }])
  app.now = monday
})

test('past its last day nothing is begun, and in the night its people are gone; how many stood there stays', async () => {
  const { at, shiftId, willing, assign, params } = await underWay()
  const { body } = await assign(at.secretary, shiftId, willing)
  await assign(at.secretary, shiftId, at.desk)
  app.now = new Date('2026-03-02T04:00:00Z')
  await app.call(at.secretary, endpoints.confirm, { params: { lineId: body.id } })
  const purge = async () => {
    for (const id of await app.as(job, context => purgeRosters.find(context))) await app.as(job, context => purgeRosters.each(context, id))
  }
  await purge()
  expect((await app.call(at.secretary, endpoints.get, { params })).body.state).toBe('active')
  app.now = new Date('2026-03-20T01:00:00Z')
  expect((await assign(at.secretary, shiftId, at.secretary)).status).toBe(409)
  expect((await app.call(at.secretary, endpoints.addShift, { params, body: shift(at.village.id) })).status).toBe(409)
  await purge()
  await purge()
  expect((await app.call(at.secretary, endpoints.roster, { params: { shiftId } })).body.items).toEqual([
    { id: body.id, personId: null, name: null, phone: null, state: 'confirmed' },
  ])
  const left = await app.owner.selectFrom('mobilisationRoster').where('shiftId', '=', shiftId).selectAll().execute()
  expect(left).toMatchObject([{ personId: null, confirmedBy: null, isMember: false }])
  const events = await app.owner.selectFrom('event').where('subjectId', '=', params.mobilisationId).select(['name', 'details']).execute()
  expect(events.filter(({ name }) => name === 'mobilisations.purge')).toMatchObject([{ details: { left: 1 } }])
  expect(JSON.stringify(events)).not.toContain(willing)
  expect((await app.call(at.clerk, endpoints.get, { params })).body.state).toBe('purged')
})

test('a mobilisation shows the shifts of one day, today unless asked for another', async () => {
  const { at, params, shiftId } = await underWay()
  const other = await app.call(at.clerk, endpoints.addShift, { params, body: shift(at.village.id, { startsAt: time('2026-03-05', 8) }) })
  const shown = async (query: object = {}) => {
    const { body } = await app.call(at.clerk, endpoints.get, { params, query })
    return [body.on, body.shifts.map(({ id }) => id)]
  }
  expect(await shown()).toEqual(['2026-03-02', [shiftId]])
  expect(await shown({ on: '2026-03-05' })).toEqual(['2026-03-05', [other.body.id]])
  expect(await shown({ on: '2026-03-06' })).toEqual(['2026-03-06', []])
})

test('a shift stands within the days of its mobilisation, at a unit of the town', async () => {
  const { at, params } = await underWay()
  const add = (changes: object) => app.call(at.clerk, endpoints.addShift, { params, body: shift(at.village.id, changes) })
  expect(await add({ startsAt: time('2026-03-19', 22) })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/startsAt' }] } })
  expect(await add({ startsAt: time('2026-03-01', 8) })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/startsAt' }] } })
  expect(await add({ unitId: newId() })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/unitId' }] } })
  expect((await app.call(at.clerk, endpoints.get, { params: { mobilisationId: newId() } })).status).toBe(404)
  expect((await app.call(at.clerk, endpoints.roster, { params: { shiftId: newId() } })).status).toBe(404)
  expect((await app.call(at.clerk, endpoints.confirm, { params: { lineId: newId() } })).status).toBe(404)
})

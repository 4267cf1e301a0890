/** Work plans (工作计划): over HTTP. A plan is entered whole, its course is read from records, its items are accepted by another. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as todoEndpoints } from '#features/todos/todos.contract.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './plans.contract.ts'

const app = useApp()

async function aPlanningVillage() {
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, { kind: 'cooperative', name: '东社' }, village)
  await aVenue(app.owner, village.id, { kind: 'villageCentre', name: '柳河党群服务中心', openedOn: '2019-01-01' })
  await aVenue(app.owner, group.id, { kind: 'station', openedOn: '2026-02-01' })
  return { village, group, clerk: await aHolder(app.owner, 'villageClerk', village.id, { name: '关小敏' }) }
}
const goal = { name: '提升每个中心', figure: 'P01', measure: '个', dueOn: '2026-06-30' }
const plan = (unitId: string, goals: object[]) => ({
  unitId,
  name: '2026年计划',
  from: '2026-01-01',
  to: '2026-12-31',
  aspects: [{ name: '阵地建设', goals }],
})

/** Enters a plan and adopts it. */
async function adopted(who: string, body: object) {
  const entered = await app.call(who, endpoints.create, { body })
  const input = { params: { planId: entered.body.id }, body: { adoptedOn: '2026-03-02' } }
  return app.call(who, endpoints.adopt, input, { 'if-match': '"1"' })
}

test('a plan is entered whole, and each goal says how far it is from records alone', async () => {
  const { village, group, clerk } = await aPlanningVillage()
  const body = plan(village.id, [
    { ...goal, eachVenue: 'villageCentre', items: [{ name: '修东社的门', unitId: group.id, dueOn: '2026-03-04' }] },
    { name: '新开服务站', target: 3, measure: '个', indicator: 'venues.openedStation' },
    { name: '评选星级站点', target: 10, measure: '个', selection: 'starStation', figure: 'P03' },
  ])
  const entered = await adopted(clerk, body)
  expect(entered.status).toBe(200)
  const [aspect] = entered.body.aspects
  expect(aspect!.goals.map(({ course, figure, items }) => [course, figure, items.map(({ name, lamp }) => `${name} ${lamp}`)])).toEqual([
    ['0/2个', 'P01', ['修东社的门 soon', '柳河党群服务中心 ok']],
    ['1个', null, []],
    ['0/10个', 'P03', Array.from({ length: 10 }, (_, index) => `星级站点名额${String(index + 1).padStart(2, '0')} ok`)],
  ])
  const seen = await app.call(null, endpoints.get, { params: { planId: entered.body.id } })
  expect(seen.body.aspects[0]!.goals[0]!.items[0]!.allowedActions).toEqual([])
  const list = await app.call(null, endpoints.list)
  expect(list.body).toMatchObject({
    allowedActions: [],
    items: expect.arrayContaining([expect.objectContaining({ id: entered.body.id })]) as unknown,
  })
  expect((await app.call(clerk, endpoints.list)).body.allowedActions).toEqual(['create'])
})

test('an item is accepted once, by the office whose plan it is; one dropped with a reason no longer counts', async () => {
  const { village, group, clerk } = await aPlanningVillage()
  const items = [1, 2].map(n => ({ name: `第${n}项`, unitId: group.id, dueOn: '2026-03-04' }))
  const { body } = await adopted(clerk, plan(village.id, [{ ...goal, items }]))
  const [first, second] = body.aspects[0]!.goals[0]!.items.map(({ id }) => ({ itemId: id }))
  const branch = await aHolder(app.owner, 'branchSecretary', group.id)
  const waiting = async () =>
    (await app.call(branch, todoEndpoints.list)).body.items.filter(({ source }) => source === 'plans.mine').map(({ title }) => title)
  expect(await waiting()).toEqual(['第1项', '第2项'])
  expect(
    (await app.call(branch, endpoints.accept, { params: first!, body: { doneOn: '2026-03-01' } })).status,
    'who did it does not accept it',
  ).toBe(403)
  expect((await app.call(null, endpoints.accept, { params: first!, body: { doneOn: '2026-03-01' } })).status).toBe(401)
  expect((await app.call(clerk, endpoints.accept, { params: { itemId: newId() }, body: { doneOn: '2026-03-01' } })).status).toBe(404)
  expect((await app.call(clerk, endpoints.accept, { params: first!, body: { doneOn: '2026-03-03' } })).body.errors).toMatchObject([
    { pointer: '#/doneOn' },
  ])
  const accepted = await app.call(clerk, endpoints.accept, { params: first!, body: { doneOn: '2026-03-01' } })
  expect(accepted).toMatchObject({
    status: 200,
    body: { doneOn: '2026-03-01', acceptedByName: '关小敏', lamp: 'done', allowedActions: [] },
  })
  expect((await app.call(clerk, endpoints.accept, { params: first!, body: { doneOn: '2026-03-01' } })).status).toBe(409)
  expect((await app.call(clerk, endpoints.drop, { params: second!, body: { reason: '' } })).status).toBe(422)
  expect(await app.call(clerk, endpoints.drop, { params: second!, body: { reason: '场地收回' } })).toMatchObject({
    status: 200,
    body: { lamp: 'dropped' },
  })
  expect((await app.call(clerk, endpoints.drop, { params: second!, body: { reason: '场地收回' } })).status).toBe(409)
  const after = await app.call(null, endpoints.get, { params: { planId: body.id } })
  expect(after.body.aspects[0]!.goals[0]!.course).toBe('1/1个')
  expect(await waiting()).toEqual([])
})

test('what cannot be a plan is refused beside the field, and nobody plans for another', async () => {
  const { village, clerk } = await aPlanningVillage()
  const other = await aPlanningVillage()
  const pointers = async (body: object) => {
    const answer = await app.call(clerk, endpoints.create, { body })
    return [answer.status, ...answer.body.errors.map(({ pointer }) => pointer)]
  }
  const sound = plan(village.id, [goal])
  expect(await pointers({ ...sound, to: '2025-01-01' })).toEqual([422, '#/to', '#/aspects/0/goals/0/dueOn'])
  expect(await pointers({ ...sound, aspects: [] })).toEqual([422, '#/aspects'])
  expect(await pointers(plan(village.id, []))).toEqual([422, '#/aspects/0/goals'])
  expect(await pointers(plan(village.id, [{ ...goal, indicator: 'moon.phase' }]))).toEqual([422, '#/aspects/0/goals/0/indicator'])
  const troubles = { ...goal, indicator: 'requests.received', target: 12 }
  expect(await pointers(plan(village.id, [troubles])), 'no amount of troubles').toEqual([422, '#/aspects/0/goals/0/target'])
  for (const target of [null, 501])
    expect(await pointers(plan(village.id, [{ ...goal, selection: 'starStation', target }]))).toEqual([422, '#/aspects/0/goals/0/target'])
  expect(await pointers(plan(village.id, [{ ...goal, dueOn: '2027-01-01' }]))).toEqual([422, '#/aspects/0/goals/0/dueOn'])
  expect(await pointers(plan(village.id, [{ ...goal, figure: 'T99' }]))).toEqual([422, '#/aspects/0/goals/0/figure'])
  expect(await pointers(plan(village.id, [{ ...goal, templateId: newId() }]))).toEqual([422, '#/aspects/0/goals/0/templateId'])
  const elsewhere = { name: '修别村的路', unitId: other.group.id, dueOn: '2026-06-30' }
  expect(await pointers(plan(village.id, [{ ...goal, items: [elsewhere] }]))).toEqual([422, '#/aspects/0/goals/0/items/0/unitId'])
  expect(await pointers(plan(newId(), [goal]))).toEqual([422, '#/unitId'])
  expect((await app.call(clerk, endpoints.create, { body: plan(other.village.id, [goal]) })).status).toBe(403)
  expect((await app.call(clerk, endpoints.create, { body: plan((await aTown(app.owner)).id, [goal]) })).status).toBe(403)
  expect((await app.call(null, endpoints.get, { params: { planId: newId() } })).status).toBe(404)
  for (const sayable of [sound, plan(village.id, [{ ...troubles, target: null }])])
    expect((await app.call(clerk, endpoints.create, { body: sayable })).status, 'how troubles stand may be shown').toBe(200)
})

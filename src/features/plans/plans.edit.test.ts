/** Changing a work plan (改工作计划): over HTTP. A draft freely and unseen, an adopted one by a revision that keeps the old text. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as todoEndpoints } from '#features/todos/todos.contract.ts'
import { endpoints as unitEndpoints } from '#features/units/units.change.contract.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type Plan } from './plans.contract.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })

/** A village with a draft of one aspect: a goal with an item, and one that has none. */
async function aDraft() {
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, { kind: 'cooperative', name: '东社' }, village)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id, { name: '关小敏' })
  const goals = [
    { name: '修好每道门', measure: '个', items: [{ name: '修东社的门', unitId: group.id, dueOn: '2026-03-04' }] },
    { name: '没有数的目标' },
  ]
  const body = { unitId: village.id, name: '2026年计划', from: '2026-01-01', to: '2026-12-31', aspects: [{ name: '阵地建设', goals }] }
  const { body: plan } = await app.call(clerk, endpoints.create, { body })
  return { village, group, clerk, plan, params: { planId: plan.id } }
}

/** The plan as one sends it back. */
const fieldsOf = ({ name, from, to, aspects }: Plan) => ({
  name,
  from,
  to,
  aspects: aspects.map(aspect => ({
    id: aspect.id,
    name: aspect.name,
    goals: aspect.goals.map(({ course: _, items, ...goal }) => ({
      ...goal,
      items: items.map(({ id, name: item, unitId, dueOn }) => ({ id, name: item, unitId, dueOn })),
    })),
  })),
})
const shape = ({ aspects }: Plan) =>
  aspects.map(({ name, goals }) => [name, ...goals.map(goal => [goal.name, goal.course, ...goal.items.map(item => item.name)].join(' '))])

const adopt = (who: string, { params, plan }: Pick<Awaited<ReturnType<typeof aDraft>>, 'params' | 'plan'>, version = plan.version) =>
  app.call(who, endpoints.adopt, { params, body: { adoptedOn: '2026-03-01' } }, match(version))

test('a draft is its office’s alone, and is changed in every part; its course and its items are not public before it is adopted', async () => {
  const at = await aDraft()
  const { clerk, group, plan, params } = at
  expect([plan.version, plan.adoptedOn, plan.allowedActions]).toEqual([1, null, ['edit', 'adopt']])
  const stranger = (await aDraft()).clerk
  for (const who of [null, stranger]) {
    expect((await app.call(who, endpoints.get, { params })).status).toBe(404)
    expect((await app.call(who, endpoints.list)).body.items.map(({ id }) => id)).not.toContain(plan.id)
  }
  const hidden = await app.as(await app.person(stranger), async ({ db }) => [
    await db.selectFrom('planAspect').where('planId', '=', plan.id).select('id').execute(),
    await db.selectFrom('planItem').where('unitId', '=', group.id).select('id').execute(),
  ])
  expect(hidden).toEqual([[], []])
  const branch = await aHolder(app.owner, 'branchSecretary', group.id)
  const waiting = async () => (await app.call(branch, todoEndpoints.list)).body.items.filter(({ source }) => source === 'plans.mine')
  expect(await waiting(), 'a draft gives nobody work').toEqual([])
  const item = plan.aspects[0]!.goals[0]!.items[0]!
  expect(item.allowedActions).toEqual([])
  const input = { params: { itemId: item.id }, body: { doneOn: '2026-03-01' } }
  expect((await app.call(clerk, endpoints.accept, input)).status).toBe(409)

  const before = fieldsOf(plan)
  await aVenue(app.owner, at.village.id, { kind: 'villageCentre', name: '柳河党群服务中心', openedOn: '2019-01-01' })
  const [aspect] = before.aspects
  const [kept] = aspect!.goals
  const items = [
    ...kept!.items.map(each => ({ ...each, dueOn: '2026-05-01' })),
    { name: '修西社的门', unitId: group.id, dueOn: '2026-06-01' },
  ]
  const changedTo = (indicator: string | null) => ({
    ...before,
    name: '2026年计划（改）',
    aspects: [
      { name: '队伍建设', goals: [{ name: '培训', target: 3, measure: '场', indicator }] },
      { ...aspect!, name: '阵地', goals: [{ ...kept!, name: '修好门窗', items, eachVenue: 'villageCentre' }] },
    ],
  })
  const changed = changedTo(null)
  const edit = (body: object, version = 1) => app.call(clerk, endpoints.edit, { params, body }, match(version))
  const known = (await app.call(clerk, endpoints.edit, { params, body: changed }, {})).status
  expect(known, 'nothing is saved without a version').toBe(428)
  const wrong = await edit(changedTo('moon.phase'))
  expect(wrong.body.errors, 'what a plan names must be there').toEqual([
    { pointer: '#/aspects/0/goals/0/indicator', detail: '没有这个指标' },
  ])
  const saved = await edit(changed)
  expect(saved.status).toBe(200)
  expect(saved.body).toMatchObject({ name: '2026年计划（改）', version: 2, revisions: [] })
  expect(shape(saved.body)).toEqual([
    ['队伍建设', '培训 尚无记录'],
    ['阵地', expect.stringContaining('修好门窗 0/3个')],
  ])
  expect(saved.body.aspects[1]!.goals[0]!.id).toBe(kept!.id)
  expect(saved.body.aspects[1]!.goals[0]!.items.find(({ id }) => id === item.id)).toMatchObject({ dueOn: '2026-05-01', version: 2 })
  // A second time the venue has its item already; and an item left out of a draft is gone.
  const again = fieldsOf(saved.body)
  again.aspects[1]!.goals[0]!.items = again.aspects[1]!.goals[0]!.items.filter(({ id }) => id !== item.id)
  Object.assign(again.aspects[1]!.goals[0]!, { eachVenue: 'villageCentre' })
  const third = await edit(again, 2)
  expect(third.body.aspects[1]!.goals[0]!.course).toBe('0/2个')
  expect(await edit(changed, 2)).toMatchObject({ status: 412, body: { current: { version: 3 }, yours: { name: '2026年计划（改）' } } })

  expect((await app.call(clerk, endpoints.revise, { params, body: { ...again, reason: '还没定' } }, match(3))).status).toBe(409)
  expect((await app.call(stranger, endpoints.edit, { params, body: again }, match(3))).status).toBe(404)
  expect((await app.call(branch, endpoints.edit, { params, body: again }, match(3))).status).toBe(404)
  expect((await app.call(null, endpoints.edit, { params, body: again }, match(3))).status).toBe(401)
})

test('a draft is adopted once, as it was read, on a day that was; then everyone sees it', async () => {
  const at = await aDraft()
  const { clerk, params } = at
  expect((await app.call(clerk, endpoints.adopt, { params, body: { adoptedOn: '2026-03-01' } })).status).toBe(428)
  expect((await adopt(clerk, at, 7)).status).toBe(412)
  const later = await app.call(clerk, endpoints.adopt, { params, body: { adoptedOn: '2026-03-03' } }, match(1))
  expect(later.body.errors).toEqual([{ pointer: '#/adoptedOn', detail: '定下来的日子不能在今天以后' }])
  expect((await adopt((await aDraft()).clerk, at)).status).toBe(404)
  const adopted = await adopt(clerk, at)
  expect(adopted).toMatchObject({ status: 200, body: { adoptedOn: '2026-03-01', version: 2, allowedActions: ['revise'] } })
  expect((await adopt(clerk, at, 2)).status).toBe(409)
  expect((await app.call(null, endpoints.get, { params })).body).toMatchObject({ adoptedOn: '2026-03-01', allowedActions: [] })
  const stranger = (await aDraft()).clerk
  expect((await adopt(stranger, at, 2)).status, 'read by all, adopted by its office').toBe(403)
  expect((await app.call(clerk, endpoints.edit, { params, body: fieldsOf(adopted.body) }, match(2))).status).toBe(409)
})

test('what was adopted changes by a dated revision with a reason; the old text is kept, what is done stays done, no item is lost', async () => {
  const at = await aDraft()
  const { clerk, params } = at
  const { body: plan } = await adopt(clerk, at)
  const [worked, idle] = plan.aspects[0]!.goals
  const input = { params: { itemId: worked!.items[0]!.id }, body: { doneOn: '2026-03-01' } }
  expect((await app.call(clerk, endpoints.accept, input)).status).toBe(200)
  const fields = fieldsOf(plan)
  const [aspect] = fields.aspects
  const revise = (who: string, aspects: object[], { version = 2, reason = '区里改了时间' } = {}) =>
    app.call(who, endpoints.revise, { params, body: { ...fields, name: '2026年计划（修订）', aspects, reason } }, match(version))
  const [kept] = aspect!.goals
  const sound = [{ ...aspect!, goals: [{ ...kept!, name: '修好门窗', target: 2 }] }]
  const faults = async (aspects: object[]) =>
    (await revise(clerk, aspects)).body.errors.map(({ pointer, detail }) => `${pointer} ${detail}`)
  expect(await faults([{ ...aspect!, goals: [{ ...aspect!.goals[1]! }] }])).toEqual([
    '#/aspects “修东社的门”不能删。不做了，请在计划里点“不再做”。',
  ])
  const moved = { ...kept!.items[0]!, dueOn: '2026-04-01' }
  expect(await faults([{ ...aspect!, goals: [{ ...kept!, items: [moved] }] }])).toEqual([
    '#/aspects/0/goals/0/items/0/name 已经验收或不再做的，不能改',
  ])
  expect(await faults([...sound, { id: newId(), name: '别处的', goals: [{ name: '别处的目标' }] }])).toEqual([
    '#/aspects/1/name 计划里没有这个方面',
  ])
  expect((await revise(clerk, sound, { reason: '' })).body.errors).toMatchObject([{ pointer: '#/reason' }])
  expect((await revise((await aDraft()).clerk, sound)).status, 'read by anyone, revised by its office').toBe(403)
  expect((await app.call(clerk, endpoints.revise, { params, body: { ...fields, reason: '没有版本' } })).status).toBe(428)

  const revised = await revise(clerk, sound)
  expect(revised.status).toBe(200)
  expect(shape(revised.body)).toEqual([['阵地建设', '修好门窗 1/1个 修东社的门']])
  expect(JSON.stringify(revised.body.aspects)).not.toContain(idle!.id)
  const old = {
    name: '2026年计划',
    aspects: [{ goals: [{ name: '修好每道门', target: null, items: [{ name: '修东社的门' }] }, { name: '没有数的目标' }] }],
  }
  const told = { revisedOn: '2026-03-02', reason: '区里改了时间', old }
  expect(revised.body.revisions).toMatchObject([{ ...told, revisedByName: '关小敏' }])
  const seen = await app.call(null, endpoints.get, { params })
  expect(seen.body).toMatchObject({ name: '2026年计划（修订）', version: 3, revisions: [told] })
  expect(await revise(clerk, sound)).toMatchObject({ status: 412, body: { current: { version: 3 }, yours: { reason: '区里改了时间' } } })
  const townClerk = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  expect(
    (await app.call(townClerk, endpoints.revise, { params: { planId: newId() }, body: { ...fields, reason: '没有' } }, match(1))).status,
  ).toBe(404)
})

test.each([
  ['merged', 'its successor and the town go on with it'],
  ['closed', 'the unit above goes on with it'],
] as const)('the plan of a village that was %s is read, its numbers up to its last day, and changed: %s', async (how, _why) => {
  app.now = new Date('2026-03-02T01:00:00Z')
  const [village, heir] = [await aVillage(app.owner), await aVillage(app.owner)]
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const town = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  await aVenue(app.owner, village.id, { kind: 'station', openedOn: '2026-02-01' })
  const goals = [{ name: '新开服务站', target: 3, measure: '个', indicator: 'venues.openedStation' }]
  const enter = async (name: string, period: object = {}) => {
    const aspects = [{ name: '阵地建设', goals }]
    const body = { unitId: village.id, name, from: '2026-01-01', to: '2026-12-31', aspects, ...period }
    const { body: plan } = await app.call(clerk, endpoints.create, { body })
    return { plan, params: { planId: plan.id } }
  }
  const [adopted, draft] = [await enter('定下来的计划'), await enter('草稿')]
  const later = await enter('以后的计划', { from: '2026-04-01' })
  await adopt(clerk, adopted)
  const when = { effectiveOn: '2026-03-09' }
  const change =
    how === 'merged'
      ? app.call(town, unitEndpoints.merge, { params: { unitId: heir.id }, body: { predecessorIds: [village.id], ...when } }, match(1))
      : app.call(town, unitEndpoints.close, { params: { unitId: village.id }, body: when }, match(1))
  expect((await change).status).toBe(200)
  app.now = new Date('2026-06-02T01:00:00Z')
  await aVenue(app.owner, heir.id, { kind: 'station', openedOn: '2026-05-01' })

  const read = await app.call(null, endpoints.get, { params: adopted.params })
  expect(read.status).toBe(200)
  expect(shape(read.body)).toEqual([['阵地建设', '新开服务站 1个']])
  const offices = how === 'merged' ? [town, await aHolder(app.owner, 'villageClerk', heir.id)] : [town]
  let { version } = read.body
  for (const who of offices) {
    const revision = { ...fieldsOf(read.body), name: '改过的计划', reason: '村撤了，继续做完' }
    const revised = await app.call(who, endpoints.revise, { params: adopted.params, body: revision }, match(version))
    expect(revised).toMatchObject({ status: 200, body: { name: '改过的计划' } })
    ;({ version } = revised.body)
  }
  const unseen = await app.call(town, endpoints.get, { params: draft.params })
  const edited = await app.call(
    town,
    endpoints.edit,
    { params: draft.params, body: { ...fieldsOf(unseen.body), name: '改过的草稿' } },
    match(1),
  )
  expect(edited).toMatchObject({ status: 200, body: { name: '改过的草稿' } })
  const never = await app.call(town, endpoints.get, { params: later.params })
  expect(shape(never.body), 'it did not live to begin').toEqual([['阵地建设', '新开服务站 尚无记录']])
})

test('a selection has an item for each place, also for those that come with a revision; one that is dropped does not come back', async () => {
  const { clerk, group, plan, params } = await aDraft()
  const selection = { name: '评选星级站点', target: 3, measure: '个', selection: 'starStation', figure: 'P03' } as const
  const { aspects, ...fields } = fieldsOf(plan)
  const given = { name: '东社的名额', unitId: group.id, dueOn: '2026-06-30' }
  const withSelection = [{ ...aspects[0]!, goals: [...aspects[0]!.goals, { ...selection, items: [given] }] }]
  const drafted = await app.call(clerk, endpoints.edit, { params, body: { ...fields, aspects: withSelection } }, match(plan.version))
  const last = ({ aspects: [aspect] }: Plan) => aspect!.goals.at(-1)!
  expect(last(drafted.body).items.map(({ name, unitId, dueOn }) => [name, unitId, dueOn])).toEqual([
    ['东社的名额', group.id, '2026-06-30'],
    ['星级站点名额2', plan.unitId, '2026-12-31'],
    ['星级站点名额3', plan.unitId, '2026-12-31'],
  ])
  await adopt(clerk, { params, plan: drafted.body })
  const drop = { params: { itemId: last(drafted.body).items[2]!.id }, body: { reason: '今年少评一个' } }
  expect((await app.call(clerk, endpoints.drop, drop)).status).toBe(200)
  const now = (await app.call(clerk, endpoints.get, { params })).body
  const revised = async (target: number, from: Plan) => {
    const sent = fieldsOf(from)
    const body = {
      ...sent,
      reason: '名额有变',
      aspects: sent.aspects.map(aspect => ({ ...aspect, goals: aspect.goals.map((goal, at) => (at === 2 ? { ...goal, target } : goal)) })),
    }
    return (await app.call(clerk, endpoints.revise, { params, body }, match(from.version))).body
  }
  const same = await revised(3, now)
  expect(last(same).course).toBe('0/2个')
  expect(last(await revised(4, same)).course).toBe('0/3个')
})

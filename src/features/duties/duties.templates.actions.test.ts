/** Templates of duties (清单模板): over HTTP. What is refused, what is asked once, what it costs, and two who issue at once. */
import { expect, test } from 'vitest'
import { endpoints as guardEndpoints } from '#features/guard/guard.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import type { TemplateFields } from './duties.contract.ts'
import { endpoints } from './duties.endpoints.contract.ts'
import { aDemand, aTemplate } from './duties.samples.ts'

const app = useApp()

/** A village of its own with an office, and groups for a list to bind. */
async function anOffice(groups = 2) {
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  for (let n = 1; n <= groups; n += 1) await aUnit(app.owner, { kind: 'cooperative', name: `${n}社` }, village)
  return {
    town,
    village,
    clerk: await aHolder(app.owner, 'villageClerk', village.id),
    demand: (changes: Partial<TemplateFields> = {}) => aDemand(village.id, { kinds: ['cooperative'], ...changes }),
  }
}
const ifMatch = { 'if-match': '"1"' }
const dutiesOf = (templateId: string) => app.owner.selectFrom('duty').where('templateId', '=', templateId).selectAll().execute()

test('an office writes a list, sees its price, issues it, and each organisation gets its duties once', async () => {
  const { village, clerk, demand } = await anOffice()
  const body = demand({ asks: [{ name: '志愿者接龙人次外的难处', heldIn: null, filledBy: 'branchSecretary', reason: '' }], minutes: 5 })
  const sound = { ...body, asks: [{ ...body.asks[0]!, name: '开放中的难处' }] }
  const preview = await app.call(clerk, endpoints.preview, { body: sound })
  expect(preview.body).toEqual({
    bound: 2,
    findings: [],
    held: [null],
    price: { minutesEachTime: 10, yearlyMinutes: 120, words: '2个单位，每年12次，每次5分钟，全年共2小时。' },
    firstDueOn: '2026-03-20',
    estimated: false,
    notThereYet: null,
  })
  const drafted = await app.call(clerk, endpoints.draft, { body: sound })
  expect(drafted).toMatchObject({
    status: 200,
    body: { state: 'draft', bound: 2, version: 1, allowedActions: ['revise', 'issue', 'withdraw', 'form', 'mapForm'] },
  })
  const params = { templateId: drafted.body.id }
  const issued = await app.call(clerk, endpoints.issue, { params }, ifMatch)
  expect(issued).toMatchObject({ status: 200, body: { state: 'issued', version: 2, fulfilledByName: '新启用的党群服务站数' } })
  const duties = await dutiesOf(params.templateId)
  expect(duties.map(({ periodFrom, dueOn, state }) => [periodFrom, dueOn, state]).sort()).toEqual([
    ['2026-03-01', '2026-03-20', 'due'],
    ['2026-03-01', '2026-03-20', 'due'],
    ['2026-04-01', '2026-04-20', 'upcoming'],
    ['2026-04-01', '2026-04-20', 'upcoming'],
  ])
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', params.templateId)
    .select(['name', 'details', 'unitId'])
    .orderBy('id')
    .execute()
  expect(events).toEqual([
    { name: 'duties.draft', details: { frequency: 'monthly' }, unitId: village.id },
    { name: 'duties.issue', details: { made: 4 }, unitId: village.id },
  ])
})

test.each([
  ['no basis', { basis: { name: '', article: '', issuer: '' } }, '#/basis/name', 'noBasis'],
  ['a basis without an article', { basis: { name: '《条例》', article: '', issuer: '' } }, '#/basis/article', 'noBasis'],
  ['a banned basis', { name: '每天打卡' }, '#/name', 'checkIn'],
  [
    'a photo among its fields',
    { asks: [{ name: '现场照片', heldIn: null, filledBy: 'villageClerk', reason: '' }], minutes: 1 },
    '#/asks/0/name',
    'photos',
  ],
  ['nobody whom it binds', { kinds: [] }, '#/kinds', 'bindsNobody'],
  ['no unit of that kind', { kinds: ['quarter'] }, '#/kinds', 'bindsNobody'],
  ['so many solved troubles a month', { fulfilledBy: 'requests.solved' }, '#/fulfilledBy', 'quotaOfTroubles'],
  ['no working day to answer', { frequency: 'once', dueCount: 1, to: '2026-03-05' }, '#/dueCount', 'tooSoon'],
  [
    'a field that the system holds',
    { asks: [{ name: '服务站地址', heldIn: null, filledBy: 'villageClerk', reason: '' }], minutes: 1 },
    '#/asks/0/reason',
    'askedTwice',
  ],
  [
    'a number that is counted already',
    { asks: [{ name: '收到的诉求', heldIn: null, filledBy: 'villageClerk', reason: '' }], minutes: 1 },
    '#/asks/0/reason',
    'askedTwice',
  ],
  [
    'a column nobody can fill',
    { asks: [{ name: '村民满意指数', heldIn: null, filledBy: null, reason: '' }], minutes: 1 },
    '#/asks/0/filledBy',
    'nobodyCanFill',
  ],
  [
    'a source that does not exist',
    { asks: [{ name: '满意指数', heldIn: 'moon.phase', filledBy: null, reason: '' }] },
    '#/asks/0/heldIn',
    'nobodyCanFill',
  ],
  [
    'fields that take no time',
    { asks: [{ name: '开放中的难处', heldIn: null, filledBy: 'villageClerk', reason: '' }], minutes: 0 },
    '#/minutes',
    'overTheCap',
  ],
  ['more minutes than a village has', { minutes: 400 }, '#/minutes', 'overTheCap'],
] as const)(
  'a list with %s is refused with its article, and the refusal is public without a name',
  async (_what, changes, pointer, ban) => {
    const { village, clerk, demand } = await anOffice()
    const body = demand(changes as unknown as Partial<TemplateFields>)
    const refused = await app.call(clerk, endpoints.draft, { body })
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/duties/refused' } })
    expect(refused.body.errors.map(error => error.pointer)).toContain(pointer)
    expect(refused.body.errors.find(error => error.pointer === pointer)!.detail).toMatch(/依据：.+[一二三四五六七八九十（）的次规定条]+。$/)
    const { body: preview } = await app.call(clerk, endpoints.preview, { body })
    expect(preview.findings.map(finding => [finding.pointer, finding.ban])).toContainEqual([pointer, ban])
    const kept = await app.owner.selectFrom('refusedDemand').where('unitId', '=', village.id).selectAll().execute()
    expect(kept).toHaveLength(1)
    const { body: list } = await app.call(null, guardEndpoints.refusals, { query: { limit: '100' } })
    const shown = list.items.find(({ id }) => id === kept[0]!.id)!
    expect(shown.findings.map(finding => finding.ban)).toContain(ban)
    expect(JSON.stringify(shown)).not.toContain(clerk)
    expect(await app.owner.selectFrom('dutyTemplate').where('unitId', '=', village.id).selectAll().execute()).toEqual([])
  },
)

test('a field is asked twice only with a reason, and taking what the system holds costs nothing', async () => {
  const { clerk, demand } = await anOffice()
  const ask = { name: '服务站地址', heldIn: null, filledBy: 'villageClerk' as const, reason: '' }
  const { body: preview } = await app.call(clerk, endpoints.preview, { body: demand({ asks: [ask], minutes: 1 }) })
  expect(preview.held).toEqual([{ id: 'venue.address', name: '阵地地址', where: '阵地' }])
  const withReason = await app.call(clerk, endpoints.draft, {
    body: demand({ asks: [{ ...ask, reason: '搬迁后地址待核对' }], minutes: 1 }),
  })
  expect(withReason.status).toBe(200)
  const taken = await app.call(clerk, endpoints.draft, { body: demand({ asks: [{ ...ask, heldIn: 'venue.address', filledBy: null }] }) })
  expect(taken).toMatchObject({ status: 200, body: { price: { yearlyMinutes: 0 } } })
})

test('a second list that asks the same of the same is refused', async () => {
  const { clerk, demand, village } = await anOffice()
  const params = {
    templateId: await aTemplate(app.owner, village.id, { kinds: ['cooperative'], fulfilledBy: 'venues.openedRedBase', name: '原来的清单' }),
  }
  expect((await app.call(clerk, endpoints.issue, { params }, ifMatch)).status).toBe(200)
  const again = await app.call(clerk, endpoints.draft, { body: demand({ fulfilledBy: 'venues.openedRedBase' }) })
  expect(again.body.errors).toMatchObject([{ pointer: '#/fulfilledBy' }])
  expect(
    (await app.call(clerk, endpoints.draft, { body: demand({ fulfilledBy: 'venues.openedRedBase', frequency: 'yearly' }) })).status,
  ).toBe(200)
  await app.call(clerk, endpoints.withdraw, { params, body: { reason: '重复了' } })
  expect((await app.call(clerk, endpoints.draft, { body: demand({ fulfilledBy: 'venues.openedRedBase' }) })).status).toBe(200)
})

test('two people issue one list at once: it is issued once, and each duty stands once', async () => {
  const { village, clerk } = await anOffice()
  const colleague = await aHolder(app.owner, 'villageSecretary', village.id)
  const params = { templateId: await aTemplate(app.owner, village.id, { kinds: ['cooperative'], fulfilledBy: 'venues.openedPark' }) }
  const answers = await Promise.all([clerk, colleague].map(who => app.call(who, endpoints.issue, { params }, ifMatch)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)!.body.type).toBe('/problems/wrong-state')
  expect(await dutiesOf(params.templateId)).toHaveLength(4)
})

test('what no record of the system can prove is not issued', async () => {
  const { village, clerk } = await anOffice()
  const issue = async (fulfilledBy: string | null) => {
    const params = { templateId: await aTemplate(app.owner, village.id, { kinds: ['cooperative'], fulfilledBy }) }
    return app.call(clerk, endpoints.issue, { params }, ifMatch)
  }
  for (const [id, words] of [
    ['moons.seen', '尚无此功能'],
    ['venues.park', '存量'],
    [null, '没有选用'],
  ] as const)
    expect(await issue(id)).toMatchObject({
      status: 409,
      body: { type: '/problems/duties/not-there-yet', detail: expect.stringContaining(words) as string },
    })
})

test('a draft may be issued by its own office only, as it was read, and not after its time', async () => {
  const { village, clerk, town } = await anOffice()
  const other = await anOffice()
  const params = { templateId: await aTemplate(app.owner, village.id, { kinds: ['cooperative'], fulfilledBy: 'venues.openedRedHouse' }) }
  expect((await app.call(null, endpoints.issue, { params }, ifMatch)).status).toBe(401)
  expect((await app.call(other.clerk, endpoints.issue, { params }, ifMatch)).status).toBe(404)
  expect((await app.call(clerk, endpoints.issue, { params })).status).toBe(428)
  expect((await app.call(clerk, endpoints.issue, { params }, { 'if-match': '"7"' })).status).toBe(412)
  const over = { templateId: await aTemplate(app.owner, village.id, { kinds: ['cooperative'], from: '2025-01-01', to: '2025-12-31' }) }
  expect((await app.call(clerk, endpoints.issue, { params: over }, ifMatch)).status).toBe(409)
  const banned = { templateId: await aTemplate(app.owner, village.id, { kinds: ['cooperative'], name: '每天打卡' }) }
  expect((await app.call(clerk, endpoints.issue, { params: banned }, ifMatch)).body.type).toBe('/problems/duties/refused')
  expect((await app.call(clerk, endpoints.issue, { params }, ifMatch)).status).toBe(200)
  const towns = { templateId: await aTemplate(app.owner, town.id, { fulfilledBy: 'venues.openedRedHouse' }) }
  const townClerk = await aHolder(app.owner, 'townClerk', town.id)
  expect((await app.call(townClerk, endpoints.issue, { params: towns }, ifMatch)).status).toBe(200)
  const taken = await app.call(clerk, endpoints.withdraw, { params: towns, body: { reason: '不想做' } })
  expect(taken.status, 'a level below may add, not take away').toBe(403)
  await app.call(townClerk, endpoints.withdraw, { params: towns, body: { reason: '试完了' } })
})

test('a draft written earlier and issued late makes nobody late', async () => {
  const { village, clerk } = await anOffice()
  const params = {
    templateId: await aTemplate(app.owner, village.id, {
      kinds: ['cooperative'],
      from: '2025-06-01',
      fulfilledBy: 'venues.openedAntiCrimeBase',
    }),
  }
  await app.call(clerk, endpoints.issue, { params }, ifMatch)
  expect(new Set((await dutiesOf(params.templateId)).map(({ periodFrom }) => periodFrom))).toEqual(new Set(['2026-03-01', '2026-04-01']))
})

test('what cannot be meant is said beside the field', async () => {
  const { clerk, demand } = await anOffice()
  const pointers = async (changes: object) => {
    const answer = await app.call(clerk, endpoints.draft, { body: { ...demand(), ...changes } })
    return [answer.status, ...answer.body.errors.map(({ pointer }) => pointer)]
  }
  expect(await pointers({ from: '2026-12-31', to: '2026-12-01' })).toEqual([422, '#/to'])
  expect(await pointers({ from: '2026-03-01' })).toEqual([422, '#/from'])
  expect(await pointers({ to: '2036-03-01' })).toEqual([422, '#/to'])
  expect(await pointers({ kinds: ['branch'] })).toEqual([422, '#/kinds'])
  expect(await pointers({ unitId: newId() })).toEqual([422, '#/unitId'])
  expect(await pointers({ name: '', minutes: -1, dueCount: 0 })).toEqual([422, '#/name', '#/dueCount', '#/minutes'])
})

test('everyone reads how many minutes a month each village is asked for, by code', async () => {
  const { village, clerk, demand } = await anOffice(3)
  const drafted = await app.call(clerk, endpoints.draft, { body: demand({ minutes: 8, fulfilledBy: 'venues.openedTownCentre' }) })
  await app.call(clerk, endpoints.issue, { params: { templateId: drafted.body.id } }, ifMatch)
  const { status, body } = await app.call(null, endpoints.burden)
  expect([status, body.capMinutes]).toEqual([200, 600])
  expect(body.items.find(({ unitId }) => unitId === village.id)).toMatchObject({ lists: 1, monthlyMinutes: 24 })
})

test('a draft is changed by its office, weighed again, and two who change it at once both see both', async () => {
  const { village, clerk, demand } = await anOffice()
  const { body: drafted } = await app.call(clerk, endpoints.draft, { body: demand() })
  const params = { templateId: drafted.id }
  const body = demand({ name: '服务站每季开放', frequency: 'quarterly' })
  const revise = (who: string, changes: Partial<TemplateFields> = {}, version = 1) =>
    app.call(who, endpoints.revise, { params, body: { ...body, ...changes } }, { 'if-match': `"${version}"` })
  const branch = await aHolder(app.owner, 'branchSecretary', village.id)
  expect((await revise(branch)).status, 'its branch reads it and does not write it').toBe(403)
  expect((await revise((await anOffice()).clerk)).status, 'another village does not read it').toBe(404)
  expect((await app.call(clerk, endpoints.revise, { params, body })).status).toBe(428)
  expect((await revise(clerk, { name: '每天打卡' })).body).toMatchObject({ status: 422, findings: [{ ban: 'checkIn' }] })
  expect((await revise(clerk, { from: '2026-02-01' })).body.errors).toMatchObject([{ pointer: '#/from' }])
  expect((await revise(clerk, { unitId: (await aVillage(app.owner)).id })).body.errors).toMatchObject([{ pointer: '#/unitId' }])
  expect((await revise(clerk)).body).toMatchObject({ name: '服务站每季开放', frequency: 'quarterly', state: 'draft', version: 2 })
  expect(await revise(clerk, { name: '我写的' })).toMatchObject({
    status: 412,
    body: { current: { name: '服务站每季开放', version: 2 }, yours: { name: '我写的' } },
  })
  expect((await app.call(clerk, endpoints.issue, { params }, { 'if-match': '"2"' })).status).toBe(200)
  expect((await revise(clerk, {}, 3)).status, 'what went out is not rewritten').toBe(409)
})

/** Important matters (重要事权清单): from the defaults to a list in force, what a village makes stricter, and what is refused. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aSettledPeriod } from '#features/thresholds/thresholds.samples.ts'
import { aTown, aUnit, aVillage, type SampleUnit } from '#features/units/units.samples.ts'
import type { InputOf } from '#platform/shared/endpoint.ts'
import { checked } from '#features/record/record.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { entryOf } from './matters.actions.ts'
import { endpoints } from './matters.contract.ts'
import { aListInForce, anEntry } from './matters.samples.ts'

const app = useApp()

/** A village with its office, under a town with two clerks and a leader. */
async function aPlace() {
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  return {
    town,
    village,
    clerk: await aHolder(app.owner, 'townClerk', town.id),
    leader: await aHolder(app.owner, 'townLeader', town.id),
    secretary: await aHolder(app.owner, 'villageSecretary', village.id),
  }
}

type Move = 'consult' | 'adopt' | 'file' | 'enforce' | 'revise'

async function aList(who: string, unit: SampleUnit, from: InputOf<typeof endpoints.create>['body']['from'] = 'nothing') {
  const { status, body } = await app.call(who, endpoints.create, { body: { unitId: unit.id, from } })
  expect([status, body.detail]).toEqual([200, undefined])
  const params = { listId: body.id }
  const read = async (by: string | null = who) => (await app.call(by, endpoints.get, { params })).body
  const match = async (version?: number) => ({ 'if-match': `"${version ?? (await read()).version}"` })
  return {
    id: body.id,
    read,
    add: async (entry: object, by = who, version?: number) => app.call(by, endpoints.add, { params, body: entry }, await match(version)),
    write: async (code: string, entry: object, by = who) =>
      app.call(by, endpoints.write, { params: { ...params, code }, body: entry }, await match()),
    remove: async (code: string, by = who) => app.call(by, endpoints.remove, { params: { ...params, code } }, await match()),
    move: async (name: Move, by = who, onDay = '2026-03-02', version?: number) =>
      app.call(
        by,
        endpoints[name],
        { params, ...(name !== 'revise' && { body: { onDay, document: '第三次会议' } }) },
        await match(version),
      ),
  }
}

test('a village goes from a draft to a list in force; the town files it, and the next one supersedes it', async () => {
  const { village, clerk, secretary } = await aPlace()
  const list = await aList(secretary, village)
  expect((await list.move('consult')).body.type).toBe('/problems/matters/empty-list')
  expect((await list.add(anEntry('A10', { bands: [{ fromFen: 5_000_000, body: 'villagersAssembly' }] }))).status).toBe(200)
  expect((await list.add(anEntry('A3'))).body.entries.map(({ code }) => code)).toEqual(['A3', 'A10'])
  expect((await list.remove('A3')).body.entries.map(({ code }) => code)).toEqual(['A10'])
  expect((await app.call(null, endpoints.get, { params: { listId: list.id } })).status).toBe(404) // a draft is not public
  expect((await list.move('adopt')).status).toBe(409) // nobody was asked
  expect((await list.move('consult', secretary, '2026-02-01')).body).toMatchObject({
    state: 'consulted',
    allowedActions: expect.arrayContaining(['revise', 'adopt']) as string[],
  })
  expect((await list.add(anEntry('A3'))).status).toBe(409) // no longer a draft
  expect((await list.move('adopt', secretary, '2026-01-31')).body.errors).toEqual([
    { pointer: '#/onDay', detail: '不能早于上一步（2026-02-01）' },
  ])
  expect((await list.move('adopt', secretary, '2026-03-03')).body.errors).toEqual([{ pointer: '#/onDay', detail: '要等到那一天才登记' }])
  expect((await list.move('adopt', secretary, '2026-02-10')).status).toBe(200)
  expect((await list.move('file', secretary)).status).toBe(403) // the town files
  expect((await list.move('file', clerk, '2026-02-20')).status).toBe(200)
  const { body } = await list.move('enforce', secretary, '2026-03-01')
  expect(body).toMatchObject({ state: 'inForce', inForceOn: '2026-03-01' })
  expect(body.steps.map(({ state, document }) => [state, document])).toEqual(
    ['consulted', 'adopted', 'filed', 'inForce'].map(state => [state, '第三次会议']),
  )

  const next = await aList(secretary, village, 'current')
  expect((await next.read()).entries).toMatchObject([{ code: 'A10', bands: [{ fromFen: 5_000_000 }], listId: next.id }])
  await next.write('A10', anEntry('A10', { disclosureDays: 10 }))
  for (const name of ['consult', 'adopt'] as const) await next.move(name)
  await next.move('file', clerk)
  expect((await next.move('enforce', secretary, '2026-03-01')).body.errors[0]?.pointer).toBe('#/onDay')
  expect((await next.move('enforce')).status).toBe(200)
  const before = await list.read(null)
  expect(before).toMatchObject({ state: 'superseded', supersededOn: '2026-03-02', entries: [{ disclosureDays: 7 }] })

  // a matter that began under the first list keeps it
  const kept = await app.as({ kind: 'public', townId: 1 }, context => entryOf(context, list.id, 'A10'))
  expect(kept).toMatchObject({ listId: list.id, disclosureDays: 7 })
  const seen = async (day: string) => (await app.call(null, endpoints.catalogue, { query: { unitId: village.id, day } })).body
  expect((await seen('2026-02-28')).villageList).toBeNull()
  expect((await seen('2026-03-01')).villageList).toMatchObject({ id: list.id, number: 1 })
  expect((await seen('2026-03-02')).items.find(({ code }) => code === 'A10')).toMatchObject({
    listId: next.id,
    disclosureDays: 10,
    ofVillage: true,
  })
})

test('what the program proposes is marked until somebody changes it; whoever recorded the adoption does not file', async () => {
  const { town, clerk, leader } = await aPlace()
  const list = await aList(clerk, town, 'defaults')
  expect(await list.read()).toMatchObject({ seeded: true, entries: { length: 17 } })
  expect((await app.call(clerk, endpoints.create, { body: { unitId: town.id, from: 'nothing' } })).body.type).toBe(
    '/problems/matters/draft-open',
  )
  expect((await list.write('A1', anEntry('A1', { name: '村庄规划' }))).body).toMatchObject({ seeded: false })
  for (const name of ['consult', 'adopt'] as const) expect((await list.move(name)).status).toBe(200)
  expect((await list.move('file')).status).toBe(403)
  expect((await list.move('file', leader)).status).toBe(200)
  expect((await list.move('revise')).body).toMatchObject({ state: 'draft', steps: [] })
  await list.remove('A17')
  for (const name of ['consult', 'adopt'] as const) await list.move(name)
  await list.move('file', leader)
  await list.move('enforce')
  const { items } = (await app.call(null, endpoints.catalogue, {})).body
  expect(items.map(({ code }) => code)).toEqual(Array.from({ length: 16 }, (_, index) => `A${index + 1}`))
})

test('a list in force is in the public record, and whoever changes an entry afterwards is found out', async () => {
  const { village, clerk, secretary } = await aPlace()
  const list = await aList(secretary, village)
  const bands = [{ fromFen: 5_000_000, body: 'villagersAssembly' }] as const
  await list.add(anEntry('A10', { bands: [...bands], noticeDays: 12, trigger: '', attachments: ['合同'] }))
  for (const [name, by] of [
    ['consult', secretary],
    ['adopt', secretary],
    ['file', clerk],
  ] as const)
    await list.move(name, by)
  await expect(checked(app, 'matters.list', list.id), 'not before it holds').rejects.toThrow('never recorded')
  await list.move('enforce')
  // The wording is that of every entry ever made: whoever changes it here makes them all look altered.
  expect(await checked(app, 'matters.list', list.id)).toEqual({
    fault: null,
    document: [
      '重要事权清单，第1版',
      `${village.id}，2026-03-02起施行`,
      'A10 集体财产的借贷、租赁和处分；范围：村（社区）和经济社；类别：集体资产；法定事项：一般事项；金额：5万元起由村民会议；' +
        '决定：村民会议、村民代表会议、成员大会、成员代表大会；步骤：登记议题、党组织提议、社委会商议、“两委”商议、党员首议、' +
        '党组织研究讨论、党员大会审议、会议表决、决议公开、结果公开；通知：12天；公开：7天；材料：合同；进资产平台：是；' +
        '依据：《村民委员会组织法》第二十四条第八项',
      '',
    ].join('\n'),
  })
  const altered = { ...anEntry('A10', { noticeDays: 1 }) }
  await app.owner
    .updateTable('matterEntry')
    .set({ content: JSON.stringify(altered) })
    .where('listId', '=', list.id)
    .execute()
  expect((await checked(app, 'matters.list', list.id)).fault).not.toBeNull()
})

test('a village stands under the town’s list and may only be stricter', async () => {
  const { town, village, secretary, clerk } = await aPlace()
  if (!(await app.call(null, endpoints.catalogue, {})).body.list) await aListInForce(app.owner, town.id)
  const list = await aList(secretary, village)
  const lax = await list.add(anEntry('A3', { disclosureDays: 3, bodies: ['villagersGroup'] }))
  expect(lax.status).toBe(422)
  expect(lax.body.errors.map(({ pointer }) => pointer)).toEqual(['#/bodies', '#/disclosureDays'])
  expect((await list.add(anEntry('A3', { disclosureDays: 15 }))).status).toBe(200)
  expect((await list.add({ ...anEntry('A5'), code: 'C1', name: '祠堂修缮', disclosureDays: 3 })).status).toBe(200) // the village's own
  for (const name of ['consult', 'adopt'] as const) await list.move(name)
  await list.move('file', clerk)
  await list.move('enforce')
  const { items, villageList } = (await app.call(null, endpoints.catalogue, { query: { unitId: village.id } })).body
  expect(items.find(({ code }) => code === 'A3')).toMatchObject({ ofVillage: true, disclosureDays: 15 })
  expect(items.find(({ code }) => code === 'A4')).toMatchObject({ ofVillage: false })
  expect(items.at(-1)).toMatchObject({ code: 'C1', name: '祠堂修缮' })
  expect(villageList).toMatchObject({ entries: 2 })
  const { items: others } = (await app.call(null, endpoints.catalogue, {})).body
  expect(others.some(({ code }) => code === 'C1')).toBe(false)
})

test('an entry that the law no longer allows stops the list', async () => {
  const { village, secretary } = await aPlace()
  app.now = new Date('2025-04-01T01:00:00Z')
  const list = await aList(secretary, village)
  expect((await list.add(anEntry('A9', { bodies: ['collectiveRepresentatives'] }))).status).toBe(200)
  app.now = new Date('2025-05-06T01:00:00Z')
  expect((await list.move('consult', secretary, '2025-05-06')).body).toMatchObject({
    type: '/problems/matters/no-longer-fits',
    detail: 'A9：征地补偿费的分配使用只能由成员大会决定，成员代表大会不能代替。',
  })
  app.now = new Date('2026-03-02T01:00:00Z')
})

test('the chart names each step, who meets, the law’s numbers and the days', async () => {
  const { town, village } = await aPlace()
  const community = await aUnit(app.owner, { kind: 'community', name: '江浦社区' }, town)
  const listId = await aListInForce(app.owner, village.id, {
    entries: [anEntry('A10', { noticeDays: 15, bands: [{ fromFen: 5_000_000, body: 'collectiveMembers' }] })],
  })
  const charts = async (query: object) => (await app.call(null, endpoints.entry, { params: { listId, code: 'A10' }, query })).body.charts
  const [ofVillage, ofCollective] = await charts({})
  expect(ofVillage?.steps.map(({ name }) => name)).toEqual([
    '登记议题',
    '党组织提议',
    '“两委”商议',
    '党组织研究讨论',
    '党员大会审议',
    '会议表决',
    '决议公开',
    '结果公开',
  ])
  const vote = ofCollective?.steps.find(({ stage }) => stage === 'assembly')
  expect(vote).toMatchObject({
    who: '成员大会或者成员代表大会',
    source: '《农村集体经济组织法》第二十六条、第二十七条；《农村集体经济组织法》第二十八条',
  })
  expect(vote?.says).toEqual([
    '由成员大会决定的：',
    '三分之二以上应到的人到会',
    '全体三分之二以上同意',
    '提前15天通知',
    '由成员代表大会决定的：',
    '三分之二以上应到的人到会（按章程，待镇里确认）',
    '全体三分之二以上同意',
    '提前15天通知（按章程，待镇里确认）',
    '满5万元：成员大会决定',
  ])
  expect(ofCollective?.steps.find(({ stage }) => stage === 'decisionDisclosure')?.says).toEqual([
    '公开满7天（待镇里确认），可以提异议',
    '交易要上集体资产交易平台',
  ])
  const takeBack = await aSettledPeriod(app.owner, 'decision', 10, '2026-03-02')
  const [settled] = await charts({ day: '2026-03-02' })
  expect(settled?.steps.find(({ stage }) => stage === 'decisionDisclosure')?.says[0], 'as the town settled').toBe('公开满10天，可以提异议')
  await takeBack()
  const [there] = await charts({ unitId: community.id })
  expect(there?.steps.find(({ stage }) => stage === 'assembly')?.who).toBe('居民会议或者居民代表会议')
  const [then] = await charts({ day: '2025-12-31', unitId: community.id })
  expect(then?.steps.find(({ stage }) => stage === 'assembly')?.says).toContain('那时还没有居民代表会议')
})

test('what cannot be is refused in words', async () => {
  const { town, village, secretary, clerk } = await aPlace()
  const stranger = await aHolder(app.owner, 'villageSecretary', (await aVillage(app.owner)).id)
  const list = await aList(secretary, village)
  expect((await list.add(anEntry('A9', { bodies: ['collectiveRepresentatives'] }))).body.errors[0]).toEqual({
    pointer: '#/bodies/0',
    detail: '征地补偿费的分配使用只能由成员大会决定，成员代表大会不能代替',
  })
  expect((await list.add({ ...anEntry('A9'), code: '9' })).body.errors).toEqual([{ pointer: '#/code', detail: '编号写成A1、C12这样' }])
  expect((await list.add({ ...anEntry('A9'), disclosureDays: 0, name: '' })).body.errors.map(({ pointer }) => pointer).sort()).toEqual([
    '#/disclosureDays',
    '#/name',
  ])
  await list.add(anEntry('A9'))
  expect((await list.add(anEntry('A9'))).body.type).toBe('/problems/matters/code-taken')
  expect((await list.write('A8', anEntry('A8'))).status).toBe(404)
  expect((await list.remove('A8')).status).toBe(404)
  expect((await list.add(anEntry('A8'), stranger)).status).toBe(404) // a draft of another village is not even seen
  expect((await app.call(secretary, endpoints.create, { body: { unitId: town.id, from: 'nothing' } })).status).toBe(403)
  const cooperative = await aUnit(app.owner, { kind: 'cooperative', name: '福寿里经济社' }, village)
  expect((await app.call(clerk, endpoints.create, { body: { unitId: cooperative.id, from: 'nothing' } })).body.errors[0]?.pointer).toBe(
    '#/unitId',
  )
  expect((await app.call(clerk, endpoints.create, { body: { unitId: newId(), from: 'nothing' } })).body.errors[0]?.pointer).toBe('#/unitId')
  expect((await app.call(null, endpoints.get, { params: { listId: newId() } })).status).toBe(404)
  expect((await app.call(clerk, endpoints.entry, { params: { listId: list.id, code: 'A1' } })).status).toBe(404)
})

test('two people write at once: the second is told; without If-Match nothing is written', async () => {
  const { village, secretary, clerk } = await aPlace()
  const list = await aList(secretary, village)
  const { version } = await list.read()
  const answers = await Promise.all([list.add(anEntry('A1'), secretary, version), list.add(anEntry('A2'), clerk, version)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const params = { listId: list.id }
  const body = { onDay: '2026-03-02', document: '征求意见会' }
  expect((await app.call(secretary, endpoints.consult, { params, body })).status).toBe(428)
  const moves = await Promise.all([list.move('consult', secretary), list.move('consult', clerk)])
  expect(moves.map(({ status }) => status)).toContain(200)
  expect((await list.read()).steps).toHaveLength(1)
})

test('what came into force cannot be changed, not even past the actions', async () => {
  const { village, secretary } = await aPlace()
  const listId = await aListInForce(app.owner, village.id, { entries: [anEntry('A3')] })
  const actor = await app.person(secretary)
  await app.as(actor, async ({ db }) => {
    await db.updateTable('matterEntry').set({ content: '{}' }).where('listId', '=', listId).execute()
    await db.deleteFrom('matterEntry').where('listId', '=', listId).execute()
  })
  const { body } = await app.call(null, endpoints.get, { params: { listId } })
  expect(body.entries).toMatchObject([{ code: 'A3', disclosureDays: 7 }])
})

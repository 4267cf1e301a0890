/** Categories of requests (诉求类别): adopting, changing, adding, retiring; running cases keep what they began under; over HTTP. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type CategorySetting } from './requests.contract.ts'
import { recount, recountCase } from './requests.jobs.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from './requests.samples.ts'

const app = useApp()
const day = (date: string) => new Date(`${date}T09:00:00+08:00`)
const job = { kind: 'job', townId: 1, name: 'requests.recount' } as const
const grounds = { reason: '居民等得太久', source: '西办〔2026〕8号' }
const at = async () => {
  app.now = day('2026-03-02')
  return aStaffedVillage(app.owner)
}
const settings = async (who: string) => (await app.call(who, endpoints.categorySettings)).body
const settingOf = async (who: string, id: string) => (await settings(who)).items.find(item => item.id === id)!
const ifMatch = ({ version }: Pick<CategorySetting, 'version'>) => ({ 'if-match': `"${version}"` })
const terms = (changes: object = {}) => ({ from: '2026-03-02', workingDays: 3, routeBodyId: null, routeUnitId: null, ...changes })

async function change(town: SampleTown, changes: object = {}, who = town.townClerk) {
  const before = await settingOf(who, town.categoryId)
  const params = { categoryId: town.categoryId }
  return app.call(who, endpoints.changeCategory, { params, body: { ...terms(changes), ...grounds } }, ifMatch(before))
}

/** A case submitted now, accepted with the category, and in work. */
async function running(town: SampleTown, acceptedOn?: string) {
  const { body } = await app.call(null, endpoints.submit, { body: aTrouble(town.group.id) })
  if (acceptedOn) app.now = day(acceptedOn)
  const params = { requestId: body.id }
  await app.call(town.leader, endpoints.accept, { params, body: { categoryId: town.categoryId } })
  return { params, receipt: { kind: 'receipt', townId: 1, requestId: body.id } as const }
}
const clockOf = async (who: string, params: { requestId: string }) => (await app.call(who, endpoints.get, { params })).body.clock

test('a limit shortened today is for cases that come from today on; those in hand keep theirs, at night too', async () => {
  const town = await at()
  const old = await running(town)
  const before = await clockOf(town.clerk, old.params)
  expect(before).toMatchObject({ limit: 7, dueOn: '2026-03-11' })
  // submitted before the change, accepted after it
  app.now = day('2026-03-02')
  const { body: waiting } = await app.call(null, endpoints.submit, { body: aTrouble(town.group.id) })

  app.now = day('2026-03-03')
  const changed = await change(town, { from: '2026-03-03', routeBodyId: town.department.id })
  expect(changed).toMatchObject({
    status: 200,
    body: {
      openCases: 1,
      current: { from: '2026-03-03', to: null, workingDays: 3, routeName: '环保办', adoptedByName: '梁少英', ...grounds },
      history: [{ workingDays: 3 }, { from: null, to: '2026-03-03', workingDays: 7, adoptedByName: null }],
    },
  })
  expect(await clockOf(town.clerk, old.params)).toMatchObject({ limit: 7, dueOn: before.dueOn })
  const accepted = { params: { requestId: waiting.id } }
  await app.call(town.leader, endpoints.accept, { ...accepted, body: { categoryId: town.categoryId } })
  expect(await clockOf(town.clerk, accepted.params)).toMatchObject({ limit: 7 })
  const young = await running(town)
  expect(await clockOf(town.clerk, young.params)).toMatchObject({ limit: 3, dueOn: '2026-03-06' })

  app.now = day('2026-03-04')
  for (const id of await app.as(job, context => recount.find(context)))
    expect(await app.as(job, context => recountCase(context, id))).toEqual([])
  expect(await clockOf(town.clerk, old.params)).toMatchObject({ limit: 7, dueOn: before.dueOn })
  // it climbs and is accepted again, as the same thing
  await app.call(town.leader, endpoints.climb, { params: old.params, body: { text: '小组里修不了。' } })
  await app.call(town.clerk, endpoints.accept, { params: old.params, body: { categoryId: town.categoryId } })
  const seen = (await app.call(town.clerk, endpoints.get, { params: old.params })).body
  expect(seen).toMatchObject({ clock: { limit: 7, dueOn: before.dueOn }, suggestedBodyId: town.department.id, suggestedUnitId: null })
})

test('the preview says what those who come and those in hand get, and changes nothing', async () => {
  const town = await at()
  await running(town)
  const preview = (body: object, who = town.townClerk) => app.call(who, endpoints.previewCategory, { body })
  const { categoryId } = town
  expect((await preview({ act: 'change', categoryId, ...terms({ from: '2026-03-09' }) })).body.sentences).toEqual([
    '从3月9日起新来的诉求3个工作日内答复；在办的1件仍按7个工作日。',
  ])
  expect((await preview({ act: 'change', categoryId, ...terms({ workingDays: 7 }) })).body.sentences).toEqual(['和现在的一样，没有改动。'])
  expect((await preview({ act: 'retire', categoryId, from: '2026-03-09' })).body.sentences).toEqual([
    '从3月9日起不再收这一类的新诉求；在办的1件仍按7个工作日。',
  ])
  expect((await preview({ act: 'confirm', categoryId })).body.sentences).toEqual(['本镇采用：7个工作日内答复。', '不预先分给谁。'])
  const added = { act: 'add', name: '充电桩', ...terms({ routeUnitId: town.village.id }) }
  expect((await preview(added)).body.sentences[1]).toMatch(/^先分给柳河/)
  for (const wrong of [
    { ...added, from: '2026-03-01' },
    { act: 'change', categoryId, ...terms({ from: '2026-03-01' }) },
    { act: 'retire', categoryId, from: '2026-03-01' },
  ])
    expect((await preview(wrong)).body).toEqual({ sentences: [], refusal: '不能从以前的日子开始' })
  expect((await preview({ ...added, routeUnitId: newId() })).body.refusal).toBe('那一天没有这个单元')
  expect((await preview({ act: 'confirm', categoryId: newId() })).status).toBe(404)
  expect((await preview({ act: 'confirm', categoryId }, town.clerk)).status).toBe(403)
  expect((await settingOf(town.clerk, categoryId)).history).toHaveLength(1)
})

test('two who change it at once: the second sees both and loses nothing; without a version it is not asked', async () => {
  const town = await at()
  const params = { categoryId: town.categoryId }
  const read = await settingOf(town.townClerk, town.categoryId)
  const body = { ...terms({ from: '2026-03-09' }), ...grounds }
  expect((await app.call(town.townClerk, endpoints.changeCategory, { params, body })).status).toBe(428)
  expect((await change(town, { from: '2026-03-09' })).status).toBe(200)
  const late = await app.call(town.townClerk, endpoints.changeCategory, { params, body: { ...body, workingDays: 4 } }, ifMatch(read))
  expect(late).toMatchObject({
    status: 412,
    body: { type: '/problems/edited-meanwhile', current: { coming: { workingDays: 3 } }, yours: { workingDays: 4 } },
  })
  for (const endpoint of [endpoints.confirmCategory, endpoints.retireCategory]) {
    const given = { params, body: { from: '2026-03-20', ...grounds } }
    expect((await app.call(town.townClerk, endpoint, given)).status).toBe(428)
    expect((await app.call(town.townClerk, endpoint, given, ifMatch(read))).status).toBe(412)
  }
  expect((await settingOf(town.clerk, town.categoryId)).history).toHaveLength(2)
})

test('what a town starts with is proposed until a named person adopts it, once', async () => {
  const town = await at()
  const params = { categoryId: town.categoryId }
  const before = await settingOf(town.townClerk, town.categoryId)
  expect(before).toMatchObject({
    current: { adoptedByName: null, source: null },
    allowedActions: ['changeCategory', 'confirmCategory', 'retireCategory'],
  })
  const confirm = (who: string, of: CategorySetting) => app.call(who, endpoints.confirmCategory, { params, body: grounds }, ifMatch(of))
  expect((await confirm(town.clerk, before)).status).toBe(403)
  const adopted = await confirm(town.townClerk, before)
  expect(adopted).toMatchObject({
    status: 200,
    body: { current: { workingDays: 7, adoptedByName: '梁少英', adoptedAt: app.now.toISOString(), ...grounds }, history: [{}] },
  })
  expect(await confirm(town.townClerk, adopted.body)).toMatchObject({ status: 409, body: { type: '/problems/wrong-state' } })
  const administrator = await aHolder(app.owner, 'systemAdministrator', town.town.id)
  expect((await change(town, { from: '2026-03-03' }, administrator)).status).toBe(200)
})

test('what cannot be meant is said beside the field, and a village only reads', async () => {
  const town = await at()
  const pointers = async (changes: object) => {
    const answer = await change(town, changes)
    return [answer.status, ...answer.body.errors.map(({ pointer }) => pointer)]
  }
  expect(await pointers({ from: '2026-03-01' })).toEqual([422, '#/from'])
  for (const workingDays of [0, 61, 2.5, '三天']) expect(await pointers({ workingDays })).toEqual([422, '#/workingDays'])
  expect(await pointers({ workingDays: 7 })).toEqual([422, '#/workingDays'])
  expect(await pointers({ routeBodyId: newId() })).toEqual([422, '#/routeBodyId'])
  expect(await pointers({ routeUnitId: newId() })).toEqual([422, '#/routeUnitId'])
  expect(await pointers({ routeBodyId: town.department.id, routeUnitId: town.village.id })).toEqual([422, '#/routeUnitId'])
  // a department that is dissolved before that day
  await app.owner.updateTable('bodyPeriod').set({ valid: '[2010-01-01,2026-04-01)' }).where('bodyId', '=', town.department.id).execute()
  expect(await pointers({ from: '2026-04-01', routeBodyId: town.department.id })).toEqual([422, '#/routeBodyId'])
  expect((await change(town, { from: '2026-03-31', routeBodyId: town.department.id })).status).toBe(200)
  expect(await pointers({ from: '2026-03-31' })).toEqual([422, '#/from'])
  expect((await change(town, { from: '2026-05-01' }, town.clerk)).status).toBe(403)
  const nobodys = { params: { categoryId: newId() }, body: { ...terms(), ...grounds } }
  expect((await app.call(town.townClerk, endpoints.changeCategory, nobodys, { 'if-match': '"1"' })).status).toBe(404)
  expect((await app.call(null, endpoints.categorySettings)).status).toBe(401)
  expect((await settings(town.clerk)).allowedActions).toEqual(['categories', 'categorySettings'])
})

test('a category is added under its group, offered from its day on, and retired; a running case keeps it', async () => {
  const town = await at()
  const add = (body: object, who = town.townClerk) => app.call(who, endpoints.addCategory, { body: { ...terms(), ...grounds, ...body } })
  const offered = async () => (await app.call(null, endpoints.categories)).body.items.map(({ name }) => name)
  const group = await add({ parentId: null, code: '91', name: '车和路' })
  expect(group.status).toBe(200)
  const child = { parentId: group.body.id, code: '9101', name: '充电桩', from: '2026-03-04', workingDays: 4 }
  expect((await add(child, town.clerk)).status).toBe(403)
  expect((await add({ ...child, code: '9201' })).body.errors).toMatchObject([{ pointer: '#/code' }])
  expect((await add({ ...child, from: '2026-03-01' })).body.errors).toMatchObject([{ pointer: '#/from' }])
  expect((await add({ ...child, parentId: newId() })).body.errors).toMatchObject([{ pointer: '#/parentId' }])
  const added = await add(child)
  expect(added.body).toMatchObject({ current: null, coming: { from: '2026-03-04', workingDays: 4 } })
  expect((await add(child)).body).toMatchObject({ status: 409, type: '/problems/requests/category-code-taken' })
  expect(await offered()).not.toContain('充电桩')
  app.now = day('2026-03-04')
  expect(await offered()).toContain('充电桩')

  const mine = { ...town, categoryId: added.body.id }
  const { params } = await running(mine)
  const retire = async (id: string, from: string) => {
    const given = { params: { categoryId: id }, body: { from, ...grounds } }
    return app.call(town.townClerk, endpoints.retireCategory, given, ifMatch(await settingOf(town.townClerk, id)))
  }
  expect(await retire(group.body.id, '2026-03-06')).toMatchObject({
    status: 409,
    body: { type: '/problems/requests/category-has-children', detail: '还在用：充电桩。' },
  })
  expect((await retire(added.body.id, '2026-03-03')).body.errors).toMatchObject([{ pointer: '#/from' }])
  expect(await retire(added.body.id, '2026-03-06')).toMatchObject({
    status: 200,
    body: { openCases: 1, retired: { on: '2026-03-06', byName: '梁少英', ...grounds }, allowedActions: [] },
  })
  expect((await retire(group.body.id, '2026-03-06')).status).toBe(200)
  expect((await add({ ...child, code: '9102' })).body.errors).toMatchObject([{ pointer: '#/parentId' }])
  expect((await retire(added.body.id, '2026-03-09')).status).toBe(409)

  app.now = day('2026-03-06')
  expect(await offered()).not.toContain('充电桩')
  const seen = await app.call(town.clerk, endpoints.get, { params })
  expect(seen.body).toMatchObject({ categoryName: '充电桩', clock: { limit: 4 } })
  expect((await app.call(town.clerk, endpoints.list, { query: { categoryId: added.body.id } })).body.items).toMatchObject([
    { categoryName: '充电桩' },
  ])
  const wording = { title: '充电桩坏了', categoryId: added.body.id, publicLine: null }
  expect((await app.call(town.clerk, endpoints.edit, { params, body: wording }, ifMatch(seen.body))).status).toBe(200)
  const { body: late } = await app.call(null, endpoints.submit, { body: aTrouble(town.group.id) })
  const refused = await app.call(town.leader, endpoints.accept, { params: { requestId: late.id }, body: { categoryId: added.body.id } })
  expect(refused.body.errors).toMatchObject([{ pointer: '#/categoryId' }])
})

test('nothing of it is deleted, and what was adopted and has ended stands as it is', async () => {
  const town = await at()
  const old = await change(town, { from: '2026-03-02' })
  await change(town, { from: '2026-03-03', workingDays: 9 })
  const clerk = await app.person(town.townClerk)
  const remove = (table: 'request_category' | 'request_category_version') =>
    app.as(clerk, ({ db }) => sql`delete from ${sql.table(table)} where true`.execute(db))
  for (const table of ['request_category', 'request_category_version'] as const)
    await expect(remove(table)).rejects.toThrow('permission denied')
  const rewrite = (column: string) =>
    app.as(clerk, ({ db }) =>
      sql`update request_category_version set ${sql.ref(column)} = ${sql.ref(column)} where id = ${old.body.current!.id}`.execute(db),
    )
  await expect(rewrite('working_days')).rejects.toThrow('permission denied')
  expect((await rewrite('reason')).numAffectedRows).toBe(0n)
  expect((await settingOf(town.clerk, town.categoryId)).history.map(({ workingDays }) => workingDays)).toEqual([9, 3, 7])
})

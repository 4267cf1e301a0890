/** The formalism guard (形式主义防线): over HTTP. What was refused and why is public; who asked is not. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { findingOf, keepRefusal } from './guard.actions.ts'
import { endpoints } from './guard.contract.ts'

const app = useApp()

const demand = (text: string) => ({
  kind: 'rating',
  texts: [{ pointer: '#/title', text }],
  basis: { name: '《西樵镇星级站点评选办法》', article: '第三条', issuer: '西樵镇' },
  evidence: [],
  ranks: false,
  fillers: 33,
  minutes: 10,
  timesAYear: 4,
  workingDaysToAnswer: 5,
})

test('anyone reads the bans, each with its rule and article', async () => {
  const { status, body } = await app.call(null, endpoints.rules)
  expect(status).toBe(200)
  expect(body.items.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['checkIn', 'ranks', 'photos', 'tracks', 'petitions', 'askedTwice']),
  )
  for (const { source } of body.items)
    expect(source).toEqual({ name: expect.stringMatching(/^《.+》/), article: expect.stringMatching(/.+/) })
})

test('a demand is checked and priced before it goes out', async () => {
  const village = await aVillage(app.owner)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const good = await app.call(clerk, endpoints.check, { body: demand('服务项目的质量，看服务记录') })
  expect(good).toMatchObject({ status: 200, body: { findings: [], price: { minutesEachTime: 330, yearlyMinutes: 1320 } } })
  const bad = await app.call(clerk, endpoints.check, { body: demand('站点打卡人数') })
  expect(bad.body.findings).toMatchObject([{ ban: 'checkIn', rule: 'UX-B1', pointer: '#/title' }])
  expect((await app.call(null, endpoints.check, { body: demand('站点打卡人数') })).status).toBe(401)
  const nobody = { kind: 'person', townId: 1, personId: village.id, accountId: village.id, posts: [] } as const
  expect((await app.call(nobody, endpoints.check, { body: demand('站点打卡人数') })).status).toBe(403)
})

test('a refusal is kept though the work that met it failed, and nobody reads who asked', async () => {
  const village = await aVillage(app.owner)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id, { name: '关小敏' })
  const refused = (title: string) => ({
    kind: 'duty' as const,
    title,
    unitId: village.id,
    findings: [findingOf('nobody', '#/kinds', '这个范围里没有一个要做的单位。')],
    yearlyMinutes: 0,
  })
  const actor = await app.person(clerk)
  await expect(
    app.as(actor, context => {
      keepRefusal(context, refused('每天打卡'))
      return Promise.reject(new Error('rolled back'))
    }),
  ).rejects.toThrow('rolled back')
  await app.as(actor, context => Promise.resolve(keepRefusal(context, refused('再来一次'))))
  const pageOne = await app.call(null, endpoints.refusals, { query: { limit: '1' } })
  expect(pageOne.body).toMatchObject({ total: 2, items: [{ title: '再来一次', findings: [{ ban: 'bindsNobody', rule: 'UX-B7' }] }] })
  const pageTwo = await app.call(null, endpoints.refusals, { query: { limit: '1', cursor: pageOne.body.nextCursor! } })
  expect([pageTwo.body.items[0]!.title, pageTwo.body.nextCursor]).toEqual(['每天打卡', null])
  expect(JSON.stringify([pageOne.body, pageTwo.body])).not.toMatch(new RegExp(`关小敏|${clerk}`))
  const events = await app.owner.selectFrom('event').where('name', '=', 'guard.refuse').select(['actorPersonId', 'details']).execute()
  expect(events).toEqual([1, 2].map(() => ({ actorPersonId: clerk, details: { bans: ['bindsNobody'] } })))
})

test('a title with personal data is not listed, nor what a reason quotes of it; the same asked again is one line', async () => {
  const name = '简村村'
  const village = await aVillage(app.owner, { name })
  const clerk = await app.person(await aHolder(app.owner, 'villageClerk', village.id))
  const ask = (title: string, detail = '“打卡”不能作要求：打卡签到、接龙。') =>
    app.as(clerk, context =>
      Promise.resolve(
        keepRefusal(context, {
          kind: 'duty',
          title,
          unitId: village.id,
          findings: [findingOf('twice', '#/name', detail)],
          yearlyMinutes: 5,
        }),
      ),
    )
  const listed = async () =>
    (await app.call(null, endpoints.refusals, { query: { limit: '100' } })).body.items
      .filter(({ unitName }) => unitName === name)
      .map(({ title, findings, refusedOn }) => [title, findings[0]!.detail, refusedOn])
  await ask('陈大妹（13800138000）每周打卡')
  await ask('每周报一次', '“13800138000”系统里已有，要再问请写明为什么。')
  const before = app.now
  app.now = new Date('2026-03-04T01:00:00Z')
  await ask('陈大妹（13800138000）每周打卡')
  app.now = before
  expect(await listed()).toEqual([
    ['标题里有个人信息，未列出', '“打卡”不能作要求：打卡签到、接龙。', '2026-03-04'],
    ['每周报一次', '系统里有的还要填。', '2026-03-02'],
  ])
  const stored = await app.owner.selectFrom('refusedDemand').where('unitId', '=', village.id).selectAll().execute()
  expect(JSON.stringify(stored)).not.toContain('13800138000')
  await Promise.all([ask('同时发两次'), ask('同时发两次')])
  expect(await listed()).toHaveLength(3)
  const page = await app.raw({ method: 'GET', url: '/relief' })
  expect([page.body.includes('标题里有个人信息，未列出'), page.body.includes('13800138000')]).toEqual([true, false])
})

test('the privacy officer takes a title off the list; nobody else may, and it is done once', async () => {
  const name = '大岸村'
  const village = await aVillage(app.owner, { name })
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const privacyOfficer = await aHolder(app.owner, 'privacyOfficer', village.path[0]!)
  await app.as(await app.person(clerk), context =>
    Promise.resolve(
      keepRefusal(context, {
        kind: 'duty',
        title: '东头陈大妹家每周打卡',
        unitId: village.id,
        findings: [findingOf('unfillable', '#/asks/0', '“陈大妹家”这一栏没有人能填。')],
        yearlyMinutes: 0,
      }),
    ),
  )
  const find = async (who: string | null) =>
    (await app.call(who, endpoints.refusals, { query: { limit: '100' } })).body.items.find(({ unitName }) => unitName === name)!
  const { id } = await find(null)
  const withhold = (who: string | null, refusalId = id) => app.call(who, endpoints.withhold, { params: { refusalId }, body: {} })
  expect([(await find(null)).allowedActions, (await find(clerk)).allowedActions, (await find(privacyOfficer)).allowedActions]).toEqual([
    [],
    [],
    ['withhold'],
  ])
  expect([(await withhold(null)).status, (await withhold(clerk)).status, (await withhold(privacyOfficer, newId())).status]).toEqual([
    401, 403, 404,
  ])
  const answers = await Promise.all(Array.from({ length: 50 }, () => withhold(privacyOfficer)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 49 }, () => 409)])
  expect(answers.find(({ status }) => status === 200)!.body).toMatchObject({ title: '标题里有个人信息，未列出', allowedActions: [] })
  expect((await withhold(privacyOfficer)).status).toBe(409)
  expect(JSON.stringify(await find(null))).not.toContain('陈大妹')
  expect((await find(null)).findings).toMatchObject([{ ban: 'nobodyCanFill', detail: '没有人填得出的栏。' }])
  const events = await app.owner
    .selectFrom('event')
    .where('name', '=', 'guard.withhold')
    .select(['subjectId', 'details', 'unitId'])
    .execute()
  expect(events).toEqual([{ subjectId: id, details: {}, unitId: village.id }])
})

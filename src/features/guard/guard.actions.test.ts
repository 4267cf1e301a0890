/** The formalism guard (形式主义防线): over HTTP. What was refused and why is public; who asked is not. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aVillage } from '#features/units/units.samples.ts'
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

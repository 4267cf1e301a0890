/** Few people in an edition (人数太少): nothing that anyone reads of it tells of one to four of them. */
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aGrid, aMembership } from '#features/memberships/memberships.samples.ts'
import { checked } from '#features/record/record.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './reports.contract.ts'
import { editionRecord, editionSubject } from './reports.recorded.actions.ts'
import { told, yearsOf } from './reports.samples.ts'

const app = useApp()
const aYear = yearsOf(app, 2010)
const nobody = { kind: 'public', townId: 1 } as const

/** Members without a post, each in the village's grid since 2011. */
async function members(unitId: string, count: number) {
  const bodyId = await aBody(app.owner, 'branch', { unitIds: [unitId] })
  for (let index = 0; index < count; index++) {
    const personId = await aMember(app.owner, unitId, `陈大${'甲乙丙丁戊己庚'[index]!}`)
    const membershipId = await aMembership(app.owner, personId, { bodyId, unitId })
    await aGrid(app.owner, { membershipId, personId, unitId, from: '2011-01-01' })
  }
}

test('of two people the public is told “<5” wherever an edition is read, and staff the number', async () => {
  const { tell, freeze, compared, page, words, village, clerk, year: y, params } = await aYear()
  await tell(['V01'])
  await members(village.id, 2)
  await freeze()
  const few = { then: null, thenShown: '<5', now: null, nowShown: '<5', same: true, added: null, removed: null, corrected: null }
  const share = { ...few, thenShown: '人数太少，不公开', nowShown: '人数太少，不公开' }
  expect(await compared('V01')).toMatchObject([few, share])
  expect(await compared('V01', clerk)).toMatchObject([
    { then: 2, now: 2, added: 0 },
    { then: 100, now: 100 },
  ])
  expect(told(await page(), `V01-${village.id}`)).toMatch(/^&lt;5人和人数太少，不公开/)
  const json = (await app.raw({ method: 'GET', url: `/reports/${y}.json` })).json<{ figures: { id: string }[] }>()
  expect(json.figures.find(({ id }) => id === 'V01')).toMatchObject({ value: null, parts: [{ value: null, shown: '<5', count: null }, {}] })
  const name = (await app.owner.selectFrom('unitPeriod').where('unitId', '=', village.id).select('name').executeTakeFirstOrThrow()).name
  expect(await words()).toContain(`${name}入格的无职党员：&lt;5和人数太少，不公开。`)
  const opened = await page(`/V01?unit=${village.id}`)
  for (const each of ['&lt;5', '有几条记录这里不列出']) expect(opened).toContain(each)
  expect(opened).not.toContain('2条')
  const { fault, document } = await checked(app, 'reports.edition', editionSubject(y, 1))
  expect(fault).toBeNull()
  expect(document).toContain('入格的无职党员，人数不公开，')
  expect(document).not.toMatch(/入格的无职党员，2人/)

  await members(village.id, 3)
  const changed = { then: null, thenShown: '<5', now: 5, same: false, added: null, reasons: ['定稿以后记录变了。人数太少，不写变了多少。'] }
  expect((await compared('V01'))[0], 'the other three would tell of the two').toMatchObject(changed)
  expect((await compared('V01', clerk))[0]).toMatchObject({ then: 2, now: 5, added: 3, reasons: ['定稿以后多了3条记录。'] })
  const opens = async (who: string | null) =>
    (await app.call(who, endpoints.records, { params: { ...params, edition: '1', figureId: 'V01' } })).body
  expect(await opens(null)).toMatchObject({ items: [], hidden: { count: null } })
  expect((await opens(clerk)).items.map(({ label }) => label)).toEqual(['陈大甲', '陈大乙'])
})

test('the raw numbers of an edition and the ids of its records are closed to the public in the database too', async () => {
  const { freeze } = await aYear()
  const { body } = await freeze()
  const seen = (actor: Parameters<typeof app.as>[0]) =>
    app.as(actor, ({ db }) => db.selectFrom('reportFigure').where('editionId', '=', body.id).select('value').execute())
  expect(await seen(nobody)).toEqual([])
  expect((await seen({ kind: 'job', townId: 1, name: 'indicators.count' })).length).toBeGreaterThan(0)
})

test('an edition that was recorded before small numbers were withheld keeps its text, or shows none where that would tell one', async () => {
  const { tell, freeze, village, year: y } = await aYear()
  await tell(['V01'])
  const { body } = await freeze()
  await app.owner.updateTable('reportEdition').set({ wording: 1 }).where('id', '=', body.id).execute()
  const text = () => app.as(nobody, context => editionRecord.recorded.document(context, editionSubject(y, 1)))
  expect(await text()).toMatch(new RegExp(`^T25\\.1 ${y}-01-01—${y}-12-31：0，0条记录，[0-9a-f]{64}$`, 'm'))
  const few = app.owner.updateTable('reportFigure').set({ suppressed: true, value: '2', rowCount: 2 })
  await few.where('editionId', '=', body.id).where('unitId', '=', village.id).where('part', '=', 0).execute()
  expect(await text()).toBeNull()
})

/** Important matters (重要事权清单): what a village may write under the town's list, and a list of the town that becomes stricter. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './matters.contract.ts'
import { aListInForce, anEntry } from './matters.samples.ts'
import { entriesOutgrown } from './matters.todos.ts'

const app = useApp()

async function aPlace() {
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  return {
    town,
    village,
    townClerk: await aHolder(app.owner, 'townClerk', town.id),
    secretary: await aHolder(app.owner, 'villageSecretary', village.id),
  }
}

test('no amount and no category leads a village past the meeting that the town named', async () => {
  const { town, village, secretary } = await aPlace()
  const bands = [{ fromFen: 5_000_000, body: 'collectiveMembers' as const }]
  const listId = await aListInForce(app.owner, town.id, { entries: [anEntry('A10', { bands, attachments: ['合同'] })] })
  const list = (await app.call(secretary, endpoints.create, { body: { unitId: village.id, from: 'nothing' } })).body
  const add = (changes: object) =>
    app.call(
      secretary,
      endpoints.add,
      { params: { listId: list.id }, body: anEntry('A10', { bands, attachments: ['合同'], ...changes }) },
      { 'if-match': `"${list.version}"` },
    )
  const lax = await add({ bands: [{ fromFen: 1, body: 'collectiveBoard' }], category: 'people', attachments: [] })
  expect([lax.status, lax.body.errors]).toEqual([
    422,
    [
      { pointer: '#/bands', detail: '每一档金额，都要由镇清单定的会议决定' },
      { pointer: '#/category', detail: '类别要和镇清单一样' },
      { pointer: '#/attachments', detail: '镇清单要的材料不能少：合同' },
    ],
  ])
  expect((await add({ bands: [{ fromFen: 1_000_000, body: 'collectiveMembers' }] })).status, 'all members from less on').toBe(200)
  await app.owner.updateTable('matterList').set({ state: 'superseded', supersededOn: '2026-01-02' }).where('id', '=', listId).execute()
})

test('a stricter list of the town stands at once where a village’s is laxer by now, and waits for its office to follow', async () => {
  const { town, village, secretary, townClerk } = await aPlace()
  const before = await aListInForce(app.owner, town.id, { entries: [anEntry('A3'), anEntry('A10')], on: '2026-02-01' })
  const entries = [anEntry('A3', { disclosureDays: 15 }), anEntry('A10', { disclosureDays: 15 })]
  const own = await aListInForce(app.owner, village.id, { entries, on: '2026-02-02' })
  const seen = async () => {
    const { items } = (await app.call(null, endpoints.catalogue, { query: { unitId: village.id } })).body
    return items.map(({ code, ofVillage, noticeDays, disclosureDays }) => [code, ofVillage, noticeDays, disclosureDays])
  }
  const waits = async (who: string) => app.as(await app.person(who), entriesOutgrown.list)
  expect(await seen()).toEqual([
    ['A3', true, null, 15],
    ['A10', true, null, 15],
  ])
  expect(await waits(secretary)).toEqual([])
  await app.owner.updateTable('matterList').set({ state: 'superseded', supersededOn: '2026-03-01' }).where('id', '=', before).execute()
  await aListInForce(app.owner, town.id, { entries: [anEntry('A3'), anEntry('A10', { noticeDays: 20 })], on: '2026-03-01' })
  expect(await seen()).toEqual([
    ['A3', true, null, 15],
    ['A10', false, 20, 7],
  ])
  expect((await waits(secretary)).map(({ id, title, detail }) => [id, title, detail])).toEqual([
    [own, expect.stringMatching(/的事权清单有1项要改$/), '镇里的新清单更严，先按镇里的办：A10。'],
  ])
  expect(await waits(townClerk), 'the town’s own list has nothing to follow').toEqual([])
})

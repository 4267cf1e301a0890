/** Rows of visits (走访表): in by the one door, the same file again changes nothing, and what a household deleted stays away. */
import { beforeAll, expect, test } from 'vitest'
import { aGridVillage, aHousehold } from '#features/households/households.samples.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './visits.contract.ts'
import { applyVisitRows } from './visits.rows.actions.ts'
import type { VisitSheetRow } from './visits.workbook.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'demo.load' } as const
let at: Awaited<ReturnType<typeof aGridVillage>>
let home = { id: '', code: '' }

beforeAll(async () => {
  at = await aGridVillage(app.owner)
  home = await aHome({})
})

async function aHome(stay: { from?: string; to?: string }) {
  const id = await aHousehold(app.owner, at.grid, stay)
  return app.owner.selectFrom('household').where('id', '=', id).select(['id', 'code']).executeTakeFirstOrThrow()
}
const visit = (overrides: Partial<VisitSheetRow> = {}): VisitSheetRow => ({
  householdCode: home.code,
  visitedOn: '2020-06-01',
  personCode: at.leader,
  outcome: '谈过了',
  ...overrides,
})
const numbered = (rows: readonly VisitSheetRow[]): ReadRow<VisitSheetRow>[] =>
  rows.map((values, order) => ({ row: order + 4, values, masked: [] }))
const load = (rows: VisitSheetRow[], who: Parameters<typeof app.as>[0] = job) =>
  app.as(who, context => applyVisitRows(context, numbered(rows)))
const none = { created: 0, updated: 0, unchanged: 0, faults: [] }

test('a ledger comes in once; the same file again changes nothing', async () => {
  const rows = [visit(), visit({ visitedOn: '2020-12-01', personCode: null }), visit({ visitedOn: '2021-06-01', outcome: '不想谈' })]
  expect(await load(rows)).toEqual({ ...none, created: 3 })
  expect(await load(rows)).toEqual({ ...none, unchanged: 3 })
  const kept = await app.owner.selectFrom('visit').where('householdId', '=', home.id).selectAll().orderBy('visitedOn').execute()
  expect(kept).toMatchObject([
    { state: 'closed', outcome: 'met', personId: at.leader, closedOn: '2020-06-01', unitId: at.grid.id },
    { state: 'closed', personId: null },
    { state: 'declined', outcome: 'declined', closedOn: null },
  ])
})

test('the town’s clerk brings it in and reads none of it', async () => {
  const other = await aHome({})
  const clerk = await app.person(at.townClerk)
  const rows = [visit({ householdCode: other.code, personCode: null })]
  expect(await load(rows, clerk)).toEqual({ ...none, created: 1 })
  expect(await load(rows, clerk), 'and again').toEqual({ ...none, unchanged: 1 })
  expect((await app.call(at.townClerk, endpoints.ofHousehold, { params: { householdId: other.id } })).status).toBe(404)
})

test('each wrong line says where and why, and holds up no other', async () => {
  const gone = await aHome({ from: '2019-01-01', to: '2020-06-01' })
  const { created, faults } = await load([
    visit({ householdCode: 'H-no' }),
    visit({ visitedOn: '2026-03-03' }),
    visit({ visitedOn: '2019-12-31' }),
    visit({ visitedOn: '2020-07-01', personCode: 'R-no' }),
    visit({ outcome: '不想谈' }),
    visit({ householdCode: gone.code }),
    visit({ householdCode: gone.code, visitedOn: '2020-05-31' }),
    visit({ householdCode: gone.code, visitedOn: '2020-05-31', outcome: '不想谈' }),
  ])
  expect(created, 'the last day on which it lived there').toBe(1)
  expect(faults.map(({ row, key }) => [row, key]).sort()).toEqual(
    [
      [4, 'householdCode'],
      [5, 'visitedOn'],
      [6, 'visitedOn'],
      [7, 'personCode'],
      [8, 'outcome'],
      [9, 'visitedOn'],
      [11, 'visitedOn'],
    ].sort(),
  )
})

test('what a household deleted does not come back with the file', async () => {
  const other = await aHome({})
  const rows = [visit({ householdCode: other.code })]
  await load(rows)
  const card = { kind: 'household', townId: 1, householdId: other.id } as const
  const { body } = await app.call(card, endpoints.showMine)
  await app.call(card, endpoints.deleteMine, { params: { visitId: body.visits[0]!.id } })
  expect(await load(rows), 'and nobody is told').toEqual({ ...none, unchanged: 1 })
  expect((await app.call(card, endpoints.showMine)).body.visits).toEqual([])
})

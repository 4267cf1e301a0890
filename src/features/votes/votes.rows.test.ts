/** Rows of registers (表决权名册表): in by the one door, the same file again changes nothing, and out as they came. */
import { beforeAll, expect, test } from 'vitest'
import { aHousehold } from '#features/households/households.samples.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { useApp } from '../../../tests/support/app.ts'
import { applyVoterRows, exportVoterRows } from './votes.rows.actions.ts'
import { aCooperative } from './votes.samples.ts'
import type { VoterSheetRow } from './votes.workbook.ts'

const app = useApp()
let at: Awaited<ReturnType<typeof aCooperative>>
let home = { id: '', code: '' }
beforeAll(async () => {
  at = await aCooperative(app.owner)
  const id = await aHousehold(app.owner, at.cooperative)
  home = await app.owner.selectFrom('household').where('id', '=', id).select(['id', 'code']).executeTakeFirstOrThrow()
})

const line = (overrides: Partial<VoterSheetRow> = {}): VoterSheetRow => ({
  bodyCode: at.cooperativeId,
  meeting: '成员大会',
  code: 'M1',
  name: '陈一',
  personCode: null,
  household: home.code,
  represents: '是',
  standing: '有',
  standingReason: null,
  from: '2026-01-01',
  to: null,
  ...overrides,
})
const load = async (rows: VoterSheetRow[], who = at.villageClerk) => {
  const numbered = rows.map((values, order): ReadRow<VoterSheetRow> => ({ row: order + 4, values, masked: [] }))
  return app.as(await app.person(who), context => applyVoterRows(context, numbered))
}
const none = { created: 0, updated: 0, unchanged: 0, faults: [] }

test('a register comes in, is linked to the home, comes in again without a change, and goes out as it came', async () => {
  const rows = [line(), line({ code: 'M2', name: '陈二', represents: '否', standing: '没有', standingReason: '不满十八岁' })]
  expect(await load(rows)).toEqual({ ...none, created: 2 })
  expect(await load(rows)).toEqual({ ...none, unchanged: 2 })
  // The town's clerk reads no homes and undoes no link.
  expect(await load(rows, at.townClerk)).toEqual({ ...none, unchanged: 2 })
  const kept = await app.owner
    .selectFrom('voter')
    .where('bodyId', '=', at.cooperativeId)
    .select(['householdId', 'householdKey', 'standing'])
    .orderBy('code')
    .execute()
  expect(kept).toMatchObject([
    { householdId: home.id, standing: 'voter' },
    { householdKey: home.code, standing: 'incapable' },
  ])
  expect(await app.as(await app.person(at.villageClerk), context => exportVoterRows(context, null))).toEqual(rows)
  expect(await load([line({ to: '2026-02-01' })])).toEqual({ ...none, updated: 1 })
  const names = await app.as(await app.person(at.villageClerk), context => exportVoterRows(context, '2026-03-01'))
  expect(names.map(({ name }) => name)).toEqual(['陈二'])
})

test('each wrong line says where and why', async () => {
  const { created, faults } = await load([
    line({ code: 'X1', bodyCode: 'nobody' }),
    line({ code: 'X2', meeting: '村民会议' }),
    line({ code: 'X3', personCode: 'nobody' }),
    line({ code: 'X4', standing: '没有' }),
    line({ code: 'X5', household: null }),
    line({ code: 'X6', to: '2025-01-01' }),
  ])
  expect(created).toBe(0)
  expect(faults.map(({ row, key, message }) => [row, key, message])).toEqual([
    [4, 'bodyCode', '没有编码为“nobody”的组织，或不归您管。'],
    [5, 'meeting', '这个组织不开这种会。'],
    [6, 'personCode', '没有编码为“nobody”的人员。'],
    [7, 'standingReason', '没有表决权的要写原因，有表决权的不写。'],
    [8, 'household', '户代表要写户号。'],
    [9, 'to', '结束日期不能早于开始日期。'],
  ])
  await expect(load([line({ code: 'X7' })], at.supervisor)).rejects.toThrow('row-level security')
})

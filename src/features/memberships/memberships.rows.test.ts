/** Rows of members and grids (党籍表、入格表): in, again, out, and what is wrong with one. */
import { expect, test } from 'vitest'
import { aBranch, aMember } from '#features/meetings/meetings.samples.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { useApp } from '../../../tests/support/app.ts'
import { testTown } from '../../../tests/support/platform.ts'
import * as rows from './memberships.rows.actions.ts'
import type { GridRow, MembershipRow } from './memberships.workbook.ts'

const app = useApp()
const job = { kind: 'job', townId: testTown, name: 'imports.test' } as const
const numbered = <V>(values: readonly V[]) => values.map((value, at) => ({ row: at + 3, values: value })) as unknown as ReadRow<never>[]

test('members and their grids go in, change nothing the second time, and come out as they went in', async () => {
  const at = await aBranch(app.owner)
  const [chen, ou, he] = [
    await aMember(app.owner, at.cooperative.id, '陈大妹'),
    await aMember(app.owner, at.cooperative.id, '阿卜杜拉·买买提'),
    await aMember(app.owner, at.village.id, '䶮'),
  ]
  const member = (personCode: string, changes: Partial<MembershipRow> = {}): MembershipRow => ({
    personCode,
    bodyCode: at.branchId,
    unitCode: null,
    kind: '无职党员',
    admittedOn: '2015-07-01',
    fullOn: null,
    ...changes,
  })
  const members = [
    member(chen),
    member(ou),
    member(he, { bodyCode: null, unitCode: at.village.id, kind: '在职党员', fullOn: '2016-07-01' }),
  ]
  const apply = (values: readonly MembershipRow[]) => app.as(job, context => rows.applyMembershipRows(context, numbered(values) as never))
  expect(await apply(members)).toEqual({ created: 3, updated: 0, unchanged: 0, faults: [] })
  expect(await apply(members)).toEqual({ created: 0, updated: 0, unchanged: 3, faults: [] })
  expect(await apply([member(chen, { fullOn: '2016-07-01' })])).toMatchObject({ updated: 1 })
  const wrong = await apply([
    member(chen, { kind: '流动党员', fullOn: '2016-07-01' }),
    member('R9999'),
    member(ou, { fullOn: '2016-06-30' }),
    member(at.secretary, { bodyCode: at.committeeId }),
    member(at.gridLeader, { bodyCode: null }),
    member(at.villageSecretary, { bodyCode: null, kind: '在职党员' }),
    member(at.gridLeader),
  ])
  expect(wrong.faults.map(({ row, key }) => [row, key])).toEqual([
    [9, 'personCode'],
    [3, 'personCode'],
    [4, 'personCode'],
    [5, 'fullOn'],
    [6, 'bodyCode'],
    [7, 'bodyCode'],
    [8, 'unitCode'],
  ])

  const grid = (personCode: string, changes: Partial<GridRow> = {}): GridRow => ({
    personCode,
    unitCode: at.cooperative.id,
    kind: '居住网格',
    from: '2020-03-01',
    until: null,
    state: '在格',
    reason: null,
    ...changes,
  })
  const put = (values: readonly GridRow[]) => app.as(job, context => rows.applyGridRows(context, numbered(values) as never))
  const grids = [grid(chen), grid(ou, { state: '暂停', reason: '生病' }), grid(he, { until: '2021-01-31', state: '已离开' })]
  expect(await put(grids)).toEqual({ created: 3, updated: 0, unchanged: 0, faults: [] })
  expect(await put(grids)).toEqual({ created: 0, updated: 0, unchanged: 3, faults: [] })
  expect(await put([grid(ou)])).toMatchObject({ updated: 1, faults: [] })
  const faulty = await put([
    grid(chen, { unitCode: at.village.id, from: '2020-05-01' }),
    grid(chen, { from: '2015-06-30' }),
    grid('R9999'),
    grid(he, { unitCode: 'X' }),
    grid(ou, { unitCode: at.village.id, kind: '服务网格', state: '暂停' }),
    grid(ou, { unitCode: at.village.id, kind: '服务网格', from: '2020-04-01', until: '2020-03-01', state: '已离开' }),
    grid(he, { from: '2021-02-01', until: null, state: '已离开' }),
  ])
  expect(faulty.faults.map(({ key }) => key)).toEqual(['unitCode', 'from', 'personCode', 'unitCode', 'reason', 'until', 'until'])
  const out = await app.as(job, async context => ({
    members: await rows.exportMembershipRows(context),
    grids: await rows.exportGridRows(context),
  }))
  expect(out.members).toHaveLength(3)
  expect(out.members).toEqual(expect.arrayContaining([member(chen, { fullOn: '2016-07-01' }), members[1], members[2]]))
  expect(out.grids).toEqual(expect.arrayContaining([grid(chen), grid(ou), grids[2]]))
  expect(await apply(out.members)).toMatchObject({ unchanged: 3, faults: [] })
  expect(await put(out.grids)).toMatchObject({ unchanged: 3, faults: [] })
})

/** Rows of units (组织单元表): what an import does with them. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import type { RowOf } from '#platform/shared/sheet.ts'
import { useApp } from '../../../tests/support/app.ts'
import { listUnits } from './units.actions.ts'
import { exportUnitRows } from './units.export.actions.ts'
import { applyUnitRows } from './units.rows.actions.ts'
import { insertUnit } from './units.queries.ts'
import type { unitSheet } from './units.workbook.ts'

const app = useApp()
type Values = RowOf<typeof unitSheet>
const job = { kind: 'job', townId: 1, name: 'imports.apply' } as const
let prefix = ''
beforeEach(async () => {
  prefix = `X${newId().slice(-6)}`
  await apply([town()])
})

const town = (): Values => ({
  code: '440605122000',
  name: '西樵镇',
  shortName: '西樵镇',
  kind: '镇',
  parentCode: null,
  openedOn: '2005-01-01',
  closedOn: null,
})
const row = (code: string, kind: Values['kind'], parent: string | null, changes: Partial<Values> = {}): Values => ({
  code: `${prefix}-${code}`,
  name: `${code}名`,
  shortName: code,
  kind,
  parentCode: parent === null ? '440605122000' : `${prefix}-${parent}`,
  openedOn: '2010-01-01',
  closedOn: null,
  ...changes,
})
const apply = (values: Values[]) =>
  app.as(job, context =>
    applyUnitRows(
      context,
      values.map((each, at) => ({ row: at + 4, values: each, masked: [] })),
    ),
  )
const counts = ({ created, updated, unchanged, faults }: Awaited<ReturnType<typeof apply>>) => [created, updated, unchanged, faults.length]
const treeOn = async (day: string) => {
  const { rows } = await sql<{ name: string; depth: number; parent: string }>`
    select up.name, cardinality(up.path) as depth, (select p.name from unit_period p where p.unit_id = up.parent_id and p.valid @> ${day}::date) as parent
    from unit join unit_period up on up.unit_id = unit.id and up.valid @> ${day}::date
    where unit.external_code like ${`${prefix}%`}`.execute(app.owner)
  return rows.map(({ name, depth, parent }) => `${parent}/${name}/${depth}`).sort()
}

test('children may stand before their parents, and the same rows again change nothing', async () => {
  const rows = [row('甲一', '经济社', '甲'), row('组', '户联系党小组', '甲一'), row('甲', '村', null)]
  expect(counts(await apply(rows))).toEqual([3, 0, 0, 0])
  expect(await treeOn('2026-03-02')).toEqual(['西樵镇/甲名/2', '甲名/甲一名/3', '甲一名/组名/4'].sort())
  expect(counts(await apply(rows))).toEqual([0, 0, 3, 0])
})

test('another name counts from today, and from the first day if the entry is of today', async () => {
  await apply([row('甲', '村', null)])
  expect(counts(await apply([row('甲', '村', null, { name: '甲改' })]))).toEqual([0, 1, 0, 0])
  expect(await treeOn('2015-01-01')).toEqual(['西樵镇/甲改/2'])
  app.now = new Date('2026-03-05T01:00:00Z')
  try {
    await apply([row('甲', '村', null, { name: '甲又改' })])
    expect([await treeOn('2026-03-04'), await treeOn('2026-03-05')]).toEqual([['西樵镇/甲改/2'], ['西樵镇/甲又改/2']])
  } finally {
    app.now = new Date('2026-03-02T01:00:00Z')
  }
})

test('another parent moves the unit with what is below it, and a day of closing closes it', async () => {
  await apply([row('甲', '村', null), row('乙', '村', null), row('社', '经济社', '甲'), row('组', '网格', '社')])
  const moved = await apply([row('社', '经济社', '乙'), row('组', '网格', '社', { closedOn: '2026-04-01' })])
  expect(counts(moved)).toEqual([0, 2, 0, 0])
  expect(await treeOn('2026-03-02')).toEqual(['西樵镇/甲名/2', '西樵镇/乙名/2', '乙名/社名/3', '社名/组名/4'].sort())
  expect(await treeOn('2026-04-01')).toEqual(['西樵镇/甲名/2', '西樵镇/乙名/2', '乙名/社名/3'].sort())
})

test('a unit that had closed comes in with its days, and the unit above answers for it', async () => {
  await apply([row('甲', '村', null), row('旧社', '经济社', '甲', { openedOn: '2011-01-01', closedOn: '2018-07-01' })])
  expect(await treeOn('2018-06-30')).toContain('甲名/旧社名/3')
  expect(await treeOn('2018-07-01')).toEqual(['西樵镇/甲名/2'])
  const { rows } = await sql`select from unit_succession s join unit on unit.id = s.predecessor_id
    where unit.external_code = ${`${prefix}-旧社`} and effective_on = '2018-07-01'`.execute(app.owner)
  expect(rows).toHaveLength(1)
})

test('each row with a fault says why, and the others go in', async () => {
  await apply([row('旧', '村', null)])
  const answer = await apply([
    row('甲', '村', null),
    row('甲', '村', null),
    row('孤', '经济社', '无此'),
    row('倒', '村', null, { openedOn: '2020-01-01', closedOn: '2020-01-01' }),
    row('早', '经济社', '甲', { openedOn: '2009-01-01' }),
    row('上', '村', '甲'),
    row('圈一', '网格', '圈二'),
    row('圈二', '网格', '圈一'),
    row('旧', '社区', null),
    row('旧二', '村', null, { parentCode: null }),
  ])
  expect(counts(answer)).toEqual([1, 0, 0, 9])
  expect(answer.faults.map(({ row: at, key }) => `${at} ${key}`).sort()).toEqual(
    [
      '5 code',
      '6 parentCode',
      '7 closedOn',
      '8 openedOn',
      '9 parentCode',
      '10 parentCode',
      '11 parentCode',
      '12 kind',
      '13 parentCode',
    ].sort(),
  )
  expect(await treeOn('2026-03-02')).toEqual(['西樵镇/旧名/2', '西樵镇/甲名/2'].sort())
})

test('the town that was entered at set-up is known by its code, and opens as early as the workbook says', async () => {
  const before = await app.as(job, context => listUnits(context, { kind: 'town' }))
  expect(before).toMatchObject([{ code: '440605122000', externalCode: '440605122000', openedOn: '2005-01-01' }])
  const id = newId()
  const unit = {
    id,
    kind: 'village',
    code: '440605122777',
    name: '旧录村',
    shortName: '旧录',
    parentId: before[0]!.id,
    path: [before[0]!.id, id],
  }
  await insertUnit(app.owner, 1, { ...unit, openedOn: '2010-01-01' })
  const known = await apply([row('x', '村', null, { code: '440605122777', name: '旧录村', shortName: '旧录' })])
  // it gets its key by the way: nothing that anyone sees has changed
  expect(counts(known)).toEqual([0, 0, 1, 0])
  const keys = await app.owner.selectFrom('unit').where('id', '=', unit.id).select('externalCode').execute()
  expect(keys).toEqual([{ externalCode: '440605122777' }])
})

test('a row whose move or closing is refused is not renamed either, and counts once', async () => {
  await apply([row('甲', '村', null), row('社', '经济社', '甲'), row('组', '网格', '社'), row('乙', '村', null)])
  const answer = await apply([
    row('社', '经济社', '甲', { name: '社改', closedOn: '2026-03-02' }),
    row('乙', '村', null, { name: '乙改' }),
    row('丙', '村', null),
  ])
  expect([counts(answer), answer.faults.map(({ row: at }) => at)]).toEqual([[1, 1, 0, 1], [4]])
  expect(await treeOn('2026-03-02')).toEqual(['西樵镇/丙名/2', '西樵镇/乙改/2', '西樵镇/甲名/2', '甲名/社名/3', '社名/组名/4'].sort())
})

test('a name planned for a later day stays when the export comes in again, and stands against another one', async () => {
  await apply([row('甲', '村', null), row('社', '经济社', '甲'), row('乙', '村', null)])
  const { id } = await app.owner.selectFrom('unit').where('externalCode', '=', `${prefix}-社`).select('id').executeTakeFirstOrThrow()
  await sql`update unit_period set valid = daterange(lower(valid), '2026-06-01') where unit_id = ${id}`.execute(app.owner)
  await sql`insert into unit_period (town_id, unit_id, parent_id, name, short_name, path, valid, recorded_on)
    select town_id, unit_id, parent_id, '社新名', short_name, path, '[2026-06-01,)', recorded_on
    from unit_period where unit_id = ${id}`.execute(app.owner)
  const mine = (await app.as(job, exportUnitRows)).filter(({ code }) => code === `${prefix}-社`)
  expect(mine).toMatchObject([{ name: '社名' }])
  expect(counts(await apply(mine))).toEqual([0, 0, 1, 0])
  expect(await treeOn('2026-06-01')).toContain('甲名/社新名/3')
  const answer = await apply([row('社', '经济社', '甲', { name: '别的名' })])
  expect(answer.faults).toEqual([{ row: 4, key: 'name', message: '这个单元已定于2026-06-01改名。请在组织页面改。' }])
  expect(await treeOn('2026-06-01')).toContain('甲名/社新名/3')
})

test('a unit with a code of its own is known by its statistical code as well', async () => {
  await apply([row('甲', '村', null)])
  await app.owner.updateTable('unit').where('externalCode', '=', `${prefix}-甲`).set({ code: '440605122776' }).execute()
  const same = { code: '440605122776', name: '甲名', shortName: '甲' }
  expect(counts(await apply([row('x', '村', null, same), row('社', '经济社', null, { parentCode: same.code })]))).toEqual([1, 0, 1, 0])
  expect(await treeOn('2026-03-02')).toEqual(['甲名/社名/3', '西樵镇/甲名/2'].sort())
  const answer = await apply([row('甲', '村', null), row('x', '村', null, same)])
  expect(answer.faults).toEqual([{ row: 5, key: 'code', message: '和第4行是同一个单元。请只留一行。' }])
})

test('20,000 units go in within seconds', async () => {
  const villages = Array.from({ length: 200 }, (_, at) =>
    row(`v${at}`, '村', null, { openedOn: `20${10 + (at % 10)}-0${1 + (at % 9)}-01` }),
  )
  const groups = Array.from({ length: 19_800 }, (_, at) =>
    row(`g${at}`, '网格', `v${at % 200}`, { openedOn: `2020-0${1 + (at % 9)}-0${1 + (at % 7)}` }),
  )
  const started = performance.now()
  expect(counts(await apply([...groups, ...villages]))).toEqual([20_000, 0, 0, 0])
  expect(counts(await apply([...groups, ...villages]))).toEqual([0, 0, 20_000, 0])
  expect(performance.now() - started).toBeLessThan(30_000)
})

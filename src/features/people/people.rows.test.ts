/** Rows of people, terms, bodies and venues (导入): what an import does with them. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { applyBodyRows } from '#features/bodies/bodies.rows.actions.ts'
import type { bodySheet } from '#features/bodies/bodies.workbook.ts'
import { applyUnitRows } from '#features/units/units.rows.actions.ts'
import { applyVenueRows } from '#features/venues/venues.rows.actions.ts'
import type { venueSheet } from '#features/venues/venues.workbook.ts'
import type { Context } from '#platform/server/action.ts'
import type { Actor } from '#platform/shared/actor.ts'
import type { Applied } from '#platform/shared/applied.ts'
import { newId } from '#platform/shared/ids.ts'
import type { RowOf } from '#platform/shared/sheet.ts'
import { demoTown } from '../../demo/town.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aHolder } from './people.samples.ts'
import { applyPersonRows, applyTermRows } from './people.rows.actions.ts'
import type { peopleSheet, termSheet } from './people.workbook.ts'

const app = useApp()
const job: Actor = { kind: 'job', townId: 1, name: 'imports.apply' }
const numbered = <V>(values: readonly V[]) => values.map((each, at) => ({ row: at + 4, values: each, masked: [] }))
const apply = <V>(
  how: (context: Context, rows: { row: number; values: V; masked: string[] }[]) => Promise<Applied>,
  values: readonly V[],
  actor: Actor = job,
) => app.as(actor, context => how(context, numbered(values)))
const counts = ({ created, updated, unchanged, faults }: Applied) => [created, updated, unchanged, faults.length]
const where = ({ faults }: Applied) => faults.map(({ row, key }) => `${row} ${key}`).sort()

let mark = ''
let village = ''
beforeEach(async () => {
  mark = newId().slice(-8)
  village = `V${mark}`
  const day = { openedOn: '2010-01-01', closedOn: null }
  await apply(applyUnitRows, [
    { code: '440605122000', name: '西樵镇', shortName: '西樵镇', kind: '镇', parentCode: null, ...day },
    { code: village, name: '柳河村', shortName: '柳河', kind: '村', parentCode: '440605122000', ...day },
  ])
})

const person = (code: string, changes: Partial<RowOf<typeof peopleSheet>> = {}) => ({
  code: code + mark,
  name: '区伟明',
  phone: '19900001234',
  unitCode: village,
  ...changes,
})
const term = (code: string, changes: Partial<RowOf<typeof termSheet>> = {}): RowOf<typeof termSheet> => ({
  personCode: code + mark,
  role: '村（社区）办事员',
  title: '办事员',
  unitCode: village,
  bodyCode: null,
  from: '2021-01-10',
  until: null,
  shown: '否',
  ...changes,
})
const body = (code: string, changes: Partial<RowOf<typeof bodySheet>> = {}): RowOf<typeof bodySheet> => ({
  code: code + mark,
  name: `${code}名`,
  kind: '党支部',
  parentCode: null,
  unitCodes: [village],
  foundedOn: '2008-01-01',
  dissolvedOn: null,
  ...changes,
})
const venue = (code: string, changes: Partial<RowOf<typeof venueSheet>> = {}): RowOf<typeof venueSheet> => ({
  code: code + mark,
  name: '党群服务站',
  kind: '党群服务站',
  unitCode: village,
  bodyCode: null,
  address: null,
  hours: null,
  phone: null,
  services: ['事项代办'],
  status: '使用中',
  openedOn: '2019-07-01',
  closedOn: null,
  ...changes,
})

test('a person comes in sealed and findable, and a blank phone leaves what is stored', async () => {
  expect(counts(await apply(applyPersonRows, [person('R1')]))).toEqual([1, 0, 0, 0])
  const row = () => app.owner.selectFrom('person').where('externalCode', '=', `R1${mark}`).selectAll().executeTakeFirstOrThrow()
  const before = await row()
  expect(before.sortKey).toBe('ou wei ming')
  expect(before.phoneSealed!.includes('19900001234')).toBe(false)
  expect(app.platform.sealing.open(before.phoneSealed!, 'person.phone')).toBe('19900001234')
  expect(counts(await apply(applyPersonRows, [person('R1', { phone: null })]))).toEqual([0, 0, 1, 0])
  expect(counts(await apply(applyPersonRows, [person('R1', { phone: null, name: '欧伟明' })]))).toEqual([0, 1, 0, 0])
  expect(await row()).toMatchObject({ name: '欧伟明', phoneSealed: before.phoneSealed, version: 2 })
  expect(counts(await apply(applyPersonRows, [person('R1', { name: '欧伟明', phone: '19900005678' })]))).toEqual([0, 1, 0, 0])
  expect(app.platform.sealing.open((await row()).phoneSealed!, 'person.phone')).toBe('19900005678')
  expect(where(await apply(applyPersonRows, [person('R2', { unitCode: '无' }), person('R3'), person('R3')]))).toEqual([
    '4 unitCode',
    '6 code',
  ])
})

test('terms open the posts that they need, and what cannot be held at once is a fault', async () => {
  await apply(applyPersonRows, [person('R1'), person('R2')])
  const rows = [term('R1'), term('R2', { from: '2019-01-01', until: '2020-12-31' }), term('R2', { from: '2022-01-01', shown: '是' })]
  expect(counts(await apply(applyTermRows, rows))).toEqual([3, 0, 0, 0])
  const posts = await app.owner.selectFrom('post').where('title', '=', '办事员').selectAll().execute()
  expect(posts.filter(({ openedOn }) => openedOn === '2019-01-01')).toHaveLength(1)
  expect(counts(await apply(applyTermRows, rows))).toEqual([0, 0, 3, 0])
  expect(counts(await apply(applyTermRows, [term('R1', { until: '2030-01-01' })]))).toEqual([0, 1, 0, 0])
  const faulty = [
    term('无此'),
    term('R1', { unitCode: '无' }),
    term('R1', { bodyCode: '无' }),
    term('R1', { from: '2025-01-01' }),
    term('R1', { title: '别的', until: '2020-01-01' }),
    term('R1', { role: '系统管理员', title: '系统管理员' }),
    term('R1', { role: '审计管理员', title: '审计管理员' }),
    term('R2', { from: '2022-01-01', shown: '是' }),
    term('R2', { from: '2022-01-01', shown: '是' }),
  ]
  const answer = await apply(applyTermRows, faulty)
  expect(where(answer)).toEqual(['10 role', '12 personCode', '4 personCode', '5 unitCode', '6 bodyCode', '7 from', '8 until'])
  expect(counts(answer)).toEqual([1, 0, 1, 7])
})

test('a term that is known changes as on the page: what was is not rewritten, and each change has its event', async () => {
  await apply(applyPersonRows, [person('R1'), person('R2')])
  const past = term('R1', { from: '2020-01-01', until: '2021-12-31' })
  await apply(applyTermRows, [past, term('R2')])
  for (const [changes, said] of [
    [{ until: null }, '这段任职已经结束，系统里是2021-12-31。'],
    [{ until: '2020-02-01' }, '这段任职已经结束，系统里是2021-12-31。'],
    [{ until: '2027-01-01' }, '这段任职已经结束，系统里是2021-12-31。'],
  ] as const)
    expect((await apply(applyTermRows, [{ ...past, ...changes }])).faults.map(({ message }) => message)).toEqual([said])
  const early = await apply(applyTermRows, [term('R2', { until: '2024-01-31' })])
  expect(early.faults).toEqual([{ row: 4, key: 'until', message: '最后一天不能早于昨天，系统里是在任。' }])
  for (const changes of [{ until: '2026-04-30' }, { until: null }, { until: null, shown: '是' as const }])
    expect(counts(await apply(applyTermRows, [term('R2', changes)]))).toEqual([0, 1, 0, 0])
  const events = await app.owner
    .selectFrom('event')
    .innerJoin('person', 'person.id', 'event.subjectId')
    .where('person.externalCode', '=', `R2${mark}`)
    .select(['event.name', 'event.details'])
    .orderBy('event.id')
    .execute()
  expect(events).toMatchObject([
    { name: 'people.endTerm', details: { lastOn: '2026-04-30' } },
    { name: 'people.endTerm', details: { lastOn: null } },
    { name: 'people.showTerm', details: { shown: true } },
  ])
})

test('two administrators do not come into one hand by a leave, in a workbook either', async () => {
  await apply(applyPersonRows, [person('R1'), person('R2')])
  await apply(applyTermRows, [term('R2', { role: '审计管理员', title: '审计管理员', unitCode: '440605122000' })])
  await sql`insert into leave (town_id, id, person_id, deputy_id, valid) select 1, ${newId()}, own.id, deputy.id, '[2026-03-02,2026-04-01)'
    from person own, person deputy where own.external_code = ${`R1${mark}`} and deputy.external_code = ${`R2${mark}`}`.execute(app.owner)
  const row = term('R1', { role: '安全管理员', title: '安全管理员', unitCode: '440605122000', from: '2026-03-02' })
  expect(where(await apply(applyTermRows, [row]))).toEqual(['4 role'])
  expect(counts(await apply(applyTermRows, [{ ...row, from: '2026-04-01' }]))).toEqual([1, 0, 0, 0])
})

test('a past term stays with the post of its days when an equal post has been opened since', async () => {
  await apply(applyPersonRows, [person('R1'), person('R2')])
  const past = term('R1', { from: '2020-01-01', until: '2021-12-31' })
  expect(counts(await apply(applyTermRows, [past]))).toEqual([1, 0, 0, 0])
  const ours = () => app.owner.selectFrom('post').innerJoin('unit', 'unit.id', 'post.unitId').where('unit.externalCode', '=', village)
  const post = await ours().selectAll('post').executeTakeFirstOrThrow()
  await app.owner.updateTable('post').where('id', '=', post.id).set({ closedOn: '2025-03-02' }).execute()
  await app.owner
    .insertInto('post')
    .values({ ...post, id: newId(), openedOn: '2025-03-02', closedOn: null })
    .execute()
  expect(counts(await apply(applyTermRows, [past]))).toEqual([0, 0, 1, 0])
  expect(counts(await apply(applyTermRows, [past, term('R2', { from: '2025-05-01' })]))).toEqual([1, 0, 1, 0])
  expect(await ours().select('post.openedOn').orderBy('post.openedOn').execute()).toEqual([
    { openedOn: '2020-01-01' },
    { openedOn: '2025-03-02' },
  ])
})

test('a code that is the id of a neighbour’s person is taken, and nobody is kept by a unit that does not stand yet', async () => {
  await apply(applyPersonRows, [person('R1')])
  const { id } = await app.owner.selectFrom('person').where('externalCode', '=', `R1${mark}`).select('id').executeTakeFirstOrThrow()
  await app.owner.updateTable('person').where('id', '=', id).set({ externalCode: null }).execute()
  const next = `W${mark}`
  const unit = { name: '大岸村', shortName: '大岸', kind: '村', parentCode: '440605122000', closedOn: null } as const
  await apply(applyUnitRows, [
    { ...unit, code: next, openedOn: '2010-01-01' },
    { ...unit, code: `F${mark}`, openedOn: '2027-01-01' },
  ])
  const there = await app.owner.selectFrom('unit').where('externalCode', '=', next).select('id').executeTakeFirstOrThrow()
  const clerk = await app.person(await aHolder(app.owner, 'villageClerk', there.id))
  const taken = await apply(applyPersonRows, [person('', { code: id, unitCode: next })], clerk)
  expect(taken.faults).toEqual([{ row: 4, key: 'code', message: `编码“${id}”别的单位已经用了。请换一个编码。` }])
  expect(counts(await apply(applyPersonRows, [person('', { code: id, unitCode: village })]))).toEqual([0, 0, 1, 0])
  const early = await apply(applyPersonRows, [person('R9', { unitCode: `F${mark}` })])
  expect(early.faults).toEqual([{ row: 4, key: 'unitCode', message: `“F${mark}”2027-01-01才设立。` }])
})

test('nobody gives himself a post in a workbook, nor one that is not his to give', async () => {
  const unit = await app.owner.selectFrom('unit').where('externalCode', '=', village).select('id').executeTakeFirstOrThrow()
  const clerkId = await aHolder(app.owner, 'villageSecretary', unit.id)
  await app.owner
    .updateTable('person')
    .where('id', '=', clerkId)
    .set({ externalCode: `S${mark}` })
    .execute()
  await apply(applyPersonRows, [person('R1')])
  const clerk = await app.person(clerkId)
  const answer = await apply(
    applyTermRows,
    [term('S', { role: '户联系党小组组长' }), term('R1', { role: '村（社区）党委书记' }), term('R1')],
    clerk,
  )
  expect(where(answer)).toEqual(['4 personCode', '5 role'])
  expect(counts(answer)).toEqual([1, 0, 0, 2])
})

test('bodies come in under parents of the same workbook, cover units from the day both stand, and change', async () => {
  const rows = [
    body('支部', { parentCode: `党委${mark}` }),
    body('党委', { kind: '党委' }),
    body('临时', { kind: '临时党支部', foundedOn: '2020-02-01', dissolvedOn: '2020-05-01' }),
  ]
  expect(counts(await apply(applyBodyRows, rows))).toEqual([3, 0, 0, 0])
  expect(counts(await apply(applyBodyRows, rows))).toEqual([0, 0, 3, 0])
  const covers = await app.owner
    .selectFrom('bodyCoverage')
    .innerJoin('body', 'body.id', 'bodyCoverage.bodyId')
    .where('externalCode', '=', `支部${mark}`)
    .select('valid')
    .execute()
  expect(covers).toEqual([{ valid: '[2010-01-01,)' }])
  expect(counts(await apply(applyBodyRows, [{ ...rows[0]!, name: '改名', parentCode: null, unitCodes: [] }]))).toEqual([0, 1, 0, 0])
  const answer = await apply(applyBodyRows, [
    body('甲', { parentCode: '无' }),
    body('乙', { unitCodes: ['无'] }),
    body('丙', { kind: '临时党支部' }),
    body('丁', { parentCode: `临时${mark}` }),
    body('支部', { kind: '党总支' }),
    body('党委', { kind: '党委', foundedOn: '2009-01-01' }),
    body('戊'),
    body('戊'),
  ])
  expect(where(answer)).toEqual(['11 code', '4 parentCode', '5 unitCodes', '6 dissolvedOn', '7 parentCode', '8 kind', '9 foundedOn'])
  expect(counts(answer)).toEqual([1, 0, 0, 7])
})

test('venues come in with past closings, change, and say what is wrong', async () => {
  await apply(applyBodyRows, [body('支部')])
  const rows = [venue('Z1', { bodyCode: `支部${mark}` }), venue('Z2', { status: '已停用', closedOn: '2024-01-01' })]
  expect(counts(await apply(applyVenueRows, rows))).toEqual([2, 0, 0, 0])
  expect(counts(await apply(applyVenueRows, rows))).toEqual([0, 0, 2, 0])
  expect(counts(await apply(applyVenueRows, [venue('Z1', { hours: '每天', services: [] })]))).toEqual([0, 1, 0, 0])
  expect(
    await app.owner
      .selectFrom('venue')
      .where('externalCode', '=', `Z1${mark}`)
      .select(['hours', 'services', 'bodyId', 'version'])
      .executeTakeFirst(),
  ).toEqual({
    hours: '每天',
    services: [],
    bodyId: null,
    version: 2,
  })
  const answer = await apply(applyVenueRows, [
    venue('A', { unitCode: '无' }),
    venue('B', { bodyCode: '无' }),
    venue('C', { openedOn: null }),
    venue('D', { status: '已停用' }),
    venue('E', { closedOn: '2024-01-01' }),
    venue('Z2'),
    venue('F', { openedOn: '2030-01-01' }),
  ])
  expect(where(answer)).toEqual(['10 openedOn', '4 unitCode', '5 bodyCode', '6 openedOn', '7 closedOn', '8 closedOn', '9 status'])
})

test('the demonstration town goes in whole, and a second time changes nothing', async () => {
  const town = demoTown(1, '2026-03-02')
  const rounds = [await all(town), await all(town)]
  expect(rounds[0]!.flatMap(({ faults }) => faults)).toEqual([])
  expect(rounds[1]!.map(counts)).toEqual(rounds[0]!.map(({ created, updated, unchanged }) => [0, 0, created + updated + unchanged, 0]))
})

const all = async (town: ReturnType<typeof demoTown>) => [
  await apply(applyUnitRows, town.units),
  await apply(applyBodyRows, town.bodies),
  await apply(applyPersonRows, town.people),
  await apply(applyTermRows, town.terms),
  await apply(applyVenueRows, town.venues),
]

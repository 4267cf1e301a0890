/** Bodies (组织): over HTTP. */
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { bodiesCovering } from './bodies.actions.ts'
import { endpoints } from './bodies.contract.ts'
import { aBody } from './bodies.samples.ts'

const app = useApp()
const day = '2026-03-10'
const match = (version: number) => ({ 'if-match': `"${version}"` })

async function aStory() {
  const town = await aTown(app.owner)
  const clerk = await aHolder(app.owner, 'townClerk', town.id)
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, { kind: 'cooperative' }, village)
  const committee = await aBody(app.owner, 'committee', { name: '柳河村党委', unitIds: [village.id] })
  return { clerk, village, group, committee }
}

test('a branch is founded, renamed, moved, given other units and dissolved, each from its day on', async () => {
  const { clerk, village, group, committee } = await aStory()
  const body = { kind: 'branch', name: '福寿里党支部', parentId: committee, unitIds: [group.id], effectiveOn: day }
  const tried = await app.call(clerk, endpoints.create, { body: { ...body, dryRun: true } })
  expect(tried).toMatchObject({
    status: 200,
    body: {
      dryRun: true,
      changes: [{ before: null, after: { name: '福寿里党支部', parentName: '柳河村党委', unitNames: ['福寿里小组'] } }],
    },
  })
  expect((await app.call(clerk, endpoints.get, { params: { bodyId: tried.body.body.id } })).status).toBe(404)
  const params = { bodyId: (await app.call(clerk, endpoints.create, { body })).body.body.id }
  const other = await aBody(app.owner, 'generalBranch', { name: '柳河村党总支' })
  const renamed = await app.call(
    clerk,
    endpoints.rename,
    { params, body: { name: '福寿里第一党支部', effectiveOn: '2026-04-01' } },
    match(1),
  )
  expect(renamed).toMatchObject({
    status: 200,
    body: { changes: [{ before: { name: '福寿里党支部' }, after: { name: '福寿里第一党支部' } }] },
  })
  const moved = await app.call(clerk, endpoints.move, { params, body: { parentId: other, effectiveOn: '2026-05-01' } }, match(2))
  expect(moved).toMatchObject({ status: 200, body: { changes: [{ after: { parentName: '柳河村党总支' } }], body: { version: 3 } } })
  const covered = await app.call(clerk, endpoints.cover, { params, body: { unitIds: [village.id], effectiveOn: '2026-05-01' } }, match(3))
  expect(covered.status).toBe(200)
  const full = await app.call(clerk, endpoints.dissolve, { params: { bodyId: other }, body: { effectiveOn: '2026-06-01' } }, match(1))
  expect(full).toMatchObject({ status: 409, body: { type: '/problems/bodies/has-children', childIds: [params.bodyId] } })
  expect((await app.call(clerk, endpoints.dissolve, { params, body: { effectiveOn: '2026-06-01' } }, match(4))).status).toBe(200)
  const shown = await app.call(null, endpoints.get, { params, query: { asOf: '2026-05-31' } })
  expect(shown.body.periods.map(({ from, to, name, parentName }) => [from, to, name, parentName])).toEqual([
    ['2026-03-10', '2026-04-01', '福寿里党支部', '柳河村党委'],
    ['2026-04-01', '2026-05-01', '福寿里第一党支部', '柳河村党委'],
    ['2026-05-01', '2026-06-01', '福寿里第一党支部', '柳河村党总支'],
  ])
  expect(shown.body.coverage.map(({ unitId, from, to }) => [unitId, from, to])).toEqual([
    [group.id, '2026-03-10', '2026-05-01'],
    [village.id, '2026-05-01', '2026-06-01'],
  ])
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', params.bodyId)
    .select(['name', 'details'])
    .orderBy('id')
    .execute()
  expect(events.map(({ name }) => name)).toEqual(['bodies.create', 'bodies.rename', 'bodies.move', 'bodies.cover', 'bodies.dissolve'])
  expect(JSON.stringify(events)).not.toContain('福寿')
})

test('a list holds what stood on the day: of a line, of a place and below, page by page', async () => {
  const { village, group, committee } = await aStory()
  const branches = []
  for (let n = 0; n < 4; n += 1)
    branches.push(await aBody(app.owner, 'branch', { name: `支部${n}`, parentId: committee, unitIds: [group.id] }))
  await aBody(app.owner, 'temporaryBranch', { name: '旧临时支部', unitIds: [group.id], foundedOn: '2020-02-01', dissolvedOn: '2020-05-01' })
  await aBody(app.owner, 'villagersCommittee', { name: '柳河村民委员会', unitIds: [village.id] })
  const first = await app.call(null, endpoints.list, { query: { unitId: village.id, line: 'party', limit: '3' } })
  const rest = await app.call(null, endpoints.list, {
    query: { unitId: village.id, line: 'party', limit: '3', cursor: first.body.nextCursor },
  })
  expect([...first.body.items, ...rest.body.items].map(({ id }) => id).sort()).toEqual([committee, ...branches].sort())
  expect([first.body.total, rest.body.nextCursor]).toEqual([5, null])
  const then = await app.call(null, endpoints.list, {
    query: { unitId: village.id, line: 'party', kind: 'temporaryBranch', asOf: '2020-03-01' },
  })
  expect(then.body.items.map(({ name }) => name)).toEqual(['旧临时支部'])
  expect((await app.call(null, endpoints.list, { query: { parentId: committee } })).body.total).toBe(4)
  const mine = await app.as({ kind: 'public', townId: 1 }, context => bodiesCovering(context, [group.id, village.id], 'party'))
  expect(mine.map(({ name }) => name)).toEqual(['柳河村党委', '支部0', '支部1', '支部2', '支部3'])
})

test('two clerks change one body: the second sees what stands', async () => {
  const { clerk, committee } = await aStory()
  const colleague = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  const params = { bodyId: committee }
  const rename = (who: string, name: string) => app.call(who, endpoints.rename, { params, body: { name, effectiveOn: day } }, match(1))
  const answers = await Promise.all([rename(clerk, '甲名党委'), rename(colleague, '乙名党委')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const lost = answers.find(({ status }) => status === 412)!.body as unknown as { current: { version: number }; yours: { name: string } }
  expect([lost.current.version, ['甲名党委', '乙名党委'].includes(lost.yours.name)]).toEqual([2, true])
  expect((await app.call(clerk, endpoints.rename, { params, body: { name: '丙名党委', effectiveOn: day } })).status).toBe(428)
})

test("only the town's clerk keeps the list, and each refusal says what is wrong", async () => {
  const { clerk, village, committee } = await aStory()
  const villager = await aHolder(app.owner, 'villageSecretary', village.id)
  const body = { kind: 'branch', name: '新支部', effectiveOn: day }
  expect((await app.call(null, endpoints.create, { body })).status).toBe(401)
  expect((await app.call(villager, endpoints.create, { body })).status).toBe(403)
  expect(
    (await app.call(clerk, endpoints.move, { params: { bodyId: newId() }, body: { parentId: null, effectiveOn: day } }, match(1))).status,
  ).toBe(404)
  const create = async (changes: object) => {
    const answer = await app.call(clerk, endpoints.create, { body: { ...body, ...changes } })
    return [answer.status, answer.body.type, answer.body.errors?.map(({ pointer }) => pointer).join()].filter(Boolean).join(' ')
  }
  expect(await create({ kind: '支部', name: '' })).toBe('422 /problems/invalid #/kind,#/name')
  expect(await create({ unitIds: [newId()] })).toBe('422 /problems/invalid #/unitIds/0')
  expect(await create({ kind: 'temporaryBranch', parentId: committee })).toBe('422 /problems/invalid #/kind')
  expect(await create({ effectiveOn: '2026-03-01' })).toBe('422 /problems/invalid #/effectiveOn')
  expect(await create({ kind: 'association', parentId: committee })).toBe('409 /problems/bodies/line-would-break')
  const code = `P${newId()}`
  await aBody(app.owner, 'branch', { externalCode: code })
  expect(await create({ externalCode: code })).toBe('409 /problems/bodies/code-taken')
})

test('part of a name finds a body, as it was called on the day; only the office is offered to found one', async () => {
  const { clerk, village } = await aStory()
  const name = `渔涌${newId().slice(-6)}党支部`
  const params = { bodyId: await aBody(app.owner, 'branch', { name, unitIds: [village.id] }) }
  await app.call(clerk, endpoints.rename, { params, body: { name: '石桥头党支部', effectiveOn: '2026-04-01' } }, match(1))
  const found = async (query: object, who: string | null = null) => (await app.call(who, endpoints.list, { query })).body
  const part = name.slice(0, 8)
  expect(await found({ q: part, asOf: day })).toMatchObject({ items: [{ name }], total: 1, allowedActions: ['list', 'get'] })
  expect((await found({ q: part, asOf: '2026-04-01' })).items, 'it is called otherwise by then').toEqual([])
  expect((await found({ q: '%', asOf: day })).items, 'a sign is a sign').toEqual([])
  expect((await found({ q: part }, clerk)).allowedActions).toContain('create')
})

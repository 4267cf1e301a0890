/** Standards (制度和工作法): written as a draft, put in force, adopted place by place. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { features } from '../../features.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { checks } from './standards.checks.rules.ts'
import { endpoints } from './standards.contract.ts'
import { insertAdoption, insertStandard } from './standards.queries.ts'
import { newId } from '#platform/shared/ids.ts'

const app = useApp()

let rules = 0
async function aStandard(kind: 'rule' | 'method' = 'rule') {
  rules += 1
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner, { kind: 'community' })
  const clerk = await aHolder(app.owner, 'townClerk', town.id)
  const { body } = await app.call(clerk, endpoints.create, { body: { kind, name: `志愿服务管理办法${rules}` } })
  const params = { standardId: body.id }
  const read = async () => (await app.call(clerk, endpoints.get, { params })).body
  const change = async (endpoint: 'draft' | 'publish', input: object, version?: number) =>
    app.call(clerk, endpoints[endpoint], { params, body: input }, { 'if-match': `"${version ?? (await read()).version}"` })
  return {
    name: body.name,
    clerk,
    village,
    params,
    read,
    write: (clauses: object[] = [{ text: '服务由组织者登记一次。' }], version?: number) =>
      change('draft', { issuer: '西樵镇党委', clauses }, version),
    publish: (inForceOn = '2026-03-01') => change('publish', { inForceOn }),
    adopt: (unitId = village.id, from = '2026-01-01') => app.call(clerk, endpoints.adopt, { params, body: { unitId, from } }),
  }
}

test('a rule is drafted, put in force, and its next edition leaves the first as it was', async () => {
  const { write, publish, read, params } = await aStandard()
  await write([{ text: '只有居民能说解决。', check: 'residentCloses' }, { text: '工作人员要耐心。' }])
  expect((await app.call(null, endpoints.get, { params })).body.editions).toEqual([]) // a draft is not public
  expect(await publish()).toMatchObject({ status: 200 })
  const seen = (await app.call(null, endpoints.get, { params })).body.editions
  expect(seen).toMatchObject([
    { number: 1, inForceOn: '2026-03-01', clauses: [{ checkName: '只有居民能说“解决了”' }, { check: null, checkName: null }] },
  ])
  await write([{ text: '第二版的条文。' }])
  expect((await read()).editions.map(({ number, inForceOn }) => [number, inForceOn])).toEqual([
    [2, null],
    [1, '2026-03-01'],
  ])
  expect((await app.call(null, endpoints.get, { params })).body.editions).toEqual(seen)
  expect(await publish('2026-03-01')).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/inForceOn' }] } })
  expect(await publish('2062-03-01')).toMatchObject({ status: 422, body: { errors: [{ detail: '最多定在一年以内，请看年份对不对' }] } })
  expect(await publish('2026-04-01')).toMatchObject({ status: 200 })
  const list = async (asOf: string) =>
    (await app.call(null, endpoints.list, { query: { asOf } })).body.items.find(({ id }) => id === params.standardId)
  expect((await list('2026-03-31'))?.inForce?.number).toBe(1)
  expect((await list('2026-04-01'))?.inForce?.number).toBe(2)
})

test('a rule older than the system is entered with its day, and the page says when it came here', async () => {
  const { write, publish, params } = await aStandard()
  const page = async () => (await app.raw({ method: 'GET', url: `/standards/${params.standardId}` })).body
  await write()
  await publish('2019-07-01')
  expect(await page()).toContain('2019年7月1日起施行。2026年3月2日录到这里。')
  await write([{ text: '第二版的条文。' }])
  await publish('2026-03-02')
  const text = await page()
  expect(text).toContain('2026年3月2日起施行。')
  expect(text).toContain('第1版，2019年7月1日起施行。2026年3月2日录到这里')
})

test('two people write at once: the second sees both versions, and nothing is lost', async () => {
  const { write, read } = await aStandard()
  const { version } = await read()
  const answers = await Promise.all([write([{ text: '甲写的条文。' }], version), write([{ text: '乙写的条文。' }], version)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
})

test('what cannot be is refused in words', async () => {
  const { write, publish, adopt, clerk, name, params, village } = await aStandard()
  expect(await publish()).toMatchObject({ status: 409, body: { type: '/problems/standards/no-draft' } })
  expect(await write([{ text: '一条。', check: 'noSuchCheck' }])).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/clauses/0/check' }] },
  })
  expect(await write([])).toMatchObject({ status: 422 })
  expect(await app.call(clerk, endpoints.create, { body: { kind: 'rule', name } })).toMatchObject({
    status: 409,
    body: { type: '/problems/standards/name-taken' },
  })
  expect(await adopt()).toMatchObject({ status: 409, body: { type: '/problems/standards/not-a-method' } })
  const villager = await aHolder(app.owner, 'villageSecretary', village.id)
  expect((await app.call(villager, endpoints.draft, { params, body: { issuer: '西樵镇', clauses: [{ text: '一条。' }] } })).status).toBe(
    403,
  )
  expect((await app.call(null, endpoints.get, { params: { standardId: newId() } })).status).toBe(404)
})

test('a method is adopted place by place, once at a time, and ended', async () => {
  const { adopt, read, clerk } = await aStandard('method')
  const [first] = await Promise.all([adopt(), adopt()]).then(answers => answers.sort((a, b) => a.status - b.status))
  expect(first.status).toBe(200)
  expect(await adopt()).toMatchObject({ status: 409, body: { type: '/problems/standards/adopted-already' } })
  expect(await adopt(undefined, '2026-03-03')).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/from' }] } })
  expect(await adopt(newId())).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/unitId' }] } })
  const { id } = (await read()).adoptions[0]!
  const end = (to: string) => app.call(clerk, endpoints.endAdoption, { params: { adoptionId: id }, body: { to } })
  expect((await end('2025-12-31')).status).toBe(422)
  expect((await end('2026-02-01')).body.adoptions).toMatchObject([{ from: '2026-01-01', to: '2026-02-01' }])
  expect((await end('2026-02-02')).status).toBe(409)
  expect((await adopt(undefined, '2026-02-01')).status).toBe(200)
})

test('the communities that work by a method: five faults', async () => {
  const id = newId()
  await insertStandard(app.owner, { townId: 1, id, kind: 'method', name: '红房子' })
  const other = newId()
  await insertStandard(app.owner, { townId: 1, id: other, kind: 'method', name: '三单一图一表' })
  // A record is one community that began; each stands in a place of its own below the village asked about.
  await expectHonest(app, 'standards.methodCommunities', {
    plant: async (parentId, from, like) => {
      const town = await aTown(app.owner)
      const unitId = like
        ? (await app.owner.selectFrom('standardAdoption').where('id', '=', like).select('unitId').executeTakeFirstOrThrow()).unitId
        : (await aCommunity(parentId, town.path)).id
      const adoption = { townId: 1, id: newId(), standardId: like ? other : id, unitId, from }
      await insertAdoption(app.owner, adoption)
      return adoption.id
    },
    remove: async adoption => {
      await app.owner.deleteFrom('standardAdoption').where('id', '=', adoption).execute()
    },
    cancel: async adoption => {
      await app.owner.updateTable('standardAdoption').set({ valid: '[2010-01-01,2020-12-31)' }).where('id', '=', adoption).execute()
    },
    doubles: false,
  })
})

async function aCommunity(parentId: string, townPath: string[]) {
  return aUnit(app.owner, { kind: 'community', name: '樵乐社区' }, { id: parentId, path: [...townPath, parentId] })
}

test('every check that a clause may name is really there', () => {
  const policies = new Set(
    features.flatMap(({ policies: all }) => all.flatMap(policy => policy.names.map((rule: string) => `${policy.feature}.${rule}`))),
  )
  const jobs = new Set<string>(features.flatMap(({ jobs: all = [] }) => all.map(({ name }) => name)))
  for (const { id, proof } of checks) expect([id, (proof.kind === 'policy' ? policies : jobs).has(proof.name)]).toEqual([id, true])
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
})

test('one name entered at two desks at once is one', async () => {
  const { clerk } = await aStandard()
  const create = () => app.call(clerk, endpoints.create, { body: { kind: 'rule', name: '晒谷场使用办法' } })
  const answers = await Promise.all([create(), create(), create()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
})

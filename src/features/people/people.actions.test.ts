/** People (人员): over HTTP. */
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { insist } from '../../../tests/support/insist.ts'
import { endpoints } from './people.contract.ts'
import { addPost, aHolder } from './people.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })

async function anOffice() {
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, {}, village)
  return { town, village, group, clerk: await aHolder(app.owner, 'villageClerk', village.id, { name: '李少玲' }) }
}

test('an office enters a person; the phone is masked, opened with a reason, and the person reads who did', async () => {
  const { group, clerk } = await anOffice()
  const made = await app.call(clerk, endpoints.create, { body: { name: '区 伟明', phone: '199 0000 1234', unitId: group.id } })
  expect(made).toMatchObject({
    status: 200,
    body: { name: '区伟明', phone: '199****1234', unitName: '福寿里小组', terms: [], version: 1 },
  })
  const params = { personId: made.body.id }
  const stored = await app.owner.selectFrom('person').where('id', '=', made.body.id).selectAll().executeTakeFirstOrThrow()
  expect([stored.sortKey, stored.phoneSealed!.includes('19900001234')]).toEqual(['ou wei ming', false])
  const opened = await app.call(clerk, endpoints.revealPhone, { params, body: { reason: 'arrangeWork' } })
  expect(opened).toMatchObject({ status: 200, body: { phone: '19900001234' } })
  expect((await app.call(clerk, endpoints.revealPhone, { params, body: { reason: 'curious' } })).body.errors).toMatchObject([
    { pointer: '#/reason' },
  ])
  const own = await app.call(made.body.id, endpoints.trail, { params })
  expect(own.body.items.map(({ sentence }) => sentence)).toEqual(['李少玲查看了电话：安排工作', '李少玲登记了这条记录'])
  const events = await app.owner.selectFrom('event').where('subjectId', '=', made.body.id).selectAll().execute()
  expect(JSON.stringify(events)).not.toMatch(/区|1234/)
})

test('a phone that is left out stays, null removes it, and a second editor sees both contents', async () => {
  const { village, clerk } = await anOffice()
  const colleague = await aHolder(app.owner, 'villageSecretary', village.id)
  const made = await app.call(clerk, endpoints.create, { body: { name: '陈大妹', phone: '19900001234', unitId: village.id } })
  const params = { personId: made.body.id }
  const save = (who: string, changes: object, version: number) =>
    app.call(who, endpoints.edit, { params, body: { name: '陈大妹', unitId: village.id, ...changes } }, match(version))
  const answers = await Promise.all([save(clerk, { name: '陈小妹' }, 1), save(colleague, { name: '陈二妹' }, 1)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const lost = answers.find(({ status }) => status === 412)!.body as unknown as {
    current: { name: string; phone: string }
    yours: { name: string }
  }
  expect([lost.current.name, lost.yours.name].sort()).toEqual(['陈二妹', '陈小妹'])
  expect(lost.current.phone).toBe('199****1234')
  expect((await save(clerk, { phone: null }, 2)).body).toMatchObject({ phone: null, version: 3 })
  const none = await app.call(clerk, endpoints.revealPhone, { params, body: { reason: 'urgent' } })
  expect(none).toMatchObject({ status: 409, body: { type: '/problems/people/no-phone' } })
  expect((await app.call(clerk, endpoints.edit, { params, body: { name: '陈大妹', unitId: village.id } })).status).toBe(428)
})

test('a person is found by part of the name, pinyin, initials and phone, and only by those who may read the record', async () => {
  const { village, group, clerk } = await anOffice()
  const next = await anOffice()
  const names = ['曾庆红', '区伟明', '欧阳少兰', '冼𠮷']
  for (const [at, name] of names.entries())
    await app.call(clerk, endpoints.create, { body: { name, phone: `1990000222${at}`, unitId: at % 2 ? group.id : village.id } })
  const search = async (q: string, who = clerk) =>
    (await app.call(who, endpoints.list, { query: { q } })).body.items.map(({ name }) => name)
  expect(await search('庆')).toEqual(['曾庆红'])
  expect(await search('zengqing')).toEqual(['曾庆红'])
  expect(await search('Zeng Qing')).toEqual(['曾庆红'])
  expect(await search('weiming')).toEqual(['区伟明'])
  expect(await search('owm')).toEqual(['区伟明'])
  expect(await search('ou')).toEqual(['区伟明', '欧阳少兰'])
  expect(await search('𠮷')).toEqual(['冼𠮷'])
  expect(await search('199 0000 2221')).toEqual(['区伟明'])
  expect(await search('%')).toEqual([])
  expect(await search('weiming', next.clerk)).toEqual([])
  const below = await app.call(clerk, endpoints.list, { query: { below: group.id } })
  expect(below.body.items.map(({ name }) => name)).toEqual(['区伟明', '冼𠮷'])
})

test('a list is in the order of pinyin and goes on page by page', async () => {
  const { village, clerk } = await anOffice()
  for (const name of ['张伟', '曾伟', '单伟', '李伟', '李伟'])
    await app.call(clerk, endpoints.create, { body: { name, unitId: village.id } })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof app.call<typeof endpoints.list>>> = await app.call(clerk, endpoints.list, {
      query: { below: village.id, limit: '2', ...(cursor && { cursor }) },
    })
    expect(page.body.total).toBe(6)
    seen.push(...page.body.items.map(({ name }) => name))
    cursor = page.body.nextCursor
  } while (cursor)
  expect(seen).toEqual(['李少玲', '李伟', '李伟', '单伟', '曾伟', '张伟'])
  const clerks = await app.call(clerk, endpoints.list, { query: { below: village.id, role: 'villageClerk' } })
  expect(clerks.body.items.map(({ name }) => name)).toEqual(['李少玲'])
  const { body } = await app.call(clerk, endpoints.list, { query: { q: '张伟', asOf: '1990-01-01' } })
  expect(body.items, 'before the village had a name here, by its first').toMatchObject([
    { unitName: expect.stringMatching(/村|社区/) as string },
  ])
})

test('a list goes on behind a name as long as any, and as rare', async () => {
  const { village, group, clerk } = await anOffice()
  for (const name of ['庄'.repeat(50), '庄'.repeat(49), '𠮷'.repeat(50), '䶮'.repeat(50)])
    expect((await app.call(clerk, endpoints.create, { body: { name, unitId: group.id } })).status).toBe(200)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: object = { below: village.id, limit: '1', ...(cursor && { cursor }) }
    const page = await app.call(clerk, endpoints.list, { query })
    expect(page.status).toBe(200)
    seen.push(...page.body.items.map(({ name }) => name))
    cursor = page.body.nextCursor
  } while (cursor !== null)
  expect(seen).toHaveLength(5)
  expect(new Set(seen).size).toBe(5)
})

test('what is not within reach is not found, and each refusal says what is wrong', async () => {
  const { village, clerk } = await anOffice()
  const next = await anOffice()
  const leader = await aHolder(app.owner, 'gridLeader', village.id)
  const made = await app.call(clerk, endpoints.create, { body: { name: '陈大妹', phone: '19900001234', unitId: village.id } })
  const params = { personId: made.body.id }
  expect((await app.call(null, endpoints.get, { params })).status).toBe(401)
  expect((await app.call(next.clerk, endpoints.get, { params })).status).toBe(404)
  expect((await app.call(next.clerk, endpoints.revealPhone, { params, body: { reason: 'urgent' } })).status).toBe(404)
  expect((await app.call(leader, endpoints.get, { params })).status).toBe(200)
  expect((await app.call(leader, endpoints.revealPhone, { params, body: { reason: 'urgent' } })).status).toBe(403)
  expect((await app.call(leader, endpoints.trail, { params })).status).toBe(403)
  const away = { name: '陈大妹', unitId: next.village.id }
  expect((await app.call(clerk, endpoints.edit, { params, body: away }, match(1))).status).toBe(403)
  expect((await app.call(clerk, endpoints.create, { body: away })).status).toBe(403)
  const wrong = await app.call(clerk, endpoints.create, { body: { name: '1', phone: '1990', unitId: 'x' } })
  expect(wrong.body.errors.map(({ pointer }) => pointer)).toEqual(['#/name', '#/unitId', '#/phone'])
  expect((await app.call(clerk, endpoints.create, { body: { name: '陈大妹', unitId: newId() } })).body.errors).toMatchObject([
    { pointer: '#/unitId' },
  ])
})

test('a workbook key belongs to one person of the town, also among fifty entered at once', async () => {
  const { village, clerk } = await anOffice()
  const next = await anOffice()
  const externalCode = `R${newId()}`
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      insist(() => app.call(clerk, endpoints.create, { body: { name: '陈大妹', unitId: village.id, externalCode } })),
    ),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.type))).toEqual(
    new Set(['/problems/people/code-taken']),
  )
  // The neighbour cannot read the record, and the key is taken all the same.
  const other = await app.call(next.clerk, endpoints.create, { body: { name: '陈大妹', unitId: next.village.id, externalCode } })
  expect(other).toMatchObject({ status: 409, body: { type: '/problems/people/code-taken' } })
  const mine = await app.call(next.clerk, endpoints.create, { body: { name: '陈大妹', unitId: next.village.id } })
  const body = { name: '陈大妹', unitId: next.village.id, externalCode }
  expect((await app.call(next.clerk, endpoints.edit, { params: { personId: mine.body.id }, body }, match(1))).status).toBe(409)
})

test('one’s scope is explained post by post', async () => {
  const { town, village, group } = await anOffice()
  const person = await aHolder(app.owner, 'villageClerk', village.id, { from: '2021-01-10' })
  await addPost(app.owner, person, 'auditAdministrator', town.id, { from: '2022-05-01', to: '2030-01-01' })
  const answer = await app.call(person, endpoints.explainScope)
  const { name } = await app.owner.selectFrom('unitPeriod').where('unitId', '=', village.id).select('name').executeTakeFirstOrThrow()
  expect(answer.body).toMatchObject({
    headline: '你能看到这些是因为：',
    unitCount: 2,
    reasons: [
      {
        unitId: village.id,
        unitCount: 2,
        since: '2021-01-10',
        until: null,
        sentence: `你是${name}的村（社区）办事员（2021年1月10日起）。你能看到${name}和下面1个单位的记录。`,
      },
      { role: 'auditAdministrator', until: '2029-12-31' },
    ],
  })
  const plain = await app.call(
    (await app.call(person, endpoints.create, { body: { name: '陈大妹', unitId: group.id } })).body.id,
    endpoints.explainScope,
  )
  expect(plain.body).toEqual({ headline: '你现在没有岗位，只能看到自己的记录。', reasons: [], unitCount: 0, grantable: [] })
  expect((await app.call(null, endpoints.explainScope)).status).toBe(401)
})

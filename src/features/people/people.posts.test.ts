/** Posts, terms and leave (岗位、任职、请假): over HTTP. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { insist } from '../../../tests/support/insist.ts'
import { endpoints as personEndpoints } from './people.contract.ts'
import { endpoints } from './people.posts.contract.ts'
import { aHolder, asRead } from './people.samples.ts'

const app = useApp()

async function anOffice() {
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, {}, village)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id, { name: '李少玲' })
  const townClerk = await aHolder(app.owner, 'townClerk', town.id, { name: '梁少英' })
  const person = async (unitId = village.id) =>
    (await app.call(clerk, personEndpoints.create, { body: { name: '陈大妹', unitId } })).body.id
  const post = async (who: string, changes: object = {}) =>
    app.call(who, endpoints.openPost, { body: { role: 'gridLeader', title: '组长', unitId: group.id, openedOn: '2020-01-01', ...changes } })
  return { town, village, group, clerk, townClerk, person, post }
}
const reach = async (who: string) =>
  app.as(await app.person(who), async ({ db }) => (await sql<{ ids: string[] }>`select scope_units() as ids`.execute(db)).rows[0]!.ids)
const typeOf = ({ status, body }: { status: number; body: { type?: string; errors?: { pointer: string }[] } }) =>
  [status, body.type?.split('/').at(-1), body.errors?.map(({ pointer }) => pointer).join()].filter(Boolean).join(' ')

test('a post is opened, given, shown to residents, taken back and closed', async () => {
  const at = await anOffice()
  const personId = await at.person()
  const opened = await at.post(at.clerk)
  expect(opened).toMatchObject({ status: 200, body: { unitName: '福寿里小组', terms: [] } })
  const params = { postId: opened.body.id }
  expect((await app.call(at.clerk, endpoints.listPosts, { query: { below: at.group.id, vacant: 'true' } })).body.total).toBe(1)
  const unread = await app.call(at.clerk, endpoints.beginTerm, { params, body: { personId, from: '2026-03-02' } })
  expect(typeOf(unread)).toBe('428 precondition-required')
  const begun = await app.call(
    at.clerk,
    endpoints.beginTerm,
    { params, body: { personId, from: '2026-03-02' } },
    await asRead(app.owner, params),
  )
  expect(begun.body.terms).toMatchObject([{ personId, personName: '陈大妹', from: '2026-03-02', lastOn: null, shown: false }])
  expect(await reach(personId)).toEqual([at.group.id])
  const termId = begun.body.terms[0]!.id
  const show = { params: { termId }, body: { shown: true } }
  expect(typeOf(await app.call(at.clerk, endpoints.showTerm, show))).toBe('428 precondition-required')
  expect((await app.call(at.clerk, endpoints.showTerm, show, await asRead(app.owner, params))).body.terms).toMatchObject([{ shown: true }])
  const close = async (closedOn: string) =>
    app.call(at.clerk, endpoints.closePost, { params, body: { closedOn } }, await asRead(app.owner, params))
  expect(typeOf(await app.call(at.clerk, endpoints.closePost, { params, body: { closedOn: '2026-04-01' } }))).toBe(
    '428 precondition-required',
  )
  const held = await close('2026-04-01')
  expect(typeOf(held)).toBe('409 post-held')
  const end = async (lastOn: string) =>
    app.call(at.clerk, endpoints.endTerm, { params: { termId }, body: { lastOn } }, await asRead(app.owner, params))
  expect(typeOf(await end('2026-03-01'))).toBe('422 invalid #/lastOn')
  const input = { params: { termId }, body: { lastOn: '2026-03-31' } }
  expect(typeOf(await app.call(at.clerk, endpoints.endTerm, input))).toBe('428 precondition-required')
  expect((await end('2026-03-31')).status).toBe(200)
  expect((await close('2026-04-01')).body).toMatchObject({ closedOn: '2026-04-01' })
  expect((await close('2026-05-01')).status).toBe(409)
  const trail = await app.call(personId, personEndpoints.trail, { params: { personId } })
  expect(trail.body.items.map(({ sentence }) => sentence)).toEqual([
    '李少玲登记了任职结束，最后一天是2026年3月31日',
    '李少玲登记：本人同意向居民公开姓名',
    '李少玲登记了任职，2026年3月2日起',
    '李少玲登记了这条记录',
  ])
})

test('two desks give one post: the second is told and shown both; an end by who read an older list too', async () => {
  const at = await anOffice()
  const [one, other] = [await at.person(), await at.person()]
  const post = (await at.post(at.clerk)).body
  const params = { postId: post.id }
  const give = (personId: string, version: number) =>
    app.call(at.clerk, endpoints.beginTerm, { params, body: { personId, from: '2026-03-02' } }, { 'if-match': `"${version}"` })
  const first = await give(one, post.version)
  expect(first.status).toBe(200)
  expect(first.body.version, 'another number').not.toBe(post.version)
  const second = await give(other, post.version)
  expect(second).toMatchObject({
    status: 412,
    body: { current: { version: first.body.version, terms: [{ personId: one }] }, yours: { personId: other } },
  })
  const end = (version: number) =>
    app.call(
      at.clerk,
      endpoints.endTerm,
      { params: { termId: first.body.terms[0]!.id }, body: { lastOn: '2026-03-31' } },
      { 'if-match': `"${version}"` },
    )
  expect((await end(post.version)).status).toBe(412)
  expect((await end(first.body.version)).status).toBe(200)
})

test('two desks close one post, or tell residents who holds it: the second is shown both', async () => {
  const at = await anOffice()
  const post = (await at.post(at.clerk)).body
  const params = { postId: post.id }
  const body = { personId: await at.person(), from: '2026-03-02', lastOn: '2026-03-10' }
  const begun = (await app.call(at.clerk, endpoints.beginTerm, { params, body }, { 'if-match': `"${post.version}"` })).body
  const match = { 'if-match': `"${begun.version}"` }
  const show = (shown: boolean) =>
    app.call(at.clerk, endpoints.showTerm, { params: { termId: begun.terms[0]!.id }, body: { shown } }, match)
  expect((await show(true)).status).toBe(200)
  expect(await show(false)).toMatchObject({ status: 412, body: { current: { terms: [{ shown: true }] }, yours: { shown: false } } })

  const read = await asRead(app.owner, params)
  const close = (closedOn: string) => app.call(at.clerk, endpoints.closePost, { params, body: { closedOn } }, read)
  expect((await close('2026-04-01')).status).toBe(200)
  expect(await close('2026-05-01')).toMatchObject({
    status: 412,
    body: { current: { closedOn: '2026-04-01' }, yours: { closedOn: '2026-05-01' } },
  })
})

test('nobody gives himself a post, nor one that is not his to give', async () => {
  const at = await anOffice()
  const personId = await at.person()
  const { body: post } = await at.post(at.townClerk, { role: 'villageSecretary', unitId: at.village.id, title: '书记' })
  const read = await asRead(app.owner, { postId: post.id })
  const begin = (who: string, whom: string) =>
    app.call(who, endpoints.beginTerm, { params: { postId: post.id }, body: { personId: whom, from: '2026-03-02' } }, read)
  expect((await app.call(null, endpoints.listPosts)).status).toBe(401)
  expect(typeOf(await begin(at.clerk, personId))).toBe('403 forbidden')
  expect(typeOf(await begin(at.clerk, at.clerk))).toBe('403 forbidden')
  expect(typeOf(await begin(at.townClerk, at.townClerk))).toBe('403 forbidden')
  expect(typeOf(await at.post(at.clerk, { unitId: at.town.id }))).toBe('403 forbidden')
  expect(typeOf(await at.post(at.townClerk, { role: 'auditAdministrator', unitId: at.town.id }))).toBe('403 forbidden')
  // The database refuses too, whatever the program says.
  const row = { townId: 1, id: newId(), postId: post.id, personId: at.clerk, valid: '[2026-03-02,)' }
  await expect(app.as(await app.person(at.clerk), ({ db }) => db.insertInto('term').values(row).execute())).rejects.toThrow(
    'row-level security',
  )
  expect((await begin(at.townClerk, personId)).status).toBe(200)
})

test('what cannot be held is refused in its own words', async () => {
  const at = await anOffice()
  const guard = await aHolder(app.owner, 'securityAdministrator', at.town.id)
  const personId = await at.person()
  const { body: post } = await at.post(at.clerk)
  const begin = async (postId: string, changes: object = {}, who = at.clerk) =>
    app.call(
      who,
      endpoints.beginTerm,
      { params: { postId }, body: { personId, from: '2026-03-02', ...changes } },
      await asRead(app.owner, { postId }),
    )
  expect(typeOf(await begin(post.id, { from: '2019-01-01' }))).toBe('409 post-closed')
  expect(typeOf(await begin(post.id, { lastOn: '2026-03-01' }))).toBe('422 invalid #/lastOn')
  expect(typeOf(await begin(post.id, { personId: newId() }))).toBe('422 invalid #/personId')
  expect(typeOf(await begin(newId()))).toBe('404 not-found')
  expect((await begin(post.id)).status).toBe(200)
  expect(typeOf(await begin(post.id, { from: '2026-05-01' }))).toBe('409 held-twice')
  expect(typeOf(await at.post(at.clerk, { bodyId: newId() }))).toBe('422 invalid #/bodyId')
  expect(typeOf(await at.post(at.clerk, { unitId: newId() }))).toBe('422 invalid #/unitId')
  const open = async (role: string) => (await at.post(guard, { role, unitId: at.town.id, title: role })).body.id
  expect((await begin(await open('securityAdministrator'), {}, guard)).status).toBe(200)
  expect(typeOf(await begin(await open('auditAdministrator'), {}, guard))).toBe('409 administrators-apart')
  expect((await app.call(at.clerk, endpoints.endTerm, { params: { termId: newId() }, body: { lastOn: '2026-03-02' } })).status).toBe(404)
})

test('of fifty that give one person a post at once, one does', async () => {
  const at = await anOffice()
  const personId = await at.person()
  const { body: post } = await at.post(at.clerk)
  const input = { params: { postId: post.id }, body: { personId, from: '2026-03-02' } }
  const read = await asRead(app.owner, { postId: post.id })
  const answers = await Promise.all(Array.from({ length: 50 }, () => insist(() => app.call(at.clerk, endpoints.beginTerm, input, read))))
  expect(answers.map(typeOf).filter(each => each !== '412 edited-meanwhile')).toEqual(['200'])
})

test('a deputy acts with the posts from the first day of the leave to the last', async () => {
  const at = await anOffice()
  const secretary = await aHolder(app.owner, 'villageSecretary', at.village.id)
  const leader = await aHolder(app.owner, 'gridLeader', at.group.id)
  const params = { personId: leader }
  const shown = await app.call(leader, endpoints.listLeaves, { params })
  expect(shown.body.deputies.map(({ id }) => id)).toContain(at.clerk)
  const take = (who: string, personId: string, body: object) => app.call(who, endpoints.takeLeave, { params: { personId }, body })
  const leave = { deputyId: leader, from: '2026-03-05', lastOn: '2026-03-06' }
  expect(typeOf(await take(at.clerk, secretary, { ...leave, deputyId: at.clerk }))).toBe('403 forbidden')
  expect(typeOf(await take(secretary, secretary, leave))).toBe('422 invalid #/deputyId')
  expect(typeOf(await take(secretary, secretary, { ...leave, deputyId: at.clerk, from: '2026-03-01' }))).toBe('422 invalid #/from')
  expect(typeOf(await take(secretary, secretary, { ...leave, deputyId: at.clerk, lastOn: '2026-03-04' }))).toBe('422 invalid #/lastOn')
  const taken = await take(leader, leader, { ...leave, deputyId: secretary })
  expect(taken).toMatchObject({ status: 200, body: { personId: leader, deputyId: secretary, lastOn: '2026-03-06' } })
  expect(typeOf(await take(leader, leader, { ...leave, deputyId: at.clerk }))).toBe('409 already-away')
  const colleague = await aHolder(app.owner, 'villageClerk', at.village.id)
  expect((await take(secretary, secretary, { ...leave, deputyId: colleague, from: '2026-03-07', lastOn: '2026-03-08' })).status).toBe(200)
  expect(typeOf(await take(leader, leader, { deputyId: secretary, from: '2026-03-08', lastOn: '2026-03-09' }))).toBe('409 already-away')
  const postsOn = async (day: string) => {
    app.now = new Date(`${day}T01:00:00Z`)
    return (await app.person(colleague)).posts.map(({ role, deputyFor }) => `${role} ${deputyFor === secretary ? 'deputy' : 'own'}`)
  }
  try {
    expect(await postsOn('2026-03-06')).toEqual(['villageClerk own'])
    expect((await postsOn('2026-03-07')).sort()).toEqual(['villageClerk own', 'villageSecretary deputy'])
    const why = await app.call(colleague, personEndpoints.explainScope)
    expect(why.body.reasons.map(({ sentence }) => sentence).join()).toContain('请假，你代理')
    const [running] = (await app.call(secretary, endpoints.listLeaves, { params: { personId: secretary } })).body.items
    const end = (lastOn: string | null) => app.call(secretary, endpoints.endLeave, { params: { leaveId: running!.id }, body: { lastOn } })
    expect(typeOf(await end(null))).toBe('409 wrong-state')
    expect(typeOf(await end('2026-03-09'))).toBe('422 invalid #/lastOn')
    expect((await end('2026-03-07')).body.items).toMatchObject([{ lastOn: '2026-03-07' }])
    expect(await postsOn('2026-03-08')).toEqual(['villageClerk own'])
    expect(typeOf(await end('2026-03-08'))).toBe('409 wrong-state')
  } finally {
    app.now = new Date('2026-03-02T01:00:00Z')
  }
})

test('leave that has not begun is called off, and no administrator stands in for another kind', async () => {
  const at = await anOffice()
  const system = await aHolder(app.owner, 'systemAdministrator', at.town.id)
  const audit = await aHolder(app.owner, 'auditAdministrator', at.town.id)
  const leave = { from: '2026-03-05', lastOn: '2026-03-06' }
  const take = (deputyId: string) => app.call(system, endpoints.takeLeave, { params: { personId: system }, body: { ...leave, deputyId } })
  expect(typeOf(await take(audit))).toBe('409 administrators-apart')
  const taken = await take(at.townClerk)
  expect(taken.status).toBe(200)
  const guard = await aHolder(app.owner, 'securityAdministrator', at.town.id)
  const { body: post } = await at.post(guard, { role: 'securityAdministrator', unitId: at.town.id })
  const input = { params: { postId: post.id }, body: { personId: at.townClerk, from: '2026-03-01' } }
  const begun = await app.call(guard, endpoints.beginTerm, input, await asRead(app.owner, { postId: post.id }))
  expect(typeOf(begun)).toBe('409 administrators-apart')
  const called = await app.call(system, endpoints.endLeave, { params: { leaveId: taken.body.id }, body: { lastOn: null } })
  expect(called.body).toEqual({ items: [] })
  expect((await app.call(system, endpoints.endLeave, { params: { leaveId: taken.body.id }, body: { lastOn: null } })).status).toBe(404)
})

test('a vacancy is told with its first day, and a person’s terms with those that ended', async () => {
  const at = await anOffice()
  const next = await anOffice()
  const personId = await at.person()
  const { body: post } = await at.post(at.clerk)
  expect(post).toMatchObject({ terms: [], coming: [], vacantSince: '2020-01-01' })
  const params = { postId: post.id }
  const begin = async (body: object) =>
    app.call(at.clerk, endpoints.beginTerm, { params, body: { personId, ...body } }, await asRead(app.owner, params))
  const held = await begin({ from: '2024-01-01', lastOn: '2024-12-31' })
  expect(held.body).toMatchObject({ terms: [], coming: [], vacantSince: '2025-01-01' })
  const coming = await begin({ from: '2026-03-05' })
  expect(coming.body).toMatchObject({ terms: [], coming: [{ personId, from: '2026-03-05' }], vacantSince: '2025-01-01' })
  const asOf = async (day: string) =>
    (await app.call(at.clerk, endpoints.listPosts, { query: { below: at.group.id, asOf: day } })).body.items
  expect(await asOf('2024-06-01')).toMatchObject([
    { terms: [{ lastOn: '2024-12-31' }], coming: [{ from: '2026-03-05' }], vacantSince: null },
  ])
  const terms = (who: string | null) => app.call(who, endpoints.listTerms, { params: { personId } })
  expect((await terms(at.clerk)).body.items).toMatchObject([
    {
      postId: post.id,
      from: '2026-03-05',
      lastOn: null,
      unitName: '福寿里小组',
      allowedActions: expect.arrayContaining(['endTerm']) as string[],
    },
    { postId: post.id, from: '2024-01-01', lastOn: '2024-12-31', allowedActions: [] },
  ])
  expect((await terms(personId)).body.items[0]!.allowedActions).not.toContain('endTerm')
  expect((await terms(next.clerk)).status).toBe(404)
  expect((await terms(null)).status).toBe(401)
})

test('a list of posts goes on page by page, of a place, a role and a department', async () => {
  const at = await anOffice()
  const department = await aBody(app.owner, 'department', { name: '环保办', unitIds: [at.town.id] })
  for (const title of ['甲', '乙', '丙']) await at.post(at.townClerk, { title })
  await at.post(at.townClerk, { role: 'departmentOfficer', title: '干事', unitId: at.village.id, bodyId: department })
  const query = { below: at.village.id, role: 'gridLeader', limit: '2' }
  const first = await app.call(at.clerk, endpoints.listPosts, { query })
  const rest = await app.call(at.clerk, endpoints.listPosts, { query: { ...query, cursor: first.body.nextCursor } })
  expect([...first.body.items, ...rest.body.items].map(({ title }) => title).sort()).toEqual(['丙', '乙', '甲'])
  expect([first.body.total, rest.body.nextCursor]).toEqual([3, null])
  const ofBody = await app.call(at.clerk, endpoints.listPosts, { query: { bodyId: department } })
  expect(ofBody.body.items).toMatchObject([{ bodyName: '环保办', title: '干事' }])
  expect(
    (await app.call(at.clerk, endpoints.listPosts, { query: { below: at.village.id, asOf: '2019-12-31', role: 'gridLeader' } })).body.total,
  ).toBe(0)
})

/** Accounts (账号): the three administrators, over HTTP. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aBrowser } from '../../../tests/support/browser.ts'
import { endpoints } from './accounts.contract.ts'
import { anAccount, samplePassword } from './accounts.samples.ts'

const app = useApp()
let serial = 0
let townId: string
const three = { systemAdministrator: '', securityAdministrator: '', auditAdministrator: '' }

beforeEach(async () => {
  if (townId) return
  townId = (await aTown(app.owner)).id
  for (const role of Object.keys(three) as (keyof typeof three)[]) three[role] = await aHolder(app.owner, role, townId)
})

async function aClerk(name = '吴敏华') {
  const login = `clerk.${String.fromCharCode(97 + (serial += 1))}`
  const personId = await aHolder(app.owner, 'villageClerk', townId, { name })
  return { login, personId, accountId: await anAccount(app.owner, personId, { login }) }
}

describe('the list of accounts', () => {
  test('is read in pages, by login, with names and without any trace of when people sign in (UX-B3)', async () => {
    const clerks = [await aClerk(), await aClerk(), await aClerk('欧阳静')]
    const page = await app.call(three.systemAdministrator, endpoints.list, { query: { q: 'CLERK.', limit: '2' } })
    const rest = await app.call(three.systemAdministrator, endpoints.list, { query: { q: 'clerk.', cursor: page.body.nextCursor } })
    const items = [...page.body.items, ...rest.body.items]
    expect(items.map(({ login }) => login)).toEqual(clerks.map(({ login }) => login))
    expect(rest.body.nextCursor).toBeNull()
    expect(items[2]).toEqual({
      id: clerks[2]!.accountId,
      personId: clerks[2]!.personId,
      name: '欧阳静',
      login: clerks[2]!.login,
      state: 'active',
      lockedUntil: null,
      codeEnrolled: false,
      awaitsRelease: false,
      allowedActions: ['get', 'invite', 'disable'],
    })
  })

  test.each([
    ['auditAdministrator', 403],
    ['securityAdministrator', 200],
  ] as const)('answers %s with %i', async (role, status) => {
    expect((await app.call(three[role], endpoints.list)).status).toBe(status)
  })
})

describe('each administrator keeps to their own work', () => {
  test.each([
    // who, invite, disable, unlock, end sessions, reset code
    ['systemAdministrator', 200, 200, 403, 403, 403],
    ['securityAdministrator', 403, 403, 200, 200, 200],
    ['auditAdministrator', 404, 404, 404, 404, 404],
  ] as const)('%s', async (role, ...expected) => {
    const asked = []
    for (const name of ['invite', 'disable', 'unlock', 'endSessions', 'resetCode'] as const) {
      const { accountId } = await aClerk()
      asked.push((await app.call(three[role], endpoints[name], { params: { accountId } })).status)
    }
    expect(asked).toEqual(expected)
  })
})

test('an account is disabled and enabled; its sessions end at once, its password stays', async () => {
  const { login, accountId } = await aClerk()
  const browser = aBrowser(app)
  await browser.signIn(login, samplePassword)
  const call = (endpoint: typeof endpoints.disable | typeof endpoints.enable) =>
    app.call(three.systemAdministrator, endpoint, { params: { accountId } })
  expect((await call(endpoints.disable)).body).toMatchObject({ state: 'disabled', allowedActions: ['get', 'enable'] })
  expect((await browser.mine()).status).toBe(401)
  expect((await call(endpoints.disable)).status).toBe(409)
  expect((await call(endpoints.enable)).body.state).toBe('active')
  expect((await browser.mine()).status).toBe(401)
  expect((await browser.signIn(login, samplePassword)).status).toBe(303)
})

test.each([
  ['endSessions', 'securityAdministrator', 'somebody else may be signed in, and have made a token'],
  ['resetCode', 'securityAdministrator', 'whoever has the phone made one with its codes'],
  ['invite', 'systemAdministrator', 'whoever knew the old password'],
  ['disable', 'systemAdministrator', 'nobody is to come in any more'],
] as const)('%s throws programs out with the people, and the log says so: %s, %s', async (name, role, _why) => {
  const { login, accountId } = await aClerk()
  const browser = aBrowser(app)
  await browser.signIn(login, samplePassword)
  const made = { body: { label: '月报程序', scopes: ['read'], days: 365 } }
  const { token } = (await app.call(null, endpoints.createToken, made, browser.headers)).body
  const statuses = async () => [
    (await browser.mine()).status,
    (await app.call(null, endpoints.mine, {}, { authorization: `Bearer ${token}` })).status,
  ]
  await app.call(three.securityAdministrator, endpoints.unlock, { params: { accountId } })
  expect(await statuses(), 'what throws nobody out ends nothing').toEqual([200, 200])
  expect((await app.call(three[role], endpoints[name], { params: { accountId } })).status).toBe(200)
  expect(await statuses()).toEqual([401, 401])
  const events = await app.owner.selectFrom('event').where('subjectId', '=', accountId).orderBy('id').select(['name', 'details']).execute()
  expect(events.at(-1)).toEqual({ name: `accounts.${name}`, details: { tokens: 'revoked' } })
})

test('the security administrator ends sessions, and each act is an event', async () => {
  const { login, accountId } = await aClerk()
  const browser = aBrowser(app)
  await browser.signIn(login, samplePassword)
  await app.call(three.securityAdministrator, endpoints.endSessions, { params: { accountId } })
  expect((await browser.mine()).status).toBe(401)
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', accountId)
    .orderBy('id')
    .select(['name', 'actorPersonId'])
    .execute()
  expect(events.at(-1)).toEqual({ name: 'accounts.endSessions', actorPersonId: three.securityAdministrator })
})

describe('the event log', () => {
  test('is read by the audit administrator, newest first, by name, person and day', async () => {
    const { login, accountId, personId } = await aClerk()
    const browser = aBrowser(app)
    await browser.signIn(login, 'Not-the-right-1')
    await browser.signIn(login, samplePassword)
    const read = async (query: Record<string, string>) =>
      (await app.call(three.auditAdministrator, endpoints.listEvents, { query })).body.items.map(({ name }) => name)
    expect(await read({ subjectId: accountId })).toEqual(['accounts.signIn', 'accounts.refuseSignIn'])
    expect(await read({ subjectId: accountId, name: 'accounts.refuseSignIn' })).toEqual(['accounts.refuseSignIn'])
    expect(await read({ personId })).toEqual(['accounts.signIn'])
    expect(await read({ subjectId: accountId, name: 'accounts', from: '2026-03-02', to: '2026-03-02' })).toHaveLength(2)
    expect(await read({ subjectId: accountId, from: '2026-03-03' })).toEqual([])
    expect(await read({ subjectId: accountId, to: '2026-03-01' })).toEqual([])
    const { body } = await app.call(three.auditAdministrator, endpoints.listEvents, { query: { subjectId: accountId, limit: '1' } })
    expect(await read({ subjectId: accountId, cursor: body.nextCursor! })).toEqual(['accounts.refuseSignIn'])
    expect((await app.call(three.auditAdministrator, endpoints.listEvents, { query: { cursor: 'null' } })).status).toBe(422)
    expect(await read({ about: login })).toEqual(['accounts.signIn', 'accounts.refuseSignIn'])
    expect(await read({ about: `${login}x` }), 'nothing of that name').toEqual([])
    expect(body.items).toMatchObject([
      { featureZh: '账号', nameZh: '登录', subjectKindZh: '账号', subjectName: login, actorPersonId: personId },
    ])
  })

  test('tells who and what by name and number, of whoever holds no post nothing', async () => {
    const clerk = await aHolder(app.owner, 'villageClerk', townId, { name: '梁国栋' })
    const resident = await aHolder(app.owner, 'gridLeader', townId, { name: '区惠芳' })
    await app.owner.deleteFrom('term').where('personId', '=', resident).execute()
    await app.as(await app.person(clerk), async context => {
      await context.record('people.edit', { kind: 'person', id: resident })
      await context.record('people.edit', { kind: 'person', id: clerk })
    })
    const read = async (query: Record<string, string>) =>
      (await app.call(three.auditAdministrator, endpoints.listEvents, { query })).body.items
    expect(await read({ by: '梁国栋' })).toMatchObject([
      { nameZh: '改人员', subjectKindZh: '人员', subjectName: '梁国栋', actorName: '梁国栋' },
      { nameZh: '改人员', subjectKindZh: '人员', subjectName: null, actorName: '梁国栋' },
    ])
    expect(await read({ about: '梁国栋' })).toHaveLength(1)
    expect(await read({ about: '区惠芳' }), 'a resident is found by nobody’s name here').toEqual([])
    const { rows } = await app.as(await app.person(clerk), ({ db }) =>
      sql`select audit_find('梁国栋') union all select id from audit_names(${[clerk]}::uuid[])`.execute(db),
    )
    expect(rows, 'nobody else asks for names').toEqual([])
  })

  test('finds whoever is meant, however rare or long the name and however it was copied; nobody but auditors', async () => {
    const read = (query: object, who: Parameters<typeof app.call>[0] = three.auditAdministrator) =>
      app.call(who, endpoints.listEvents, { query })
    for (const name of ['𠮷䶮', '金𠮷', '𠮷'.repeat(50)]) {
      const person = await aHolder(app.owner, 'villageClerk', townId, { name })
      await app.as(await app.person(person), context => context.record('people.edit', { kind: 'person', id: person }))
      for (const typed of [name, ` ${name}\u200e`, name.replace('金', '\uf90a')]) {
        expect((await read({ by: typed })).body.items, typed).toMatchObject([{ actorName: name, subjectName: name }])
        expect((await read({ about: typed })).body.items, typed).toHaveLength(1)
      }
    }
    for (const words of ['', '😀', '%', "'; --"]) expect((await read({ by: words })).body).toMatchObject({ items: [], nextCursor: null })
    expect((await read({ by: '区'.repeat(61) })).body.errors).toMatchObject([{ pointer: '#/by' }])
    for (const cursor of ['null', 'bm9uc2Vuc2U', 'WyJ4Il0', 'x'.repeat(9_000)])
      expect((await read({ by: '𠮷䶮', cursor })).body.errors).toMatchObject([{ pointer: '#/cursor' }])
    const strangers = [null, { kind: 'receipt', townId: 1, requestId: townId }, { kind: 'subject', townId: 1, personId: townId }] as const
    for (const who of strangers) expect((await read({}, who)).status).toBe(401)
  })

  test.each(['systemAdministrator', 'securityAdministrator'] as const)('is closed to the %s', async role => {
    expect((await app.call(three[role], endpoints.listEvents)).status).toBe(403)
  })
})

describe('one person as two of the three administrators', () => {
  test('is refused by the database, also when two terms begin at once', async () => {
    await expect(addPost(app.owner, three.systemAdministrator, 'auditAdministrator', townId)).rejects.toThrow(
      'two of the three administrators',
    )
    const personId = await aHolder(app.owner, 'townClerk', townId)
    const outcomes = await Promise.allSettled(
      (['systemAdministrator', 'securityAdministrator', 'auditAdministrator'] as const).map(role =>
        addPost(app.owner, personId, role, townId),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('one after the other is allowed', async () => {
    const personId = await aHolder(app.owner, 'systemAdministrator', townId, { from: '2024-01-01', to: '2025-01-01' })
    const postId = await addPost(app.owner, personId, 'auditAdministrator', townId, { from: '2025-01-01' })
    const terms = await app.owner.selectFrom('term').where('personId', '=', personId).select(['postId', 'valid']).orderBy('valid').execute()
    expect(terms).toMatchObject([{ valid: '[2024-01-01,2025-01-01)' }, { postId, valid: '[2025-01-01,)' }])
  })
})

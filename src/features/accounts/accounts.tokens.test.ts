/** Accounts (账号): access tokens and one's own sessions, over HTTP. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import type { Context } from '#platform/server/action.ts'
import { codeAt, stepOf } from '#platform/server/one-time-code.ts'
import { runCommand } from '../../program/command-line.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aBrowser } from '../../../tests/support/browser.ts'
import { behind } from '../../../tests/support/queue.ts'
import { endpoints } from './accounts.contract.ts'
import { identifyPerson } from './accounts.identify.actions.ts'
import { createTokenFor } from './accounts.own.actions.ts'
import { anAccount, anAuthenticator, samplePassword } from './accounts.samples.ts'

const app = useApp()
let serial = 0

beforeEach(() => {
  app.now = new Date('2026-03-02T01:00:10Z')
})
const later = (days: number) => (app.now = new Date(app.now.getTime() + days * 86_400_000))

async function aClerk() {
  const town = await aTown(app.owner)
  const login = `program${(serial += 1)}`
  const personId = await aHolder(app.owner, 'townClerk', town.id)
  return { login, personId, accountId: await anAccount(app.owner, personId, { login }) }
}

async function signedIn() {
  const clerk = await aClerk()
  const browser = aBrowser(app)
  await browser.signIn(clerk.login, samplePassword)
  return { ...clerk, browser }
}

/** What `npm run cli -- tokens.create …` says. */
async function atCommandLine(...args: string[]): Promise<string[]> {
  const lines: string[] = []
  const [databaseUrl, signInDatabaseUrl] = [app.platform.connection, app.platform.signIn].map(({ pool }) => pool.options.connectionString!)
  const config = { ...app.platform.config, databaseUrl: databaseUrl!, signInDatabaseUrl: signInDatabaseUrl! }
  await runCommand(['tokens.create', ...args], { config, say: line => lines.push(line), now: () => app.now })
  return lines
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const body = { label: '月报程序', scopes: ['read'], days: 30 }

describe('an access token', () => {
  test('is shown once, works as its person, and lies hashed in the table', async () => {
    const { browser, personId, accountId } = await signedIn()
    const made = await app.call(null, endpoints.createToken, { body }, browser.headers)
    expect(made.status).toBe(200)
    expect(made.body.token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect((await app.call(null, endpoints.mine, {}, bearer(made.body.token))).body).toMatchObject({
      personId,
      codeFresh: false,
      signedInUntil: null,
    })
    const listed = await app.call(null, endpoints.listMyTokens, {}, browser.headers)
    expect(listed.body.items).toEqual([
      {
        id: made.body.id,
        label: '月报程序',
        scopes: ['read'],
        createdAt: '2026-03-02T01:00:10.000Z',
        expiresAt: '2026-04-01T01:00:10.000Z',
      },
    ])
    const { rows } = await sql<{ row: string }>`select t::text as row from auth.access_token t where account_id = ${accountId}`.execute(
      app.owner,
    )
    expect(rows[0]!.row).not.toContain(made.body.token)
  })

  test.each([
    [['read'], 200, 403, 'reading changes nothing'],
    [['write'], 200, 404, 'writing may both'],
    [['accounts.endMySession'], 403, 404, 'one endpoint by name'],
    [['requests.list'], 403, 403, 'another endpoint'],
  ] as const)('for %o answers %i to a GET and %i to a DELETE: %s', async (scopes, get, remove, _why) => {
    const { login } = await aClerk()
    const { token } = await createTokenFor(app.platform, { login, days: 1, scopes })
    const answers = [
      await app.call(null, endpoints.listMySessions, {}, bearer(token)),
      await app.call(null, endpoints.endMySession, { params: { sessionId: '01990000-0000-7000-8000-000000000000' } }, bearer(token)),
    ]
    expect(answers.map(({ status }) => status)).toEqual([get, remove])
  })

  test('ends on its day, when it is revoked, and with its account', async () => {
    const { browser, login, accountId } = await signedIn()
    const { token } = await createTokenFor(app.platform, { login, days: 2, scopes: ['write'] })
    const status = async () => (await app.call(null, endpoints.mine, {}, bearer(token))).status
    later(1.99)
    expect(await status()).toBe(200)
    later(0.01)
    expect(await status()).toBe(401)
    later(-2)
    const [row] = (await app.call(null, endpoints.listMyTokens, {}, browser.headers)).body.items
    expect((await app.call(null, endpoints.revokeToken, { params: { tokenId: row!.id } }, browser.headers)).status).toBe(200)
    expect(await status()).toBe(401)
    expect((await app.call(null, endpoints.revokeToken, { params: { tokenId: row!.id } }, browser.headers)).status).toBe(404)
    const { token: another } = await createTokenFor(app.platform, { login, days: 2, scopes: ['write'] })
    await sql`update auth.account set state = 'disabled' where id = ${accountId}`.execute(app.owner)
    expect((await app.call(null, endpoints.mine, {}, bearer(another))).status).toBe(401)
  })

  test('ends with the password, unless its person says that it is theirs', async () => {
    const { browser } = await signedIn()
    const { token } = (await app.call(null, endpoints.createToken, { body }, browser.headers)).body
    const status = async () => (await app.call(null, endpoints.mine, {}, bearer(token))).status
    expect((await browser.open('/password')).text).toContain('月报程序')
    const change = (present: string, password: string, more = {}) => browser.post('/password', { present, password, ...more })
    expect((await change(samplePassword, 'Ludu-baitan-9', { keepsTokens: 'on' })).location).toBe('/console')
    expect(await status()).toBe(200)
    expect((await change('Ludu-baitan-9', samplePassword)).location).toBe('/console')
    expect(await status()).toBe(401)
    expect((await browser.open('/password')).text).not.toContain('月报程序')
  })

  test('is not made in a session that was ended while it waited: the account may be opened again one day', async () => {
    const { browser, accountId } = await signedIn()
    const system = await aHolder(app.owner, 'systemAdministrator', (await aTown(app.owner)).id)
    const answers = await behind<{ status: number }>(app.owner, sql`select from auth.account where id = ${accountId} for update`, [
      () => app.call(system, endpoints.disable, { params: { accountId } }),
      () => app.call(null, endpoints.createToken, { body }, browser.headers),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 401])
    const { rows } = await sql`select from auth.access_token where account_id = ${accountId}`.execute(app.owner)
    expect(rows).toEqual([])
  })

  test('makes no further token, and opens no page', async () => {
    const { login } = await aClerk()
    const { token } = await createTokenFor(app.platform, { login, days: 1, scopes: ['write'] })
    expect((await app.call(null, endpoints.createToken, { body }, bearer(token))).status).toBe(403)
    expect((await aBrowser(app, { headers: bearer(token) }).open('/sign-in')).status).toBe(200)
  })

  test('that is wrong is nobody, even beside a good cookie', async () => {
    const { browser } = await signedIn()
    for (const token of ['A'.repeat(43), 'short', '']) {
      expect((await app.call(null, endpoints.mine, {}, { ...browser.headers, ...bearer(token) })).status).toBe(401)
    }
  })

  test('asks whoever has an authenticator app for a fresh code', async () => {
    const { login, accountId } = await aClerk()
    const secret = await anAuthenticator(app.owner, app.platform.sealing, accountId)
    const browser = aBrowser(app)
    await browser.signIn(login, samplePassword)
    await browser.post('/sign-in/second-factor', { code: codeAt(secret, stepOf(app.now)) })
    expect((await app.call(null, endpoints.createToken, { body }, browser.headers)).status).toBe(200)
    app.now = new Date(app.now.getTime() + 11 * 60_000)
    const late = await app.call(null, endpoints.createToken, { body }, browser.headers)
    expect([late.status, late.body.type]).toEqual([403, '/problems/accounts/code-required'])
  })

  test.each([
    [{ ...body, scopes: [] }, '#/scopes', 'it would be able to do nothing'],
    [{ ...body, scopes: ['everything'] }, '#/scopes/0', 'not a scope'],
    [{ ...body, days: 366 }, '#/days', 'a year at most'],
    [{ ...body, days: 0 }, '#/days', 'over before it began'],
    [{ ...body, label: ' ' }, '#/label', 'one must know what it is for'],
  ])('%o is refused at %s: %s', async (wrong, pointer, _why) => {
    const { browser } = await signedIn()
    const answer = await app.call(null, endpoints.createToken, { body: wrong }, browser.headers)
    expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([422, pointer])
  })

  test('is printed by the command line, beside a running server', async () => {
    const { login, personId } = await aClerk()
    const lines = await atCommandLine('--account', login, '--days', '3', '--scopes', 'read')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('只显示这一次')
    const answer = await app.call(null, endpoints.mine, {}, bearer(lines[1]!))
    expect(answer.body).toMatchObject({ personId })
  })

  test.each([
    [['--account', 'nobody.here', '--days', '3'], '没有可用的账号 nobody.here'],
    [['--account', 'x', '--days', '0'], '--days 应是1到365的整数'],
    [['--account', 'x', '--days', 'many'], '--days 应是1到365的整数'],
    [['--account', 'x', '--days', '3', '--scopes', 'everything'], '--scopes 写 read、write 或接口名'],
    [['--days', '3'], 'tokens.create --account LOGIN --days N'],
    [['--account', 'x', '--days', '3', '--all'], 'tokens.create --account LOGIN --days N'],
  ])('%o at the command line: %s', async (args, sentence) => {
    await expect(atCommandLine(...args)).rejects.toThrow(sentence)
  })
})

test('whoever is appointed while signed in is an administrator once they gave a code, and their programs are none', async () => {
  const { browser, login, personId, accountId } = await signedIn()
  const list = async (headers: Record<string, string>) => (await app.call(null, endpoints.list, {}, headers)).status
  const make = async () => (await app.call(null, endpoints.createToken, { body: { ...body, days: 365 } }, browser.headers)).body.token
  const before = bearer(await make())
  await addPost(app.owner, personId, 'systemAdministrator', (await aTown(app.owner)).id)
  expect([await list(browser.headers), await list(before)]).toEqual([403, 403])
  expect((await browser.mine()).body.posts, 'the other post stays').toMatchObject([{ role: 'townClerk' }])
  const secret = await anAuthenticator(app.owner, app.platform.sealing, accountId)
  await browser.post('/sign-in/second-factor', { code: codeAt(secret, stepOf(app.now)) })
  const after = bearer(await make())
  const { token } = await createTokenFor(app.platform, { login, days: 1, scopes: ['read'] })
  expect([await list(browser.headers), await list(before), await list(after)]).toEqual([200, 403, 200])
  expect(await list(bearer(token)), 'whoever stands at the machine needs no code').toBe(200)
})

test('before the code an administrator’s post opens no rows either: the database leaves it out like the policies', async () => {
  const { browser, personId, accountId } = await signedIn()
  await addPost(app.owner, personId, 'auditAdministrator', (await aTown(app.owner)).id)
  const stranger = await aClerk()
  await createTokenFor(app.platform, { login: stranger.login, days: 1, scopes: ['read'] })
  const readsLogOfOthers = async () => {
    const who = await identifyPerson(app.platform, { headers: {}, cookies: Object.fromEntries(browser.cookies), address: '' })
    const read = ({ db }: Context) => db.selectFrom('event').where('subjectId', '=', stranger.accountId).select('id').execute()
    return (await app.as(who!, read)).length > 0
  }
  expect(await readsLogOfOthers()).toBe(false)
  const secret = await anAuthenticator(app.owner, app.platform.sealing, accountId)
  await browser.post('/sign-in/second-factor', { code: codeAt(secret, stepOf(app.now)) })
  expect(await readsLogOfOthers()).toBe(true)
})

describe("one's own sessions", () => {
  test('are listed and ended, and nobody else’s', async () => {
    const { browser, login } = await signedIn()
    const phone = aBrowser(app, { userAgent: 'Mozilla/5.0 (iPhone) Mobile' })
    await phone.signIn(login, samplePassword)
    const other = await signedIn()
    const { items } = (await app.call(null, endpoints.listMySessions, {}, browser.headers)).body
    expect(items.map(({ kind, current }) => [kind, current])).toEqual([
      ['desktop', true],
      ['mobile', false],
    ])
    const end = (sessionId: string, who = browser) => app.call(null, endpoints.endMySession, { params: { sessionId } }, who.headers)
    expect((await end(items[1]!.id, other.browser)).status).toBe(404)
    expect((await phone.mine()).status).toBe(200)
    expect((await end(items[1]!.id)).status).toBe(200)
    expect((await phone.mine()).status).toBe(401)
    expect((await browser.mine()).status).toBe(200)
  })
})

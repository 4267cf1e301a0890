/** Accounts (账号): signing in through an OpenID Connect provider that this test runs on loopback. */
import { createSign, generateKeyPairSync, createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { beginJourney, endJourney, keepProvider, openProvider, type Provider } from '#platform/server/provider.ts'
import { silent } from '#platform/server/log.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aBrowser } from '../../../tests/support/browser.ts'
import { endpoints } from './accounts.contract.ts'
import { anAccount, anAuthenticator, samplePassword } from './accounts.samples.ts'

const app = useApp()
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
/** What the provider says next, and what it was asked. */
const says = { claims: {} as Record<string, unknown>, key: privateKey, challenge: '' }
let server: Server
let issuer = ''
let serial = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
    if (request.url === '/.well-known/openid-configuration')
      return json({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys` })
    if (request.url === '/keys') return json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })
    if (request.url === '/silence') return
    let body = ''
    request.on('data', part => (body += part))
    request.on('end', () => {
      const verifier = new URLSearchParams(body).get('code_verifier') ?? ''
      const asExpected = createHash('sha256').update(verifier).digest('base64url') === says.challenge
      if (!asExpected) return response.writeHead(400).end('{}')
      return json({ access_token: 'unused', token_type: 'Bearer', id_token: tokenOf(says.claims) })
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = { issuer, clientId: 'sanliang', clientSecret: 'a secret of this test', name: '区统一身份认证' }
  app.platform.provider = await openProvider({ provider }, silent)
})
afterAll(
  () =>
    new Promise(resolve => {
      server.close(resolve)
      server.closeAllConnections()
    }),
)
beforeEach(() => {
  app.now = new Date('2026-03-02T01:00:10Z')
  says.key = privateKey
})

function tokenOf(claims: Record<string, unknown>) {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(says.key, 'base64url')}`
}

async function aClerk() {
  const login = `federated${(serial += 1)}`
  const personId = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  return { login, personId, accountId: await anAccount(app.owner, personId, { login }), subject: `subject-${serial}` }
}

type Browser = ReturnType<typeof aBrowser>

/** Follows the way to the provider and back, as `subject`; `changes` are what a bad provider or attacker would alter. */
async function comeBack(browser: Browser, address: string, subject: string, changes: { claims?: object; state?: string } = {}) {
  const asked = new URL(address).searchParams
  says.challenge = asked.get('code_challenge')!
  const now = Math.floor(Date.now() / 1000)
  says.claims = { iss: issuer, aud: 'sanliang', sub: subject, iat: now, exp: now + 60, nonce: asked.get('nonce'), ...changes.claims }
  return browser.open(`/sign-in/provider/back?code=once&state=${changes.state ?? asked.get('state')}`)
}

async function bound() {
  const clerk = await aClerk()
  const browser = aBrowser(app)
  await browser.signIn(clerk.login, samplePassword)
  const begun = await browser.post('/sign-in/provider/binding')
  const address = /href="([^"]*\/authorize[^"]*)"/.exec(begun.text)![1]!.replaceAll('&amp;', '&')
  const answer = await comeBack(browser, address, clerk.subject)
  return { ...clerk, browser, answer }
}

test('someone signed in binds their account; from then on the provider signs them in', async () => {
  const { subject, personId, answer, browser: own } = await bound()
  expect(answer.text).toContain('绑定好了')
  expect((await own.open('/password')).text).toContain('绑定区统一身份认证')
  const browser = aBrowser(app)
  expect((await browser.open('/sign-in')).text).toContain('用区统一身份认证登录')
  const away = await browser.open('/sign-in/provider')
  expect(away.location).toContain(`${issuer}/authorize?`)
  expect((await comeBack(browser, away.location!, subject)).location).toBe('/console')
  expect((await browser.mine()).body).toMatchObject({ personId })
})

test('whoever signs in through the provider comes back to where they were', async () => {
  const { subject } = await bound()
  const browser = aBrowser(app)
  const door = /href="(\/sign-in\/provider[^"]*)"/.exec((await browser.open('/sign-in?next=/console/visits')).text)![1]!
  const away = await browser.open(door.replaceAll('&amp;', '&'))
  expect((await comeBack(browser, away.location!, subject)).location).toBe('/console/visits')
})

test('an account is not matched by a name that the provider sends', async () => {
  const { login } = await aClerk()
  const browser = aBrowser(app)
  const away = await browser.open('/sign-in/provider')
  const answer = await comeBack(browser, away.location!, 'someone-new', {
    claims: { preferred_username: login, email: `${login}@example.cn` },
  })
  expect([answer.status, (await browser.mine()).status]).toEqual([403, 401])
})

test('whoever has an authenticator app is asked for a code here too', async () => {
  const { subject, accountId } = await bound()
  await anAuthenticator(app.owner, app.platform.sealing, accountId)
  const browser = aBrowser(app)
  const away = await browser.open('/sign-in/provider')
  expect((await comeBack(browser, away.location!, subject)).location).toBe('/sign-in/second-factor')
})

test('a new invitation ends what was bound: whoever had the account in hand may have bound an identity of their own', async () => {
  const { subject, accountId } = await bound()
  const system = await aHolder(app.owner, 'systemAdministrator', (await aTown(app.owner)).id)
  const throughProvider = async () => {
    const browser = aBrowser(app)
    return (await comeBack(browser, (await browser.open('/sign-in/provider')).location!, subject)).status
  }
  expect(await throughProvider()).toBe(303)
  const { link } = (await app.call(system, endpoints.invite, { params: { accountId } })).body
  const own = aBrowser(app)
  await own.post(new URL(link!.url).pathname)
  expect((await own.post('/password', { password: 'Ludu-baitan-9' })).location).toBe('/console')
  expect(await throughProvider()).toBe(403)
})

describe('is refused', () => {
  const hour = 3600
  const now = Math.floor(Date.now() / 1000)
  test.each([
    [{ state: 'another' }, 'a state that this browser was not given'],
    [{ claims: { nonce: 'another' } }, 'a token of another sign-in'],
    [{ claims: { aud: 'another-site' } }, 'a token for another site'],
    [{ claims: { iss: 'https://evil.example' } }, 'a token of another issuer'],
    [{ claims: { iat: now - 2 * hour, exp: now - hour } }, 'a token that is over'],
    [{ claims: { sub: undefined } }, 'a token about nobody'],
  ])('%o: %s', async (changes, _why) => {
    const { subject } = await bound()
    const browser = aBrowser(app)
    const away = await browser.open('/sign-in/provider')
    expect((await comeBack(browser, away.location!, subject, changes)).status).toBe(403)
    expect((await browser.mine()).status).toBe(401)
  })

  test('a token that someone else signed', async () => {
    const { subject } = await bound()
    const browser = aBrowser(app)
    const away = await browser.open('/sign-in/provider')
    says.key = stranger.privateKey
    expect((await comeBack(browser, away.location!, subject)).status).toBe(403)
  })

  test('a return without a journey, or ten minutes late', async () => {
    const { subject } = await bound()
    const browser = aBrowser(app)
    const away = await browser.open('/sign-in/provider')
    expect((await comeBack(aBrowser(app), away.location!, subject)).status).toBe(403)
    app.now = new Date(app.now.getTime() + 600_000)
    expect((await comeBack(browser, away.location!, subject)).status).toBe(403)
  })

  test('an identity that is another account’s', async () => {
    const { subject } = await bound()
    const other = await aClerk()
    const browser = aBrowser(app)
    await browser.signIn(other.login, samplePassword)
    const begun = await browser.post('/sign-in/provider/binding')
    const address = /href="([^"]*\/authorize[^"]*)"/.exec(begun.text)![1]!.replaceAll('&amp;', '&')
    expect((await comeBack(browser, address, subject)).status).toBe(403)
  })
})

test('a provider that takes the code and never answers is given up: whoever came back is told, and not after minutes', async () => {
  const provider = { ...app.platform.provider!, tokenEndpoint: `${issuer}/silence` }
  const { journey } = await beginJourney(provider, 'http://town.example/back')
  const back = { code: 'once', state: journey.state }
  expect(await endJourney(provider, 'http://town.example/back', journey, back, 200)).toBeNull()
})

test('a provider that was away at the start is on the sign-in page once it answers, without another start', async () => {
  const lines: object[] = []
  const program = {
    provider: null as Provider | null,
    log: { info: (line: object) => lines.push(line), error: (line: object) => lines.push(line) },
  }
  const late = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        issuer: lateIssuer,
        authorization_endpoint: `${lateIssuer}/a`,
        token_endpoint: `${lateIssuer}/t`,
        jwks_uri: `${lateIssuer}/k`,
      }),
    ),
  )
  await new Promise<void>(resolve => late.listen(0, '127.0.0.1', resolve))
  const { port } = late.address() as AddressInfo
  const lateIssuer = `http://127.0.0.1:${port}`
  await new Promise(resolve => late.close(resolve))
  const provider = { issuer: lateIssuer, clientId: 'sanliang', clientSecret: 'x', name: '区统一身份认证' }
  const end = await keepProvider({ provider }, program, 20)
  expect(program.provider).toBeNull()
  await new Promise<void>(resolve => late.listen(port, '127.0.0.1', resolve))
  await vi.waitFor(() => expect(program.provider).toMatchObject({ authorizationEndpoint: `${lateIssuer}/a` }), { timeout: 10_000 })
  await end()
  late.closeAllConnections()
  await new Promise(resolve => late.close(resolve))
  expect(lines).toEqual([
    expect.objectContaining({ event: 'sign-in provider left out' }),
    { event: 'sign-in provider found again', issuer: lateIssuer },
  ])
})

test('a provider that cannot be reached at the start is one line in the log, and not on the sign-in page', async () => {
  const lines: object[] = []
  const provider = { issuer: 'http://127.0.0.1:1', clientId: 'sanliang', clientSecret: 'x', name: '区统一身份认证' }
  expect(await openProvider({ provider }, { ...silent, error: line => lines.push(line) })).toBeNull()
  expect(lines).toEqual([{ event: 'sign-in provider left out', issuer: 'http://127.0.0.1:1', reason: expect.any(String) as unknown }])
  const { provider: open } = app.platform
  app.platform.provider = null
  expect((await aBrowser(app).open('/sign-in')).text).not.toContain('统一身份认证')
  expect((await aBrowser(app).open('/sign-in/provider')).status).toBe(404)
  app.platform.provider = open!
})

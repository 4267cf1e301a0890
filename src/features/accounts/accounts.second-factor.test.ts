/** Accounts (账号): authenticator apps, codes and recovery codes, over HTTP. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { codeAt, stepOf } from '#platform/server/one-time-code.ts'
import type { Role } from '#platform/shared/actor.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aBrowser } from '../../../tests/support/browser.ts'
import { requireFreshSecondFactor } from './accounts.actions.ts'
import { endpoints } from './accounts.contract.ts'
import { anAccount, anAuthenticator, samplePassword } from './accounts.samples.ts'

const app = useApp()
const page = '/sign-in/second-factor'
let serial = 0

beforeEach(() => {
  app.now = new Date('2026-03-02T01:00:10Z')
})
const later = (minutes: number) => (app.now = new Date(app.now.getTime() + minutes * 60_000))
const codeNow = (secret: string) => codeAt(secret, stepOf(app.now))

async function someone(role: Role, { enrolled = false } = {}) {
  const town = await aTown(app.owner)
  const login = `coded${(serial += 1)}`
  const personId = await aHolder(app.owner, role, town.id)
  const accountId = await anAccount(app.owner, personId, { login })
  const secret = enrolled ? await anAuthenticator(app.owner, app.platform.sealing, accountId) : ''
  return { login, personId, accountId, secret }
}

describe('an administrator', () => {
  test.each(['systemAdministrator', 'securityAdministrator', 'auditAdministrator'] as const)(
    '(%s) without an app sets one up before anything else',
    async role => {
      const { login } = await someone(role)
      const browser = aBrowser(app)
      expect((await browser.signIn(login, samplePassword)).location).toBe(page)
      expect((await browser.mine()).status).toBe(401)
      expect((await browser.open('/password')).location).toBe(page)
      const shown = await browser.open(page)
      expect(shown.text).toContain('<svg')
      const secret = /<span class="code">([A-Z2-7 ]{39})<\/span>/.exec(shown.text)![1]!
      expect((await browser.open(page)).text).toContain(secret)
      expect((await browser.post(page, { code: '000000', enrol: '1' })).status).toBe(401)
      const half = browser.cookies.get('sanliang')
      const done = await browser.post(page, { code: codeNow(secret), enrol: '1' })
      expect(done.text.match(/(?<=num">)[a-z2-7]{5}-[a-z2-7]{5}/g)).toHaveLength(10)
      expect(browser.cookies.get('sanliang')).not.toBe(half)
      expect((await browser.mine()).body).toMatchObject({ codeEnrolled: true, codeFresh: true })
    },
  )

  test('with an app gives a code each time, and a code is spent once', async () => {
    const { login, secret } = await someone('systemAdministrator', { enrolled: true })
    const browser = aBrowser(app)
    expect((await browser.signIn(login, samplePassword)).location).toBe(page)
    const code = codeNow(secret)
    expect((await browser.post(page, { code })).location).toBe('/console')
    const thief = aBrowser(app)
    await thief.signIn(login, samplePassword)
    expect((await thief.post(page, { code })).status).toBe(401)
    later(0.5)
    expect((await thief.post(page, { code: codeNow(secret) })).location).toBe('/console')
  })

  test('the secret lies sealed in the table', async () => {
    const { accountId, secret } = await someone('systemAdministrator', { enrolled: true })
    const { rows } = await sql<{
      row: string
    }>`select encode(code_secret_sealed, 'escape') as row from auth.account where id = ${accountId}`.execute(app.owner)
    expect(rows[0]!.row).not.toContain(secret)
  })
})

test('someone without a post of administration may have an app too, and is asked from then on', async () => {
  const { login, accountId } = await someone('villageClerk')
  const browser = aBrowser(app)
  await browser.signIn(login, samplePassword)
  const secret = /<span class="code">([A-Z2-7 ]{39})<\/span>/.exec((await browser.open(page)).text)![1]!
  await browser.post(page, { code: codeNow(secret), enrol: '1' })
  expect((await aBrowser(app).signIn(login, samplePassword)).location).toBe(page)
  const events = await app.owner.selectFrom('event').where('subjectId', '=', accountId).select('name').execute()
  expect(events.map(({ name }) => name)).toContain('accounts.enrolCode')
})

test('an unfinished sign-in ends after ten minutes', async () => {
  const { login, secret } = await someone('systemAdministrator', { enrolled: true })
  const browser = aBrowser(app)
  await browser.signIn(login, samplePassword)
  later(10)
  const answer = await browser.post(page, { code: codeNow(secret) })
  expect(answer.location).toBe(`/sign-in?next=${encodeURIComponent(page)}`)
})

test('five wrong codes lock the code, fifty at once too, and never for more than fifteen minutes', async () => {
  const { login, secret, accountId } = await someone('systemAdministrator', { enrolled: true })
  const browser = aBrowser(app)
  await browser.signIn(login, samplePassword)
  const wrong = String((Number(codeNow(secret)) + 1) % 1_000_000).padStart(6, '0')
  const answers = await Promise.all(Array.from({ length: 50 }, () => browser.post(page, { code: wrong })))
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
  // who waited too long for a turn is sent away without one
  expect(answers.filter(({ status }) => status === 429 || status === 503)).toHaveLength(45)
  expect((await browser.post(page, { code: codeNow(secret) })).status).toBe(429)
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', accountId)
    .where('name', '=', 'accounts.lock')
    .selectAll()
    .execute()
  expect(events).toHaveLength(1)
  later(15)
  await browser.signIn(login, samplePassword)
  expect((await browser.post(page, { code: codeNow(secret) })).location).toBe('/console')
})

test('a recovery code stands in for a lost phone, once', async () => {
  const { login } = await someone('auditAdministrator')
  const browser = aBrowser(app)
  await browser.signIn(login, samplePassword)
  const secret = /<span class="code">([A-Z2-7 ]{39})<\/span>/.exec((await browser.open(page)).text)![1]!
  const [code] = (await browser.post(page, { code: codeNow(secret), enrol: '1' })).text.match(/(?<=num">)[a-z2-7]{5}-[a-z2-7]{5}/g)!
  const other = aBrowser(app)
  await other.signIn(login, samplePassword)
  expect((await other.post(page, { code: code.toUpperCase().replace('-', ' ') })).location).toBe('/console')
  await other.signIn(login, samplePassword)
  expect((await other.post(page, { code: code })).status).toBe(401)
})

test('the security administrator takes the app off; the next sign-in asks for a new one', async () => {
  const { login, accountId, secret } = await someone('auditAdministrator', { enrolled: true })
  const browser = aBrowser(app)
  await browser.signIn(login, samplePassword)
  await browser.post(page, { code: codeNow(secret) })
  const guard = await aHolder(app.owner, 'securityAdministrator', (await aTown(app.owner)).id)
  expect((await app.call(guard, endpoints.resetCode, { params: { accountId } })).body.codeEnrolled).toBe(false)
  expect((await browser.mine()).status).toBe(401)
  await browser.signIn(login, samplePassword)
  expect((await browser.open(page)).text).toContain('扫这个二维码')
})

describe('a fresh code, as exports of personal data ask for', () => {
  test('is given in an open session, holds ten minutes, and changes the token', async () => {
    const { login, secret } = await someone('townClerk', { enrolled: true })
    const browser = aBrowser(app)
    await browser.signIn(login, samplePassword)
    await browser.post(page, { code: codeNow(secret) })
    later(10)
    expect((await browser.mine()).body).toMatchObject({ codeEnrolled: true, codeFresh: false })
    const before = browser.cookies.get('sanliang')!
    const { signedInUntil } = (await browser.mine()).body
    expect((await browser.post(page, { code: codeNow(secret), next: '/console/export' })).location).toBe('/console/export')
    expect((await browser.mine()).body).toMatchObject({ codeFresh: true, signedInUntil })
    browser.cookies.set('sanliang', before)
    expect((await browser.mine()).status).toBe(401)
  })

  const now = new Date('2026-03-02T01:00:00Z')
  const person = { kind: 'person', townId: 1, personId: 'p', accountId: 'a', posts: [] } as const
  test.each([
    [{ ...person, via: { kind: 'session', id: 's', codeGivenAt: now } } as const, null, 'just given'],
    [{ ...person, via: { kind: 'session', id: 's', codeGivenAt: null } } as const, '/problems/accounts/code-required', 'a password alone'],
    [
      { ...person, via: { kind: 'token', id: 't', scopes: ['write'] } } as const,
      '/problems/accounts/code-required',
      'a token cannot give a code',
    ],
    [person, '/problems/accounts/code-required', 'nobody knows how'],
    [{ kind: 'public', townId: 1 } as const, '/problems/sign-in-required', 'nobody'],
  ] as const)('%o is refused with %s: %s', (actor, type, _why) => {
    const asked = () => requireFreshSecondFactor({ actor, now })
    if (type === null) expect(asked).not.toThrow()
    else expect(asked).toThrow(expect.objectContaining({ kind: expect.objectContaining({ type }) as unknown }) as Error)
  })
})

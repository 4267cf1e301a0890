/** Accounts (账号): who holds the key of an account while it changes hands, over HTTP. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aBrowser } from '../../../tests/support/browser.ts'
import { endpoints } from './accounts.contract.ts'
import { anAccount, anAuthenticator, samplePassword } from './accounts.samples.ts'

const app = useApp()
let [townId, system, security] = ['', '', '']
let serial = 0

/** A town with a system administrator and a security administrator, whose app is set up. */
beforeAll(async () => {
  townId = (await aTown(app.owner)).id
  system = await aHolder(app.owner, 'systemAdministrator', townId)
  security = await aHolder(app.owner, 'securityAdministrator', townId)
  await anAuthenticator(app.owner, app.platform.sealing, await anAccount(app.owner, security, { login: 'security' }))
})
beforeEach(() => {
  app.now = new Date('2026-03-02T01:00:10Z')
})

async function aClerk() {
  const login = `held${(serial += 1)}`
  const personId = await aHolder(app.owner, 'townClerk', townId)
  return { login, personId, accountId: await anAccount(app.owner, personId, { login }) }
}

const create = (personId: string, login: string) => app.call(system, endpoints.create, { body: { personId, login } })
const invite = (accountId: string) => app.call(system, endpoints.invite, { params: { accountId } })
const release = (who: string, accountId: string) => app.call(who, endpoints.release, { params: { accountId } })
const pathOf = (url: string) => new URL(url).pathname

test('whoever asks for the link of an account without an app never sees it; the security administrator hands it over', async () => {
  const { accountId, login, personId } = await aClerk()
  const asked = await invite(accountId)
  expect(asked.body).toMatchObject({
    link: null,
    account: { state: 'invited', awaitsRelease: true, allowedActions: ['get', 'invite', 'disable'] },
  })
  expect((await release(system, accountId)).status).toBe(403)
  const released = await release(security, accountId)
  expect(released.body.account).toMatchObject({ awaitsRelease: false })
  expect((await release(security, accountId)).status, 'once').toBe(409)
  const browser = aBrowser(app)
  expect((await browser.post(pathOf(released.body.link.url))).location).toBe('/password')
  expect((await browser.post('/password', { password: samplePassword })).location).toBe('/console')
  expect((await browser.mine()).body).toMatchObject({ personId, login })
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', accountId)
    .orderBy('id')
    .select(['name', 'actorPersonId', 'details'])
    .execute()
  expect(events).toMatchObject([
    { name: 'accounts.invite', actorPersonId: system },
    { name: 'accounts.release', actorPersonId: security },
    // Nobody has shown yet who they are: the log names both who had the link in hand.
    { name: 'accounts.followLink', actorPersonId: null, details: { madeBy: system, releasedBy: security } },
    { name: 'accounts.changePassword', actorPersonId: personId },
    { name: 'accounts.signIn', actorPersonId: personId },
  ])
})

test('a new administrator’s account is no exception, and asking again ends the link that was out', async () => {
  const audit = await aHolder(app.owner, 'auditAdministrator', townId)
  const made = await create(audit, 'audit.new')
  expect(made.body).toMatchObject({ link: null, account: { awaitsRelease: true } })
  const { url } = (await release(security, made.body.account.id)).body.link
  expect((await invite(made.body.account.id)).body.link).toBeNull()
  expect((await aBrowser(app).post(pathOf(url))).status).toBe(410)
})

test('an app on the account protects it: the link comes at once, and is worth nothing without a code', async () => {
  const { accountId } = await aClerk()
  await anAuthenticator(app.owner, app.platform.sealing, accountId)
  const { link, account } = (await invite(accountId)).body
  expect(account.awaitsRelease).toBe(false)
  const browser = aBrowser(app)
  expect((await browser.post(pathOf(link!.url))).location).toBe('/sign-in/second-factor')
  expect((await browser.open('/password')).location).toBe('/sign-in/second-factor')
})

test('a security administrator releases nothing of their own, and nothing of a disabled account', async () => {
  const other = await aHolder(app.owner, 'securityAdministrator', townId)
  const { body } = await create(other, 'security.two')
  expect((await release(other, body.account.id)).status).toBe(403)
  await app.call(system, endpoints.disable, { params: { accountId: body.account.id } })
  expect((await release(security, body.account.id)).status).toBe(409)
  await app.call(system, endpoints.enable, { params: { accountId: body.account.id } })
  expect((await release(security, body.account.id)).status, 'what was asked is over').toBe(409)
})

test('fifty releases at once give one link; nobody releases without an account, by a code, or what is not there', async () => {
  const { accountId } = await aClerk()
  await invite(accountId)
  const strangers = [null, { kind: 'subject', townId: 1, personId: security }, { kind: 'public', townId: 1 }] as const
  for (const who of strangers) expect((await app.call(who, endpoints.release, { params: { accountId } })).status).toBe(401)
  expect((await release(security, system)).status, 'a person’s id is none of an account').toBe(404)
  const answers = await Promise.all(Array.from({ length: 50 }, () => release(security, accountId)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 49 }, () => 409)])
  const told = app.owner.selectFrom('event').where('subjectId', '=', accountId).where('name', '=', 'accounts.release')
  expect(await told.select('id').execute()).toHaveLength(1)
})

test('one person or one login at several desks at once is one account', async () => {
  const personId = await aHolder(app.owner, 'villageClerk', townId)
  const outcome = ({ status, body }: Awaited<ReturnType<typeof create>>) => `${status} ${body.errors?.[0]?.pointer ?? ''}`.trim()
  const ofOne = await Promise.all(['desk.one', 'desk.two', 'desk.three'].map(login => create(personId, login)))
  expect(ofOne.map(outcome).sort()).toEqual(['200', '422 #/personId', '422 #/personId'])
  const people = await Promise.all([1, 2, 3].map(() => aHolder(app.owner, 'villageClerk', townId)))
  const ofLogin = await Promise.all(people.map(each => create(each, 'one.login')))
  expect(ofLogin.map(outcome).sort()).toEqual(['200', '422 #/login', '422 #/login'])
})

/** Accounts (账号): one-time links, over HTTP. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aBrowser } from '../../../tests/support/browser.ts'
import { demonstrationLinks, setUpLink } from './accounts.links.actions.ts'
import { samplePassword } from './accounts.samples.ts'
import { endpoints } from './accounts.contract.ts'

const app = useApp()
beforeEach(() => {
  app.now = new Date('2026-03-02T01:00:00Z')
})
const later = (hours: number) => (app.now = new Date(app.now.getTime() + hours * 3_600_000))
const pathOf = (url: string) => new URL(url).pathname
const first = { name: '麦兆文', login: 'mai.zhaowen', password: samplePassword }
let serial = 0

/** The first test of the file empties nothing: the town has no administrator until then. */
describe('the set-up link', () => {
  test('makes the first system administrator once, under twenty posts at once, and never again', async () => {
    const older = (await setUpLink(app.platform))!
    const link = (await setUpLink(app.platform))!
    expect(link.url).toMatch(/^http:\/\/127\.0\.0\.1:8080\/set-up\/[A-Za-z0-9_-]{43}$/)
    expect((await aBrowser(app).open(pathOf(older.url))).status).toBe(410)

    const browser = aBrowser(app)
    for (let n = 0; n < 3; n += 1) expect((await browser.open(pathOf(link.url))).status).toBe(200)
    const weak = await browser.post(pathOf(link.url), { name: '麦', login: 'x', password: 'short' })
    expect([weak.status, ...['姓名至少写2个字', '登录名用3到40个', '密码至少10个字符'].map(text => weak.text.includes(text))]).toEqual([
      422,
      true,
      true,
      true,
    ])
    expect(weak.text).not.toContain('value="short"')

    const answers = await Promise.all(Array.from({ length: 20 }, () => aBrowser(app).post(pathOf(link.url), first)))
    expect(answers.filter(({ status }) => status === 303).map(({ location }) => location)).toEqual(['/sign-in/second-factor'])
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(19)

    const { rows } = await sql`select person.name, person.sort_key, post.role, unit.kind, account.login, account.state
      from auth.account join person on person.id = account.person_id join term on term.person_id = person.id
      join post on post.id = term.post_id join unit on unit.id = post.unit_id`.execute(app.owner)
    expect(rows).toEqual([
      { name: '麦兆文', sortKey: 'mai zhao wen', role: 'systemAdministrator', kind: 'town', login: 'mai.zhaowen', state: 'active' },
    ])
    expect(await setUpLink(app.platform)).toBeNull()
  })
})

/** An invitation of a new account, made by the system administrator. */
async function anInvitation() {
  const town = await aTown(app.owner)
  const administrator = await aHolder(app.owner, 'systemAdministrator', town.id, { name: '麦兆文' })
  const personId = await aHolder(app.owner, 'villageClerk', town.id, { name: '吴敏华' })
  const login = `invited${(serial += 1)}`
  const { status, body } = await app.call(administrator, endpoints.create, { body: { personId, login } })
  expect(status).toBe(200)
  return { administrator, personId, login, accountId: body.account.id, path: pathOf(body.link!.url) }
}

describe('an invitation', () => {
  test('lets its person set a password and sign in; then the link is spent', async () => {
    const { login, path } = await anInvitation()
    const browser = aBrowser(app)
    expect((await browser.signIn(login, '')).status).toBe(401)
    expect((await browser.open(path)).text).toContain('<button class="btn go" type="submit">登录</button>')
    expect((await browser.post(path)).location).toBe('/password')
    expect((await browser.mine()).status).toBe(401)
    expect((await browser.post('/password', { password: samplePassword })).location).toBe('/console')
    expect((await browser.mine()).body.login).toBe(login)
    expect((await browser.open(path)).status).toBe(410)
    expect((await browser.post(path)).status).toBe(410)
    expect((await aBrowser(app).signIn(login, samplePassword)).status).toBe(303)
  })

  test('is followed once of twenty times at once', async () => {
    const { path } = await anInvitation()
    const answers = await Promise.all(Array.from({ length: 20 }, () => aBrowser(app).post(path)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(19)
  })

  test.each([
    [71.9, 200, 'still in time'],
    [72, 410, 'three days are over'],
  ])('after %d hours answers %i: %s', async (hours, status, _why) => {
    const { path } = await anInvitation()
    later(hours)
    expect((await aBrowser(app).open(path)).status).toBe(status)
  })

  test('a new one ends the old link, the old password and every session', async () => {
    const { administrator, accountId, login, path } = await anInvitation()
    const browser = aBrowser(app)
    await browser.post(path)
    await browser.post('/password', { password: samplePassword })
    const { body } = await app.call(administrator, endpoints.invite, { params: { accountId } })
    expect(body.account.state).toBe('invited')
    expect((await browser.mine()).status).toBe(401)
    expect((await aBrowser(app).signIn(login, samplePassword)).status).toBe(401)
    const again = aBrowser(app)
    expect((await again.post(pathOf(body.link!.url))).location).toBe('/password')
  })

  test('for an account that was disabled meanwhile is worth nothing', async () => {
    const { administrator, accountId, path } = await anInvitation()
    await app.call(administrator, endpoints.disable, { params: { accountId } })
    expect((await aBrowser(app).post(path)).status).toBe(410)
  })

  test('a link nobody made is spent', async () => {
    for (const path of [`/sign-in/link/${'A'.repeat(43)}`, `/set-up/${'A'.repeat(43)}`, '/sign-in/link/x']) {
      expect([(await aBrowser(app).open(path)).status, (await aBrowser(app).post(path)).status]).toEqual([410, 410])
    }
  })

  test('refuses a person who has an account, a login in use, and someone who is not there', async () => {
    const { administrator, personId, login } = await anInvitation()
    const other = await aHolder(app.owner, 'villageClerk', (await aTown(app.owner)).id)
    const pointers = async (body: { personId: string; login: string }) =>
      (await app.call(administrator, endpoints.create, { body })).body.errors.map(({ pointer }) => pointer)
    expect(await pointers({ personId, login: 'another.one' })).toEqual(['#/personId'])
    expect(await pointers({ personId: other, login: login.toUpperCase() })).toEqual(['#/login'])
    expect(await pointers({ personId: '00000000-0000-7000-8000-000000000000', login: 'another.one' })).toEqual(['#/personId'])
    expect(await pointers({ personId: other, login: '陈志豪' })).toEqual(['#/login'])
  })
})

describe('demonstration links', () => {
  const on = (host: string, demo = true) => Object.assign(app.platform.config, { host, demo })

  test('sign a demonstration person in once, an administrator without a code', async () => {
    on('127.0.0.1')
    const personId = await aHolder(app.owner, 'securityAdministrator', (await aTown(app.owner)).id)
    const [link] = await demonstrationLinks(app.platform, [{ personId, login: `demo${(serial += 1)}` }])
    const browser = aBrowser(app)
    expect((await browser.open(pathOf(link!.url))).text).toContain('里面的人都是虚构的')
    expect((await browser.post(pathOf(link!.url))).location).toBe('/console')
    expect((await browser.mine()).body).toMatchObject({ personId })
    expect((await browser.post(pathOf(link!.url))).status).toBe(410)
  })

  test('of the start before are spent', async () => {
    on('127.0.0.1')
    const people = [{ personId: await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id), login: `demo${(serial += 1)}` }]
    const [before] = await demonstrationLinks(app.platform, people)
    const [after] = await demonstrationLinks(app.platform, people)
    expect(after!.login).toBe(before!.login)
    expect((await aBrowser(app).post(pathOf(before!.url))).status).toBe(410)
    expect((await aBrowser(app).post(pathOf(after!.url))).status).toBe(303)
  })

  test.each([
    ['0.0.0.0', true, 'others can reach the server'],
    ['192.168.0.10', true, 'others can reach the server'],
    ['127.0.0.1', false, 'the demonstration is off'],
  ])('are neither made nor taken on HOST %s, DEMO %s: %s', async (host, demo, _why) => {
    on('127.0.0.1')
    const people = [{ personId: await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id), login: `demo${(serial += 1)}` }]
    const [link] = await demonstrationLinks(app.platform, people)
    on(host, demo)
    expect(await demonstrationLinks(app.platform, people)).toEqual([])
    expect([(await aBrowser(app).open(pathOf(link!.url))).status, (await aBrowser(app).post(pathOf(link!.url))).status]).toEqual([410, 410])
    on('127.0.0.1')
    expect((await aBrowser(app).post(pathOf(link!.url))).status).toBe(303)
  })
})

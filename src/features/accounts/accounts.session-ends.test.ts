/** Accounts (账号): why one has to sign in again, and back to where one was, in a browser's pages. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { codeAt, stepOf } from '#platform/server/one-time-code.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aBrowser } from '../../../tests/support/browser.ts'
import { endpoints } from './accounts.contract.ts'
import { anAccount, anAuthenticator, samplePassword } from './accounts.samples.ts'

const app = useApp()
let unitId: string
let security: string
let serial = 0

beforeEach(async () => {
  app.now = new Date('2026-03-02T01:00:10Z')
  unitId ??= (await aTown(app.owner)).id
  security ??= await aHolder(app.owner, 'securityAdministrator', unitId)
})
const later = (minutes: number) => (app.now = new Date(app.now.getTime() + minutes * 60_000))

async function signedIn({ userAgent }: { userAgent?: string } = {}) {
  const personId = await aHolder(app.owner, 'villageClerk', unitId)
  const login = `returning${(serial += 1)}`
  const accountId = await anAccount(app.owner, personId, { login })
  const browser = aBrowser(app, userAgent ? { userAgent } : {})
  await browser.signIn(login, samplePassword)
  return { login, accountId, browser }
}
type Clerk = Awaited<ReturnType<typeof signedIn>>
const phone = 'Mozilla/5.0 (Linux; Android 16) Mobile'

async function busyUntilItsEnd({ browser }: Clerk) {
  for (let passed = 0; passed < 720; passed += 10) {
    await browser.mine()
    later(10)
  }
}

async function endedOnPhone({ login, browser }: Clerk) {
  const other = aBrowser(app, { userAgent: phone })
  await other.signIn(login, samplePassword)
  const { items } = (await app.call(null, endpoints.listMySessions, {}, browser.headers)).body
  const sessionId = items.find(({ current }) => current)!.id
  await app.call(null, endpoints.endMySession, { params: { sessionId } }, other.headers)
}

const byAdministrator = ({ accountId }: Clerk) => app.call(security, endpoints.endSessions, { params: { accountId } })

describe('whoever comes back after the session ended is told why', () => {
  test.each<[string, ((clerk: Clerk) => unknown) | null, string]>([
    ['15分钟没有操作，已经自动退出。', () => later(15), 'went to a meeting'],
    ['15分钟没有操作，已经自动退出。', () => later(24 * 60), 'went home without signing out'],
    ['登录一次最多12小时，时间到了。', busyUntilItsEnd, 'a long day'],
    ['同一个账号在另一处登录了，这里就退出了。', ({ login }) => aBrowser(app).signIn(login, samplePassword), 'one desktop at a time'],
    ['您在别处让这里退出了登录。', endedOnPhone, 'forgot to sign out at the village office'],
    [
      '密码改过了，原来的登录都退出了。',
      async ({ login }) => {
        const other = aBrowser(app, { userAgent: phone })
        await other.signIn(login, samplePassword)
        await other.post('/password', { present: samplePassword, password: 'Ludu-baitan-9' })
      },
      'a new password ends every other session',
    ],
    ['管理员让这个账号退出了登录。', byAdministrator, 'somebody else was suspected in it'],
    [
      '上次的登录已经结束。',
      ({ accountId }) => sql`delete from auth.session where account_id = ${accountId}`.execute(app.owner),
      'nothing is known',
    ],
    ['nothing', null, 'it goes on'],
    ['nothing', ({ browser }) => browser.post('/sign-out'), 'who signed out knows'],
  ])('%s', async (sentence, ends, _why) => {
    const clerk = await signedIn()
    await ends?.(clerk)
    const { status, text, location } = await clerk.browser.open('/sign-in?next=/console/requests%3Fstate%3Dopen')
    if (ends === null) expect(location).toBe('/console/requests?state=open')
    else expect([status, text.includes(sentence === 'nothing' ? '工作人员登录' : sentence)]).toEqual([200, true])
    expect(text.includes('登录以后，回到您刚才那一页。')).toBe(sentence !== 'nothing')
  })

  test('on a phone after half an hour, and when a colleague’s sign-in has cleared away what was over', async () => {
    const { browser } = await signedIn({ userAgent: phone })
    later(30)
    await signedIn()
    const { text } = await browser.open('/sign-in')
    expect(text).toContain('30分钟没有操作，已经自动退出。')
    expect(text, 'from the console’s own door there is no page to come back to').not.toContain('回到您刚才那一页')
  })

  test('within a sign-in too: who looked for the phone longer than ten minutes', async () => {
    const { login, accountId } = await signedIn()
    await anAuthenticator(app.owner, app.platform.sealing, accountId)
    const browser = aBrowser(app)
    expect((await browser.signIn(login, samplePassword)).location).toBe('/sign-in/second-factor')
    expect((await browser.open('/sign-in')).text, 'it goes on').not.toContain('role="status"')
    later(10)
    const { location } = await browser.open('/sign-in/second-factor')
    expect((await browser.open(location!)).text).toContain('登录没有在10分钟内做完，请重新登录。')
  })

  test('and no stranger is: what is asked is the token, and what is kept names nobody and goes after three days', async () => {
    const clerk = await signedIn()
    await byAdministrator(clerk)
    const stranger = aBrowser(app)
    await stranger.post('/sign-in', { login: clerk.login, password: 'Not-the-right-1' })
    expect((await stranger.open('/sign-in')).text).not.toContain('role="status"')
    const { rows } = await sql<{ row: string }>`select e::text as row from auth.session_end e`.execute(app.owner)
    expect(rows.map(({ row }) => row).join('\n')).not.toContain(clerk.accountId)
    const kept = async () => (await sql`select from auth.session_end where why = 'administrator'`.execute(app.owner)).rows.length
    expect(await kept()).toBeGreaterThan(0)
    later(3 * 24 * 60)
    expect((await clerk.browser.open('/sign-in')).text).toContain('上次的登录已经结束。')
    await signedIn()
    expect(await kept()).toBe(0)
  })
})

describe('whoever signs in comes back to where they were', () => {
  const place = '/console/requests?q=%E8%B7%AF%E7%81%AF+3*&state=open'
  const asked = `/sign-in?next=${encodeURIComponent(place)}`
  const hidden = (text: string) => /name="next"\s+value="([^"]*)"/.exec(text)![1]!.replaceAll('&amp;', '&')

  test('past the code that is asked between', async () => {
    const { login, accountId } = await signedIn()
    const secret = await anAuthenticator(app.owner, app.platform.sealing, accountId)
    const browser = aBrowser(app)
    const next = hidden((await browser.open(asked)).text)
    const half = await browser.post('/sign-in', { login, password: samplePassword, next })
    expect(half.location).toBe(`/sign-in/second-factor?next=${encodeURIComponent(place)}`)
    const code = { code: codeAt(secret, stepOf(app.now)), next: hidden((await browser.open(half.location!)).text) }
    expect((await browser.post('/sign-in/second-factor', code)).location).toBe(place)
  })

  test('past a code that came too late, which is asked once more and not twice', async () => {
    const { login, accountId } = await signedIn()
    const secret = await anAuthenticator(app.owner, app.platform.sealing, accountId)
    const browser = aBrowser(app)
    const half = await browser.post('/sign-in', { login, password: samplePassword, next: place })
    later(10)
    const again = await browser.open(half.location!)
    const next = hidden((await browser.open(again.location!)).text)
    const asksCode = await browser.post('/sign-in', { login, password: samplePassword, next })
    expect(asksCode.location).toBe(half.location)
    const code = { code: codeAt(secret, stepOf(app.now)), next: hidden((await browser.open(asksCode.location!)).text) }
    expect((await browser.post('/sign-in/second-factor', code)).location).toBe(place)
  })

  test('past a password that is due', async () => {
    const { login } = await signedIn()
    later(90 * 24 * 60)
    const browser = aBrowser(app)
    const half = await browser.post('/sign-in', { login, password: samplePassword, next: place })
    const next = hidden((await browser.open(half.location!)).text)
    expect((await browser.post('/password', { password: 'Ludu-baitan-9', next })).location).toBe(place)
  })
})

import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aTown } from '#features/units/units.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aBrowser } from '../../../tests/support/browser.ts'
import { anAccount, samplePassword } from './accounts.samples.ts'

const app = useApp()
const minute = 60_000
let unitId: string
let serial = 0

beforeEach(async () => {
  app.now = new Date('2026-03-02T01:00:00Z')
  unitId ??= (await aTown(app.owner)).id
})

/** A clerk with an account of their own. */
async function aClerk() {
  const personId = await aHolder(app.owner, 'villageClerk', unitId)
  const login = `clerk${(serial += 1)}`
  return { personId, login, accountId: await anAccount(app.owner, personId, { login }) }
}
const later = (minutes: number) => (app.now = new Date(app.now.getTime() + minutes * minute))
const sessionCookie = 'sanliang'

describe('signing in', () => {
  test('the right password opens the console, in the name of the person with their posts', async () => {
    const { login, personId, accountId } = await aClerk()
    const browser = aBrowser(app)
    const answer = await browser.signIn(` ${login.toUpperCase()} `, samplePassword)
    expect([answer.status, answer.location]).toEqual([303, '/console'])
    const { status, body } = await browser.mine()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      personId,
      accountId,
      login,
      name: '李少玲',
      codeEnrolled: false,
      codeFresh: false,
      passwordDueOn: '2026-05-30',
    })
    expect(body.posts).toMatchObject([{ role: 'villageClerk', unitId }])
  })

  test('the cookie holds 256 bits that no script and no other site gets', async () => {
    const { login } = await aClerk()
    const { set } = await aBrowser(app).signIn(login, samplePassword)
    const line = set.find(each => each.startsWith(`${sessionCookie}=`))!
    expect(line).toMatch(/^sanliang=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  test('the table keeps a digest, not the token', async () => {
    const { login, accountId } = await aClerk()
    const browser = aBrowser(app)
    await browser.signIn(login, samplePassword)
    const { rows } = await sql<{ row: string }>`select s::text as row from auth.session s where account_id = ${accountId}`.execute(
      app.owner,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.row).not.toContain(browser.cookies.get(sessionCookie))
  })

  test('a known and an unknown login get the same answer', async () => {
    const { login } = await aClerk()
    const wrong = await aBrowser(app).signIn(login, 'Not-the-right-1')
    const unknown = await aBrowser(app).signIn('nobody.here', 'Not-the-right-1')
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(wrong.text.replace(login, 'LOGIN')).toBe(unknown.text.replace('nobody.here', 'LOGIN'))
    expect(wrong.text).toContain('登录名或密码不对')
    expect(wrong.text).not.toContain('Not-the-right-1')
  })

  test('each step leaves an event, a refusal too, and none of them holds the login', async () => {
    const { login, accountId, personId } = await aClerk()
    const browser = aBrowser(app)
    await browser.signIn(login, 'Not-the-right-1')
    await browser.signIn(login, samplePassword)
    await browser.post('/sign-out')
    const events = await app.owner.selectFrom('event').where('subjectId', '=', accountId).orderBy('id').selectAll().execute()
    expect(events.map(({ name, actorPersonId }) => [name, actorPersonId])).toEqual([
      ['accounts.refuseSignIn', null],
      ['accounts.signIn', personId],
      ['accounts.signOut', personId],
    ])
    expect(JSON.stringify(events)).not.toContain(login)
  })

  test.each([
    ['/console/requests?lamp=late', '/console/requests?lamp=late', 'a page of this site'],
    ['//evil.example', '/console', 'another site'],
    ['/\\evil.example', '/console', 'another site, for browsers that read \\ as /'],
    ['https://evil.example', '/console', 'another site'],
    ['', '/console', 'nothing said'],
  ])('asked to go on to %j it goes to %s: %s', async (next, expected, _why) => {
    const { login } = await aClerk()
    const answer = await aBrowser(app).post('/sign-in', { login, password: samplePassword, next })
    expect(answer.location).toBe(expected)
  })

  test('a form posted from another site is refused', async () => {
    const { login } = await aClerk()
    const browser = aBrowser(app)
    const forms = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of forms) {
      const answer = await browser.post('/sign-in', { login, password: samplePassword }, headers)
      expect([answer.status, answer.set]).toEqual([403, []])
    }
  })
})

describe('a session', () => {
  test('the token changes at sign-in: one planted before is worth nothing after', async () => {
    const { login } = await aClerk()
    const browser = aBrowser(app)
    const planted = 'A'.repeat(43)
    browser.cookies.set(sessionCookie, planted)
    await browser.signIn(login, samplePassword)
    expect(browser.cookies.get(sessionCookie)).not.toBe(planted)
    const attacker = aBrowser(app)
    attacker.cookies.set(sessionCookie, planted)
    expect((await attacker.mine()).status).toBe(401)
  })

  test('the cookie of before is refused after signing out', async () => {
    const { login } = await aClerk()
    const browser = aBrowser(app)
    await browser.signIn(login, samplePassword)
    const old = browser.cookies.get(sessionCookie)!
    const answer = await browser.post('/sign-out')
    expect([answer.location, browser.cookies.has(sessionCookie)]).toEqual(['/sign-in', false])
    browser.cookies.set(sessionCookie, old)
    expect((await browser.mine()).status).toBe(401)
  })

  test.each([
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/149.0', 15],
    ['Mozilla/5.0 (Linux; Android 16) Mobile', 30],
  ])('%s idles out after %i minutes', async (userAgent, minutes) => {
    const { login } = await aClerk()
    const browser = aBrowser(app, { userAgent })
    await browser.signIn(login, samplePassword)
    later(minutes - 1)
    expect((await browser.mine()).status).toBe(200)
    later(minutes - 0.1)
    expect((await browser.mine()).status).toBe(200)
    later(minutes)
    expect((await browser.mine()).status).toBe(401)
  })

  test('however busy, it ends after twelve hours', async () => {
    const { login } = await aClerk()
    const browser = aBrowser(app)
    await browser.signIn(login, samplePassword)
    const statuses = []
    for (let passed = 10; passed < 720; passed += 10) {
      later(10)
      statuses.push((await browser.mine()).status)
    }
    expect(new Set(statuses)).toEqual(new Set([200]))
    later(9.9)
    expect((await browser.mine()).status).toBe(200)
    later(0.1)
    expect((await browser.mine()).status).toBe(401)
  })

  test('a desktop and a phone at once; a second desktop ends the first', async () => {
    const { login } = await aClerk()
    const desk = aBrowser(app)
    const phone = aBrowser(app, { userAgent: 'Mozilla/5.0 (iPhone) Mobile' })
    const otherDesk = aBrowser(app)
    for (const browser of [desk, phone, otherDesk]) await browser.signIn(login, samplePassword)
    expect([(await desk.mine()).status, (await phone.mine()).status, (await otherDesk.mine()).status]).toEqual([401, 200, 200])
  })

  test('of a disabled account ends at once', async () => {
    const { login, accountId } = await aClerk()
    const browser = aBrowser(app)
    await browser.signIn(login, samplePassword)
    await sql`update auth.account set state = 'disabled' where id = ${accountId}`.execute(app.owner)
    expect((await browser.mine()).status).toBe(401)
    expect((await browser.signIn(login, samplePassword)).status).toBe(401)
  })

  test('brings the posts of someone on leave to their deputy, for the days of the leave', async () => {
    const { login, personId } = await aClerk()
    const secretary = await aHolder(app.owner, 'villageSecretary', unitId)
    const leave = { townId: 1, id: newId(), personId: secretary, deputyId: personId, valid: '[2026-03-02,2026-03-03)' }
    await app.owner.insertInto('leave').values(leave).execute()
    const posts = async () => {
      const browser = aBrowser(app)
      await browser.signIn(login, samplePassword)
      return ((await browser.mine()).body.posts as { role: string; deputyFor: string | null }[]).map(({ role, deputyFor }) => [
        role,
        deputyFor,
      ])
    }
    expect(await posts()).toEqual([
      ['villageClerk', null],
      ['villageSecretary', secretary],
    ])
    later(24 * 60)
    expect(await posts()).toEqual([['villageClerk', null]])
  })

  test('of another town is nobody here', async () => {
    const { login } = await aClerk()
    const browser = aBrowser(app)
    await browser.signIn(login, samplePassword)
    app.platform.townId = 2
    const { status } = await browser.mine()
    app.platform.townId = 1
    expect(status).toBe(401)
  })
})

describe('a password', () => {
  test('that is ninety days old is changed before anything else', async () => {
    const { login } = await aClerk()
    later(90 * 24 * 60)
    const browser = aBrowser(app)
    expect((await browser.signIn(login, samplePassword)).location).toBe('/password')
    expect((await browser.mine()).status).toBe(401)
    const page = await browser.open('/password')
    expect(page.text).not.toContain('现在的密码')
    expect((await browser.post('/password', { password: samplePassword })).text).toContain('新密码和现在的一样')
    const half = browser.cookies.get(sessionCookie)
    expect((await browser.post('/password', { password: 'Ludu-baitan-9' })).location).toBe('/console')
    expect(browser.cookies.get(sessionCookie)).not.toBe(half)
    expect((await browser.mine()).status).toBe(200)
  })

  test('is changed with the present one, and every other session ends', async () => {
    const { login } = await aClerk()
    const phone = aBrowser(app, { userAgent: 'Mozilla/5.0 (iPhone) Mobile' })
    const desk = aBrowser(app)
    await phone.signIn(login, samplePassword)
    await desk.signIn(login, samplePassword)
    const wrong = await desk.post('/password', { present: 'Not-the-right-1', password: 'Ludu-baitan-9' })
    expect([wrong.status, wrong.text.includes('现在的密码不对')]).toEqual([422, true])
    const weak = await desk.post('/password', { present: samplePassword, password: 'short' })
    expect([weak.status, weak.text.includes('密码至少10个字符，现在是5个')]).toEqual([422, true])
    expect((await desk.post('/password', { present: samplePassword, password: 'Ludu-baitan-9' })).location).toBe('/console')
    expect([(await desk.mine()).status, (await phone.mine()).status]).toEqual([200, 401])
    expect((await aBrowser(app).signIn(login, samplePassword)).status).toBe(401)
    expect((await aBrowser(app).signIn(login, 'Ludu-baitan-9')).status).toBe(303)
  })
})

describe('the sign-in tables', () => {
  test("are closed to the application's role", async () => {
    const asked = sql`select from auth.account`.execute(app.platform.connection.db)
    await expect(asked).rejects.toThrow('permission denied for schema auth')
  })
  test('are all that the sign-in role reads', async () => {
    const { rows } = await sql<{
      name: string
    }>`select format('%I.%I', table_schema, table_name) as name from information_schema.table_privileges
      where grantee = 'sanliang_auth' and table_schema <> 'auth'`.execute(app.owner)
    expect(rows).toEqual([])
    await expect(sql`select from person`.execute(app.platform.signIn.db)).rejects.toThrow('permission denied')
  })
  test('have no column that counts or dates sign-ins of a person (UX-B1)', async () => {
    const { rows } = await sql<{ name: string }>`select distinct column_name as name from information_schema.columns
      where table_schema = 'auth' and column_name ~ '(login|sign_?in|online|visit|seen)' and column_name <> 'login'`.execute(app.owner)
    expect(rows).toEqual([])
  })
})

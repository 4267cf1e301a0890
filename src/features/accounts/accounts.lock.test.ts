/** Accounts (账号): guessing passwords, over HTTP. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aBrowser } from '../../../tests/support/browser.ts'
import { endpoints } from './accounts.contract.ts'
import { anAccount, samplePassword } from './accounts.samples.ts'

const app = useApp()
const wrong = 'Not-the-right-1'
let serial = 0

beforeEach(() => {
  app.now = new Date('2026-03-02T01:00:00Z')
})
const later = (minutes: number) => (app.now = new Date(app.now.getTime() + minutes * 60_000))

async function aClerk() {
  const town = await aTown(app.owner)
  const login = `guessed${(serial += 1)}`
  const personId = await aHolder(app.owner, 'villageClerk', town.id)
  return { login, accountId: await anAccount(app.owner, personId, { login }) }
}

const namesOf = async (accountId: string) =>
  (await app.owner.selectFrom('event').where('subjectId', '=', accountId).orderBy('id').select('name').execute()).map(({ name }) => name)

/** Guesses that went on to the hash are the refusals that were recorded. */
const reached = async (accountId: string) => (await namesOf(accountId)).filter(name => name === 'accounts.refuseSignIn').length

test('five wrong passwords lock for fifteen minutes, also for the right one; refusals meanwhile prolong nothing', async () => {
  const { login, accountId } = await aClerk()
  const stranger = aBrowser(app)
  const statuses = []
  for (let n = 0; n < 7; n += 1) statuses.push((await stranger.signIn(login, wrong)).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  expect((await stranger.signIn(login, samplePassword)).text).toContain('最多15分钟就会自动解锁')
  expect(await namesOf(accountId)).toEqual([...Array.from({ length: 5 }, () => 'accounts.refuseSignIn'), 'accounts.lock'])
  later(14.9)
  expect((await stranger.signIn(login, samplePassword)).status).toBe(429)
  later(0.1)
  expect((await stranger.signIn(login, samplePassword)).status).toBe(303)
})

test('fifty guesses at once: no more than five reach the hash, and none gets in', async () => {
  const { login, accountId } = await aClerk()
  const answers = await Promise.all(Array.from({ length: 50 }, () => aBrowser(app).signIn(login, wrong)))
  const counted = Map.groupBy(answers, ({ status }) => status)
  const count = (status: number) => counted.get(status)?.length ?? 0
  // a busy machine sends some away with 503 before they are counted; nobody is let past the five
  expect(count(401) + count(429) + count(503)).toBe(50)
  expect(count(401)).toBeGreaterThan(0)
  expect(count(401)).toBeLessThanOrEqual(5)
  expect(await reached(accountId)).toBe(count(401))
})

test('two hundred guesses in an hour: no more than ten reach the hash in any fifteen minutes', async () => {
  const { login, accountId } = await aClerk()
  for (let n = 0; n < 50; n += 1) {
    await Promise.all(Array.from({ length: 4 }, () => aBrowser(app).signIn(login, wrong)))
    later(1.2)
  }
  const { rows } = await sql<{ most: number }>`select max((select count(*) from event other where other.subject_id = event.subject_id
      and other.name = event.name and other.at > event.at - interval '15 minutes' and other.at <= event.at)) as most
    from event where subject_id = ${accountId} and name = 'accounts.refuseSignIn'`.execute(app.owner)
  expect(rows[0]!.most).toBeGreaterThan(0)
  expect(rows[0]!.most).toBeLessThanOrEqual(10)
})

test("the owner's own browser gets in while a stranger keeps guessing", async () => {
  const { login } = await aClerk()
  const own = aBrowser(app)
  await own.signIn(login, samplePassword)
  await own.post('/sign-out')
  for (let n = 0; n < 6; n += 1) await aBrowser(app).signIn(login, wrong)
  expect((await aBrowser(app).signIn(login, samplePassword)).status).toBe(429)
  expect((await own.signIn(login, samplePassword)).status).toBe(303)
})

test("a browser known for one account is a stranger to another, and its guesses there count as a stranger's", async () => {
  const [mine, other] = [await aClerk(), await aClerk()]
  const browser = aBrowser(app)
  await browser.signIn(mine.login, samplePassword)
  for (let n = 0; n < 5; n += 1) await browser.signIn(other.login, wrong)
  expect((await aBrowser(app).signIn(other.login, wrong)).status).toBe(429)
})

test('an unknown login locks like a known one', async () => {
  const statuses = []
  for (let n = 0; n < 6; n += 1) statuses.push((await aBrowser(app).signIn('nobody.at.all', wrong)).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
})

test('the security administrator unlocks before the time', async () => {
  const { login, accountId } = await aClerk()
  const town = await aTown(app.owner)
  const guard = await aHolder(app.owner, 'securityAdministrator', town.id)
  for (let n = 0; n < 5; n += 1) await aBrowser(app).signIn(login, wrong)
  const seen = await app.call(guard, endpoints.get, { params: { accountId } })
  expect(seen.body.lockedUntil).toBe('2026-03-02T01:15:00.000Z')
  expect((await app.call(guard, endpoints.unlock, { params: { accountId } })).body.lockedUntil).toBeNull()
  expect((await aBrowser(app).signIn(login, samplePassword)).status).toBe(303)
})

test('a known and an unknown login take the same time', async () => {
  const known = await Promise.all(Array.from({ length: 4 }, aClerk))
  const took = async (login: string) => {
    const start = performance.now()
    await aBrowser(app).signIn(login, wrong)
    return performance.now() - start
  }
  const times: [number[], number[]] = [[], []]
  for (let n = 0; n < 16; n += 1) {
    times[0].push(await took(known[n % 4]!.login))
    times[1].push(await took(`unknown${n % 4}`))
  }
  const [a, b] = times.map(list => list.sort((x, y) => x - y)[8]!) as [number, number]
  // An answer without the hash would take a tenth of the time.
  expect(Math.abs(a - b)).toBeLessThan(Math.max(a, b) / 2)
})

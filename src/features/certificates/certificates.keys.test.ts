/** A key that someone else may have (密钥外泄): what it signed meanwhile, what the register still says, and how another is issued. */
import { sql } from 'kysely'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './certificates.contract.ts'
import { certificateSteps, later, match, monday, paper, wanted } from './certificates.samples.ts'
import { certificatesWaiting } from './certificates.todos.ts'

const app = useApp()
let steps: Awaited<ReturnType<typeof certificateSteps>>
let officer: string
beforeAll(async () => {
  steps = await certificateSteps(app)
  officer = await aHolder(app.owner, 'securityAdministrator', (await aTown(app.owner)).id)
})
afterEach(() => {
  app.now = monday
})
const check = async (text: string) => (await app.call(null, endpoints.check, { body: { text } })).body
const renew = (leaked: boolean) => app.call(officer, endpoints.renewKey, { body: { leaked } })

test('a key that is renewed while a certificate waits for its number does not sign it', async () => {
  const { params, certificate } = await steps.posted()
  app.now = later(8)
  const waiting = sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  const sent = await app.owner.transaction().execute(async held => {
    await sql`select pg_advisory_xact_lock(hashtextextended('certificates ZM2026-', 1))`.execute(held)
    const issuing = app.call(steps.clerk, endpoints.issue, { params, body: paper }, match(certificate))
    await expect.poll(async () => (await waiting.execute(app.owner)).rows[0]!.count, { timeout: 20_000 }).toBe(1)
    expect((await renew(true)).status).toBe(200)
    return { issuing }
  })
  const issued = await sent.issuing
  expect(issued.status).toBe(200)
  expect(await check(issued.body.line!)).toMatchObject({ verdict: 'valid' })
})

test('after a leak the QR and the file say so, number and code ask the register, owner and office are told, and another is issued', async () => {
  const { person, params, certificate, credential } = await steps.issued()
  const gone = await steps.revoked()
  const byCode = ({ serial, code }: { serial: string | null; code: string | null }) => check(`${serial} ${code}`)
  await renew(true)
  for (const text of [certificate.line!, JSON.stringify(credential)])
    expect(await check(text)).toEqual({ verdict: 'leakedKey', sentence: '■ 密钥已作废，请换开一份。', facts: null })
  expect(await byCode(certificate), 'the town has it in its register').toMatchObject({
    verdict: 'valid',
    facts: { serial: certificate.serial, name: '陈大妹', onSite: 120, organiser: 90 },
  })
  expect(await byCode(gone.certificate)).toMatchObject({ verdict: 'revoked' })

  const own = await app.call(person, endpoints.get, { params })
  expect(own.body).toMatchObject({ state: 'issued', keyLeaked: true })
  for (const url of ['/volunteer/certificates', `/volunteer/certificates/${certificate.id}`]) {
    const page = await app.raw({ method: 'GET', url, headers: { 'x-test-person': person } })
    expect(page.body, url).toContain('签名的密钥已作废，扫码查不过。')
  }
  const waits = async () =>
    (await app.as(await app.person(steps.clerk), certificatesWaiting.list))
      .filter(({ id }) => id === certificate.id || id === gone.certificate.id)
      .map(({ id, detail }) => [id, detail])
  expect(await waits(), 'not what is revoked').toEqual([[certificate.id, '密钥已作废，要换开一份。']])

  const again = await app.call(steps.clerk, endpoints.askFor, { body: wanted(steps.at.village.id, { personId: person }) })
  expect(again.status).toBe(200)
  expect(await waits(), 'on its way').toEqual([])
  app.now = later(16)
  const fresh = await app.call(steps.clerk, endpoints.issue, { params: { certificateId: again.body.id }, body: paper }, match(again.body))
  expect(fresh.body).toMatchObject({ state: 'issued', keyLeaked: false })
  expect(await check(fresh.body.line!)).toMatchObject({ verdict: 'valid' })
  expect(await byCode(certificate)).toMatchObject({ verdict: 'valid' })
  app.now = new Date('2029-03-10T01:00:00Z')
  expect(await byCode(certificate)).toMatchObject({ verdict: 'expired' })
})

/** Signatures (签名): a second program verifies what was issued; altered, revoked and expired ones it refuses; keys are renewed. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import type { SampleTeam } from '#features/volunteering/volunteering.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { verifyElsewhere } from '../../../tests/support/second-program.ts'
import { endpoints } from './certificates.contract.ts'
import { expire, signList } from './certificates.jobs.ts'
import { certificateSteps, match, monday, type Credential } from './certificates.samples.ts'

const app = useApp()
let steps: Awaited<ReturnType<typeof certificateSteps>>
let at: SampleTeam
let clerk: string
const job = { kind: 'job', townId: 1, name: 'test' } as const
const check = async (text: string) => (await app.call(null, endpoints.check, { body: { text } })).body

beforeAll(async () => {
  steps = await certificateSteps(app)
  ;({ at, clerk } = steps)
})
afterEach(() => {
  app.now = monday
})

test('a second program verifies the credential; one digit, one hour or one name changed and it does not', async () => {
  const { credential, mediaType } = await steps.issued('阿卜杜拉·买买提')
  expect(mediaType).toContain('application/ld+json')
  expect(await verifyElsewhere(app, credential)).toMatchObject({ verified: true })
  const changed = (change: (copy: Credential) => void) => {
    const copy = structuredClone(credential)
    change(copy)
    return copy
  }
  const faults = [
    changed(copy => (copy.credentialSubject.result[0]!.value = '200')),
    changed(
      copy =>
        (copy.credentialSubject.licenseNumber = copy.credentialSubject.licenseNumber.replace(/\d$/, digit =>
          String((Number(digit) + 1) % 10),
        )),
    ),
    changed(copy => (copy.credentialSubject.identifier[0]!.identityHash = '陈大妹')),
  ]
  for (const copy of faults) {
    expect(await verifyElsewhere(app, copy)).toEqual({ verified: false, why: expect.stringContaining('Invalid signature') })
    expect(await check(JSON.stringify(copy))).toMatchObject({ verdict: 'altered', sentence: '■ 内容被改过，不能用。' })
  }
  expect(await check(JSON.stringify(credential))).toMatchObject({ verdict: 'valid' })
})

test('the check says it in one sentence: by credential, by the line of the QR, by number and code', async () => {
  const { certificate, credential } = await steps.issued()
  const { line, serial, code } = certificate
  const facts = { serial, name: '陈大妹', unitName: certificate.unitName, onSite: 120, organiser: 90, issuedOn: '2026-03-10' }
  for (const text of [line!, `http://127.0.0.1:8080/volunteer/check#${line}`, `${serial} ${code}`, JSON.stringify(credential)])
    expect(await check(text)).toMatchObject({ verdict: 'valid', sentence: '● 这份证明有效。', facts })
  const [mark, key, told, signature] = line!.split('.') as [string, string, string, string]
  const more = Buffer.from(Buffer.from(told, 'base64url').toString().replace(',120,', ',12000,')).toString('base64url')
  for (const [text, verdict] of [
    [[mark, key, more, signature].join('.'), 'altered'],
    [[mark, key.replace(/.$/, last => (last === 'a' ? 'b' : 'a')), told, signature].join('.'), 'unknownKey'],
    [`${serial} ${'A'.repeat(8)}`, 'unreadable'],
    ['没有什么可以查验的东西', 'unreadable'],
    ['{"proof":1234567890}', 'unreadable'],
  ] as const)
    expect(await check(text), text).toMatchObject({ verdict })
  app.now = new Date('2029-03-10T01:00:00Z')
  expect(await check(line!)).toMatchObject({ verdict: 'expired', sentence: '■ 这份证明已过期。' })
  expect(await verifyElsewhere(app, credential)).toEqual({ verified: false, why: expect.stringContaining('"validUntil"') })
})

test('two people revoke, with the reason; the list says so to the second program and to the page', async () => {
  const { person, params, certificate, credential } = await steps.issued()
  const propose = (who: string, like = certificate) =>
    app.call(who, endpoints.proposeRevocation, { params, body: { reason: '冒用他人姓名' } }, match(like))
  expect((await propose(person)).status).toBe(403)
  const proposed = await propose(clerk)
  expect(proposed.body).toMatchObject({ state: 'revoking', revokeReason: '冒用他人姓名' })
  const decide = (who: string, agreed: boolean, like: { version: number }) =>
    app.call(who, endpoints.decideRevocation, { params, body: { agreed } }, match(like))
  expect((await decide(clerk, true, proposed.body)).status, 'the same person').toBe(403)
  expect(await verifyElsewhere(app, credential), 'it holds until two agree').toMatchObject({ verified: true })
  const kept = await decide(at.villageSecretary, false, proposed.body)
  expect(kept.body).toMatchObject({ state: 'issued', revokeReason: null })
  expect((await decide(at.villageSecretary, true, kept.body)).status).toBe(409)
  const again = await propose(clerk, kept.body)
  const gone = await decide(at.villageSecretary, true, again.body)
  expect(gone.body).toMatchObject({ state: 'revoked', revokedOn: '2026-03-10', allowedActions: ['get'] })
  expect(await verifyElsewhere(app, credential)).toEqual({ verified: false, why: 'revoked' })
  for (const text of [certificate.line!, JSON.stringify(credential)])
    expect(await check(text)).toMatchObject({ verdict: 'revoked', sentence: '■ 这份证明已撤销，不能用。' })
})

test('what is issued after another was revoked still verifies', async () => {
  const gone = await steps.revoked()
  const { credential } = await steps.issued()
  expect(await verifyElsewhere(app, credential)).toMatchObject({ verified: true })
  expect(await verifyElsewhere(app, gone.credential)).toMatchObject({ verified: false })
})

test('a new key: the old certificate still verifies, unless someone else may have the old key', async () => {
  const old = await steps.issued()
  const officer = await aHolder(app.owner, 'securityAdministrator', (await aTown(app.owner)).id)
  const renew = (who: string, leaked: boolean) => app.call(who, endpoints.renewKey, { body: { leaked } })
  expect((await renew(at.townClerk, false)).status).toBe(403)
  const { body } = await renew(officer, false)
  expect(body.items.filter(({ ended }) => !ended)).toHaveLength(1)
  const young = await steps.issued()
  for (const { credential } of [old, young]) expect(await verifyElsewhere(app, credential)).toMatchObject({ verified: true })
  await renew(officer, true)
  expect(await verifyElsewhere(app, old.credential), 'signed with the first key').toMatchObject({ verified: true })
  expect(await verifyElsewhere(app, young.credential), 'signed with the leaked key').toMatchObject({ verified: false })
  expect(await check(young.certificate.line!)).toMatchObject({ verdict: 'leakedKey', facts: null })
  const published = JSON.parse((await app.raw({ method: 'GET', url: '/.well-known/did.json' })).body) as {
    verificationMethod: object[]
    assertionMethod: string[]
  }
  expect([published.verificationMethod.length, published.assertionMethod.length]).toEqual([3, 2])
})

test('the private key is nowhere in plain, and nobody but those who sign reads it', async () => {
  const rows = await app.owner.selectFrom('certificateKeySecret').selectAll().execute()
  for (const { privateSealed } of rows) expect(privateSealed.toString('latin1')).not.toContain('MC4CAQAw')
  const seen = async (actor: Parameters<typeof app.as>[0]) =>
    (await app.as(actor, ({ db }) => db.selectFrom('certificateKeySecret').selectAll().execute())).length
  expect(await seen({ kind: 'public', townId: 1 })).toBe(0)
  expect(await seen(await app.person(at.gridLeader))).toBe(0)
  expect(await seen(await app.person(clerk))).toBe(rows.length)
})

test('the clock ends a certificate, and the list is signed anew each night', async () => {
  const { certificate } = await steps.issued()
  app.now = new Date('2029-03-10T01:00:00Z')
  const due = await app.as(job, expire.find)
  expect(due).toContain(certificate.id)
  for (const id of due) await app.as(job, context => expire.each(context, id))
  await app.as(job, context => expire.each(context, certificate.id))
  const row = await app.owner.selectFrom('volunteerCertificate').where('id', '=', certificate.id).select('state').executeTakeFirstOrThrow()
  expect(row.state).toBe('expired')
  await app.as(job, context => signList.each(context, 'list'))
  const { writtenAt } = await app.owner.selectFrom('certificateStatus').select('writtenAt').executeTakeFirstOrThrow()
  expect(writtenAt).toEqual(app.now)
})

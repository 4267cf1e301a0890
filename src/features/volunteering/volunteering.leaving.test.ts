/** Taking the registration back (收回登记) over HTTP: of oneself alone, as easily as it was given; what was served stays. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import { endpoints } from './volunteering.contract.ts'
import { forgetLeft } from './volunteering.jobs.ts'
import { aSlot, aTeam, aVolunteer, twoHours } from './volunteering.samples.ts'

const app = useApp()
const subject = (personId: string) => ({ kind: 'subject', townId: 1, personId }) as const
const signUp = (who: string, slotId: string) => app.call(who, endpoints.signUp, { params: { slotId }, body: {} })
const volunteersOf = (personId: string) => app.owner.selectFrom('volunteer').where('personId', '=', personId).selectAll().execute()

test('with a one-time code too: the place goes to the next, hours stay, and the same person may come again', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id, { places: 1 })
  const [one, two] = [await aVolunteer(app.owner, at.village.id), await aVolunteer(app.owner, at.village.id, { name: '䶮' })]
  await signUp(one, slotId)
  expect((await signUp(two, slotId)).body).toMatchObject({ place: 2, waits: true })
  expect((await app.call(null, endpoints.withdrawConsent)).status).toBe(401)
  expect((await app.call(at.villageSecretary, endpoints.withdrawConsent)).status, 'of oneself, who is none').toBe(404)
  expect(await app.call(subject(one), endpoints.withdrawConsent)).toMatchObject({ status: 200, body: { leftSlots: 1 } })
  expect(await volunteersOf(one)).toEqual([])
  expect((await app.call(two, endpoints.mine)).body.signUps).toMatchObject([{ place: 1 }])
  expect((await signUp(one, slotId)).body).toMatchObject({ type: '/problems/volunteering/not-volunteer' })
  expect((await app.call(subject(one), endpoints.withdrawConsent)).status, 'once').toBe(404)
  const body = { consent: true, skills: '', times: '' }
  expect((await app.call(one, endpoints.register, { params: { personId: one }, body })).status).toBe(200)
})

test('who signs up and takes the registration back at once stands on no list', async () => {
  const at = await aTeam(app.owner)
  const [personId, slotId] = [await aVolunteer(app.owner, at.village.id), await aSlot(app.owner, at.village.id)]
  const [signed, left] = await behind<{ status: number; body: object }>(app.owner, sql`lock table event in exclusive mode`, [
    () => signUp(personId, slotId),
    () => app.call(personId, endpoints.withdrawConsent),
  ])
  expect(signed!.status).toBe(200)
  expect(left).toMatchObject({ status: 200, body: { leftSlots: 1 } })
  const rows = await app.owner.selectFrom('volunteerSignUp').where('personId', '=', personId).select('state').execute()
  expect(rows).toEqual([{ state: 'withdrawn' }])
})

test('hours that were served stay with their grade', async () => {
  const at = await aTeam(app.owner)
  const personId = await twoHours(app.owner, at.village.id, '2026-01-10', 'onSite')
  const before = (await app.call(personId, endpoints.mine)).body.star
  expect((await app.call(personId, endpoints.withdrawConsent)).status).toBe(200)
  expect((await app.call(personId, endpoints.mine)).body).toMatchObject({ volunteer: null, star: before })
})

test('leaving does not end an exclusion: what was said of skills goes, the last day stays', async () => {
  const at = await aTeam(app.owner)
  const person = await aVolunteer(app.owner, at.village.id, { bannedFrom: '2026-02-01', bannedUntil: '2026-12-31', banReason: '虚报时长' })
  await app.owner.updateTable('volunteer').set({ skills: '会急救' }).where('personId', '=', person).execute()
  expect((await app.call(person, endpoints.withdrawConsent)).status).toBe(200)
  expect(await volunteersOf(person)).toMatchObject([{ skills: '', bannedUntil: '2026-12-31' }])
  const body = { consent: true, skills: '', times: '' }
  await app.call(person, endpoints.register, { params: { personId: person }, body })
  const slotId = await aSlot(app.owner, at.village.id)
  expect((await signUp(person, slotId)).body).toMatchObject({ type: '/problems/volunteering/banned' })
})

test('who left while excluded is not registered again when the exclusion ends, and no guardian is named until then', async () => {
  const at = await aTeam(app.owner)
  const minor = { bornOn: '2012-05-01', guardianSealed: Buffer.from('x'), guardianConsentedOn: '2026-01-01' }
  const ban = { bannedFrom: '2026-02-01', bannedUntil: '2026-03-10', banReason: '虚报时长' }
  const [gone, back] = [await aVolunteer(app.owner, at.village.id, { ...ban, ...minor }), await aVolunteer(app.owner, at.village.id, ban)]
  for (const who of [gone, back]) await app.call(subject(who), endpoints.withdrawConsent)
  expect(await volunteersOf(gone)).toMatchObject([{ bornOn: null, guardianSealed: null, guardianConsentedOn: null }])
  app.now = new Date('2026-03-09T01:00:00Z')
  const night = async () => {
    const job = { kind: 'job', townId: 1, name: forgetLeft.name } as const
    for (const id of await app.as(job, context => forgetLeft.find(context))) await app.as(job, context => forgetLeft.each(context, id))
  }
  await night()
  expect(await volunteersOf(gone), 'still excluded').toHaveLength(1)
  const body = { consent: true, skills: '', times: '' }
  expect((await app.call(back, endpoints.register, { params: { personId: back }, body })).body).toMatchObject({
    consentedOn: '2026-03-09',
    bannedUntil: '2026-03-10',
  })
  app.now = new Date('2026-03-10T01:00:00Z')
  await night()
  expect([await volunteersOf(gone), await volunteersOf(back)]).toMatchObject([[], [{ leftOn: null }]])
  const slotId = await aSlot(app.owner, at.village.id, {
    startsAt: '2026-03-12T01:00:00Z',
    endsAt: '2026-03-12T03:00:00Z',
  })
  expect((await signUp(gone, slotId)).body).toMatchObject({ type: '/problems/volunteering/not-volunteer' })
  app.now = new Date('2026-03-02T01:00:00Z')
})

test('both own pages take it, without script', async () => {
  const at = await aTeam(app.owner)
  for (const [url, form] of [
    ['/volunteer/mine', { act: 'leave' }],
    ['/my/data', { do: 'leaveVolunteers' }],
  ] as const) {
    const headers = { 'x-test-person': await aVolunteer(app.owner, at.village.id) }
    const page = async () => (await app.raw({ method: 'GET', url, headers })).body
    expect(await page()).toContain('收回登记')
    const answer = await app.raw({
      method: 'POST',
      url,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    })
    expect(answer.statusCode).toBe(303)
    expect(await page()).not.toContain('收回登记')
  }
})

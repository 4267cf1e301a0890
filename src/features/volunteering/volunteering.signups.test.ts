/** Sign-ups (报名): in order, at the counter, swapped, and told when a slot is off; over HTTP. */
import { expect, test } from 'vitest'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { insist } from '../../../tests/support/insist.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './volunteering.contract.ts'
import { aSlot, aTeam, aVolunteer } from './volunteering.samples.ts'

const app = useApp()
const signUp = (who: string, slotId: string, personId: string | null = null) =>
  app.call(who, endpoints.signUp, { params: { slotId }, body: { personId } })

test('200 sign up for ten places at one instant: exactly ten have one, and the rest wait in order', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id, { places: 10 })
  const people: string[] = []
  for (let each = 0; each < 200; each += 1) people.push(await aVolunteer(app.owner, at.village.id, { name: '陈大妹' }))
  const answers = await Promise.all(people.map(person => insist(() => signUp(person, slotId))))
  expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200))
  expect(answers.filter(({ body }) => !body.waits)).toHaveLength(10)
  const places = answers.map(({ body }) => body.place).toSorted((a, b) => a - b)
  expect(places).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
  const seen = await app.call(null, endpoints.slot, { params: { slotId } })
  expect(seen.body).toMatchObject({ state: 'full', left: 0, waiting: 190 })
  const first = answers.find(({ body }) => body.place === 1)!
  const eleventh = people[answers.findIndex(({ body }) => body.place === 11)]!
  const back = await app.call(people[answers.indexOf(first)]!, endpoints.withdraw, { params: { signUpId: first.body.signUpId } })
  expect(back.status).toBe(200)
  const moved = await app.call(eleventh, endpoints.mine)
  expect(moved.body.signUps, 'the first who waits moves up').toMatchObject([{ place: 10, slot: { places: 10 } }])
}, 60_000)

test('nobody signs up for two places at once, without consent, excluded, or too young', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id, { minAge: 14 })
  const same = await aSlot(app.owner, at.village.id, { startsAt: '2026-03-02T07:59:00Z', endsAt: '2026-03-02T09:00:00Z' })
  const next = await aSlot(app.owner, at.village.id, { startsAt: '2026-03-02T08:00:00Z', endsAt: '2026-03-02T09:00:00Z' })
  const village = at.village.id
  const someone = await aVolunteer(app.owner, village)
  expect((await signUp(someone, slotId)).body).toMatchObject({ place: 1, waits: false })
  expect((await signUp(someone, slotId)).body.type, 'twice').toBe('/problems/volunteering/busy')
  expect((await signUp(someone, same)).body.type, 'at one time').toBe('/problems/volunteering/busy')
  expect((await signUp(someone, next)).status, 'one ends as the other begins').toBe(200)
  const refusedFor = async (changes: object) => (await signUp(await aVolunteer(app.owner, village, changes), slotId)).body.type
  expect(await refusedFor({ bannedFrom: '2026-01-01', bannedUntil: '2027-01-01', banReason: '虚报时长' })).toBe(
    '/problems/volunteering/banned',
  )
  expect(await refusedFor({ bornOn: '2013-01-01' })).toBe('/problems/volunteering/under-age')
  expect(await refusedFor({ bornOn: '2010-01-01' })).toBe('/problems/volunteering/no-guardian')
  expect((await signUp(at.leader, slotId)).body.type).toBe('/problems/volunteering/not-volunteer')
  const two = await Promise.all([slotId, same].map(async id => signUp(await aVolunteer(app.owner, village), id)))
  expect(two.map(({ status }) => status)).toEqual([200, 200])
  const one = await aVolunteer(app.owner, village)
  const race = await Promise.all([slotId, same].map(id => signUp(one, id)))
  expect(race.map(({ status }) => status).toSorted(), 'two places at one instant').toEqual([200, 409])
})

test('a child signs up once the guardian agreed at the counter; the name is sealed and opened with a reason', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id, { minAge: 12 })
  const child = await aVolunteer(app.owner, at.village.id, { bornOn: '2012-05-01' })
  const params = { personId: child }
  const body = { consent: true, bornOn: '2012-05-01', guardianName: '陈国强' }
  const register = (who: string, changes: object = {}) => app.call(who, endpoints.register, { params, body: { ...body, ...changes } })
  expect((await register(child)).body.errors, 'a child cannot agree for the guardian').toMatchObject([{ pointer: '#/bornOn' }])
  expect((await register(at.villageSecretary, { guardianName: null })).body.errors).toMatchObject([{ pointer: '#/guardianName' }])
  expect((await register(at.villageSecretary, { consent: false })).body.errors).toMatchObject([{ pointer: '#/consent' }])
  expect((await app.call(at.villageSecretary, endpoints.revealGuardian, { params, body: { reason: 'urgent' } })).status).toBe(409)
  expect(await register(at.villageSecretary)).toMatchObject({ status: 200, body: { minor: true, guardianConsentedOn: '2026-03-02' } })
  const kept = await app.owner.selectFrom('volunteer').where('personId', '=', child).select('guardianSealed').executeTakeFirstOrThrow()
  expect(kept.guardianSealed!.toString('utf8')).not.toContain('陈国强')
  const opened = await app.call(at.villageSecretary, endpoints.revealGuardian, { params, body: { reason: 'urgent' } })
  expect(opened.body).toEqual({ guardianName: '陈国强' })
  expect(await signUp(at.villageSecretary, slotId, child)).toMatchObject({ status: 200, body: { place: 1 } })
  const elsewhere = await aTeam(app.owner)
  expect((await app.call(elsewhere.villageSecretary, endpoints.register, { params, body })).status, 'not theirs to read').toBe(404)
  expect((await signUp(elsewhere.villageSecretary, slotId, child)).body.errors).toMatchObject([{ pointer: '#/personId' }])
})

test('a child does not grow up by registering again; the counter alone shows that a day of birth was wrong', async () => {
  const at = await aTeam(app.owner)
  const adultsOnly = await aSlot(app.owner, at.village.id, { minAge: 18 })
  const child = await aMember(app.owner, at.village.id, '细路')
  const register = (who: string, told: object) =>
    app.call(who, endpoints.register, { params: { personId: child }, body: { consent: true, ...told } })
  await register(at.villageSecretary, { bornOn: '2012-01-01', guardianName: '陈大文' })
  for (const who of [child, at.villageSecretary]) {
    const again = await register(who, { skills: '画画' })
    expect(again.body, 'an empty field makes nobody older').toMatchObject({
      skills: '画画',
      minor: true,
      guardianConsentedOn: '2026-03-02',
    })
    expect((await signUp(child, adultsOnly)).body.type).toBe('/problems/volunteering/under-age')
  }
  expect((await register(child, { bornOn: '2000-01-01' })).body.errors).toMatchObject([{ pointer: '#/bornOn' }])
  const shown = await register(at.villageSecretary, { bornOn: '2000-01-01' })
  expect(shown.body).toMatchObject({ minor: false, guardianConsentedOn: null })
  expect((await signUp(child, adultsOnly)).status).toBe(200)
  await register(at.villageSecretary, { bornOn: '2008-03-03', guardianName: '陈大文' })
  app.now = new Date('2026-03-03T01:00:00Z')
  const grown = await register(child, { skills: '' })
  app.now = new Date('2026-03-02T01:00:00Z')
  expect(grown.body, 'nothing is kept of who grew up').toMatchObject({ minor: false, guardianConsentedOn: null })
})

test('an office signs its people up at the counter for an activity elsewhere; others may not', async () => {
  const [at, home] = [await aTeam(app.owner), await aTeam(app.owner)]
  const slotId = await aSlot(app.owner, at.village.id)
  const person = await aVolunteer(app.owner, home.village.id)
  const made = await signUp(home.villageSecretary, slotId, person)
  expect(made.status).toBe(200)
  expect((await signUp(person, slotId, home.leader)).body.errors, 'a stranger').toMatchObject([{ pointer: '#/personId' }])
  const params = { signUpId: made.body.signUpId }
  const third = await aTeam(app.owner)
  expect((await app.call(third.villageSecretary, endpoints.withdraw, { params })).status).toBe(404)
  const before = await app.call(at.villageSecretary, endpoints.roll, { params: { slotId } })
  expect(before.body.items).toMatchObject([{ personId: person, attendance: 'unrecorded' }])
  expect((await app.call(home.villageSecretary, endpoints.withdraw, { params })).status).toBe(200)
  expect((await app.call(home.villageSecretary, endpoints.withdraw, { params })).status, 'gone').toBe(409)
  expect((await app.call(at.villageSecretary, endpoints.roll, { params: { slotId } })).body.items).toEqual([])
})

test('a place changes hands by a code, in its position; with a place in return both move', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id, { places: 1 })
  const other = await aSlot(app.owner, at.village.id, { startsAt: '2026-03-02T07:00:00Z', endsAt: '2026-03-02T09:00:00Z' })
  const [giver, waiter, taker] = [
    await aVolunteer(app.owner, at.village.id, { name: '甲一' }),
    await aVolunteer(app.owner, at.village.id, { name: '乙二' }),
    await aVolunteer(app.owner, at.village.id, { name: '丙三' }),
  ]
  const { signUpId } = (await signUp(giver, slotId)).body
  await signUp(waiter, slotId)
  await signUp(taker, other)
  const offer = (wantedSlotId: string | null) => app.call(giver, endpoints.offerSwap, { params: { signUpId }, body: { wantedSlotId } })
  const take = (who: string, code: string) => app.call(who, endpoints.takeOver, { body: { code } })
  expect((await offer(newId())).body.errors).toMatchObject([{ pointer: '#/wantedSlotId' }])
  const first = await offer(null)
  expect((await offer(null)).status, 'one offer at a time').toBe(409)
  expect((await take(taker, first.body.code)).body.type, 'busy at that time, with nothing to give').toBe('/problems/volunteering/busy')
  expect((await app.call(giver, endpoints.withdrawSwap, { params: { signUpId } })).status).toBe(200)
  expect((await take(taker, first.body.code)).body.type).toBe('/problems/volunteering/code-unknown')
  const { code } = (await offer(other)).body
  expect((await take(giver, code)).body.type, 'one’s own').toBe('/problems/volunteering/code-unknown')
  expect((await take(waiter, code)).body.type).toBe('/problems/volunteering/nothing-to-give')
  const done = await Promise.all([take(taker, code), take(taker, code)])
  expect(done.map(({ status }) => status).toSorted(), 'once').toEqual([200, 409])
  const rollOf = async (id: string) =>
    (await app.call(at.villageSecretary, endpoints.roll, { params: { slotId: id } })).body.items.map(({ name, waits }) => [name, waits])
  expect(await rollOf(slotId)).toEqual([
    ['丙三', false],
    ['乙二', true],
  ])
  expect(await rollOf(other)).toEqual([['甲一', false]])
})

test('no swap with someone excluded, too young or busy, on either side', async () => {
  const at = await aTeam(app.owner)
  const village = at.village.id
  const slotId = await aSlot(app.owner, village, { minAge: 16 })
  const wanted = await aSlot(app.owner, village, { startsAt: '2026-03-04T06:00:00Z', endsAt: '2026-03-04T08:00:00Z' })
  const giver = await aVolunteer(app.owner, village)
  const { signUpId } = (await signUp(giver, slotId)).body
  const { code } = (await app.call(giver, endpoints.offerSwap, { params: { signUpId }, body: { wantedSlotId: wanted } })).body
  const take = async (who: string) => (await app.call(who, endpoints.takeOver, { body: { code } })).body.type
  const partner = async (changes: object) => {
    const id = await aVolunteer(app.owner, village)
    await signUp(id, wanted)
    await app.owner.updateTable('volunteer').set(changes).where('personId', '=', id).execute()
    return id
  }
  const excluded = { bannedFrom: '2026-01-01', bannedUntil: '2027-01-01', banReason: '虚报时长' }
  expect(await take(await partner(excluded))).toBe('/problems/volunteering/banned')
  expect(await take(await partner({ bornOn: '2012-01-01' }))).toBe('/problems/volunteering/under-age')
  expect(await take(await partner({ bornOn: '2009-01-01' }))).toBe('/problems/volunteering/no-guardian')
  const fit = await partner({ skills: '会急救' })
  await app.owner.updateTable('volunteer').set(excluded).where('personId', '=', giver).execute()
  expect(await take(fit), 'why is not told').toBe('/problems/volunteering/partner-unfit')
  await app.owner.updateTable('volunteer').set({ bannedFrom: null, bannedUntil: null }).where('personId', '=', giver).execute()
  await signUp(giver, await aSlot(app.owner, village, { startsAt: '2026-03-04T07:00:00Z', endsAt: '2026-03-04T09:00:00Z' }))
  expect(await take(fit), 'busy at the other’s time').toBe('/problems/volunteering/partner-unfit')
})

test('a slot moved for the weather keeps the order and tells everyone; who is busy then is told so', async () => {
  const at = await aTeam(app.owner)
  const slotId = await aSlot(app.owner, at.village.id, { places: 2, teamId: at.teamId })
  const people: string[] = []
  for (const name of ['甲一', '乙二', '丙三']) people.push(await aVolunteer(app.owner, at.village.id, { name }))
  for (const person of people) await signUp(person, slotId)
  const newTime = { startsAt: '2026-03-05T06:00:00.000Z', endsAt: '2026-03-05T08:00:00.000Z' }
  await signUp(people[1]!, await aSlot(app.owner, at.village.id, newTime))
  const cancel = (who: string, body: object) => app.call(who, endpoints.cancelSlot, { params: { slotId }, body })
  expect((await cancel(people[0]!, { reason: '下雨' })).status).toBe(403)
  const past = { startsAt: '2026-03-01T06:00:00.000Z', endsAt: '2026-03-01T08:00:00.000Z' }
  expect((await cancel(at.leader, { reason: '下雨', newTime: past })).body.errors).toMatchObject([{ pointer: '#/newTime/startsAt' }])
  const off = await cancel(at.leader, { reason: '暴雨', newTime })
  expect(off).toMatchObject({ status: 200, body: { state: 'cancelled', cancelReason: '暴雨' } })
  const roll = await app.call(at.leader, endpoints.roll, { params: { slotId: off.body.movedTo! } })
  expect(roll.body.items.map(({ name }) => name)).toEqual(['甲一', '丙三'])
  expect((await cancel(at.leader, { reason: '暴雨' })).status, 'off already').toBe(409)
  const calls = await app.call(at.villageSecretary, endpoints.calls)
  expect(calls.body.items.map(({ name, about }) => [name, about]).toSorted()).toEqual([
    ['丙三', 'moved'],
    ['乙二', 'movedAndBusy'],
    ['甲一', 'moved'],
  ])
  const params = { callId: calls.body.items[0]!.id }
  expect((await app.call(people[0]!, endpoints.finishCall, { params })).status).toBe(404)
  expect((await app.call(at.leader, endpoints.finishCall, { params })).status).toBe(200)
  expect((await app.call(at.leader, endpoints.finishCall, { params })).status).toBe(409)
  expect((await app.call(at.villageSecretary, endpoints.calls)).body.items).toHaveLength(2)
  const mine = await app.call(people[0]!, endpoints.mine)
  expect(mine.body.signUps.map(({ state, slot }) => [state, slot.state])).toEqual([
    ['standing', 'full'],
    ['moved', 'cancelled'],
  ])
})

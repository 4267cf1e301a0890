/** Hours entered later (事后补记): bounded, flagged, decided by a second person, and without stars; over HTTP. */
import { afterEach, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './volunteering.contract.ts'
import { aSlot, aTeam, aVolunteer, type SampleTeam } from './volunteering.samples.ts'
import { installCaps } from './volunteering.setup.actions.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })
const morning = new Date('2026-03-02T01:00:00Z')
const [during, after] = [new Date('2026-03-02T06:30:00Z'), new Date('2026-03-02T12:00:00Z')]
afterEach(() => {
  app.now = morning
})
const job = { kind: 'job', townId: 1, name: 'test' } as const
const dayLater = (days: number) => new Date(after.getTime() + days * 86_400_000)

/** A slot of the village with its volunteers on the list, all of them marked present while it runs. */
async function aServedSlot(at: SampleTeam, people: readonly string[], changes: Parameters<typeof aSlot>[2] = {}) {
  const slotId = await aSlot(app.owner, at.village.id, changes)
  const params = { slotId }
  app.now = morning
  for (const personId of people) await app.call(personId, endpoints.signUp, { params, body: {} })
  app.now = during
  const { body } = await app.call(at.villageSecretary, endpoints.roll, { params })
  const marks = body.items.map(({ id }) => ({ entryId: id, attendance: 'present' }))
  await app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: { marks } }, match(body.version))
  return { params, signUps: body.items.map(({ id }) => id) }
}
const post = (who: string, params: { slotId: string }, others: object[] = []) =>
  app.call(who, endpoints.postHours, { params, body: { others } })
const mine = async (who: string) => (await app.call(who, endpoints.mine)).body
const later = (who: string, slotId: string, personId: string, changes: object = {}) =>
  app.call(who, endpoints.enterLater, {
    params: { slotId },
    body: { personId, startsAt: '2026-03-02T05:00:00Z', endsAt: '2026-03-02T10:00:00Z', publicReason: '当天忘了登记', ...changes },
  })

test('a dispute makes no more of hours than they took; more is flagged, and looked at by the organiser’s organiser', async () => {
  const at = await aTeam(app.owner)
  const one = await aVolunteer(app.owner, at.village.id)
  const { params, signUps } = await aServedSlot(at, [one], { teamId: at.teamId })
  app.now = after
  await post(at.leader, params, [{ signUpId: signUps[0]!, minutes: 60 }])
  const hoursId = (await mine(one)).hours[0]!.id
  await app.call(one, endpoints.dispute, { params: { hoursId }, body: { text: '我做满了' } })
  const answer = (minutes: number) =>
    app.call(at.leader, endpoints.answerDispute, { params: { hoursId }, body: { minutes, answer: '查过登记，属实。' } })
  expect((await answer(720)).body.errors, 'two hours are no twelve').toMatchObject([{ pointer: '#/minutes' }])
  expect((await answer(120)).body).toMatchObject({ minutes: 120, flags: ['raised'] })
  const flagged = async (who: string) => (await app.call(who, endpoints.anomalies)).body.items.map(({ id }) => id)
  expect([await flagged(at.villageSecretary), await flagged(at.leader)]).toEqual([[hoursId], []])
  app.now = dayLater(8)
  const more = { params: { hoursId }, body: { minutes: 121, reason: '多做了一会' } }
  expect((await app.call(one, endpoints.proposeCorrection, more)).body.errors).toMatchObject([{ pointer: '#/minutes' }])
})

test('whoever is excluded is taken off the lists to come, and is credited nothing of the time after', async () => {
  const at = await aTeam(app.owner)
  const [one, two] = [await aVolunteer(app.owner, at.village.id), await aVolunteer(app.owner, at.village.id)]
  const slotId = await aSlot(app.owner, at.village.id, { places: 1, startsAt: '2026-03-03T06:00:00Z', endsAt: '2026-03-03T08:00:00Z' })
  app.now = morning
  for (const who of [one, two]) await app.call(who, endpoints.signUp, { params: { slotId }, body: {} })
  const { params } = await aServedSlot(at, [one])
  const ban = (personId: string) =>
    app.call(at.villageSecretary, endpoints.ban, { params: { personId }, body: { until: '2028-03-02', reason: '虚报时长' } })
  app.now = morning
  expect((await ban(one)).status).toBe(200)
  expect((await mine(one)).signUps.map(({ state }) => state)).toContain('withdrawn')
  expect((await mine(two)).signUps, 'the place goes to the next').toMatchObject([{ state: 'standing', place: 1 }])
  await app.owner
    .updateTable('volunteerSignUp')
    .set({ state: 'standing', attendance: 'present' })
    .where('slotId', '=', params.slotId)
    .execute()
  await app.owner.updateTable('volunteer').set({ bannedFrom: '2026-03-01' }).where('personId', '=', one).execute()
  app.now = after
  expect((await post(at.villageSecretary, params)).status).toBe(200)
  expect((await mine(one)).hours, 'excluded before it').toEqual([])
})

test('bought hours: five for a stranger after the event are grade ③, bounded, flagged, wait for a second person, and bring no star', async () => {
  await app.as(job, installCaps)
  const at = await aTeam(app.owner)
  const stranger = await aVolunteer(app.owner, at.village.id, { name: '买来的' })
  const { params } = await aServedSlot(at, [await aVolunteer(app.owner, at.village.id)], { teamId: at.teamId })
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id)
  expect((await later(clerk, params.slotId, stranger)).status, 'the roll comes first').toBe(409)
  app.now = after
  await post(at.villageSecretary, params)
  expect((await later(at.leader, params.slotId, stranger)).body.errors, 'not theirs to read').toMatchObject([{ pointer: '#/personId' }])
  const made = await later(clerk, params.slotId, stranger)
  expect(made).toMatchObject({
    status: 200,
    body: {
      grade: 'enteredLater',
      minutes: 300,
      credited: 240,
      state: 'pending',
      flags: ['enteredLater', 'stranger', 'overCap'],
      locked: false,
    },
  })
  const decide = (who: string, agreed: boolean) =>
    app.call(who, endpoints.decideLater, { params: { hoursId: made.body.id }, body: { agreed } })
  expect((await decide(clerk, true)).status, 'whoever entered them').toBe(403)
  expect((await decide(at.leader, true)).status, 'no office').toBe(403)
  expect((await decide(at.villageSecretary, true)).body).toMatchObject({ state: 'standing', credited: 240 })
  expect((await decide(at.villageSecretary, true)).status, 'decided').toBe(409)
  const flagged = async (who: string) =>
    (await app.call(who, endpoints.anomalies)).body.items.filter(({ slotId }) => slotId === params.slotId).map(({ name }) => name)
  expect(await flagged(at.villageSecretary), 'the team’s organiser is the village').toEqual(['买来的'])
  expect(await flagged(at.leader)).toEqual([])
  app.now = dayLater(30)
  expect((await mine(stranger)).star).toMatchObject({ stars: 0, onSite: 0, organiser: 0, enteredLater: 240 })
  const shown = await app.call(null, endpoints.activity, { params: { activityId: made.body.activityId } })
  expect(shown.body.later, 'anyone reads why').toEqual([{ servedOn: '2026-03-02', credited: 240, reason: '当天忘了登记' }])
  const review = (who: string) => app.call(who, endpoints.review, { params: { hoursId: made.body.id }, body: { note: '已找本人核实' } })
  expect((await review(at.leader)).status).toBe(403)
  expect((await review(at.villageSecretary)).body).toMatchObject({ checkNote: '已找本人核实' })
  expect((await review(at.villageSecretary)).status, 'looked at').toBe(409)
  expect(await flagged(at.villageSecretary)).toEqual([])
})

test('hours entered later: the month is bounded, fields are named, and the same time counts once', async () => {
  await app.as(job, installCaps)
  const at = await aTeam(app.owner)
  const person = await aVolunteer(app.owner, at.village.id)
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id)
  app.now = after
  const slots = await Promise.all(
    ['2026-03-01', '2026-02-28', '2026-03-02'].map(day =>
      aSlot(app.owner, at.village.id, {
        state: 'hoursPosted',
        postedOn: '2026-03-02',
        startsAt: `${day}T06:00:00Z`,
        endsAt: `${day}T08:00:00Z`,
      }),
    ),
  )
  const on = (index: number, day: string, changes: object = {}) =>
    later(clerk, slots[index]!, person, { startsAt: `${day}T05:00:00Z`, endsAt: `${day}T11:00:00Z`, ...changes })
  expect((await on(0, '2026-03-01')).body).toMatchObject({ minutes: 360, credited: 240 })
  expect((await on(1, '2026-02-28')).body, 'another month').toMatchObject({ credited: 240 })
  expect((await on(2, '2026-03-02')).body, 'eight hours in all').toMatchObject({ credited: 240 })
  expect((await on(2, '2026-03-02')).body.type, 'the same time again').toBe('/problems/volunteering/busy')
  const third = { startsAt: '2026-03-01T11:00:00Z', endsAt: '2026-03-01T12:00:00Z' }
  const used = await on(0, '2026-03-01', third)
  expect(used.body, 'the month is used up').toMatchObject({ credited: 0, flags: expect.arrayContaining(['overCap']) })
  const pointers = async (changes: object) => (await later(clerk, slots[2]!, person, changes)).body.errors?.map(({ pointer }) => pointer)
  expect(await pointers({ endsAt: '2026-03-02T05:00:00Z' })).toEqual(['#/endsAt'])
  expect(await pointers({ startsAt: '2026-03-01T05:00:00Z', endsAt: '2026-03-01T06:00:00Z' })).toEqual(['#/startsAt'])
  expect(await pointers({ endsAt: '2026-03-02T13:00:00Z' })).toEqual(['#/endsAt'])
  expect(await pointers({ startsAt: '2026-03-01T16:00:00Z', endsAt: '2026-03-02T05:00:00Z' })).toEqual(['#/endsAt'])
  expect(await pointers({ publicReason: '忘' })).toEqual(['#/publicReason'])
  expect((await later(clerk, slots[2]!, newId())).body.errors).toMatchObject([{ pointer: '#/personId' }])
  expect((await later(clerk, slots[2]!, at.leader)).body.type).toBe('/problems/volunteering/not-volunteer')
  const pending = await app.call(at.villageSecretary, endpoints.hours, { query: { below: at.village.id, only: 'pending', limit: '3' } })
  expect(pending.body).toMatchObject({ total: 4, items: [{}, {}, {}] })
  const rest = await app.call(at.villageSecretary, endpoints.hours, {
    query: { below: at.village.id, only: 'pending', limit: '3', cursor: pending.body.nextCursor! },
  })
  expect(rest.body.items).toHaveLength(1)
  const refuse = { params: { hoursId: pending.body.items[0]!.id }, body: { agreed: false } }
  expect((await app.call(at.villageSecretary, endpoints.decideLater, refuse)).body).toMatchObject({ state: 'refused', disputeUntil: null })
})

test('the month’s bound holds through disputes and corrections too', async () => {
  await app.as(job, installCaps)
  const at = await aTeam(app.owner)
  const person = await aVolunteer(app.owner, at.village.id)
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id)
  const ids: string[] = []
  app.now = new Date('2026-03-04T12:00:00Z')
  for (const day of ['2026-03-01', '2026-03-02', '2026-03-03']) {
    const [startsAt, endsAt] = [`${day}T05:00:00Z`, `${day}T09:00:00Z`]
    const slotId = await aSlot(app.owner, at.village.id, { state: 'hoursPosted', postedOn: '2026-03-04', startsAt, endsAt })
    const { body } = await later(clerk, slotId, person, { startsAt, endsAt })
    ids.push(body.id)
    await app.call(at.villageSecretary, endpoints.decideLater, { params: { hoursId: body.id }, body: { agreed: true } })
  }
  const credited = async () => (await mine(person)).hours.map(each => each.credited).toSorted((a, b) => b - a)
  expect(await credited()).toEqual([240, 240, 0])
  const answer = async (hoursId: string, minutes: number) => {
    const params = { hoursId }
    await app.call(person, endpoints.dispute, { params, body: { text: '记错了时间' } })
    await app.call(at.villageSecretary, endpoints.answerDispute, { params, body: { minutes, answer: '核实过' } })
  }
  await answer(ids[2]!, 210)
  expect(await credited(), 'eight hours are used up').toEqual([240, 240, 0])
  await answer(ids[0]!, 120)
  expect(await credited(), 'less is less').toEqual([240, 120, 0])
})

test('the bound is a rule with its source: the town sets it for days to come, the past stays', async () => {
  await app.as(job, installCaps)
  const at = await aTeam(app.owner)
  const set = (who: string, fromOn: string) =>
    app.call(who, endpoints.setCap, { body: { fromOn, minutesEach: 120, minutesMonthly: 240, source: '西樵镇志愿服务管理办法第八条' } })
  expect((await set(at.villageSecretary, '2026-04-01')).status).toBe(403)
  expect((await set(at.townClerk, '2026-03-02')).body.errors).toMatchObject([{ pointer: '#/fromOn' }])
  expect((await set(at.townClerk, '2026-04-01')).body.items.at(-1)).toMatchObject({ source: '西樵镇志愿服务管理办法第八条' })
  expect((await set(at.townClerk, '2026-04-01')).body.errors).toMatchObject([{ pointer: '#/fromOn' }])
  expect((await app.call(null, endpoints.caps)).body.items).toHaveLength(2)
})

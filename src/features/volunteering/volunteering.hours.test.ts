/** Volunteer hours (志愿时长): rolls, three grades, disputes, corrections and stars; over HTTP. */
import { afterEach, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './volunteering.contract.ts'
import { advance } from './volunteering.jobs.ts'
import { aSlot, aTeam, aVolunteer, type SampleTeam } from './volunteering.samples.ts'
import { hoursToSettle } from './volunteering.todos.ts'

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
test('both say so on site: grade ①; the roll alone: grade ②; and the grade stands beside the hours', async () => {
  const at = await aTeam(app.owner)
  const [one, two] = [await aVolunteer(app.owner, at.village.id), await aVolunteer(app.owner, at.village.id)]
  const { params, signUps } = await aServedSlot(at, [one, two])
  const confirm = (who: string, signUpId: string) => app.call(who, endpoints.confirm, { params: { signUpId } })
  expect((await confirm(two, signUps[0]!)).status, 'not one’s own').toBe(404)
  expect((await confirm(one, signUps[0]!)).status).toBe(200)
  expect((await post(at.villageSecretary, params)).status, 'it runs still').toBe(409)
  app.now = after
  expect((await confirm(two, signUps[1]!)).status, 'hours after the end').toBe(409)
  expect((await post(one, params)).status).toBe(403)
  expect(await post(at.villageSecretary, params)).toMatchObject({ status: 200, body: { state: 'hoursPosted' } })
  expect((await post(at.villageSecretary, params)).status, 'once').toBe(409)
  expect((await mine(one)).hours).toMatchObject([
    { grade: 'onSite', minutes: 120, credited: 120, state: 'standing', disputeUntil: '2026-03-09' },
  ])
  expect((await mine(two)).hours).toMatchObject([{ grade: 'organiser', credited: 120, flags: [] }])
  expect((await mine(two)).star, 'not before disputes are over').toMatchObject({ stars: 0, organiser: 0, waiting: 120 })
  const listed = await app.call(at.villageSecretary, endpoints.hours, { query: { slotId: params.slotId, grade: 'onSite' } })
  expect(listed.body).toMatchObject({ total: 1, items: [{ personId: one }] })
})

test('a roll is finished before hours are posted; who left early gets what was served, rounded', async () => {
  const at = await aTeam(app.owner)
  const people = [
    await aVolunteer(app.owner, at.village.id),
    await aVolunteer(app.owner, at.village.id),
    await aVolunteer(app.owner, at.village.id),
  ]
  const slotId = await aSlot(app.owner, at.village.id)
  const params = { slotId }
  for (const person of people) await app.call(person, endpoints.signUp, { params, body: {} })
  const roll = await app.call(at.villageSecretary, endpoints.roll, { params })
  const [first, second, third] = roll.body.items.map(({ id }) => id)
  const take = (marks: object[], version: number) =>
    app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: { marks } }, match(version))
  expect((await take([{ entryId: first, attendance: 'present' }], 1)).status, 'not begun').toBe(409)
  app.now = after
  expect(
    (
      await take(
        [
          { entryId: first, attendance: 'present' },
          { entryId: second, attendance: 'present' },
        ],
        1,
      )
    ).status,
  ).toBe(200)
  expect((await take([{ entryId: third, attendance: 'absent' }], 1)).status, 'changed since').toBe(412)
  expect((await post(at.villageSecretary, params)).body.type).toBe('/problems/volunteering/roll-unfinished')
  await take([{ entryId: third, attendance: 'absent' }], 2)
  const others = (signUpId: unknown, minutes: number) => post(at.villageSecretary, params, [{ signUpId, minutes }])
  expect((await others(third, 40)).body.errors, 'was not there').toMatchObject([{ pointer: '#/others/0/signUpId' }])
  expect((await others(second, 121)).body.errors).toMatchObject([{ pointer: '#/others/0/minutes' }])
  expect((await others(second, 40)).status).toBe(200)
  expect(await Promise.all(people.map(async who => (await mine(who)).hours.map(({ minutes, credited }) => [minutes, credited])))).toEqual([
    [[120, 120]],
    [[40, 30]],
    [],
  ])
})

test('names pasted on the day: those who are volunteers stand on the list, others are told', async () => {
  const at = await aTeam(app.owner)
  await aVolunteer(app.owner, at.village.id, { name: '区𠮷' })
  await aVolunteer(app.owner, at.village.id, { name: '陈小妹', bornOn: '2012-01-01' })
  const params = { slotId: await aSlot(app.owner, at.village.id) }
  const paste = (who: string, version: number) =>
    app.call(who, endpoints.enterNames, { params, body: { text: '区𠮷\n陈小妹\n区永康\n何不识' } }, match(version))
  app.now = during
  const entered = await paste(at.villageSecretary, 1)
  expect(entered.body).toMatchObject({ entered: 1, roll: { items: [{ name: '区𠮷' }], version: 2 } })
  expect(entered.body.unknown.toSorted(), 'a child alone, no volunteer, nobody').toEqual(['何不识', '区永康', '陈小妹'].toSorted())
  expect((await paste(at.villageSecretary, 1)).status).toBe(412)
  app.now = after
  expect((await paste(at.villageSecretary, 2)).status, 'once over, hours are entered later').toBe(409)
})

test('a volunteer disputes within seven days; the answer keeps the old minutes; the eighth day is locked', async () => {
  const at = await aTeam(app.owner)
  const [one, two] = [await aVolunteer(app.owner, at.village.id), await aVolunteer(app.owner, at.village.id)]
  const { params } = await aServedSlot(at, [one, two])
  app.now = after
  const signUp = (await mine(one)).signUps[0]!.id
  await post(at.villageSecretary, params, [{ signUpId: signUp, minutes: 60 }])
  const hoursId = (await mine(one)).hours[0]!.id
  const other = (await mine(two)).hours[0]!.id
  app.now = dayLater(7)
  const dispute = (who: string, id: string) =>
    app.call(who, endpoints.dispute, { params: { hoursId: id }, body: { text: '我做满了两小时' } })
  expect((await dispute(two, hoursId)).status, 'another’s').toBe(404)
  expect((await dispute(at.villageSecretary, hoursId)).status, 'the volunteer alone').toBe(403)
  expect((await dispute(one, hoursId)).body).toMatchObject({ dispute: { state: 'open' } })
  expect((await dispute(one, hoursId)).status, 'once at a time').toBe(409)
  const todos = async (who: string) => (await app.as(await app.person(who), context => hoursToSettle.list(context))).map(({ id }) => id)
  expect(await todos(at.villageSecretary), 'waits at the desk').toEqual([hoursId])
  expect(await todos(one), 'not with whoever raised it').toEqual([])
  expect((await app.call(at.villageSecretary, endpoints.hours, { query: { only: 'disputed', slotId: params.slotId } })).body.total).toBe(1)
  app.now = dayLater(9)
  expect((await dispute(two, other)).status, 'too late').toBe(409)
  const stateOf = async () => (await app.call(null, endpoints.slot, { params })).body.state
  const step = async () => {
    const due = await app.as(job, advance.find)
    for (const id of due) await app.as(job, context => advance.each(context, id))
  }
  await step()
  expect(
    (await app.owner.selectFrom('volunteerSlot').where('id', '=', params.slotId).select('state').executeTakeFirstOrThrow()).state,
  ).toBe('disputeWindow')
  const answer = (who: string, minutes: number | null) =>
    app.call(who, endpoints.answerDispute, { params: { hoursId }, body: { minutes, answer: '查过登记，属实。' } })
  expect((await answer(one, 120)).status).toBe(403)
  expect((await answer(at.villageSecretary, 60)).body.errors).toMatchObject([{ pointer: '#/minutes' }])
  expect((await answer(at.villageSecretary, 120)).body).toMatchObject({
    minutes: 120,
    credited: 120,
    dispute: { state: 'upheld' },
    corrections: [{ oldMinutes: 60, newMinutes: 120, state: 'made' }],
    locked: true,
  })
  expect((await answer(at.villageSecretary, null)).status, 'answered').toBe(409)
  await step()
  await step()
  expect(await stateOf()).toBe('locked')
  expect((await mine(one)).star).toMatchObject({ organiser: 120, waiting: 0 })
})

test('locked hours are put right by two of the office, never by one, and never about oneself', async () => {
  const at = await aTeam(app.owner)
  const person = await aVolunteer(app.owner, at.village.id)
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id)
  const { params } = await aServedSlot(at, [person])
  app.now = after
  await post(at.villageSecretary, params)
  const hoursId = (await mine(person)).hours[0]!.id
  const propose = (who: string, minutes = 90) =>
    app.call(who, endpoints.proposeCorrection, { params: { hoursId }, body: { minutes, reason: '提前走了' } })
  const decide = (who: string, agreed = true) => app.call(who, endpoints.decideCorrection, { params: { hoursId }, body: { agreed } })
  expect((await propose(at.villageSecretary)).status, 'not locked').toBe(409)
  app.now = dayLater(8)
  expect((await propose(at.villageSecretary, 120)).body.errors).toMatchObject([{ pointer: '#/minutes' }])
  expect((await propose(at.villageSecretary)).body.corrections).toMatchObject([{ state: 'proposed', agreed: 1 }])
  expect((await decide(at.villageSecretary)).status, 'the same person').toBe(403)
  expect((await decide(person)).status).toBe(403)
  expect((await decide(clerk)).body).toMatchObject({
    minutes: 90,
    credited: 90,
    corrections: [{ oldMinutes: 120, state: 'made', agreed: 2 }],
  })
  expect((await decide(clerk)).status, 'made').toBe(409)
  expect((await app.call(null, endpoints.slot, { params })).body.state).toBe('corrected')
  // the volunteer asks: two of the office agree, or one refuses
  expect((await propose(person, 120)).body.corrections[1]).toMatchObject({ state: 'proposed', agreed: 0 })
  expect((await decide(clerk)).body, 'one is not enough').toMatchObject({
    minutes: 90,
    corrections: [{}, { state: 'proposed', agreed: 1 }],
  })
  const waiting = await app.call(at.villageSecretary, endpoints.hours, { query: { only: 'corrections', slotId: params.slotId } })
  expect(waiting.body.total).toBe(1)
  expect((await decide(at.villageSecretary, false)).body).toMatchObject({ minutes: 90, corrections: [{}, { state: 'refused' }] })
})

test('more than ten hours on a day, and own hours, are flagged for the town', async () => {
  const at = await aTeam(app.owner)
  const person = await aVolunteer(app.owner, at.village.id)
  await app.owner
    .insertInto('volunteer')
    .values({ townId: 1, personId: at.villageSecretary, consentedOn: '2026-01-01', skills: '', times: '' })
    .execute()
  const long = await aSlot(app.owner, at.village.id, { startsAt: '2026-03-01T22:00:00Z', endsAt: '2026-03-02T06:30:00Z' })
  await app.owner.updateTable('volunteerSlot').set({ state: 'finished' }).where('id', '=', long).execute()
  const noon = { startsAt: '2026-03-02T06:30:00Z', endsAt: '2026-03-02T08:30:00Z' }
  await app.owner
    .insertInto('volunteerSignUp')
    .values({
      townId: 1,
      id: newId(),
      slotId: long,
      personId: person,
      name: '陈大妹',
      sortKey: 'chen da mei',
      position: 1,
      startsAt: '2026-03-01T22:00:00Z',
      endsAt: '2026-03-02T06:30:00Z',
      state: 'standing',
      enteredAt: morning,
      attendance: 'present',
    })
    .execute()
  app.now = after
  await post(at.villageSecretary, { slotId: long })
  const { params } = await aServedSlot(at, [person, at.villageSecretary], noon)
  app.now = after
  await post(at.villageSecretary, params)
  expect((await mine(person)).hours.map(({ flags }) => flags)).toEqual([['overTenHours'], []])
  expect((await mine(at.villageSecretary)).hours).toMatchObject([{ grade: 'organiser', flags: ['ownHours'] }])
  const seen = async (who: string) =>
    (await app.call(who, endpoints.anomalies, { query: { limit: '100' } })).body.items.filter(({ slotId }) => slotId === params.slotId)
      .length
  expect(await seen(at.villageSecretary), 'not by the village itself').toBe(0)
  expect(await seen(at.townClerk)).toBe(2)
})

test('stars open to their records, for the person and the office that keeps them, and nobody is listed by hours', async () => {
  const [at, next] = [await aTeam(app.owner), await aTeam(app.owner)]
  const person = await aVolunteer(app.owner, at.village.id)
  const { params } = await aServedSlot(next, [person])
  app.now = after
  await post(next.villageSecretary, params)
  app.now = dayLater(8)
  const record = (who: string) => app.call(who, endpoints.record, { params: { personId: person } })
  const home = await record(at.villageSecretary)
  expect(home.body).toMatchObject({
    star: { stars: 0, organiser: 120, nextAtHours: 100 },
    hours: [{ locked: true, unitName: expect.any(String) }],
  })
  expect((await record(person)).body.star).toEqual(home.body.star)
  expect((await record(next.villageSecretary)).status, 'who organised reads the entry, not the person’s record').toBe(404)
  const [entry] = (await mine(person)).hours
  expect((await app.call(next.gridLeader, endpoints.dispute, { params: { hoursId: entry!.id }, body: { text: '不是我' } })).status).toBe(
    404,
  )
})

test('the page gives back what was typed when it is refused, and to whom signed out meanwhile', async () => {
  const at = await aTeam(app.owner)
  const person = await aVolunteer(app.owner, at.village.id)
  const { params } = await aServedSlot(at, [person])
  app.now = after
  await post(at.villageSecretary, params)
  const id = (await mine(person)).hours[0]!.id
  const send = (form: Record<string, string>, who: string | null = person) =>
    app.raw({
      method: 'POST',
      url: '/volunteer/mine',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...(who !== null && { 'x-test-person': who }) },
      payload: new URLSearchParams(form).toString(),
    })
  const disputed = await send({ act: 'dispute', id, text: '少' })
  expect(disputed.statusCode).toBe(422)
  expect(disputed.body).toMatch(/<details\s+open>\s*<summary>哪里不对，提异议/)
  expect(disputed.body).toMatch(new RegExp(`<textarea[^>]*aria-describedby="e-${id}"[^>]*>少</textarea>`))
  const swap = await send({ act: 'takeOver', code: 'ABCD2345' })
  expect([swap.statusCode, swap.body.includes('value="ABCD2345"')]).toEqual([409, true])
  const late = await send({ act: 'dispute', id, text: '我做了三小时' }, null)
  expect(late.statusCode).toBe(401)
  expect(late.body).toContain('我做了三小时</textarea>')
  const stranger = await aHolder(app.owner, 'supervisor', at.village.id)
  const joining = await send({ act: 'register', skills: '修电灯', times: '周末' }, stranger)
  expect(joining.statusCode).toBe(422)
  for (const typed of ['value="修电灯"', 'value="周末"']) expect(joining.body).toContain(typed)

  app.now = dayLater(8)
  for (const hours of ['两个半', '2.5小时', '', '1e3', '0x10']) {
    const asked = await send({ act: 'ask', id, hours, text: '提前走了' })
    expect(asked.statusCode, hours).toBe(422)
    expect(asked.body).toContain('几小时请写数字，例如：2.5')
    expect(asked.body).toContain(`name="hours" inputmode="decimal" required value="${hours}"`)
    expect(asked.body).toContain('提前走了</textarea>')
  }
  expect((await send({ act: 'ask', id, hours: '１.5', text: '提前走了' })).statusCode).toBe(303)
  expect((await mine(person)).hours[0]!.corrections).toMatchObject([{ newMinutes: 90, state: 'proposed' }])
})

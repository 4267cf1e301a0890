/** Reporting in (双报到) over HTTP: a member's way, the note that the person reads first, hours, and who reads what. */
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import { endpoints } from './commitments.contract.ts'

const app = useApp()
let at: SampleBranch
let next: SampleBranch
beforeAll(async () => {
  at = await aBranch(app.owner)
  next = await aBranch(app.owner)
})
beforeEach(() => {
  app.now = new Date('2026-03-02T01:00:00Z')
})

const pointerOf = ({ status, body }: { status: number; body: { errors?: { pointer: string }[] } }) => [status, body.errors?.[0]?.pointer]
const report = (who: string, changes: object = {}) =>
  app.call(who, endpoints.reportIn, { body: { unitId: at.village.id, workUnit: '区水利局', ...changes } })
const aPerson = (name = '邓锦成') => aMember(app.owner, at.village.id, name)
const put = (who: string, endpoint: 'accept' | 'renew', reportInId: string) =>
  app.call(who, endpoints[endpoint], { params: { reportInId } })

async function accepted(name?: string) {
  const person = await aPerson(name)
  const now = app.now
  app.now = new Date('2026-02-27T01:00:00Z')
  const { body } = await report(person)
  expect((await put(at.villageSecretary, 'accept', body.id)).status).toBe(200)
  app.now = now
  return { person, params: { reportInId: body.id } }
}

test('invited, reported, accepted, in the grid, renewed, moved away: each step once', async () => {
  const person = await aPerson('冼秀珍')
  const invited = await app.call(at.villageSecretary, endpoints.invite, { body: { personId: person, unitId: at.village.id } })
  expect(invited.body).toMatchObject({ state: 'invited', name: '冼秀珍', workUnit: '' })
  const again = await app.call(at.villageSecretary, endpoints.invite, { body: { personId: person, unitId: at.village.id } })
  expect(again.body.type).toBe('/problems/commitments/already-reported')
  const reported = await report(person, { skills: '修电器', times: '周六上午' })
  expect(reported.body).toMatchObject({ id: invited.body.id, state: 'reported', means: 'online', reportedOn: '2026-03-02' })
  expect((await report(person)).body.type).toBe('/problems/commitments/already-reported')
  const params = { reportInId: reported.body.id }
  const grid = (gridUnitId: string) => app.call(at.villageSecretary, endpoints.assignGrid, { params, body: { gridUnitId } })
  expect((await grid(at.cooperative.id)).status, 'not accepted yet').toBe(409)
  expect((await put(person, 'accept', reported.body.id)).status, 'nobody accepts himself').toBe(403)
  expect((await put(at.villageSecretary, 'accept', reported.body.id)).body).toMatchObject({ state: 'accepted', acceptedOn: '2026-03-02' })
  expect((await put(at.villageSecretary, 'accept', reported.body.id)).status).toBe(409)
  expect(pointerOf(await grid(next.cooperative.id))).toEqual([422, '#/gridUnitId'])
  expect((await grid(at.cooperative.id)).body).toMatchObject({ state: 'inGrid', gridUnitName: '福寿里经济社' })
  expect((await put(at.villageSecretary, 'renew', reported.body.id)).body.state).toBe('renewed')
  const left = await app.call(at.villageSecretary, endpoints.leave, { params, body: { reason: '搬到佛山市区' } })
  expect(left.body).toMatchObject({ state: 'left', endedOn: '2026-03-02' })
  expect((await report(person)).status, 'may report anew').toBe(200)
})

const typeOf = ({ status, body }: { status: number; body: object }) =>
  'type' in body ? `${status} ${String(body.type).split('/').at(-1)}` : String(status)

test('an invitation that two take in hand at once: who is first decides, and nothing that was told is lost', async () => {
  const invite = async (person: string) => {
    const { body } = await app.call(at.villageSecretary, endpoints.invite, { body: { personId: person, unitId: at.village.id } })
    return { params: { reportInId: body.id }, lock: sql`select from report_in where id = ${body.id}::uuid for update` }
  }
  type Answer = { status: number; body: object }
  const send = (request: Promise<Answer>) => request
  const kept = (id: string) =>
    app.owner.selectFrom('reportIn').where('id', '=', id).select(['state', 'workUnit', 'skills']).executeTakeFirst()

  const one = await aPerson('何建生')
  const first = await invite(one)
  const told = await behind(app.owner, first.lock, [
    () => send(report(at.villageSecretary, { personId: one, skills: '修电器' })),
    () => send(report(one, { workUnit: '区档案馆' })),
  ])
  expect(told.map(typeOf)).toEqual(['200', '409 already-reported'])
  expect(await kept(first.params.reportInId)).toEqual({ state: 'reported', workUnit: '区水利局', skills: '修电器' })

  const two = await aPerson('冼秀珍')
  const second = await invite(two)
  const exempt = { params: second.params, body: { reason: 'retired' as const } }
  const freed = await behind(app.owner, second.lock, [
    () => send(app.call(at.villageSecretary, endpoints.exempt, exempt)),
    () => send(report(two)),
  ])
  expect(freed.map(typeOf)).toEqual(['200', '409 wrong-state'])
  expect(await kept(second.params.reportInId)).toMatchObject({ state: 'exempt', workUnit: '' })

  const three = await aPerson('麦志强')
  const { params } = await invite(three)
  await report(three)
  await put(at.villageSecretary, 'accept', params.reportInId)
  const leave = { params, body: { reason: '搬到佛山市区' } }
  const left = await behind(app.owner, sql`select from report_in where id = ${params.reportInId}::uuid for update`, [
    () => send(app.call(at.villageSecretary, endpoints.leave, leave)),
    () => send(report(three)),
  ])
  expect(left.map(typeOf)).toEqual(['200', '409 wrong-state'])
  expect((await report(three)).status, 'moved away, and reports anew').toBe(200)
})

test('an invitation is withdrawn by who invited, or by a report to the right village; a report is not', async () => {
  const invite = async (person: string) =>
    (await app.call(at.villageSecretary, endpoints.invite, { body: { personId: person, unitId: at.village.id } })).body.id
  const withdraw = (who: Parameters<typeof app.call>[0], reportInId: string) =>
    app.call(who, endpoints.withdraw, { params: { reportInId } })
  const one = await aPerson('潘国华')
  const mistaken = await invite(one)
  expect((await withdraw(one, mistaken)).status, 'the person leaves it').toBe(403)
  expect((await withdraw(next.villageSecretary, mistaken)).status).toBe(404)
  const strangers = [null, { kind: 'subject', townId: 1, personId: one }, { kind: 'household', townId: 1, householdId: one }] as const
  for (const who of strangers) expect((await withdraw(who, mistaken)).status, 'no account').toBe(401)
  const fifty = await Promise.all(Array.from({ length: 50 }, () => withdraw(at.villageSecretary, mistaken)))
  expect(fifty.map(({ status }) => status).sort(), 'once').toEqual([200, ...Array.from({ length: 49 }, () => 409)])
  expect(fifty.find(({ status }) => status === 200)!.body).toMatchObject({ state: 'withdrawn', endedOn: '2026-03-02', endReason: null })

  const meant = await invite(one)
  const elsewhere = await report(one, { unitId: next.village.id })
  expect(elsewhere.body, 'he lives there').toMatchObject({ state: 'reported', unitName: expect.any(String) })
  const own = (await app.call(one, endpoints.mine)).body.reportIns
  expect(own.map(({ id, state }) => [id, state])).toEqual(
    expect.arrayContaining([
      [meant, 'withdrawn'],
      [elsewhere.body.id, 'reported'],
    ]),
  )
  const events = await app.owner.selectFrom('event').where('subjectId', '=', meant).select(['name', 'details']).orderBy('id').execute()
  expect(events.at(-1)).toEqual({ name: 'commitments.withdraw', details: { state: 'withdrawn' } })
  expect((await report(one)).body.type, 'a report stands').toBe('/problems/commitments/already-reported')
  expect((await withdraw(next.villageSecretary, elsewhere.body.id)).status, 'a report is not withdrawn').toBe(409)

  const two = await aMember(app.owner, next.village.id, '区永康')
  const { body: far } = await app.call(at.townClerk, endpoints.invite, { body: { personId: two, unitId: at.village.id } })
  expect((await report(at.villageSecretary, { personId: two, unitId: next.village.id })).status, 'not their counter').toBe(403)
  const counter = await report(next.villageSecretary, { personId: two, unitId: next.village.id })
  expect(counter.body, 'who takes it need not read the invitation').toMatchObject({ state: 'reported', means: 'counter' })
  const list = await app.call(at.villageSecretary, endpoints.reportIns, { query: { record: far.id } })
  expect(list.body.items).toMatchObject([{ state: 'withdrawn' }])
})

test('at the counter, the wrong village, the retired: written by whom it concerns', async () => {
  const person = await aPerson('何建生')
  const counter = await report(at.villageSecretary, { personId: person })
  expect(counter.body.means).toBe('counter')
  const params = { reportInId: counter.body.id }
  const refuse = (body: object) => app.call(at.villageSecretary, endpoints.refuse, { params, body: { reason: '住在隔壁村', ...body } })
  expect(pointerOf(await refuse({ redirectUnitId: at.village.id }))).toEqual([422, '#/redirectUnitId'])
  expect(pointerOf(await refuse({ redirectUnitId: next.cooperative.id }))).toEqual([422, '#/redirectUnitId'])
  expect((await refuse({ redirectUnitId: next.village.id })).body).toMatchObject({ state: 'refused', endReason: '住在隔壁村' })
  expect((await report(next.villageSecretary, { personId: person })).status, 'not theirs to report').toBe(403)
  expect(pointerOf(await report(person, { unitId: at.cooperative.id }))).toEqual([422, '#/unitId'])
  expect(pointerOf(await report(at.villageSecretary, { personId: at.village.id }))).toEqual([422, '#/personId'])
  const { params: other } = await accepted()
  const exempt = await app.call(at.townClerk, endpoints.exempt, { params: other, body: { reason: 'retired' } })
  expect(exempt.body).toMatchObject({ state: 'exempt', exemptReason: 'retired' })
})

test('nobody reads it but the person, the Party line above the village and the town office; events hold no text', async () => {
  const { person, params } = await accepted('李少玲')
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id)
  const partyClerk = await aHolder(app.owner, 'villageClerk', at.village.id, { bodyId: at.committeeId })
  const leader = await aHolder(app.owner, 'townLeader', at.town.id)
  const seen = async (who: string) => {
    const { body } = await app.call(who, endpoints.reportIns, { query: { below: at.village.id } })
    return body.items.some(({ id, name }) => id === params.reportInId && name === '李少玲')
  }
  for (const who of [person, at.villageSecretary, at.townClerk, partyClerk]) expect(await seen(who)).toBe(true)
  for (const who of [clerk, leader, at.gridLeader, next.villageSecretary]) {
    expect(await seen(who)).toBe(false)
    expect((await put(who, 'renew', params.reportInId)).status).toBe(404)
  }
  const events = await app.owner.selectFrom('event').where('subjectId', '=', params.reportInId).select(['name', 'details']).execute()
  expect(events.map(({ details }) => details)).toEqual(expect.arrayContaining([{ means: 'online' }, { state: 'accepted' }]))
})

test('the note to the work unit: three facts; the person reads first, and an objection stops it', async () => {
  const { person, params } = await accepted('潘少芬')
  const write = (half: string) => app.call(at.villageSecretary, endpoints.writeNote, { params, body: { half, remark: '热心。' } })
  expect(pointerOf(await write('2026-2'))).toEqual([422, '#/half'])
  const entry = {
    of: 'reportIn',
    ofId: params.reportInId,
    startsAt: '2026-03-01T01:00:00Z',
    endsAt: '2026-03-01T03:30:00Z',
    activity: '清渠',
  }
  expect((await app.call(at.villageSecretary, endpoints.enterHours, { body: entry })).body).toMatchObject({
    hours: 2.5,
    state: 'confirmed',
  })
  app.now = new Date('2026-07-01T01:00:00Z')
  const written = await write('2026-1')
  const [note] = written.body.notes
  expect(note).toMatchObject({ hasReported: true, hours: 2.5, state: 'shown', sendableOn: '2026-07-15' })
  expect((await write('2026-1')).body.type).toBe('/problems/commitments/note-exists')
  const of = { params: { noteId: note!.id } }
  const send = () => app.call(at.villageSecretary, endpoints.sendNote, of)
  expect((await send()).body.type).toBe('/problems/commitments/note-unread')
  const read = (who: string, body: object) => app.call(who, endpoints.readNote, { ...of, body })
  expect((await read(at.villageSecretary, {})).status, 'only the person reads').toBe(403)
  expect((await read(next.villageSecretary, {})).status).toBe(404)
  expect(pointerOf(await read(person, { objects: true }))).toEqual([422, '#/remark'])
  expect((await read(person, { objects: true, remark: '还有两次没记。' })).body.notes[0]!.state).toBe('objected')
  app.now = new Date('2026-12-01T01:00:00Z')
  expect((await send()).status, 'time never overruns an objection').toBe(409)
  const objected = (await read(person, {})).status
  expect(objected).toBe(409)
  const revise = (version: number | null) =>
    app.call(
      at.villageSecretary,
      endpoints.reviseNote,
      { ...of, body: { remark: '很热心。' } },
      version === null ? {} : { 'if-match': `"${version}"` },
    )
  expect((await revise(null)).status).toBe(428)
  expect((await revise(1)).status).toBe(412)
  expect((await revise(2)).body.notes[0]).toMatchObject({ state: 'shown', remark: '很热心。', personRemark: '还有两次没记。' })
  expect((await read(person, { remark: '同意。' })).body.notes[0]!.state).toBe('read')
  expect((await send()).body.notes[0]).toMatchObject({ state: 'sent', sentOn: '2026-12-01' })
  const mine = await app.call(person, endpoints.mine)
  expect(mine.body.reportIns[0]!.notes[0], 'the person sees that it went').toMatchObject({ sentOn: '2026-12-01' })
  expect((await send()).status, 'once').toBe(409)
})

test('a note that nobody reads may go after ten working days', async () => {
  const { params } = await accepted('麦志强')
  app.now = new Date('2026-07-01T01:00:00Z')
  const { body } = await app.call(at.villageSecretary, endpoints.writeNote, { params, body: { half: '2026-1', remark: '已报到。' } })
  const of = { params: { noteId: body.notes[0]!.id } }
  app.now = new Date('2026-07-14T15:59:00Z')
  expect((await app.call(at.villageSecretary, endpoints.sendNote, of)).status).toBe(409)
  app.now = new Date('2026-07-14T16:00:00Z')
  expect((await app.call(at.villageSecretary, endpoints.sendNote, of)).status).toBe(200)
})

test('hours are confirmed by the organiser, never by oneself; two at the same time are flagged; none becomes a volunteer’s', async () => {
  const { person, params } = await accepted('䶮')
  const enter = (who: string, changes: object = {}) =>
    app.call(who, endpoints.enterHours, {
      body: {
        of: 'reportIn',
        ofId: params.reportInId,
        startsAt: '2026-03-01T01:00:00Z',
        endsAt: '2026-03-01T03:00:00Z',
        activity: '值守',
        ...changes,
      },
    })
  expect(pointerOf(await enter(person, { endsAt: '2026-03-01T00:00:00Z' }))).toEqual([422, '#/endsAt'])
  expect(pointerOf(await enter(person, { startsAt: '2026-02-26T15:00:00Z', endsAt: '2026-02-26T17:00:00Z' })), 'before the report').toEqual(
    [422, '#/startsAt'],
  )
  expect(pointerOf(await enter(next.villageSecretary))).toEqual([422, '#/ofId'])
  const own = await enter(person)
  expect(own.body).toMatchObject({ state: 'entered', hours: 2, overlaps: false })
  const entry = { params: { entryId: own.body.id } }
  expect((await app.call(person, endpoints.confirmHours, entry)).status).toBe(403)
  expect((await app.call(next.villageSecretary, endpoints.confirmHours, entry)).status).toBe(404)
  expect((await app.call(at.villageSecretary, endpoints.confirmHours, entry)).body.state).toBe('confirmed')
  expect((await app.call(at.villageSecretary, endpoints.confirmHours, entry)).status).toBe(409)
  const second = await enter(person, { startsAt: '2026-03-01T02:00:00Z', endsAt: '2026-03-01T04:00:00Z' })
  expect(second.body.overlaps).toBe(true)
  const refused = await app.call(at.villageSecretary, endpoints.refuseHours, {
    params: { entryId: second.body.id },
    body: { reason: '同一时间在别处' },
  })
  expect(refused.body).toMatchObject({ state: 'refused', overlaps: false })
  const list = await app.call(at.villageSecretary, endpoints.entries, { query: { below: at.village.id, state: 'refused' } })
  expect(list.body.items.map(({ id }) => id)).toContain(second.body.id)
})

test('of each village, by code: how many reported of how many are expected', async () => {
  const here = await aBranch(app.owner)
  const [one, two] = [await aMember(app.owner, here.village.id, '陈大妹'), await aMember(app.owner, here.village.id, '区永康')]
  for (const personId of [one, two])
    await aMembership(app.owner, personId, { bodyId: null, unitId: here.village.id, kind: 'inServiceElsewhere' })
  await report(one, { unitId: here.village.id })
  const { body } = await app.call(here.villageSecretary, endpoints.overview, { query: { below: here.village.id } })
  expect(body.villages).toMatchObject([{ expected: 2, reported: 1, withoutPost: 0, openWishes: 0, posts: [] }])
  const all = await app.call(here.townClerk, endpoints.overview)
  const codes = all.body.villages.map(({ unitCode }) => unitCode)
  expect(codes).toEqual([...codes].sort())
  const outside = await app.call(next.villageSecretary, endpoints.overview, { query: { below: here.village.id } })
  // no line at all: a nought would tell the next village that nobody is there
  expect(outside.body.villages).toEqual([])
})

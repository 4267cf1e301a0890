/** Meetings (组织生活): planned, held, minuted and corrected; over HTTP. */
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './meetings.contract.ts'
import { aBranch, aMember, aPack, aPlan } from './meetings.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })

const firstTopic = {
  kind: 'firstTopic',
  title: '学习党的十九届五中全会精神',
  documents: [{ title: '中国共产党第十九届中央委员会第五次全体会议公报', issuedBy: '新华社', issuedOn: '2020-10-29' }],
}

/** A meeting that has begun, with two people on its roll. */
async function aBegunMeeting(changes: object = {}) {
  const at = await aBranch(app.owner)
  await aMember(app.owner, at.village.id, '陈大妹')
  const { body } = await app.call(at.secretary, endpoints.create, { body: aPlan(at.branchId, changes) })
  const params = { meetingId: body.id }
  const roll = await app.call(at.secretary, endpoints.enterNames, { params, body: { text: '区永康\n陈大妹' } }, match(1))
  return { at, params, entries: roll.body.roll.items, roll: roll.body.roll }
}

async function aHeldMeeting() {
  const begun = await aBegunMeeting()
  const marks = begun.entries.map(({ id }) => ({ entryId: id, attendance: 'present' }))
  const { at, params } = begun
  await app.call(at.secretary, endpoints.takeAttendance, { params, body: { marks } }, match(2))
  const held = await app.call(at.secretary, endpoints.hold, { params })
  return { ...begun, held: held.body }
}

test('a branch plans a committee meeting with a first topic, calls its people, holds it and writes the minutes', async () => {
  const at = await aBranch(app.owner)
  const plan = aPlan(at.branchId, {
    kind: 'committeeMeeting',
    title: '三月支委会',
    chairId: at.secretary,
    noticeChannel: 'phone',
    noticeOn: '2026-02-27',
    agenda: [firstTopic, { kind: 'ordinary', title: '巷口路灯' }],
  })
  const made = await app.call(at.secretary, endpoints.create, { body: plan })
  expect(made).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
    body: { state: 'planned', unitId: at.cooperative.id, bodyName: '福寿里党支部', chairName: '区永康', opened: true, version: 1 },
  })
  expect(made.body.agenda).toMatchObject([firstTopic, { kind: 'ordinary', title: '巷口路灯', documents: [], discussion: '' }])
  const params = { meetingId: made.body.id }
  const agenda = [{ ...firstTopic, discussion: '结合本社实际谈了三点。' }]
  const edited = await app.call(at.secretary, endpoints.edit, { params, body: { ...plan, agenda } }, match(1))
  expect(edited).toMatchObject({ status: 200, body: { version: 2, agenda: [{ discussion: '结合本社实际谈了三点。' }] } })

  const entered = await app.call(at.secretary, endpoints.enterNames, { params, body: { text: '区永康' } }, match(1))
  const marks = entered.body.roll.items.map(({ id }) => ({ entryId: id, attendance: 'present' }))
  const unfinished = await app.call(at.secretary, endpoints.hold, { params })
  expect(unfinished.body).toMatchObject({ state: 'held', roll: { unrecorded: 1 } })
  const write = () => app.call(at.secretary, endpoints.writeMinutes, { params, body: { text: '会议研究了路灯。' } }, match(3))
  expect(await write()).toMatchObject({ status: 409, body: { type: '/problems/meetings/roll-unfinished' } })
  await app.call(at.secretary, endpoints.takeAttendance, { params, body: { marks } }, match(2))
  expect(await write()).toMatchObject({
    status: 200,
    body: {
      state: 'minuted',
      minutedAt: '2026-03-02T01:00:00.000Z',
      minutes: [{ text: '会议研究了路灯。', writtenBy: '区永康', reason: null }],
    },
  })
  const events = await app.owner.selectFrom('event').where('subjectId', '=', params.meetingId).select('name').orderBy('id').execute()
  expect(events.map(({ name }) => name)).toEqual([
    'meetings.create',
    'meetings.edit',
    'meetings.enterNames',
    'meetings.hold',
    'meetings.takeAttendance',
    'meetings.writeMinutes',
  ])
})

test('a meeting in the future cannot be held, nor can anyone have been there', async () => {
  const { at, params, entries } = await aBegunMeeting()
  const later = '2026-03-02T01:30:00.000Z'
  await app.call(at.secretary, endpoints.edit, { params, body: aPlan(at.branchId, { startsAt: later }) }, match(1))
  const marks = [{ entryId: entries[0]!.id, attendance: 'present' }]
  const take = () => app.call(at.secretary, endpoints.takeAttendance, { params, body: { marks } }, match(2))
  expect((await app.call(at.secretary, endpoints.hold, { params })).status).toBe(409)
  expect((await take()).status).toBe(409)
  const now = app.now
  app.now = new Date(later)
  expect((await take()).status).toBe(200)
  expect((await app.call(at.secretary, endpoints.hold, { params })).status).toBe(200)
  app.now = now
  const moved = await app.call(at.secretary, endpoints.edit, { params, body: aPlan(at.branchId, { startsAt: later }) }, match(3))
  expect(moved).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/startsAt' }] } })
})

test('a meeting dated after its minutes is refused by the record itself', async () => {
  const { at, params } = await aHeldMeeting()
  await app.call(at.secretary, endpoints.writeMinutes, { params, body: { text: '会议通过了。' } }, match(2))
  const edit = await app.call(at.secretary, endpoints.edit, { params, body: aPlan(at.branchId) }, match(3))
  expect(edit.status).toBe(409)
  const move = app.owner.updateTable('meeting').set({ startsAt: '2026-03-03T01:00:00Z', endsAt: null }).where('id', '=', params.meetingId)
  await expect(move.execute()).rejects.toThrow(/check constraint/)
})

test('minutes are corrected by a second person with a reason, and the old text is kept', async () => {
  const { at, params, entries, held } = await aHeldMeeting()
  expect(held.version).toBe(2)
  await app.call(at.secretary, endpoints.writeMinutes, { params, body: { text: '应到2人，实到2人。' } }, match(2))
  const correction = {
    text: '应到2人，实到1人。',
    reason: '陈大妹当天请假，记错了。',
    marks: [{ entryId: entries.find(({ name }) => name === '陈大妹')!.id, attendance: 'excused', reason: '住院' }],
  }
  const correct = (who: string, body: object, headers = match(3)) => app.call(who, endpoints.correct, { params, body }, headers)
  expect((await correct(at.secretary, correction)).status).toBe(403)
  expect((await correct(at.gridLeader, correction)).status).toBe(403)
  expect((await correct(at.villageSecretary, correction, match(2))).status).toBe(412)
  expect((await correct(at.villageSecretary, { ...correction, reason: '' })).body.errors).toMatchObject([{ pointer: '#/reason' }])
  const open = { ...correction, marks: [{ entryId: entries[0]!.id, attendance: 'unrecorded' }] }
  expect((await correct(at.villageSecretary, open)).body.errors).toMatchObject([{ pointer: '#/marks' }])
  const done = await correct(at.villageSecretary, correction)
  expect(done).toMatchObject({ status: 200, body: { state: 'minuted', version: 4, roll: { present: 1, excused: 1 } } })
  expect(done.body.minutes.map(({ text, writtenBy, reason }) => [text, writtenBy, reason])).toEqual([
    ['应到2人，实到1人。', '潘国华', '陈大妹当天请假，记错了。'],
    ['应到2人，实到2人。', '区永康', null],
  ])
  // Now the other one may, and the one who corrected may not again.
  expect((await correct(at.villageSecretary, correction, match(4))).status).toBe(403)
  const event = await app.owner.selectFrom('event').where('name', '=', 'meetings.correct').select('details').executeTakeFirstOrThrow()
  expect(JSON.stringify(event.details)).not.toMatch(/住院|陈大妹/)
})

test('two who keep one meeting: the second sees both plans, and nothing is saved without a version', async () => {
  const { at, params } = await aBegunMeeting()
  const save = (who: string, title: string) => app.call(who, endpoints.edit, { params, body: aPlan(at.branchId, { title }) }, match(1))
  const answers = await Promise.all([save(at.secretary, '支部大会'), save(at.villageSecretary, '党员大会')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const lost = answers.find(({ status }) => status === 412)!.body as unknown as { current: { title: string }; yours: { title: string } }
  expect([lost.current.title, lost.yours.title].sort()).toEqual(['党员大会', '支部大会'])
  expect((await app.call(at.secretary, endpoints.edit, { params, body: aPlan(at.branchId) })).status).toBe(428)
})

test('each wrong field of a plan is named', async () => {
  const at = await aBranch(app.owner)
  const { itemIds } = await aPack(app.owner)
  const pointersOf = async (changes: object) => {
    const answer = await app.call(at.secretary, endpoints.create, { body: aPlan(at.branchId, changes) })
    return { status: answer.status, pointers: answer.body.errors?.map(({ pointer }) => pointer) }
  }
  const refused = (...pointers: string[]) => ({ status: 422, pointers })
  expect(await pointersOf({ bodyId: newId() })).toEqual(refused('#/bodyId'))
  expect(await pointersOf({ kind: 'packActivity' })).toEqual(refused('#/itemId'))
  expect(await pointersOf({ itemId: itemIds[0] })).toEqual(refused('#/itemId'))
  expect(await pointersOf({ kind: 'packActivity', itemId: newId() })).toEqual(refused('#/itemId'))
  expect(await pointersOf({ endsAt: '2026-03-02T00:30:00.000Z' })).toEqual(refused('#/endsAt'))
  expect(await pointersOf({ endsAt: '2026-03-04T00:30:00.000Z' })).toEqual(refused('#/endsAt'))
  expect(await pointersOf({ noticeChannel: 'phone' })).toEqual(refused('#/noticeOn'))
  expect(await pointersOf({ noticeChannel: 'phone', noticeOn: '2026-03-03' })).toEqual(refused('#/noticeOn'))
  expect(await pointersOf({ venueId: newId(), chairId: newId() })).toEqual(refused('#/venueId', '#/chairId'))
  expect(await pointersOf({ agenda: [firstTopic] })).toEqual(refused('#/agenda/0/kind'))
  const committee = { kind: 'committeeMeeting' }
  expect(await pointersOf({ ...committee, agenda: [{ kind: 'ordinary', title: '路灯' }, firstTopic] })).toEqual(refused('#/agenda/1/kind'))
  expect(await pointersOf({ ...committee, agenda: [{ ...firstTopic, documents: [] }] })).toEqual(refused('#/agenda/0/documents'))
  expect((await pointersOf({ kind: 'packActivity', itemId: itemIds[0] })).status).toBe(200)
})

test('who has no say is refused; the office next door does not find the meeting', async () => {
  const { at, params } = await aBegunMeeting()
  const next = await aBranch(app.owner)
  expect((await app.call(null, endpoints.list)).status).toBe(401)
  expect((await app.call(next.villageSecretary, endpoints.get, { params })).status).toBe(404)
  expect((await app.call(next.villageSecretary, endpoints.create, { body: aPlan(at.branchId) })).status).toBe(403)
  expect((await app.call(at.gridLeader, endpoints.hold, { params })).status).toBe(403)
  const away = aPlan(next.branchId)
  expect((await app.call(at.secretary, endpoints.edit, { params, body: away }, match(1))).status).toBe(403)
  const cancelled = await app.call(at.villageSecretary, endpoints.cancel, { params, body: { reason: '台风' } })
  expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled', cancelReason: '台风' } })
  expect((await app.call(at.secretary, endpoints.hold, { params })).status).toBe(409)
})

test('agenda, roll and minutes are for the organisation and those on the roll; a post over the place is not enough', async () => {
  const { at, params } = await aHeldMeeting()
  await app.call(at.secretary, endpoints.writeMinutes, { params, body: { text: '会议内容。' } }, match(2))
  const member = (await app.owner.selectFrom('meetingRoll').where('meetingId', '=', params.meetingId).select('personId').execute()).find(
    ({ personId }) => personId !== at.secretary,
  )!.personId!
  const supervisor = await aHolder(app.owner, 'supervisor', at.village.id)
  for (const who of [at.secretary, at.villageSecretary, at.townClerk, member]) {
    expect((await app.call(who, endpoints.get, { params })).body).toMatchObject({ opened: true, minutes: [{ text: '会议内容。' }] })
    expect((await app.call(who, endpoints.roll, { params })).body.items).toHaveLength(2)
  }
  for (const who of [at.gridLeader, supervisor]) {
    const seen = await app.call(who, endpoints.get, { params })
    expect(seen).toMatchObject({ status: 200, body: { opened: false, minutes: [], agenda: [], roll: { expected: 0 }, chairName: null } })
    expect((await app.call(who, endpoints.roll, { params })).status).toBe(403)
    const rows = await app.as(await app.person(who), ({ db }) => db.selectFrom('meetingRoll').select('id').execute())
    expect(rows).toEqual([])
  }
  expect((await app.call(member, endpoints.hold, { params })).status).toBe(403)
})

test('a list is filtered, goes on page by page, the latest first, and holds each meeting once', async () => {
  const at = await aBranch(app.owner)
  const made: string[] = []
  for (let n = 1; n <= 5; n += 1) {
    const plan = aPlan(at.branchId, { startsAt: `2026-02-0${n}T01:00:00.000Z`, endsAt: null, kind: n === 5 ? 'lecture' : 'themeDay' })
    made.unshift((await app.call(at.secretary, endpoints.create, { body: plan })).body.id)
  }
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await app.call(at.townClerk, endpoints.list, { query: { below: at.village.id, limit: '2', ...(cursor && { cursor }) } })
    expect(page.body.total).toBe(5)
    seen.push(...page.body.items.map(({ id }) => id))
    cursor = page.body.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual(made)
  const some = await app.call(at.townClerk, endpoints.list, {
    query: { bodyId: at.branchId, kind: 'themeDay', state: 'planned', from: '2026-02-02', to: '2026-02-03' },
  })
  expect(some.body.items.map(({ id }) => id)).toEqual([made[2], made[3]])
  expect((await app.call(at.townClerk, endpoints.list, { query: { cursor: 'x' } })).body.errors).toMatchObject([{ pointer: '#/cursor' }])
})

test('one convenes the organisations of one’s own posts', async () => {
  const at = await aBranch(app.owner)
  const idsOf = async (who: string) => (await app.call(who, endpoints.hosts)).body.items.map(({ id }) => id).toSorted()
  expect(await idsOf(at.secretary)).toEqual([at.branchId])
  expect(await idsOf(at.villageSecretary)).toEqual([at.branchId, at.committeeId].toSorted())
  expect(await idsOf(at.gridLeader)).toEqual([])
})

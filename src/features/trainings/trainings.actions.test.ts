/** Trainings (培训): sessions, rolls and hours; over HTTP. */
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type TrainingRoll } from './trainings.contract.ts'
import { aCourse, aSession } from './trainings.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })

/** A session of the village that is held, with everyone of the names present. */
async function aHeldSession(at: SampleBranch, names: readonly string[], changes: object = {}, course: object = {}) {
  const courseId = await aCourse(app.owner, at.village.id, course)
  const made = await app.call(at.villageSecretary, endpoints.create, { body: aSession(courseId, changes) })
  const params = { sessionId: made.body.id }
  const entered = await app.call(at.villageSecretary, endpoints.enterNames, { params, body: { text: names.join('\n') } }, match(1))
  const marks = entered.body.roll.items.map(({ id }) => ({ entryId: id, attendance: 'present' }))
  const taken = await app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: { marks } }, match(2))
  await app.call(at.villageSecretary, endpoints.hold, { params })
  return { courseId, params, roll: taken.body }
}
const credit = (who: string, params: { sessionId: string }) => app.call(who, endpoints.credit, { params })
const lines = ({ items }: Pick<TrainingRoll, 'items'>) => items.map(({ name, hours, clash }) => [name, hours, clash])

test('a village plans half a day, takes its roll and credits four hours to those present and known', async () => {
  const at = await aBranch(app.owner)
  await aMember(app.owner, at.village.id, '陈大妹')
  const course = await app.call(at.villageSecretary, endpoints.createCourse, {
    body: { unitId: at.village.id, title: '村级党员轮训', audience: 'members' },
  })
  expect(course).toMatchObject({ status: 200, body: { audience: 'members', concentrated: false, sessions: 0 } })
  const made = await app.call(at.villageSecretary, endpoints.create, { body: aSession(course.body.id) })
  expect(made).toMatchObject({ status: 200, body: { hours: 4, state: 'planned', unitId: at.village.id, title: '村级党员轮训' } })
  const params = { sessionId: made.body.id }
  const text = '区永康、陈大妹、何不识、区永康'
  const entered = await app.call(at.villageSecretary, endpoints.enterNames, { params, body: { text } }, match(1))
  expect(entered.body).toMatchObject({ entered: 3, again: ['区永康'], unknown: ['何不识'], roll: { unrecorded: 3, unmatched: 1 } })
  await app.call(at.villageSecretary, endpoints.hold, { params })
  expect(await credit(at.villageSecretary, params)).toMatchObject({ status: 409, body: { type: '/problems/trainings/roll-unfinished' } })
  const [ou, chen, he] = entered.body.roll.items
  const marks = [
    { entryId: ou!.id, attendance: 'present' },
    { entryId: chen!.id, attendance: 'excused', reason: '住院' },
    { entryId: he!.id, attendance: 'present' },
  ]
  await app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: { marks } }, match(2))
  expect(await credit(at.villageSecretary, params)).toMatchObject({ status: 200, body: { state: 'credited' } })
  const roll = await app.call(at.villageSecretary, endpoints.roll, { params })
  expect(lines(roll.body)).toEqual([
    ['区永康', 4, null],
    ['陈大妹', null, null],
    ['何不识', null, null],
  ])
  const closed = await app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: { marks } }, match(3))
  expect(closed.status).toBe(409)
})

test('a session overlapping another for one person: shown before, credited once, the second flagged and not dropped', async () => {
  const at = await aBranch(app.owner)
  await aMember(app.owner, at.village.id, '陈大妹')
  const morning = await aHeldSession(at, ['陈大妹', '区永康'])
  const same = await aHeldSession(at, ['陈大妹'], { startsAt: '2026-03-02T00:00:00.000Z', endsAt: '2026-03-02T03:00:00.000Z' })
  const after = await aHeldSession(at, ['区永康'], { startsAt: '2026-02-27T03:30:00.000Z', endsAt: '2026-02-27T06:30:00.000Z' })
  expect(same.roll).toMatchObject({ clashes: 1, items: [{ name: '陈大妹', clash: expect.stringContaining('基层党建专题') }] })
  expect(after.roll.clashes).toBe(0)
  const answers = await Promise.all([credit(at.villageSecretary, morning.params), credit(at.villageSecretary, same.params)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const rolls = await Promise.all([morning, same].map(({ params }) => app.call(at.villageSecretary, endpoints.roll, { params })))
  const ofChen = rolls.flatMap(({ body }) => body.items.filter(({ name }) => name === '陈大妹'))
  expect(ofChen.map(({ hours }) => hours).toSorted()).toEqual([0, 4])
  expect(ofChen.every(({ clash }) => clash !== null)).toBe(true)
  const flagged = await app.owner.selectFrom('trainingRoll').where('clashId', 'is not', null).select(['hours', 'attendance']).execute()
  expect(flagged).toEqual([{ hours: 0, attendance: 'present' }])
})

test('hours taken back in one of two sessions at once are credited in the other, and in one alone', async () => {
  const at = await aBranch(app.owner)
  await aMember(app.owner, at.village.id, '陈大妹')
  const sessions = [await aHeldSession(at, ['陈大妹']), await aHeldSession(at, ['陈大妹']), await aHeldSession(at, ['陈大妹'])]
  for (const { params } of sessions) await credit(at.villageSecretary, params)
  const hours = async () => {
    const rolls = await Promise.all(sessions.map(({ params }) => app.call(at.villageSecretary, endpoints.roll, { params })))
    return rolls.map(({ body }) => body.items[0]!.hours)
  }
  expect(await hours()).toEqual([4, 0, 0])
  const [{ params, roll }] = sessions as [(typeof sessions)[0]]
  const reopened = await app.call(at.townClerk, endpoints.reopen, { params })
  expect(reopened.status).toBe(200)
  expect(await hours(), 'the next one counts').toEqual([null, 4, 0])
  const told = await app.owner
    .selectFrom('event')
    .where('name', '=', 'trainings.reopen')
    .where('subjectId', '=', params.sessionId)
    .select('details')
    .execute()
  expect(told).toMatchObject([{ details: { returned: 1 } }])
  await credit(at.villageSecretary, params)
  expect(await hours(), 'the first is credited again, elsewhere').toEqual([0, 4, 0])
  await app.call(at.townClerk, endpoints.reopen, { params })
  const absent = { marks: [{ entryId: roll.items[0]!.id, attendance: 'absent' }] }
  expect((await app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: absent }, match(3))).status).toBe(200)
  await credit(at.villageSecretary, params)
  expect(await hours(), 'was not there at all').toEqual([null, 4, 0])
})

test('six sessions at one time are credited at once: one counts', async () => {
  const at = await aBranch(app.owner)
  const sessions = await Promise.all(Array.from({ length: 6 }, () => aHeldSession(at, ['区永康'])))
  const answers = await Promise.all(sessions.map(({ params }) => credit(at.villageSecretary, params)))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200))
  const credited = await app.owner
    .selectFrom('trainingRoll')
    .where('personId', '=', at.secretary)
    .select('hours')
    .orderBy('hours')
    .execute()
  expect(credited.map(({ hours }) => hours)).toEqual([0, 0, 0, 0, 0, 4])
})

test('one session ends as the other begins: no overlap', async () => {
  const at = await aBranch(app.owner)
  await aHeldSession(at, ['区永康'], { startsAt: '2026-02-26T00:30:00.000Z', endsAt: '2026-02-26T03:30:00.000Z' })
  const next = await aHeldSession(at, ['区永康'], { startsAt: '2026-02-26T03:30:00.000Z', endsAt: '2026-02-26T06:30:00.000Z' })
  expect(next.roll.clashes).toBe(0)
})

test('hours are taken back by a second person, and the roll can be put right', async () => {
  const at = await aBranch(app.owner)
  const { params, roll } = await aHeldSession(at, ['区永康'])
  await credit(at.villageSecretary, params)
  const reopen = (who: string) => app.call(who, endpoints.reopen, { params })
  expect((await reopen(at.villageSecretary)).status).toBe(403)
  expect(await reopen(at.townClerk)).toMatchObject({ status: 200, body: { state: 'held' } })
  expect((await reopen(at.townClerk)).status).toBe(409)
  const change = { params: { ...params, entryId: roll.items[0]!.id }, body: { personId: at.secretary, excludedNote: '只来领资料' } }
  const changed = await app.call(at.villageSecretary, endpoints.changeEntry, change, match(3))
  expect(changed.body.items).toMatchObject([{ excluded: 'byRecorder', attendance: 'unrecorded', hours: null }])
  const mark = { marks: [{ entryId: roll.items[0]!.id, attendance: 'present' }] }
  const refused = await app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: mark }, match(4))
  expect(refused.body.errors).toMatchObject([{ pointer: '#/marks/0/entryId' }])
})

test('a name without a person is settled by choosing one of the people near', async () => {
  const at = await aBranch(app.owner)
  const { params, roll } = await aHeldSession(at, ['何不识', '区永康'])
  const entryId = roll.items[0]!.id
  const settle = (personId: string) =>
    app.call(at.villageSecretary, endpoints.changeEntry, { params: { ...params, entryId }, body: { personId } }, match(3))
  expect((await settle(at.secretary)).body.errors).toMatchObject([{ pointer: '#/personId' }])
  expect((await settle(newId())).body.errors).toMatchObject([{ pointer: '#/personId' }])
  const found = await app.call(at.villageSecretary, endpoints.candidates, { params, query: { q: '潘' } })
  expect(found.body.items.map(({ id }) => id)).toEqual([at.villageSecretary])
  expect((await settle(at.villageSecretary)).body).toMatchObject({ unmatched: 0, items: [{ name: '潘国华', attendance: 'present' }, {}] })
  const gone = { params: { ...params, entryId: newId() }, body: { personId: null } }
  expect((await app.call(at.villageSecretary, endpoints.changeEntry, gone, match(4))).status).toBe(404)
})

test('two at one roll: the second is told; a session in the future takes no roll and is not held', async () => {
  const at = await aBranch(app.owner)
  const courseId = await aCourse(app.owner, at.village.id)
  const later = { startsAt: '2026-03-03T00:30:00.000Z', endsAt: '2026-03-03T03:30:00.000Z' }
  const { body } = await app.call(at.villageSecretary, endpoints.create, { body: aSession(courseId, later) })
  const params = { sessionId: body.id }
  const paste = (who: string, text: string) => app.call(who, endpoints.enterNames, { params, body: { text } }, match(1))
  const answers = await Promise.all([paste(at.villageSecretary, '区永康'), paste(at.townClerk, '潘国华')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const edit = (who: string, teacher: string) =>
    app.call(who, endpoints.edit, { params, body: aSession(courseId, { ...later, teacher }) }, match(1))
  const edits = await Promise.all([edit(at.villageSecretary, '甲'), edit(at.townClerk, '乙')])
  expect(edits.map(({ status }) => status).sort()).toEqual([200, 412])
  const entryId = answers.find(({ status }) => status === 200)!.body.roll.items[0]!.id
  const take = () =>
    app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: { marks: [{ entryId, attendance: 'present' }] } }, match(2))
  expect((await take()).status).toBe(409)
  expect((await app.call(at.villageSecretary, endpoints.hold, { params })).status).toBe(409)
  expect((await credit(at.villageSecretary, params)).status).toBe(409)
  const off = await app.call(at.villageSecretary, endpoints.cancel, { params, body: { reason: '台风' } })
  expect(off).toMatchObject({ status: 200, body: { state: 'cancelled', cancelReason: '台风' } })
})

test('a session whose attendance was taken is not put off: it has begun', async () => {
  const at = await aBranch(app.owner)
  await aMember(app.owner, at.village.id, '陈大妹')
  const courseId = await aCourse(app.owner, at.village.id)
  const { body } = await app.call(at.villageSecretary, endpoints.create, { body: aSession(courseId) })
  const params = { sessionId: body.id }
  const entered = await app.call(at.villageSecretary, endpoints.enterNames, { params, body: { text: '陈大妹' } }, match(1))
  const later = { startsAt: '2026-10-03T00:30:00.000Z', endsAt: '2026-10-03T03:30:00.000Z' }
  const edit = (version: number, changes: object) =>
    app.call(at.villageSecretary, endpoints.edit, { params, body: aSession(courseId, changes) }, match(version))
  expect((await edit(1, later)).status, 'nobody marked yet').toBe(200)
  expect((await edit(2, {})).status).toBe(200)
  const marks = [{ entryId: entered.body.roll.items[0]!.id, attendance: 'present' }]
  await app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: { marks } }, match(2))
  expect(await edit(3, later)).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/startsAt' }] } })
  expect((await edit(3, { teacher: '潘老师' })).status).toBe(200)
})

test('each wrong field is named, one title a unit, and strangers are refused', async () => {
  const at = await aBranch(app.owner)
  const next = await aBranch(app.owner)
  const courseId = await aCourse(app.owner, at.village.id)
  const pointersOf = async (changes: object) =>
    (await app.call(at.villageSecretary, endpoints.create, { body: aSession(courseId, changes) })).body.errors?.map(
      ({ pointer }) => pointer,
    )
  expect(await pointersOf({ courseId: newId() })).toEqual(['#/courseId'])
  expect(await pointersOf({ endsAt: '2026-03-02T00:30:00.000Z' })).toEqual(['#/endsAt'])
  expect(await pointersOf({ endsAt: '2026-03-03T01:30:00.000Z' })).toEqual(['#/endsAt'])
  expect(await pointersOf({ length: 'fullDay' })).toEqual(['#/length'])
  expect(await pointersOf({})).toBeUndefined()
  const course = { unitId: at.village.id, title: '两委培训', audience: 'committees' }
  const enter = (who: string, changes: object = {}) => app.call(who, endpoints.createCourse, { body: { ...course, ...changes } })
  expect((await enter(at.villageSecretary, { unitId: newId() })).body.errors).toMatchObject([{ pointer: '#/unitId' }])
  expect((await enter(next.villageSecretary)).status).toBe(403)
  expect((await enter(at.villageSecretary)).status).toBe(200)
  expect((await enter(at.villageSecretary)).body.type).toBe('/problems/trainings/title-taken')
  expect((await app.call(next.villageSecretary, endpoints.create, { body: aSession(courseId) })).status).toBe(403)
  const { params } = await aHeldSession(at, ['区永康'])
  expect((await app.call(next.villageSecretary, endpoints.hold, { params })).status).toBe(403)
  const moved = { params, body: aSession(await aCourse(app.owner, next.village.id)) }
  expect((await app.call(at.villageSecretary, endpoints.edit, moved, match(2))).status).toBe(403)
  expect((await app.call(at.villageSecretary, endpoints.get, { params: { sessionId: newId() } })).status).toBe(404)
  expect((await app.call(null, endpoints.list)).status).toBe(401)
})

test('a roll is for its organiser; others read themselves and the people they keep', async () => {
  const at = await aBranch(app.owner)
  const member = await aMember(app.owner, at.village.id, '陈大妹')
  const { params } = await aHeldSession(at, ['陈大妹', '区永康'])
  const seenBy = async (who: string) => (await app.call(who, endpoints.roll, { params })).body.items.map(({ name }) => name)
  expect(await seenBy(at.townClerk)).toEqual(['陈大妹', '区永康'])
  expect(await seenBy(member)).toEqual(['陈大妹'])
  expect(await seenBy(at.secretary)).toEqual(['区永康'])
  expect(await seenBy(at.gridLeader)).toEqual([])
  expect(await seenBy(await aHolder(app.owner, 'supervisor', at.village.id))).toEqual([])
})

test('hours of a year by name, with what the post asks; a list goes on page by page', async () => {
  const at = await aBranch(app.owner)
  await aMember(app.owner, at.village.id, '陈大妹', 'chen da mei')
  for (const day of ['02-02', '02-03', '02-04', '02-05']) {
    const times = { startsAt: `2026-${day}T00:30:00.000Z`, endsAt: `2026-${day}T08:30:00.000Z`, length: 'fullDay' }
    const { params } = await aHeldSession(at, ['陈大妹', '区永康'], times)
    await credit(at.villageSecretary, params)
  }
  const year = { year: '2026', below: at.village.id }
  const page = (cursor?: string) =>
    app.call(at.villageSecretary, endpoints.hours, { query: { ...year, limit: '1', ...(cursor && { cursor }) } })
  const first = await page()
  expect(first.body).toMatchObject({ total: 2, items: [{ name: '陈大妹', hours: 32, wanted: 32, reached: true }] })
  expect((await page(first.body.nextCursor!)).body).toMatchObject({
    items: [{ name: '区永康', hours: 32, wanted: 56, reached: false, concentrated: false }],
    nextCursor: null,
  })
  expect((await app.call(at.villageSecretary, endpoints.hours, { query: { ...year, year: '2025' } })).body.items).toEqual([])
  const listed = await app.call(at.townClerk, endpoints.list, {
    query: { below: at.village.id, audience: 'secretaries', state: 'credited', from: '2026-02-03', to: '2026-02-04' },
  })
  expect(listed.body).toMatchObject({
    total: 2,
    items: [{ startsAt: '2026-02-04T00:30:00.000Z' }, { startsAt: '2026-02-03T00:30:00.000Z' }],
  })
  const two = await app.call(at.townClerk, endpoints.list, { query: { below: at.village.id, limit: '2' } })
  const rest = await app.call(at.townClerk, endpoints.list, { query: { below: at.village.id, limit: '2', cursor: two.body.nextCursor! } })
  expect(new Set([...two.body.items, ...rest.body.items].map(({ id }) => id)).size).toBe(4)
  expect((await app.call(at.townClerk, endpoints.courses)).body.items.filter(({ unitId }) => unitId === at.village.id)).toHaveLength(4)
})

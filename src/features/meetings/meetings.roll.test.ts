/** Rolls (签到名册): pasted, copied, put right and marked; over HTTP. */
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { addPost } from '#features/people/people.samples.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { endpoints as memberships } from '#features/memberships/memberships.contract.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type Roll } from './meetings.contract.ts'
import { aBranch, aMember, aPlan } from './meetings.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })

async function aMeeting(changes: object = {}) {
  const at = await aBranch(app.owner)
  const { body } = await app.call(at.secretary, endpoints.create, { body: aPlan(at.branchId, changes) })
  const params = { meetingId: body.id }
  const paste = (text: string, version = 1, more: object = {}) =>
    app.call(at.secretary, endpoints.enterNames, { params, body: { text, ...more } }, match(version))
  return { at, params, paste }
}
const lines = ({ items }: Pick<Roll, 'items'>) => items.map(({ name, personId, excluded }) => [name, personId !== null, excluded])

test('a list from a spreadsheet is matched; who is unknown or has a namesake is listed and stays, nobody is entered twice', async () => {
  const { at, params, paste } = await aMeeting()
  await aMember(app.owner, at.village.id, '陈大妹')
  const twins = [await aMember(app.owner, at.village.id, '梁小玲'), await aMember(app.owner, at.cooperative.id, '梁小玲')]
  const text = '序号\t姓名\t电话\n1\t区永康\t13900000000\n2\t陈 大妹\n3\t梁小玲\n4\t何不识\n5\t陈大妹\n6\t12345'
  const entered = await paste(text)
  expect(entered).toMatchObject({
    status: 200,
    body: { entered: 4, again: ['陈大妹'], unknown: ['何不识'], ambiguous: ['梁小玲'], unreadable: ['6\t12345'] },
  })
  expect(lines(entered.body.roll)).toEqual([
    ['区永康', true, null],
    ['陈大妹', true, null],
    ['梁小玲', false, null],
    ['何不识', false, null],
  ])
  expect(entered.body.roll.counts).toMatchObject({ expected: 4, unrecorded: 4, unmatched: 2 })
  expect((await paste('陈大妹、何不识', 2)).body).toMatchObject({ entered: 0, again: ['陈大妹', '何不识'] })
  expect((await paste('12345', 3)).body.errors).toMatchObject([{ pointer: '#/text' }])

  const found = await app.call(at.secretary, endpoints.candidates, { params, query: { q: '梁小玲' } })
  expect(found.body.items.map(({ id }) => id).toSorted()).toEqual(twins.toSorted())
  const entry = entered.body.roll.items.find(({ name }) => name === '梁小玲')!
  const settle = (personId: string, version: number) =>
    app.call(
      at.secretary,
      endpoints.changeEntry,
      { params: { ...params, entryId: entry.id }, body: { personId, part: 'observer' } },
      match(version),
    )
  expect((await settle(at.secretary, 3)).body.errors).toMatchObject([{ pointer: '#/personId' }])
  expect((await settle(newId(), 3)).body.errors).toMatchObject([{ pointer: '#/personId' }])
  const settled = await settle(twins[0]!, 3)
  expect(settled.body.items.find(({ id }) => id === entry.id)).toMatchObject({ personId: twins[0], part: 'observer' })
  expect(settled.body.counts).toMatchObject({ expected: 3, unmatched: 1 })
})

test('who moved away yesterday, whose unit closed or whose term ended is shown with the reason and not counted', async () => {
  const { at, params, paste } = await aMeeting()
  const elsewhere = await aVillage(app.owner)
  const names = ['陈一妹', '陈二妹', '陈三妹', '陈四妹']
  const [moved, ended, stays, closed] = await Promise.all(names.map(name => aMember(app.owner, at.village.id, name)))
  await addPost(app.owner, ended!, 'gridLeader', at.cooperative.id, { to: '2026-03-01' })
  await addPost(app.owner, stays!, 'gridLeader', at.cooperative.id, { to: '2026-03-03' })

  // All of them were at the meeting before.
  const before = await app.call(at.secretary, endpoints.create, {
    body: aPlan(at.branchId, { startsAt: '2026-02-02T01:00:00.000Z', endsAt: null, title: '二月党员大会' }),
  })
  const fromId = before.body.id
  const then = await app.call(
    at.secretary,
    endpoints.enterNames,
    { params: { meetingId: fromId }, body: { text: names.join('\n') } },
    match(1),
  )
  expect(then.body.roll.counts).toMatchObject({ expected: 4, excluded: 0 })

  await app.owner.updateTable('person').set({ unitId: elsewhere.id }).where('id', '=', moved!).execute()
  const gone = await aVillage(app.owner)
  await app.owner.updateTable('person').set({ unitId: gone.id }).where('id', '=', closed!).execute()
  await app.owner.updateTable('unitPeriod').set({ valid: '[2010-01-01,2026-03-01)' }).where('unitId', '=', gone.id).execute()
  await app.owner.updateTable('unit').set({ closedOn: '2026-03-01' }).where('id', '=', gone.id).execute()

  const copied = await app.call(at.secretary, endpoints.copyRoll, { params, body: { fromId } }, match(1))
  expect(lines(copied.body.roll)).toEqual([
    ['陈一妹', true, 'movedAway'],
    ['陈二妹', true, 'termEnded'],
    ['陈三妹', true, null],
    ['陈四妹', true, 'unitClosed'],
  ])
  expect(copied.body.roll.counts).toMatchObject({ expected: 1, excluded: 3, unrecorded: 1 })
  const entry = copied.body.roll.items[1]!
  const mark = (entryId: string, version: number) =>
    app.call(at.secretary, endpoints.takeAttendance, { params, body: { marks: [{ entryId, attendance: 'present' }] } }, match(version))
  expect((await mark(entry.id, 2)).body.errors).toMatchObject([{ pointer: '#/marks/0/entryId', detail: '陈二妹不计入，请先改回计入' }])
  // A member without a post is a member still: the recorder decides, and the decision holds at the next copy.
  const change = { params: { ...params, entryId: entry.id }, body: { personId: ended, part: 'attendee' } }
  const counted = await app.call(at.secretary, endpoints.changeEntry, change, match(2))
  expect(counted.body.counts).toMatchObject({ expected: 2, excluded: 2 })
  expect((await mark(entry.id, 3)).status).toBe(200)
  const april = await app.call(at.secretary, endpoints.create, {
    body: aPlan(at.branchId, { startsAt: '2026-04-02T01:00:00.000Z', endsAt: null, title: '四月党员大会' }),
  })
  const again = await app.call(
    at.secretary,
    endpoints.copyRoll,
    { params: { meetingId: april.body.id }, body: { fromId: params.meetingId } },
    match(1),
  )
  expect(lines(again.body.roll)).toContainEqual(['陈二妹', true, null])

  // The same when the list is pasted.
  expect(lines((await paste('陈二妹', 4)).body.roll)).toHaveLength(4)
  const fresh = await aMeeting()
  const leader = await aMember(app.owner, fresh.at.village.id, '陈五妹')
  await addPost(app.owner, leader, 'gridLeader', fresh.at.cooperative.id, { to: '2026-03-01' })
  expect(lines((await fresh.paste('陈五妹')).body.roll)).toEqual([['陈五妹', true, 'termEnded']])
})

test('only the rolls of the same organisation can be copied, and those already on it stay as they are', async () => {
  const { at, params, paste } = await aMeeting()
  const other = await aMeeting()
  await other.paste('区永康')
  const copy = (fromId: string, version: number) => app.call(at.secretary, endpoints.copyRoll, { params, body: { fromId } }, match(version))
  expect((await copy(other.params.meetingId, 1)).body.errors).toMatchObject([{ pointer: '#/fromId' }])
  const before = await app.call(at.secretary, endpoints.create, {
    body: aPlan(at.branchId, { startsAt: '2026-01-05T01:00:00.000Z', endsAt: null }),
  })
  const there = { meetingId: before.body.id }
  const member = await aMember(app.owner, at.village.id, '陈大妹')
  await app.call(at.secretary, endpoints.enterNames, { params: there, body: { text: '区永康、何不识、陈大妹' } }, match(1))
  const out = { params: { ...there, entryId: '' }, body: { personId: member, part: 'attendee', excludedNote: '长期在外地' } }
  const roll = await app.call(at.secretary, endpoints.roll, { params: there })
  out.params.entryId = roll.body.items.find(({ personId }) => personId === member)!.id
  await app.call(at.secretary, endpoints.changeEntry, out, match(2))
  await paste('区永康')
  const rolls = await app.call(at.secretary, endpoints.earlierRolls, { params })
  expect(rolls.body.items).toMatchObject([{ id: before.body.id, people: 3 }])
  const copied = await copy(before.body.id, 2)
  expect(copied.body).toMatchObject({ entered: 2, again: ['区永康'], unknown: ['何不识'] })
  expect(lines(copied.body.roll)).toEqual([
    ['区永康', true, null],
    ['何不识', false, null],
    ['陈大妹', true, 'byRecorder'],
  ])
})

test('two recorders at once: the second is told what the first entered, and loses nothing', async () => {
  const { at, params, paste } = await aMeeting()
  await aMember(app.owner, at.village.id, '陈大妹')
  const { roll } = (await paste('区永康\n陈大妹')).body
  const [first, second] = roll.items
  const mark = (who: string, entryId: string, attendance: string, version: number, reason?: string) =>
    app.call(who, endpoints.takeAttendance, { params, body: { marks: [{ entryId, attendance, reason }] } }, match(version))
  const answers = await Promise.all([
    mark(at.secretary, first!.id, 'present', 2),
    mark(at.villageSecretary, second!.id, 'excused', 2, '住院'),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const lost = answers.find(({ status }) => status === 412)!.body as unknown as { current: Roll; yours: { marks: object[] } }
  expect(lost.current.version).toBe(3)
  expect(lost.yours.marks).toHaveLength(1)
  // Only changed lines are sent, so the second one's go in beside the first one's.
  const mine =
    answers[0].status === 412 ? mark(at.secretary, first!.id, 'present', 3) : mark(at.villageSecretary, second!.id, 'excused', 3, '住院')
  expect((await mine).body.counts).toMatchObject({ present: 1, excused: 1, unrecorded: 0 })
  expect(
    (await app.call(at.secretary, endpoints.takeAttendance, { params, body: { marks: [{ entryId: first!.id, attendance: 'absent' }] } }))
      .status,
  ).toBe(428)
})

test('an excuse needs a reason, a mark somebody on the roll, and a roll has its bounds', async () => {
  const { at, params, paste } = await aMeeting()
  const { roll } = (await paste('区永康')).body
  const mark = (marks: object[]) => app.call(at.secretary, endpoints.takeAttendance, { params, body: { marks } }, match(2))
  expect((await mark([{ entryId: roll.items[0]!.id, attendance: 'excused' }])).body.errors).toMatchObject([{ pointer: '#/marks/0/reason' }])
  expect((await mark([{ entryId: newId(), attendance: 'present' }])).body.errors).toMatchObject([{ pointer: '#/marks/0/entryId' }])
  expect((await mark([])).status).toBe(422)
  const many = Array.from({ length: 500 }, (_, n) => `人${String.fromCodePoint(0x4e00 + n)}`)
  expect((await paste(many.join('\n'), 2)).body.errors).toMatchObject([{ pointer: '#/text' }])
  const entered = await paste(many.slice(0, 299).join('\n'), 2)
  expect(entered.body.roll.items).toHaveLength(300)
  const all = entered.body.roll.items.map(({ id }) => ({ entryId: id, attendance: 'present' }))
  const taken = await app.call(at.secretary, endpoints.takeAttendance, { params, body: { marks: all } }, match(3))
  expect(taken.body.counts).toMatchObject({ present: 300, unrecorded: 0 })
})

test('a meeting with minutes has a closed roll', async () => {
  const { at, params, paste } = await aMeeting()
  await app.call(at.secretary, endpoints.hold, { params })
  await app.call(at.secretary, endpoints.writeMinutes, { params, body: { text: '没有人来。' } }, match(2))
  expect((await paste('区永康')).status).toBe(409)
  const next = await aBranch(app.owner)
  expect((await app.call(next.secretary, endpoints.enterNames, { params, body: { text: '区永康' } }, match(1))).status).toBe(404)
  expect((await app.call(at.gridLeader, endpoints.candidates, { params })).status).toBe(403)
})

test('the members of the branch come onto the roll: who is probationary is marked, who does not count stays with the reason', async () => {
  const branch = await aBranch(app.owner)
  const at = { bodyId: branch.branchId, unitId: branch.cooperative.id }
  const meeting = await app.call(branch.secretary, endpoints.create, { body: aPlan(branch.branchId) })
  const params = { meetingId: meeting.body.id }
  const enter = async () => {
    const { version } = (await app.call(branch.secretary, endpoints.roll, { params })).body
    return app.call(branch.secretary, endpoints.enterMembers, { params, body: {} }, { 'if-match': `"${version}"` })
  }
  expect((await enter()).status, 'no member is entered yet').toBe(409)
  await aMembership(app.owner, await aMember(app.owner, branch.cooperative.id, '陈大妹'), at)
  await aMembership(app.owner, await aMember(app.owner, branch.cooperative.id, '区𠮷'), { ...at, admittedOn: '2025-09-01', fullOn: null })
  const away = await aMembership(app.owner, await aMember(app.owner, branch.cooperative.id, '何建生'), at)
  const left = { reason: 'abroad', from: '2026-01-01', decision: '一月支部大会', decidedOn: '2026-01-20' }
  await app.call(branch.secretary, memberships.exclude, { params: { membershipId: away }, body: left })
  const { status, body } = await enter()
  expect([status, body.entered]).toEqual([200, 3])
  const lines = body.roll.items.map(({ name, probationary, excluded, excludedNote }) => [name, probationary, excluded, excludedNote])
  expect(lines).toEqual(
    expect.arrayContaining([
      ['陈大妹', false, null, null],
      ['区𠮷', true, null, null],
      ['何建生', false, 'byRule', '出国半年以上'],
    ]),
  )
  expect(body.roll.counts).toMatchObject({ expected: 2, excluded: 1 })
  expect((await enter()).body).toMatchObject({ entered: 0, again: expect.arrayContaining(['陈大妹']) as string[] })
  const stale = await app.call(branch.secretary, endpoints.enterMembers, { params, body: {} }, { 'if-match': '"1"' })
  expect(stale.status).toBe(412)
})

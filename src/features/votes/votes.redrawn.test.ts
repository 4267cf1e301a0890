/** What changes between the draw and the vote (取人以后的变动): proxies, the plan of the meeting, its roll, who is left out; over HTTP. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember } from '#features/meetings/meetings.samples.ts'
import { endpoints as memberships } from '#features/memberships/memberships.contract.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './votes.contract.ts'
import { aMeeting, aRegister } from './votes.meeting.samples.ts'
import { anAssembly } from './votes.samples.ts'

const app = useApp()
beforeEach(() => void (app.now = new Date('2026-03-02T01:00:00Z')))
const match = (version: number) => ({ 'if-match': `"${version}"` })
type Params = { meetingId: string }

/** Everyone came but those named. */
async function attend(who: string, params: Params, away: readonly string[] = []) {
  const { body: roll } = await app.call(who, meetings.roll, { params })
  const marks = roll.items
    .filter(({ excluded }) => excluded === null)
    .map(({ id, name }) => ({ entryId: id, attendance: away.includes(name) ? ('absent' as const) : ('present' as const) }))
  expect((await app.call(who, meetings.takeAttendance, { params, body: { marks } }, match(roll.version))).status).toBe(200)
}

// oxfmt-ignore
test.each([
  [{ standing: 'incapable', standingReason: '法院宣告' }, '陈2委托陈1：受委托的人自己要有表决权。请先取消委托。', 'a vote that nobody may cast'],
  [{ householdKey: 'H9' }, '陈2委托陈1：只能委托同一户的成员。请先取消委托。', 'the law wants one of the same household'],
] as const)('a proxy that the register no longer allows (%j) stops the roll, until it is taken back', async (now, detail, _why) => {
  const at = await aRegister(app, 6)
  const meeting = await aMeeting(app, at)
  await meeting.table()
  await meeting.draw()
  expect((await meeting.proxy('陈2', '陈1')).status).toBe(200)
  await app.owner.updateTable('voter').set(now).where('bodyId', '=', at.cooperativeId).where('code', '=', '1').execute()
  await meeting.draw()
  await attend(at.director, meeting.params, ['陈2'])
  const refused = await meeting.fix()
  expect([refused.status, refused.body.type, refused.body.detail]).toEqual([409, '/problems/votes/roll-unready', detail])
  const line = await meeting.line('陈2')
  const back = await app.call(at.director, endpoints.giveProxy, { params: { ...meeting.params, lineId: line.id }, body: { proxy: null } })
  expect(back.status).toBe(200)
  expect((await meeting.fix()).status).toBe(200)
})

test('whoever steps out of a matter casts no vote for another on it, and stands in for nobody there', async () => {
  const at = await aRegister(app, 6)
  const meeting = await aMeeting(app, at)
  const { id: ballotId } = (await meeting.table()).body.items[0]!
  const { id: other } = (await meeting.table({ title: '修祠堂' })).body.items[1]!
  await meeting.draw()
  await meeting.proxy('陈2', '陈1')
  const { id: lineId } = await meeting.line('陈1')
  await app.call(at.director, endpoints.recuse, { params: { ballotId, lineId }, body: { reason: '合同是他签的' } })
  await attend(at.director, meeting.params, ['陈2'])
  const { items } = (await meeting.fix()).body
  expect(items.map(({ roll }) => roll?.present)).toEqual([5, 6])
  const refused = await meeting.mark(ballotId, ['陈2'], 'proxy')
  expect([refused.body.type, refused.body.detail]).toEqual(['/problems/votes/may-not-vote', '陈2：受委托的人这件事要回避。'])
  expect((await meeting.mark(other, ['陈2'], 'proxy')).status).toBe(200)
})

test('who was drawn stays who he is: no other person, no observer, and left out only on the roll of the vote', async () => {
  const at = await aRegister(app, 3)
  const other = await aMember(app.owner, at.village.id, '何外人')
  const meeting = await aMeeting(app, at)
  await meeting.draw()
  const { body: roll } = await app.call(at.director, meetings.roll, { params: meeting.params })
  const entry = roll.items.find(({ name }) => name === '陈1')!
  const change = (body: object) =>
    app.call(
      at.director,
      meetings.changeEntry,
      { params: { ...meeting.params, entryId: entry.id }, body: { personId: null, part: 'attendee', excludedNote: null, ...body } },
      match(roll.version),
    )
  for (const body of [{ personId: other }, { part: 'observer' }, { excludedNote: '留党察看' }])
    expect((await change(body)).body.detail, JSON.stringify(body)).toBe('陈1在表决名册上，不能换人、改列席。不计入、回避请在表决名册上办。')
  expect((await change({})).status, 'as the draw has it').toBe(200)
})

test('a meeting that votes keeps its body and its kind; on another day its roll is drawn anew', async () => {
  const at = await aRegister(app, 3)
  await app.owner
    .updateTable('voter')
    .set({ validTo: '2026-03-02' })
    .where('bodyId', '=', at.cooperativeId)
    .where('code', '=', '3')
    .execute()
  const meeting = await aMeeting(app, at, { startsAt: '2026-03-01T00:30:00.000Z', endsAt: '2026-03-01T02:00:00.000Z' })
  await meeting.table()
  expect((await meeting.draw()).body.lines.length).toBe(3)
  const edit = async (changes: object) => {
    const { decidingBody: _, ...plan } = anAssembly(at.cooperativeId)
    const body = { ...plan, kind: 'assembly', startsAt: '2026-03-01T00:30:00.000Z', endsAt: '2026-03-01T02:00:00.000Z', ...changes }
    return app.call(at.director, meetings.edit, { params: meeting.params, body: body }, match((await meeting.read()).version))
  }
  const kind = await edit({ kind: 'boardMeeting' })
  expect([kind.status, kind.body.errors]).toEqual([422, [{ pointer: '#/kind', detail: '这次会议要表决，不能改。请取消，另开一次' }]])
  expect((await edit({ startsAt: '2026-03-01T01:00:00.000Z' })).status, 'half an hour later').toBe(200)
  expect((await meeting.read()).rollDrawnAt).not.toBeNull()
  expect((await edit({ startsAt: '2026-03-02T00:30:00.000Z', endsAt: '2026-03-02T02:00:00.000Z' })).status).toBe(200)
  expect((await meeting.fix()).body.detail).toBe('请先从名册取人。')
  expect((await meeting.draw()).body.lines.find(({ name }) => name === '陈3')?.standing, 'off the register by then').toBe('incapable')
  await attend(at.director, meeting.params)
  expect((await meeting.fix()).status).toBe(200)
})

test('what a meeting was to vote on is called off with it, and no minutes end it before', async () => {
  const at = await aRegister(app, 3)
  const off = await aMeeting(app, at)
  await off.table()
  await app.call(at.director, meetings.cancel, { params: off.params, body: { reason: '台风' } })
  expect((await off.read()).items).toMatchObject([{ state: 'cancelled', cancelReason: '会议取消：台风' }])

  const meeting = await aMeeting(app, at)
  const { id: ballotId } = (await meeting.table()).body.items[0]!
  await meeting.draw()
  await attend(at.director, meeting.params)
  await app.call(at.director, meetings.hold, { params: meeting.params })
  const write = async () => {
    const { version } = await meeting.read()
    return app.call(at.director, meetings.writeMinutes, { params: meeting.params, body: { text: '表决通过发包。' } }, match(version))
  }
  expect((await write()).body.type, 'the roll is not fixed').toBe('/problems/meetings/ballots-open')
  expect((await meeting.fix()).status).toBe(200)
  expect((await write()).body.type, 'the vote is open').toBe('/problems/meetings/ballots-open')
  await meeting.mark(ballotId, ['陈1', '陈2', '陈3'])
  expect((await meeting.close(ballotId, { for: 3 })).status).toBe(200)
  expect((await write()).status).toBe(200)
})

/** A branch of four that meets on what is tabled. */
async function aBranchMeeting() {
  const at = await aBranch(app.owner)
  const ids: string[] = []
  for (const [index, name] of ['陈甲', '陈乙', '陈丙', '陈丁'].entries()) {
    const personId = await aMember(app.owner, at.village.id, name, `chen ${index}`)
    ids.push(await aMembership(app.owner, personId, { bodyId: at.branchId, unitId: at.cooperative.id }))
  }
  const plan = { ...anAssembly(at.branchId), decidingBody: 'branchMeeting', title: '三月党员大会' }
  const params = { meetingId: (await app.call(at.secretary, endpoints.convene, { body: plan })).body.id }
  await app.call(at.secretary, endpoints.table, { params, body: { title: '发展党员', text: '同意接收。' } })
  const exclude = (index: number, body: object) =>
    app.call(at.secretary, memberships.exclude, {
      params: { membershipId: ids[index]! },
      body: { from: '2026-02-01', decision: '一月支部大会', decidedOn: '2026-01-20', ...body },
    })
  const draw = async () => (await app.call(at.secretary, endpoints.drawRoll, { params })).body
  return { at, ids, params, exclude, draw }
}

test('drawn again, a branch’s roll has who is left out by now and by which decision; what was decided for this meeting stays', async () => {
  const { at, ids, params, exclude, draw } = await aBranchMeeting()
  const { exclusions } = (await exclude(2, { reason: 'bedridden' })).body
  const leftOut = (body: Awaited<ReturnType<typeof draw>>) => body.lines.map(line => [line.name, line.leftOut, line.leftOutDecision])
  const first = await draw()
  expect(leftOut(first)).toEqual([
    ['陈甲', null, null],
    ['陈乙', null, null],
    ['陈丙', 'bedridden', '一月支部大会，2026-01-20'],
    ['陈丁', null, null],
  ])
  await app.call(at.secretary, endpoints.leaveOut, {
    params: { ...params, lineId: first.lines[0]!.id },
    body: { exclusion: { reason: 'abroad', decision: '二月支部大会' } },
  })
  await app.call(at.secretary, memberships.liftExclusion, {
    params: { membershipId: ids[2]!, exclusionId: exclusions[0]!.id },
    body: { on: '2026-02-20' },
  })
  await exclude(3, { reason: 'abroad' })
  expect(leftOut(await draw())).toEqual([
    ['陈甲', 'abroad', '二月支部大会'],
    ['陈乙', null, null],
    ['陈丙', null, null],
    ['陈丁', 'abroad', '一月支部大会，2026-01-20'],
  ])
  const { body: roll } = await app.call(at.secretary, meetings.roll, { params })
  expect(roll.items.map(({ name, excluded }) => [name, excluded])).toEqual([
    ['陈甲', null],
    ['陈乙', null],
    ['陈丙', null],
    ['陈丁', 'byRule'],
  ])
  await attend(at.secretary, params, ['陈甲'])
  expect((await app.call(at.secretary, endpoints.fixRoll, { params })).body.numbers).toMatchObject({ eligible: 2, present: 2 })
})

test('a Party meeting that votes is not handed to another branch', async () => {
  const { at, params } = await aBranchMeeting()
  const other = await aBranch(app.owner)
  const { version } = (await app.call(at.townClerk, endpoints.get, { params })).body
  const { decidingBody: _, ...plan } = anAssembly(other.branchId)
  const handed = await app.call(at.townClerk, meetings.edit, { params, body: { ...plan, kind: 'generalMeeting' } }, match(version))
  expect([handed.status, handed.body.errors[0]?.pointer]).toEqual([422, '#/bodyId'])
})

test('a member on 留党察看 has no vote on the days of it, and is not of those who ought to come', async () => {
  const { at, params, exclude, draw } = await aBranchMeeting()
  expect((await exclude(3, { reason: 'onProbation', to: '2027-02-01', decision: '镇纪委处分决定' })).status).toBe(200)
  const { lines, numbers } = await draw()
  expect(lines.map(({ name, standing, leftOut }) => [name, standing, leftOut])).toContainEqual(['陈丁', 'onProbation', null])
  expect(numbers).toMatchObject({ eligible: 3 })
  await attend(at.secretary, params, ['陈丙'])
  const { items } = (await app.call(at.secretary, endpoints.fixRoll, { params })).body
  const { id: ballotId } = items[0]!
  const marks = lines.slice(0, 2).map(({ id }) => ({ lineId: id, manner: 'inPerson' as const }))
  await app.call(at.secretary, endpoints.mark, { params: { ballotId }, body: { marks } })
  const tally = { for: 2, against: 0, abstain: 0 }
  const done = await app.call(at.secretary, endpoints.close, { params: { ballotId }, body: { method: 'hands', tally } })
  expect(done.body.items[0]?.outcome?.verdict, 'two of three').toBe('passed')
})

test('two voters who are given one number at once: one gets it, the other is told', async () => {
  const at = await aRegister(app, 2)
  const params = { bodyId: at.cooperativeId, decidingBody: 'collectiveMembers' }
  const { items } = (await app.call(at.director, endpoints.register, { params })).body
  const both = await Promise.all(
    items.map(({ id, name, householdKey, from, version }) =>
      app.call(
        at.director,
        endpoints.changeVoter,
        { params: { voterId: id }, body: { code: 'N1', name, householdKey, from } },
        match(version),
      ),
    ),
  )
  expect(both.map(({ status, body }) => [status, body.type]).sort()).toEqual([
    [200, undefined],
    [409, '/problems/votes/code-taken'],
  ])
})

test('a long roll is planned for by what stands on it as soon as it is drawn; a short one waits for that', async () => {
  const at = await aRegister(app, 3)
  const known = async () => {
    const { rows } = await sql<{
      lines: number
    }>`select sum(greatest(reltuples, 0)) as lines from pg_class where relname in ('voting_roll', 'meeting_roll')`.execute(app.owner)
    return Number(rows[0]!.lines)
  }
  const before = await known()
  const meeting = await aMeeting(app, at)
  expect((await meeting.draw()).body.lines).toHaveLength(3)
  expect(await known()).toBe(before)
  const voter = {
    townId: 1,
    unitId: at.cooperative.id,
    bodyId: at.cooperativeId,
    decidingBody: 'collectiveMembers',
    represents: false,
  } as const
  const many = Array.from({ length: 500 }, (_, index) => ({
    name: `何${index}`,
    sortKey: `he ${index}`,
    code: `M${index}`,
    householdKey: `M${index}`,
  }))
  await app.owner
    .insertInto('voter')
    .values(
      many.map(each => ({ ...voter, ...each, id: newId(), standing: 'voter' as const, standingReason: null, validFrom: '2020-01-01' })),
    )
    .execute()
  expect((await meeting.draw()).body.lines).toHaveLength(503)
  expect(await known()).toBeGreaterThanOrEqual(1_000)
})

/** Votes (表决会议): from the notice to the verdict, and what is refused on the way; over HTTP. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { endpoints as units } from '#features/units/units.change.contract.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { ballotsOf, tableItem } from './votes.actions.ts'
import { endpoints } from './votes.contract.ts'
import { aMeeting, aRegister, named } from './votes.meeting.samples.ts'
import { aCooperative, anAssembly } from './votes.samples.ts'

const app = useApp()
test('an assembly of thirty: roll drawn, fixed and recorded, twenty-four vote, twenty agree, and the verdict stands in words', async () => {
  const at = await aRegister(app, 30)
  const meeting = await aMeeting(app, at)
  expect((await meeting.fix()).body.type).toBe('/problems/votes/roll-unready') // no roll yet
  expect((await meeting.draw()).body.numbers).toMatchObject({ all: 30, present: 0 })
  expect((await meeting.fix()).body.detail).toBe('还没有要表决的事项。')
  const tabled = await meeting.table()
  expect(tabled.body.items).toMatchObject([{ number: 1, state: 'tabled', title: '鱼塘发包', secret: false }])
  const ballotId = tabled.body.items[0]!.id
  expect((await meeting.fix()).body.detail).toBe('还有30个人没有记到会情况。')
  await meeting.attend(24)
  expect((await meeting.mark(ballotId, ['陈1'])).status).toBe(409) // not before the roll is fixed
  const fixed = await meeting.fix()
  expect(fixed.body).toMatchObject({ numbers: { all: 30, eligible: 30, present: 24 }, items: [{ state: 'rollFixed' }] })
  expect(fixed.body.rollRecordEntryId).not.toBeNull()
  expect((await meeting.fix()).status).toBe(409)

  expect((await meeting.mark(ballotId, named(1, 23))).status).toBe(200)
  expect((await meeting.mark(ballotId, ['陈25'])).body).toMatchObject({
    type: '/problems/votes/may-not-vote',
    detail: '陈25：没有到会，也没有委托。',
  })
  expect((await meeting.mark(ballotId, ['陈23', '陈24'])).body.type).toBe('/problems/votes/voted-already')
  expect((await meeting.close(ballotId, { for: 20, against: 4 })).body.errors).toEqual([
    { pointer: '#/tally', detail: '三种票一共24票，名册上记了23人投票，两个数要一样' },
  ])
  const closed = await meeting.close(ballotId, { for: 20, against: 2, abstain: 1 })
  expect(closed.body.items[0]).toMatchObject({
    state: 'closed',
    tally: { for: 20, against: 2, abstain: 1 },
    outcome: {
      verdict: 'passed',
      words: ['到会24人，应到30人，三分之二为20人', '同意20票，全体30人，三分之二为20票'],
      needed: { present: 20, for: 20 },
    },
    enteredLate: false,
    rule: { key: 'collectiveMembers.2025' },
  })
  expect(closed.body.items[0]!.recordEntryId).not.toBeNull()
  expect((await meeting.close(ballotId, { for: 23 })).status).toBe(409)
})

test('a mark entered in error is taken back with the reason while the vote is open, stays in sight, and never goes once it is closed', async () => {
  const at = await aRegister(app, 6)
  const meeting = await aMeeting(app, at)
  const ballotId = await meeting.open(5)
  await meeting.mark(ballotId, named(1, 4))
  const line = await meeting.line('陈4')
  const takeBack = (lineId: string, reason = '看错行，他没有投', who = at.director) =>
    app.call(who, endpoints.takeBackMark, { params: { ballotId, lineId }, body: { reason } })
  expect((await takeBack((await meeting.line('陈5')).id)).status, 'nobody had marked that one').toBe(404)
  expect((await takeBack(line.id, '')).status).toBe(422)
  expect((await takeBack(line.id, '看错行', at.supervisor)).status).toBe(403)
  const taken = await takeBack(line.id)
  expect(taken.body.items[0]).toMatchObject({
    marks: 3,
    takenBack: [{ name: '陈4', reason: '看错行，他没有投', at: app.now.toISOString() }],
  })
  expect((await takeBack(line.id)).status, 'once').toBe(404)
  const told = await app.owner
    .selectFrom('event')
    .where('name', '=', 'votes.takeBackMark')
    .where('subjectId', '=', ballotId)
    .select('details')
    .execute()
  expect(told, 'the event names the line and not the words').toEqual([{ details: { lineId: line.id } }])
  expect((await meeting.mark(ballotId, ['陈4'])).body.items[0]).toMatchObject({ marks: 4, takenBack: [{ name: '陈4' }] })
  await takeBack(line.id, '还是没有投')
  expect((await meeting.close(ballotId, { for: 3 })).body.items[0]).toMatchObject({ marks: 3, takenBack: [{}, { reason: '还是没有投' }] })
  const other = (await meeting.line('陈1')).id
  expect((await takeBack(other)).status, 'not after closing').toBe(409)
  // not by a statement of the application either
  const director = await app.person(at.director)
  const back = (reason: string) =>
    app.as(director, ({ db }) =>
      sql<{ taken: boolean }>`select take_back_mark(${ballotId}, ${other}, ${newId()}, ${reason}, now()) as taken`.execute(db),
    )
  expect((await back('改一改')).rows).toEqual([{ taken: false }])
  await expect(app.as(director, ({ db }) => sql`delete from ballot_mark where ballot_id = ${ballotId}`.execute(db))).rejects.toThrow(
    /permission denied/,
  )
})

test('a mark is taken back by who holds the vote alone, and fifty at once take it back once', async () => {
  const [at, next] = [await aRegister(app, 6), await aRegister(app, 1)]
  const meeting = await aMeeting(app, at)
  const ballotId = await meeting.open(5)
  await meeting.mark(ballotId, named(1, 4))
  const { id: lineId } = await meeting.line('陈4')
  const takeBack = (who: string | null) =>
    app.call(who, endpoints.takeBackMark, { params: { ballotId, lineId }, body: { reason: '看错行，𠮷叔没有投' } })
  expect([(await takeBack(null)).status, (await takeBack(next.director)).status]).toEqual([401, 404])
  const all = await Promise.all(Array.from({ length: 50 }, () => takeBack(at.director)))
  // Of so many on one ballot some are asked to come again.
  expect(all.map(({ status }) => status).filter(status => status !== 404 && status !== 429 && status !== 503)).toEqual([200])
  const told = await app.owner
    .selectFrom('event')
    .where('name', '=', 'votes.takeBackMark')
    .where('subjectId', '=', ballotId)
    .select('id')
    .execute()
  expect(told).toHaveLength(1)
  const marks = await app.owner.selectFrom('ballotMark').where('ballotId', '=', ballotId).select('ballotId').execute()
  expect(marks).toHaveLength(3)
})

test('another feature puts its subject to the vote and reads what came of it', async () => {
  const at = await aRegister(app, 3)
  const meeting = await aMeeting(app, at)
  const subject = { kind: 'decision', id: 'd1' }
  const item = { meetingId: meeting.id, subject, title: '章程', text: '通过章程。', legalMatter: 'charter' as const, ownInterests: false }
  const director = await app.person(at.director)
  const ballotId = await app.as(director, context => tableItem(context, item))
  await meeting.draw()
  await meeting.attend(3)
  await meeting.fix()
  await meeting.mark(ballotId, named(1, 3))
  await meeting.close(ballotId, { for: 3 })
  const [ballot] = await app.as({ kind: 'public', townId: 1 }, context => ballotsOf(context, subject))
  expect(ballot).toMatchObject({
    id: ballotId,
    meetingTitle: '第一季度成员大会',
    body: 'collectiveMembers',
    heldOn: '2026-03-02',
    state: 'closed',
    roll: { all: 3, present: 3 },
    outcome: { verdict: 'passed' },
    observers: [],
  })
  expect(ballot!.textDigest).toMatch(/^[0-9a-f]{64}$/)
  await expect(app.as(await app.person(at.supervisor), context => tableItem(context, item))).rejects.toMatchObject({
    kind: { status: 403 },
  })
  await expect(app.as(director, context => tableItem(context, item))).rejects.toMatchObject({ kind: { status: 409 } }) // the roll is fixed
})

test('a meeting planned for a day on which its cooperative is merged already is read, here and by its heir', async () => {
  const [at, heir] = [await aCooperative(app.owner), await aCooperative(app.owner)]
  const plan = anAssembly(at.cooperativeId, { startsAt: '2026-03-20T00:30:00.000Z', endsAt: '2026-03-20T02:00:00.000Z' })
  const called = await app.call(at.director, endpoints.convene, { body: plan })
  expect(called.status).toBe(200)
  const merge = await app.call(
    at.townClerk,
    units.merge,
    { params: { unitId: heir.cooperative.id }, body: { predecessorIds: [at.cooperative.id], effectiveOn: '2026-03-10' } },
    { 'if-match': '"1"' },
  )
  expect([merge.status, merge.body.detail]).toEqual([200, undefined])
  const read = (who: string) => app.call(who, endpoints.get, { params: { meetingId: called.body.id } })
  expect((await read(at.director)).status).toBe(200)
  app.now = new Date('2026-03-12T01:00:00Z')
  expect((await read(heir.villageClerk)).status).toBe(200)
  expect((await app.call(heir.villageClerk, endpoints.list, { query: { below: heir.village.id } })).body.items).toHaveLength(1)
  app.now = new Date('2026-03-02T01:00:00Z')
})

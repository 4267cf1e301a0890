/** Votes (表决会议): from the notice to the verdict, and what is refused on the way; over HTTP. */
import { expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { ballotsOf, tableItem } from './votes.actions.ts'
import { endpoints, type VoterFields } from './votes.contract.ts'
import { aCooperative, anAssembly, aVoter, type SampleCooperative } from './votes.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })

/** A cooperative with voters 1 to `count` on the register of an assembly, each in a household of two. */
async function aRegister(count: number, changes: (index: number) => Partial<VoterFields> = () => ({}), at?: SampleCooperative) {
  const place = at ?? (await aCooperative(app.owner))
  const register = { bodyId: place.cooperativeId, unitId: place.cooperative.id, decidingBody: 'collectiveMembers' } as const
  for (let index = 1; index <= count; index++)
    await aVoter(app.owner, register, { code: String(index), householdKey: `H${Math.ceil(index / 2)}`, ...changes(index) })
  return place
}

/** A meeting called by the director; the calls of one who keeps it. */
async function aMeeting(at: SampleCooperative, changes: object = {}, who = at.director) {
  const called = await app.call(who, endpoints.convene, { body: anAssembly(at.cooperativeId, changes) })
  expect([called.status, called.body.detail ?? called.body.errors]).toEqual([200, undefined])
  const params = { meetingId: called.body.id }
  const read = async (by = who) => (await app.call(by, endpoints.get, { params })).body
  const line = async (name: string) => (await read()).lines.find(each => each.name === name)!
  return {
    id: called.body.id,
    params,
    read,
    line,
    draw: () => app.call(who, endpoints.drawRoll, { params }),
    table: (item: object = {}) => app.call(who, endpoints.table, { params, body: { title: '鱼塘发包', text: '同意发包三年。', ...item } }),
    /** The first `count` came, the others did not. */
    attend: async (count: number) => {
      const roll = await app.call(who, meetings.roll, { params })
      const marks = roll.body.items
        .filter(({ excluded }) => excluded === null)
        .map(({ id }, index) => ({ entryId: id, attendance: index < count ? 'present' : 'absent' }))
      const marked = await app.call(who, meetings.takeAttendance, { params, body: { marks } }, match(roll.body.version))
      expect([marked.status, marked.body.errors]).toEqual([200, undefined])
    },
    fix: (by = who) => app.call(by, endpoints.fixRoll, { params }),
    proxy: async (from: string, to: string, more: object = {}) =>
      app.call(who, endpoints.giveProxy, {
        params: { ...params, lineId: (await line(from)).id },
        body: { holderId: (await line(to)).id, relation: '家人', writtenOn: '2026-03-01', ...more },
      }),
    mark: async (ballotId: string, names: readonly string[], manner = 'inPerson', by = who) => {
      const { lines } = await read()
      return app.call(by, endpoints.mark, {
        params: { ballotId },
        body: { marks: names.map(name => ({ lineId: lines.find(each => each.name === name)!.id, manner })) },
      })
    },
    close: (ballotId: string, tally: object, method = 'hands', by = who) =>
      app.call(by, endpoints.close, { params: { ballotId }, body: { method, tally: { for: 0, against: 0, abstain: 0, ...tally } } }),
  }
}
const named = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `陈${from + index}`)

test('an assembly of thirty: roll drawn, fixed and recorded, twenty-four vote, twenty agree, and the verdict stands in words', async () => {
  const at = await aRegister(30)
  const meeting = await aMeeting(at)
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

test('another feature puts its subject to the vote and reads what came of it', async () => {
  const at = await aRegister(3)
  const meeting = await aMeeting(at)
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

/** Votes (表决会议): what is refused, each with its reason in words; over HTTP. */
import { expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as thresholds } from '#features/thresholds/thresholds.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './votes.contract.ts'
import { aMeeting, aRegister, named } from './votes.meeting.samples.ts'
import { aCooperative, anAssembly, aVoter } from './votes.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })
const call = (who: string, body: object) => app.call(who, endpoints.convene, { body })

test('nineteen of thirty came: no quorum, and the verdict says by how much', async () => {
  const meeting = await aMeeting(app, await aRegister(app, 30))
  const ballotId = await meeting.open(19)
  await meeting.mark(ballotId, named(1, 19))
  const { body } = await meeting.close(ballotId, { for: 19 })
  expect(body.items[0]!.outcome).toEqual({
    verdict: 'noQuorum',
    words: ['到会19人，应到30人，三分之二为20人'],
    needed: { present: 20, for: 20 },
  })
})

test('who has no vote by the register is on the sheet, in no number, and cannot be marked', async () => {
  const standings = { 1: 'probationary', 2: 'onProbation', 3: 'incapable' } as const
  const at = await aRegister(app, 6, index => (index <= 3 ? { standing: standings[index as 1], standingReason: '登记时没有表决权' } : {}))
  const meeting = await aMeeting(app, at)
  const ballotId = await meeting.open(6)
  expect((await meeting.read()).numbers).toEqual({ route: 'voters', all: 3, eligible: 3, present: 3, recused: 0 })
  for (const [index, words] of ['预备党员，没有表决权', '留党察看，没有表决权', '没有表决权'].entries())
    expect((await meeting.mark(ballotId, [`陈${index + 1}`])).body).toMatchObject({
      type: '/problems/votes/may-not-vote',
      detail: `陈${index + 1}：${words}，不计票。`,
    })
  // Not even past the action: the database takes no such mark.
  const { lines } = await meeting.read()
  const director = await app.person(at.director)
  const forge = app.as(director, ({ db, townId }) =>
    db.insertInto('ballotMark').values({ townId, ballotId, lineId: lines[0]!.id, manner: 'inPerson' }).execute(),
  )
  await expect(forge).rejects.toThrow('row-level security')
})

test('a proxy outside the household, a second one, one of a proxy and one without paper are refused', async () => {
  const at = await aRegister(app, 6, index => ({ householdKey: index <= 4 ? 'H1' : 'H2' }))
  const meeting = await aMeeting(app, at)
  const { id: ballotId } = (await meeting.table()).body.items[0]!
  await meeting.draw()
  const refused = async (from: string, to: string, more: object = {}) => (await meeting.proxy(from, to, more)).body.detail
  expect(await refused('陈1', '陈5')).toBe('只能委托同一户的成员。')
  expect(await refused('陈1', '陈2', { writtenOn: null })).toBe('委托要有书面的委托书。')
  expect((await meeting.proxy('陈1', '陈1')).body.errors).toMatchObject([{ pointer: '#/proxy/holderId' }])
  expect((await meeting.proxy('陈1', '陈2', { writtenOn: '2026-03-03' })).body.errors).toMatchObject([{ pointer: '#/proxy/writtenOn' }])
  expect((await meeting.proxy('陈4', '陈2')).status).toBe(200)
  expect(await refused('陈3', '陈2')).toBe('一个人最多代1个人投票。')
  expect(await refused('陈3', '陈4')).toBe('受委托的人自己也委托了别人。')
  expect(await refused('陈2', '陈3')).toBe('替别人投票的人不能再委托。')
  await meeting.attend(4)
  expect((await meeting.fix()).body.detail).toBe('陈4到会了，又有委托。请先取消委托。')
  await meeting.attend(3)
  await meeting.fix()
  expect((await meeting.read()).numbers).toMatchObject({ all: 6, present: 4 })
  expect((await meeting.mark(ballotId, ['陈4'])).body.detail).toBe('陈4：已经委托别人，按委托记。')
  expect((await meeting.mark(ballotId, ['陈1'], 'proxy')).body.detail).toBe('陈1：没有委托别人。')
  expect((await meeting.mark(ballotId, ['陈4'], 'proxy')).status).toBe(200)
  expect((await meeting.proxy('陈5', '陈6')).status).toBe(409) // the roll is fixed
})

test('fifty marks of one person at once are one; two desks that close at the same instant close once', async () => {
  const at = await aRegister(app, 3)
  const meeting = await aMeeting(app, at)
  const ballotId = await meeting.open(3)
  const [first] = (await meeting.read()).lines
  const body = { marks: [{ lineId: first!.id, manner: 'inPerson' }] }
  const answers = await Promise.all(Array.from({ length: 50 }, () => app.call(at.director, endpoints.mark, { params: { ballotId }, body })))
  // Where fifty wait for the same row, some are told to come again: nothing of theirs was entered.
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409 || status === 503)).toHaveLength(49)
  const { count } = await app.owner
    .selectFrom('ballotMark')
    .where('ballotId', '=', ballotId)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(1)
  await meeting.mark(ballotId, named(2, 3))
  const desks = await Promise.all([
    meeting.close(ballotId, { for: 3 }, 'hands', at.director),
    meeting.close(ballotId, { against: 3 }, 'hands', at.villageClerk),
  ])
  expect(desks.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const entries = await app.owner
    .selectFrom('recordEntry')
    .where('kind', '=', 'votes.result')
    .where('subject', '=', ballotId)
    .select('id')
    .execute()
  expect(entries).toHaveLength(1)
}, 60_000)

test('what only all members may decide is refused to their representatives, with where it goes', async () => {
  const at = await aRegister(app, 3, undefined, 'collectiveRepresentatives')
  const meeting = await aMeeting(app, at, { decidingBody: 'collectiveRepresentatives' })
  expect((await meeting.table({ legalMatter: 'landCompensation' })).body).toMatchObject({
    type: '/problems/votes/other-body',
    detail: '征地补偿费的分配使用只能由成员大会决定，成员代表大会不能代替。',
  })
  expect((await meeting.table()).status).toBe(200)
})

test('a meeting before its notice has run is refused; one that was held is entered as it was, and its result says so', async () => {
  const at = await aRegister(app, 3)
  const soon = { startsAt: '2026-03-12T00:30:00.000Z', endsAt: null, noticeOn: '2026-03-02' }
  expect((await call(at.director, anAssembly(at.cooperativeId, soon))).body).toMatchObject({
    type: '/problems/votes/notice-too-short',
    detail: '2026年3月2日通知，要满10天，最早2026年3月13日开会。',
  })
  // midnight in Shanghai: a thousandth of a second before it is the day before
  const starting = async (startsAt: string) => (await call(at.director, anAssembly(at.cooperativeId, { ...soon, startsAt }))).status
  expect(await starting('2026-03-12T15:59:59.999Z')).toBe(409)
  expect(await starting('2026-03-12T16:00:00.000Z')).toBe(200)

  // Called properly and then moved to an earlier day: refused when the roll is to be fixed.
  const moved = await aMeeting(app, at, { startsAt: '2026-03-20T00:30:00.000Z', endsAt: null, noticeOn: '2026-03-01' })
  const { version } = await moved.read()
  const plan = { ...anAssembly(at.cooperativeId), kind: 'assembly', noticeOn: '2026-03-01', endsAt: null }
  expect((await app.call(at.director, meetings.edit, { params: moved.params, body: plan }, match(version))).status).toBe(200)
  await moved.table()
  await moved.draw()
  await moved.attend(3)
  expect((await moved.fix()).body.type).toBe('/problems/votes/notice-too-short')

  const late = await aMeeting(app, at, { startsAt: '2026-02-26T00:30:00.000Z', endsAt: null, noticeOn: '2026-02-24' })
  const ballotId = await late.open(3)
  await late.mark(ballotId, named(1, 3))
  const { body } = await late.close(ballotId, { for: 3 })
  expect(body.noticeFault).toBe('2026年2月24日通知，要满10天，最早2026年3月7日开会')
  expect(body.items[0]).toMatchObject({ enteredLate: true, heldOn: '2026-02-26' })
  expect(body.items[0]!.outcome!.words.at(-1)).toContain('通知有问题：2026年2月24日通知')
})

test('a rule whose numbers are open is not used until the town has settled them', async () => {
  const at = await aRegister(app, 3, undefined, 'villagerRepresentatives')
  const meeting = await aMeeting(app, at, { bodyId: at.committeeId, decidingBody: 'villagerRepresentatives' }, at.villageClerk)
  await meeting.table()
  await meeting.draw()
  await meeting.attend(3)
  expect((await meeting.fix()).body.type).toBe('/problems/votes/no-rule')
  const params = { ruleKey: 'villagerRepresentatives.2026', unitId: at.town.id }
  const quorum = [{ route: 'voters', share: { numerator: 2, denominator: 3, strict: false }, base: 'all' }]
  const majority = { share: { numerator: 1, denominator: 2, strict: true }, base: 'present' }
  const body = { quorum, majority, noticeDays: 3, basis: '镇党委会议纪要第五号' }
  expect((await app.call(at.townClerk, thresholds.propose, { params, body }, match(0))).status).toBe(200)
  const leader = await aHolder(app.owner, 'townLeader', at.town.id)
  const adopted = await app.call(leader, thresholds.adopt, { params, body: { inForceOn: '2026-01-01' } }, match(1))
  expect([adopted.status, adopted.body.detail ?? adopted.body.errors]).toEqual([200, undefined])
  expect((await meeting.fix()).status).toBe(200)
  const never = await call(at.villageClerk, { ...anAssembly(at.committeeId), decidingBody: 'collectiveMembers' })
  expect(never.body.errors).toMatchObject([{ pointer: '#/bodyId', detail: '这个组织不开这种会' }])
})

test('the board declares before a matter is tabled; who is concerned steps out, the vote is secret, and no number shrinks', async () => {
  const at = await aCooperative(app.owner)
  const person = await aHolder(app.owner, 'cooperativeDirector', at.cooperative.id, { name: '麦家辉' })
  const board = { bodyId: at.cooperativeId, unitId: at.cooperative.id, decidingBody: 'collectiveBoard' } as const
  const seats = [
    await aVoter(app.owner, board, { code: 'B1', name: '麦家辉', personId: person }),
    await aVoter(app.owner, board, { code: 'B2' }),
  ]
  await aRegister(app, 2, undefined, 'collectiveMembers', at)
  await aVoter(app.owner, { ...board, decidingBody: 'collectiveMembers' }, { code: '3', name: '麦家辉', personId: person })
  const meeting = await aMeeting(app, at)
  expect((await meeting.table()).body).toMatchObject({ type: '/problems/votes/undeclared', detail: '还没有问过：麦家辉、陈B2。' })
  const subject = { kind: 'meeting', id: meeting.id }
  const declare = (voterId: string, body: object) =>
    app.call(at.director, endpoints.declare, { params: { voterId }, body: { subject, ...body } })
  expect((await declare(seats[0]!, { concerned: true })).body.errors).toMatchObject([{ pointer: '#/words' }])
  const said = await declare(seats[0]!, { concerned: true, words: '承包人是他弟弟' })
  expect(said.body.items).toMatchObject([
    { name: '麦家辉', asks: '理事会（社委会）：这件事和您或您的近亲属有关吗？', concerned: true, declaredOn: '2026-03-02' },
    { name: '陈B2', concerned: null },
  ])
  expect((await declare(seats[0]!, { concerned: false })).status).toBe(409) // said once, it stands
  await declare(seats[1]!, { concerned: false })
  const ballotId = await meeting.open(3)
  const shown = (await meeting.read()).items[0]!
  expect(shown).toMatchObject({
    ownInterests: true,
    roll: { all: 3, eligible: 3, present: 3, recused: 1 },
    recusals: [{ name: '麦家辉', reason: '承包人是他弟弟' }],
  })
  expect((await meeting.mark(ballotId, ['麦家辉'])).body.detail).toBe('麦家辉：这件事要回避。')
  await meeting.mark(ballotId, named(1, 2))
  expect((await meeting.close(ballotId, { for: 2 })).body.type).toBe('/problems/votes/secret-only')
  const closed = await meeting.close(ballotId, { for: 2 }, 'secret')
  expect(closed.body.items[0]!.outcome!.words).toEqual([
    '到会2人，应到3人，三分之二为2人',
    '同意2票，全体3人，三分之二为2票',
    '回避1人，应到和全体人数不减',
  ])
  const list = await app.call(at.supervisor, endpoints.declarations, { params: { bodyId: at.cooperativeId }, query: subject })
  expect(list.body.items).toHaveLength(2)
})

test('a household is counted once, by the one who represents it', async () => {
  const at = await aRegister(app, 6, index => ({ represents: index % 2 === 1 }), 'villagersGroup')
  const plan = {
    bodyId: at.committeeId,
    decidingBody: 'villagersGroup',
    startsAt: '2025-12-30T01:00:00.000Z',
    endsAt: null,
    noticeOn: '2025-12-01',
  }
  const meeting = await aMeeting(app, at, { ...plan, route: 'households' }, at.villageClerk)
  expect((await meeting.draw()).body.numbers).toMatchObject({ route: 'households', all: 3 })
  const twice = await aRegister(app, 2, () => ({ represents: true }), 'villagersGroup')
  const other = await aMeeting(app, twice, { ...plan, bodyId: twice.committeeId, route: 'households' }, twice.villageClerk)
  expect((await other.draw()).body.detail).toBe('户号H1有2个户代表，只能有一个。')
  expect((await call(at.director, anAssembly(at.cooperativeId, { route: 'households' }))).body.errors).toMatchObject([
    { pointer: '#/route' },
  ])
})

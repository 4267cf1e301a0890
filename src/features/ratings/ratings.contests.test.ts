/** Objections and appeals (异议和申诉) over HTTP: the clock, who answers, and what an answer changes. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { addDays } from '#platform/shared/calendar.ts'
import { useApp } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import type { RatedBranch } from './ratings.samples.ts'
import { endpoints } from './ratings.contract.ts'
import { match, pointerOf, ratedYear } from './ratings.year.samples.ts'

const app = useApp()
const year = ratedYear(app)
const { onDay, withRecords, open, step, sheet, decide, contest, answer, idOf, inReview, shown } = year
let at: RatedBranch
beforeEach(async () => {
  at = await year.begin()
})

test('a member contests a fact: the clock stops, who did not enter it answers, the proposal changes and both versions stay', async () => {
  await withRecords()
  const cycle = await shown()
  const ratingId = idOf(cycle, '陈大妹')
  const member = at.members[0]!.personId
  const fact = (await sheet(ratingId)).facts.find(({ amount }) => amount === 0)!
  onDay('2026-03-17')
  expect((await contest(at.secretary, ratingId, { factId: fact.id, text: '替他说' })).status, 'only the member').toBe(403)
  expect(pointerOf(await contest(member, ratingId, { factId: at.branchId, text: '不是我的' }))).toEqual([422, '#/factId'])
  expect(pointerOf(await contest(member, ratingId, { text: '总之不对' }))).toEqual([422, '#/source'])
  expect(pointerOf(await contest(member, ratingId, { source: 'accounts.signIns', text: '我天天登录' }))).toEqual([422, '#/source'])
  const raised = await contest(member, ratingId, { factId: fact.id, text: '我到了，名册记漏了' })
  expect(raised.status, JSON.stringify(raised.body)).toBe(200)
  // 区永康 took the roll, so 潘国华 answers.
  expect(raised.body.contests).toMatchObject([{ kind: 'wrong', state: 'open', answererName: '潘国华', dueOn: '2026-03-24' }])
  expect(raised.body).toMatchObject({ cycleState: 'objections', pausedOn: '2026-03-17' })
  expect((await contest(member, ratingId, { factId: fact.id, text: '再说一次' })).status).toBe(409)
  expect((await step(cycle.id, 'confirm')).status).toBe(409)
  expect((await decide(ratingId, { star: 1 })).status).toBe(409)
  const contestId = raised.body.contests[0]!.id
  const todos = await app.as(await app.person(at.villageSecretary), async context =>
    Promise.all(app.platform.todos.filter(({ name }) => name === 'ratings.contestsToAnswer').map(each => each.list(context))),
  )
  expect(todos.flat()).toMatchObject([{ id: contestId, dueOn: '2026-03-24', link: `/console/ratings/${ratingId}` }])
  const upheld = { outcome: 'upheld', answer: '查了签名，那天到了', amount: 1 }
  expect((await answer(at.secretary, contestId, upheld)).status, 'he entered it').toBe(403)
  expect((await answer(at.townClerk, contestId, upheld)).status).toBe(404)
  expect(pointerOf(await answer(at.villageSecretary, contestId, { ...upheld, amount: null }))).toEqual([422, '#/amount'])
  onDay('2026-03-19')
  const done = await answer(at.villageSecretary, contestId, upheld)
  expect(done.body, JSON.stringify(done.body)).toMatchObject({
    proposed: 5,
    star: null,
    cycleState: 'shownInBranch',
    shownUntil: '2026-03-24',
  })
  expect(done.body.facts.find(({ id }) => id === fact.id)).toMatchObject({ amount: 1, amountBefore: 0 })
  expect((await answer(at.villageSecretary, contestId, upheld)).status).toBe(409)
  onDay('2026-03-25')
  expect((await step(cycle.id, 'confirm')).body.type).toBe('/problems/ratings/undecided')
  await decide(ratingId, { star: 5 })
  expect((await step(cycle.id, 'confirm')).body.state).toBe('confirmed')
  expect((await sheet(ratingId)).contests).toMatchObject([
    { text: '我到了，名册记漏了', answer: '查了签名，那天到了', state: 'upheld', answeredByName: '潘国华' },
  ])
})

test('what is missing is added with its day, and an accepted excuse counts neither way', async () => {
  await withRecords()
  const cycle = await open()
  await step(cycle.id, 'startSelfCheck')
  const ratingId = idOf(cycle, '陈大妹')
  const member = at.members[0]!.personId
  const missing = await contest(member, ratingId, { source: 'meetings.attendance', text: '六月的党课我也去了' })
  const [first] = missing.body.contests
  expect(first).toMatchObject({ kind: 'missing', answererName: '区永康' })
  expect((await step(cycle.id, 'review')).body.type).toBe('/problems/ratings/too-early')
  const more = { outcome: 'upheld', answer: '有签名', amount: 1, title: '六月党课', day: '2025-06-20' }
  expect(pointerOf(await answer(at.secretary, first!.id, { ...more, title: null }))).toEqual([422, '#/title'])
  expect(pointerOf(await answer(at.secretary, first!.id, { ...more, day: '2026-06-20' }))).toEqual([422, '#/day'])
  expect((await answer(at.secretary, first!.id, more)).body).toMatchObject({ total: 75, proposed: 2 })
  const fact = (await sheet(ratingId)).facts.find(({ amount }) => amount === 0)!
  const wrong = await contest(member, ratingId, { factId: fact.id, text: '那天我请了假' })
  const open2 = wrong.body.contests.find(({ state }) => state === 'open')!
  onDay(addDays(open2.dueOn, 1))
  expect((await answer(at.villageSecretary, open2.id, { outcome: 'upheld', answer: '假条在', excused: true })).body).toMatchObject({
    total: 100,
    proposed: 5,
  })
})

test('two things may be missing at once; of one kind, one objection lies open', async () => {
  await withRecords()
  const cycle = await open()
  await step(cycle.id, 'startSelfCheck')
  const ratingId = idOf(cycle, '陈大妹')
  const miss = (source: string) => contest(at.members[0]!.personId, ratingId, { source, text: '这一类少记了' })
  expect((await miss('meetings.attendance')).status).toBe(200)
  expect((await miss('volunteering.hours')).status, 'another thing').toBe(200)
  expect((await miss('meetings.attendance')).status, 'the same again').toBe(409)
  const many = await Promise.all(Array.from({ length: 5 }, () => miss('trainings.hours')))
  expect(many.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
  expect((await sheet(ratingId)).contests).toHaveLength(3)
  const row = await app.owner
    .selectFrom('ratingContest')
    .where('ratingId', '=', ratingId)
    .selectAll()
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const again = app.owner.insertInto('ratingContest').values({ ...row, id: ratingId })
  await expect(again.execute(), 'the constraint says so too').rejects.toMatchObject({ code: '23505' })
})

type Answer = { status: number; body: object }
const lockOf = (cycleId: string) => sql`select from rating_cycle where id = ${cycleId}::uuid for update`

test('an objection and the showing of the list at once: the one waits for the other, and the clock stops', async () => {
  await withRecords()
  const cycle = await inReview()
  for (const { id } of cycle.members) await decide(id, { star: (await sheet(id, at.villageSecretary)).proposed })
  const ratingId = idOf(cycle, '陈大妹')
  const read = async () => (await app.call(at.secretary, endpoints.cycle, { params: { cycleId: cycle.id } })).body
  const known = match(await read())
  const show = () =>
    app.call(
      at.secretary,
      endpoints.advance,
      { params: { cycleId: cycle.id }, body: { step: 'show', shownWhere: 'branchRoom' } },
      known,
    ) as Promise<Answer>
  const miss = (source: string) => () => contest(at.members[0]!.personId, ratingId, { source, text: '少记了一场' }) as Promise<Answer>
  const first = await behind(app.owner, lockOf(cycle.id), [miss('trainings.hours'), show])
  expect(first.map(({ status, body }) => ('type' in body ? body.type : status))).toEqual([200, '/problems/ratings/contest-open'])
  const [raised] = (await sheet(ratingId)).contests
  await answer(at.secretary, raised!.id, { outcome: 'rejected', answer: '没有那一场' })
  const second = await behind(app.owner, lockOf(cycle.id), [show, miss('meetings.attendance')])
  expect(second.map(({ status }) => status)).toEqual([200, 200])
  expect(await read()).toMatchObject({ state: 'objections', pausedOn: '2026-03-13' })
})

test('asking for a person’s judgement while the star is decided: who is first decides', async () => {
  await withRecords()
  const cycle = await inReview()
  const race = async (name: string, member: string, askFirst: boolean) => {
    const ratingId = idOf(cycle, name)
    const before = await sheet(ratingId, at.villageSecretary)
    const ask = () => app.call(member, endpoints.askHuman, { params: { ratingId } }) as Promise<Answer>
    const settle = () =>
      app.call(
        at.villageSecretary,
        endpoints.decide,
        { params: { ratingId }, body: { star: before.proposed! } },
        match(before),
      ) as Promise<Answer>
    const answers = await behind(app.owner, lockOf(cycle.id), askFirst ? [ask, settle] : [settle, ask])
    const { star, humanAskedOn } = await sheet(ratingId, at.villageSecretary)
    return [...answers.map(({ status }) => status), star === before.proposed, humanAskedOn]
  }
  expect(await race('陈大妹', at.members[0]!.personId, false)).toEqual([200, 409, true, null])
  expect(await race('何建生', at.members[1]!.personId, true), 'must read it anew').toEqual([200, 412, false, '2026-03-13'])
})

test('the same objection twice at the same instant is one', async () => {
  await withRecords()
  const cycle = await open()
  await step(cycle.id, 'startSelfCheck')
  const ratingId = idOf(cycle, '陈大妹')
  const fact = (await sheet(ratingId)).facts.find(({ amount }) => amount === 0)!
  const both = await Promise.all(
    ['甲', '乙'].map(word => contest(at.members[0]!.personId, ratingId, { factId: fact.id, text: `我到了${word}` })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await sheet(ratingId)).contests).toHaveLength(1)
})

test('an appeal against the star goes to another than who decided; upheld, the star is decided anew, and the cycle is settled', async () => {
  await withRecords()
  const cycle = await shown()
  onDay('2026-03-21')
  await step(cycle.id, 'confirm')
  const ratingId = idOf(cycle, '陈大妹')
  const member = at.members[0]!.personId
  expect((await contest(member, ratingId, { text: '太低了' })).status, 'nobody has been told yet').toBe(409)
  await step(cycle.id, 'notify')
  const appealed = await contest(member, ratingId, { text: '请再看一次，我那天在医院' })
  expect(appealed.body).toMatchObject({ cycleState: 'appeal', contests: [{ kind: 'appeal', answererName: '区永康' }] })
  expect((await answer(at.secretary, appealed.body.contests[0]!.id, { outcome: 'upheld', answer: '应当再定' })).body).toMatchObject({
    star: null,
    cycleState: 'appeal',
  })
  expect((await decide(ratingId, { star: 2, reason: '住院的那次不算' })).body).toMatchObject({ star: 2, cycleState: 'notified' })
  const again = await contest(member, ratingId, { text: '还是低' })
  expect((await answer(at.secretary, again.body.contests.at(-1)!.id, { outcome: 'rejected', answer: '记录如此' })).body.cycleState).toBe(
    'notified',
  )
  onDay('2026-04-04')
  expect((await contest(member, ratingId, { text: '太晚了' })).status).toBe(409)
})

/** A leader of the town: every branch of these tests brought one along. */
const leaderOf = async (contestId: string) =>
  (await app.owner.selectFrom('ratingContest').where('id', '=', contestId).select('answererId').executeTakeFirstOrThrow()).answererId

test('who seconded a lower star does not answer the appeal: a leader of the town does, and reads that sheet alone', async () => {
  await withRecords()
  const cycle = await inReview()
  const [ratingId, other] = [idOf(cycle, '陈大妹'), idOf(cycle, '何建生')]
  for (const { id } of cycle.members) if (id !== ratingId) await decide(id, { star: (await sheet(id, at.villageSecretary)).proposed })
  await decide(ratingId, { star: 0, vetoDecision: '西纪〔2026〕1号', reason: '受处分' })
  const seconded = await app.call(
    at.secretary,
    endpoints.second,
    { params: { ratingId }, body: { agrees: true } },
    match(await sheet(ratingId)),
  )
  expect(seconded.body).toMatchObject({ star: 0, secondByName: '区永康' })
  await step(cycle.id, 'show', { shownWhere: 'branchRoom' })
  onDay('2026-03-21')
  await step(cycle.id, 'confirm')
  await step(cycle.id, 'notify')
  const read = async (who: string, id: string) => (await app.call(who, endpoints.get, { params: { ratingId: id } })).status
  expect(await read(at.townLeader, ratingId), 'the town reads counts').toBe(404)
  const raise = (member: string, id: string) => contest(member, id, { text: '降得没有道理' })
  const appealed = await raise(at.members[0]!.personId, ratingId)
  expect(appealed.body.contests).toMatchObject([{ kind: 'appeal', answererName: '陈永强' }])
  const contestId = appealed.body.contests[0]!.id
  const leader = await leaderOf(contestId)
  expect([await read(leader, ratingId), await read(leader, other)]).toEqual([200, 404])
  expect((await app.call(leader, endpoints.cycle, { params: { cycleId: cycle.id } })).status, 'nor the list').toBe(403)
  for (const who of [at.secretary, at.villageSecretary])
    expect((await answer(who, contestId, { outcome: 'rejected', answer: '维持原来的' })).status).toBe(403)
  // Of another sheet, which the leader does not read, an appeal lies open still.
  const second = await raise(at.members[1]!.personId, other)
  expect(second.body.contests).toMatchObject([{ answererName: '区永康' }])
  const done = await answer(leader, contestId, { outcome: 'upheld', answer: '请重新定' })
  expect(done.body, JSON.stringify(done.body)).toMatchObject({ star: null, cycleState: 'appeal', contests: [{ state: 'upheld' }] })
  await decide(ratingId, { star: 1 })
  expect((await sheet(ratingId)).cycleState, 'the other appeal').toBe('appeal')
  await answer(at.secretary, second.body.contests[0]!.id, { outcome: 'rejected', answer: '记录如此' })
  expect((await sheet(ratingId)).cycleState).toBe('notified')
})

test('where the only secretary entered the fact, a leader of the town answers; with none nobody is left', async () => {
  await withRecords()
  const cycle = await open()
  await step(cycle.id, 'startSelfCheck')
  const ratingId = idOf(cycle, '陈大妹')
  await app.owner.updateTable('term').set({ valid: '[2020-01-01,2026-01-01)' }).where('personId', '=', at.villageSecretary).execute()
  const fact = (await sheet(ratingId)).facts.find(({ amount }) => amount === 0)!
  const raise = () => contest(at.members[0]!.personId, ratingId, { factId: fact.id, text: '不对' })
  const raised = await raise()
  expect(raised.body.contests).toMatchObject([{ kind: 'wrong', answererName: '陈永强' }])
  const put = { outcome: 'upheld', answer: '查了签名', amount: 1 }
  const done = await answer(await leaderOf(raised.body.contests[0]!.id), raised.body.contests[0]!.id, put)
  expect(done.body, JSON.stringify(done.body)).toMatchObject({ proposed: 5, contests: [{ state: 'upheld' }] })
  await sql`update term set valid = '[2020-01-01,2026-01-01)' where post_id in (select id from post where role = 'townLeader')`.execute(
    app.owner,
  )
  expect((await raise()).body.type).toBe('/problems/ratings/no-answerer')
})

test('a star is not decided over an open objection', async () => {
  await withRecords()
  const cycle = await inReview()
  const ratingId = idOf(cycle, '陈大妹')
  await contest(at.members[0]!.personId, ratingId, { source: 'trainings.hours', text: '少记了一场' })
  expect((await decide(ratingId, { star: 1 })).body.type).toBe('/problems/ratings/contest-open')
  expect((await step(cycle.id, 'show', { shownWhere: 'branchRoom' })).body.type).toBe('/problems/ratings/contest-open')
})

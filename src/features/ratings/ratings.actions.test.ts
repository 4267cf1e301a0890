/** Star ratings (评星定级) over HTTP: a year of a branch, who reads it, what is refused. */
import { beforeEach, expect, test } from 'vitest'
import { aBranch } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type RatingSheet } from './ratings.contract.ts'
import { defaultRules } from './ratings.defaults.rules.ts'
import { deleteOldScores } from './ratings.jobs.ts'
import { aRatedBranch, someRules, type RatedBranch } from './ratings.samples.ts'
import { match, pointerOf, ratedYear } from './ratings.year.samples.ts'

const app = useApp()
const year = ratedYear(app)
const { contest, onDay, withRecords, open, step, sheet, decide, idOf, inReview, shown } = year
let at: RatedBranch
beforeEach(async () => {
  at = await year.begin()
})

test('a cycle takes its facts from the records of its year, each with its record, and proposes; the list is by name and has no points', async () => {
  const meetingId = await withRecords()
  const cycle = await open()
  expect(cycle.members.map(({ name }) => name)).toEqual(['陈大妹', '何建生', '区永康'])
  expect(cycle.withoutSource).toEqual([])
  expect(JSON.stringify(cycle)).not.toMatch(/points|total|proposed/)
  const chen = await sheet(idOf(cycle, '陈大妹'))
  expect(chen).toMatchObject({ total: 62.5, proposed: 1, star: null })
  expect(chen.facts[1]).toMatchObject({
    title: '第一季度党员大会',
    amount: 0,
    due: 1,
    link: `/console/meetings/${meetingId}`,
    dimension: 'organisationLife',
  })
  expect(chen.facts.map(({ day }) => day)).toEqual(['2025-02-10', '2025-03-10', '2025-04-10', '2025-06-10', '2025-08-10', '2025-09-10'])
  expect(await sheet(idOf(cycle, '何建生'))).toMatchObject({ total: 100, proposed: 5 })
})

test('a year: self check, review, shown, confirmed, told, archived; nothing before its day', async () => {
  await withRecords()
  const cycle = await open()
  expect((await app.call(at.secretary, endpoints.openCycle, { body: { bodyId: at.branchId, year: 2025 } })).body.type).toBe(
    '/problems/ratings/already-open',
  )
  expect((await step(cycle.id, 'show')).status).toBe(409)
  expect((await step(cycle.id, 'startSelfCheck')).body).toMatchObject({ state: 'selfCheck', selfCheckUntil: '2026-03-12' })
  expect(
    (await app.call(at.secretary, endpoints.advance, { params: { cycleId: cycle.id }, body: { step: 'review' } }, match(cycle))).status,
    'someone was quicker',
  ).toBe(412)
  onDay('2026-03-12')
  expect((await step(cycle.id, 'review')).body.type).toBe('/problems/ratings/too-early')
  onDay('2026-03-13')
  expect((await step(cycle.id, 'review')).body.state).toBe('branchReview')
  expect((await step(cycle.id, 'show', { shownWhere: 'branchRoom' })).body.type).toBe('/problems/ratings/undecided')
  for (const { id } of cycle.members) await decide(id, { star: (await sheet(id, at.villageSecretary)).proposed })
  expect(pointerOf(await step(cycle.id, 'show'))).toEqual([422, '#/shownWhere'])
  await step(cycle.id, 'show', { shownWhere: 'generalMeeting' })
  onDay('2026-03-20')
  expect((await step(cycle.id, 'confirm')).body.type).toBe('/problems/ratings/too-early')
  onDay('2026-03-21')
  expect((await step(cycle.id, 'confirm')).body.state).toBe('confirmed')
  expect((await step(cycle.id, 'notify')).body).toMatchObject({ state: 'notified', appealUntil: '2026-04-03' })
  onDay('2026-04-03')
  expect((await step(cycle.id, 'archive')).body.type).toBe('/problems/ratings/too-early')
  onDay('2026-04-04')
  expect((await step(cycle.id, 'archive')).body.state).toBe('archived')
  const mine = await app.call(at.members[0]!.personId, endpoints.mine)
  expect(mine.body.items).toMatchObject([{ year: 2025, star: 1, cycleState: 'archived' }])
})

test('the member, the secretaries of branch and village read a sheet; everyone else is told that there is none, and the town counts', async () => {
  await withRecords()
  const cycle = await open()
  const ratingId = idOf(cycle, '陈大妹')
  const next = await aBranch(app.owner)
  const others = {
    'the secretary next door': next.secretary,
    'the town clerk': at.townClerk,
    'a leader of the town': at.townLeader,
    'the village clerk of the Party line': await aHolder(app.owner, 'villageClerk', at.village.id, { bodyId: at.committeeId }),
    'another member': at.members[1]!.personId,
    'the system administrator': await aHolder(app.owner, 'systemAdministrator', at.town.id),
  }
  for (const who of [at.secretary, at.villageSecretary, at.members[0]!.personId])
    expect((await app.call(who, endpoints.get, { params: { ratingId } })).status).toBe(200)
  for (const [name, who] of Object.entries(others)) {
    expect((await app.call(who, endpoints.get, { params: { ratingId } })).status, name).toBe(404)
    const list = await app.call(who, endpoints.cycle, { params: { cycleId: cycle.id } })
    expect(list.status, name).toBe(who === at.members[1]!.personId ? 403 : 404)
    const decided = await app.call(who, endpoints.decide, { params: { ratingId }, body: { star: 1 } }, match({ version: 1 }))
    expect(decided.status, name).toBe(404)
    expect((await app.call(who, endpoints.openCycle, { body: { bodyId: at.branchId, year: 2024 } })).status, name).toBe(403)
  }
  expect((await app.call(at.members[0]!.personId, endpoints.cycle, { params: { cycleId: cycle.id } })).status, 'not the list').toBe(403)
  const counts = await app.call(at.townClerk, endpoints.counts, { query: { year: '2025' } })
  expect(counts.body.items).toContainEqual({
    unitId: at.village.id,
    unitName: expect.any(String),
    rated: 0,
    exempt: 0,
    undecided: 3,
    openContests: 0,
  })
  expect((await app.call(next.villageSecretary, endpoints.counts, { query: { year: '2025' } })).body.items).toEqual([])
  expect((await app.call(at.members[0]!.personId, endpoints.counts, { query: { year: '2025' } })).status).toBe(403)
  const events = await app.owner.selectFrom('event').where('name', 'like', 'ratings.%').select('details').execute()
  expect(JSON.stringify(events)).not.toMatch(/陈大妹|"star"|points/)
})

test('what the secretaries weigh is theirs until the list is shown', async () => {
  await withRecords()
  const cycle = await inReview()
  const ratingId = idOf(cycle, '陈大妹')
  await decide(ratingId, { star: 1 })
  expect(await sheet(ratingId, at.members[0]!.personId)).toMatchObject({ star: null, decidedByName: null, proposed: 1 })
  expect(await sheet(ratingId)).toMatchObject({ star: 1, decidedByName: '潘国华' })
})

test('a star that differs needs a reason, a lower one a second person, a veto the number of a decision; nobody decides about oneself', async () => {
  await withRecords()
  const cycle = await inReview()
  const he = idOf(cycle, '何建生')
  expect((await decide(idOf(cycle, '区永康'), { star: 5 }, at.secretary)).status, 'oneself').toBe(403)
  expect(pointerOf(await decide(he, { star: 4 }))).toEqual([422, '#/reason'])
  expect(pointerOf(await decide(he, { star: 0, reason: '受处分' }))).toEqual([422, '#/vetoDecision'])
  expect((await app.call(at.secretary, endpoints.decide, { params: { ratingId: he }, body: { star: 5 } })).status).toBe(428)
  const lower = await decide(he, { star: 4, reason: '两次请假没有事先说' })
  expect(lower.body).toMatchObject({ star: 4, awaitsSecond: true })
  const second = async (who: string, agrees: boolean) =>
    app.call(who, endpoints.second, { params: { ratingId: he }, body: { agrees } }, match(await sheet(he)))
  expect((await second(at.villageSecretary, true)).status, 'the same person twice').toBe(403)
  expect((await step(cycle.id, 'show', { shownWhere: 'branchRoom' })).body.type).toBe('/problems/ratings/undecided')
  expect((await second(at.secretary, false)).body).toMatchObject({ star: null, awaitsSecond: false })
  expect((await second(at.secretary, true)).status).toBe(409)
  await decide(he, { star: 4, reason: '两次请假没有事先说' })
  expect((await second(at.secretary, true)).body).toMatchObject({ star: 4, awaitsSecond: false, secondByName: '区永康' })
  const veto = await decide(he, { star: 0, reason: '受处分', vetoDecision: '南纪决〔2025〕8号' })
  expect(veto.body).toMatchObject({ star: 0, vetoDecision: '南纪决〔2025〕8号', awaitsSecond: true })
})

test('what waits for whom: one’s own sheet to read, and a lower star for the second person', async () => {
  await withRecords()
  const waits = async (who: string, name: string) =>
    app.as(await app.person(who), async context => app.platform.todos.find(source => source.name === name)!.list(context))
  const cycle = await open()
  const [chen, he] = [idOf(cycle, '陈大妹'), idOf(cycle, '何建生')]
  expect(await waits(at.members[0]!.personId, 'ratings.ownSheets')).toEqual([])
  await step(cycle.id, 'startSelfCheck')
  expect(await waits(at.members[0]!.personId, 'ratings.ownSheets')).toMatchObject([
    { id: chen, dueOn: '2026-03-12', link: `/console/ratings/${chen}` },
  ])
  onDay('2026-03-13')
  await step(cycle.id, 'review')
  await decide(he, { star: 3, reason: '几次没有说明原因' })
  expect(await waits(at.secretary, 'ratings.lowerStars')).toMatchObject([{ id: he, title: '何建生的星级往下定，等您看' }])
  expect(await waits(at.villageSecretary, 'ratings.lowerStars'), 'who decided it').toEqual([])
})

test('the bearer of a one-time code reads what is kept of the own stars, facts and objections, and nobody else’s', async () => {
  await withRecords()
  const cycle = await shown()
  const ratingId = idOf(cycle, '陈大妹')
  const { personId } = at.members[0]!
  await contest(personId, ratingId, { source: 'trainings.hours', text: '少记了一场' })
  const told = async (about: string) =>
    app.as({ kind: 'subject', townId: 1, personId: about }, async context =>
      (
        await Promise.all(
          app.platform.about.filter(({ name }) => name.startsWith('ratings.')).map(section => section.rows(context, personId)),
        )
      ).flat(),
    )
  const rows = await told(personId)
  expect(rows).toContainEqual({ name: '2025年', text: '★ 1星' })
  expect(rows).toContainEqual({ name: '第一季度党员大会', text: '2025-03-10，记0' })
  expect(rows).toContainEqual({ name: '少记了一场', text: '等答复' })
  expect(await told(at.members[1]!.personId)).toEqual([])
})

test('exempt is not rated, which is not a zero', async () => {
  await withRecords()
  const cycle = await inReview()
  const he = idOf(cycle, '何建生')
  const exempt = async (reason: string | null) =>
    app.call(at.secretary, endpoints.exempt, { params: { ratingId: he }, body: { reason } }, match(await sheet(he)))
  expect((await exempt('elderly')).body).toMatchObject({ exempt: 'elderly', proposed: null, total: null, star: null })
  expect((await decide(he, { star: 5 })).status).toBe(409)
  expect((await exempt(null)).body).toMatchObject({ exempt: null, proposed: 5 })
})

test('the member asks for a person’s own judgement, and the star then needs a reason', async () => {
  await withRecords()
  const cycle = await inReview()
  const ratingId = idOf(cycle, '陈大妹')
  const ask = (who: string) => app.call(who, endpoints.askHuman, { params: { ratingId }, body: {} })
  expect((await ask(at.secretary)).status).toBe(403)
  expect((await ask(at.members[0]!.personId)).body.humanAskedOn).toBe('2026-03-13')
  expect((await ask(at.members[0]!.personId)).status).toBe(409)
  expect(pointerOf(await decide(ratingId, { star: 1 }))).toEqual([422, '#/reason'])
  expect((await decide(ratingId, { star: 2, reason: '三月在外地照顾父亲，平时都到' })).body.star).toBe(2)
})

test('two secretaries who open the same year at the same instant open one', async () => {
  await withRecords()
  const open2 = (who: string) => app.call(who, endpoints.openCycle, { body: { bodyId: at.branchId, year: 2025 } })
  const both = await Promise.all([open2(at.secretary), open2(at.villageSecretary)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('no rules, no cycle; and none for a year to come', async () => {
  const call = (year: number) => app.call(at.secretary, endpoints.openCycle, { body: { bodyId: at.branchId, year } })
  expect((await call(2001)).body.type).toBe('/problems/ratings/no-rules')
  expect(pointerOf(await call(2027))).toEqual([422, '#/year'])
  expect(pointerOf(await app.call(at.secretary, endpoints.openCycle, { body: { bodyId: at.committeeId, year: 2025 } }))).toEqual([
    422,
    '#/bodyId',
  ])
})

test('who left the branch after the list was made is not on it when the members read it', async () => {
  await withRecords()
  const cycle = await open()
  expect(cycle.members).toHaveLength(3)
  const member = (membershipId: string) => app.owner.updateTable('partyMembership').where('id', '=', membershipId)
  const [chen, he] = at.members
  await member(he!.membershipId).set({ endedOn: '2026-03-02', endReason: 'died' }).execute()
  const next = await aRatedBranch(app.owner)
  await member(chen!.membershipId).set({ bodyId: next.branchId, unitId: next.cooperative.id }).execute()
  const started = await step(cycle.id, 'startSelfCheck')
  expect(started.status, JSON.stringify(started.body)).toBe(200)
  const { members } = (await app.call(at.secretary, endpoints.cycle, { params: { cycleId: cycle.id } })).body
  expect(members.map(({ name }) => name)).toEqual(['区永康'])
})

test('a star is last year’s once it is confirmed: the new sheet does not tell what is still weighed', async () => {
  await withRecords()
  const before = await shown()
  const { body: cycle } = await app.call(at.secretary, endpoints.openCycle, { body: { bodyId: at.branchId, year: 2026 } })
  await step(cycle.id, 'startSelfCheck')
  const lastYear = async () => (await sheet(idOf(cycle, '陈大妹'), at.members[0]!.personId)).lastYearStar
  expect(await lastYear()).toBeNull()
  onDay('2026-03-21')
  expect((await step(before.id, 'confirm')).status).toBe(200)
  expect(await lastYear()).toBe(1)
})

test('new rules do not touch last year’s stars: the sheet reckons under the rules of its cycle', async () => {
  await withRecords()
  const cycle = await shown()
  const ratingId = idOf(cycle, '陈大妹')
  const before = await sheet(ratingId)
  await someRules(app.owner, at.townLeader, { ...defaultRules(2025), bands: [1, 2, 3, 4, 5] })
  const { total, proposed, star }: RatingSheet = await sheet(ratingId)
  expect({ total, proposed, star }).toEqual({ total: before.total, proposed: before.proposed, star: before.star })
})

test('points go after two cycles with the facts and what was said of them; the star stays', async () => {
  await withRecords()
  const cycle = await shown()
  const ratingId = idOf(cycle, '陈大妹')
  const run = async () => {
    const job = { kind: 'job', townId: 1, name: deleteOldScores.name } as const
    const items = await app.as(job, context => deleteOldScores.find(context))
    for (const item of items) await app.as(job, context => deleteOldScores.each(context, item))
    return items.includes(cycle.id)
  }
  onDay('2027-12-31')
  expect(await run()).toBe(false)
  onDay('2028-01-01')
  expect(await run()).toBe(true)
  expect(await run()).toBe(false)
  expect(await sheet(ratingId)).toMatchObject({ star: 1, total: null, points: null, proposed: null, facts: [], contests: [] })
})

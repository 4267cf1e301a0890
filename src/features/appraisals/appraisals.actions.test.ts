/** Appraisals (述职评议): rounds and reports, from the posts to the letter; over HTTP. */
import { expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { endpoints as people } from '#features/people/people.posts.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as todos } from '#features/todos/todos.contract.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './appraisals.contract.ts'
import { aReport, aReportingVillage, aRound, aText } from './appraisals.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })
const tallies = [{ voters: 'residents', eligible: 30, good: 20, fairlyGood: 8, average: 1, poor: 1 }]

test('a round takes its presenters from the posts of the day; a vacant post is listed without a report, until it is filled', async () => {
  const at = await aReportingVillage(app.owner)
  const vacant = await aVillage(app.owner)
  const left = await aVillage(app.owner)
  await aHolder(app.owner, 'villageSecretary', left.id, { to: '2026-03-02' })
  const body = { year: 2025, heldOn: '2026-03-02', title: '2025年度述职评议会' }
  const opened = await app.call(at.townClerk, endpoints.open, { body })
  expect(opened.status).toBe(200)
  const line = (unitId: string) => opened.body.lines.find(each => each.unitId === unitId)
  expect(line(at.village.id)).toMatchObject({ state: 'scheduled', presenterName: '潘国华', openItems: 0 })
  for (const { id } of [vacant, left]) expect(line(id)).toMatchObject({ state: 'vacant', reportId: null, presenterName: null })
  expect(opened.body.reports + opened.body.vacant).toBe(opened.body.lines.length)

  const name = (who: string, unitId: string) => app.call(who, endpoints.namePresenter, { params: { roundId: opened.body.id, unitId } })
  expect(await name(at.townClerk, vacant.id)).toMatchObject({ status: 409, body: { type: '/problems/appraisals/post-vacant' } })
  expect((await name(at.townClerk, newId())).status).toBe(404)
  await aHolder(app.owner, 'villageSecretary', vacant.id, { name: '区永康' })
  expect((await name(at.secretary, vacant.id)).status).toBe(403)
  const filled = await name(at.townClerk, vacant.id)
  expect(filled.body.lines.find(({ unitId }) => unitId === vacant.id)).toMatchObject({ state: 'scheduled', presenterName: '区永康' })
  expect((await app.call(at.secretary, endpoints.open, { body })).status).toBe(403)
  const wrong = await app.call(at.townClerk, endpoints.open, { body: { ...body, heldOn: '2024-12-31' } })
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/heldOn' }] } })
})

test('each sees the lines of the own scope, by code and never in an order of grades', async () => {
  const { at, roundId, params } = await aReport(app, 'fedBack')
  const next = await aReportingVillage(app.owner)
  const seen = async (who: string) => (await app.call(who, endpoints.round, { params: { roundId } })).body.lines
  expect((await seen(at.secretary)).map(({ unitId }) => unitId)).toEqual([at.village.id])
  expect(await seen(next.secretary)).toEqual([])
  expect((await seen(at.leader)).length).toBeGreaterThan(1)
  expect(JSON.stringify(await seen(at.townClerk))).not.toMatch(/grade|fairlyGood/)
  expect((await app.call(at.villageClerk, endpoints.get, { params })).status).toBe(200)
  expect((await app.call(next.secretary, endpoints.get, { params })).status).toBe(404)
  expect((await app.call(null, endpoints.list)).status).toBe(401)
  expect((await app.call(at.secretary, endpoints.round, { params: { roundId: newId() } })).status).toBe(404)
  const listed = await app.call(at.secretary, endpoints.list)
  expect(listed.body.items.find(({ id }) => id === roundId)).toMatchObject({ year: 2025, reports: 1, presented: 1 })
  expect(listed.body.allowedActions).not.toContain('open')
})

test('the report opens with the village’s figures; when presented they stand, and a later record shows as a difference', async () => {
  const { at, params } = await aReport(app, 'drafted')
  const bodyId = await aBody(app.owner, 'branch', { unitIds: [at.village.id] })
  const lecture = async (day: string) => {
    const plan = { kind: 'lecture', bodyId, title: '党课', startsAt: `${day}T01:00:00.000Z` }
    const { body } = await app.call(at.secretary, meetings.create, { body: plan })
    return app.call(at.secretary, meetings.hold, { params: { meetingId: body.id } })
  }
  expect((await lecture('2025-06-01')).status).toBe(200)
  const figure = async () =>
    (await app.call(at.secretary, endpoints.get, { params })).body.figures.find(({ indicatorId }) => indicatorId === 'meetings.lectures')
  const question = { from: '2025-01-01', to: '2025-12-31', asOf: '2025-12-31' }
  expect(await figure()).toMatchObject({ shown: '1场次', ...question, frozen: false, changed: false })
  const presented = await app.call(at.townClerk, endpoints.present, { params })
  expect(presented).toMatchObject({ status: 200, body: { state: 'presented', presentedAt: '2026-03-02T01:00:00.000Z' } })
  expect(await figure()).toMatchObject({ shown: '1场次', ...question, frozen: true, changed: false })
  await lecture('2025-07-01')
  expect(await figure()).toMatchObject({ shown: '1场次', frozen: true, changed: true })
  // Entered for the wrong village: taken back, the figures are the records' again.
  expect((await app.call(at.leader, endpoints.takeBack, { params })).status).toBe(403)
  expect((await app.call(at.townClerk, endpoints.takeBack, { params })).body).toMatchObject({ state: 'drafted', presentedAt: null })
  expect(await figure()).toMatchObject({ shown: '2场次', frozen: false })
})

test('a village that was not there in the year reports without its numbers', async () => {
  const at = await aReportingVillage(app.owner)
  await app.owner.updateTable('unit').set({ openedOn: '2026-01-10' }).where('id', '=', at.village.id).execute()
  await app.owner.updateTable('unitPeriod').set({ valid: '[2026-01-10,)' }).where('unitId', '=', at.village.id).execute()
  const { lines } = await aRound(app, at.townClerk)
  const params = { reportId: lines.find(({ unitId }) => unitId === at.village.id)!.reportId! }
  await app.call(at.secretary, endpoints.write, { params, body: aText() }, match(1))
  expect(await app.call(at.townClerk, endpoints.present, { params })).toMatchObject({
    status: 200,
    body: { figures: [], state: 'presented' },
  })
})

test('what belongs to a report is closed to the village next door, in the database too', async () => {
  const { at, params } = await aReport(app, 'commented')
  await app.call(at.townClerk, endpoints.tally, { params, body: { tallies } }, match(4))
  const next = await aReportingVillage(app.owner)
  const rowsFor = async (who: string) =>
    app.as(await app.person(who), async ({ db }) => {
      const count = async (table: 'appraisalFigure' | 'appraisalTally') =>
        (await db.selectFrom(table).where('reportId', '=', params.reportId).select('reportId').execute()).length
      const reports = await db.selectFrom('appraisalReport').where('id', '=', params.reportId).select('id').execute()
      return [reports.length, await count('appraisalFigure'), await count('appraisalTally')]
    })
  expect(await rowsFor(at.secretary)).toEqual([1, 10, 1])
  expect(await rowsFor(next.secretary)).toEqual([0, 0, 0])
  const branch = await aHolder(app.owner, 'branchSecretary', at.village.id)
  expect(await rowsFor(branch)).toEqual([0, 0, 0])
})

test('only the secretary writes, each field is asked for, and two windows do not overwrite each other', async () => {
  const { at, params } = await aReport(app, 'scheduled')
  const write = (who: string, body: object, headers = match(1)) => app.call(who, endpoints.write, { params, body }, headers)
  for (const who of [at.villageClerk, at.townClerk, at.leader]) expect((await write(who, aText())).status).toBe(403)
  expect(
    (await write(at.secretary, aText({ lacking: '', ownProblems: ['好', '老人饭堂'] }))).body.errors.map(({ pointer }) => pointer),
  ).toEqual(['#/lacking', '#/ownProblems/0'])
  expect((await app.call(at.secretary, endpoints.write, { params, body: aText() })).status).toBe(428)
  const answers = await Promise.all([
    write(at.secretary, aText({ achieved: '第一稿' })),
    write(at.secretary, aText({ achieved: '第二稿' })),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const lost = answers.find(({ status }) => status === 412)!.body as unknown as {
    current: { achieved: string }
    yours: { achieved: string }
  }
  expect([lost.current.achieved, lost.yours.achieved].sort()).toEqual(['第一稿', '第二稿'])
  const saved = answers.find(({ status }) => status === 200)!
  expect(saved).toMatchObject({ headers: { etag: '"2"' }, body: { state: 'drafted', version: 2, ownProblems: ['老人饭堂还没有开'] } })
  const [event] = await app.owner
    .selectFrom('event')
    .where('name', '=', 'appraisals.write')
    .where('subjectId', '=', params.reportId)
    .selectAll()
    .execute()
  expect(JSON.stringify(event!.details)).not.toMatch(/稿|饭堂/)
})

test('a report is presented once, on the day, by whoever holds the post then', async () => {
  const { at, params } = await aReport(app, 'drafted')
  const present = () => app.call(at.townClerk, endpoints.present, { params })
  expect((await app.call(at.secretary, endpoints.present, { params })).status).toBe(403)
  const later = await aRound(app, at.townClerk, { heldOn: '2026-03-09' })
  const early = later.lines.find(({ unitId }) => unitId === at.village.id)!.reportId!
  await app.call(at.secretary, endpoints.write, { params: { reportId: early }, body: aText() }, match(1))
  expect((await app.call(at.townClerk, endpoints.present, { params: { reportId: early } })).status).toBe(409)
  const answers = await Promise.all([present(), present()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await app.call(at.secretary, endpoints.write, { params, body: aText() }, match(3))).status).toBe(409)

  // The post changes hands between the invitation and the meeting of the 9th.
  const successor = await aHolder(app.owner, 'villageSecretary', at.village.id, { name: '黄志强', from: '2026-03-05' })
  await app.owner.updateTable('term').set({ valid: '[2020-01-01,2026-03-05)' }).where('personId', '=', at.secretary).execute()
  const now = app.now
  app.now = new Date('2026-03-09T01:00:00Z')
  const changed = await app.call(at.townClerk, endpoints.present, { params: { reportId: early } })
  expect(changed).toMatchObject({ status: 409, body: { type: '/problems/appraisals/presenter-changed' } })
  const where = { roundId: later.id, unitId: at.village.id }
  const named = await app.call(at.townClerk, endpoints.namePresenter, { params: where })
  expect(named.body.lines.find(({ unitId }) => unitId === at.village.id)).toMatchObject({ presenterName: '黄志强' })
  expect((await app.call(successor, endpoints.get, { params: { reportId: early } })).body.allowedActions).toContain('write')
  expect((await app.call(at.townClerk, endpoints.present, { params: { reportId: early } })).status).toBe(200)
  expect((await app.call(at.townClerk, endpoints.namePresenter, { params: where })).status).toBe(409)
  app.now = now
})

test('one report, one comment: a leader’s own words, or the office in a leader’s name', async () => {
  const { at, params } = await aReport(app, 'presented')
  const colleague = await aHolder(app.owner, 'townLeader', at.town.id, { name: '陈建生', title: '镇党委委员' })
  const comment = (who: string, leaderId: string) => app.call(who, endpoints.comment, { params, body: { leaderId, text: '说得实在。' } })
  expect((await app.call(at.townClerk, endpoints.leaders, { params })).body.items.map(({ id }) => id)).toContain(colleague)
  expect((await app.call(at.secretary, endpoints.leaders, { params })).status).toBe(403)
  expect((await comment(at.secretary, at.leader)).status).toBe(403)
  expect((await comment(at.leader, colleague)).status).toBe(403)
  expect((await comment(at.townClerk, at.secretary)).body.errors).toMatchObject([{ pointer: '#/leaderId' }])
  const answers = await Promise.all([comment(at.leader, at.leader), comment(at.townClerk, colleague)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await comment(at.townClerk, colleague)).status).toBe(409)
  expect((await app.call(at.townClerk, endpoints.takeBack, { params })).status).toBe(409)
})

test('tallies stand by group beside the grade that the committee chose; nothing is added up', async () => {
  const { at, params } = await aReport(app, 'commented')
  const tally = (who: string, body: object, headers = match(4)) => app.call(who, endpoints.tally, { params, body }, headers)
  expect((await tally(at.leader, { tallies })).status).toBe(403)
  const large = [{ ...tallies[0], eligible: 29 }]
  expect((await tally(at.townClerk, { tallies: large })).body.errors).toMatchObject([
    { pointer: '#/tallies/0/eligible', detail: '这一组只有29人，却有30票' },
  ])
  expect((await tally(at.townClerk, { tallies: [{ ...tallies[0], good: -1 }] })).body.errors).toMatchObject([
    { pointer: '#/tallies/0/good' },
  ])
  expect((await tally(at.townClerk, { tallies: [...tallies, ...tallies] })).body.errors).toMatchObject([{ pointer: '#/tallies/1/voters' }])
  expect((await tally(at.townClerk, { tallies }, match(3))).status).toBe(412)
  expect((await tally(at.townClerk, { tallies })).body).toMatchObject({ version: 5, tallies, grade: null })
  const broken = app.owner.updateTable('appraisalTally').set({ eligible: 1 }).where('reportId', '=', params.reportId)
  await expect(broken.execute()).rejects.toThrow(/check constraint/)

  const feedBack = (date = '2026-03-02') =>
    app.call(at.townClerk, endpoints.feedBack, { params, body: { text: '请在三个月内改好。', date } })
  expect(await feedBack()).toMatchObject({ status: 409, body: { type: '/problems/appraisals/grade-missing' } })
  const decide = (who: string, decidedOn: string) => app.call(who, endpoints.decide, { params, body: { grade: 'fairlyGood', decidedOn } })
  expect((await decide(at.leader, '2026-03-02')).status).toBe(403)
  for (const day of ['2026-03-01', '2026-03-03'])
    expect((await decide(at.townClerk, day)).body.errors).toMatchObject([{ pointer: '#/decidedOn' }])
  expect((await decide(at.townClerk, '2026-03-02')).body).toMatchObject({ grade: 'fairlyGood', state: 'commented' })
  expect((await feedBack('2026-03-03')).body.errors).toMatchObject([{ pointer: '#/date' }])
  expect((await feedBack()).body).toMatchObject({ state: 'fedBack', letter: '请在三个月内改好。', letterOn: '2026-03-02' })
  expect((await feedBack()).status).toBe(409)
  expect((await tally(at.townClerk, { tallies }, match(7))).status).toBe(409)
})

test('who stands in for a secretary on leave writes the report, from the first day of leave to the last', async () => {
  const { at, params } = await aReport(app, 'scheduled')
  const write = (who: string, version: number, changes: object = {}) =>
    app.call(who, endpoints.write, { params, body: aText(changes) }, match(version))
  const waiting = async () =>
    (await app.call(at.villageClerk, todos.list)).body.items.filter(({ source }) => source === 'appraisals.unwrittenReports').length
  expect([(await write(at.villageClerk, 1)).status, await waiting()], 'not before the leave').toEqual([403, 0])
  const leave = { deputyId: at.villageClerk, from: '2026-03-03', lastOn: '2026-03-04' }
  expect((await app.call(at.secretary, people.takeLeave, { params: { personId: at.secretary }, body: leave })).status).toBe(200)
  const today = app.now
  app.now = new Date('2026-03-03T01:00:00Z')
  expect(await waiting()).toBe(1)
  expect((await app.call(at.villageClerk, endpoints.get, { params })).body.allowedActions).toContain('write')
  expect((await write(at.villageClerk, 1, { achieved: '代书记写的。' })).body).toMatchObject({
    state: 'drafted',
    achieved: '代书记写的。',
    version: 2,
  })
  expect((await write(at.villageClerk, 1)).status, 'what was saved meanwhile is not lost').toBe(412)
  expect((await write(at.secretary, 2)).body, 'the secretary may write too').toMatchObject({ version: 3 })
  expect((await app.call(at.townClerk, endpoints.present, { params })).status).toBe(200)
  expect((await write(at.villageClerk, 4)).status, 'what was said is not rewritten').toBe(409)
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', params.reportId)
    .where('name', '=', 'appraisals.write')
    .selectAll()
    .execute()
  expect(events.map(({ actor }) => actor)).toEqual([`person:${at.villageClerk}`, `person:${at.secretary}`])
  expect((await app.call(at.townClerk, endpoints.takeBack, { params })).status).toBe(200)
  app.now = new Date('2026-03-05T01:00:00Z')
  expect((await write(at.villageClerk, 5)).status, 'the leave is over').toBe(403)
  app.now = today
})

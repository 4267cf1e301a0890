/** By when what was decided is disclosed, and what is owed is done (期限): whoever decided it, and never on a day off. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { anEntry } from '#features/matters/matters.samples.ts'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { endpoints as thresholds } from '#features/thresholds/thresholds.contract.ts'
import { endpoints as votes } from '#features/votes/votes.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { gateDriver, ok, stepsOf } from './decisions.gates.samples.ts'
import { aDecidingPlace, matterDriver, type DecidingPlace } from './decisions.samples.ts'

const app = useApp()
const { aMatter, registered } = matterDriver(app)
const { aPlace } = gateDriver(app)
beforeAll(async () => {
  await app.owner.insertInto('holidayYear').values({ year: 2026, source: '国务院办公厅通知' }).execute()
  const off = ['01', '02', '03', '04', '05', '06', '07'].map(day => ({
    day: `2026-10-${day}`,
    kind: 'off' as const,
    name: '国庆节',
    year: 2026,
  }))
  await app.owner.insertInto('holiday').values(off).execute()
})
beforeEach(() => void (app.now = new Date('2026-03-02T01:00:00Z')))

/** The town settles how many members must be there. */
async function settleReview({ town, townClerk, townLeader }: DecidingPlace) {
  const params = { ruleKey: 'membersReview.2018', unitId: town.id }
  const match = async () => ({ 'if-match': `"${(await app.call(null, thresholds.get, { params })).body.version}"` })
  const quorum = [{ route: 'voters', share: { numerator: 2, denominator: 3, strict: false }, base: 'eligible' }] as const
  await ok(app.call(townClerk, thresholds.propose, { params, body: { basis: '镇党委会议纪要', quorum, noticeDays: 3 } }, await match()))
  await ok(app.call(townLeader, thresholds.adopt, { params, body: { inForceOn: '2026-03-02' } }, await match()))
}

/** Three members under the village's committee; all of them come and agree. */
async function reviewed(place: DecidingPlace, matter: Awaited<ReturnType<typeof aMatter>>) {
  const committee = await aBody(app.owner, 'committee', { name: '柳河村党委', unitIds: [place.village.id] })
  const branch = await aBody(app.owner, 'branch', { name: '福寿里党支部', parentId: committee, unitIds: [place.cooperative.id] })
  for (const [index, name] of ['陈甲', '陈乙', '陈丙'].entries()) {
    const personId = await aMember(app.owner, place.village.id, name, `chen ${index}`)
    await aMembership(app.owner, personId, { bodyId: branch, unitId: place.cooperative.id })
  }
  const at = {
    startsAt: '2026-03-09T01:00:00Z',
    endsAt: '2026-03-09T02:00:00Z',
    place: '礼堂',
    noticeChannel: 'board',
    noticeOn: '2026-03-02',
  } as const
  const called = await app.call(place.secretary, votes.convene, {
    body: { bodyId: committee, decidingBody: 'membersReview', title: '党员大会', ...at },
  })
  const params = { meetingId: called.body.id }
  await ok(matter.put(endpoints.table, { ...params, ownInterests: false }, place.secretary))
  app.now = new Date('2026-03-09T01:30:00Z')
  await ok(app.call(place.secretary, votes.drawRoll, { params }))
  const roll = (await app.call(place.secretary, meetings.roll, { params })).body
  const marks = roll.items.map(({ id }) => ({ entryId: id, attendance: 'present' as const }))
  await ok(app.call(place.secretary, meetings.takeAttendance, { params, body: { marks } }, { 'if-match': `"${roll.version}"` }))
  const { items, lines } = (await app.call(place.secretary, votes.fixRoll, { params })).body
  const ballot = { ballotId: items[0]!.id }
  const cast = lines.map(({ id }) => ({ lineId: id, manner: 'inPerson' as const }))
  await ok(app.call(place.secretary, votes.mark, { params: ballot, body: { marks: cast } }))
  await ok(app.call(place.secretary, votes.close, { params: ballot, body: { method: 'hands', tally: { for: 3, against: 0, abstain: 0 } } }))
}

test('what the members of the Party decide owes its disclosure as an assembly’s decision does', async () => {
  const place = await aDecidingPlace(app.owner, [
    anEntry('A15', { stages: ['proposal', 'membersReview', 'decisionDisclosure', 'resultDisclosure'] }),
  ])
  await settleReview(place)
  const matter = await aMatter(place, { unitId: place.village.id, line: 'village', code: 'A15', title: '后备干部推荐' })
  await ok(matter.put(endpoints.submit, { onDay: '2026-03-02' }))
  await matter.declare(place.branchSecretary, 'proposal')
  await matter.declare(place.supervisor, 'supervision')
  await reviewed(place, matter)
  await stepsOf(place, matter).seats('membersReview')
  const held = { chairId: place.secretary, recorderId: place.clerk, resultDueOn: '2026-12-31' }
  const { body } = await matter.put(endpoints.conclude, held, place.secretary, { stage: 'membersReview' })
  expect(body).toMatchObject({ state: 'resolved', dueOn: '2026-03-16', overdue: [] })
  app.now = new Date('2026-03-18T01:30:00Z')
  expect((await matter.read(null)).overdue).toEqual(['决议公开逾期2天'])
  const query = { unitId: place.village.id, from: '2026-03-01', to: '2026-03-31', asOf: '2026-03-18' }
  expect((await app.call(null, numbers.value, { params: { indicatorId: 'decisions.undisclosed' }, query })).body.value).toBe(1)
})

test('a day that is owed within National Day is the first working day after it', async () => {
  app.now = new Date('2026-09-18T01:00:00Z')
  const { place } = await aPlace()
  const matter = await registered(place, '2026-09-18')
  const said = { params: matter.params, body: { content: '租金太低了，要公开招标。' } }
  expect((await app.call(null, endpoints.comment, said)).body).toEqual({ replyBy: '2026-10-08' })
  await ok(matter.put(endpoints.urge, { reason: '台风后要马上抢修', document: '镇三防办通知' }))
  await ok(matter.put(endpoints.confirmUrgency, undefined, place.secretary))
  app.now = new Date('2026-10-08T01:00:00Z')
  expect(await matter.read(null)).toMatchObject({ overdue: [], urgent: { ratifyBy: '2026-10-08' } })
})

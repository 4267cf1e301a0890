/** Votes (表决会议): their numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest, expectHonestShare } from '../../../tests/support/faults.ts'

const app = useApp()

/** A ballot closed on the day with the verdict, about a subject of its own or the one given. */
async function aClosedBallot(unitId: string, day: string, verdict: string, subjectId: string = newId()) {
  const bodyId = await aBody(app.owner, 'cooperative', { unitIds: [unitId] })
  const closedBy = await aHolder(app.owner, 'cooperativeDirector', unitId)
  const [id, meetingId] = [newId(), newId()]
  const meeting = { townId: 1, id: meetingId, bodyId, unitId, kind: 'assembly', title: '成员大会', place: '', state: 'held' } as const
  // The first hour of the day in Shanghai, which is the day before in UTC.
  await app.owner
    .insertInto('meeting')
    .values({ ...meeting, startsAt: `${day}T00:30:00+08:00` })
    .execute()
  await app.owner
    .insertInto('votingMeeting')
    .values({ townId: 1, meetingId, decidingBody: 'collectiveMembers', route: 'voters', mostProxies: 1 })
    .execute()
  await app.owner
    .insertInto('ballot')
    .values({
      townId: 1,
      id,
      meetingId,
      unitId,
      party: false,
      number: 1,
      subjectKind: 'decision',
      subjectId,
      title: '鱼塘发包',
      text: '同意。',
      legalMatter: 'ordinary',
      ownInterests: false,
      state: 'closed',
      roll: JSON.stringify({ route: 'voters', all: 3, eligible: 3, present: 1, recused: 0 }),
      rule: JSON.stringify({ key: 'collectiveMembers.2025' }),
      method: 'hands',
      votesFor: 1,
      votesAgainst: 0,
      votesAbstain: 0,
      outcome: JSON.stringify({ verdict, words: [], needed: null }),
      closedAt: `${day}T01:30:00+08:00`,
      closedBy,
    })
    .execute()
  return id
}

/** What two people do to a result that was wrong. */
async function correct(ballotId: string, verdict: string) {
  const { unitId } = await app.owner.selectFrom('ballot').where('id', '=', ballotId).select('unitId').executeTakeFirstOrThrow()
  const [proposedBy, confirmedBy] = [await aHolder(app.owner, 'villageClerk', unitId), await aHolder(app.owner, 'villageClerk', unitId)]
  const outcome = JSON.stringify({ verdict, words: [], needed: null })
  const correction = { townId: 1, id: newId(), ballotId, reason: '数错', votesFor: 3, votesAgainst: 0, votesAbstain: 0, outcome }
  await app.owner
    .insertInto('ballotCorrection')
    .values({ ...correction, proposedBy, proposedAt: new Date(), confirmedBy, confirmedAt: new Date() })
    .execute()
}

test('meetings that too few attended: five faults', async () => {
  const reader = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  await expectHonest(app, 'votes.quorumFailures', {
    plant: (unitId, day) => aClosedBallot(unitId, day, 'noQuorum'),
    remove: async id => void (await app.owner.deleteFrom('ballot').where('id', '=', id).execute()),
    // a closed ballot is never cancelled, but two can put it right: there were enough after all
    cancel: id => correct(id, 'passed'),
    reader,
  })
})

// Four faults: a ballot is closed for good. A correction changes what it came to and never that it was held; see the next test.
test('passed at once: four faults', async () => {
  await expectHonestShare(app, 'votes.firstPassShare', {
    plant: (unitId, day, part) => aClosedBallot(unitId, day, part ? 'passed' : 'rejected'),
    remove: async id => void (await app.owner.deleteFrom('ballot').where('id', '=', id).execute()),
    reader: await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id),
  })
})

test('only the first vote on a matter counts for the share, by the result in force; a correction changes it', async () => {
  const village = await aVillage(app.owner)
  const first = await aClosedBallot(village.id, '2021-05-01', 'noQuorum', 'd1')
  await aClosedBallot(village.id, '2021-05-10', 'passed', 'd1')
  await aClosedBallot(village.id, '2021-05-11', 'passed', 'd2')
  await aClosedBallot(village.id, '2021-06-01', 'rejected', 'd3')
  const of = async (indicatorId: string) => {
    const query = { unitId: village.id, from: '2021-05-01', to: '2021-05-31' }
    return (await app.call(null, numbers.value, { params: { indicatorId }, query })).body.value
  }
  expect([await of('votes.firstPassShare'), await of('votes.quorumFailures')]).toEqual([50, 1])
  await correct(first, 'passed')
  expect([await of('votes.firstPassShare'), await of('votes.quorumFailures')]).toEqual([100, 0])
})

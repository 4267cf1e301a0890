/** Star ratings (评星定级): the numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { someRules } from './ratings.samples.ts'

const app = useApp()
const townId = 1

type Kind = 'rated' | 'exempt' | 'openContests'

/** A rating of the day's year, confirmed; or an objection raised on the day. */
async function plantIn(unitId: string, day: string, kind: Kind): Promise<string> {
  const leader = await aHolder(app.owner, 'townLeader', (await aTown(app.owner)).id)
  const secretary = await aHolder(app.owner, 'villageSecretary', unitId)
  const bodyId = await aBody(app.owner, 'branch', { unitIds: [unitId] })
  const personId = await aMember(app.owner, unitId, '陈大妹')
  const membershipId = await aMembership(app.owner, personId, { bodyId, unitId })
  const [cycleId, ratingId] = [newId(), newId()]
  await app.owner
    .insertInto('ratingCycle')
    .values({
      townId,
      id: cycleId,
      bodyId,
      unitId,
      year: Number(day.slice(0, 4)),
      ruleSetId: await someRules(app.owner, leader),
      state: 'confirmed',
      confirmedOn: day,
    })
    .execute()
  const decided = { star: 3, decidedBy: secretary, decidedOn: day }
  await app.owner
    .insertInto('rating')
    .values({ townId, id: ratingId, cycleId, membershipId, personId, ...(kind === 'exempt' ? { exempt: 'ill' as const } : decided) })
    .execute()
  if (kind !== 'openContests') return ratingId
  const id = newId()
  const raised = { raisedOn: day, dueOn: day, dueEstimated: false, answererId: secretary }
  await app.owner
    .insertInto('ratingContest')
    .values({
      townId,
      id,
      ratingId,
      kind: 'appeal',
      textSealed: app.platform.sealing.seal('请再看一次', 'rating_contest.text'),
      state: 'open',
      ...raised,
    })
    .execute()
  return id
}

/** Only a secretary reads ratings; this one holds the post for the whole town. */
const reader = async () => aHolder(app.owner, 'villageSecretary', (await aTown(app.owner)).id)

test.each([
  ['ratings.rated', 'rated', { awaitsSecond: true }, 'a lower star waits for the second person'],
  ['ratings.exempt', 'exempt', { exempt: null }, 'rated after all'],
] as const)('%s: five faults', async (id, kind, off, _why) => {
  await expectHonest(app, id, {
    plant: (unitId, day) => plantIn(unitId, day, kind),
    remove: async rating => void (await app.owner.deleteFrom('rating').where('id', '=', rating).execute()),
    cancel: async rating => void (await app.owner.updateTable('rating').set(off).where('id', '=', rating).execute()),
    reader: await reader(),
  })
})

test('ratings.openContests: five faults, one of them answered', async () => {
  const someone = await reader()
  await expectHonest(app, 'ratings.openContests', {
    plant: (unitId, day) => plantIn(unitId, day, 'openContests'),
    remove: async id => void (await app.owner.deleteFrom('ratingContest').where('id', '=', id).execute()),
    cancel: async id =>
      void (await app.owner
        .updateTable('ratingContest')
        .set({
          state: 'rejected',
          answerSealed: app.platform.sealing.seal('记录如此', 'rating_contest.answer'),
          answeredBy: someone,
          answeredOn: '2020-12-31',
        })
        .where('id', '=', id)
        .execute()),
    reader: someone,
  })
})

test('the town is told how many, and not which', async () => {
  const village = await aVillage(app.owner)
  const clerk = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  await plantIn(village.id, '2020-03-10', 'rated')
  const query = { unitId: village.id, from: '2020-01-01', to: '2020-12-31' }
  const params = { indicatorId: 'ratings.rated' }
  expect((await app.call(clerk, numbers.value, { params, query })).body.value).toBe(1)
  expect((await app.call(clerk, numbers.rows, { params, query })).body).toMatchObject({ items: [], hidden: { count: 1 } })
})

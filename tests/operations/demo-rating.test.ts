/** The demonstration’s year of star ratings (示例评星): one branch, from the rules to the archive; a member’s objection with its answer. */
import { expect, test } from 'vitest'
import { endpoints } from '#features/ratings/ratings.contract.ts'
import { loadRating } from '../../src/program/demo-rating.ts'
import { useApp } from '../support/app.ts'
import { wordsOfLoading } from '../support/demonstration.ts'

const app = useApp({ isDemonstration: true })

test('one branch has a whole cycle, archived; every star is decided by a person, and the member reads the facts', async () => {
  const cycle = await app.owner.selectFrom('ratingCycle').select(['id', 'state', 'year']).executeTakeFirstOrThrow()
  expect(cycle).toMatchObject({ state: 'archived', year: 2025 })
  const ratings = await app.owner.selectFrom('rating').selectAll().execute()
  expect(ratings.length).toBeGreaterThanOrEqual(5)
  for (const { exempt, star, decidedBy, personId } of ratings) {
    if (exempt === null) expect(star).not.toBeNull()
    expect(decidedBy).not.toBe(personId)
  }
  const contests = await app.owner.selectFrom('ratingContest').select(['state', 'ratingId']).execute()
  expect(contests.map(({ state }) => state)).toEqual(['rejected'])
  const own = ratings.find(({ id }) => id === contests[0]!.ratingId)!
  const { body } = await app.call(own.personId, endpoints.get, { params: { ratingId: own.id } })
  expect(body.cycleState).toBe('archived')
  expect(body).toMatchObject({ year: 2025, contests: [{ state: 'rejected' }] })
  const facts = await app.owner.selectFrom('ratingFact').select('source').execute()
  expect(facts.length, 'from records of the year').toBeGreaterThan(0)
})

test('a second start adds none', async () => {
  expect(await loadRating(app.platform, '440605122048')).toBe(0)
  expect((await wordsOfLoading()).join('\n')).toMatch(/^ {2}评星 [1-9]\d*人$/m)
})

/** The demonstration’s year of star ratings (示例评星): one branch, from the rules to the archive; a member’s objection with its answer. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#features/ratings/ratings.contract.ts'
import { prepareTown } from '../../src/program/first-town.ts'
import { loadRating } from '../../src/program/demo-rating.ts'
import { useApp } from '../support/app.ts'

const app = useApp()
const said: { at: number; line: string }[] = []
let folder = ''

beforeAll(async () => {
  app.now = new Date('2026-11-25T01:00:00Z')
  folder = await mkdtemp(join(tmpdir(), 'sanliang-demo-'))
  Object.assign(app.platform.config, { demo: true, host: '127.0.0.1', dataDirectory: folder })
  await prepareTown(app.platform, line => said.push({ at: Date.now(), line }))
}, 300_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

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

test('a second start adds none, and the year took a small part of the first', async () => {
  expect(await loadRating(app.platform, '440605122048')).toBe(0)
  const index = said.findIndex(({ line }) => line.startsWith('  评星'))
  expect(said[index]!.line).not.toBe('  评星 0人')
  // as a share, because a machine may have other work: a quarter of nine seconds, the closing of the reports before it included
  const took = (said[index]!.at - said[index - 1]!.at) / (said.at(-1)!.at - said[0]!.at)
  expect(took).toBeLessThan(0.3)
})

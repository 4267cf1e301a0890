/** Star volunteer communities (星级志愿服务社区): from records, applied for by the village, decided by the town with a document. */
import { beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { communityEndpoints as endpoints } from './volunteering.communities.contract.ts'
import { communityDoorPolicy, communityPolicy } from './volunteering.communities.policy.ts'
import { criteriaOf, ruleOf } from './volunteering.communities.rules.ts'
import { aTeam, twoHours } from './volunteering.samples.ts'

const app = useApp()
const townId = 1
beforeAll(async () => {
  const source = '镇发〔2026〕1号'
  const rule = { leastTeams: 1, leastSlots: 2, leastVolunteers: 2, leastMinutes: 240, source }
  await app.owner
    .insertInto('starCommunityRule')
    .values({ townId, id: newId(), fromYear: 2020, ...rule })
    .execute()
})

const served = (unitId: string, day: string, grade?: 'onSite' | 'enteredLater') => twoHours(app.owner, unitId, day, grade)

test('the village applies once its records meet the rule; another person of the town grants it; everyone reads the title', async () => {
  const at = await aTeam(app.owner)
  const unitId = at.village.id
  const propose = (who: string, year = 2026) => app.call(who, endpoints.proposeCommunity, { body: { unitId, year } })
  const facts = async () => (await app.call(at.villageSecretary, endpoints.communityFacts, { query: { unitId, year: '2026' } })).body
  await served(unitId, '2026-01-10', 'onSite')
  await served(unitId, '2026-01-11', 'enteredLater')
  await served(unitId, '2026-02-27')
  await served(unitId, '2025-12-31')
  expect(await facts(), 'neither ③, nor what may still be disputed, nor another year').toMatchObject({
    facts: { teams: 1, slots: 3, volunteers: 1, onSite: 120, organiser: 0 },
    source: '镇发〔2026〕1号',
  })
  expect((await propose(at.villageSecretary)).body.type).toBe('/problems/volunteering/criteria-unmet')
  await served(unitId, '2026-01-12')
  expect((await facts()).criteria.map(({ key, met }) => [key, met])).toEqual([
    ['teams', true],
    ['slots', true],
    ['volunteers', true],
    ['minutes', true],
  ])
  expect((await propose(at.gridLeader)).status).toBe(403)
  expect((await propose(at.townClerk)).status, 'the village itself applies').toBe(403)
  expect((await propose(at.villageSecretary, 2027)).body.errors).toMatchObject([{ pointer: '#/year' }])
  const { body } = await propose(at.villageSecretary)
  expect(body).toMatchObject({ state: 'proposed', onSite: 120, organiser: 120, allowedActions: [] })
  expect((await propose(at.villageSecretary)).body.type).toBe('/problems/volunteering/applied-already')
  const listed = async (who: string | null) =>
    (await app.call(who, endpoints.communities, { query: { year: '2026' } })).body.items.map(({ id }) => id)
  expect(await listed(null), 'not before it is granted').not.toContain(body.id)
  expect(await listed(at.townClerk)).toContain(body.id)
  const params = { communityId: body.id }
  const decide = (who: string, granted: boolean, version = 1) =>
    app.call(who, endpoints.decideCommunity, { params, body: { granted, basis: '镇发〔2026〕9号' } }, { 'if-match': `"${version}"` })
  expect((await decide(at.villageSecretary, true)).status).toBe(403)
  expect((await decide(at.townClerk, true, 9)).status).toBe(412)
  expect(
    (await app.call(at.townClerk, endpoints.decideCommunity, { params, body: { granted: true, basis: '' } })).status,
    'no document',
  ).toBe(422)
  expect((await decide(at.townClerk, true)).body).toMatchObject({ state: 'granted', basis: '镇发〔2026〕9号', decidedOn: '2026-03-02' })
  expect((await decide(at.townClerk, false, 2)).status, 'decided').toBe(409)
  expect(await listed(null)).toContain(body.id)
  expect((await app.raw({ method: 'GET', url: '/volunteer/communities' })).body).toContain('镇发〔2026〕9号')
})

test('declined with the reason, the village may apply again; a neighbour reads nothing of it', async () => {
  const [at, next] = [await aTeam(app.owner), await aTeam(app.owner)]
  const unitId = at.village.id
  for (const day of ['2026-01-10', '2026-01-11']) await served(unitId, day)
  const clerk = await aHolder(app.owner, 'villageClerk', unitId)
  const propose = () => app.call(clerk, endpoints.proposeCommunity, { body: { unitId, year: 2026 } })
  const { body } = await propose()
  const decision = { params: { communityId: body.id }, body: { granted: false, basis: '还要再看一年' } }
  expect((await app.call(next.villageSecretary, endpoints.decideCommunity, decision, { 'if-match': '"1"' })).status).toBe(404)
  expect((await app.call(next.villageSecretary, endpoints.communityFacts, { query: { unitId, year: '2026' } })).status).toBe(403)
  expect((await app.call(at.townClerk, endpoints.decideCommunity, decision, { 'if-match': '"1"' })).body.state).toBe('declined')
  expect((await propose()).status).toBe(200)
})

test('the town sets what a year asks for, for this year or later, once, and not under those who applied', async () => {
  const at = await aTeam(app.owner)
  const set = (fromYear: number, who = at.townClerk) =>
    app.call(who, endpoints.setCommunityRule, {
      body: { fromYear, leastTeams: 1, leastSlots: 1, leastVolunteers: 1, leastMinutes: 120, source: '镇发〔2026〕20号' },
    })
  expect((await set(2027, at.villageSecretary)).status).toBe(403)
  expect((await set(2025)).body.errors, 'over').toMatchObject([{ pointer: '#/fromYear' }])
  expect((await set(2026)).body.type, 'a village applied for 2026 above').toBe('/problems/volunteering/rule-in-use')
  expect((await set(2028)).body.items.map(({ fromYear }) => fromYear)).toEqual([2020, 2028])
  expect((await set(2028)).body.errors, 'set').toMatchObject([{ pointer: '#/fromYear' }])
  const read = await app.call(null, endpoints.communityRules, {})
  expect(read.body.items.at(-1)).toMatchObject({ fromYear: 2028, leastMinutes: 120, source: '镇发〔2026〕20号' })
})

const someone = (role: Role, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: personId,
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
test.each([
  ['the public', { kind: 'public', townId: 1 }, 'communities communityRules', ''],
  ['the village’s secretary', someone('villageSecretary', ['t', 'v']), 'communities communityRules communityFacts proposeCommunity', ''],
  ['the town’s clerk', someone('townClerk', ['t']), 'communities communityRules setCommunityRule communityFacts', 'decideCommunity'],
  [
    'the clerk who applied, now of the town',
    someone('townClerk', ['t'], 'applied'),
    'communities communityRules setCommunityRule communityFacts',
    '',
  ],
  ['a secretary elsewhere', someone('villageSecretary', ['t', 'w']), 'communities communityRules', ''],
] as [string, Actor, string, string][])('what %s may do', (_who, actor, doors, allowed) => {
  const now = new Date('2026-03-02T01:00:00Z')
  expect(communityDoorPolicy.allowed(actor, { path: ['t', 'v'] }, now).join(' ')).toBe(doors)
  expect(communityPolicy.allowed(actor, { path: ['t', 'v'], state: 'proposed', proposedBy: 'applied' }, now).join(' ')).toBe(allowed)
})

test('the rule of a year is the latest that began by then; hours of ③ are no part of it', () => {
  const rule = { id: 'a', fromYear: 2020, leastTeams: 1, leastSlots: 2, leastVolunteers: 3, leastMinutes: 240, source: '镇发' }
  const rules = [rule, { ...rule, id: 'b', fromYear: 2026 }]
  expect([2019, 2025, 2026, 2030].map(year => ruleOf(rules, year)?.id)).toEqual([undefined, 'a', 'b', 'b'])
  const facts = { teams: 1, slots: 1, volunteers: 3, onSite: 120, organiser: 120 }
  expect(criteriaOf(facts, rule).map(({ met }) => met)).toEqual([true, false, true, true])
})

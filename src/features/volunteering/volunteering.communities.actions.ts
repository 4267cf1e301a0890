/** Star volunteer communities (星级志愿服务社区): what the records show, applying, deciding. */
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { communityEndpoints as endpoints, communityProblems, type StarCommunity } from './volunteering.communities.contract.ts'
import { communityDoorPolicy, communityPolicy } from './volunteering.communities.policy.ts'
import * as queries from './volunteering.communities.queries.ts'
import { communityMachine, criteriaOf, ruleOf } from './volunteering.communities.rules.ts'
import { requireMe } from './volunteering.signups.actions.ts'

/** Our proposal until the town adopts its own: a team, a dozen activities, twenty volunteers and five hundred hours. */
const proposal = {
  fromYear: 2000,
  leastTeams: 1,
  leastSlots: 12,
  leastVolunteers: 20,
  leastMinutes: 30_000,
  source: '系统建议值，镇里还没有审定',
}

/** Writes the rule if the town has none. Safe to run at every start. */
export async function installCommunityRule({ db, townId }: Context): Promise<void> {
  if ((await queries.listCommunityRules(db)).length === 0) await queries.insertCommunityRule(db, { townId, id: newId(), ...proposal })
}

const shownRules = async ({ db }: Context) => ({ items: await queries.listCommunityRules(db) })

export const communityRules = action(endpoints.communityRules, async context => {
  context.require(communityDoorPolicy, 'communityRules', null)
  return shownRules(context)
})

export const setCommunityRule = action(endpoints.setCommunityRule, async (context, { body }) => {
  context.require(communityDoorPolicy, 'setCommunityRule', null)
  const { db, townId, now, today } = context
  const { fromYear } = body
  // A year that is over was worked for under the rule that stood.
  if (fromYear < Number(today.slice(0, 4))) throw invalidField('#/fromYear', '要从今年或以后的年份起')
  if ((await queries.listCommunityRules(db)).some(rule => rule.fromYear === fromYear))
    throw invalidField('#/fromYear', '这一年起的条件已经定了')
  if (await queries.isAppliedFrom(db, fromYear)) throw new Problem(communityProblems.ruleInUse)
  const id = newId(now.getTime())
  await queries.insertCommunityRule(db, { townId, id, ...body })
  await context.record('volunteering.setCommunityRule', { kind: 'starCommunityRule', id }, { fromYear })
  return shownRules(context)
})

export const communities = action(endpoints.communities, async (context, { query: { year } }) => {
  context.require(communityDoorPolicy, 'communities', null)
  return { items: (await queries.listCommunities(context.db, context.today, year)).map(row => present(context, row)) }
})

export const communityFacts = action(endpoints.communityFacts, async (context, { query: { unitId, year } }) => {
  const unit = await findUnit(context, unitId)
  context.require(communityDoorPolicy, 'communityFacts', unit)
  const { facts, criteria, rule } = await measure(context, unitId, year)
  return { facts, criteria, source: rule.source }
})

export const proposeCommunity = action(endpoints.proposeCommunity, async (context, { body: { unitId, year } }) => {
  const unit = await findUnit(context, unitId)
  context.require(communityDoorPolicy, 'proposeCommunity', unit)
  if (unit.kind !== 'village' && unit.kind !== 'community') throw invalidField('#/unitId', '请选一个村（社区）')
  if (year > Number(context.today.slice(0, 4))) throw invalidField('#/year', '这一年还没有到')
  const { facts, criteria, rule } = await measure(context, unitId, year)
  if (criteria.some(({ met }) => !met)) throw new Problem(communityProblems.criteriaUnmet, undefined, { criteria })
  const { db, townId, now, today } = context
  const id = newId(now.getTime())
  const row = { townId, id, unitId, year, ...facts, ruleId: rule.id, proposedBy: requireMe(context), proposedOn: today }
  if (!(await queries.insertCommunity(db, row))) throw new Problem(communityProblems.appliedAlready)
  await context.record('volunteering.proposeCommunity', { kind: 'starCommunity', id, unitId }, { year })
  return present(context, await find(context, id))
})

export const decideCommunity = action(endpoints.decideCommunity, async (context, { params: { communityId }, body: { granted, basis } }) => {
  context.require(communityPolicy, 'decideCommunity', await find(context, communityId))
  await queries.lockCommunity(context.db, communityId)
  const row = await find(context, communityId)
  context.require(communityPolicy, 'decideCommunity', row)
  requireVersion(context, present(context, row), undefined)
  await queries.decideCommunity(context.db, communityId, {
    state: communityMachine.next(row.state, granted ? 'grant' : 'decline'),
    decidedBy: requireMe(context),
    decidedOn: context.today,
    basis,
  })
  await context.record('volunteering.decideCommunity', { kind: 'starCommunity', id: communityId, unitId: row.unitId }, { granted })
  return present(context, await find(context, communityId))
})

async function measure({ db, today }: Context, unitId: string, year: number) {
  const rule = ruleOf(await queries.listCommunityRules(db), year)
  if (!rule) throw invalidField('#/year', '这一年还没有条件')
  const facts = await queries.communityFacts(db, today, unitId, year)
  return { facts, rule, criteria: criteriaOf(facts, rule) }
}

async function find({ db, today }: Context, id: string): Promise<queries.CommunityRow> {
  const row = await queries.findCommunity(db, today, id)
  if (!row) throw new Problem(common.notFound, '没有这份申请，或不归您看。')
  return row
}

function present({ actor, now }: Context, row: queries.CommunityRow): StarCommunity {
  const { path: _, proposedBy: __, ...rest } = row
  return { ...rest, allowedActions: communityPolicy.allowed(actor, row, now) }
}

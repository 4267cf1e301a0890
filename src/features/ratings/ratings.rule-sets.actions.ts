/** Rules of star ratings (评定规则): versions, from a draft that passes the formalism guard to one adopted by a named decision. */
import { keepRefusal, lint } from '#features/guard/guard.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson, postsOf } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type RuleSet, type RuleSetFields } from './ratings.contract.ts'
import { ruleSetPolicy } from './ratings.policy.ts'
import * as queries from './ratings.queries.ts'
import { ruleSetFaults, withoutSource } from './ratings.rules.ts'
import { sources } from './ratings.words.ts'

export const ruleSets = action(endpoints.ruleSets, async context => {
  context.require(ruleSetPolicy, 'ruleSets', null)
  return {
    items: (await queries.listRuleSets(context.db)).map(row => present(context, row)),
    sources: Object.entries(sources).map(([key, { nameZh }]) => ({ key, nameZh })),
  }
})

export const draftRules = action(endpoints.draftRules, async (context, { body }) => {
  context.require(ruleSetPolicy, 'draftRules', null)
  await requireSound(context, body)
  const id = newId(context.now.getTime())
  await queries.insertRuleSet(context.db, context.townId, id, body)
  await context.record('ratings.draftRules', { kind: 'ratingRuleSet', id }, { fromYear: body.fromYear })
  return present(context, await findRuleSet(context, id))
})

export const editRules = action(endpoints.editRules, async (context, { params: { ruleSetId }, body }) => {
  await lockFor(context, ruleSetId, 'editRules', body)
  await requireSound(context, body)
  await queries.updateRuleSet(context.db, ruleSetId, body)
  await context.record('ratings.editRules', { kind: 'ratingRuleSet', id: ruleSetId }, { fromYear: body.fromYear })
  return present(context, await findRuleSet(context, ruleSetId))
})

export const adoptRules = action(endpoints.adoptRules, async (context, { params: { ruleSetId }, body }) => {
  const set = await lockFor(context, ruleSetId, 'adoptRules', body)
  await requireSound(context, set)
  if (!isPerson(context.actor)) throw new Problem(common.forbidden)
  await queries.adoptRuleSet(context.db, ruleSetId, {
    decision: body.decision,
    adoptedBy: context.actor.personId,
    adoptedOn: context.today,
  })
  await context.record('ratings.adoptRules', { kind: 'ratingRuleSet', id: ruleSetId }, { fromYear: set.fromYear })
  return present(context, await findRuleSet(context, ruleSetId))
})

/** Throws invalid (422) for numbers that cannot be meant, and refused (422) with rule and article for what the guard stops. */
async function requireSound(context: Context, fields: RuleSetFields): Promise<void> {
  const findings = lint(demandOf(fields))
  if (findings.length > 0) {
    const unitId = postsOf(context.actor).find(({ role }) => role === 'townClerk' || role === 'townLeader')!.unitId
    keepRefusal(context, { kind: 'rating', title: fields.title, unitId, findings, yearlyMinutes: 0 })
    const errors = findings.map(({ pointer, detail, source }) => ({ pointer, detail: `${detail}依据：${source.name}${source.article}。` }))
    throw new Problem(problems.refused, findings[0]!.detail, { errors, findings })
  }
  const errors = ruleSetFaults(fields, new Set(Object.keys(sources)))
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
}

/** A rule set as a demand on members: every text and every source is read; nobody fills anything in. */
const demandOf = ({ title, basis, dimensions }: RuleSetFields): Parameters<typeof lint>[0] => ({
  kind: 'rating',
  texts: [
    { pointer: '#/title', text: title },
    ...dimensions.flatMap(({ rules }, index) => rules.map(({ text }, at) => ({ pointer: `#/dimensions/${index}/rules/${at}/text`, text }))),
  ],
  basis,
  evidence: [],
  ranks: false,
  fillers: 1,
  minutes: 0,
  timesAYear: 1,
  workingDaysToAnswer: null,
  emergency: null,
})

async function findRuleSet(context: Context, id: string): Promise<queries.RuleSetRow> {
  const row = await queries.findRuleSet(context.db, id)
  if (!row) throw new Problem(common.notFound, '没有这份规则。')
  return row
}

async function lockFor(context: Context, id: string, name: 'editRules' | 'adoptRules', yours: unknown) {
  context.require(ruleSetPolicy, name, await findRuleSet(context, id))
  await queries.lockRuleSet(context.db, id)
  const row = await findRuleSet(context, id)
  context.require(ruleSetPolicy, name, row)
  requireVersion(context, present(context, row), yours)
  return row
}

const present = ({ actor, now }: Context, row: queries.RuleSetRow): RuleSet => ({
  ...row,
  withoutSource: withoutSource(row),
  allowedActions: ruleSetPolicy.allowed(actor, row, now),
})

/** Periods (天数): what each endpoint does, and `periodDays` for those who count them. */
import { action, type Context } from '#platform/server/action.ts'
import { requireEditionDay } from '#platform/server/edition-day.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { periodEndpoints as endpoints, PeriodKey, type Period } from './thresholds.periods.contract.ts'
import * as queries from './thresholds.periods.queries.ts'
import { periodRules } from './thresholds.periods.rules.ts'
import { periodPolicy } from './thresholds.policy.ts'
import { problems } from './thresholds.problems.contract.ts'
import { periodRecord, periodSubject } from './thresholds.recorded.actions.ts'

/** How many days on that day: as the town settled, else as is customary and to be confirmed. */
export async function periodOn(context: Context, key: PeriodKey, day: string): Promise<{ days: number; isConfirmed: boolean }> {
  const settled = await queries.settledOn(context.db, key, day)
  return { days: settled?.days ?? periodRules[key].days, isConfirmed: settled !== undefined }
}

export const periodDays = async (context: Context, key: PeriodKey, day: string): Promise<number> => (await periodOn(context, key, day)).days

export const listPeriods = action(endpoints.listPeriods, async context => {
  context.require(periodPolicy, 'listPeriods', { proposedBy: null })
  return { items: await present(context) }
})

export const proposePeriod = action(endpoints.proposePeriod, async (context, { params: { key }, body }) => {
  context.require(periodPolicy, 'proposePeriod', { proposedBy: null })
  const { own, version, proposal } = await hold(context, key)
  requireVersion(context, { version }, body)
  if (body.days < periodRules[key].least) throw invalidField('#/days', `至少${periodRules[key].least}天`)
  await queries.writeProposal(context.db, {
    ...body,
    townId: context.townId,
    periodKey: key,
    number: proposal?.number ?? (own[0]?.number ?? 0) + 1,
    proposedBy: personOf(context),
    proposedAt: context.now,
  })
  await context.record('thresholds.proposePeriod', { kind: 'period', id: newId(context.now.getTime()) }, { key, days: body.days })
  return one(context, key)
})

export const adoptPeriod = action(endpoints.adoptPeriod, async (context, { params: { key }, body: { inForceOn } }) => {
  const { own, version, proposal } = await hold(context, key)
  context.require(periodPolicy, 'adoptPeriod', { proposedBy: proposal?.proposedBy ?? null })
  if (!proposal) throw new Problem(problems.noProposal)
  requireVersion(context, { version }, { inForceOn })
  const last = own.find(each => each.inForceOn !== null)?.inForceOn ?? null
  if (inForceOn < context.today) throw invalidField('#/inForceOn', '不能从过去的日子算起')
  requireEditionDay(inForceOn, { last, today: context.today })
  await queries.adoptProposal(context.db, key, { inForceOn, adoptedBy: personOf(context), adoptedAt: context.now })
  await periodRecord.append(context, periodSubject(key, proposal.number))
  const details = { key, number: proposal.number, days: proposal.days, inForceOn }
  await context.record('thresholds.adoptPeriod', { kind: 'period', id: newId(context.now.getTime()) }, details)
  return one(context, key)
})

async function hold(context: Context, key: PeriodKey) {
  await queries.holdPeriod(context.db, key)
  const own = (await queries.editions(context.db)).filter(({ periodKey }) => periodKey === key)
  return { own, version: versionOf(own), proposal: own.find(({ inForceOn }) => inForceOn === null) }
}

/** Goes up with each proposal, each change of it and its adoption. */
const versionOf = (own: readonly { version: number }[]) => own.reduce((sum, { version }) => sum + version, 0)

const one = async (context: Context, key: PeriodKey): Promise<Period> => (await present(context)).find(each => each.key === key)!

async function present(context: Context): Promise<Period[]> {
  const all = await queries.editions(context.db)
  const checks = await periodRecord.checksOf(
    context,
    all.map(({ periodKey, number }) => periodSubject(periodKey as PeriodKey, number)),
  )
  return PeriodKey.options.map(key => {
    const own = all.filter(({ periodKey }) => periodKey === key)
    const settled = own.find(({ inForceOn }) => inForceOn !== null && inForceOn <= context.today)
    const proposal = own.find(({ inForceOn }) => inForceOn === null)
    const { name, days, least, source } = periodRules[key]
    return {
      key,
      name,
      days: settled?.days ?? days,
      least,
      source: settled?.basis ?? source,
      isConfirmed: settled !== undefined,
      version: versionOf(own),
      editions: own.map(each => ({
        number: each.number,
        days: each.days,
        basis: each.basis,
        proposedBy: each.proposerName,
        adoptedBy: each.adopterName,
        inForceOn: each.inForceOn,
        recordEntryId: checks.get(periodSubject(key, each.number)) ?? null,
      })),
      allowedActions: periodPolicy
        .allowed(context.actor, { proposedBy: proposal?.proposedBy ?? null }, context.now)
        .filter(action => action !== 'adoptPeriod' || proposal),
    }
  })
}

function personOf({ actor }: Context): string {
  if (!isPerson(actor)) throw new Problem(common.signInRequired)
  return actor.personId
}

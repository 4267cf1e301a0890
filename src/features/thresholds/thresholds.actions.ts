/**
 * Thresholds (表决门槛): what each endpoint does, and what other features may ask.
 *
 * The door for those who hold meetings: `ruleFor` says which rule holds at a place on the day of the vote, and
 * `evaluate(rule, roll, tally, manner)` gives the verdict in words. `routeRefusal`, `noticeRefusal`, `proxyRefusal` and
 * `unsettledRefusal` give the reason why not, or null.
 */
import { findAnswered, findUnit, listUnits } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireEditionDay } from '#platform/server/edition-day.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import {
  endpoints,
  problems,
  type DecidingBody,
  type Layer,
  type LegalMatter,
  type Parts,
  type Rule,
  type RuleOfPlace,
  type Threshold,
} from './thresholds.contract.ts'
import { thresholdPolicy } from './thresholds.policy.ts'
import * as queries from './thresholds.queries.ts'
import { thresholdRecord, thresholdSubject } from './thresholds.recorded.actions.ts'
import { confirmsFirst, easierParts, layerOf, partsInOrder, partsToCite, ruleWith, standingParts } from './thresholds.rules.ts'
import { isInForce, statuteByKey, statuteOn, statutes } from './thresholds.statutes.rules.ts'
import { partNames, ruleSentences } from './thresholds.words.ts'

export { earliestMeeting, noticeRefusal, periodEnd } from './thresholds.days.rules.ts'
export { evaluate, type Manner, type Outcome, type Roll, type Tally } from './thresholds.outcome.rules.ts'
export { declarationsDue, proxyRefusal, rollOf, supervisorsTooNear, tooNearRefusal } from './thresholds.roll.rules.ts'
export { preReviewOn, routeRefusal, rulesOfTwoDays, unsettledRefusal } from './thresholds.rules.ts'

interface Place {
  id: string
  name: string
  path: readonly string[]
}

export const list = action(endpoints.list, async (context, { query }) => {
  const day = query.day ?? context.today
  const place = query.unitId ? await findUnit(context, query.unitId, day) : await townUnit(context, day)
  context.require(thresholdPolicy, 'list', { path: place.path, proposedBy: null })
  const rules = statutes.filter(rule => isInForce(rule, day))
  return { day, unitId: place.id, unitName: place.name, items: await present(context, rules, place, day) }
})

export const get = action(endpoints.get, async (context, { params }) => {
  const { law, place } = await find(context, params)
  context.require(thresholdPolicy, 'get', { path: place.path, proposedBy: null })
  return presentOne(context, law, place)
})

export const propose = action(endpoints.propose, async (context, { params, body }) => {
  const { law, place } = await find(context, params)
  context.require(thresholdPolicy, 'propose', { path: place.path, proposedBy: null })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const { basis, article, ...parts } = body
  const setting = await queries.lockSetting(context.db, law.key, place.id)
  requireVersion(context, { version: setting?.version ?? 0 }, body)
  const editions = setting ? await queries.editionsOf(context.db, [setting.id]) : []
  await requireFloor(context, { law, place, parts, article, own: inForce(editions), day: context.today })
  const id = setting?.id ?? newId(context.now.getTime())
  if (!setting) await queries.insertSetting(context.db, { townId: context.townId, id, ruleKey: law.key, unitId: place.id })
  const open = editions.find(({ inForceOn }) => inForceOn === null)
  await queries.writeProposal(context.db, {
    townId: context.townId,
    settingId: id,
    number: open?.number ?? (editions[0]?.number ?? 0) + 1,
    parts,
    basis,
    article,
    proposedBy: context.actor.personId,
    proposedAt: context.now,
  })
  if (setting) await queries.touchSetting(context.db, id)
  const fields = partsInOrder.filter(part => parts[part] !== null)
  await context.record('thresholds.propose', { kind: 'threshold', id, unitId: place.id }, { rule: law.key, fields })
  return presentOne(context, law, place)
})

export const adopt = action(endpoints.adopt, async (context, { params, body: { inForceOn } }) => {
  const { law, place } = await find(context, params)
  const setting = await queries.lockSetting(context.db, law.key, place.id)
  const editions = setting ? await queries.editionsOf(context.db, [setting.id]) : []
  const open = editions.find(each => each.inForceOn === null)
  context.require(thresholdPolicy, 'adopt', { path: place.path, proposedBy: open?.proposedBy ?? null })
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  if (!setting || !open) throw new Problem(problems.noProposal)
  requireVersion(context, setting, { inForceOn })
  const { parts, article } = open
  const own = inForce(editions)
  if (!isInForce(law, inForceOn)) throw invalidField('#/inForceOn', '那一天这条法律规定不施行')
  const above = await requireFloor(context, { law, place, parts, article, own, day: inForceOn })
  requireDay(
    context,
    inForceOn,
    confirmsFirst(
      parts,
      above,
      own.map(each => each.parts),
    ),
  )
  requireEditionDay(inForceOn, { last: own.at(-1)?.inForceOn ?? null, today: context.today })
  await queries.adoptProposal(context.db, setting.id, { inForceOn, adoptedBy: context.actor.personId, adoptedAt: context.now })
  await queries.touchSetting(context.db, setting.id)
  await thresholdRecord.append(context, thresholdSubject(setting.id, open.number))
  await context.record(
    'thresholds.adopt',
    { kind: 'threshold', id: setting.id, unitId: place.id },
    { rule: law.key, number: open.number, inForceOn },
  )
  return presentOne(context, law, place)
})

/** The rule that holds at the place on the day (that of the vote), with what town and village made of it; undefined: none did. */
export async function ruleFor(
  context: Context,
  { body, matter = 'ordinary', unitId, day }: { body: DecidingBody; matter?: LegalMatter; unitId: string; day: string },
): Promise<RuleOfPlace | undefined> {
  const law = statuteOn(body, day, matter)
  if (!law) return undefined
  // A meeting planned for a day after a merger is of a place that is no longer.
  const place = await findUnit(context, unitId, day).catch(() => findAnswered(context, unitId))
  return ruleWith(law, await layersAbove(context, law, place, day, true))
}

async function find(context: Context, { ruleKey, unitId }: { ruleKey: string; unitId: string }) {
  const law = statuteByKey.get(ruleKey)
  if (!law) throw new Problem(common.notFound, '没有这条规则。')
  return { law, place: await findUnit(context, unitId) }
}

async function townUnit(context: Context, day: string): Promise<Place> {
  const [town] = await listUnits(context, { kind: 'town' }, day)
  if (!town) throw new Problem(common.notFound, '那一天还没有录入镇。')
  return town
}

/** From the town down; with the place's own last, or without it. */
async function layersAbove(context: Context, law: Rule, place: Place, day: string, withOwn: boolean): Promise<Layer[]> {
  const places = withOwn ? place.path : place.path.filter(id => id !== place.id)
  const found = (await queries.editionsBy(context.db, places, day)).filter(({ ruleKey }) => ruleKey === law.key)
  return places.flatMap(id => layerOf(id, found) ?? [])
}

/** Those that were adopted, oldest first. */
const inForce = <Edition extends { inForceOn: string | null }>(editions: readonly Edition[]) =>
  editions.filter(({ inForceOn }) => inForceOn !== null).toReversed()

interface Wanted {
  law: Rule
  place: Place
  parts: Parts
  article: string | null
  /** The place's own editions in force, oldest first. */
  own: readonly { parts: Parts }[]
  day: string
}

/**
 * What stands above the place that day. Throws where the parts are easier than it, settle a number that the town has not yet,
 * or are easier than the text before the new law with no article named.
 */
async function requireFloor(context: Context, { law, place, parts, article, own, day }: Wanted): Promise<Rule> {
  const above = ruleWith(law, await layersAbove(context, law, place, day, false))
  const unseen = place.path.length > 1 && partsInOrder.find(part => parts[part] !== null && above.unsettled[part] === 'unseen')
  if (unseen) throw new Problem(problems.townFirst, `${partNames[unseen]}还没有确认，要由镇里先确认。`)
  const easier = easierParts(parts, above)
  if (easier.length > 0)
    throw new Problem(
      problems.easierThanAbove,
      `${easier.map(part => partNames[part]).join('、')}比原来的规定宽。原来是：${ruleSentences(above).join('；')}。`,
    )
  const confirmed = standingParts(own.map(each => each.parts))
  const uncited = article === null ? partsToCite(parts, above, confirmed) : []
  if (uncited.length > 0)
    throw new Problem(problems.articleMissing, `${uncited.map(part => partNames[part]).join('、')}比原来的低，请写新法哪一条这样规定。`)
  return above
}

/** A number confirmed for the first time holds as long as the law; every other holds from today on. Throws invalid (422). */
function requireDay(context: Context, day: string, confirms: boolean): void {
  if (!confirms && day < context.today) throw invalidField('#/inForceOn', '确认过的、加严的，不能从过去的日子算起')
}

/** As it is today; a rule of the past as it last was. */
const presentOne = async (context: Context, law: Rule, place: Place): Promise<Threshold> =>
  (await present(context, [law], place, isInForce(law, context.today) || law.to === null ? context.today : addDays(law.to, -1)))[0]!

async function present(context: Context, rules: readonly Rule[], place: Place, day: string): Promise<Threshold[]> {
  const inForceThen = await queries.editionsBy(context.db, place.path, day)
  const settings = new Map((await queries.settingsOf(context.db, place.id)).map(setting => [setting.ruleKey, setting]))
  const editions = await queries.editionsOf(
    context.db,
    [...settings.values()].map(({ id }) => id),
  )
  return rules.map(law => {
    const setting = settings.get(law.key)
    const own = editions.filter(({ settingId }) => settingId === setting?.id)
    const ofRule = inForceThen.filter(({ ruleKey }) => ruleKey === law.key)
    const rule = ruleWith(
      law,
      place.path.flatMap(id => layerOf(id, ofRule) ?? []),
    )
    const open = own.find(({ inForceOn }) => inForceOn === null)
    return {
      law,
      rule,
      lawSentences: ruleSentences(law),
      sentences: ruleSentences(rule),
      unitId: place.id,
      unitName: place.name,
      version: setting?.version ?? 0,
      editions: own.map(({ number, parts, basis, article, proposerName, adopterName, adoptedAt, inForceOn }) => ({
        number,
        parts,
        basis,
        article,
        proposedBy: proposerName,
        adoptedBy: adopterName,
        adoptedAt: adoptedAt?.toISOString() ?? null,
        inForceOn,
      })),
      allowedActions: thresholdPolicy
        .allowed(context.actor, { path: place.path, proposedBy: open?.proposedBy ?? null }, context.now)
        .filter(name => name !== 'adopt' || open),
    }
  })
}

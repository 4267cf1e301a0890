/**
 * Thresholds (表决门槛): which rule holds, what a place may make of it, and where a matter may be decided.
 *
 * The law is the floor. A town and a village may only be stricter (domain §29); a number the law leaves open is settled
 * before it is used. Pure functions.
 */
import { isMajorityAsStrict, isQuorumAsStrict } from './thresholds.shares.rules.ts'
import { statuteOn } from './thresholds.statutes.rules.ts'
import type { DecidingBody, Layer, LegalMatter, Part, Parts, Rule, RuleOfPlace } from './thresholds.shapes.contract.ts'
import { bodyNames, matterNames, partNames } from './thresholds.words.ts'

export const partsInOrder: readonly Part[] = ['quorum', 'majority', 'noticeDays']

/** Those parts that would be easier than the rule, in order. A part that the rule leaves open has no floor. */
export const easierParts = (parts: Parts, floor: Parts & Pick<Rule, 'unsettled'>): Part[] =>
  partsBelow(parts, floor).filter(part => !(part in floor.unsettled))

/**
 * Those parts that nobody may make easier without naming the article that says so: what the law wrote anew and nobody has seen
 * (unseen). The old text is their floor; where it had no number, what was confirmed here before. What a charter decides is the charter's.
 */
export function partsToCite(parts: Parts, above: Parts & Pick<Rule, 'unsettled'>, confirmed: Parts): Part[] {
  const floor: Parts = {
    quorum: above.quorum ?? confirmed.quorum,
    majority: above.majority ?? confirmed.majority,
    noticeDays: above.noticeDays ?? confirmed.noticeDays,
  }
  return partsBelow(parts, floor).filter(part => above.unsettled[part] === 'unseen')
}

function partsBelow({ quorum, majority, noticeDays }: Parts, floor: Parts): Part[] {
  const isEasier: Record<Part, boolean> = {
    quorum: quorum !== null && floor.quorum !== null && !isQuorumAsStrict(quorum, floor.quorum),
    majority: majority !== null && floor.majority !== null && !isMajorityAsStrict(majority, floor.majority),
    noticeDays: noticeDays !== null && floor.noticeDays !== null && noticeDays < floor.noticeDays,
  }
  return partsInOrder.filter(part => isEasier[part])
}

const nothing: Parts = { quorum: null, majority: null, noticeDays: null }

/** What a place's editions come to, oldest first: of each part the latest number. An edition says nothing of the parts it leaves empty. */
export const standingParts = (editions: readonly Parts[]): Parts =>
  editions.reduce<Parts>(
    (before, { quorum, majority, noticeDays }) => ({
      quorum: quorum ?? before.quorum,
      majority: majority ?? before.majority,
      noticeDays: noticeDays ?? before.noticeDays,
    }),
    nothing,
  )

/** The layer of one place: all its editions together, under the number of the last. Undefined: it has none. */
export function layerOf(unitId: string, editions: readonly Layer[]): Layer | undefined {
  const own = editions.filter(each => each.unitId === unitId)
  const last = own.at(-1)
  return last && { unitId, number: last.number, parts: standingParts(own.map(({ parts }) => parts)) }
}

/** Does the edition only confirm, each number for the first time? Then it may hold from a day that is past. */
export const confirmsFirst = (parts: Parts, above: Pick<Rule, 'unsettled'>, earlier: readonly Parts[]): boolean =>
  partsInOrder.every(part => parts[part] === null || (part in above.unsettled && earlier.every(edition => edition[part] === null)))

/**
 * The rule as a place has it: the law, then the town, then each place down to the village.
 *
 * What lies below never loosens what lies above, even where the upper was tightened later: the easier number is passed over.
 */
export const ruleWith = (rule: Rule, layers: readonly Layer[]): RuleOfPlace =>
  layers.reduce<RuleOfPlace>((above, layer) => applied(above, layer), { ...rule, layers: [] })

function applied(above: RuleOfPlace, layer: Layer): RuleOfPlace {
  const easier = easierParts(layer.parts, above)
  const taken = partsInOrder.filter(part => layer.parts[part] !== null && !easier.includes(part))
  return {
    ...above,
    quorum: taken.includes('quorum') ? layer.parts.quorum : above.quorum,
    majority: taken.includes('majority') ? layer.parts.majority : above.majority,
    noticeDays: taken.includes('noticeDays') ? layer.parts.noticeDays : above.noticeDays,
    unsettled: Object.fromEntries(Object.entries(above.unsettled).filter(([part]) => !taken.includes(part as Part))),
    layers: [...above.layers, layer],
  }
}

/** In words, the first number that must be settled before anything is decided by the rule; null: it is ready. */
export function unsettledRefusal({ body, unsettled }: Pick<Rule, 'body' | 'unsettled'>): string | null {
  const open = partsInOrder.filter(part => part in unsettled)
  if (open.length === 0) return null
  return `${bodyNames[body]}的${open.map(part => partNames[part]).join('、')}还没有确认，镇里确认后才能用`
}

/** Matters that only the full members' assembly may decide. Source: 农村集体经济组织法 art. 28, with art. 26 (1)(3)(8)(10)(12). */
const reserved: readonly LegalMatter[] = [
  'charter',
  'membership',
  'landContracting',
  'homestead',
  'incomeShares',
  'landCompensation',
  'mergerOrDivision',
  'nonMemberBenefit',
]

/** Why the body may not decide the matter on that day, with the body that may; null: it may. */
export function routeRefusal(body: DecidingBody, matter: LegalMatter, day: string): { goesTo: DecidingBody; words: string } | null {
  const rule = statuteOn(body, day, matter)
  const isSmaller = body === 'collectiveRepresentatives' || body === 'collectiveBoard'
  if (isSmaller && reserved.includes(matter) && rule?.from)
    return { goesTo: 'collectiveMembers', words: `${matterNames[matter]}只能由成员大会决定，${bodyNames[body]}不能代替` }
  return null
}

/** Which rule counts: that of the day of the vote. Both are given, to be shown side by side. */
export function rulesOfTwoDays(body: DecidingBody, matter: LegalMatter, begunOn: string, votedOn: string) {
  const begun = statuteOn(body, begunOn, matter) ?? null
  const voted = statuteOn(body, votedOn, matter) ?? null
  return { begun, voted, changed: begun?.key !== voted?.key }
}

/** Must the Party organisation have discussed a matter before the body votes on it that day? */
export const preReviewOn = (body: DecidingBody, day: string): Rule['preReview'] => statuteOn(body, day)?.preReview ?? 'none'

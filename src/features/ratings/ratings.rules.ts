/**
 * Star ratings (评星定级): points from facts under a rule set, the proposal, the cycle and its clocks. Pure.
 *
 * Source: domain §13 (weights; bands of 华宁), §33.14 (an objection pauses the clock); anchors 5.9 (last year's stars come out the same).
 */
import { addDays, addWorkingDays, workingDaysBetween, type Calendar, type CountedDay } from '#platform/shared/calendar.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { Dimension, RuleSetFields } from './ratings.shapes.contract.ts'

export const cycleMachine = defineStateMachine({
  initial: 'draft',
  states: ['draft', 'selfCheck', 'branchReview', 'shownInBranch', 'objections', 'confirmed', 'notified', 'appeal', 'archived'],
  transitions: {
    startSelfCheck: { from: ['draft'], to: 'selfCheck' },
    review: { from: ['selfCheck'], to: 'branchReview' },
    show: { from: ['branchReview'], to: 'shownInBranch' },
    object: { from: ['shownInBranch'], to: 'objections' },
    resume: { from: ['objections'], to: 'shownInBranch' },
    confirm: { from: ['shownInBranch'], to: 'confirmed' },
    notify: { from: ['confirmed'], to: 'notified' },
    appeal: { from: ['notified'], to: 'appeal' },
    settle: { from: ['appeal'], to: 'notified' },
    archive: { from: ['notified'], to: 'archived' },
  },
})

/** Days of the cycle: 10 days of self check, 5 working days shown, 5 to answer, 10 to appeal. */
export const selfCheckDays = 10
export const shownWorkingDays = 5
export const answerWorkingDays = 5
export const appealWorkingDays = 10
/** 原始分: kept while two cycles are. */
export const cyclesKept = 2

export const selfCheckUntil = (today: string) => addDays(today, selfCheckDays)

/** The new last day of showing: the working days that were left when the clock stopped, counted from today. */
export const resumedUntil = (calendar: Calendar, shownUntil: string, pausedOn: string, today: string): CountedDay =>
  addWorkingDays(calendar, today, workingDaysBetween(calendar, pausedOn, shownUntil))

/** What of a fact counts. */
export interface FactValue {
  source: string
  amount: number
  due: number
}

export interface Points {
  dimension: Dimension
  /** Out of 100, once the dimensions that nothing feeds are left out. */
  weight: number
  points: number
}

const hundredth = (value: number) => Math.round(value * 100) / 100
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/**
 * Points by dimension, in the order of the rules. A rule with nothing due says nothing, a dimension without a word is left
 * out, and the others weigh more; empty if none is left.
 */
export function pointsOf({ dimensions }: Pick<RuleSetFields, 'dimensions'>, facts: readonly FactValue[]): Points[] {
  const told = dimensions.flatMap(({ key, weight, rules }) => {
    const heard = rules.flatMap(rule => {
      const earned = earnedBy(
        rule.full,
        facts.filter(({ source }) => source === rule.source),
      )
      return earned === null ? [] : [{ share: rule.share, earned }]
    })
    if (heard.length === 0 || weight === 0) return []
    return [{ key, weight, ratio: sum(heard.map(({ share, earned }) => share * earned)) / sum(heard.map(({ share }) => share)) }]
  })
  const whole = sum(told.map(({ weight }) => weight))
  return told.map(({ key, weight, ratio }) => {
    const scaled = (weight / whole) * 100
    return { dimension: key, weight: hundredth(scaled), points: hundredth(scaled * ratio) }
  })
}

function earnedBy(full: number | null, facts: readonly FactValue[]): number | null {
  const done = sum(facts.map(({ amount }) => amount))
  if (full !== null) return Math.min(1, done / full)
  const due = sum(facts.map(fact => fact.due))
  return due === 0 ? null : Math.min(1, done / due)
}

export const totalOf = (points: readonly Points[]) =>
  points.length === 0 ? null : Math.min(100, hundredth(sum(points.map(each => each.points))))

/** The star that the bands give: as many as their floors are reached. */
export const starOf = (bands: readonly number[], total: number) => bands.filter(floor => total >= floor).length

/** The rules' proposal; null: no fact says anything, so a person decides alone. */
export function proposalOf(rules: Pick<RuleSetFields, 'dimensions' | 'bands'>, facts: readonly FactValue[]): number | null {
  const total = totalOf(pointsOf(rules, facts))
  return total === null ? null : starOf(rules.bands, total)
}

/** Dimensions of the rules that no source feeds. */
export const withoutSource = ({ dimensions }: Pick<RuleSetFields, 'dimensions'>): Dimension[] =>
  dimensions.filter(({ rules }) => rules.length === 0).map(({ key }) => key)

/** 降星: below what the rules propose or below last year's. It takes two people. */
export const goesDown = (star: number, proposed: number | null, lastYear: number | null) =>
  (proposed !== null && star < proposed) || (lastYear !== null && star < lastYear)

export interface Decision {
  star: number
  reason: string | null
  vetoDecision: string | null
}

/** What is wrong with a decision, by field; null: it can stand. */
export function decisionFault(
  { star, reason, vetoDecision }: Decision,
  { proposed, lastYear, humanAsked }: { proposed: number | null; lastYear: number | null; humanAsked: boolean },
): { key: 'reason' | 'vetoDecision'; detail: string } | null {
  if (vetoDecision !== null && star !== 0) return { key: 'vetoDecision', detail: '一票否决的不能有星' }
  if (star === 0 && proposed !== null && proposed > 0 && vetoDecision === null)
    return { key: 'vetoDecision', detail: '否决要有正式决定，请写文号' }
  if (reason === null && star !== proposed) return { key: 'reason', detail: '和建议不一样，请写理由' }
  if (reason === null && goesDown(star, proposed, lastYear)) return { key: 'reason', detail: '比去年低，请写理由' }
  if (reason === null && humanAsked) return { key: 'reason', detail: '本人要求由人来定，请写理由' }
  return null
}

/** What is wrong with the numbers of a rule set, by field. */
export function ruleSetFaults({ dimensions, bands }: RuleSetFields, sources: ReadonlySet<string>): { pointer: string; detail: string }[] {
  const faults: { pointer: string; detail: string }[] = []
  if (sum(dimensions.map(({ weight }) => weight)) !== 100) faults.push({ pointer: '#/dimensions', detail: '权重加起来要是100' })
  if (new Set(dimensions.map(({ key }) => key)).size !== dimensions.length)
    faults.push({ pointer: '#/dimensions', detail: '同一个方面写了两次' })
  for (const [index, { rules }] of dimensions.entries())
    for (const [at, { source }] of rules.entries())
      if (!sources.has(source)) faults.push({ pointer: `#/dimensions/${index}/rules/${at}/source`, detail: '没有这个事实来源' })
  if (bands.some((floor, index) => index > 0 && floor <= bands[index - 1]!))
    faults.push({ pointer: '#/bands', detail: '每多一颗星，分数线要更高' })
  return faults
}

/** Who answers: the first who neither entered the fact nor decided or seconded the star nor is the member; null: nobody is left. */
export const answererOf = (candidates: readonly string[], not: readonly (string | null)[]): string | null =>
  candidates.find(candidate => !not.includes(candidate)) ?? null

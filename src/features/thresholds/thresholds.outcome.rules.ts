/**
 * Outcomes (表决结果): from a rule, a roll and a count to a verdict in words.
 *
 * `evaluate` is what other features ask, through `thresholds.actions.ts`. Whole numbers only. Whoever recuses leaves for
 * that item: not present, neither for the quorum nor for the votes. 应到会 and 全体 stay as they were (domain §3, §33).
 */
import { fewest } from './thresholds.shares.rules.ts'
import { unsettledRefusal } from './thresholds.rules.ts'
import type { Base, Route, Rule } from './thresholds.shapes.contract.ts'
import { routeUnits, shareName } from './thresholds.words.ts'

/** Who was counted, fixed before the vote. `all` >= `eligible` >= `present` >= `recused`. */
export interface Roll {
  route: Route
  /** 全体. */
  all: number
  /** 应到会: all but those left out by rule. */
  eligible: number
  /** 到会, with those who take part online or by a proxy that the rule allows; observers (列席) are not among them. */
  present: number
  /** Of those present, who may not vote on this matter (回避). */
  recused: number
}

export interface Tally {
  for: number
  against: number
  abstain: number
}

export interface Manner {
  method: 'hands' | 'secret'
  /** Are officials' own interests involved? */
  ownInterests: boolean
}

export type Verdict = 'passed' | 'rejected' | 'noQuorum' | 'refused'

export interface Outcome {
  verdict: Verdict
  /** The reasons in order, each a sentence without its full stop. */
  words: string[]
  /** How many had to come and how many had to agree; null where the vote could not be counted. */
  needed: { present: number; for: number } | null
}

const refused = (words: string[]): Outcome => ({ verdict: 'refused', words, needed: null })

/** The verdict on a vote by the rule of its day. An abstention counts like a no, because the law counts those who agree. */
export function evaluate(rule: Rule, roll: Roll, tally: Tally, manner: Manner): Outcome {
  const faults = refusalsOf(rule, roll, tally, manner)
  if (faults.length > 0) return refused(faults)
  const quorum = rule.quorum!.find(({ route }) => route === roll.route)!
  const { share, base } = rule.majority!
  const unit = routeUnits[roll.route]
  const voting = roll.present - roll.recused

  const due = roll[quorum.base]
  const needed = { present: fewest(quorum.share, due), for: fewest(share, baseCount(roll, base)) }
  const came = `到会${voting}${unit}，应到${due}${unit}，${shareName(quorum.share)}为${needed.present}${unit}`
  if (voting < needed.present) return { verdict: 'noQuorum', words: [came, ...recusedWords(roll)], needed }
  const baseWords = { present: `到会${voting}${unit}`, eligible: `应到会${roll.eligible}${unit}`, all: `全体${roll.all}${unit}` }[base]
  const agreed = `同意${tally.for}票，${baseWords}，${shareName(share)}为${needed.for}票`
  return { verdict: tally.for >= needed.for ? 'passed' : 'rejected', words: [came, agreed, ...recusedWords(roll)], needed }
}

/** Recusal takes a person out of those who came, and out of no other number. */
const baseCount = (roll: Roll, base: Base): number => (base === 'present' ? roll.present - roll.recused : roll[base])

const recusedWords = ({ recused, route }: Roll): string[] => (recused > 0 ? [`回避${recused}${routeUnits[route]}，应到和全体人数不减`] : [])

/** Why a vote cannot be counted, all at once; nothing if it can. */
function refusalsOf(rule: Rule, roll: Roll, tally: Tally, { method, ownInterests }: Manner): string[] {
  const { all, eligible, present, recused, route } = roll
  const unit = routeUnits[route]
  const votes = tally.for + tally.against + tally.abstain
  const says = (broken: boolean, words: string) => (broken ? [words] : [])
  const numbers = [all, eligible, present, recused, tally.for, tally.against, tally.abstain]
  if (!numbers.every(count => Number.isSafeInteger(count) && count >= 0)) return ['人数和票数要写整数，不能少于0']
  const unsettled = unsettledRefusal(rule)
  if (unsettled !== null) return [unsettled]
  if (rule.quorum === null || rule.majority === null) return ['这一条规则还没有数，不能用']
  return [
    ...says(
      !rule.quorum.some(each => each.route === route),
      `这里不能${{ voters: '按人', households: '按户', groups: '按小组代表' }[route]}计算`,
    ),
    ...says(all === 0, '名册上没有人，不能表决'),
    ...says(eligible > all, `应到${eligible}${unit}，多于全体${all}${unit}`),
    ...says(present > eligible, `到会${present}${unit}，多于应到${eligible}${unit}`),
    ...says(recused > present, `回避${recused}${unit}，多于到会${present}${unit}`),
    ...says(votes > present - recused, `一共${votes}票，多于能投票的${Math.max(present - recused, 0)}${unit}`),
    ...says(method === 'hands' && rule.secret === 'always', '选举和罢免要无记名投票'),
    ...says(method === 'hands' && rule.secret === 'ownInterests' && ownInterests, '牵涉干部自己的利益，要无记名投票'),
  ]
}

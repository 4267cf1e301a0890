/**
 * The roll (应到名册): who counts, whose proxy counts, and who stands too near.
 *
 * Source: 党章 (no vote for probationary members and those on 留党察看), 农村集体经济组织法 art. 27 (proxies), 村民委员会组织法
 * art. 32 (supervisors), domain §3.1, §5.3, §33.
 */
import type { Roll } from './thresholds.outcome.rules.ts'
import type { DecidingBody, Route, Rule } from './thresholds.shapes.contract.ts'
import { bodyNames } from './thresholds.words.ts'

export interface RollMark {
  /** Observers (列席), probationary members and those on 留党察看 are on the sheet and have no vote. */
  standing: 'voter' | 'observer' | 'probationary' | 'onProbation' | 'incapable'
  /** Left out of 应到会 by a decision; whoever comes all the same votes, and then ought to come. */
  leftOut: boolean
  present: boolean
  recused: boolean
}

/** The numbers of a roll from its marks. */
export function rollOf(route: Route, marks: readonly RollMark[]): Roll {
  const voters = marks.filter(({ standing }) => standing === 'voter')
  const here = voters.filter(({ present }) => present)
  return {
    route,
    all: voters.length,
    eligible: voters.filter(({ leftOut, present }) => !leftOut || present).length,
    present: here.length,
    recused: here.filter(({ recused }) => recused).length,
  }
}

export interface Proxy {
  householdKey: string
  holderHouseholdKey: string
  inWriting: boolean
  holderMayVote: boolean
  isNearRelative: boolean
}

/** Why the proxy does not count, in words; null: it counts. */
export function proxyRefusal({ body, proxies }: Pick<Rule, 'body' | 'proxies'>, proxy: Proxy): string | null {
  if (proxies === 'none') return `${bodyNames[body]}不能委托别人投票`
  if (!proxy.inWriting) return '委托要有书面的委托书'
  if (!proxy.holderMayVote) return '受委托的人自己要有表决权'
  if (proxies === 'sameHousehold' && proxy.householdKey !== proxy.holderHouseholdKey) return '只能委托同一户的成员'
  if (proxies === 'nearRelative' && !proxy.isNearRelative) return '只能委托有选举权的近亲属'
  return null
}

/** Two people and whether they are spouses, parents, children or siblings. */
export type Kinship = readonly (readonly [string, string])[]

const areKin = (kinship: Kinship, one: string, other: string) =>
  kinship.some(([a, b]) => (a === one && b === other) || (a === other && b === one))

/** The supervisors who may not watch over a matter, because they proposed it or are near kin of who did. */
export const supervisorsTooNear = (proposers: readonly string[], supervisors: readonly string[], kinship: Kinship): string[] =>
  supervisors.filter(each => proposers.some(proposer => proposer === each || areKin(kinship, proposer, each)))

export const tooNearRefusal = (tooNear: readonly string[]): string | null =>
  tooNear.length === 0 ? null : '提议人或他的近亲属是监督委员，这件事要换人监督'

/** One declaration of interest for each body in which a person takes part; to sit in several is allowed. */
export const declarationsDue = (seats: readonly { personId: string; body: DecidingBody }[]) =>
  seats.map(({ personId, body }) => ({ personId, body, asks: `${bodyNames[body]}：这件事和您或您的近亲属有关吗？` }))

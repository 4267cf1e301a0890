/** A proposal as a form holds it (修改表单的值): shares by name, a way of counting that is left empty is closed. */
import type { Base, Parts, Quorum, Route, Share, Threshold } from '../thresholds.contract.ts'

/** The shares that laws and charters use. */
export const shares: Readonly<Record<string, Share>> = {
  half: { numerator: 1, denominator: 2, strict: true },
  threeFifths: { numerator: 3, denominator: 5, strict: false },
  twoThirds: { numerator: 2, denominator: 3, strict: false },
  threeQuarters: { numerator: 3, denominator: 4, strict: false },
  fourFifths: { numerator: 4, denominator: 5, strict: false },
  nineTenths: { numerator: 9, denominator: 10, strict: false },
  all: { numerator: 1, denominator: 1, strict: false },
}

export interface ProposalValues {
  voters?: string
  households?: string
  groups?: string
  quorumBase?: Quorum['base']
  majority?: string
  base?: Base
  noticeDays?: number | null
  basis?: string
  article?: string
}

const nameOf = (share: Share): string | undefined =>
  Object.entries(shares).find(
    ([, each]) => each.numerator === share.numerator && each.denominator === share.denominator && each.strict === share.strict,
  )?.[0]

/** The proposal that stands, else nothing: every number stays as it is. */
export function valuesOf({ editions, law }: Threshold): ProposalValues {
  const open = editions.find(({ inForceOn }) => inForceOn === null)
  const base = { quorumBase: law.line === 'party' ? ('eligible' as const) : ('all' as const) }
  if (!open) return { ...base, noticeDays: null }
  const share = (route: Route) => {
    const found = open.parts.quorum?.find(each => each.route === route)
    const name = found && nameOf(found.share)
    return name ? { [route]: name } : {}
  }
  const majority = open.parts.majority && nameOf(open.parts.majority.share)
  return {
    ...base,
    ...share('voters'),
    ...share('households'),
    ...share('groups'),
    ...(majority && open.parts.majority && { majority, base: open.parts.majority.base }),
    noticeDays: open.parts.noticeDays,
    basis: open.basis,
    ...(open.article !== null && { article: open.article }),
  }
}

export function partsOf({ voters, households, groups, quorumBase = 'all', majority, base = 'present', noticeDays }: ProposalValues): Parts {
  const routes = { voters, households, groups }
  const quorum = (Object.keys(routes) as Route[]).flatMap(route => {
    const share = shares[routes[route] ?? '']
    return share ? [{ route, share, base: quorumBase }] : []
  })
  const share = shares[majority ?? '']
  return { quorum: quorum.length > 0 ? quorum : null, majority: share ? { share, base } : null, noticeDays: noticeDays ?? null }
}

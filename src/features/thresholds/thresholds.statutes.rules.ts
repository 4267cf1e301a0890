/**
 * The law's thresholds (法定门槛): each rule by body, matter and day, with its article.
 *
 * Three generations: collectives until and from 2025-05-01 (农村集体经济组织法), villages and communities until and from
 * 2026-01-01 (amended 村民委员会组织法, new 居民委员会组织法). A number that nobody has seen in print stands as proposed
 * or missing and is marked; the town settles it before the rule is used. Source: domain §3.1, §3.2, §29.
 */
import { atLeast, moreThan } from './thresholds.shares.rules.ts'
import type { LegalMatter, Majority, Quorum, Route, Rule, Share } from './thresholds.shapes.contract.ts'

const collectiveLawOn = '2025-05-01'
const villageLawOn = '2026-01-01'

const half = moreThan(1, 2)
const twoThirds = atLeast(2, 3)

const quorum = (share: Share, base: Quorum['base'] = 'all', route: Route = 'voters'): Quorum => ({ route, share, base })
const majority = (share: Share, base: Majority['base']): Majority => ({ share, base })

type Made = Pick<Rule, 'key' | 'body' | 'line' | 'quorum' | 'majority' | 'source'> & Partial<Rule>
const rule = (made: Made): Rule => ({
  matters: null,
  from: null,
  to: null,
  noticeDays: null,
  unsettled: {},
  proxies: 'none',
  byMessaging: false,
  secret: 'ownInterests',
  preReview: 'none',
  ...made,
})

const villageLaw = '《村民委员会组织法》（2018年修正）'
const amended = '《村民委员会组织法》（2025年修正，2026年1月1日起施行）'
const collectiveLaw = '《农村集体经济组织法》'
const guangdong = '《广东省农村集体经济组织管理规定》（粤府令第109号）'

/** The old text's numbers are proposed until the town has compared them with the new text. */
const unseen = { quorum: 'unseen', majority: 'unseen', noticeDays: 'unseen' } as const

const assembly = [quorum(half), quorum(twoThirds, 'all', 'households')]
const oldVillage = { line: 'selfGovernment', to: villageLawOn, preReview: 'local', majority: majority(half, 'present') } as const
const newVillage = {
  ...oldVillage,
  from: villageLawOn,
  to: null,
  unsettled: unseen,
  preReview: 'law',
} as const

const villages: readonly Rule[] = [
  rule({
    ...oldVillage,
    key: 'villagersAssembly.2018',
    body: 'villagersAssembly',
    quorum: assembly,
    noticeDays: 10,
    source: `${villageLaw}第二十一条、第二十二条`,
  }),
  rule({ ...newVillage, key: 'villagersAssembly.2026', body: 'villagersAssembly', quorum: assembly, noticeDays: 10, source: amended }),
  rule({
    ...oldVillage,
    key: 'villagerRepresentatives.2018',
    body: 'villagerRepresentatives',
    quorum: [quorum(twoThirds)],
    source: `${villageLaw}第二十六条`,
  }),
  rule({
    ...newVillage,
    key: 'villagerRepresentatives.2026',
    body: 'villagerRepresentatives',
    quorum: [quorum(twoThirds)],
    source: amended,
  }),
  rule({
    ...oldVillage,
    key: 'villagersGroup.2018',
    body: 'villagersGroup',
    quorum: [quorum(twoThirds), quorum(twoThirds, 'all', 'households')],
    source: `${villageLaw}第二十八条`,
  }),
  rule({
    ...newVillage,
    key: 'villagersGroup.2026',
    body: 'villagersGroup',
    quorum: [quorum(twoThirds), quorum(twoThirds, 'all', 'households')],
    source: amended,
  }),
  // Those who came are those who voted.
  rule({
    key: 'villageElectors.2018',
    body: 'villageElectors',
    line: 'selfGovernment',
    to: villageLawOn,
    quorum: [quorum(half)],
    majority: majority(half, 'present'),
    noticeDays: 20,
    proxies: 'nearRelative',
    secret: 'always',
    source: `${villageLaw}第十四条至第十六条`,
  }),
  rule({
    key: 'villageElectors.2026',
    body: 'villageElectors',
    line: 'selfGovernment',
    from: villageLawOn,
    quorum: [quorum(half)],
    majority: majority(half, 'present'),
    noticeDays: 20,
    proxies: 'nearRelative',
    secret: 'always',
    unsettled: unseen,
    source: amended,
  }),
]

const residentLaw = '《城市居民委员会组织法》（2018年修正）第九条、第十条'
const newResidentLaw = '《居民委员会组织法》（2026年1月1日起施行）'
const communities: readonly Rule[] = [
  rule({
    ...oldVillage,
    key: 'residentsAssembly.2018',
    body: 'residentsAssembly',
    quorum: [quorum(half), quorum(half, 'all', 'households'), quorum(half, 'all', 'groups')],
    source: residentLaw,
  }),
  rule({ ...newVillage, key: 'residentsAssembly.2026', body: 'residentsAssembly', quorum: null, majority: null, source: newResidentLaw }),
  rule({
    ...newVillage,
    key: 'residentRepresentatives.2026',
    body: 'residentRepresentatives',
    quorum: null,
    majority: null,
    source: newResidentLaw,
  }),
]

/** Remembered, not seen: the regulation's text beyond article 7. */
const oldCollective = { line: 'economy', to: collectiveLawOn, unsettled: unseen, preReview: 'local', source: guangdong } as const
const newCollective = { line: 'economy', from: collectiveLawOn, preReview: 'law' } as const

const collectives: readonly Rule[] = [
  rule({
    ...oldCollective,
    key: 'collectiveMembers.2020',
    body: 'collectiveMembers',
    quorum: [quorum(half), quorum(twoThirds, 'all', 'households')],
    majority: majority(half, 'present'),
  }),
  rule({ ...oldCollective, key: 'collectiveRepresentatives.2020', body: 'collectiveRepresentatives', quorum: null, majority: null }),
  rule({ ...oldCollective, key: 'collectiveBoard.2020', body: 'collectiveBoard', quorum: null, majority: null }),
  rule({
    ...newCollective,
    key: 'collectiveMembers.2025',
    body: 'collectiveMembers',
    quorum: [quorum(twoThirds)],
    majority: majority(twoThirds, 'all'),
    noticeDays: 10,
    proxies: 'sameHousehold',
    byMessaging: true,
    source: `${collectiveLaw}第二十六条、第二十七条`,
  }),
  rule({
    ...newCollective,
    key: 'collectiveMembers.nonMemberBenefit.2025',
    body: 'collectiveMembers',
    matters: ['nonMemberBenefit'],
    quorum: [quorum(twoThirds)],
    majority: majority(atLeast(3, 4), 'all'),
    noticeDays: 10,
    proxies: 'sameHousehold',
    byMessaging: true,
    source: `${collectiveLaw}第十五条、第二十七条`,
  }),
  rule({
    ...newCollective,
    key: 'collectiveRepresentatives.2025',
    body: 'collectiveRepresentatives',
    quorum: [quorum(twoThirds)],
    majority: majority(twoThirds, 'all'),
    unsettled: { quorum: 'charter', noticeDays: 'charter' },
    source: `${collectiveLaw}第二十八条`,
  }),
  rule({
    ...newCollective,
    key: 'collectiveBoard.2025',
    body: 'collectiveBoard',
    quorum: [quorum(twoThirds)],
    majority: majority(half, 'all'),
    unsettled: { noticeDays: 'charter' },
    preReview: 'none',
    source: `${collectiveLaw}第二十九条、第三十一条`,
  }),
]

const party: readonly Rule[] = [
  rule({
    key: 'branchMeeting.2018',
    body: 'branchMeeting',
    line: 'party',
    quorum: [quorum(half, 'eligible')],
    majority: majority(half, 'eligible'),
    source: '《中国共产党支部工作条例（试行）》第十一条',
  }),
  // Customary, stricter than the branch rules; not the law's, so the town confirms it.
  rule({
    key: 'membersReview.2018',
    body: 'membersReview',
    line: 'party',
    quorum: [quorum(twoThirds, 'eligible')],
    majority: majority(half, 'eligible'),
    noticeDays: 3,
    unsettled: { quorum: 'unseen', noticeDays: 'unseen' },
    source: '“四议两公开”工作法；《中国共产党支部工作条例（试行）》第十一条',
  }),
  rule({
    key: 'branchCommittee.2018',
    body: 'branchCommittee',
    line: 'party',
    quorum: [quorum(atLeast(1, 2), 'all')],
    majority: majority(half, 'present'),
    unsettled: { majority: 'unseen' },
    source: '《中国共产党支部工作条例（试行）》第十二条至第十四条',
  }),
]

/** “两委” together: the working method names the step and no number, so a town confirms both before the first use. */
const joint: readonly Rule[] = [
  rule({
    key: 'jointCommittees.2018',
    body: 'jointCommittees',
    line: 'selfGovernment',
    quorum: [quorum(half)],
    majority: majority(half, 'present'),
    unsettled: { quorum: 'unseen', majority: 'unseen' },
    source: '“四议两公开”工作法（“两委”商议）',
  }),
]

export const statutes: readonly Rule[] = [...villages, ...communities, ...collectives, ...party, ...joint]
export const statuteByKey: ReadonlyMap<string, Rule> = new Map(statutes.map(each => [each.key, each]))

/** The law's rule for the body and matter on the day; undefined: there was none. */
export const statuteOn = (body: Rule['body'], day: string, matter: LegalMatter = 'ordinary'): Rule | undefined => {
  const inForce = statutes.filter(each => each.body === body && isInForce(each, day))
  return inForce.find(({ matters }) => matters?.includes(matter)) ?? inForce.find(({ matters }) => matters === null)
}

export const isInForce = ({ from, to }: Pick<Rule, 'from' | 'to'>, day: string): boolean =>
  (from === null || from <= day) && (to === null || day < to)

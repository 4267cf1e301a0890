/**
 * Work checklists (工作清单): the templates that a new town starts with, as drafts. Proposals for the town to adopt after checking
 * the articles; none is in force before its office issues it.
 *
 * Source: domain §9.1; conventions 2.2 (村民委员会组织法 art. 30, as of 2018: general affairs at least once a quarter); 党员教育管理工作条例 (2019) art. 16–18. What is measured in hours of study is left out: a duty is fulfilled by a
 * record, not by time spent.
 */
import type { TemplateFields } from './duties.contract.ts'

export type Proposal = Omit<TemplateFields, 'unitId' | 'from' | 'to'>

/** The article was not seen in a source that the project keeps: the office checks it and writes it anew before it issues the list. */
const unchecked = (article: string) => `${article}（条款待核对）`

type Basis = Proposal['basis']
const branchRules = (article: string): Basis => ({ name: '《中国共产党支部工作条例（试行）》', article, issuer: '中共中央' })
const memberRules = (article: string): Basis => ({ name: '《中国共产党党员教育管理工作条例》', article, issuer: '中共中央' })
/** The town’s own; its text is not known. */
const firstTopicRule: Basis = { name: '西樵镇“第一议题”制度', article: unchecked('全文'), issuer: '西樵镇党委' }
const ofBranches = {
  binds: 'bodies',
  kinds: ['branch', 'jointBranch'],
  dueRule: 'dayOfPeriod',
  leastRows: 1,
  asks: [],
  minutes: 0,
  awaitedBy: null,
} as const satisfies Partial<Proposal>

/** The last day of a month, a quarter or a year, whatever its length. */
const lastDay = { monthly: 31, quarterly: 92, yearly: 366 } as const

const proposal = (name: string, frequency: keyof typeof lastDay, basis: Basis, fulfilledBy: string): Proposal => ({
  ...ofBranches,
  kinds: [...ofBranches.kinds],
  asks: [],
  name,
  frequency,
  dueCount: lastDay[frequency],
  basis,
  fulfilledBy,
})

export const proposals: readonly Proposal[] = [
  proposal('支部党员大会', 'quarterly', branchRules('第十一条'), 'meetings.generalMeetings'),
  proposal('支部委员会会议', 'monthly', branchRules('第十二条'), 'meetings.committeeMeetings'),
  proposal('“第一议题”学习', 'monthly', firstTopicRule, 'meetings.firstTopics'),
  proposal('党小组会', 'monthly', branchRules(unchecked('第十三条')), 'meetings.groupMeetings'),
  proposal('党课', 'quarterly', branchRules(unchecked('第十六条')), 'meetings.lectures'),
  proposal('主题党日', 'monthly', memberRules('第十六条'), 'meetings.themeDays'),
  proposal('组织生活会', 'yearly', memberRules('第十七条'), 'meetings.organisationLife'),
  proposal('民主评议党员', 'yearly', memberRules('第十八条'), 'meetings.memberReviews'),
  {
    name: '村务公开（一般事项）',
    frequency: 'quarterly',
    binds: 'units',
    kinds: ['village'],
    dueRule: 'dayOfPeriod',
    dueCount: lastDay.quarterly,
    // The law was amended with effect from 2026-01-01; where its articles went was not seen.
    basis: { name: '《中华人民共和国村民委员会组织法》', article: unchecked('第三十条'), issuer: '全国人大常委会' },
    fulfilledBy: 'disclosures.general',
    leastRows: 1,
    asks: [],
    minutes: 0,
    awaitedBy: '村民',
  },
]

/** Words for decisions (四议两公开用语): states, outcomes and opinions as people read them. */
import type { Stage } from '#features/matters/matters.contract.ts'
import { stageNames } from '#features/matters/matters.names.contract.ts'
import type {
  Adoption,
  Capacity,
  DecisionLamp,
  DecisionState,
  Interest,
  Line,
  Opinion,
  ProposerKind,
  StageOutcome,
} from './decisions.shapes.contract.ts'

export { categoryNames } from '#features/matters/matters.names.contract.ts'

export const stateNames: Record<DecisionState, string> = {
  draft: '草稿',
  registered: '已登记',
  branchProposed: '党组织已提议',
  boardConsulted: '社委会已商议',
  committeesConsulted: '“两委”已商议',
  membersHeard: '党员已首议',
  partyResearched: '党组织已研究',
  membersReviewed: '党员大会已审议',
  assemblyCalled: '已通知开会',
  failedQuorum: '人数不够，要再开会',
  resolved: '已决议',
  rejected: '没有通过',
  disclosed: '决议公开中',
  objected: '有异议，正在处理',
  returned: '退回重办',
  implementing: '正在办',
  resultDisclosed: '结果公开中',
  closed: '已办结',
  archived: '已归档',
  annulled: '已撤销',
  correctionOrdered: '责令改正',
  verdictTurned: '表决结果更正了',
}

export const lampNames: Record<DecisionLamp, string> = { soon: '临期', late: '逾期' }

export const outcomeNames: Record<StageOutcome, string> = {
  registered: '已登记',
  passed: '通过',
  notPassed: '没有通过',
  noQuorum: '到会人数不够',
  returned: '退回',
  support: '赞成',
  withChanges: '改了再办',
  reconsider: '请再考虑',
  oppose: '不赞成',
  withdrawn: '撤回',
  refused: '没有受理',
  urgent: '紧急先办',
  upheld: '异议成立，退回',
  listed: '已挂牌',
  implementing: '开始办',
  closed: '办结',
  archived: '归档',
}

export const opinionNames: Record<Opinion, string> = { support: '赞成', withChanges: '改了再办', reconsider: '请再考虑', oppose: '不赞成' }
export const adoptionNames: Record<Adoption, string> = { adopted: '采纳', partly: '部分采纳', notAdopted: '没有采纳' }
export const lineNames: Record<Line, string> = { village: '村（社区）的事', collective: '经济社的事' }
export const proposerKindNames: Record<ProposerKind, string> = { resident: '居民', representative: '代表', member: '党员', body: '组织' }
export const interestNames: Record<Interest, string> = {
  none: '没有关系',
  own: '和本人有关',
  spouse: '和配偶有关',
  parentOrChild: '和父母、子女有关',
  sibling: '和兄弟姐妹有关',
  other: '有别的关系',
}
export const orderNames = { annulled: '撤销', correctionOrdered: '责令改正' } as const
export const authorityNames = { court: '法院', town: '镇政府' } as const

/** What a step that is no step of the list is called in its record. */
const otherSteps: Record<string, string> = {
  withdrawal: '撤回',
  urgency: '紧急先办',
  preCheck: '报镇里看',
  listing: '上交易平台',
  objection: '异议',
  work: '实施',
  closure: '办结',
  archive: '归档',
}
export const stepName = (step: string): string => stageNames[step as Stage] ?? otherSteps[step] ?? step
export const capacityName = (capacity: Capacity): string =>
  capacity === 'supervision' ? '监督' : capacity === 'proposal' ? '提议' : stepName(capacity)

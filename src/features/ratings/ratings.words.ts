/** Star ratings (评星定级): what people call things, and where facts come from. */
import type {
  ContestKind,
  ContestState,
  RatingCycleState,
  Dimension,
  Exemption,
  RuleSetState,
  ShownWhere,
} from './ratings.shapes.contract.ts'

export const dimensionNames: Record<Dimension, string> = {
  organisationLife: '组织生活',
  duties: '履行义务',
  promiseAndPost: '承诺履岗',
  service: '服务群众',
  massesView: '群众评价',
}
export const ruleSetStateNames: Record<RuleSetState, string> = { draft: '草稿', adopted: '已通过' }
export const cycleStateNames: Record<RatingCycleState, string> = {
  draft: '准备',
  selfCheck: '自查',
  branchReview: '支部评议',
  shownInBranch: '支部内公示',
  objections: '有异议，公示暂停',
  confirmed: '已确认',
  notified: '已告知本人',
  appeal: '申诉中',
  archived: '已归档',
}
export const exemptionNames: Record<Exemption, string> = { elderly: '年满70岁', ill: '患病', pregnant: '怀孕', away: '流动外出' }
export const contestKindNames: Record<ContestKind, string> = { wrong: '这一条不对', missing: '漏了一条', appeal: '申诉' }
export const contestStateNames: Record<ContestState, string> = { open: '等答复', upheld: '已改正', rejected: '维持原样' }
export const shownWhereNames: Record<ShownWhere, string> = { generalMeeting: '在党员大会上宣布', branchRoom: '贴在支部活动室' }

/**
 * Where facts come from. A feature with records that count adds a line here and its query in ratings.sources.queries.ts; the page
 * is where the console shows one of its records: to the member among his own, to the secretaries among the village's.
 */
export const sources = {
  'meetings.attendance': { nameZh: '会议名册', unit: '次', page: (id: string) => `/console/meetings/${id}` },
  'trainings.hours': { nameZh: '培训学时', unit: '学时', page: (id: string) => `/console/trainings/${id}` },
  'commitments.hours': {
    nameZh: '履职时数',
    unit: '小时',
    page: (id: string, own: boolean) => (own ? `/console/my-posts#${id}` : `/console/commitments?tab=hours&record=${id}`),
  },
  'volunteering.hours': { nameZh: '志愿时长（①②）', unit: '小时', page: (id: string) => `/console/volunteering/slots/${id}` },
  'commitments.reviews': {
    nameZh: '群众评议',
    unit: '次',
    page: (id: string, own: boolean) => (own ? `/console/my-posts#${id}` : `/console/commitments?tab=posts&record=${id}`),
  },
} as const satisfies Record<string, { nameZh: string; unit: string; page(id: string, own: boolean): string }>
export type SourceKey = keyof typeof sources
export const isSource = (key: string): key is SourceKey => Object.hasOwn(sources, key)
/** What its amounts are counted in. */
export const sourceUnitOf = (key: string) => (isSource(key) ? sources[key].unit : '')
export const sourceNameOf = (key: string) => (isSource(key) ? sources[key].nameZh : key)

/** ★★★, in words for those who do not see it. */
export const starWords = (star: number) => (star === 0 ? '不定星' : `${'★'.repeat(star)} ${star}星`)

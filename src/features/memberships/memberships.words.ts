/** Words for memberships (党籍用语). */
import type {
  EndReason,
  ExclusionReason,
  GridAssignmentState,
  GridKind,
  GridPerson,
  MemberKind,
  MembershipDetail,
  Stage,
  SuspendReason,
} from './memberships.contract.ts'

export const memberKindNames: Record<MemberKind, string> = {
  withoutPost: '无职党员',
  holdsPost: '有职党员',
  inServiceElsewhere: '在职党员',
  retired: '离退休党员',
  away: '流动党员',
}
export const stageNames: Record<Stage, string> = { probationary: '预备党员', full: '正式党员' }
export const endReasonNames: Record<EndReason, string> = {
  withdrew: '自愿退党',
  removed: '除名',
  stopped: '停止党籍',
  expelled: '开除党籍',
  movedOut: '转出本镇',
  died: '去世',
}
/** Source: 《中国共产党基层组织选举工作条例》 and the practice under it; domain §33.11. */
export const exclusionReasonNames: Record<ExclusionReason, string> = {
  cannotExpress: '因病不能表达意志',
  abroad: '出国半年以上',
  servingSentence: '正在服刑',
  bedridden: '年老或长期生病，不能自理',
  relationNotMoved: '外出半年以上，关系没转走',
  onProbation: '留党察看，没有表决权',
}
export const gridKindNames: Record<GridKind, string> = { home: '居住网格', service: '服务网格' }
export const gridStateNames: Record<GridAssignmentState, string> = { assigned: '已编入', active: '在格', suspended: '暂停', left: '已离开' }
/** What may be done with an assignment, in the order of its life. */
export type GridStep = 'begin' | 'suspend' | 'resume' | 'leave'
export const gridStepNames: Record<GridStep, string> = { begin: '开始', suspend: '暂停', resume: '恢复', leave: '离开' }
export const gridSteps: Record<GridAssignmentState, readonly GridStep[]> = {
  assigned: ['begin', 'suspend', 'leave'],
  active: ['suspend', 'leave'],
  suspended: ['resume', 'leave'],
  left: [],
}
export const gridPartNames: Record<GridPerson['part'], string> = {
  leader: '组长',
  home: '住在这里的党员',
  service: '在这里服务的党员',
  contact: '联系户的党员',
}
export const transferStateNames: Record<MembershipDetail['transfers'][number]['state'], string> = {
  inProgress: '等新支部接收',
  completed: '已接收',
  cancelled: '已撤回',
}
export const suspendReasonNames: Record<SuspendReason, string> = { away: '外出半年以上', ill: '生病', other: '其他' }

/** The share of members in a grid, as people say it. */
export const eligibleSentence = (expected: number, probationary: number, excluded: number) =>
  `应到会${expected}人${probationary > 0 ? `，另有预备党员${probationary}人` : ''}${excluded > 0 ? `，按规定不计入${excluded}人` : ''}。`

/** Words for commitments (双报到、岗位、微心愿用语). */
import type {
  AppliedBy,
  ServiceEntryState,
  Grade,
  PostHoldingState,
  ReportNoteState,
  PostClass,
  PostExemptionReason,
  ReportExemption,
  ReportInState,
  ReportMeans,
  WishState,
} from './commitments.shapes.contract.ts'

export const reportInStateNames: Record<ReportInState, string> = {
  invited: '已邀请',
  reported: '已报到，等村里接收',
  accepted: '已接收',
  refused: '没有接收',
  inGrid: '已编入网格',
  renewed: '已续任',
  left: '已离开',
  exempt: '免报到',
  withdrawn: '邀请已撤回',
}
export const meansNames: Record<ReportMeans, string> = { online: '本人网上报到', counter: '窗口代录' }
export const reportExemptionNames: Record<ReportExemption, string> = { ill: '生病', retired: '退休' }
export const noteStateNames: Record<ReportNoteState, string> = {
  shown: '等本人看',
  read: '本人看过',
  objected: '本人有异议',
  sent: '已发给单位',
}
export const postClassNames: Record<PostClass, string> = {
  develop: '发展类',
  supervise: '监督类',
  maintain: '维护类',
  promote: '宣传类',
}
export const holdingStateNames: Record<PostHoldingState, string> = {
  applied: '认岗，等支部会议定',
  decided: '已定岗',
  published: '公示中',
  serving: '履岗',
  evaluated: '已评岗',
  declined: '没有定岗',
  changed: '换了岗位',
  ended: '已卸任',
}
export const appliedByNames: Record<AppliedBy, string> = { self: '自己认领', recommended: '支部推荐' }
export const gradeNames: Record<Grade, string> = { good: '好', ok: '一般', poor: '差', changed: '建议换岗' }
export const postExemptionNames: Record<PostExemptionReason, string> = { elderly: '年纪大', ill: '生病', other: '其他' }
export const wishStateNames: Record<WishState, string> = {
  posted: '等人认领',
  claimed: '有人认领',
  doing: '在办',
  delivered: '已办，等村里确认',
  confirmed: '已确认',
  closed: '已办结',
  expired: '到期没人认领',
  withdrawn: '已撤回',
}
export const entryStateNames: Record<ServiceEntryState, string> = { entered: '等组织者确认', confirmed: '已确认', refused: '没有确认' }

/** "2026-1" as people say it. */
export const halfName = (half: string) => `${half.slice(0, 4)}年${half.endsWith('1') ? '上' : '下'}半年`
/** What goes to the work unit: whether, how long, one remark. */
export const noteSentence = ({ half, hasReported, hours, remark }: { half: string; hasReported: boolean; hours: number; remark: string }) =>
  `${halfName(half)}，${hasReported ? '已报到' : '没有报到'}，服务${hours}小时。${remark}`

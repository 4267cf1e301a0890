/** Words for plates (挂牌用语). */
import type { PlateBasis, PlateState, RemoveReason, ReplaceReason } from './plates.contract.ts'

export const plateStateNames: Record<PlateState, string> = {
  offered: '等同意',
  consented: '都同意了',
  issued: '已制牌',
  mounted: '已挂牌',
  withdrawn: '同意已收回，要取下',
  replaced: '已换新牌',
  removed: '已取下',
}
export const plateBasisNames: Record<PlateBasis, string> = { present: '本人在场', byPhone: '电话里说的', atHome: '上门时说的' }
export const replaceReasonNames: Record<ReplaceReason, string> = { damaged: '坏了', lost: '丢了', renamed: '地名改了' }
export const removeReasonNames: Record<RemoveReason, string> = {
  moved: '搬走了',
  left: '党员不住这里了',
  expelled: '党籍已结束',
  withdrawn: '同意已收回',
  error: '登记错了',
}

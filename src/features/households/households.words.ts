/** Households (户): the words people read. */
import type {
  ConsentBasis,
  ContactFilter,
  ContactPreference,
  ContactWish,
  EndReason,
  ExportPurpose,
  ExemptReason,
  HouseholdContactState,
  HouseholdState,
  HouseholdVerb,
  RevealReason,
  SealedField,
} from './households.contract.ts'

export const stateNames: Record<HouseholdState, string> = {
  occupied: '在住',
  movedOut: '已迁出',
  merged: '已并户',
  enteredInError: '误录',
}

export const preferenceNames: Record<ContactPreference, string> = { atHome: '上门', byPhone: '打电话', none: '不要联系' }

export const verbNames: Record<HouseholdVerb, string> = {
  moveIn: '迁入',
  moveOut: '迁出',
  relocate: '搬家',
  changeHead: '换户主',
  split: '分户',
  merge: '并户',
  enterInError: '误录',
}

export const fieldNames: Record<SealedField, string> = { head: '户主', address: '地址', phone: '电话' }

export const revealReasonNames: Record<RevealReason, string> = {
  visit: '上门走访',
  call: '打电话联系',
  correct: '核对、改正',
  card: '发联系卡',
  request: '帮这一户办事',
  export: '导出台账',
}

export const basisNames: Record<ConsentBasis, string> = { present: '本人在场', byPhone: '电话里说的', atHome: '上门时说的' }

export const contactStateNames: Record<HouseholdContactState, string> = {
  proposed: '等答应',
  active: '在联系',
  declined: '没答应',
  ended: '已结束',
}

export const wishNames: Record<ContactWish, string> = { member: '党员', household: '这一户', village: '村（社区）' }

export const endReasonNames: Record<EndReason, string> = {
  movedOut: '这一户迁出了',
  merged: '这一户并走了',
  enteredInError: '这一户是误录',
  memberLeft: '党员离开了',
  memberExempt: '党员免去联系户',
  memberAsked: '党员提出的',
  memberFull: '党员联系的户满了',
  householdAsked: '这一户提出的',
  consentWithdrawn: '这一户收回了同意',
  other: '其他原因',
}

export const exemptReasonNames: Record<ExemptReason, string> = { aged: '年满70岁', ill: '身体原因', away: '长期外出', other: '其他' }

export const contactFilterNames: Record<ContactFilter, string> = { with: '有联系人', without: '没有联系人', waiting: '等答应' }

export const exportPurposeNames: Record<ExportPurpose, string> = { check: '核对台账', visit: '上门走访', move: '交接资料' }

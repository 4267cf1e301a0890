/** Words for mobilisations (动员用语): states and roles as people read them. */
import type { BranchState, MobilisationState, RosterState } from './mobilisations.contract.ts'
import type { z } from 'zod'

export const mobilisationStateNames: Record<MobilisationState, string> = {
  coming: '还没开始',
  active: '正在动员',
  over: '已结束，今晚删名单',
  purged: '已结束，名单已删',
}

export const branchStateNames: Record<BranchState, string> = {
  proposed: '等批复',
  declined: '没有批准',
  approved: '已批准，还没成立',
  active: '在岗',
  extended: '在岗（延期）',
  dissolved: '已自行撤销',
}

export const seatNames = { secretary: '书记', deputy: '副书记', member: '委员' } as const
export const branchDecisionNames = { approve: '批准', decline: '不批', extend: '延期' } as const
export const decisionNames = { declare: '启动', extend: '延期', end: '提前结束' } as const
export const rosterNames: Record<z.infer<typeof RosterState>, string> = { planned: '已安排', confirmed: '已到岗', withdrawn: '已撤下' }

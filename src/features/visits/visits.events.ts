/** What the audit calls the events of visits (走访的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const visitEvents: EventWords = {
  kinds: { household: '户', visit: '走访', visitPlan: '走访计划' },
  names: {
    plan: '安排走访',
    record: '记一次走访',
    correct: '更正走访',
    ask: '请人走访',
    wishFor: '登记想要的走访次数',
    wishMonthly: '选每月走访',
    follow: '跟进',
    close: '走访了结',
    raise: '走访问题转诉求',
    withdraw: '删去登错的走访',
    openNote: '看走访记事',
    forgetNote: '到期删除记事',
    withdrawConsent: '收回同意，删去记事',
    deleteMine: '删自己的走访记事',
  },
}

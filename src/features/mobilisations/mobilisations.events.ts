/** What the audit calls the events of mobilisations (应急动员的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const mobilisationEvents: EventWords = {
  kinds: { mobilisation: '应急动员', temporaryBranch: '临时党支部' },
  names: {
    declare: '启动动员',
    extend: '延长动员',
    end: '结束动员',
    purge: '删除动员个人记录',
    addShift: '加班次',
    assign: '排班',
    withdraw: '退班',
    confirm: '确认到岗',
    proposeBranch: '提议临时党支部',
    approveBranch: '批准临时党支部',
    declineBranch: '不批准临时党支部',
    extendBranch: '延长临时党支部',
    appoint: '任命',
    dismiss: '免去',
  },
}

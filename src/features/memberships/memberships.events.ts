/** What the audit calls the events of memberships (党员的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const membershipEvents: EventWords = {
  kinds: { membership: '党员关系' },
  names: {
    admit: '登记党员',
    becomeFull: '转正',
    changeKind: '改党员类别',
    end: '党员关系结束',
    beginTransfer: '转出组织关系',
    completeTransfer: '接收组织关系',
    cancelTransfer: '取消转接',
    exclude: '不计入应到会',
    liftExclusion: '恢复计入应到会',
    assignGrid: '编入网格',
    moveGrid: '换网格',
  },
}

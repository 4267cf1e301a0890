/** What the audit calls the events of signatures (书面表决的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const signatureEvents: EventWords = {
  kinds: { meeting: '会议' },
  names: {
    setText: '定签名内容',
    bring: '交回签名页',
    compare: '核对签名',
    approve: '确认签名结果',
  },
}

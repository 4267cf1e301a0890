/** What the audit calls the events of units (组织单元的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const unitEvents: EventWords = {
  kinds: { unit: '单位' },
  names: {
    create: '新设单位',
    rename: '单位改名',
    move: '单位改隶属',
    merge: '单位合并',
    split: '单位拆分',
    close: '撤销单位',
  },
}

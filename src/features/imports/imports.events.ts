/** What the audit calls the events of imports (导入的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const importEvents: EventWords = {
  kinds: { import: '导入', export: '导出' },
  names: {
    upload: '上传工作簿',
    check: '校验工作簿',
    commit: '导入工作簿',
    discard: '放弃导入',
    export: '导出工作簿',
  },
}

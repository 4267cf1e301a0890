/** What the audit calls the events of duties (工作清单的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const dutyEvents: EventWords = {
  kinds: { duty: '清单事项', dutyTemplate: '清单' },
  names: {
    draft: '起草清单',
    revise: '改清单',
    issue: '发清单',
    withdraw: '撤清单',
    generate: '生成清单事项',
    settle: '清单事项更新',
    redate: '重算到期日',
    waive: '免除清单事项',
    mapForm: '对应表格',
    exportForm: '导出表格',
  },
}

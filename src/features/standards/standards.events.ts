/** What the audit calls the events of standards (服务标准的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const standardEvents: EventWords = {
  kinds: { standard: '标准', standardAdoption: '采用标准' },
  names: {
    create: '新建标准',
    draft: '起草标准',
    publish: '发布标准',
    adopt: '采用标准',
    endAdoption: '停用标准',
  },
}

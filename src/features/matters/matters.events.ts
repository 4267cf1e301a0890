/** What the audit calls the events of matters (重要事权清单的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const matterEvents: EventWords = {
  kinds: { matterList: '事权清单' },
  names: {
    create: '新建清单',
    revise: '改清单',
    adopt: '采用清单',
    consult: '向村民征求意见',
    file: '备案',
    enforce: '开始执行',
    add: '加一项',
    write: '改一项',
    remove: '去掉一项',
  },
}

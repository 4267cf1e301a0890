/** What the audit calls the events of guard (减负防线的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const guardEvents: EventWords = {
  kinds: { refusedDemand: '拦下的要求' },
  names: {
    refuse: '拦下一项要求',
    withhold: '不再列出标题',
  },
}

/** What the audit calls the events of venues (阵地的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const venueEvents: EventWords = {
  kinds: { venue: '阵地' },
  names: {
    create: '登记阵地',
    edit: '改阵地',
    close: '关闭阵地',
  },
}

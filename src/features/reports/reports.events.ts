/** What the audit calls the events of reports (年度报告的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const reportEvents: EventWords = {
  kinds: { reportEdition: '报告', unit: '单位' },
  names: {
    freeze: '定稿',
    chooseCloseUps: '选特写',
  },
}

/** What the audit calls the events of thresholds (表决规则的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const thresholdEvents: EventWords = {
  kinds: { threshold: '表决规则', period: '时限' },
  names: {
    propose: '提议规则',
    adopt: '通过规则',
    proposePeriod: '提议时限',
    adoptPeriod: '通过时限',
  },
}

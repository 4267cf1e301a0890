/** What the audit calls the events of ratings (星级评定的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const ratingEvents: EventWords = {
  kinds: { rating: '评星', ratingCycle: '评星年度', ratingRuleSet: '评星办法' },
  names: {
    draftRules: '起草办法',
    editRules: '改办法',
    adoptRules: '通过办法',
    openCycle: '开始一年的评星',
    advance: '进入下一步',
    decide: '定星',
    second: '第二人复核',
    exempt: '免评',
    contest: '本人提异议',
    answer: '答复异议',
    askHuman: '要求由人来定',
    deleteOldScores: '删除旧分数',
  },
}

/** What the audit calls the events of plans (年度计划的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const planEvents: EventWords = {
  kinds: { plan: '年度计划', planItem: '计划项目' },
  names: {
    create: '新建计划',
    edit: '改计划',
    adopt: '通过计划',
    revise: '调整计划',
    accept: '项目完成',
    drop: '项目取消',
  },
}

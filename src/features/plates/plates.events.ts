/** What the audit calls the events of plates (党员户挂牌的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const plateEvents: EventWords = {
  kinds: { plate: '门牌', export: '导出' },
  names: {
    offer: '提议挂牌',
    agree: '同意挂牌',
    agreeFor: '代登记同意',
    agreeByCard: '凭卡同意',
    withdraw: '撤回同意',
    withdrawFor: '代登记撤回',
    withdrawByCard: '凭卡撤回',
    issue: '发牌',
    mount: '挂上',
    replace: '换牌',
    remove: '取下',
    export: '导出挂牌名单',
  },
}

/** What the audit calls the events of disclosures (公示的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const disclosureEvents: EventWords = {
  kinds: { notice: '公示' },
  names: {
    draft: '起草公示',
    write: '改公示',
    attach: '加附件',
    detach: '去掉附件',
    mask: '遮盖文字',
    submit: '送审',
    sendBack: '退回修改',
    discard: '作废草稿',
    publish: '发布公示',
    unpublish: '撤下名单',
    withdraw: '撤下公示',
    recall: '公示不算数了',
    takeDown: '取下纸质公示',
    post: '登记张贴',
    conclude: '公示期满',
    correct: '更正公示',
    object: '提出异议',
    receive: '代登记异议',
    decide: '异议答复',
    acceptFinding: '评估后照样公开',
    question: '质疑公示',
  },
}

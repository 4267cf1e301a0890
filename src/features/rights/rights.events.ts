/** What the audit calls the events of rights (个人信息权利的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const rightEvents: EventWords = {
  kinds: { person: '人员', rightsRequest: '个人信息申请' },
  names: {
    ask: '提出申请',
    checkIdentity: '核对身份',
    locate: '查找资料',
    answer: '答复',
    refuse: '不同意',
    close: '办结',
    redate: '重算答复日',
    forget: '期满删除',
    download: '下载自己的资料',
    hideName: '隐去姓名',
    issueCode: '发个人码',
    openCode: '用个人码',
  },
}

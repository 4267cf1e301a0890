/** What the audit calls the events of people (人员与任职的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const peopleEvents: EventWords = {
  kinds: { person: '人员', post: '职位' },
  names: {
    create: '登记人员',
    edit: '改人员',
    revealPhone: '看电话',
    openPost: '设职位',
    closePost: '撤职位',
    beginTerm: '任职',
    endTerm: '任职结束',
    showTerm: '公开任职',
    takeLeave: '请假',
    endLeave: '销假',
    handOverLeave: '换代理人',
    announce: '到期将删联系方式',
    keep: '有了关系，不删',
    forget: '按期删除联系方式',
    recall: '恢复资料',
    remove: '按期删除人员',
  },
}

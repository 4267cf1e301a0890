/** What the audit calls the events of households (户联系的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const householdEvents: EventWords = {
  kinds: { household: '户', contactExemption: '免于联系', export: '导出', unit: '单位' },
  names: {
    moveIn: '迁入',
    moveOut: '迁出',
    relocate: '换住处',
    changeHead: '换户主',
    split: '分户',
    merge: '并户',
    enterInError: '登记错了',
    undo: '撤销一次变更',
    acceptMember: '同意联系人',
    askForMember: '点名联系人',
    declineMember: '不要这位联系人',
    leaveMember: '联系人退出',
    proposeContact: '提议联系人',
    agreeContact: '同意联系',
    declineContact: '不同意联系',
    endContact: '结束联系',
    preferContact: '选联系方式',
    reachBy: '改联系方式',
    exempt: '免于联系',
    endExemption: '取消免于联系',
    setLimits: '定联系户数',
    issueCard: '发联系卡',
    reveal: '看电话或住址',
    withdrawConsent: '撤回同意',
    export: '导出住户',
    forget: '按期删除姓名、地址和电话',
  },
}

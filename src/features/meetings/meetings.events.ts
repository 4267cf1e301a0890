/** What the audit calls the events of meetings (组织生活的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const meetingEvents: EventWords = {
  kinds: { activityPack: '活动包', meeting: '会议' },
  names: {
    create: '安排会议',
    edit: '改会议',
    cancel: '取消会议',
    hold: '会议开过了',
    nameItem: '选活动内容',
    enterNames: '登记参会名单',
    enterMembers: '登记党员',
    copyRoll: '沿用名单',
    changeEntry: '改参会登记',
    takeAttendance: '登记到会',
    writeMinutes: '写会议记录',
    correct: '更正会议记录',
    addAction: '加会后事项',
    handOver: '会后事项移交',
    finishAction: '会后事项办完',
    acceptAction: '会后事项验收',
    returnAction: '会后事项退回',
  },
}

/** Words for meetings (组织生活用语): kinds, states and parts as people read them. */
import type { AgendaKind, Attendance, Exclusion, MeetingKind, MeetingState, NoticeChannel, Part } from './meetings.contract.ts'

export const kindNames: Record<MeetingKind, string> = {
  generalMeeting: '支部党员大会',
  committeeMeeting: '支委会（党委会）',
  groupMeeting: '党小组会',
  lecture: '党课',
  themeDay: '主题党日',
  organisationLife: '组织生活会',
  packActivity: '“六个一”活动',
  boardMeeting: '理事会、村（居）委会会议',
  assembly: '成员、村民或居民（代表）会议',
}

export const stateNames: Record<MeetingState, string> = { planned: '计划', held: '已召开', minuted: '已有记录', cancelled: '已取消' }

export const noticeNames: Record<NoticeChannel, string> = { board: '公告栏', phone: '电话', message: '短信、微信', inPerson: '当面' }

export const agendaNames: Record<AgendaKind, string> = { firstTopic: '第一议题', ordinary: '议题', actionReview: '检查上次的事' }

export const partNames: Record<Part, string> = { attendee: '应到', observer: '列席' }

export const attendanceNames: Record<Attendance, string> = { unrecorded: '没有记', present: '到会', excused: '请假', absent: '缺席' }

export const exclusionNames: Record<Exclusion, string> = {
  movedAway: '人员关系已不在这里',
  unitClosed: '所在单元已撤销',
  termEnded: '任职已结束',
  byRecorder: '记录人不计入',
  byRule: '按规定不计入应到会',
}

/** What the printed minutes of a body's meeting are called, e.g. "福寿里党支部支委会记录". */
export function minutesTitle(bodyName: string, kind: MeetingKind): string {
  if (kind === 'generalMeeting') return `${bodyName}党员大会记录`
  if (kind === 'assembly' || kind === 'boardMeeting') return `${bodyName}会议记录`
  if (kind !== 'committeeMeeting') return `${bodyName}${kindNames[kind]}记录`
  return /(党委|委员会)$/.test(bodyName) ? `${bodyName}会议记录` : `${bodyName}支委会记录`
}

/** How many of a pack are still to be named by the town. */
export const unnamedSentence = (name: string, missing: number) =>
  missing > 0 ? `“${name}”还有${missing}项等镇里定名，定名后才能选。` : `“${name}”各项都已定名。`

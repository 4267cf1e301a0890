/**
 * Meetings (组织生活): the workflow and what a meeting must be, as a table and pure functions.
 *
 * Source: domain §9.1 (kinds), §9.2 (第一议题 is the first item of a committee or group meeting and names the documents read),
 * §9.3 (六个一: the town names the items).
 */
import { addDays, dayOf } from '#platform/shared/calendar.ts'
import type { FieldError } from '#platform/shared/problem.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { MeetingFields, MeetingKind } from './meetings.contract.ts'

export const meetingMachine = defineStateMachine({
  initial: 'planned',
  states: ['planned', 'held', 'minuted', 'cancelled'],
  transitions: {
    hold: { from: ['planned'], to: 'held' },
    writeMinutes: { from: ['held'], to: 'minuted' },
    correct: { from: ['minuted'], to: 'minuted' },
    cancel: { from: ['planned'], to: 'cancelled' },
  },
})

/** Kinds whose agenda may open with a first topic. */
export const firstTopicKinds: readonly MeetingKind[] = ['committeeMeeting', 'groupMeeting']

/** A meeting of more than a day is two meetings. */
const longestHours = 24

type Plan = Pick<MeetingFields, 'kind' | 'itemId' | 'startsAt' | 'endsAt' | 'noticeChannel' | 'noticeOn' | 'agenda'>

/** What is wrong with the plan taken as a whole; empty when nothing is. */
export function planFaults({ kind, itemId, startsAt, endsAt, noticeChannel, noticeOn, agenda }: Plan): FieldError[] {
  const faults: FieldError[] = []
  const say = (pointer: string, detail: string) => faults.push({ pointer: `#/${pointer}`, detail })
  if (kind === 'packActivity' && itemId === null) say('itemId', '请选是哪一项活动')
  if (kind !== 'packActivity' && itemId !== null) say('itemId', '只有“六个一”活动才选这一项')
  if (endsAt !== null) {
    const hours = (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000
    if (hours <= 0) say('endsAt', '结束时间要晚于开始时间')
    else if (hours > longestHours) say('endsAt', '超过一天的，请分成几次登记')
  }
  if ((noticeChannel === null) !== (noticeOn === null)) say(noticeOn === null ? 'noticeOn' : 'noticeChannel', '通知的方式和日期要一起写')
  if (noticeOn !== null && noticeOn > dayOf(new Date(startsAt))) say('noticeOn', '通知日期不能晚于开会那天')
  agenda.forEach((item, index) => {
    if (item.kind !== 'firstTopic') return
    if (!firstTopicKinds.includes(kind)) say(`agenda/${index}/kind`, '支委会（党委会）和党小组会才设第一议题')
    else if (index > 0) say(`agenda/${index}/kind`, '第一议题要排在第一项')
    else if (item.documents.length === 0) say(`agenda/${index}/documents`, '第一议题要写学习了哪些文件')
  })
  return faults
}

/** Has the meeting begun? Before that it cannot have been held, and nobody can have been there. */
export const hasBegun = (startsAt: Date, now: Date) => startsAt <= now

/** What is wrong with the day by which something is to be done; null when nothing is. Not before tomorrow, not after two years. */
export function dueFault(dueOn: string, today: string): string | null {
  if (dueOn <= today) return '期限最早是明天'
  if (dueOn > addDays(today, 731)) return '期限最晚是两年内'
  return null
}

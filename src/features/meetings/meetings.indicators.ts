/**
 * Meetings (组织生活): the numbers they prove.
 *
 * Each counts meetings that took place, on the day in Shanghai on which they began; the body is given, so that a duty of a
 * body can be proved by them. The public is told how many, never which. Source: figures.tsv T02; domain §9.1.
 */
import { sql } from 'kysely'
import { defineIndicator, type Indicator } from '#platform/server/indicator.ts'
import type { MeetingKind } from './meetings.contract.ts'
import { kindNames } from './meetings.words.ts'

const took = sql`m.state in ('held', 'minuted')`
const aMeeting = {
  from: sql`meeting m`,
  id: sql`m.id`,
  day: sql`(m.starts_at at time zone 'Asia/Shanghai')::date`,
  unitId: sql`m.unit_id`,
  bodyId: sql`m.body_id`,
  label: sql`m.title`,
}
const shared = {
  version: 1,
  measure: '场次',
  kind: 'flow',
  aggregate: 'count',
  additive: true,
  audience: 'public',
  consolePage: (id: string) => `/console/meetings/${id}`,
} as const satisfies Partial<Indicator>

const ofKind = (id: `meetings.${string}`, kind: MeetingKind): Indicator =>
  defineIndicator({
    ...shared,
    id,
    nameZh: `${kindNames[kind]}场次`,
    definition: `在统计期内召开的${kindNames[kind]}。只是计划的、取消的不算。`,
    rows: () => ({ ...aMeeting, where: sql`m.kind = ${kind} and ${took}` }),
  })

export const meetingIndicators = [
  ofKind('meetings.packActivities', 'packActivity'),
  ofKind('meetings.generalMeetings', 'generalMeeting'),
  ofKind('meetings.committeeMeetings', 'committeeMeeting'),
  ofKind('meetings.groupMeetings', 'groupMeeting'),
  ofKind('meetings.lectures', 'lecture'),
  ofKind('meetings.themeDays', 'themeDay'),
  ofKind('meetings.organisationLife', 'organisationLife'),
  defineIndicator({
    ...shared,
    id: 'meetings.firstTopics',
    nameZh: '学习“第一议题”的会议场次',
    definition: '在统计期内召开、第一项是“第一议题”的会议。只是计划的、取消的不算。',
    rows: () => ({
      ...aMeeting,
      where: sql`${took} and exists (select from meeting_agenda a where a.town_id = m.town_id and a.meeting_id = m.id and a.kind = 'firstTopic')`,
    }),
  }),
]

/**
 * Meetings (组织生活): the shapes that cross the wire.
 *
 * Two kinds are no Party life: meetings of a board (社委会、村居委会) and assemblies (成员、村民、居民会议). Who keeps and
 * who reads them is another circle; Party meetings stay sealed to it.
 *
 * Kinds after 三会一课 (three meetings and one lecture), 主题党日, 组织生活会 and the activities of a pack such as 六个一.
 * 第一议题 is no kind of meeting but the first item of an agenda. Source: domain §9.1–9.3.
 */
import { z } from 'zod'
import type { Role } from '#platform/shared/actor.ts'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'

export const MeetingKind = z.enum([
  'generalMeeting',
  'committeeMeeting',
  'groupMeeting',
  'lecture',
  'themeDay',
  'organisationLife',
  'packActivity',
  'boardMeeting',
  'assembly',
])
export type MeetingKind = z.infer<typeof MeetingKind>

/** Meetings of bodies that are no Party organisations. */
export const isCivil = (kind: MeetingKind) => kind === 'boardMeeting' || kind === 'assembly'
export const partyKinds: readonly MeetingKind[] = MeetingKind.options.filter(kind => !isCivil(kind))

/** Posts that keep the meetings of their unit's Party organisations and of those below. */
export const partyKeeperRoles: readonly Role[] = ['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary']
/** Posts that keep the meetings of boards and assemblies there. A branch's secretary only attends them (列席; domain §2.2). */
export const civilKeeperRoles: readonly Role[] = ['townClerk', 'villageSecretary', 'villageClerk', 'cooperativeDirector']
export const keeperRolesOf = (kind: MeetingKind) => (isCivil(kind) ? civilKeeperRoles : partyKeeperRoles)

export const MeetingState = z.enum(['planned', 'held', 'minuted', 'cancelled'])
export type MeetingState = z.infer<typeof MeetingState>

export const NoticeChannel = z.enum(['board', 'phone', 'message', 'inPerson'])
export type NoticeChannel = z.infer<typeof NoticeChannel>

export const AgendaKind = z.enum(['firstTopic', 'ordinary', 'actionReview'])
export type AgendaKind = z.infer<typeof AgendaKind>

/** A document that a first topic reads. */
export const StudyDocument = z.object({
  title: typed('文件标题', 2, 100),
  issuedBy: typed('发文单位', 0, 60).default(''),
  issuedOn: LocalDate.nullable().default(null),
})
export const AgendaItem = z.object({
  kind: AgendaKind,
  title: typed('议题', 2, 80),
  documents: z.array(StudyDocument).max(10, '文件最多10份').default([]),
  /** What was said, in a few lines. */
  discussion: typed('讨论要点', 0, 2000).default(''),
})
export type AgendaItem = z.infer<typeof AgendaItem>

/** What a person types to plan a meeting or to change the plan. */
export const MeetingFields = z.object({
  kind: MeetingKind,
  bodyId: Id,
  /** For an activity of a pack: which item. */
  itemId: Id.nullable().default(null),
  title: typed('名称', 2, 60),
  startsAt: Instant,
  endsAt: Instant.nullable().default(null),
  place: typed('地点', 0, 100).default(''),
  venueId: Id.nullable().default(null),
  chairId: Id.nullable().default(null),
  recorderId: Id.nullable().default(null),
  /** How and on which day the notice went out. */
  noticeChannel: NoticeChannel.nullable().default(null),
  noticeOn: LocalDate.nullable().default(null),
  agenda: z.array(AgendaItem).max(20, '议题最多20项').default([]),
})
export type MeetingFields = z.infer<typeof MeetingFields>

export const Meeting = z.object({
  id: Id,
  kind: MeetingKind,
  bodyId: Id,
  bodyName: z.string(),
  unitId: Id,
  unitName: z.string(),
  itemId: Id.nullable(),
  itemName: z.string().nullable(),
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant.nullable(),
  place: z.string(),
  venueId: Id.nullable(),
  venueName: z.string().nullable(),
  chairId: Id.nullable(),
  recorderId: Id.nullable(),
  noticeChannel: NoticeChannel.nullable(),
  noticeOn: LocalDate.nullable(),
  state: MeetingState,
  /** Since when the roll stands for a vote and nothing on it changes any more. */
  rollFixedAt: Instant.nullable(),
  cancelReason: z.string().nullable(),
  minutedAt: Instant.nullable(),
  /** Goes up by one at each change; send it back as If-Match. */
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Meeting = z.infer<typeof Meeting>

/** How many stand on the roll; observers (列席) are counted apart, those left out in no other number. */
export const RollCount = z.object({
  /** 应到: attendees that are not left out. */
  expected: z.number().int(),
  present: z.number().int(),
  excused: z.number().int(),
  absent: z.number().int(),
  unrecorded: z.number().int(),
  observers: z.number().int(),
  excluded: z.number().int(),
  /** Names that nobody was found for; they are in the numbers above. */
  unmatched: z.number().int(),
})
export type RollCount = z.infer<typeof RollCount>

export const Minutes = z.object({
  id: Id,
  text: z.string(),
  writtenBy: z.string().nullable(),
  writtenAt: Instant,
  /** Why it was corrected; null: as first written. */
  reason: z.string().nullable(),
})
export type Minutes = z.infer<typeof Minutes>

export const ActionItem = z.object({
  id: Id,
  title: z.string(),
  ownerId: Id,
  ownerName: z.string(),
  dueOn: LocalDate,
  doneOn: LocalDate.nullable(),
  result: z.string().nullable(),
  acceptedBy: z.string().nullable(),
  acceptedOn: LocalDate.nullable(),
  allowedActions: z.array(z.string()),
})
export type ActionItem = z.infer<typeof ActionItem>

export const MeetingDetail = Meeting.extend({
  chairName: z.string().nullable(),
  recorderName: z.string().nullable(),
  /** False: agenda, roll and minutes are only for the organisation and for those on the roll. */
  opened: z.boolean(),
  agenda: z.array(AgendaItem),
  roll: RollCount,
  /** The newest first. */
  minutes: z.array(Minutes),
  actions: z.array(ActionItem),
})
export type MeetingDetail = z.infer<typeof MeetingDetail>

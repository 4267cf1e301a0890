/** Volunteer Xiqiao (志愿西樵): the shapes that cross the wire. */
import { z } from 'zod'
import { Attendance } from '#features/meetings/meetings.contract.ts'
import { cleanName, isName } from '#platform/shared/cells.ts'
import { Id, Instant, LocalDate, Mobile, typed } from '#platform/shared/primitives.ts'

export type { Mark } from '#features/meetings/meetings.contract.ts'

/** From the plan to the locked record; "open" and "full" follow the list by themselves. */
export const VolunteerSlotState = z.enum([
  'draft',
  'checked',
  'open',
  'full',
  'running',
  'finished',
  'hoursPosted',
  'disputeWindow',
  'locked',
  'corrected',
  'cancelled',
])
export type VolunteerSlotState = z.infer<typeof VolunteerSlotState>
/** ① confirmed on site by both, ② by the organiser's roll, ③ entered later. */
export const Grade = z.enum(['onSite', 'organiser', 'enteredLater'])
export type Grade = z.infer<typeof Grade>
/** What of an entry of hours the organiser's organiser looks at. */
export const Flag = z.enum(['overTenHours', 'enteredLater', 'batch', 'stranger', 'ownHours', 'overCap', 'raised'])
export type Flag = z.infer<typeof Flag>
export const Repeat = z.enum(['once', 'weekly', 'fortnightly', 'monthly'])
export type Repeat = z.infer<typeof Repeat>

const Allowed = z.array(z.string())

export const Team = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  name: z.string(),
  /** Only for those who may read the person. */
  leaderId: Id.nullable(),
  leaderName: z.string().nullable(),
  foundedOn: LocalDate.nullable(),
  closedOn: LocalDate.nullable(),
  version: z.number().int(),
  allowedActions: Allowed,
})
export type Team = z.infer<typeof Team>
export const TeamFields = z.object({
  unitId: Id,
  name: typed('队名', 2, 40),
  leaderId: Id.nullable().default(null),
  foundedOn: LocalDate.nullable().default(null),
  closedOn: LocalDate.nullable().default(null),
})
export type TeamFields = z.infer<typeof TeamFields>

export const ActivityFields = z.object({
  unitId: Id,
  teamId: Id.nullable().default(null),
  title: typed('活动名称', 2, 40),
  about: typed('做什么', 0, 500).default(''),
  venueId: Id.nullable().default(null),
  place: typed('地点', 2, 100),
  contactName: typed('联系人', 1, 50),
  contactPhone: Mobile,
  needs: typed('要带什么、会什么', 0, 200).default(''),
  minAge: z.number().int('年龄写整数').min(0, '年龄写0到18').max(18, '年龄写0到18').default(0),
  risky: z.boolean().default(false),
  insuranceNumber: typed('保险单号', 4, 40).nullable().default(null),
})
export type ActivityFields = z.infer<typeof ActivityFields>

export const Slot = z.object({
  id: Id,
  activityId: Id,
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  teamName: z.string().nullable(),
  place: z.string(),
  minAge: z.number().int(),
  risky: z.boolean(),
  startsAt: Instant,
  endsAt: Instant,
  places: z.number().int(),
  /** Places that nobody has, and how many wait for one. */
  left: z.number().int(),
  waiting: z.number().int(),
  state: VolunteerSlotState,
  cancelReason: z.string().nullable(),
  movedTo: Id.nullable(),
  allowedActions: Allowed,
})
export type Slot = z.infer<typeof Slot>

export const Activity = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  teamId: Id.nullable(),
  teamName: z.string().nullable(),
  title: z.string(),
  about: z.string(),
  venueId: Id.nullable(),
  place: z.string(),
  contactName: z.string(),
  /** Null: deleted six months after the last slot. */
  contactPhone: z.string().nullable(),
  needs: z.string(),
  minAge: z.number().int(),
  risky: z.boolean(),
  /** Only the number: it says that there is one. */
  insuranceNumber: z.string().nullable(),
  checked: z.boolean(),
  opened: z.boolean(),
  version: z.number().int(),
  allowedActions: Allowed,
})
export type Activity = z.infer<typeof Activity>
export const ActivityDetail = Activity.extend({
  slots: z.array(Slot),
  /** Why hours were entered later; without names, for everyone. */
  later: z.array(z.object({ servedOn: LocalDate, credited: z.number().int(), reason: z.string() })),
})
export type ActivityDetail = z.infer<typeof ActivityDetail>

export const Dispute = z.object({ state: z.enum(['open', 'upheld', 'rejected']), text: z.string(), answer: z.string().nullable() })
export const Correction = z.object({
  id: Id,
  oldMinutes: z.number().int(),
  newMinutes: z.number().int(),
  reason: z.string(),
  state: z.enum(['proposed', 'made', 'refused']),
  /** How many of the office agreed so far; two make it. */
  agreed: z.number().int(),
})
export const Hours = z.object({
  id: Id,
  slotId: Id,
  activityId: Id,
  title: z.string(),
  unitName: z.string(),
  personId: Id,
  name: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  minutes: z.number().int(),
  /** What counts: half hours, and for ③ no more than the bound. In minutes. */
  credited: z.number().int(),
  grade: Grade,
  state: z.enum(['pending', 'standing', 'refused']),
  publicReason: z.string().nullable(),
  /** The last day on which the person may dispute it; null: not posted yet. */
  disputeUntil: LocalDate.nullable(),
  /** Disputes are over; only these count for stars, and only ① and ②. */
  locked: z.boolean(),
  flags: z.array(Flag),
  checkNote: z.string().nullable(),
  dispute: Dispute.nullable(),
  corrections: z.array(Correction),
  allowedActions: Allowed,
})
export type Hours = z.infer<typeof Hours>

export const Star = z.object({
  /** 0 to 5. */
  stars: z.number().int(),
  /** Minutes that count, by grade, and those that do not. */
  onSite: z.number().int(),
  organiser: z.number().int(),
  enteredLater: z.number().int(),
  /** Not locked yet, so they do not count yet. */
  waiting: z.number().int(),
  /** Hours for the next star; null: it is the last one. */
  nextAtHours: z.number().int().nullable(),
})
export type Star = z.infer<typeof Star>

export const SignUp = z.object({
  id: Id,
  slot: Slot,
  state: z.enum(['standing', 'withdrawn', 'moved', 'swapped']),
  /** Place on the list, from 1; up to `slot.places` one has a place. */
  place: z.number().int().nullable(),
  attendance: Attendance,
  confirmed: z.boolean(),
  offered: z.boolean(),
  allowedActions: Allowed,
})
export type SignUp = z.infer<typeof SignUp>

export const Volunteer = z.object({
  personId: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  consentedOn: LocalDate,
  skills: z.string(),
  times: z.string(),
  minor: z.boolean(),
  guardianConsentedOn: LocalDate.nullable(),
  bannedUntil: LocalDate.nullable(),
  banReason: z.string().nullable(),
  allowedActions: Allowed,
})
export type Volunteer = z.infer<typeof Volunteer>
/** Of a minor; kept sealed. */
export const GuardianName = typed('监护人姓名', 2, 50).transform(cleanName).refine(isName, '姓名写2到50个字，间隔号用“·”')
export const Registration = z.object({
  /** The person agreed to be recorded; nobody is a volunteer without it. */
  consent: z.literal(true, '要本人同意，才能登记'),
  skills: typed('会做什么', 0, 200).default(''),
  times: typed('什么时候有空', 0, 200).default(''),
  /** Only of minors: whoever is grown up leaves it out. */
  bornOn: LocalDate.nullable().default(null),
  guardianName: GuardianName.nullable().default(null),
})
export type Registration = z.infer<typeof Registration>

export const RollEntry = z.object({
  id: Id,
  position: z.number().int(),
  personId: Id,
  name: z.string(),
  initials: z.string(),
  attendance: Attendance,
  reason: z.string().nullable(),
  excluded: z.null(),
  /** The volunteer says so too. */
  confirmed: z.boolean(),
  waits: z.boolean(),
})
export const SlotRoll = z.object({
  version: z.number().int(),
  items: z.array(RollEntry),
  present: z.number().int(),
  unrecorded: z.number().int(),
  allowedActions: Allowed,
})
export type SlotRoll = z.infer<typeof SlotRoll>

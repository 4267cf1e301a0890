/**
 * Volunteer Xiqiao (志愿西樵): teams, activities, slots and who signs up.
 *
 * Nobody is made to serve, and nobody is listed by hours. Source: domain §23; anchors 5.8; 志愿服务条例 §7, §15–20, §25.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Instant, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { codeEndpoints } from './volunteering.codes.contract.ts'
import { communityEndpoints } from './volunteering.communities.contract.ts'
import { hoursEndpoints } from './volunteering.hours.contract.ts'
import { peopleEndpoints } from './volunteering.people.contract.ts'
import { problems } from './volunteering.problems.contract.ts'
import { Activity, ActivityDetail, ActivityFields, Repeat, Slot, Team, TeamFields } from './volunteering.shapes.contract.ts'

export * from './volunteering.shapes.contract.ts'
export * from './volunteering.problems.contract.ts'

const versioned = [common.editedMeanwhile, common.preconditionRequired]
const unfit = [problems.notVolunteer, problems.banned, problems.underAge, problems.noGuardian, problems.busy]
const oneActivity = z.object({ activityId: Id })
const oneSlot = z.object({ slotId: Id })
const oneSignUp = z.object({ signUpId: Id })

export const endpoints = {
  teams: defineEndpoint({
    name: 'volunteering.teams',
    method: 'GET',
    path: '/volunteer-teams',
    summary: 'Teams by name, of a unit and below.',
    access: 'public',
    query: z.object({ below: Id.optional() }),
    response: z.object({ items: z.array(Team) }),
  }),
  createTeam: defineEndpoint({
    name: 'volunteering.createTeam',
    method: 'POST',
    path: '/volunteer-teams',
    summary: 'Enter a team of a unit, with who leads it.',
    access: 'staff',
    body: TeamFields,
    response: Team,
    creates: true,
    problems: [problems.teamTaken],
  }),
  editTeam: defineEndpoint({
    name: 'volunteering.editTeam',
    method: 'PUT',
    path: '/volunteer-teams/:teamId',
    summary: 'Change a team, or say on which day it ended.',
    access: 'staff',
    params: z.object({ teamId: Id }),
    body: TeamFields,
    response: Team,
    problems: [problems.teamTaken, ...versioned],
  }),
  activities: defineEndpoint({
    name: 'volunteering.activities',
    method: 'GET',
    path: '/volunteer-activities',
    summary: 'Activities that one may read, the newest first: of a unit and below, by a part of the title.',
    access: 'staff',
    query: z.object({ below: Id.optional(), q: z.string().trim().min(1).max(40).optional(), cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(Activity).extend({ total: z.number().int() }),
  }),
  activity: defineEndpoint({
    name: 'volunteering.activity',
    method: 'GET',
    path: '/volunteer-activities/:activityId',
    summary: 'One activity with its slots; drafts for the organiser alone.',
    access: 'public',
    params: oneActivity,
    response: ActivityDetail,
  }),
  createActivity: defineEndpoint({
    name: 'volunteering.createActivity',
    method: 'POST',
    path: '/volunteer-activities',
    summary: 'Draft an activity of a unit or a team.',
    access: 'staff',
    body: ActivityFields,
    response: ActivityDetail,
    creates: true,
  }),
  editActivity: defineEndpoint({
    name: 'volunteering.editActivity',
    method: 'PUT',
    path: '/volunteer-activities/:activityId',
    summary: 'Change an activity; whoever organises it stays.',
    access: 'staff',
    params: oneActivity,
    body: ActivityFields,
    response: ActivityDetail,
    problems: versioned,
  }),
  addSlots: defineEndpoint({
    name: 'volunteering.addSlots',
    method: 'POST',
    path: '/volunteer-activities/:activityId/slots',
    summary: 'Add a slot, or one every week, fortnight or month up to a day; at most a year and 60 slots.',
    access: 'staff',
    params: oneActivity,
    body: z.object({
      startsAt: Instant,
      endsAt: Instant,
      places: z.number().int('名额写整数').min(1, '至少1个名额').max(500, '最多500个名额'),
      repeat: Repeat.default('once'),
      until: LocalDate.nullable().default(null),
    }),
    response: ActivityDetail,
    creates: true,
  }),
  check: defineEndpoint({
    name: 'volunteering.check',
    method: 'PUT',
    path: '/volunteer-activities/:activityId/safety-check',
    summary: 'Say that the drafted slots are safe to hold.',
    access: 'staff',
    params: oneActivity,
    response: ActivityDetail,
  }),
  open: defineEndpoint({
    name: 'volunteering.open',
    method: 'PUT',
    path: '/volunteer-activities/:activityId/opening',
    summary: 'Open the checked slots to everyone; a risky activity needs its insurance first.',
    access: 'staff',
    params: oneActivity,
    response: ActivityDetail,
    problems: [problems.noInsurance],
  }),
  openSlots: defineEndpoint({
    name: 'volunteering.openSlots',
    method: 'GET',
    path: '/volunteer-slots',
    summary: 'Slots to come, the soonest first: of a unit and below, in a stretch of days.',
    access: 'public',
    query: z.object({
      below: Id.optional(),
      from: LocalDate.optional(),
      to: LocalDate.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(Slot),
  }),
  slot: defineEndpoint({
    name: 'volunteering.slot',
    method: 'GET',
    path: '/volunteer-slots/:slotId',
    summary: 'One slot.',
    access: 'public',
    params: oneSlot,
    response: Slot,
  }),
  cancelSlot: defineEndpoint({
    name: 'volunteering.cancelSlot',
    method: 'PUT',
    path: '/volunteer-slots/:slotId/cancellation',
    summary: 'Call a slot off, for good or to a new time with the same order; everyone on the list is told.',
    access: 'staff',
    params: oneSlot,
    body: z.object({
      reason: typed('原因', 2, 200),
      newTime: z.object({ startsAt: Instant, endsAt: Instant }).nullable().default(null),
    }),
    response: Slot,
  }),
  signUp: defineEndpoint({
    name: 'volunteering.signUp',
    method: 'POST',
    path: '/volunteer-slots/:slotId/sign-ups',
    summary: 'Sign up, or be signed up at the counter; whoever comes after the last place waits in order.',
    access: 'staff',
    params: oneSlot,
    body: z.object({ personId: Id.nullable().default(null) }),
    response: z.object({ signUpId: Id, place: z.number().int(), waits: z.boolean() }),
    creates: true,
    problems: unfit,
  }),
  withdraw: defineEndpoint({
    name: 'volunteering.withdraw',
    method: 'PUT',
    path: '/volunteer-sign-ups/:signUpId/withdrawal',
    summary: 'Step back; no reason is asked, and the next one moves up.',
    access: 'staff',
    params: oneSignUp,
    response: z.object({ id: Id }),
  }),
  offerSwap: defineEndpoint({
    name: 'volunteering.offerSwap',
    method: 'POST',
    path: '/volunteer-sign-ups/:signUpId/swap',
    summary: 'Offer one’s place by a code for one person, asking for a place in another slot or for nothing.',
    access: 'staff',
    params: oneSignUp,
    body: z.object({ wantedSlotId: Id.nullable().default(null) }),
    response: z.object({ code: z.string() }),
    creates: true,
  }),
  withdrawSwap: defineEndpoint({
    name: 'volunteering.withdrawSwap',
    method: 'PUT',
    path: '/volunteer-sign-ups/:signUpId/swap/withdrawal',
    summary: 'Take the offer back.',
    access: 'staff',
    params: oneSignUp,
    response: z.object({ id: Id }),
  }),
  takeOver: defineEndpoint({
    name: 'volunteering.takeOver',
    method: 'POST',
    path: '/volunteer-swaps',
    summary: 'Take the place behind a code, giving the one asked for; both must be fit for what they get.',
    access: 'staff',
    limit: 'lookUp',
    body: z.object({ code: typed('换人码', 4, 20) }),
    response: z.object({ slotId: Id }),
    creates: true,
    problems: [problems.codeUnknown, problems.nothingToGive, problems.partnerUnfit, ...unfit],
  }),
  calls: defineEndpoint({
    name: 'volunteering.calls',
    method: 'GET',
    path: '/volunteer-calls',
    summary: 'Whom of one’s own slots there is to tell that a slot is off or moved.',
    access: 'staff',
    response: z.object({
      items: z.array(
        z.object({ id: Id, name: z.string(), personId: Id, title: z.string(), about: z.enum(['cancelled', 'moved', 'movedAndBusy']) }),
      ),
    }),
  }),
  finishCall: defineEndpoint({
    name: 'volunteering.finishCall',
    method: 'PUT',
    path: '/volunteer-calls/:callId',
    summary: 'Say that the person was told.',
    access: 'staff',
    params: z.object({ callId: Id }),
    response: z.object({ id: Id }),
  }),
  ...peopleEndpoints,
  ...hoursEndpoints,
  ...codeEndpoints,
  ...communityEndpoints,
}

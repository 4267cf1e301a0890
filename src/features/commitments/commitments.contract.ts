/**
 * Commitments (双报到与领岗履职): what crosses the wire.
 *
 * A ledger of duty within the Party line: report-ins of members in service, posts of members without one, wishes, hours. It never
 * becomes hours of a volunteer. No scores, no order but by code or name. Source: domain §11, §12, §32.3.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Instant, Limit, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { postEndpoints } from './commitments.posts.contract.ts'
import { problems } from './commitments.problems.contract.ts'
import {
  ServiceEntryState,
  Half,
  PostClass,
  PostHolding,
  ReportExemption,
  ReportIn,
  ReportInState,
  ServiceEntry,
  ServicePost,
  Wish,
} from './commitments.shapes.contract.ts'
import { wishEndpoints } from './commitments.wishes.contract.ts'

export * from './commitments.shapes.contract.ts'
export { problems }

const one = z.object({ reportInId: Id })
const note = z.object({ noteId: Id })
const entry = z.object({ entryId: Id })
const remark = typed('评语', 2, 200)
const below = z.object({ below: Id.optional() })
/** A page of a list; `record` asks for one of its lines alone. */
const paged = below.extend({ record: Id.optional(), cursor: Cursor.optional(), limit: Limit })

export const endpoints = {
  mine: defineEndpoint({
    name: 'commitments.mine',
    method: 'GET',
    path: '/my-commitments',
    summary: 'Everything in the ledger of duty about oneself, and the posts and wishes that are open.',
    access: 'staff',
    response: z.object({
      reportIns: z.array(ReportIn),
      holdings: z.array(PostHolding),
      wishes: z.array(Wish),
      entries: z.array(ServiceEntry),
      openPosts: z.array(ServicePost),
      openWishes: z.array(Wish),
    }),
  }),
  overview: defineEndpoint({
    name: 'commitments.overview',
    method: 'GET',
    path: '/commitments-overview',
    summary: 'Of each village, by code: how many reported of how many, posts filled and open by class, wishes open.',
    access: 'staff',
    query: below,
    response: z.object({
      villages: z.array(
        z.object({
          unitId: Id,
          unitCode: z.string().nullable(),
          unitName: z.string(),
          expected: z.number().int(),
          reported: z.number().int(),
          openWishes: z.number().int(),
          withoutPost: z.number().int(),
          posts: z.array(z.object({ class: PostClass, places: z.number().int(), filled: z.number().int() })),
        }),
      ),
    }),
  }),
  reportIns: defineEndpoint({
    name: 'commitments.reportIns',
    method: 'GET',
    path: '/report-ins',
    summary: 'Report-ins that one may read, by name: of a unit and below, of a state.',
    access: 'staff',
    query: paged.extend({ state: ReportInState.optional() }),
    response: pageOf(ReportIn),
  }),
  invite: defineEndpoint({
    name: 'commitments.invite',
    method: 'POST',
    path: '/report-ins/invitations',
    summary: 'Invite a member in service elsewhere to report to the village.',
    access: 'staff',
    body: z.object({ personId: Id, unitId: Id }),
    response: ReportIn,
    creates: true,
    problems: [problems.alreadyReported],
  }),
  reportIn: defineEndpoint({
    name: 'commitments.reportIn',
    method: 'POST',
    path: '/report-ins',
    summary: 'Report to a village, oneself or at its counter; its invitation is taken up, one from elsewhere is withdrawn.',
    access: 'staff',
    body: z.object({
      /** Null: oneself. */
      personId: Id.nullable().default(null),
      unitId: Id,
      workUnit: typed('工作单位', 2, 60),
      workBranch: typed('单位支部', 0, 60).default(''),
      workContact: typed('单位联系方式', 0, 60).default(''),
      skills: typed('特长', 0, 200).default(''),
      times: typed('方便的时间', 0, 100).default(''),
    }),
    response: ReportIn,
    creates: true,
    problems: [problems.alreadyReported],
  }),
  withdraw: defineEndpoint({
    name: 'commitments.withdraw',
    method: 'PUT',
    path: '/report-ins/:reportInId/withdrawal',
    summary: 'Take back an invitation that was not taken up.',
    access: 'staff',
    params: one,
    response: ReportIn,
  }),
  accept: defineEndpoint({
    name: 'commitments.accept',
    method: 'PUT',
    path: '/report-ins/:reportInId/acceptance',
    summary: 'The village takes the member in.',
    access: 'staff',
    params: one,
    response: ReportIn,
  }),
  refuse: defineEndpoint({
    name: 'commitments.refuse',
    method: 'PUT',
    path: '/report-ins/:reportInId/refusal',
    summary: 'The wrong village: why, and where to go.',
    access: 'staff',
    params: one,
    body: z.object({ reason: typed('原因', 2, 200), redirectUnitId: Id.nullable().default(null) }),
    response: ReportIn,
  }),
  assignGrid: defineEndpoint({
    name: 'commitments.assignGrid',
    method: 'PUT',
    path: '/report-ins/:reportInId/grid',
    summary: 'Name the grid in which the member serves, of the village reported to.',
    access: 'staff',
    params: one,
    body: z.object({ gridUnitId: Id }),
    response: ReportIn,
  }),
  renew: defineEndpoint({
    name: 'commitments.renew',
    method: 'PUT',
    path: '/report-ins/:reportInId/renewal',
    summary: 'The member stays for another year.',
    access: 'staff',
    params: one,
    response: ReportIn,
  }),
  leave: defineEndpoint({
    name: 'commitments.leave',
    method: 'PUT',
    path: '/report-ins/:reportInId/leaving',
    summary: 'The member has moved away.',
    access: 'staff',
    params: one,
    body: z.object({ reason: typed('原因', 2, 200) }),
    response: ReportIn,
  }),
  exempt: defineEndpoint({
    name: 'commitments.exempt',
    method: 'PUT',
    path: '/report-ins/:reportInId/exemption',
    summary: 'Ill or retired: nothing more is expected.',
    access: 'staff',
    params: one,
    body: z.object({ reason: ReportExemption }),
    response: ReportIn,
  }),
  writeNote: defineEndpoint({
    name: 'commitments.writeNote',
    method: 'POST',
    path: '/report-ins/:reportInId/notes',
    summary: 'Write the half year’s note to the work unit; the person reads it first. Hours come from confirmed entries.',
    access: 'staff',
    params: one,
    body: z.object({ half: Half, remark }),
    response: ReportIn,
    creates: true,
    problems: [problems.noteExists, problems.noteEarly],
  }),
  readNote: defineEndpoint({
    name: 'commitments.readNote',
    method: 'PUT',
    path: '/report-notes/:noteId/reading',
    summary: 'The person has read the note, adds a remark, or objects; an objection stops it until it is written anew.',
    access: 'staff',
    params: note,
    body: z.object({ remark: typed('说明', 0, 200).default(''), objects: z.boolean().default(false) }),
    response: ReportIn,
  }),
  reviseNote: defineEndpoint({
    name: 'commitments.reviseNote',
    method: 'PUT',
    path: '/report-notes/:noteId',
    summary: 'Write a note anew before it is sent; the person reads it again.',
    access: 'staff',
    params: note,
    body: z.object({ remark }),
    response: ReportIn,
    problems: [common.editedMeanwhile, common.preconditionRequired],
  }),
  sendNote: defineEndpoint({
    name: 'commitments.sendNote',
    method: 'PUT',
    path: '/report-notes/:noteId/sending',
    summary: 'Record that the note went to the work unit: once read, or ten working days after it was shown.',
    access: 'staff',
    params: note,
    response: ReportIn,
    problems: [problems.noteUnread, problems.noteOutdated],
  }),
  entries: defineEndpoint({
    name: 'commitments.entries',
    method: 'GET',
    path: '/service-entries',
    summary: 'Hours of duty that one may read, the latest first: of a unit and below, of a state.',
    access: 'staff',
    query: paged.extend({ state: ServiceEntryState.optional() }),
    response: pageOf(ServiceEntry),
  }),
  enterHours: defineEndpoint({
    name: 'commitments.enterHours',
    method: 'POST',
    path: '/service-entries',
    summary: 'Enter hours of duty; by the organiser they are confirmed at once, one’s own wait for the organiser.',
    access: 'staff',
    body: z.object({
      of: z.enum(['reportIn', 'holding', 'wish']),
      /** The report-in, the post’s holding or the wish. */
      ofId: Id,
      startsAt: Instant,
      endsAt: Instant,
      activity: typed('做了什么', 2, 60),
    }),
    response: ServiceEntry,
    creates: true,
    problems: [problems.hoursTaken],
  }),
  confirmHours: defineEndpoint({
    name: 'commitments.confirmHours',
    method: 'PUT',
    path: '/service-entries/:entryId/confirmation',
    summary: 'The organiser confirms the hours; nobody confirms their own.',
    access: 'staff',
    params: entry,
    response: ServiceEntry,
    problems: [problems.hoursTaken],
  }),
  refuseHours: defineEndpoint({
    name: 'commitments.refuseHours',
    method: 'PUT',
    path: '/service-entries/:entryId/refusal',
    summary: 'The organiser does not confirm, and says why.',
    access: 'staff',
    params: entry,
    body: z.object({ reason: typed('原因', 2, 100) }),
    response: ServiceEntry,
  }),
  ...postEndpoints,
  ...wishEndpoints,
}

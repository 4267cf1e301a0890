/**
 * Party membership (党籍) and the grid (入格): what crosses the wire.
 *
 * A sealed class: the branch, the village's Party line, the town office and the member read it, and nobody else. No scores, no
 * ratings. Source: domain §7, §9.5, §21, §32.2 (P2); figures.tsv V01, V02.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import {
  Decision,
  Eligible,
  EndReason,
  ExclusionReason,
  GridKind,
  GridPerson,
  MemberKind,
  Membership,
  MembershipDetail,
  SuspendReason,
} from './memberships.shapes.contract.ts'

export * from './memberships.shapes.contract.ts'

export const problems = {
  alreadyMember: { type: '/problems/memberships/already-member', status: 409, title: '这个人已经有党籍记录', remedy: '请打开原来的记录。' },
  transferOpen: {
    type: '/problems/memberships/transfer-open',
    status: 409,
    title: '还有一次转接没有办完',
    remedy: '请先办完或撤回那一次。',
  },
  secondHome: {
    type: '/problems/memberships/second-home',
    status: 409,
    title: '这个人已经在一个网格里',
    remedy: '请先让他离开原来的网格。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ membershipId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const endpoints = {
  list: defineEndpoint({
    name: 'memberships.list',
    method: 'GET',
    path: '/memberships',
    summary: 'Members that one may read, by name: of a unit and below, a branch, a kind.',
    access: 'staff',
    query: z.object({
      below: Id.optional(),
      bodyId: Id.optional(),
      kind: MemberKind.optional(),
      q: z.string().trim().min(1).max(50).optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(Membership).extend({
      total: z.number().int(),
      /** What the reader may do besides: "admit" for who keeps the members of a branch. */
      allowedActions: z.array(z.string()),
    }),
  }),
  get: defineEndpoint({
    name: 'memberships.get',
    method: 'GET',
    path: '/memberships/:membershipId',
    summary: 'One membership with its branches, transfers, exclusions and grids.',
    access: 'staff',
    params: one,
    response: MembershipDetail,
  }),
  admit: defineEndpoint({
    name: 'memberships.admit',
    method: 'POST',
    path: '/memberships',
    summary: 'Enter a member into a branch; one in service elsewhere into the village reported to.',
    access: 'staff',
    body: z.object({
      personId: Id,
      bodyId: Id.nullable(),
      /** For a branch outside the town: the village reported to. */
      unitId: Id.nullable().default(null),
      kind: MemberKind,
      admittedOn: LocalDate,
      fullOn: LocalDate.nullable().default(null),
      /** The general meeting that passed the admission. */
      meetingId: Id.nullable().default(null),
    }),
    response: MembershipDetail,
    creates: true,
    problems: [problems.alreadyMember],
  }),
  becomeFull: defineEndpoint({
    name: 'memberships.becomeFull',
    method: 'PUT',
    path: '/memberships/:membershipId/full-standing',
    summary: 'A probationary member becomes a full one, after a year at the earliest.',
    access: 'staff',
    params: one,
    body: z.object({ on: LocalDate, meetingId: Id.nullable().default(null) }),
    response: MembershipDetail,
    problems: versioned,
  }),
  changeKind: defineEndpoint({
    name: 'memberships.changeKind',
    method: 'PUT',
    path: '/memberships/:membershipId/kind',
    summary: 'From a day on the member is of another kind.',
    access: 'staff',
    params: one,
    body: z.object({ kind: MemberKind, from: LocalDate }),
    response: MembershipDetail,
    problems: versioned,
  }),
  end: defineEndpoint({
    name: 'memberships.end',
    method: 'PUT',
    path: '/memberships/:membershipId/end',
    summary: 'The membership no longer holds from a day on.',
    access: 'staff',
    params: one,
    body: z.object({ on: LocalDate, reason: EndReason }),
    response: MembershipDetail,
    problems: versioned,
  }),
  beginTransfer: defineEndpoint({
    name: 'memberships.beginTransfer',
    method: 'POST',
    path: '/memberships/:membershipId/transfers',
    summary: 'Begin the transfer to another branch; never to a temporary one.',
    access: 'staff',
    params: one,
    body: z.object({ toBodyId: Id, begunOn: LocalDate }),
    response: MembershipDetail,
    creates: true,
    problems: [problems.transferOpen],
  }),
  completeTransfer: defineEndpoint({
    name: 'memberships.completeTransfer',
    method: 'PUT',
    path: '/memberships/:membershipId/transfer/completion',
    summary: 'The new branch takes the member over from a day on.',
    access: 'staff',
    params: one,
    body: z.object({ effectiveOn: LocalDate }),
    response: MembershipDetail,
  }),
  cancelTransfer: defineEndpoint({
    name: 'memberships.cancelTransfer',
    method: 'PUT',
    path: '/memberships/:membershipId/transfer/cancellation',
    summary: 'The member stays in the branch.',
    access: 'staff',
    params: one,
    body: z.object({}),
    response: MembershipDetail,
  }),
  exclude: defineEndpoint({
    name: 'memberships.exclude',
    method: 'POST',
    path: '/memberships/:membershipId/exclusions',
    summary: 'Leave the member out of 应到会 by a decision of the branch, for one of the five reasons; or register 留党察看 for its days.',
    access: 'staff',
    params: one,
    body: z.object({
      reason: ExclusionReason,
      from: LocalDate,
      to: LocalDate.nullable().default(null),
      decision: typed('依据的决定', 2, 60),
      decidedOn: LocalDate,
    }),
    response: MembershipDetail,
    creates: true,
  }),
  liftExclusion: defineEndpoint({
    name: 'memberships.liftExclusion',
    method: 'PUT',
    path: '/memberships/:membershipId/exclusions/:exclusionId/end',
    summary: 'The member counts again from a day on.',
    access: 'staff',
    params: z.object({ membershipId: Id, exclusionId: Id }),
    body: z.object({ on: LocalDate }),
    response: MembershipDetail,
  }),
  assignGrid: defineEndpoint({
    name: 'memberships.assignGrid',
    method: 'POST',
    path: '/memberships/:membershipId/grids',
    summary: 'Put the member into a grid: one home, any number to serve in.',
    access: 'staff',
    params: one,
    body: z.object({ unitId: Id, kind: GridKind, from: LocalDate }),
    response: MembershipDetail,
    creates: true,
    problems: [problems.secondHome],
  }),
  moveGrid: defineEndpoint({
    name: 'memberships.moveGrid',
    method: 'PUT',
    path: '/memberships/:membershipId/grids/:gridId/state',
    summary: 'The member begins in the grid, pauses with a reason, goes on, or leaves.',
    access: 'staff',
    params: z.object({ membershipId: Id, gridId: Id }),
    body: z.object({
      step: z.enum(['begin', 'suspend', 'resume', 'leave']),
      on: LocalDate,
      reason: SuspendReason.nullable().default(null),
    }),
    response: MembershipDetail,
  }),
  gridGaps: defineEndpoint({
    name: 'memberships.gridGaps',
    method: 'GET',
    path: '/grid-gaps',
    summary: 'Members without a home grid: the town reads how many in each village, by code; a village reads who.',
    access: 'staff',
    query: z.object({ unitId: Id.optional() }),
    response: z.object({
      villages: z.array(
        z.object({
          unitId: Id,
          unitCode: z.string().nullable(),
          unitName: z.string(),
          members: z.number().int(),
          without: z.number().int(),
        }),
      ),
      items: z.array(z.object({ membershipId: Id, name: z.string(), unitName: z.string(), kind: MemberKind })),
    }),
  }),
  decisions: defineEndpoint({
    name: 'memberships.decisions',
    method: 'GET',
    path: '/bodies/:bodyId/membership-decisions',
    summary: 'General meetings of the branch that were held, the last first: what an admission or full standing may rest on.',
    access: 'staff',
    params: z.object({ bodyId: Id }),
    response: z.object({ items: z.array(Decision) }),
  }),
  gridPeople: defineEndpoint({
    name: 'memberships.gridPeople',
    method: 'GET',
    path: '/units/:unitId/grid-people',
    summary:
      'Who stands in a grid today: its leaders, the members who live or serve there, and whom its households chose; and who did before.',
    access: 'staff',
    params: z.object({ unitId: Id }),
    response: z.object({ unitId: Id, unitName: z.string(), items: z.array(GridPerson), past: z.array(GridPerson) }),
  }),
  eligible: defineEndpoint({
    name: 'memberships.eligible',
    method: 'GET',
    path: '/bodies/:bodyId/eligible-members',
    summary: 'Who is to be at a meeting of the branch on a day, who is probationary, and who does not count and why.',
    access: 'staff',
    params: z.object({ bodyId: Id }),
    query: z.object({ on: LocalDate.optional() }),
    response: z.object({
      on: LocalDate,
      items: z.array(Eligible),
      expected: z.number().int(),
      probationary: z.number().int(),
      excluded: z.number().int(),
    }),
  }),
}

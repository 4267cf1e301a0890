/** Party membership (党籍) and the grid (入格): the shapes of a member, a grid, and a roll of members. */
import { z } from 'zod'
import { Id, LocalDate } from '#platform/shared/primitives.ts'

/** Exactly one holds of a member on a day. */
export const MemberKind = z.enum(['withoutPost', 'holdsPost', 'inServiceElsewhere', 'retired', 'away'])
export type MemberKind = z.infer<typeof MemberKind>
export const Stage = z.enum(['probationary', 'full'])
export type Stage = z.infer<typeof Stage>
export const EndReason = z.enum(['withdrew', 'removed', 'stopped', 'expelled', 'movedOut', 'died'])
export type EndReason = z.infer<typeof EndReason>
/** The five categories that the rules of election leave out of 应到会. */
/** Five that the rules of election know, and 留党察看: a member of whom the branch expects no vote. */
export const ExclusionReason = z.enum(['cannotExpress', 'abroad', 'servingSentence', 'bedridden', 'relationNotMoved', 'onProbation'])
export type ExclusionReason = z.infer<typeof ExclusionReason>
export const MembershipTransferState = z.enum(['inProgress', 'completed', 'cancelled'])
export const GridKind = z.enum(['home', 'service'])
export type GridKind = z.infer<typeof GridKind>
export const GridAssignmentState = z.enum(['assigned', 'active', 'suspended', 'left'])
export type GridAssignmentState = z.infer<typeof GridAssignmentState>
export const SuspendReason = z.enum(['away', 'ill', 'other'])
export type SuspendReason = z.infer<typeof SuspendReason>

export const Grid = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  kind: GridKind,
  state: GridAssignmentState,
  from: LocalDate,
  /** The first day on which it no longer holds. */
  to: LocalDate.nullable(),
  suspendReason: SuspendReason.nullable(),
  /** Pauses that are over, the first one first. */
  suspensions: z.array(z.object({ from: LocalDate, to: LocalDate, reason: SuspendReason })),
  /** May the reader open who else stands in the grid? */
  opens: z.boolean(),
})
export type Grid = z.infer<typeof Grid>

export const Membership = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  /** Null: the branch is outside the town. */
  bodyId: Id.nullable(),
  bodyName: z.string().nullable(),
  unitId: Id,
  unitName: z.string(),
  kind: MemberKind,
  stage: Stage,
  admittedOn: LocalDate,
  fullOn: LocalDate.nullable(),
  endedOn: LocalDate.nullable(),
  endReason: EndReason.nullable(),
  /** The branch to which the member is on the way. */
  movingTo: z.string().nullable(),
  /** Goes up by one at each change; send it back as If-Match. */
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Membership = z.infer<typeof Membership>

/** A general meeting of the branch that an admission or full standing may rest on. */
export const Decision = z.object({ id: Id, title: z.string(), heldOn: LocalDate })
export type Decision = z.infer<typeof Decision>

export const MembershipDetail = Membership.extend({
  periods: z.array(z.object({ bodyName: z.string().nullable(), kind: MemberKind, from: LocalDate, to: LocalDate.nullable() })),
  transfers: z.array(
    z.object({
      id: Id,
      toBodyId: Id,
      toBodyName: z.string(),
      state: MembershipTransferState,
      begunOn: LocalDate,
      effectiveOn: LocalDate.nullable(),
    }),
  ),
  exclusions: z.array(
    z.object({
      id: Id,
      reason: ExclusionReason,
      from: LocalDate,
      to: LocalDate.nullable(),
      /** By which decision of which day; null: registered when none was asked for. */
      decision: z.string().nullable(),
      decidedOn: LocalDate.nullable(),
    }),
  ),
  grids: z.array(Grid),
  /** The meeting that took the member in, and the one that made him a full one; null: none named, or not the reader’s to open. */
  admittedAt: Decision.nullable(),
  fullAt: Decision.nullable(),
})
export type MembershipDetail = z.infer<typeof MembershipDetail>

/** Who stands in a grid on a day: its leaders by post, members who live or serve there, members whom its households chose. */
export const GridPerson = z.object({
  part: z.enum(['leader', 'home', 'service', 'contact']),
  /** The membership, for who may open it. */
  membershipId: Id.nullable(),
  name: z.string(),
  /** A post's title; a household's code. */
  as: z.string().nullable(),
  state: GridAssignmentState.nullable(),
  from: LocalDate,
  to: LocalDate.nullable(),
})
export type GridPerson = z.infer<typeof GridPerson>

/** A member of a branch on a day, as a meeting needs it. */
export const Eligible = z.object({
  personId: Id,
  name: z.string(),
  stage: Stage,
  /** Why the member does not count; null: counts. */
  excluded: ExclusionReason.nullable(),
  /** By which decision, with its day; null: does count, or none was registered. */
  excludedBy: z.string().nullable(),
})
export type Eligible = z.infer<typeof Eligible>

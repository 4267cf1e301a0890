/** Mobilisations (动员): the shapes that their endpoints share. */
import { z } from 'zod'
import { Id, Instant, LocalDate } from '#platform/shared/primitives.ts'

export const MobilisationState = z.enum(['coming', 'active', 'over', 'purged'])
export type MobilisationState = z.infer<typeof MobilisationState>

export const Decision = z.object({
  id: Id,
  kind: z.enum(['declare', 'extend', 'end']),
  number: z.string(),
  decidedOn: LocalDate,
  deciderName: z.string().nullable(),
  endsOn: LocalDate,
})

export const Mobilisation = z.object({
  id: Id,
  title: z.string(),
  task: z.string(),
  startsOn: LocalDate,
  /** The first day on which it no longer holds. */
  endsOn: LocalDate,
  state: MobilisationState,
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Mobilisation = z.infer<typeof Mobilisation>

export const Shift = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  place: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  needed: z.number().int(),
  planned: z.number().int(),
  confirmed: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Shift = z.infer<typeof Shift>

export const RosterState = z.enum(['planned', 'confirmed', 'withdrawn'])
export const RosterLine = z.object({
  id: Id,
  /** Null when the people of the roster are gone. */
  personId: Id.nullable(),
  name: z.string().nullable(),
  /** As the record of the person has it, masked. */
  phone: z.string().nullable(),
  state: RosterState,
})

export const BranchState = z.enum(['proposed', 'declined', 'approved', 'active', 'extended', 'dissolved'])
export type BranchState = z.infer<typeof BranchState>

/** About a temporary branch: the superior committee's answer, and each later last day. */
export const BranchDecision = z.object({
  id: Id,
  kind: z.enum(['approve', 'decline', 'extend']),
  /** Null: it says no. */
  number: z.string().nullable(),
  decidedOn: LocalDate,
  deciderName: z.string().nullable(),
  /** Null: none, or from when it was not kept. */
  endsOn: LocalDate.nullable(),
})

export const Seat = z.object({ id: Id, personId: Id, name: z.string(), role: z.enum(['secretary', 'deputy', 'member']) })
export const TemporaryBranch = z.object({
  id: Id,
  mobilisationId: Id.nullable(),
  unitId: Id,
  unitName: z.string(),
  parentId: Id,
  parentName: z.string(),
  name: z.string(),
  task: z.string(),
  state: BranchState,
  proposedOn: LocalDate,
  proposerName: z.string(),
  /** As proposed, until it is approved. */
  endsOn: LocalDate,
  foundedOn: LocalDate.nullable(),
  number: z.string().nullable(),
  reason: z.string().nullable(),
  bodyId: Id.nullable(),
  /** In the order in which they were entered. */
  decisions: z.array(BranchDecision),
  seats: z.array(Seat),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type TemporaryBranch = z.infer<typeof TemporaryBranch>

export const MobilisationDetail = Mobilisation.extend({
  decisions: z.array(Decision) /** The day whose shifts these are. */,
  on: LocalDate,
  shifts: z.array(Shift),
})

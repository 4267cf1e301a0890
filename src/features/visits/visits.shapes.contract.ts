/**
 * Visits (入户走访): the shapes that cross the wire, and the refusals.
 *
 * Household, day, who came, what it was about, and a short note under seal. Never views, belief, petitions, moods, pictures, places
 * on a map, hours, or signatures. Source: domain §8 (fields, never collect); anchors 5.2.
 */
import { z } from 'zod'
import { ContactPreference } from '#features/households/households.contract.ts'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

export const VisitState = z.enum(['planned', 'attempted', 'declined', 'done', 'itemsRaised', 'allFollowed', 'closed'])
export type VisitState = z.infer<typeof VisitState>

/** Why this household today. */
export const VisitRule = z.enum(['asked', 'monthly', 'again', 'newcomer', 'halfYear', 'unplanned'])
export type VisitRule = z.infer<typeof VisitRule>

export const VisitOutcome = z.enum(['met', 'nobodyHome', 'declined'])
export type VisitOutcome = z.infer<typeof VisitOutcome>

export const VisitWay = z.enum(['atHome', 'byPhone'])
export type VisitWay = z.infer<typeof VisitWay>

export const VisitTopic = z.enum(['publicService', 'environment', 'safety', 'policy', 'hardship', 'idea'])
export type VisitTopic = z.infer<typeof VisitTopic>

/** Why a note is opened; the household reads it. */
export const NoteReason = z.enum(['followUp', 'handover', 'check'])
export type NoteReason = z.infer<typeof NoteReason>

/** The note's longest (domain §8). */
export const longestNote = 200
export const Note = typed('备注', 1, longestNote).nullable().default(null)

/** What a visitor ticks; nothing in it has to be filled. */
export const Findings = z.object({
  topics: z.array(VisitTopic).max(6).default([]),
  note: Note,
  needsFollowUp: z.boolean().default(false),
  /** The household agreed to be contacted again about it. */
  mayContact: z.boolean().default(false),
})
export type Findings = z.infer<typeof Findings>

export const VisitItem = z.object({ number: z.string(), isOver: z.boolean() })
export type VisitItem = z.infer<typeof VisitItem>

export const Visit = z.object({
  id: Id,
  householdId: Id,
  householdCode: z.string(),
  unitName: z.string(),
  state: VisitState,
  rule: VisitRule,
  plannedFor: LocalDate.nullable(),
  visitedOn: LocalDate.nullable(),
  /** Null: unknown, or someone without a post. */
  visitorName: z.string().nullable(),
  way: VisitWay.nullable(),
  outcome: VisitOutcome.nullable(),
  topics: z.array(VisitTopic),
  hasNote: z.boolean(),
  needsFollowUp: z.boolean(),
  mayContact: z.boolean(),
  items: z.array(VisitItem),
  closedOn: LocalDate.nullable(),
  /** Goes up by one at each change; send it back as If-Match. */
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Visit = z.infer<typeof Visit>

/** A household on today's list, and why. */
export const DueVisit = z.object({
  visitId: Id,
  householdId: Id,
  householdCode: z.string(),
  unitName: z.string(),
  rule: VisitRule,
  plannedFor: LocalDate,
  /** When somebody last talked with this household. */
  lastVisitedOn: LocalDate.nullable(),
  contactPreference: ContactPreference,
})
export type DueVisit = z.infer<typeof DueVisit>

/** Who opened the note of a visit, and why. */
export const NoteReader = z.object({ at: Instant, name: z.string().nullable(), reason: NoteReason })

/** What the household reads of one visit: all of it. */
export const CardVisit = z.object({
  id: Id,
  visitedOn: LocalDate,
  visitorName: z.string().nullable(),
  way: VisitWay,
  outcome: VisitOutcome,
  topics: z.array(VisitTopic),
  note: z.string().nullable(),
  needsFollowUp: z.boolean(),
  mayContact: z.boolean(),
  items: z.array(VisitItem),
  readers: z.array(NoteReader),
})
export type CardVisit = z.infer<typeof CardVisit>

export const CardVisits = z.object({
  monthlySince: LocalDate.nullable(),
  askedOn: LocalDate.nullable(),
  /** Nobody comes by rule before this day. */
  notBefore: LocalDate.nullable(),
  visits: z.array(CardVisit),
  allowedActions: z.array(z.string()),
})
export type CardVisits = z.infer<typeof CardVisits>

/** Counts of a place; nobody is in them by name. */
export const VisitCounts = z.object({
  /** Homes that are lived in. */
  households: z.number().int(),
  /** Of these: talked with in the last half year, declined in it, and neither. */
  reached: z.number().int(),
  declined: z.number().int(),
  notReached: z.number().int(),
  /** Items raised at the door that are still open, and those of them past their day. */
  openItems: z.number().int(),
  lateItems: z.number().int(),
})
export type VisitCounts = z.infer<typeof VisitCounts>
export const PlaceVisits = VisitCounts.extend({ unitId: Id, name: z.string(), shortName: z.string() })
export type PlaceVisits = z.infer<typeof PlaceVisits>

export const problems = {
  householdGone: {
    type: '/problems/visits/household-gone',
    status: 409,
    title: '那天这一户已经不住在这里',
    remedy: '请核对户号和日期。搬走的户不用再走访。',
  },
  recordDeleted: {
    type: '/problems/visits/record-deleted',
    status: 409,
    title: '这次走访的记录已经删掉',
    remedy: '这一户有权删掉自己的记录，不用再发。',
  },
  hasItems: {
    type: '/problems/visits/has-items',
    status: 409,
    title: '这次走访已经转出诉求，不能撤回',
    remedy: '写错了可以更正；诉求请在“诉求”里办。',
  },
} as const satisfies Record<string, ProblemKind>

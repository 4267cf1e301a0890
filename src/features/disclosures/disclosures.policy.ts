/**
 * Disclosure (公示公开): who may do what, and when.
 *
 * Two people publish: the office writes and submits, a supervisor publishes. Supervisors and town decide objections, never whoever
 * wrote, submitted or published the notice, nor whom it concerns. The town's discipline officer stands in for the supervisors.
 */
import { holds, isPerson, type Actor, type Role } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { NoticeObjectionState, Side, StoredState, WorkState } from './disclosures.shapes.contract.ts'
import { noticeMachine } from './disclosures.rules.ts'

export interface NoticeFacts {
  /** Ids from the town down to the place of the notice. */
  path: readonly string[]
  state: StoredState
  /** How far what is being written has come. */
  work: WorkState | null
  isOver: boolean
  openObjections: number
  /** Everyone who wrote any of it, or submitted what is being written. */
  writers: readonly string[]
  /** Whom it concerns, and their kin. */
  near: readonly string[]
  /** A list of persons that the public still sees. */
  showsPersons: boolean
  /** A list of persons that came down. */
  isDown: boolean
  /** Published at least once. */
  isOut: boolean
}

/** Facts for what anyone may do, whichever the notice. */
export const nobodys: NoticeFacts = {
  path: [],
  state: 'published',
  work: null,
  isOver: false,
  openObjections: 0,
  writers: [],
  near: [],
  showsPersons: false,
  isDown: false,
  isOut: true,
}

export interface ObjectionFacts {
  path: readonly string[]
  state: NoticeObjectionState
  /** Who wrote, submitted or published the notice, whom it concerns, and their kin. */
  respondents: readonly string[]
  /** Who spoke so far, and for which side. */
  spoken: readonly { givenBy: string; side: Side }[]
}

const writing: readonly Role[] = ['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary', 'cooperativeDirector']
const rolesOf: Record<Side, readonly Role[]> = { supervisor: ['supervisor', 'townDiscipline'], town: ['townClerk', 'townLeader'] }

/** For which side one may speak; null for none. */
export const sideOf = (actor: Actor, path: readonly string[]): Side | null =>
  holds(actor, rolesOf.supervisor, path) ? 'supervisor' : holds(actor, rolesOf.town, path) ? 'town' : null

/** Who changed posts in between does not make up both sides. */
const spokeForOther = (actor: Actor, path: readonly string[], spoken: ObjectionFacts['spoken']) =>
  isPerson(actor) && spoken.some(({ givenBy, side }) => givenBy === actor.personId && side !== sideOf(actor, path))
const isAmong = (actor: Actor, people: readonly string[]) => isPerson(actor) && people.includes(actor.personId)
const office = (actor: Actor, { path }: NoticeFacts) => holds(actor, writing, path)
const watches = (actor: Actor, { path }: NoticeFacts) => holds(actor, rolesOf.supervisor, path)
const anyone = { who: () => true, says: 'anyone; drafts are shown where they are written and above' }
const keeps = 'the office of the place: secretary and clerk, a cooperative’s branch secretary and director, the town’s clerk'
const supervisors = 'a supervisor, or the town’s discipline officer'
const whileDraft = { who: office, when: ({ work }: NoticeFacts) => work === 'draft', says: `${keeps}; while it is being written` }
const reads = (actor: Actor, facts: NoticeFacts) => office(actor, facts) || watches(actor, facts)

export const noticePolicy = definePolicy<
  NoticeFacts,
  | 'list'
  | 'get'
  | 'file'
  | 'draft'
  | 'write'
  | 'mask'
  | 'attach'
  | 'detach'
  | 'findings'
  | 'acceptFinding'
  | 'submit'
  | 'sendBack'
  | 'discard'
  | 'publish'
  | 'correct'
  | 'object'
  | 'receive'
  | 'question'
  | 'conclude'
  | 'post'
  | 'takeDown'
  | 'unpublish'
  | 'poster'
>('disclosures', {
  list: anyone,
  get: anyone,
  file: anyone,
  poster: anyone,
  draft: { who: office, says: keeps },
  write: whileDraft,
  mask: whileDraft,
  attach: whileDraft,
  detach: whileDraft,
  findings: { who: reads, says: `${keeps}, or ${supervisors}; nothing once nothing is being written` },
  acceptFinding: whileDraft,
  submit: whileDraft,
  sendBack: { who: reads, when: ({ work }) => work === 'checked', says: `${keeps}, or ${supervisors}; once it is submitted` },
  discard: whileDraft,
  publish: {
    who: (actor, facts) => watches(actor, facts) && !isAmong(actor, [...facts.writers, ...facts.near]),
    when: ({ work }) => work === 'checked',
    says: `${supervisors}, not who wrote or submitted it, nor whom it concerns or their kin; once it is submitted`,
  },
  correct: {
    who: office,
    when: ({ state, work, isDown }) => state === 'published' && work === null && !isDown,
    says: `${keeps}; until the result is written, and not once a list of persons came down`,
  },
  object: { who: () => true, when: ({ state }) => state === 'published', says: 'anyone, named or not; while it is published' },
  receive: {
    who: (actor, facts) => reads(actor, facts) || holds(actor, rolesOf.town, facts.path),
    when: ({ state }) => state === 'published',
    says: `${keeps}, ${supervisors}, or the town; while it is published`,
  },
  question: { who: () => true, when: ({ isOut, path }) => isOut && path.length > 1, says: 'anyone; of what a village or below published' },
  conclude: {
    who: office,
    when: ({ state, isOver, openObjections, work }) =>
      noticeMachine.can(state, 'conclude') && isOver && openObjections === 0 && work === null,
    says: `${keeps}; once the period is over and every objection decided`,
  },
  post: { who: reads, when: ({ isOut }) => isOut, says: `${keeps}, or ${supervisors}; once it is published` },
  takeDown: { who: reads, when: ({ isOut }) => isOut, says: `${keeps}, or ${supervisors}; once it is published` },
  unpublish: {
    who: office,
    when: ({ state, isOver, showsPersons }) => showsPersons && (state !== 'published' || isOver),
    says: `${keeps}; a list of persons, once the period is over`,
  },
})

export const objectionPolicy = definePolicy<ObjectionFacts, 'decide' | 'words'>('disclosures', {
  decide: {
    who: (actor, { path, respondents, spoken }) =>
      sideOf(actor, path) !== null && !isAmong(actor, respondents) && !spokeForOther(actor, path, spoken),
    when: ({ state }) => state === 'open',
    says: 'a supervisor or the town, never who wrote, submitted or published the notice, whom it concerns, or who spoke for the other side; while it is open',
  },
  words: {
    who: (actor, { path, respondents }) => sideOf(actor, path) !== null && !isAmong(actor, respondents),
    says: 'whoever may decide it: what was said and by whom',
  },
})

/**
 * Decisions (四议两公开): who may do what, and when.
 *
 * The place writes and enters; the town watches, names another supervisor, signs in an emergency and carries out orders, and never
 * decides in the place's stead. Nobody is the last to approve their own.
 */
import { holds, isPerson, type Actor, type Role } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { DecisionState, Line } from './decisions.shapes.contract.ts'
import { decisionMachine, onTheWay, type DecisionTransition } from './decisions.rules.ts'

export interface DecisionFacts {
  /** Ids from the town down to the place of the matter. */
  path: readonly string[]
  line: Line
  state: DecisionState
  createdBy: string | null
  urgentAskedBy: string | null
  urgentSignedBy: string | null
  ratifiedOn: string | null
  /** An upheld objection took a disclosure of this round down. */
  fell: boolean
  /** Who entered the branch's newest opinion. */
  advisedBy: string | null
}

const officeRoles: readonly Role[] = ['villageSecretary', 'villageClerk']
/** A cooperative's own matters are kept by its director too. */
const office = (actor: Actor, { path, line }: DecisionFacts) =>
  holds(actor, officeRoles, path) || (line === 'collective' && holds(actor, ['cooperativeDirector'], path))
const isNot = (actor: Actor, personId: string | null) => isPerson(actor) && actor.personId !== personId
const keeps = "the secretary and the clerk of the village; for a cooperative's matter also its director"
const anyone = { who: () => true, says: 'anyone; a draft is read where it is written and above' }
const by = (name: DecisionTransition, says: string) => ({
  who: office,
  when: ({ state }: DecisionFacts) => decisionMachine.can(state, name),
  says: `${keeps}; ${says}`,
})
const isOnTheWay = ({ state }: DecisionFacts) => onTheWay.includes(state)
/** An emergency that was acted on and waits for the assembly. */
const isToRatify = ({ state, urgentSignedBy, ratifiedOn }: DecisionFacts) =>
  (state === 'implementing' || state === 'resultDisclosed') && urgentSignedBy !== null && ratifiedOn === null

type Name =
  | 'list'
  | 'get'
  | 'begin'
  | 'write'
  | 'submit'
  | 'withdraw'
  | 'refuse'
  | 'declare'
  | 'replaceSupervisor'
  | 'table'
  | 'conclude'
  | 'followCorrection'
  | 'advise'
  | 'answerOpinion'
  | 'comment'
  | 'reply'
  | 'preCheck'
  | 'enterListing'
  | 'attach'
  | 'file'
  | 'detach'
  | 'urge'
  | 'confirmUrgency'
  | 'draftNotice'
  | 'implement'
  | 'sendBack'
  | 'close'
  | 'archive'
  | 'order'
export const decisionPolicy = definePolicy<DecisionFacts, Name>('decisions', {
  list: anyone,
  get: anyone,
  begin: { who: office, says: keeps },
  write: { who: office, when: ({ state }) => state === 'draft', says: `${keeps}; while a draft` },
  submit: by('submit', 'while a draft'),
  withdraw: by('withdraw', 'before it is decided'),
  refuse: {
    who: (actor, facts) => holds(actor, ['villageSecretary', 'villageClerk'], facts.path) && isNot(actor, facts.createdBy),
    when: ({ state, urgentAskedBy }) => state === 'registered' && urgentAskedBy === null,
    says: `${keeps}, not who wrote it; once registered`,
  },
  declare: {
    who: (actor, facts) => office(actor, facts) || holds(actor, ['supervisor', 'branchSecretary'], facts.path),
    when: ({ state }) => state !== 'closed' && state !== 'archived' && state !== 'annulled',
    says: `${keeps}, the supervisors and the branch’s secretary; until it is closed`,
  },
  replaceSupervisor: {
    who: (actor, { path }) => holds(actor, ['townClerk', 'townLeader'], path),
    says: "the town's clerk or a leader of the town",
  },
  table: { who: office, when: facts => isOnTheWay(facts) || isToRatify(facts), says: `${keeps}; on the way to the decision, or to ratify` },
  conclude: {
    who: office,
    when: facts => isOnTheWay(facts) || isToRatify(facts),
    says: `${keeps}; on the way to the decision, or to ratify`,
  },
  followCorrection: {
    who: office,
    when: ({ state }) => state === 'verdictTurned',
    says: `${keeps}; once two people corrected the result on which it stands`,
  },
  advise: {
    who: (actor, facts) => office(actor, facts) || holds(actor, ['branchSecretary'], facts.path),
    when: facts => decisionMachine.can(facts.state, 'hearMembers') || isToRatify(facts),
    says: `the branch’s secretary, or ${keeps} from paper; before the Party organisation has studied it, or before it is ratified`,
  },
  answerOpinion: {
    who: (actor, facts) => office(actor, facts) && isNot(actor, facts.advisedBy),
    when: ({ state }) => state !== 'draft',
    says: `${keeps}, not who entered the opinion`,
  },
  comment: { who: () => true, when: isOnTheWay, says: 'anyone; on the way to the decision' },
  reply: { who: office, says: keeps },
  preCheck: {
    who: (actor, { path }) => holds(actor, ['townClerk', 'townLeader'], path),
    when: facts => isOnTheWay(facts) || isToRatify(facts),
    says: "the town's clerk or a leader of the town; on the way to the decision, or to ratify",
  },
  enterListing: {
    who: office,
    when: ({ state }) => state === 'resolved' || decisionMachine.can(state, 'object') || decisionMachine.can(state, 'close'),
    says: `${keeps}; once decided, until it is closed`,
  },
  attach: {
    who: office,
    when: facts => facts.state === 'draft' || isOnTheWay(facts) || isToRatify(facts),
    says: `${keeps}; on the way to the decision, or to ratify`,
  },
  file: { who: isPerson, says: 'whose matter it is and those above' },
  detach: {
    who: office,
    when: facts => facts.state === 'draft' || (isOnTheWay(facts) && facts.state !== 'assemblyCalled') || isToRatify(facts),
    says: `${keeps}; on the way to the decision, but not once a meeting was called about it`,
  },
  urge: {
    who: office,
    when: ({ state, urgentAskedBy }) => state === 'registered' && urgentAskedBy === null,
    says: `${keeps}; once registered`,
  },
  confirmUrgency: {
    who: (actor, { path, urgentAskedBy }) =>
      holds(actor, ['villageSecretary', 'supervisor', 'townClerk', 'townLeader'], path) && isNot(actor, urgentAskedBy),
    when: ({ state, urgentAskedBy }) => state === 'registered' && urgentAskedBy !== null,
    says: "the village's secretary, a supervisor or the town, not who asked; once asked",
  },
  draftNotice: {
    who: office,
    // of an emergency the result may hang before the assembly has ratified it
    when: ({ state }) => state === 'resolved' || state === 'disclosed' || state === 'implementing' || state === 'resultDisclosed',
    says: `${keeps}; once decided, and while it is carried out`,
  },
  implement: {
    who: office,
    when: ({ state }) => decisionMachine.can(state, 'implement') || state === 'objected',
    says: `${keeps}; once decided`,
  },
  sendBack: {
    who: office,
    when: ({ state, fell }) =>
      state === 'disclosed' ||
      state === 'objected' ||
      (fell && decisionMachine.can(state, 'uphold')) ||
      decisionMachine.can(state, 'correct'),
    says: `${keeps}; while disclosed, once an objection was upheld, or once a correction was ordered`,
  },
  close: by('close', 'while it is carried out'),
  archive: by('archive', 'once closed or rejected'),
  order: {
    who: (actor, { path }) => holds(actor, ['townClerk', 'townLeader', 'townDiscipline'], path),
    when: ({ state }) => decisionMachine.can(state, 'annul'),
    says: "the town's clerk, a leader of the town or its discipline office; once decided",
  },
})

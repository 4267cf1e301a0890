/**
 * Decisions (四议两公开): the state machine, and which step is open. Pure functions.
 *
 * The table holds every way there is; which of them a matter can go is narrowed by the steps of its entry: a step that the
 * entry lacks does not exist for it, and none of the others is passed over. Source: domain §5.2, §6.
 */
import type { Stage } from '#features/matters/matters.contract.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import { DecisionState, type Opinion, type StageOutcome } from './decisions.shapes.contract.ts'

const heard = ['registered', 'branchProposed', 'boardConsulted', 'committeesConsulted', 'membersHeard', 'partyResearched'] as const
const midway = [...heard, 'membersReviewed', 'returned'] as const
const decided = ['resolved', 'disclosed', 'objected', 'implementing', 'resultDisclosed', 'closed', 'archived'] as const

export const decisionMachine = defineStateMachine({
  initial: 'draft',
  states: DecisionState.options,
  transitions: {
    submit: { from: ['draft'], to: 'registered' },
    refuse: { from: ['registered'], to: 'draft' },
    withdraw: { from: [...midway, 'assemblyCalled', 'failedQuorum'], to: 'draft' },
    sendBack: { from: [...midway, 'verdictTurned'], to: 'draft' },
    proposeByBranch: { from: ['registered', 'returned', 'verdictTurned'], to: 'branchProposed' },
    consultBoard: { from: ['registered', 'branchProposed', 'returned', 'verdictTurned'], to: 'boardConsulted' },
    consultCommittees: { from: ['registered', 'branchProposed', 'returned', 'verdictTurned'], to: 'committeesConsulted' },
    hearMembers: { from: ['registered', 'branchProposed', 'boardConsulted', 'returned'], to: 'membersHeard' },
    research: {
      from: ['registered', 'branchProposed', 'boardConsulted', 'committeesConsulted', 'membersHeard', 'returned'],
      to: 'partyResearched',
    },
    review: { from: [...heard, 'returned', 'verdictTurned'], to: 'membersReviewed' },
    // again where the vote broke off or was taken off
    callAssembly: { from: [...midway, 'assemblyCalled', 'failedQuorum'], to: 'assemblyCalled' },
    failQuorum: { from: ['assemblyCalled', 'verdictTurned'], to: 'failedQuorum' },
    resolve: { from: [...midway, 'assemblyCalled', 'verdictTurned'], to: 'resolved' },
    // an emergency that nobody ratifies ends as one that was voted down
    reject: { from: [...midway, 'assemblyCalled', 'implementing', 'resultDisclosed', 'verdictTurned'], to: 'rejected' },
    disclose: { from: ['resolved'], to: 'disclosed' },
    object: { from: ['disclosed'], to: 'objected' },
    dismiss: { from: ['objected'], to: 'disclosed' },
    // of an emergency the decision is disclosed while it is carried out
    uphold: { from: ['disclosed', 'objected', 'implementing', 'resultDisclosed'], to: 'returned' },
    implement: { from: ['resolved', 'disclosed'], to: 'implementing' },
    urge: { from: ['registered'], to: 'implementing' },
    discloseResult: { from: ['implementing'], to: 'resultDisclosed' },
    // an upheld objection took the result down: another is disclosed
    reviseResult: { from: ['resultDisclosed'], to: 'implementing' },
    close: { from: ['implementing', 'resultDisclosed'], to: 'closed' },
    archive: { from: ['closed', 'rejected'], to: 'archived' },
    // two people corrected a result that the matter stands on; taken up, it stands where that result puts it
    turn: { from: ['draft', ...midway, 'assemblyCalled', 'failedQuorum', ...decided, 'rejected'], to: 'verdictTurned' },
    // an emergency goes on where it was: ratified, or to be ratified still
    goOn: { from: ['verdictTurned'], to: 'implementing' },
    // too few came, or too few members of the Party: they meet again
    reopen: { from: ['verdictTurned'], to: 'returned' },
    annul: { from: [...decided, 'correctionOrdered', 'verdictTurned'], to: 'annulled' },
    orderCorrection: { from: [...decided, 'verdictTurned'], to: 'correctionOrdered' },
    correct: { from: ['correctionOrdered'], to: 'returned' },
  },
})
export type DecisionTransition = keyof typeof decisionMachine.transitions

/** Registered, and not decided yet. */
export const onTheWay: readonly DecisionState[] = [
  'registered',
  'branchProposed',
  'boardConsulted',
  'committeesConsulted',
  'membersHeard',
  'partyResearched',
  'membersReviewed',
  'assemblyCalled',
  'failedQuorum',
  'returned',
]

/** The way that a step which has been passed opens. */
export const transitionOf: Partial<Record<Stage, DecisionTransition>> = {
  proposal: 'submit',
  branchProposal: 'proposeByBranch',
  boardConsultation: 'consultBoard',
  committeeConsultation: 'consultCommittees',
  membersFirst: 'hearMembers',
  partyResearch: 'research',
  membersReview: 'review',
  assembly: 'resolve',
}

/** Steps that need a vote: what was decided there stands in a closed ballot and nowhere else. */
export const voteStages = ['branchProposal', 'boardConsultation', 'committeeConsultation', 'membersReview', 'assembly'] as const
export type VoteStage = (typeof voteStages)[number]
export const isVote = (stage: Stage): stage is VoteStage => (voteStages as readonly Stage[]).includes(stage)

/** Steps that end in somebody's decision rather than in a disclosure. */
export const isDeliberation = (stage: Stage): boolean => stage !== 'decisionDisclosure' && stage !== 'resultDisclosure'

/** Recorded beside the steps: they happen while others run, and hold none of them up by their day. */
export const besideSteps = ['preCheck', 'listing'] as const
export const isBeside = (stage: string): boolean => (besideSteps as readonly string[]).includes(stage)

const passing: readonly StageOutcome[] = ['registered', 'passed', 'support', 'withChanges', 'reconsider', 'oppose']
export const isPassing = (outcome: StageOutcome): boolean => passing.includes(outcome)

export interface Walk {
  /** The steps that exist for this matter, in order. */
  stages: readonly Stage[]
  /** The first step of this round; null: all are gone through anew. */
  fromStage: Stage | null
}
export interface Passed {
  round: number
  stage: string
  outcome: StageOutcome
}

/** The steps that count as done in the round: those before its first, and those it passed. */
export function doneIn({ stages, fromStage }: Walk, round: number, records: readonly Passed[]): Stage[] {
  const start = fromStage === null ? 0 : Math.max(stages.indexOf(fromStage), 0)
  // the newest counts: a result that was corrected stands before the one that took its place
  const last = (stage: Stage) => records.findLast(each => each.round === round && each.stage === stage)?.outcome
  return stages.filter((stage, index) => index < start || (last(stage) !== undefined && isPassing(last(stage)!)))
}

export const nextStage = (stages: readonly Stage[], done: readonly Stage[]): Stage | null =>
  stages.find(stage => !done.includes(stage)) ?? null

/** The last step that decides; what it passes is resolved. */
export const decidingStage = (stages: readonly Stage[]): Stage | null => stages.filter(isDeliberation).at(-1) ?? null

/**
 * The steps as the law of the day wants them: the Party organisation's study stands before the vote where the law demands it, even
 * if the entry has none.
 */
export function lawfulStages(stages: readonly Stage[], preReviewByLaw: boolean): Stage[] {
  if (!preReviewByLaw || stages.includes('partyResearch') || stages.includes('branchProposal')) return [...stages]
  const before = stages.findIndex(stage => stage === 'membersReview' || stage === 'assembly')
  return before < 0 ? [...stages] : [...stages.slice(0, before), 'partyResearch', ...stages.slice(before)]
}

/**
 * Where the branch's opinion leads: it is advice, and only the first "reconsider" sends the draft back; a second submission goes
 * forward with the opinion attached.
 */
export const afterOpinion = (opinion: Opinion, reconsideredBefore: boolean): 'forward' | 'back' =>
  opinion === 'reconsider' && !reconsideredBefore ? 'back' : 'forward'

export interface NoticeFacts {
  state: 'draft' | 'checked' | 'published' | 'ended' | 'concluded' | 'withdrawn'
  endsOn: string | null
  isOver: boolean
  openObjections: number
  upheldObjection: { reason: string } | null
  result: string | null
}
const stands = ({ state }: Pick<NoticeFacts, 'state'>) => state === 'published' || state === 'ended' || state === 'concluded'

/** What became of the notices and of the vote of a round: they are published, objected to and corrected elsewhere. */
export interface News {
  decisionOut: boolean
  decisionOpen: boolean
  resultOut: boolean
  /** Two people corrected a result on which it stands, and it came to something else. */
  turned: boolean
}
export const newsOf = ({ decision, result }: { decision: NoticeFacts | null; result: NoticeFacts | null }, turned = false): News => ({
  turned,
  // an upheld objection took it down, and it was out for all that: the matter goes back from there
  decisionOut: decision !== null && (stands(decision) || decision.upheldObjection !== null),
  decisionOpen: decision !== null && decision.openObjections > 0,
  resultOut: result !== null && stands(result),
})

export type KeptState = Exclude<DecisionState, 'verdictTurned'>
/** The state as it is kept. That a verdict turned is read from what two people said of it, and is never kept. */
export function keptState(state: DecisionState): KeptState {
  if (state === 'verdictTurned') throw new Error('a verdict that turned is read, not kept')
  return state
}

/** The state with what became of its notices and its vote since. */
export function caughtUp(state: DecisionState, { decisionOut, decisionOpen, resultOut, turned }: News): DecisionState {
  const step = (at: DecisionState, name: DecisionTransition, happened: boolean) =>
    happened && decisionMachine.can(at, name) ? decisionMachine.next(at, name) : at
  let now = step(state, 'disclose', decisionOut)
  now = step(now, 'dismiss', !decisionOpen)
  now = step(now, 'object', decisionOpen)
  now = step(now, 'reviseResult', !resultOut)
  now = step(now, 'discloseResult', resultOut)
  return step(now, 'turn', turned)
}

const both = [false, true]
const everyNews: readonly News[] = both.flatMap(decisionOut =>
  both.flatMap(decisionOpen => both.flatMap(resultOut => both.map(turned => ({ decisionOut, decisionOpen, resultOut, turned })))),
)
/** Which kept states show as `wanted`, and with which news (null: whatever the news): what a list filters by. */
export const shownAs = (wanted: DecisionState): { state: DecisionState; news: readonly News[] | null }[] =>
  decisionMachine.states.flatMap(state => {
    const news = everyNews.filter(each => caughtUp(state, each) === wanted)
    return news.length === 0 ? [] : [{ state, news: news.length === everyNews.length ? null : news }]
  })

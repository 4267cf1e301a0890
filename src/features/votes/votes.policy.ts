/**
 * Votes (表决会议): who may do what, and when.
 *
 * Whoever keeps the meetings of the body keeps its votes: the roll before the meeting votes, the marks and votes while it does. A
 * result is corrected by one person and agreed to by another.
 */
import { isCivil, keeperRolesOf, type MeetingKind, type MeetingState } from '#features/meetings/meetings.contract.ts'
import { holds, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { BallotState } from './votes.contract.ts'
import { ballotMachine } from './votes.rules.ts'

export interface VotingFacts {
  /** Ids from the town down to the unit that the body stands for. */
  path: readonly string[]
  kind: MeetingKind
  state: MeetingState
  rollFixed: boolean
  startsAt: Date
  ballot: BallotState | null
  /** Who proposed the open correction; null: there is none. */
  proposedBy: string | null
  /** Who proposed to break the ballot off, in the same way; and who chairs the meeting, where it is written. */
  brokenOffBy: string | null
  chairId: string | null
}

const keeper = (actor: Actor, voting: Pick<VotingFacts, 'path' | 'kind'> | null) =>
  voting !== null && holds(actor, keeperRolesOf(voting.kind), voting.path)
const keeps = 'who keeps the meetings of the body'
const unfixed = (voting: VotingFacts | null) =>
  voting !== null && !voting.rollFixed && (voting.state === 'planned' || voting.state === 'held')
const unwritten = (voting: VotingFacts | null) => voting !== null && (voting.state === 'planned' || voting.state === 'held')
const ballotCan = (voting: VotingFacts | null, name: 'close' | 'cancel' | 'breakOff') =>
  voting !== null && voting.ballot !== null && ballotMachine.can(voting.ballot, name)

const chairs = (actor: Actor, voting: VotingFacts | null) => voting !== null && isPerson(actor) && actor.personId === voting.chairId
/** Together with who proposed, one of the two chairs the meeting; where no chair is written, any two do. */
const isSecond = (personId: string, { brokenOffBy, chairId }: VotingFacts) =>
  personId !== brokenOffBy && (chairId === null || chairId === personId || chairId === brokenOffBy)

const readable = { who: isPerson, says: 'anyone signed in, of what they may read' }
const before = { who: keeper, when: unfixed, says: `${keeps}; until the roll is fixed` }
const open = {
  who: keeper,
  when: (voting: VotingFacts | null) => ballotCan(voting, 'close'),
  says: `${keeps}; from the fixed roll until the ballot is closed`,
}
const spoken = { who: keeper, when: unwritten, says: `${keeps}; until the minutes are written` }

export const votePolicy = definePolicy<
  VotingFacts | null,
  | 'list'
  | 'get'
  | 'convene'
  | 'drawRoll'
  | 'leaveOut'
  | 'giveProxy'
  | 'fixRoll'
  | 'table'
  | 'recuse'
  | 'mark'
  | 'takeBackMark'
  | 'close'
  | 'cancel'
  | 'proposeCorrection'
  | 'confirmCorrection'
  | 'dropCorrection'
  | 'proposeCancellation'
  | 'confirmCancellation'
  | 'dropCancellation'
  | 'observe'
  | 'minuteOpinion'
  | 'document'
  | 'attach'
  | 'file'
  | 'detach'
>('votes', {
  list: readable,
  get: readable,
  convene: { who: keeper, says: keeps },
  drawRoll: before,
  leaveOut: {
    who: keeper,
    when: voting => unfixed(voting) && (voting!.kind === 'generalMeeting' || voting!.kind === 'committeeMeeting'),
    says: `${keeps}; of Party organisations, until the roll is fixed`,
  },
  giveProxy: before,
  fixRoll: {
    who: keeper,
    when: (voting, now) => unfixed(voting) && voting!.startsAt <= now,
    says: `${keeps}; once the meeting has begun, until the roll is fixed`,
  },
  table: before,
  recuse: {
    who: keeper,
    when: voting => unfixed(voting) && voting!.ballot === 'tabled',
    says: `${keeps}; until the roll is fixed`,
  },
  mark: open,
  takeBackMark: open,
  close: open,
  cancel: { who: keeper, when: voting => ballotCan(voting, 'cancel'), says: `${keeps}; until the roll is fixed` },
  proposeCorrection: {
    who: keeper,
    when: voting => voting !== null && voting.ballot === 'closed' && voting.proposedBy === null,
    says: `${keeps}; once closed, while no other correction waits`,
  },
  confirmCorrection: {
    who: (actor, voting) => keeper(actor, voting) && isPerson(actor) && voting!.proposedBy !== actor.personId,
    when: voting => voting !== null && voting.proposedBy !== null,
    says: `${keeps}, never who proposed it`,
  },
  dropCorrection: {
    who: keeper,
    when: voting => voting !== null && voting.proposedBy !== null,
    says: `${keeps}; while it waits for the second person`,
  },
  proposeCancellation: {
    who: (actor, voting) => keeper(actor, voting) || chairs(actor, voting),
    when: voting => ballotCan(voting, 'breakOff') && voting!.brokenOffBy === null,
    says: `${keeps}, or who chairs it; from the fixed roll until the ballot is closed`,
  },
  confirmCancellation: {
    who: (actor, voting) => isPerson(actor) && (keeper(actor, voting) || chairs(actor, voting)) && isSecond(actor.personId, voting!),
    when: voting => ballotCan(voting, 'breakOff') && voting!.brokenOffBy !== null,
    says: `${keeps}, or who chairs it, never who proposed it; the chair of the meeting is one of the two`,
  },
  dropCancellation: {
    who: (actor, voting) => keeper(actor, voting) || chairs(actor, voting),
    when: voting => ballotCan(voting, 'breakOff') && voting!.brokenOffBy !== null,
    says: `${keeps}, or who chairs it; while it waits for the second person`,
  },
  observe: spoken,
  minuteOpinion: spoken,
  document: { who: isPerson, says: 'who may read the roll of the meeting' },
  attach: { who: keeper, when: voting => voting !== null && voting.state !== 'cancelled', says: `${keeps}; unless called off` },
  file: { who: isPerson, says: 'who may read the roll of the meeting' },
  detach: spoken,
})

export interface RegisterFacts {
  /** Of the unit that the body stands for. */
  path: readonly string[]
  kind: MeetingKind
}

const registrar = (actor: Actor, register: RegisterFacts | null) =>
  register !== null && holds(actor, keeperRolesOf(register.kind), register.path)
const reader = (actor: Actor, register: RegisterFacts | null) =>
  registrar(actor, register) ||
  // A Party committee's register is Party life.
  (register !== null && isCivil(register.kind) && holds(actor, ['branchSecretary', 'supervisor'], register.path))

export const registerPolicy = definePolicy<
  RegisterFacts | null,
  'hosts' | 'register' | 'enterVoter' | 'changeVoter' | 'declarations' | 'declare'
>('votes', {
  hosts: readable,
  register: {
    who: reader,
    says: 'who keeps the meetings of the body; of boards and assemblies also the branch secretary and the supervisors',
  },
  enterVoter: { who: registrar, says: keeps },
  changeVoter: { who: registrar, says: keeps },
  declarations: {
    who: reader,
    says: 'who keeps the meetings of the body; of boards and assemblies also the branch secretary and the supervisors',
  },
  declare: { who: registrar, says: keeps },
})

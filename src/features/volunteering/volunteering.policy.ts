/** Volunteer Xiqiao (志愿西樵): who may do what, and when. Nobody signs up someone whom they neither organise nor keep. */
import { holds, holdsAny, isPerson, type Actor, type Role } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import { isOnSite } from './volunteering.hours.rules.ts'
import { slotMachine } from './volunteering.rules.ts'
import type { VolunteerSlotState } from './volunteering.shapes.contract.ts'

/** The posts whose office organises. */
export const officeRoles: readonly Role[] = ['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary']

export interface Organised {
  /** Ids from the town down to the organising unit. */
  path: readonly string[]
  /** Null: the unit's own office organises. */
  teamId: string | null
  leaderId: string | null
}

export const office = (actor: Actor, { path }: Pick<Organised, 'path'>) => holds(actor, officeRoles, path)
const isMe = (actor: Actor, personId: string | null) => isPerson(actor) && personId !== null && actor.personId === personId
export const organises = (actor: Actor, of: Pick<Organised, 'path' | 'leaderId'>) => office(actor, of) || isMe(actor, of.leaderId)
/** The organiser's organiser: of a team the village, of a village the town. */
export const oversees = (actor: Actor, { path, teamId }: Organised) =>
  teamId === null ? holds(actor, ['townClerk'], path) : holds(actor, ['townClerk', 'villageSecretary', 'villageClerk'], path)

const anyone = { who: () => true, says: 'anyone' }
const signedIn = { who: isPerson, says: 'anyone signed in' }
const theOffice = 'the office of the unit or above'
const theOrganiser = 'the office of the unit or above, or who leads the team'

export const teamPolicy = definePolicy<{ path: readonly string[] } | null, 'teams' | 'createTeam' | 'editTeam'>('volunteering', {
  teams: anyone,
  createTeam: { who: (actor, team) => team !== null && office(actor, team), says: theOffice },
  editTeam: { who: (actor, team) => team !== null && office(actor, team), says: theOffice },
})

export interface ActivityFacts extends Organised {
  /** The states of its slots. */
  states: readonly VolunteerSlotState[]
}
const may = (actor: Actor, activity: ActivityFacts | null) => activity !== null && organises(actor, activity)
const has = (activity: ActivityFacts | null, state: VolunteerSlotState) => activity !== null && activity.states.includes(state)

export const activityPolicy = definePolicy<
  ActivityFacts | null,
  'activities' | 'activity' | 'createActivity' | 'editActivity' | 'addSlots' | 'check' | 'open'
>('volunteering', {
  activities: signedIn,
  activity: { who: () => true, says: 'anyone, once it is open; before, the organiser' },
  createActivity: { who: may, says: theOrganiser },
  editActivity: { who: may, says: theOrganiser },
  addSlots: { who: may, says: theOrganiser },
  check: {
    who: (actor, activity) => activity !== null && office(actor, activity),
    when: activity => has(activity, 'draft'),
    says: 'the office of the unit or above, never the team for itself; while a slot is drafted',
  },
  open: { who: may, when: activity => has(activity, 'checked'), says: `${theOrganiser}; once a slot is checked` },
})

export interface SlotFacts extends Organised {
  /** As the clock says. */
  state: VolunteerSlotState
  startsAt: Date
  endsAt: Date
}
const keeps = (actor: Actor, slot: SlotFacts | null) => slot !== null && organises(actor, slot)
const inState =
  (...states: VolunteerSlotState[]) =>
  (slot: SlotFacts | null) =>
    slot !== null && states.includes(slot.state)

export const slotPolicy = definePolicy<
  SlotFacts | null,
  | 'openSlots'
  | 'slot'
  | 'signUp'
  | 'askCode'
  | 'signUpByCode'
  | 'roll'
  | 'calls'
  | 'takeOver'
  | 'cancelSlot'
  | 'finishCall'
  | 'enterNames'
  | 'takeAttendance'
  | 'postHours'
  | 'enterLater'
>('volunteering', {
  openSlots: anyone,
  slot: anyone,
  signUp: { who: isPerson, when: inState('open', 'full'), says: 'anyone signed in, for oneself; while it is open' },
  askCode: { who: () => true, when: inState('open', 'full'), says: 'anyone; while it is open' },
  signUpByCode: { who: () => true, when: inState('open', 'full'), says: 'anyone who brings the code; while it is open' },
  roll: { who: isPerson, says: 'anyone signed in, of the lines that they may read' },
  calls: signedIn,
  takeOver: { who: isPerson, when: inState('open', 'full'), says: 'anyone signed in who brings the code; while it is open' },
  cancelSlot: {
    who: keeps,
    when: slot => slot !== null && slotMachine.can(slot.state, 'cancel'),
    says: `${theOrganiser}; until it is over`,
  },
  finishCall: { who: keeps, says: theOrganiser },
  enterNames: { who: keeps, when: inState('open', 'full', 'running'), says: `${theOrganiser}; until it is over` },
  takeAttendance: { who: keeps, when: inState('running', 'finished'), says: `${theOrganiser}; once it has begun, until hours are posted` },
  postHours: { who: keeps, when: inState('finished'), says: `${theOrganiser}; once it is over` },
  enterLater: {
    who: keeps,
    when: inState('hoursPosted', 'disputeWindow', 'locked', 'corrected'),
    says: `${theOrganiser}; once hours are posted`,
  },
})

export interface SignUpFacts extends SlotFacts {
  personId: string
  /** Ids from the town down to the unit that keeps the person; empty where one may not read it. */
  homePath: readonly string[]
  standing: boolean
  offered: boolean
}
const mine = (actor: Actor, { personId }: SignUpFacts) => isMe(actor, personId)
const toCome = ({ standing, state }: SignUpFacts) => standing && (state === 'open' || state === 'full')

export const signUpPolicy = definePolicy<SignUpFacts, 'signUpFor' | 'withdraw' | 'offerSwap' | 'withdrawSwap' | 'confirm'>('volunteering', {
  signUpFor: {
    who: (actor, facts) => organises(actor, facts) || office(actor, { path: facts.homePath }),
    when: inState('open', 'full'),
    says: 'the organiser, or the office that keeps the person; while it is open',
  },
  withdraw: {
    who: (actor, facts) => mine(actor, facts) || organises(actor, facts) || office(actor, { path: facts.homePath }),
    when: toCome,
    says: 'the volunteer, the organiser or the office that keeps the person; before it begins',
  },
  offerSwap: { who: mine, when: facts => toCome(facts) && !facts.offered, says: 'the volunteer; before it begins' },
  withdrawSwap: { who: mine, when: ({ offered }) => offered, says: 'the volunteer; while the offer stands' },
  confirm: {
    who: mine,
    when: (facts, now) => facts.standing && (facts.state === 'running' || facts.state === 'finished') && isOnSite(now, facts),
    says: 'the volunteer; from the beginning until an hour after the end',
  },
})

export interface PersonFacts {
  personId: string
  path: readonly string[]
  banned: boolean
  hasGuardian: boolean
}
export const volunteerPolicy = definePolicy<
  PersonFacts | null,
  'volunteers' | 'mine' | 'register' | 'withdrawConsent' | 'record' | 'ban' | 'revealGuardian'
>('volunteering', {
  volunteers: { who: actor => holdsAny(actor, officeRoles), says: 'an office, of the people that it keeps' },
  mine: signedIn,
  register: {
    who: (actor, person) => person !== null && (isMe(actor, person.personId) || office(actor, person)),
    says: 'the person, or the office that keeps the person',
  },
  withdrawConsent: {
    who: (actor, person) => person !== null && (isPerson(actor) || actor.kind === 'subject') && actor.personId === person.personId,
    says: 'the volunteer, signed in or with a one-time code; of oneself alone',
  },
  record: {
    who: (actor, person) => person !== null && (isMe(actor, person.personId) || office(actor, person)),
    says: 'the person, or the office that keeps the person',
  },
  ban: {
    who: (actor, person) =>
      person !== null && holds(actor, ['townClerk', 'villageSecretary'], person.path) && !isMe(actor, person.personId),
    says: 'the village’s secretary or the town’s office, never for oneself',
  },
  revealGuardian: {
    who: (actor, person) => person !== null && office(actor, person),
    when: person => person!.hasGuardian,
    says: 'the office that keeps the person; where there is a guardian',
  },
})

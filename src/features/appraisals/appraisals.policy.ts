/**
 * Appraisals (述职评议): who may do what, and when.
 *
 * The town's office keeps the rounds, each secretary writes the own report, leaders comment; what was put right is verified by
 * another person than who did it.
 */
import { holds, holdsAny, isPerson, postsOf, type Actor, type Role } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { AppraisalReportState } from './appraisals.contract.ts'
import { reportMachine } from './appraisals.rules.ts'

const office: readonly Role[] = ['townClerk']
const committee: readonly Role[] = ['townClerk', 'townLeader']

const readable = { who: isPerson, says: 'anyone signed in, of what they may read' }

export const roundPolicy = definePolicy<null, 'list' | 'round' | 'open' | 'namePresenter'>('appraisals', {
  list: readable,
  round: readable,
  open: { who: actor => holdsAny(actor, office), says: 'the town’s clerk' },
  namePresenter: { who: actor => holdsAny(actor, office), says: 'the town’s clerk; until the report is presented' },
})

export interface ReportFacts {
  /** Ids from the town down to the village. */
  path: readonly string[]
  presenterId: string
  state: AppraisalReportState
  heldOn: string
}

type Move = keyof typeof reportMachine.transitions

const can = (name: Move) => (report: ReportFacts | null) => report !== null && reportMachine.can(report.state, name)
const clerk = (actor: Actor, report: ReportFacts | null) => report !== null && holds(actor, office, report.path)
const leading = (actor: Actor, report: ReportFacts | null) => report !== null && holds(actor, committee, report.path)
const presenter = (actor: Actor, report: ReportFacts | null) => isPerson(actor) && report?.presenterId === actor.personId

/** Acts today with the post of the secretary on leave (代理). */
export const deputyOf = (actor: Actor, report: ReportFacts | null) =>
  report !== null &&
  postsOf(actor).some(
    ({ role, unitId, deputyFor }) => role === 'villageSecretary' && deputyFor === report.presenterId && report.path.includes(unitId),
  )

export const reportPolicy = definePolicy<
  ReportFacts | null,
  | 'get'
  | 'write'
  | 'present'
  | 'takeBack'
  | 'leaders'
  | 'comment'
  | 'tally'
  | 'decide'
  | 'feedBack'
  | 'candidates'
  | 'addItem'
  | 'close'
  | 'myItems'
>('appraisals', {
  get: readable,
  write: {
    who: (actor, report) => presenter(actor, report) || deputyOf(actor, report),
    when: can('write'),
    says: 'the secretary whose report it is, or who stands in while on leave; until it is presented',
  },
  present: {
    who: clerk,
    when: (report, now) => can('present')(report) && report!.heldOn <= dayOf(now),
    says: 'the town’s clerk; once written, from the day of the meeting on',
  },
  takeBack: { who: clerk, when: can('takeBack'), says: 'the town’s clerk; until the comment' },
  leaders: { who: leading, says: 'the town’s clerk and leaders' },
  comment: {
    who: leading,
    when: can('comment'),
    says: 'a leader of the town, or the clerk in a leader’s name; once presented, one comment',
  },
  tally: { who: clerk, when: can('feedBack'), says: 'the town’s clerk; after the comment, until the letter' },
  decide: { who: clerk, when: can('feedBack'), says: 'the town’s clerk for the committee; after the comment, until the letter' },
  feedBack: { who: clerk, when: can('feedBack'), says: 'the town’s clerk; after the comment' },
  candidates: { who: clerk, says: 'the town’s clerk' },
  addItem: { who: clerk, when: can('addItem'), says: 'the town’s clerk; after the letter, until put away' },
  close: { who: clerk, when: can('close'), says: 'the town’s clerk; after the letter, once every item is verified' },
  myItems: { who: isPerson, says: 'anyone signed in, of their own' },
})

/** May the actor enter what this leader said? A leader only the own words; the office anyone’s. */
export const speaksFor = (actor: Actor, report: ReportFacts, leaderId: string) =>
  clerk(actor, report) || (isPerson(actor) && actor.personId === leaderId)

export interface ItemFacts {
  /** Of the village whose report it is. */
  path: readonly string[]
  ownerId: string
  done: boolean
  verified: boolean
}

const owner = (actor: Actor, { ownerId }: ItemFacts) => isPerson(actor) && actor.personId === ownerId
const second = (actor: Actor, item: ItemFacts) => holds(actor, committee, item.path) && !owner(actor, item)
const waiting = ({ done, verified }: ItemFacts) => done && !verified

export const itemPolicy = definePolicy<ItemFacts, 'finishItem' | 'verifyItem' | 'returnItem'>('appraisals', {
  finishItem: { who: owner, when: item => !item.done, says: 'its owner; until done' },
  verifyItem: { who: second, when: waiting, says: 'the town’s clerk or a leader, never the owner; once done' },
  returnItem: { who: second, when: waiting, says: 'the town’s clerk or a leader, never the owner; once done' },
})

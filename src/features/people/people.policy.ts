/** People and posts (人员与任职): who may do what. */
import { holds, holdsAny, isPerson, postsOf, type Actor, type Role } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import { mayGrant } from './people.rules.ts'

export interface PersonFacts {
  /** Null for a person that is to be entered. */
  personId: string | null
  /** The units with authority over the person's record. */
  path: readonly string[]
}

export interface PostFacts {
  role: Role
  /** The units with authority over the post's unit. */
  path: readonly string[]
  /** Whose term it is; null where it is about the post alone. */
  personId: string | null
  /** The town has a security administrator in office. */
  guarded: boolean
}

const oneself = (actor: Actor, person: PersonFacts | null) => isPerson(actor) && person !== null && actor.personId === person.personId
const office = (actor: Actor, person: PersonFacts | null) =>
  person !== null &&
  (holds(actor, ['townClerk', 'villageSecretary', 'villageClerk'], person.path) || holdsAny(actor, ['systemAdministrator']))
const superior = (actor: Actor, person: PersonFacts | null) =>
  person !== null && (holds(actor, ['townClerk', 'villageSecretary'], person.path) || holdsAny(actor, ['systemAdministrator']))

/** What may be read is decided by row-level security: another's record is not found. */
const anyPerson = { who: isPerson, says: 'anyone signed in, of what they may read' }
const byOffice = { who: office, says: 'the office that keeps the record or one above; the system administrator' }
const byOwnOrSuperior = {
  who: (actor: Actor, person: PersonFacts | null) => oneself(actor, person) || superior(actor, person),
  says: "oneself; the village's secretary or the town's clerk over the unit; the system administrator",
}

export const personPolicy = definePolicy<
  PersonFacts | null,
  'list' | 'get' | 'create' | 'edit' | 'revealPhone' | 'trail' | 'explainScope' | 'listLeaves' | 'takeLeave' | 'endLeave'
>('people', {
  list: anyPerson,
  get: anyPerson,
  create: byOffice,
  edit: byOffice,
  revealPhone: {
    who: (actor, person) =>
      oneself(actor, person) || (person !== null && holds(actor, ['townClerk', 'villageSecretary', 'villageClerk'], person.path)),
    says: 'oneself; the office that keeps the record or one above; never an administrator',
  },
  trail: {
    who: (actor, person) => oneself(actor, person) || office(actor, person),
    says: 'oneself; the office that keeps the record or one above; the system administrator',
  },
  explainScope: anyPerson,
  listLeaves: byOwnOrSuperior,
  takeLeave: byOwnOrSuperior,
  endLeave: byOwnOrSuperior,
})

const mayGive = (actor: Actor, post: PostFacts | null) =>
  post !== null && isPerson(actor) && actor.personId !== post.personId && mayGrant(postsOf(actor), post.role, post.path, post.guarded)
const granted = {
  who: mayGive,
  says: "who may grant the role at the unit, an administrator's the security administrator, while there is none the system administrator; never for oneself",
}
/** The only security administrator may have gone without a word: then the one who reads the log ends the term, and no other one gains by it. */
const ended = {
  who: (actor: Actor, post: PostFacts | null) =>
    mayGive(actor, post) ||
    (post?.role === 'securityAdministrator' &&
      isPerson(actor) &&
      actor.personId !== post.personId &&
      holdsAny(actor, ['auditAdministrator'])),
  says: "who may grant the role at the unit; a security administrator's term also the audit administrator; never for oneself",
}

export const postPolicy = definePolicy<
  PostFacts | null,
  'listPosts' | 'listTerms' | 'openPost' | 'closePost' | 'beginTerm' | 'openWork' | 'endTerm' | 'showTerm'
>('people', {
  listPosts: { who: isPerson, says: 'anyone signed in' },
  listTerms: { who: isPerson, says: 'anyone signed in, of people they may read' },
  openPost: granted,
  closePost: granted,
  beginTerm: granted,
  openWork: ended,
  endTerm: ended,
  showTerm: granted,
})

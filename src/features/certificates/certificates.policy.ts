/** Volunteer certificates (志愿服务证明): who may do what, and when. Whoever organised certifies, nobody for oneself; two revoke. */
import { holds, holdsAny, isPerson, type Actor, type Role } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { VolunteerCertificateState } from './certificates.contract.ts'
import { certificateMachine, isInForce } from './certificates.rules.ts'

const officeRoles: readonly Role[] = ['townClerk', 'villageSecretary', 'villageClerk']

export interface CertificateFacts {
  personId: string
  /** Ids from the town down to the unit that issues it. */
  path: readonly string[]
  /** As the clock says. */
  state: VolunteerCertificateState
  isNoticeOver: boolean
  revokeAskedBy: string | null
}

const isSubject = (actor: Actor) => actor.kind === 'person' || actor.kind === 'subject'
const isMine = (actor: Actor, { personId }: CertificateFacts) =>
  (actor.kind === 'person' || actor.kind === 'subject') && actor.personId === personId
const isBy = (actor: Actor, personId: string | null) => isPerson(actor) && actor.personId === personId
const office = (actor: Actor, { path }: Pick<CertificateFacts, 'path'>) => holds(actor, officeRoles, path)
const officeOfOthers = (actor: Actor, facts: CertificateFacts) => office(actor, facts) && !isMine(actor, facts)
const during = (name: Parameters<typeof certificateMachine.can>[1]) => (facts: CertificateFacts) =>
  certificateMachine.can(facts.state, name)
const ofOthers = 'the office that certifies, never its own officer’s'

export const certificatePolicy = definePolicy<
  CertificateFacts,
  'get' | 'credential' | 'withdraw' | 'refuse' | 'issue' | 'proposeRevocation' | 'decideRevocation'
>('certificates', {
  get: { who: (actor, facts) => isMine(actor, facts) || office(actor, facts), says: 'the volunteer, or the office that certifies' },
  credential: {
    who: (actor, facts) => isMine(actor, facts) || office(actor, facts),
    when: isInForce,
    says: 'the volunteer, or the office that certifies; while it holds',
  },
  withdraw: { who: isMine, when: during('withdraw'), says: 'the volunteer; while it is posted' },
  refuse: { who: officeOfOthers, when: during('refuse'), says: `${ofOthers}; while it is posted` },
  issue: {
    who: officeOfOthers,
    when: facts => during('issue')(facts) && facts.isNoticeOver,
    says: `${ofOthers}; after seven days of notice`,
  },
  proposeRevocation: { who: officeOfOthers, when: during('proposeRevocation'), says: `${ofOthers}; while it holds` },
  decideRevocation: {
    who: (actor, facts) => officeOfOthers(actor, facts) && !isBy(actor, facts.revokeAskedBy),
    when: during('revoke'),
    says: `${ofOthers}, and another person than who proposed it; while a revocation waits`,
  },
})

export const certificateDoorPolicy = definePolicy<
  { path: readonly string[] } | null,
  'mine' | 'ask' | 'askFor' | 'list' | 'export' | 'check' | 'posted' | 'renewKey'
>('certificates', {
  mine: { who: isSubject, says: 'the person, signed in or with a one-time code; of oneself alone' },
  ask: { who: isSubject, says: 'the person, signed in or with a one-time code; for oneself alone' },
  askFor: { who: (actor, unit) => unit !== null && office(actor, unit), says: 'the office that certifies, at the counter' },
  list: { who: actor => holdsAny(actor, officeRoles), says: 'an office, of the units that it certifies for' },
  export: { who: (actor, unit) => unit !== null && office(actor, unit), says: 'the office that certifies, of what its units organised' },
  check: { who: () => true, says: 'anyone' },
  posted: { who: () => true, says: 'anyone' },
  renewKey: { who: actor => holdsAny(actor, ['securityAdministrator']), says: 'the security administrator' },
})

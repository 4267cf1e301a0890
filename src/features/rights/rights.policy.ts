/** Rights over one's own data (个人信息权利): who may do what. Nobody works on a request of one's own. */
import { holds, holdsAny, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { RightsRequestState } from './rights.contract.ts'
import { rightsMachine } from './rights.rules.ts'

export interface RightsFacts {
  personId: string
  state: RightsRequestState
}

const subject = (actor: Actor) => actor.kind === 'person' || actor.kind === 'subject'
const desk = (actor: Actor) => holdsAny(actor, ['privacyOfficer', 'townClerk'])
const during = (name: Parameters<typeof rightsMachine.can>[1]) => ({
  who: (actor: Actor, request: RightsFacts | null) =>
    request !== null && desk(actor) && isPerson(actor) && actor.personId !== request.personId,
  when: (request: RightsFacts | null) => request !== null && rightsMachine.can(request.state, name),
  says: 'the privacy officer or the town office, never of one’s own request',
})
const own = { who: subject, says: 'the person, signed in or with a one-time code; of oneself alone' }

export const rightsPolicy = definePolicy<
  RightsFacts | null,
  'mine' | 'download' | 'ask' | 'hideName' | 'openCode' | 'list' | 'checkIdentity' | 'locate' | 'answer' | 'refuse' | 'close'
>('rights', {
  mine: own,
  download: own,
  ask: own,
  hideName: own,
  openCode: { who: () => true, says: 'anyone who has the code' },
  list: { who: desk, says: 'the privacy officer or the town office' },
  checkIdentity: during('checkIdentity'),
  locate: during('locate'),
  answer: during('answer'),
  refuse: during('refuse'),
  close: during('close'),
})

export const counterPolicy = definePolicy<{ personId: string; path: readonly string[] }, 'issueCode'>('rights', {
  issueCode: {
    who: (actor, { personId, path }) =>
      isPerson(actor) &&
      actor.personId !== personId &&
      (holds(actor, ['townClerk', 'villageSecretary', 'villageClerk'], path) || holdsAny(actor, ['privacyOfficer'])),
    says: 'the office that keeps the record or one above, or the privacy officer; never for oneself',
  },
})

/** Signatures (签名核对): who may do what, and when. Offices keep what a meeting signs; who brings a sheet does not judge it; everyone approves alone. */
import { isCivil, partyKeeperRoles, type MeetingKind } from '#features/meetings/meetings.contract.ts'
import { holds, isPerson, type Actor, type Role } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { SignatureSheetState } from './signatures.contract.ts'

/** Of Party meetings, and of boards and assemblies, where the cooperative's director keeps them too. */
const keeperRolesOf = (kind: MeetingKind): readonly Role[] =>
  isCivil(kind) ? [...partyKeeperRoles, 'cooperativeDirector'] : partyKeeperRoles
/** Those who hold two sheets side by side: keepers, and the village's supervisors. */
const comparerRolesOf = (kind: MeetingKind): readonly Role[] => [...keeperRolesOf(kind), 'supervisor']

export interface SigningFacts {
  /** Ids from the town down to the unit that the meeting's body stands for. */
  path: readonly string[]
  kind: MeetingKind
  /** Is there a text to sign? */
  hasText: boolean
  cancelled: boolean
  /** Somebody signed the text as it stands, all that was voted on stands in it, and the vote is over. */
  settled: boolean
}

export type SigningPlace = Pick<SigningFacts, 'path' | 'kind'>
const keeper = (actor: Actor, { path, kind }: SigningPlace) => holds(actor, keeperRolesOf(kind), path)
const comparer = (actor: Actor, { path, kind }: SigningPlace) => holds(actor, comparerRolesOf(kind), path)

export const signingPolicy = definePolicy<SigningFacts, 'get' | 'setText' | 'bring'>('signatures', {
  get: { who: comparer, says: 'who keeps or supervises the meetings of the place' },
  setText: {
    who: keeper,
    when: ({ cancelled, settled }) => !cancelled && !settled,
    says: 'who keeps the meetings of the place; unless called off, and until it was signed and the vote is over',
  },
  bring: {
    who: keeper,
    when: ({ hasText, cancelled }) => hasText && !cancelled,
    says: 'who keeps the meetings of the place; once there is a text to sign',
  },
})

export interface SheetFacts {
  path: readonly string[]
  kind: MeetingKind
  state: SignatureSheetState
  broughtBy: string
  /** Has the actor said already what he saw? */
  compared: boolean
  /** Meetings for which it is being held beside another sheet, as far as the actor reads of them. */
  heldBeside: readonly SigningPlace[]
}

export const sheetPolicy = definePolicy<SheetFacts, 'picture' | 'compare'>('signatures', {
  picture: {
    who: (actor, sheet) => comparer(actor, sheet) || sheet.heldBeside.some(place => comparer(actor, place)),
    says: 'who keeps or supervises the meetings of the place, and those who compare it, until that is decided',
  },
  compare: {
    who: (actor, sheet) => isPerson(actor) && comparer(actor, sheet) && actor.personId !== sheet.broughtBy,
    when: ({ state, compared }) => state === 'underComparison' && !compared,
    says: 'who keeps or supervises the meetings of the place, never who brought it; once each, until decided',
  },
})

export interface OwnFacts {
  /** Does the actor take part in the meeting? */
  signs: boolean
}

const self = (actor: Actor) => isPerson(actor) || actor.kind === 'subject'

export const approvalPolicy = definePolicy<OwnFacts | null, 'mine' | 'approve'>('signatures', {
  mine: { who: self, says: 'everyone for themselves, signed in or with a one-time code' },
  approve: {
    who: (actor, own) => self(actor) && own !== null && own.signs,
    says: 'whoever takes part in the meeting, for themselves, signed in or with a one-time code',
  },
})

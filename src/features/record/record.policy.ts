/** Public record (公开存证): who may do what. To read and to check is everyone's. */
import { holdsAny, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

export interface RecordFacts {
  /** Who proposed to begin a new volume; null: nobody. */
  proposedBy: string | null
  /** There is a signed tree that could be closed. */
  isSigned: boolean
  /** The newest key has signed nothing yet. */
  keyWaits: boolean
}

/** Facts for what does not depend on them. */
export const nobodys: RecordFacts = { proposedBy: null, isSigned: false, keyWaits: false }

export const factsOf = (proposal: { proposedBy: string } | undefined, latest: object | undefined, keyWaits = false): RecordFacts => ({
  proposedBy: proposal?.proposedBy ?? null,
  isSigned: latest !== undefined,
  keyWaits,
})

const townOffice = (actor: Actor) => holdsAny(actor, ['townClerk'])
const administrator = (actor: Actor) => holdsAny(actor, ['systemAdministrator'])

export const recordPolicy = definePolicy<
  RecordFacts,
  'get' | 'list' | 'cosign' | 'addWitness' | 'endWitness' | 'require' | 'rotateKey' | 'proposeVolume' | 'beginVolume' | 'dropVolume'
>('record', {
  get: { who: () => true, says: 'anyone' },
  list: { who: () => true, says: 'anyone' },
  cosign: { who: () => true, says: 'anyone who brings the signature of a named witness' },
  addWitness: { who: townOffice, says: "the town's clerk" },
  endWitness: { who: townOffice, says: "the town's clerk" },
  require: { who: townOffice, says: "the town's clerk" },
  rotateKey: {
    who: administrator,
    // Two more keys at once, and whoever knows the one before could check nothing any more.
    when: ({ keyWaits }) => !keyWaits,
    says: 'the system administrator; once the newest key has signed',
  },
  proposeVolume: {
    who: administrator,
    when: ({ proposedBy, isSigned }) => proposedBy === null && isSigned,
    says: 'the system administrator; while nothing is proposed, and once a tree is signed',
  },
  beginVolume: {
    who: (actor, { proposedBy }) => administrator(actor) && isPerson(actor) && actor.personId !== proposedBy,
    when: ({ proposedBy, isSigned }) => proposedBy !== null && isSigned,
    says: 'a system administrator other than who proposed it',
  },
  dropVolume: { who: administrator, when: ({ proposedBy }) => proposedBy !== null, says: 'the system administrator; once it is proposed' },
})

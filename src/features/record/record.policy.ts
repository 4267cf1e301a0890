/** Public record (公开存证): who may do what. To read and to check is everyone's. */
import { holdsAny, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

const townOffice = (actor: Actor) => holdsAny(actor, ['townClerk'])

export const recordPolicy = definePolicy<null, 'get' | 'list' | 'cosign' | 'addWitness' | 'endWitness' | 'require' | 'rotateKey'>(
  'record',
  {
    get: { who: () => true, says: 'anyone' },
    list: { who: () => true, says: 'anyone' },
    cosign: { who: () => true, says: 'anyone who brings the signature of a named witness' },
    addWitness: { who: townOffice, says: "the town's clerk" },
    endWitness: { who: townOffice, says: "the town's clerk" },
    require: { who: townOffice, says: "the town's clerk" },
    rotateKey: { who: actor => holdsAny(actor, ['systemAdministrator']), says: 'the system administrator' },
  },
)

/** Contacts of households (联系户): the two-way choice, limits and exemptions; pure functions. */
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { ConsentBasis, ContactWish, HouseholdVerb, EndReason } from './households.contract.ts'

/** Nothing begins before both have agreed; either may decline or end without a reason. */
export const contactMachine = defineStateMachine({
  initial: 'proposed',
  states: ['proposed', 'active', 'declined', 'ended'],
  transitions: {
    begin: { from: ['proposed'], to: 'active' },
    decline: { from: ['proposed'], to: 'declined' },
    end: { from: ['proposed', 'active'], to: 'ended' },
    // A verb that ended it was taken back.
    resume: { from: ['ended'], to: 'active' },
    propose: { from: ['ended'], to: 'proposed' },
  },
})

/** What holds while the town has set nothing. */
export const defaultLimits = { least: 5, most: 20, source: '浙江宁海：每名党员联系5至20户，双向选择' } as const

export const limitsFault = ({ least, most }: { least: number; most: number }): string | null => (least > most ? '上限不能小于下限' : null)

/** May a member who has that many households begin with one more? */
export const hasRoom = (households: number, { most }: { most: number }) => households < most

/** What is wrong with a wish that somebody else enters; null when nothing is. Who is not here is entered with a basis. */
export function wishFault(wishOf: ContactWish, basis: ConsentBasis | null, isMember: boolean): string | null {
  if (wishOf === 'village') return basis === null ? null : '村里提的不用写依据'
  if (wishOf === 'member' && isMember) return null
  return basis === null ? '替别人登记，要写他是怎么答应的' : null
}

/** Why a contact that a change had ended does not go on although the change is taken back; null when it does. */
export const resumeFault = (facts: { reachesNobody: boolean; withdrew: boolean; isExempt: boolean; hasRoom: boolean }): EndReason | null =>
  facts.withdrew || facts.reachesNobody ? 'consentWithdrawn' : facts.isExempt ? 'memberExempt' : facts.hasRoom ? null : 'memberFull'

/** Why a verb ends the contact of a household. */
export const endedBy: Partial<Record<HouseholdVerb, EndReason>> = {
  moveOut: 'movedOut',
  merge: 'merged',
  enterInError: 'enteredInError',
}

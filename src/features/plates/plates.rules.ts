/**
 * Plates of Party-member households (党员户挂牌): the rules, as pure functions.
 *
 * Consent is everyone's: one "no" is enough, at any time, without a reason. Source: domain §15; 个人信息保护法 art. 15, 25, 28.
 */
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { PlateState } from './plates.contract.ts'

export const plateMachine = defineStateMachine({
  initial: 'offered',
  states: ['offered', 'consented', 'issued', 'mounted', 'withdrawn', 'replaced', 'removed'],
  transitions: {
    complete: { from: ['offered'], to: 'consented' },
    issue: { from: ['consented'], to: 'issued' },
    mount: { from: ['issued'], to: 'mounted' },
    // Before there is a plate nothing has to be taken down.
    decline: { from: ['offered', 'consented'], to: 'removed' },
    withdraw: { from: ['issued', 'mounted'], to: 'withdrawn' },
    replace: { from: ['issued', 'mounted'], to: 'replaced' },
    remove: { from: ['offered', 'consented', 'issued', 'mounted', 'withdrawn'], to: 'removed' },
  },
})

/** What taking the consent back does in a state; null: there is nothing to take back. */
export const withdrawal = (state: PlateState): 'decline' | 'withdraw' | null =>
  (['decline', 'withdraw'] as const).find(name => plateMachine.can(state, name)) ?? null

export interface Consents {
  householdAgreedOn: string | null
  members: readonly { agreedOn: string | null }[]
}

/** Did the household and every member named say yes? A plate that names nobody is no plate. */
export const isComplete = ({ householdAgreedOn, members }: Consents): boolean =>
  householdAgreedOn !== null && members.length > 0 && members.every(({ agreedOn }) => agreedOn !== null)

/** Numbers run by village: 爱国-0001, 爱国-0002. */
export const stemOf = (shortName: string) => `${shortName}-`
export const nextNumber = (stem: string, last: string | null): string =>
  `${stem}${String(last === null ? 1 : Number(last.slice(stem.length)) + 1).padStart(4, '0')}`

/** What is wrong with the day on which a plate was fixed; null when nothing is. */
export const mountFault = (on: string, issuedOn: string, today: string): string | null =>
  on > today ? '挂牌日期不能在以后' : on < issuedOn ? `不能早于制牌那天：${issuedOn}` : null

/** Rights over one's own data (个人信息权利): workflow, clock and codes, as a table and pure functions. Source: domain §32.5. */
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { RightsRequestState } from './rights.contract.ts'

export const rightsMachine = defineStateMachine({
  initial: 'received',
  states: ['received', 'identityChecked', 'located', 'answered', 'refused', 'closed'],
  transitions: {
    checkIdentity: { from: ['received'], to: 'identityChecked' },
    locate: { from: ['identityChecked'], to: 'located' },
    answer: { from: ['located'], to: 'answered' },
    refuse: { from: ['received', 'identityChecked', 'located'], to: 'refused' },
    close: { from: ['answered', 'refused'], to: 'closed' },
  },
})

/** Working days until an answer. */
export const answerWithin = 15
/** Years that a closed request is kept. */
export const yearsKept = 3
/** A one-time code lasts as long. */
export const codeHours = 24

export const isAnswered = (state: RightsRequestState) => state === 'answered' || state === 'refused' || state === 'closed'

/** Days before the due day from which the lamp is yellow: three working days are at least as many. */
const soonDays = 3
export function lampOf(state: RightsRequestState, dueOn: string, today: string): 'ok' | 'soon' | 'late' | 'done' {
  if (isAnswered(state)) return 'done'
  if (dueOn < today) return 'late'
  return (Date.parse(dueOn) - Date.parse(today)) / 86_400_000 <= soonDays ? 'soon' : 'ok'
}

/** No 0, 1, I, L, O or U: nothing that is mistaken when read aloud. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 20

/** A code of 20 characters of 30 (98 bits) in groups of five. Bytes above 239 are skipped to keep it even. */
export function codeFrom(random: Iterable<number>): string {
  let code = ''
  for (const byte of random) {
    if (byte < 240) code += alphabet[byte % alphabet.length]
    if (code.length === length) return code.replaceAll(/.{5}(?=.)/g, '$&-')
  }
  throw new Error('not enough random bytes for a code')
}

/** What a person typed, as it was printed. */
export const plainCode = (typed: string) =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')

/**
 * What lies sealed of a training (培训名册加密): why someone was not there or does not count.
 *
 * Source: domain §32.2, P2; decision 0020.
 */
export const places = { reason: 'training_roll.reason', excludedNote: 'training_roll.excluded_note' } as const

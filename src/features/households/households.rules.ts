/** Households (户): what each verb may say, and what can still be taken back; pure functions. */
import { writtenNumber } from '#platform/shared/written-number.ts'
import { addDays, dayOf, daysBetween } from '#platform/shared/calendar.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { HouseholdVerb } from './households.contract.ts'

/** A household that left comes back only by taking the change back: whoever returns moves in anew. */
export const householdMachine = defineStateMachine({
  initial: 'occupied',
  states: ['occupied', 'movedOut', 'merged', 'enteredInError'],
  transitions: {
    moveOut: { from: ['occupied'], to: 'movedOut' },
    merge: { from: ['occupied'], to: 'merged' },
    enterInError: { from: ['occupied'], to: 'enteredInError' },
    undo: { from: ['movedOut', 'merged', 'enteredInError'], to: 'occupied' },
  },
})

/** Days within which a change can be taken back, counted from the day it was entered. Source: issue of the grid; anchors 5.1. */
export const undoDays = 30

/** The last day on which a change of that moment can be taken back. */
export const undoUntil = (recordedAt: Date): string => addDays(dayOf(recordedAt), undoDays)

export const isTooLate = (recordedAt: Date, today: string): boolean => daysBetween(dayOf(recordedAt), today) > undoDays

export interface Change {
  id: string
  recordedAt: Date
  undoneAt: Date | null
}

/** Was another change built on this one? Ids sort by the moment at which they were made. */
export const isBuiltOn = (change: Pick<Change, 'id'>, others: readonly Change[]): boolean =>
  others.some(other => other.undoneAt === null && other.id > change.id)

/** The last day on which it can be taken back; null when it cannot any more. */
export const canUndoUntil = (change: Change, others: readonly Change[], today: string): string | null =>
  change.undoneAt !== null || isTooLate(change.recordedAt, today) || isBuiltOn(change, others) ? null : undoUntil(change.recordedAt)

/** What is wrong with the day of moving in; null when nothing is. A move ahead of time is entered when it comes. */
export const moveInFault = (effectiveOn: string, today: string): string | null =>
  effectiveOn > today ? '日期不能晚于今天。到那天再登记' : null

/**
 * What is wrong with the day of a verb on a household that lives there; null when nothing is. `since` is the day on which its
 * present head and place began to hold. A day that is already told otherwise cannot be told again.
 */
export function dayFault(verb: HouseholdVerb, effectiveOn: string, since: string, today: string): string | null {
  if (effectiveOn > today) return '日期不能晚于今天。到那天再登记'
  if (effectiveOn > since) return null
  return verb === 'moveOut' ? `迁出日期要晚于迁入或上次变动（${since}）` : `日期要晚于迁入或上次变动（${since}）`
}

/** The number after the last one of a stem: "440605122220-01-01-" and "…-0007" give "…-0008". */
export const nextCode = (stem: string, last: string | null): string =>
  `${stem}${String((last === null ? 0 : Number(last.slice(stem.length))) + 1).padStart(4, '0')}`

/**
 * A number as it is kept and looked for: "爱国-0417". How people type it does not matter: full width, spaces, long dashes, small letters.
 * The database holds the same, by household_number().
 */
export const householdNumber = writtenNumber

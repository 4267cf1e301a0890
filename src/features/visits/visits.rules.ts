/**
 * Visits (入户走访): the machine, who is due and why, and what a visitor may write; pure functions.
 *
 * Ordinary households twice a year; monthly only where the household itself wants it. Whoever declined is left alone for half a year,
 * unless it asks. Source: domain §8.
 */
import { addDays, daysBetween, monthsAfter } from '#platform/shared/calendar.ts'
import { holdsPersonalNumbers } from '#platform/shared/masking.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { VisitOutcome, VisitRecord, VisitRule } from './visits.contract.ts'

/** Not wanting to talk is an end as good as any other. Source: domain §8. */
export const visitMachine = defineStateMachine({
  initial: 'planned',
  states: ['planned', 'attempted', 'declined', 'done', 'itemsRaised', 'allFollowed', 'closed'],
  transitions: {
    attempt: { from: ['planned', 'attempted'], to: 'attempted' },
    decline: { from: ['planned', 'attempted'], to: 'declined' },
    meet: { from: ['planned', 'attempted'], to: 'done' },
    raise: { from: ['done', 'itemsRaised', 'allFollowed'], to: 'itemsRaised' },
    follow: { from: ['itemsRaised'], to: 'allFollowed' },
    close: { from: ['done', 'allFollowed'], to: 'closed' },
  },
})

export const transitionOf = { met: 'meet', nobodyHome: 'attempt', declined: 'decline' } as const satisfies Record<VisitOutcome, string>

/** Months between two visits to an ordinary household, and of peace after it declined. Source: domain §8 (2 a year; no repeat within 6 months). */
export const ordinaryMonths = 6
/** After nobody was home, another try is due so many days later. */
export const againAfterDays = 7
/** A household is a newcomer for so long. */
export const newcomerDays = 90
/** A visit with nothing left to do is closed so many days after it; until then the visitor may correct it. */
export const correctableDays = 7
/**
 * Months after a visit at which it is closed although nobody said that it was followed up: what was promised and not done in a year is not
 * waited for, or its note would be kept for ever.
 */
export const followUpMonths = 12
/** Months after closing at which the note is forgotten. Source: domain §8 (retention). */
export const noteMonths = 12
/** Days after which a command need not be known any more: a finished visit waits two weeks for a line, and no longer. */
export const commandDays = 30
/** Days back to which a visit can be entered: a sheet of paper is typed in within the month. */
export const latestEntryDays = 31
/** Open visits that rules put on one grid's list: a list that one person can walk, not a backlog. */
export const mostOnList = 5

export interface DueFacts {
  occupiedFrom: string
  contactPreference: 'atHome' | 'byPhone' | 'none'
  monthlySince: string | null
  askedOn: string | null
  notBefore: string | null
  lastMetOn: string | null
}

export interface Due {
  rule: Exclude<VisitRule, 'again' | 'unplanned'>
  dueOn: string
}

/** Why a household is due today, and since when; null when it is not. The household's own wish comes before every rule. */
export function dueOf(home: DueFacts, today: string): Due | null {
  if (home.askedOn !== null) return { rule: 'asked', dueOn: home.askedOn }
  if (home.contactPreference === 'none' || (home.notBefore !== null && home.notBefore > today)) return null
  const due = byRhythm(home, today)
  return due.dueOn <= today ? due : null
}

function byRhythm({ monthlySince, lastMetOn, occupiedFrom }: DueFacts, today: string): Due {
  if (monthlySince !== null) return { rule: 'monthly', dueOn: lastMetOn === null ? monthlySince : monthsAfter(lastMetOn, 1) }
  if (lastMetOn !== null) return { rule: 'halfYear', dueOn: monthsAfter(lastMetOn, ordinaryMonths) }
  return { rule: daysBetween(occupiedFrom, today) <= newcomerDays ? 'newcomer' : 'halfYear', dueOn: occupiedFrom }
}

/** Who goes on a grid's list: all that wish it themselves, and of the others as many as there is room for, longest due first. */
export function chosen<D extends Due & { code: string }>(due: readonly D[], open: number): D[] {
  const wished = due.filter(({ rule }) => rule === 'asked' || rule === 'monthly')
  const ruled = due.filter(({ rule }) => rule === 'newcomer' || rule === 'halfYear')
  const first = (a: D, b: D) => (a.dueOn === b.dueOn ? (a.code < b.code ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1)
  return [...wished, ...ruled.sort(first).slice(0, Math.max(0, mostOnList - open))]
}

/**
 * What a visit of that day changes in the household's rhythm: declining gives half a year of peace, and a wish that was said before it
 * is fulfilled. Nobody at home changes nothing.
 */
export function rhythmAfter(
  { askedOn, notBefore }: Pick<DueFacts, 'askedOn' | 'notBefore'>,
  outcome: VisitOutcome,
  visitedOn: string,
): Pick<DueFacts, 'askedOn' | 'notBefore'> {
  // typed in late: what the household said since then holds
  if (outcome === 'nobodyHome' || (askedOn !== null && askedOn > visitedOn)) return { askedOn, notBefore }
  return { askedOn: null, notBefore: outcome === 'declined' ? monthsAfter(visitedOn, ordinaryMonths) : null }
}

/** Is nothing newer known than what came of a visit of that day? What was typed in late changes nothing that happened since. */
export const isLatest = (visitedOn: string, knownOn: string | null): boolean => knownOn === null || visitedOn >= knownOn

/** What taking back a record that was entered in error gives back: the wish that was planned, and no peace that nobody asked for. */
export const rhythmBefore = (
  { askedOn, notBefore }: Pick<DueFacts, 'askedOn' | 'notBefore'>,
  visit: { outcome: VisitOutcome | null; rule: VisitRule; plannedFor: string | null },
): Pick<DueFacts, 'askedOn' | 'notBefore'> => ({
  askedOn: visit.rule === 'asked' ? (askedOn ?? visit.plannedFor) : askedOn,
  notBefore: visit.outcome === 'declined' ? null : notBefore,
})

/** When a household that deleted its record would have been due again: it is not visited sooner for having deleted it. */
export const dueAfter = (visitedOn: string, monthlySince: string | null): string =>
  monthsAfter(visitedOn, monthlySince === null ? ordinaryMonths : 1)

export const triedAgainOn = (visitedOn: string): string => addDays(visitedOn, againAfterDays)

/** What is wrong with a record, by field; empty when nothing is. */
export function recordFaults(
  { visitedOn, outcome, topics, note, needsFollowUp, mayContact }: Omit<VisitRecord, 'householdId' | 'way'>,
  today: string,
): { pointer: string; detail: string }[] {
  const isSilent = topics.length === 0 && note === null && !needsFollowUp && !mayContact
  return [
    ...(visitedOn > today ? [{ pointer: '#/visitedOn', detail: '日期不能晚于今天' }] : []),
    ...(daysBetween(visitedOn, today) > latestEntryDays ? [{ pointer: '#/visitedOn', detail: '最多补记31天以内的走访' }] : []),
    ...(outcome !== 'met' && !isSilent ? [{ pointer: '#/outcome', detail: '没有谈成的，不用写内容，也不问原因' }] : []),
    ...noteFaults(note),
  ]
}

/** A note holds no telephone, identity card or bank card. */
export const noteFaults = (note: string | null): { pointer: string; detail: string }[] =>
  note !== null && holdsPersonalNumbers(note) ? [{ pointer: '#/note', detail: '不要写电话、证件号和卡号' }] : []

/** Did the household live there on the day? */
export const livedThere = (home: { occupiedFrom: string; occupiedTo: string | null; isThere: boolean }, day: string): boolean =>
  home.occupiedFrom <= day && (home.isThere || (home.occupiedTo !== null && day < home.occupiedTo))

/** Is nothing left to do, and has the time to correct passed? Or has what was promised waited too long? */
export const isSettled = (visit: { state: string; needsFollowUp: boolean; visitedOn: string }, today: string): boolean =>
  visit.needsFollowUp
    ? visitMachine.transitions.close.from.some(state => state === visit.state) && monthsAfter(visit.visitedOn, followUpMonths) <= today
    : visit.state === 'allFollowed' || (visit.state === 'done' && daysBetween(visit.visitedOn, today) >= correctableDays)

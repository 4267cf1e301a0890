/**
 * Appraisals (述职评议): the workflow, the figures of a report, and what entries must be, as tables and pure functions.
 *
 * Source: domain §19 (before, during, after; 一述一评; grades by group; rectification ledger).
 */
import { addDays } from '#platform/shared/calendar.ts'
import type { FieldError } from '#platform/shared/problem.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { EarlierProblem, Tally } from './appraisals.contract.ts'

export const reportMachine = defineStateMachine({
  initial: 'scheduled',
  states: ['scheduled', 'drafted', 'presented', 'commented', 'fedBack', 'rectifying', 'verified'],
  transitions: {
    write: { from: ['scheduled', 'drafted'], to: 'drafted' },
    present: { from: ['drafted'], to: 'presented' },
    takeBack: { from: ['presented'], to: 'drafted' },
    comment: { from: ['presented'], to: 'commented' },
    feedBack: { from: ['commented'], to: 'fedBack' },
    addItem: { from: ['fedBack', 'rectifying'], to: 'rectifying' },
    close: { from: ['fedBack', 'rectifying'], to: 'verified' },
  },
})

/** What a report opens with, in this order; of each the village's number for the year. What the town does not keep is left out. */
export const reportFigures: readonly string[] = [
  'bodies.partyOrganisations',
  'meetings.generalMeetings',
  'meetings.committeeMeetings',
  'meetings.lectures',
  'meetings.themeDays',
  'meetings.packActivities',
  'meetings.firstTopics',
  'trainings.sessions',
  'requests.received',
  'requests.solved',
]

/** The days that the figures of a year's report are about, and the day of the tree: the last of them, or today if that is earlier. */
export function periodOf(year: number, today: string) {
  const to = `${year}-12-31`
  return { from: `${year}-01-01`, to, asOf: to < today ? to : today }
}

/** What is wrong with the day of a meeting about a year; null when nothing is. */
export function meetingDayFault(year: number, heldOn: string): string | null {
  const heldIn = Number(heldOn.slice(0, 4))
  return heldIn === year || heldIn === year + 1 ? null : '述职会要在那一年或下一年开'
}

/** What is wrong with the tallies; empty when nothing is. Those who gave a grade are no more than may vote. */
export function tallyFaults(tallies: readonly Tally[]): FieldError[] {
  return tallies.flatMap(({ voters, eligible, good, fairlyGood, average, poor }, index) => {
    if (tallies.findIndex(each => each.voters === voters) < index)
      return [{ pointer: `#/tallies/${index}/voters`, detail: '这一组已经写过' }]
    const given = good + fairlyGood + average + poor
    return given > eligible ? [{ pointer: `#/tallies/${index}/eligible`, detail: `这一组只有${eligible}人，却有${given}票` }] : []
  })
}

/** What is wrong with a day that tells what happened; null when nothing is. */
export function pastDayFault(day: string, { notBefore, today }: { notBefore: string; today: string }): string | null {
  if (day > today) return '日期不能在今天以后'
  return day < notBefore ? '日期不能早于述职那天' : null
}

/** What is wrong with the day by which a problem is to be put right; null when nothing is. Today is the earliest, two years the latest. */
export function dueFault(dueOn: string, today: string): string | null {
  if (dueOn < today) return '期限最早是今天'
  return dueOn > addDays(today, 731) ? '期限最晚是两年内' : null
}

interface ItemFacts {
  problem: string
  doneOn: string | null
  verifiedOn: string | null
}

/** The problems of a report and what became of each: those that were given to someone, then those that were only named. */
export function problemsOf(
  report: { id: string; year: number; ownProblems: readonly string[] },
  items: readonly ItemFacts[],
): EarlierProblem[] {
  const of = { reportId: report.id, year: report.year }
  const given = items.map(({ problem, doneOn, verifiedOn }) => ({
    ...of,
    problem,
    state: verifiedOn !== null ? ('verified' as const) : doneOn !== null ? ('done' as const) : ('open' as const),
  }))
  const listed = new Set(items.map(({ problem }) => problem))
  return [...given, ...report.ownProblems.flatMap(problem => (listed.has(problem) ? [] : [{ ...of, problem, state: 'unlisted' as const }]))]
}

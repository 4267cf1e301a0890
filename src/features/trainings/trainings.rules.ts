/**
 * Trainings (培训): the workflow and the hours, as a table and pure functions.
 *
 * Source: domain §9.1 (32 hours a year for a member; 56 and one concentrated course for secretaries; a full day is 8, half a day 4,
 * an hour 1), §9.4 (hours by the organiser's roll), §33.15 (two at once: the second is flagged, not dropped).
 */
import type { FieldError } from '#platform/shared/problem.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { SessionFields } from './trainings.contract.ts'

export const sessionMachine = defineStateMachine({
  initial: 'planned',
  states: ['planned', 'held', 'credited', 'cancelled'],
  transitions: {
    hold: { from: ['planned'], to: 'held' },
    credit: { from: ['held'], to: 'credited' },
    reopen: { from: ['credited'], to: 'held' },
    cancel: { from: ['planned'], to: 'cancelled' },
  },
})

/** Hours a year. */
export const yearlyHours = { member: 32, secretary: 56 } as const

/** The least that a whole or half day of teaching takes by the clock, breaks included. The town's own, to be adopted. */
const leastHours = { fullDay: 6, halfDay: 3, byHour: 1 } as const
const mostByHour = 8

type Times = Pick<SessionFields, 'startsAt' | 'endsAt' | 'length'>
const span = ({ startsAt, endsAt }: Pick<Times, 'startsAt' | 'endsAt'>) => (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000

/** Hours that a session earns; whole hours, what is over is not rounded up. */
export function hoursOf(times: Times): number {
  if (times.length === 'fullDay') return 8
  if (times.length === 'halfDay') return 4
  return Math.min(mostByHour, Math.floor(span(times)))
}

/** What is wrong with a session's times; empty when nothing is. */
export function timeFaults(times: Times): FieldError[] {
  const hours = span(times)
  if (hours <= 0) return [{ pointer: '#/endsAt', detail: '结束时间要晚于开始时间' }]
  if (hours > 24) return [{ pointer: '#/endsAt', detail: '超过一天的，请分成几场登记' }]
  if (hours < leastHours[times.length])
    return [{ pointer: '#/length', detail: `时间不够${leastHours[times.length]}小时，记不了这么多学时` }]
  return []
}

interface Marked {
  id: string
  personId: string | null
  attendance: string
  excluded: string | null
}

/** What crediting writes: hours for those present and known; none, with the other session, for who is credited there already. */
export const creditsOf = (
  entries: readonly Marked[],
  hours: number,
  clashes: ReadonlyMap<string, { sessionId: string; credited: boolean }>,
): { id: string; hours: number; clashId: string | null }[] =>
  entries
    .filter(({ personId, attendance, excluded }) => personId !== null && attendance === 'present' && excluded === null)
    .map(({ id }) => {
      const clash = clashes.get(id)
      return clash?.credited ? { id, hours: 0, clashId: clash.sessionId } : { id, hours, clashId: null }
    })

/** Did the person reach what the year asks? */
export const hasReached = (isSecretary: boolean, hours: number, concentrated: boolean) =>
  isSecretary ? hours >= yearlyHours.secretary && concentrated : hours >= yearlyHours.member

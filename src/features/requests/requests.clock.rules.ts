/**
 * The two clocks of a request (两个时钟): pure functions of its event log.
 *
 * The resident's clock runs from the resident's first word and never stops until the case ends. The unit's clock
 * allows so many working days; it stands still only while the case is paused, and while the resident is
 * considering a proposal. The same events and the same day give the same clock, so it can always be recomputed.
 * A working day counts if the clock was running when it ended (for today: if it is running now).
 * Source: anchors 5.3 (clocks), conventions 6.2 (lamps), 民法典 art. 201.
 */
import { addWorkingDays, dayAfter, dayOf, daysBetween, isWorkingDay, type Calendar } from '#platform/shared/calendar.ts'
import type { Lamp, PauseReason } from './requests.contract.ts'
import { levelLimit, levelStates, limits, requestMachine } from './requests.rules.ts'

/** One event of the log, as far as the clocks need it. */
export interface ClockEvent {
  name: string
  at: Date
  actorPersonId: string | null
  details: {
    workingDays?: number
    reason?: string
    /** The state it led to, of a step that moved the case. */
    to?: string
    /** The level it went to, of a step that named one. */
    unitId?: string | undefined
    toUnitId?: string
  }
}

export interface Stop {
  from: string
  to: string | null
  kind: 'pause' | 'waiting'
  reason: PauseReason | null
  authorId: string | null
}

export interface UnitClock {
  state: 'running' | 'paused' | 'waiting' | 'ended'
  /** Working days allowed, used up to today, and left; negative when late. */
  limit: number
  used: number
  remaining: number
  /** The day whose end is the limit; null while the clock stands still or has ended. */
  dueOn: string | null
  /** From this day on the lamp is yellow; null with dueOn. */
  soonOn: string | null
  estimated: boolean
  startedOn: string
  stops: Stop[]
}

/** What each event does to the unit's clock. Passing a case on, up or back does nothing to it. */
const rounds = new Set(['requests.submit', 'requests.enter', 'requests.reopen', 'requests.separate'])
const ends = new Set([
  'requests.refuse',
  'requests.confirm',
  'requests.confirmOnBehalf',
  'requests.lapse',
  'requests.withdraw',
  'requests.merge',
])
const stopsBy: Readonly<Record<string, 'pause' | 'waiting'>> = {
  'requests.pause': 'pause',
  'requests.propose': 'waiting',
  'requests.decideAnswer': 'waiting',
}
const resumes = new Set(['requests.resume', 'requests.reject', 'requests.referToDiscipline'])

/** The unit's clock on `today`. `events` are in order and begin with the submission. */
export function unitClock(events: readonly ClockEvent[], calendar: Calendar, today: string): UnitClock {
  const first = events[0]
  if (!first) throw new Error('a clock needs the submission')
  let limit: number = limits.intake
  let startedOn = dayOf(first.at)
  let state: UnitClock['state'] = 'running'
  let stops: Stop[] = []
  let changes: { on: string; running: boolean }[] = [{ on: startedOn, running: true }]
  let accepted = false
  const start = (on: string) => {
    startedOn = on
    state = 'running'
    stops = []
    changes = [{ on, running: true }]
  }
  const change = (on: string, running: boolean) => changes.push({ on, running })

  for (const { name, at, actorPersonId, details } of events) {
    const on = dayOf(at)
    const stop = stopsBy[name]
    if (rounds.has(name)) {
      // the first round waits for acceptance; a reopened case is accepted as it is
      limit = details.workingDays ?? limits.intake
      accepted = details.workingDays !== undefined
      start(on)
    } else if (name === 'requests.accept') {
      limit = details.workingDays ?? limit
      // accepted again after climbing: the clock goes on, it does not begin anew
      if (!accepted) start(on)
      accepted = true
    } else if (name === 'requests.edit') {
      // until it is accepted the category is a guess, and the time to accept runs on
      if (accepted) limit = details.workingDays ?? limit
    } else if (ends.has(name)) {
      closeStop(stops, on)
      state = 'ended'
      change(on, false)
    } else if (stop) {
      stops.push({
        from: on,
        to: null,
        kind: stop,
        reason: stop === 'pause' ? ((details.reason as PauseReason | undefined) ?? null) : null,
        authorId: actorPersonId,
      })
      state = stop === 'pause' ? 'paused' : 'waiting'
      change(on, false)
    } else if (resumes.has(name)) {
      closeStop(stops, on)
      state = 'running'
      change(on, true)
    }
  }
  const counted = count(changes, calendar, startedOn, today, limit, state === 'running')
  return { state, limit, startedOn, stops, ...counted, remaining: limit - counted.used }
}

function closeStop(stops: Stop[], on: string) {
  const last = stops.at(-1)
  if (last?.to === null) last.to = on
}

/** Walks the days from the start: what was used by today and, if the clock runs, when it will be used up. */
function count(
  changes: readonly { on: string; running: boolean }[],
  calendar: Calendar,
  startedOn: string,
  today: string,
  limit: number,
  running: boolean,
) {
  const soonAt = Math.max(0, limit - Math.max(2, Math.floor(limit / 5)))
  let used = 0
  let dueOn: string | null = null
  let soonOn: string | null = soonAt === 0 ? startedOn : null
  let estimated = !calendar.years.has(Number(startedOn.slice(0, 4)))
  let upTo = 0
  let next = 0
  let runs = true
  for (let day = startedOn; day <= today || (running && dueOn === null); day = dayAfter(day)) {
    while (next < changes.length && changes[next]!.on <= day) runs = changes[next++]!.running
    if (day > startedOn && runs && isWorkingDay(calendar, day)) {
      used += 1
      if (used === soonAt) soonOn = day
      if (used === limit) dueOn = day
    }
    if (running) estimated ||= !calendar.years.has(Number(day.slice(0, 4)))
    if (day <= today) upTo = used
  }
  return { used: upTo, dueOn: running ? dueOn : null, soonOn: running ? soonOn : null, estimated }
}

/** What lays a case before a desk anew although its log names no other level. */
const comesAnew: ReadonlySet<string> = new Set(['requests.referToDiscipline', 'requests.separate'])

/**
 * The level's own clock: since when the level has the case, and the last day on which it has to act, null while it need not. It begins
 * when the case comes to the level, and anew when the level has to act again. `kind` is the kind of the level's unit.
 */
export function levelClock(events: readonly ClockEvent[], calendar: Calendar, kind: string) {
  let state: string = requestMachine.initial
  let unitId: string | undefined
  let since = events[0]!.at
  let waitsFrom: string | null = null
  for (const { name, at, details } of events) {
    const next = details.toUnitId ?? details.unitId ?? unitId
    const comes = (unitId !== undefined && next !== unitId) || comesAnew.has(name)
    if (comes) since = at
    state = details.to ?? state
    if (!(levelStates as readonly string[]).includes(state)) waitsFrom = null
    else if (comes || waitsFrom === null) waitsFrom = dayOf(at)
    unitId = next
  }
  return { since, dueOn: waitsFrom && addWorkingDays(calendar, waitsFrom, levelLimit(kind)).day }
}

/** The last day on which the resident can answer; null while nothing is asked. */
export function answerDue(events: readonly ClockEvent[], calendar: Calendar): string | null {
  const last = events.findLast(({ details }) => details.to !== undefined)
  return last?.details.to === 'proposed' ? addWorkingDays(calendar, dayOf(last.at), limits.answer).day : null
}

/** The calendars as they were before a year was published that these events can have been counted with, the latest first. */
export const calendarsBefore = (events: readonly ClockEvent[], { years, exceptions }: Calendar): Calendar[] =>
  [...years]
    .filter(year => year >= Number(dayOf(events[0]!.at).slice(0, 4)))
    .sort((a, b) => b - a)
    .map(year => ({
      years: new Set([...years].filter(known => known < year)),
      exceptions: new Map([...exceptions].filter(([day]) => Number(day.slice(0, 4)) < year)),
    }))

/** The lamp of a clock on `today`: shape and word before colour (A11Y-05). */
export function lampOf(clock: Pick<UnitClock, 'state' | 'dueOn' | 'soonOn'>, today: string): Lamp {
  if (clock.state === 'ended') return 'done'
  if (clock.state === 'paused' || clock.state === 'waiting') return clock.state
  if (clock.dueOn !== null && today > clock.dueOn) return 'late'
  return clock.soonOn !== null && today >= clock.soonOn ? 'soon' : 'ok'
}

/** Days since the resident spoke, up to the end of the case or today. It never stops in between. */
export const residentDays = (submittedAt: Date, closedAt: Date | null, today: string) =>
  daysBetween(dayOf(submittedAt), closedAt ? dayOf(closedAt) : today)

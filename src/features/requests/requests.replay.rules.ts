/**
 * Requests (诉求): replaying a ledger's case through the workflow. Pure.
 *
 * A case brought along is walked step by step through the same machine and clocks as one that happened here: what the
 * machine refuses does not come in.
 */
import { addDays, addWorkingDays, dayOf, type Calendar } from '#platform/shared/calendar.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { levelClock, unitClock, type ClockEvent } from './requests.clock.rules.ts'
import { answersAfter, goesBackToMeeting, limits, requestMachine } from './requests.rules.ts'

/** The steps a ledger may tell: the workflow's own, and the confirmation entered on someone's behalf. It tells no case about officials. */
export type StepVerb = Exclude<keyof typeof requestMachine.transitions, 'merge' | 'separate' | 'referToDiscipline'> | 'confirmOnBehalf'

export interface ToldStep {
  verb: StepVerb
  at: Date
  /** Who did it; null for the resident or the night. */
  personId: string | null
  to: { bodyId?: string; personId?: string; unitId?: string }
  reason: string | null
  until: string | null
  text: string | null
}

export interface ToldCase {
  submittedAt: Date
  channel: string
  handlerUnitId: string
  /** The kind of each unit it can be with, for the level's limit. */
  kindOf(unitId: string): string
  workingDays: number | null
  steps: readonly ToldStep[]
}

/** What happened, as events of the log and the columns of the case. Throws wrong-state (409) at the first step the workflow refuses. */
export function replay(told: ToldCase, calendar: Calendar, today: string) {
  const events: (ClockEvent & { details: Record<string, unknown>; text: string | null })[] = [
    {
      name: told.channel === 'web' ? 'requests.submit' : 'requests.enter',
      at: told.submittedAt,
      actorPersonId: null,
      details: { unitId: told.handlerUnitId, channel: told.channel },
      text: null,
    },
  ]
  const row = {
    state: requestMachine.initial,
    handlerUnitId: told.handlerUnitId,
    assignedBodyId: null as string | null,
    assignedPersonId: null as string | null,
    handledBy: new Set<string>(),
    pauseUntil: null as string | null,
    answerDueOn: null as string | null,
    closedAt: null as Date | null,
    solvedBy: null as 'resident' | 'onBehalf' | null,
    returnCount: 0,
    jointDecidedOn: null as string | null,
    jointHandlerId: null as string | null,
    askedBy: undefined as string | undefined,
    reopenedCount: 0,
    askedCount: 0,
    rejectedCount: 0,
  }
  let last = told.submittedAt
  for (const step of told.steps) {
    if (step.at < last) throw new Problem(problems.wrongState, '步骤的时间要一步比一步晚。')
    last = step.at
    const from = row.state
    const to = requestMachine.next(row.state, step.verb === 'confirmOnBehalf' ? 'confirm' : step.verb)
    Object.assign(row, answersAfter(row, to), { state: to })
    apply(row, step, calendar)
    const limit = step.verb === 'accept' || step.verb === 'reopen' ? { workingDays: told.workingDays ?? limits.intake } : {}
    const details = {
      from,
      to: row.state,
      ...step.to,
      ...(step.verb === 'climb' && { toUnitId: step.to.unitId, unitId: undefined }),
      ...(step.reason && { reason: step.reason }),
      ...(step.until && { until: step.until }),
      ...((step.verb === 'decide' || step.verb === 'decideAnswer') && { heldOn: dayOf(step.at) }),
      ...limit,
    }
    events.push({ name: `requests.${step.verb}`, at: step.at, actorPersonId: step.personId, details, text: step.text })
  }
  const clock = unitClock(events, calendar, today)
  const level = levelClock(events, calendar, told.kindOf(row.handlerUnitId))
  const { askedBy: _, ...columns } = row
  return { ...columns, handledBy: [...row.handledBy], levelSince: level.since, levelDueOn: level.dueOn, updatedAt: last, clock, events }
}

type Replayed = {
  handlerUnitId: string
  assignedBodyId: string | null
  assignedPersonId: string | null
  handledBy: Set<string>
  pauseUntil: string | null
  answerDueOn: string | null
  closedAt: Date | null
  solvedBy: 'resident' | 'onBehalf' | null
  returnCount: number
  /** The day on which a joint meeting's decision was carried out, until the next return that lists it again. */
  jointDecidedOn: string | null
  /** Whom that meeting chose, until they return the case. */
  jointHandlerId: string | null
  /** The step by which the resident was asked last. */
  askedBy: string | undefined
  reopenedCount: number
}

/** What a step changes besides the state. */
function apply(row: Replayed, { verb, at, to, until }: ToldStep, calendar: Calendar) {
  const handled = (...ids: (string | null | undefined)[]) => {
    for (const id of ids) if (id) row.handledBy.add(id)
  }
  switch (verb) {
    case 'accept':
      return handled(row.handlerUnitId)
    case 'assign':
    case 'passOn':
    case 'decide':
      if (verb === 'decide') decided(row, at, to.bodyId ?? to.unitId)
      give(row, to)
      handled(row.handlerUnitId, to.bodyId, to.personId, to.unitId)
      row.handlerUnitId = to.unitId ?? row.handlerUnitId
      return
    case 'giveBack':
      return givenBack(row)
    case 'climb':
      row.handlerUnitId = to.unitId ?? row.handlerUnitId
      return give(row, {})
    case 'pause':
      row.pauseUntil = until ?? addDays(dayOf(at), 7)
      return
    case 'resume':
      row.pauseUntil = null
      return
    case 'propose':
      row.askedBy = 'requests.propose'
      row.answerDueOn = addWorkingDays(calendar, dayOf(at), limits.answer).day
      return handled(row.assignedPersonId ?? row.assignedBodyId ?? row.handlerUnitId)
    case 'decideAnswer':
      row.askedBy = 'requests.decideAnswer'
      decided(row, at)
      give(row, {})
      row.answerDueOn = addWorkingDays(calendar, dayOf(at), limits.answer).day
      return handled(row.handlerUnitId)
    case 'reject':
      row.answerDueOn = null
      if (goesBackToMeeting.onRejection(row.askedBy)) row.jointDecidedOn = null
      return
    case 'confirm':
    case 'confirmOnBehalf':
    case 'refuse':
    case 'lapse':
    case 'withdraw':
      Object.assign(row, { closedAt: at, answerDueOn: null, pauseUntil: null })
      row.solvedBy = verb === 'confirm' ? 'resident' : verb === 'confirmOnBehalf' ? 'onBehalf' : null
      return
    case 'reopen':
      row.closedAt = null
      row.solvedBy = null
      row.reopenedCount += 1
      return
    case 'take':
      return
  }
}

function give(row: Replayed, { bodyId, personId }: ToldStep['to']) {
  row.assignedBodyId = bodyId ?? null
  row.assignedPersonId = personId ?? null
}

function givenBack(row: Replayed) {
  row.returnCount += 1
  if (goesBackToMeeting.onReturn(row, row.returnCount)) row.jointDecidedOn = null
  row.jointHandlerId = null
  give(row, {})
}

function decided(row: Replayed, at: Date, handlerId?: string) {
  row.jointDecidedOn = dayOf(at)
  row.jointHandlerId = handlerId ?? null
}

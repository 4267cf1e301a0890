/** Settling visits (走访办结), at night: items that are over, visits that are done with, notes that have had their year. */
import type { Context } from '#platform/server/action.ts'
import { addDays, monthsAfter } from '#platform/shared/calendar.ts'
import { lockVisit, updateVisit } from './visits.queries.ts'
import { commandDays, isSettled, noteMonths, visitMachine } from './visits.rules.ts'
import * as queries from './visits.settle.queries.ts'

const commands = 'commands'

/** Visits whose next step needs nobody. */
export async function settleable({ db, today }: Context): Promise<string[]> {
  return (await queries.unsettled(db)).filter(visit => nextStep(visit, today) !== null).map(({ id }) => id)
}

export async function settle(context: Context, id: string): Promise<void> {
  const { db, today } = context
  await lockVisit(db, id)
  const visit = await queries.findUnsettled(db, id)
  const step = visit ? nextStep(visit, today) : null
  if (!visit || step === null) return
  const state = visitMachine.next(visit.state, step)
  await updateVisit(db, id, { state, ...(step === 'close' && { closedOn: today, needsFollowUp: false }) })
  await context.record(`visits.${step}`, { kind: 'visit', id, unitId: visit.unitId }, { state })
}

const nextStep = (visit: queries.Unsettled, today: string) =>
  visit.state === 'itemsRaised' ? (visit.openItems === 0 ? 'follow' : null) : isSettled(visit, today) ? 'close' : null

/** Notes whose year is over, and commands that nobody sends again. */
export async function forgettable({ db, today }: Context): Promise<string[]> {
  const notes = await queries.notesToForget(db, monthsAfter(today, -noteMonths))
  return (await queries.hasCommandsBefore(db, addDays(today, -commandDays))) ? [...notes, commands] : notes
}

/** Forgets one note; that there was a visit, and what it was about, still counts. */
export async function forget(context: Context, item: string): Promise<void> {
  const { db, today } = context
  if (item === commands) {
    await queries.forgetCommands(db, addDays(today, -commandDays))
    return
  }
  const visit = await queries.unitOf(db, item)
  if (!visit) return
  await updateVisit(db, item, { noteSealed: null, mayContact: false })
  await context.record('visits.forgetNote', { kind: 'visit', id: item, unitId: visit.unitId }, { fields: ['note', 'mayContact'] })
}

/** Requests (诉求): the reporters of duplicates (并案), who are told whatever becomes of the case that is kept. */
import type { Context } from '#platform/server/action.ts'
import { addWorkingDays, dayOf } from '#platform/shared/calendar.ts'
import { tellReporter } from './requests.calls.actions.ts'
import { recordStep } from './requests.case.actions.ts'
import { unitClock } from './requests.clock.rules.ts'
import * as merging from './requests.merge.queries.ts'
import { findPlace } from './requests.queries.ts'
import { levelLimit, requestMachine } from './requests.rules.ts'

type Told = Pick<merging.Duplicate, 'id' | 'unitId' | 'phoneSealed'>

/** Tells the reporters of merged duplicates, each on their own query page; whoever left a telephone is rung when something is proposed. */
export async function tellMerged(context: Context, row: { id: string }, about: 'proposed' | 'solved' | 'unanswered') {
  for (const duplicate of await merging.listDuplicates(context.db, row.id)) await tellDuplicate(context, duplicate, about)
}

export async function tellDuplicate(context: Context, duplicate: Told, about: 'proposed' | 'solved' | 'unanswered') {
  await recordStep(context, duplicate, 'requests.tell', { about })
  if (about === 'proposed') await tellReporter(context, duplicate, 'mergedProposed')
}

/**
 * A case that was not accepted, or that its reporter took back, handles nobody's trouble any more: its duplicates lie before their desks
 * again as if they came in today. The caller holds the ties (lockTies) and has ended the case.
 */
export async function separateDuplicates(
  context: Context,
  { id, number }: { id: string; number: string },
  ended: 'withdrawn' | 'notAccepted',
) {
  const duplicates = await merging.listDuplicates(context.db, id)
  if (duplicates.length === 0) return
  const calendar = await context.calendar()
  const event = 'requests.separate'
  for (const duplicate of duplicates) {
    const place = await findPlace(context.db, duplicate.handlerUnitId)
    const at = await recordStep(context, duplicate, event, { from: 'merged', to: requestMachine.next('merged', 'separate'), number, ended })
    const clock = unitClock([{ name: event, at, actorPersonId: null, details: {} }], calendar, context.today)
    const { day } = addWorkingDays(calendar, dayOf(at), levelLimit(place?.kind ?? ''))
    await merging.separateCase(context.db, duplicate.id, at, clock, day)
    await tellReporter(context, duplicate, 'separated')
  }
}

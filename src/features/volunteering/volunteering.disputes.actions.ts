/** Disputes and corrections (异议、更正): the volunteer is heard, old values are kept, and locked hours are put right by two. */
import { action, type Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField } from '#platform/shared/problem.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { endpoints } from './volunteering.contract.ts'
import { hoursSubject, lockEntry, presentOne, type Entry } from './volunteering.hours.present.actions.ts'
import * as queries from './volunteering.hours.queries.ts'
import { capOn, creditLater, flagsAfter, roundToHalfHours } from './volunteering.hours.rules.ts'
import { office } from './volunteering.policy.ts'
import { findSlot } from './volunteering.present.actions.ts'
import { updateSlot } from './volunteering.queries.ts'
import { slotMachine } from './volunteering.rules.ts'
import { requireMe } from './volunteering.signups.actions.ts'

export const dispute = action(endpoints.dispute, async (context, { params: { hoursId }, body: { text } }) => {
  const entry = await lockEntry(context, hoursId, 'dispute')
  const id = newId(context.now.getTime())
  await queries.insertDispute(context.db, { townId: context.townId, id, hoursId, text, raisedAt: context.now })
  await context.record('volunteering.dispute', hoursSubject(entry))
  return presentOne(context, hoursId)
})

export const answerDispute = action(endpoints.answerDispute, async (context, { params: { hoursId }, body: { minutes, answer } }) => {
  const entry = await lockEntry(context, hoursId, 'answerDispute')
  const { id } = entry.dispute!
  const me = requireMe(context)
  if (minutes === entry.minutes) throw invalidField('#/minutes', '和原来一样；不改就留空')
  if (minutes !== null) requireWithin(entry, minutes)
  await queries.answerDispute(context.db, id, { state: minutes === null ? 'rejected' : 'upheld', answer, answeredBy: me })
  if (minutes !== null) {
    await queries.insertCorrection(context.db, {
      townId: context.townId,
      id: newId(context.now.getTime()),
      hoursId,
      oldMinutes: entry.minutes,
      newMinutes: minutes,
      reason: '异议成立',
      disputeId: id,
      proposedBy: me,
      proposedAt: context.now,
      agreedBy: me,
      state: 'made',
    })
    await putRight(context, entry, minutes, minutes > entry.minutes)
  }
  await context.record('volunteering.answerDispute', hoursSubject(entry), { upheld: minutes !== null })
  return presentOne(context, hoursId)
})

export const proposeCorrection = action(endpoints.proposeCorrection, async (context, { params: { hoursId }, body }) => {
  const entry = await lockEntry(context, hoursId, 'proposeCorrection')
  const me = requireMe(context)
  if (body.minutes === entry.minutes) throw invalidField('#/minutes', '和原来一样，不用更正')
  requireWithin(entry, body.minutes)
  const agrees = entry.personId !== me && office(context.actor, entry)
  await queries.insertCorrection(context.db, {
    townId: context.townId,
    id: newId(context.now.getTime()),
    hoursId,
    oldMinutes: entry.minutes,
    newMinutes: body.minutes,
    reason: body.reason,
    disputeId: null,
    proposedBy: me,
    proposedAt: context.now,
    agreedBy: agrees ? me : null,
    state: 'proposed',
  })
  await context.record('volunteering.proposeCorrection', hoursSubject(entry))
  return presentOne(context, hoursId)
})

export const decideCorrection = action(endpoints.decideCorrection, async (context, { params: { hoursId }, body: { agreed } }) => {
  const entry = await lockEntry(context, hoursId, 'decideCorrection')
  const waiting = entry.corrections.find(({ state }) => state === 'proposed')!
  const me = requireMe(context)
  if (!agreed) await queries.updateCorrection(context.db, waiting.id, { state: 'refused', decidedBy: me })
  else if (waiting.agreedBy === null) await queries.updateCorrection(context.db, waiting.id, { agreedBy: me })
  else {
    await queries.updateCorrection(context.db, waiting.id, { state: 'made', decidedBy: me })
    await putRight(context, entry, waiting.newMinutes, false)
    const slot = await findSlot(context, entry.slotId)
    if (slotMachine.can(slot.state, 'correct')) await updateSlot(context.db, slot.id, { state: slotMachine.next(slot.state, 'correct') })
  }
  await context.record('volunteering.decideCorrection', hoursSubject(entry), { agreed, made: agreed && waiting.agreedBy !== null })
  return presentOne(context, hoursId)
})

/** Writes the minutes and what counts of them; what was entered later stays within the bound of an entry. */
async function putRight(context: Context, entry: Entry, minutes: number, raisedByDispute: boolean): Promise<void> {
  const { id, grade, startsAt, personId, credited: was } = entry
  await queries.lockPersonHours(context.db, context.townId, personId)
  const { dayMinutes, laterMinutes } = await queries.totalsOf(context.db, personId, dayOf(startsAt))
  const cap = capOn(await queries.listCaps(context.db), dayOf(startsAt))
  const credited = grade === 'enteredLater' ? creditLater(minutes, cap, laterMinutes - was).credited : roundToHalfHours(minutes)
  const flags = flagsAfter(entry.flags, { minutesThatDay: dayMinutes - entry.minutes + minutes, raisedByDispute })
  // What was found out of other flags says nothing of a new one.
  const anew = flags.some(flag => !entry.flags.includes(flag)) && { checkedBy: null, checkNote: null }
  await queries.updateHours(context.db, id, { minutes, credited, flags, ...anew })
}

/** Nobody served longer than it took. Throws invalid (422). */
function requireWithin({ startsAt, endsAt }: Entry, minutes: number): void {
  const span = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)
  if (minutes > span) throw invalidField('#/minutes', `这一场一共${span}分钟`)
}

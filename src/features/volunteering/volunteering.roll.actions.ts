/** The roll of a slot (服务名册): who is on the list, who served, and posting their hours. */
import { initialsOf, matchList, requireMarkable } from '#features/meetings/meetings.roll.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { sortKeyOf } from '#platform/server/sort-key.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { endpoints, problems, type SlotRoll } from './volunteering.contract.ts'
import * as hoursQueries from './volunteering.hours.queries.ts'
import { flagsOf, gradeOf, roundToHalfHours } from './volunteering.hours.rules.ts'
import { slotPolicy } from './volunteering.policy.ts'
import { factsOf, findSlot, presentSlot, subjectOf } from './volunteering.present.actions.ts'
import * as queries from './volunteering.queries.ts'
import { refusalOf, slotMachine, wasExcluded } from './volunteering.rules.ts'
import { lockFor } from './volunteering.slots.actions.ts'
import * as lists from './volunteering.signups.queries.ts'

export const roll = action(endpoints.roll, async (context, { params: { slotId } }) => {
  context.require(slotPolicy, 'roll', factsOf(await findSlot(context, slotId)))
  return show(context, slotId)
})

export const enterNames = action(endpoints.enterNames, async (context, { params: { slotId }, body: { text } }) => {
  const slot = await lockFor(context, slotId, 'enterNames')
  const before = await show(context, slotId)
  requireVersion(context, before, { text })
  const { toEnter, unknown, ...told } = await matchList(context, { unitId: slot.unitId, day: dayOf(slot.startsAt) }, text, before.items)
  const people = toEnter.filter(entry => entry.personId !== null)
  const standings = await lists.standingsOf(
    context.db,
    people.flatMap(({ personId }) => personId ?? []),
  )
  const unfit: string[] = []
  let [position, entered] = [(await lists.lockSlot(context.db, slotId)).last, 0]
  for (const { personId, name } of people) {
    const fit = refusalOf(standings.get(personId), slot.minAge, dayOf(slot.startsAt)) === null
    position += 1
    const row = {
      townId: context.townId,
      id: newId(context.now.getTime()),
      slotId,
      personId: personId,
      name,
      sortKey: sortKeyOf(name),
      position,
      startsAt: slot.startsAt,
      endsAt: slot.endsAt,
      enteredAt: context.now,
      enteredBy: isPerson(context.actor) ? context.actor.personId : null,
    }
    if (fit && (await lists.insertSignUp(context.db, row))) entered += 1
    else unfit.push(name)
  }
  await lists.settleSlot(context.db, slotId)
  await lists.touchRoll(context.db, slotId)
  await context.record('volunteering.enterNames', subjectOf(slot), { entered })
  return { roll: await show(context, slotId), entered, ...told, unknown: [...unknown, ...unfit] }
})

export const takeAttendance = action(endpoints.takeAttendance, async (context, { params: { slotId }, body: { marks } }) => {
  const slot = await lockFor(context, slotId, 'takeAttendance')
  const before = await show(context, slotId)
  requireVersion(context, before, { marks })
  requireMarkable(before, marks)
  const by = isPerson(context.actor) ? context.actor.personId : null
  await lists.markSignUps(context.db, marks, context.now, by)
  await lists.touchRoll(context.db, slotId)
  await context.record('volunteering.takeAttendance', subjectOf(slot), { marked: marks.length })
  return show(context, slotId)
})

export const postHours = action(endpoints.postHours, async (context, { params: { slotId }, body: { others } }) => {
  const slot = await lockFor(context, slotId, 'postHours')
  const rows = await lists.standingOn(context.db, slotId)
  const open = rows.slice(0, slot.places).filter(({ attendance }) => attendance === 'unrecorded').length
  if (open > 0) throw new Problem(problems.rollUnfinished, `名册上还有${open}个人没有记。`)
  const { span, own } = minutesOf(slot, rows, others)
  const me = isPerson(context.actor) ? context.actor.personId : null
  const day = dayOf(slot.startsAt)
  let [posted, clashing, excluded] = [0, 0, 0]
  const standings = await lists.standingsOf(
    context.db,
    rows.map(({ personId }) => personId),
  )
  for (const row of rows.filter(({ attendance }) => attendance === 'present')) {
    // Whoever was excluded before that day should not have been there.
    if (wasExcluded(standings.get(row.personId), day)) {
      excluded += 1
      continue
    }
    const minutes = own.get(row.id) ?? span
    const grade = gradeOf({ ...row, startsAt: slot.startsAt, endsAt: slot.endsAt })
    const { dayMinutes } = await hoursQueries.totalsOf(context.db, row.personId, day)
    const flags = flagsOf({
      grade,
      minutes,
      minutesThatDay: dayMinutes,
      signedUp: true,
      over: false,
      own: row.personId === me || row.personId === row.organiserConfirmedBy,
      laterByTheSame: 0,
    })
    const stood = await hoursQueries.insertHours(context.db, {
      townId: context.townId,
      id: newId(context.now.getTime()),
      slotId,
      signUpId: row.id,
      personId: row.personId,
      name: row.name,
      sortKey: row.sortKey,
      startsAt: slot.startsAt,
      endsAt: slot.endsAt,
      minutes,
      credited: roundToHalfHours(minutes),
      grade,
      state: 'standing',
      enteredBy: me,
      enteredOn: context.today,
      publicReason: null,
      postedOn: context.today,
      flags,
    })
    if (stood) posted += 1
    else clashing += 1
  }
  const state = slotMachine.next(slot.state, 'post')
  await queries.updateSlot(context.db, slotId, { state, postedOn: context.today, postedBy: me })
  await context.record('volunteering.postHours', subjectOf(slot), { posted, clashing, excluded })
  return presentSlot(context, slotId)
})

/** How long the slot took, and who served for another time. Throws invalid (422) for who was not there, or for more than it took. */
function minutesOf(
  slot: { startsAt: Date; endsAt: Date },
  rows: Awaited<ReturnType<typeof lists.standingOn>>,
  others: readonly { signUpId: string; minutes: number }[],
) {
  const span = Math.round((slot.endsAt.getTime() - slot.startsAt.getTime()) / 60_000)
  const own = new Map(others.map(({ signUpId, minutes }) => [signUpId, minutes]))
  for (const [index, { signUpId, minutes }] of others.entries()) {
    if (!rows.some(({ id, attendance }) => id === signUpId && attendance === 'present'))
      throw invalidField(`#/others/${index}/signUpId`, '名册上没有这个人，或没有到')
    if (minutes > span) throw invalidField(`#/others/${index}/minutes`, `这一场一共${span}分钟`)
  }
  return { span, own }
}

/** The list in its order, as far as the caller may read it. */
async function show(context: Context, slotId: string): Promise<SlotRoll> {
  const slot = await findSlot(context, slotId)
  const rows = await lists.standingOn(context.db, slotId)
  const places = await lists.placesOf(
    context.db,
    rows.map(({ id }) => id),
  )
  const items = rows.map(row => ({
    id: row.id,
    position: row.position,
    personId: row.personId,
    name: row.name,
    initials: initialsOf(row.sortKey),
    attendance: row.attendance,
    reason: row.reason,
    excluded: null,
    confirmed: row.volunteerConfirmedAt !== null,
    waits: (places.get(row.id) ?? 0) > slot.places,
  }))
  return {
    version: slot.rollVersion,
    items,
    present: items.filter(({ attendance }) => attendance === 'present').length,
    unrecorded: items.filter(({ attendance, waits }) => attendance === 'unrecorded' && !waits).length,
    allowedActions: slotPolicy.allowed(context.actor, factsOf(slot), context.now),
  }
}

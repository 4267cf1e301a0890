/** Volunteer hours (志愿时长): entering later, what a second person decides, lists, flags, and the bounds. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { holdsAny } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id, Instant } from '#platform/shared/primitives.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { endpoints, problems } from './volunteering.contract.ts'
import { hoursPolicy } from './volunteering.hours.policy.ts'
import { hoursSubject, lockEntry, presentHours, presentOne } from './volunteering.hours.present.actions.ts'
import * as queries from './volunteering.hours.queries.ts'
import { capOn, creditLater, flagsOf } from './volunteering.hours.rules.ts'
import type { SlotNow } from './volunteering.present.actions.ts'
import { requireMe } from './volunteering.signups.actions.ts'
import { findPerson } from './volunteering.people.queries.ts'
import * as lists from './volunteering.signups.queries.ts'
import { lockFor } from './volunteering.slots.actions.ts'

const Place = z.tuple([Instant, Id])
const IdPlace = z.tuple([Id])

export const enterLater = action(endpoints.enterLater, async (context, { params: { slotId }, body }) => {
  const slot = await lockFor(context, slotId, 'enterLater')
  const me = requireMe(context)
  const [startsAt, endsAt] = [new Date(body.startsAt), new Date(body.endsAt)]
  requireSameDay(context, slot, startsAt, endsAt)
  const listed = (await lists.standingOn(context.db, slotId)).find(({ personId }) => personId === body.personId)
  const person = listed ?? (await findPerson(context.db, context.today, body.personId))
  if (!person) throw invalidField('#/personId', '没有这个人，或不归您看')
  if (!(await lists.standingsOf(context.db, [body.personId])).has(body.personId)) throw new Problem(problems.notVolunteer)
  await queries.lockPersonHours(context.db, context.townId, body.personId)
  const day = dayOf(startsAt)
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)
  const totals = await queries.totalsOf(context.db, body.personId, day)
  const { credited, over } = creditLater(minutes, capOn(await queries.listCaps(context.db), day), totals.laterMinutes)
  const id = newId(context.now.getTime())
  const stood = await queries.insertHours(context.db, {
    townId: context.townId,
    id,
    slotId,
    signUpId: listed?.id ?? null,
    personId: body.personId,
    name: person.name,
    sortKey: person.sortKey,
    startsAt,
    endsAt,
    minutes,
    credited,
    grade: 'enteredLater',
    state: 'pending',
    enteredBy: me,
    enteredOn: context.today,
    publicReason: body.publicReason,
    postedOn: null,
    flags: flagsOf({
      grade: 'enteredLater',
      minutes,
      minutesThatDay: totals.dayMinutes,
      signedUp: listed !== undefined,
      over,
      own: body.personId === me,
      laterByTheSame: await queries.laterBy(context.db, me, context.today),
    }),
  })
  if (!stood) throw new Problem(problems.busy, '这个人同一时间已有别的时长。')
  await context.record('volunteering.enterLater', { kind: 'volunteerHours', id, unitId: slot.unitId }, { minutes, credited })
  return presentOne(context, id)
})

export const decideLater = action(endpoints.decideLater, async (context, { params: { hoursId }, body: { agreed } }) => {
  const entry = await lockEntry(context, hoursId, 'decideLater')
  await queries.updateHours(context.db, hoursId, {
    state: agreed ? 'standing' : 'refused',
    decidedBy: requireMe(context),
    postedOn: agreed ? context.today : null,
  })
  await context.record('volunteering.decideLater', hoursSubject(entry), { agreed })
  return presentOne(context, hoursId)
})

export const hours = action(endpoints.hours, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(hoursPolicy, 'hours', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const rows = await queries.listHours(context.db, context.today, filter, limit, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: await presentHours(context, items),
    nextCursor: last ? cursorOf([last.startsAt.toISOString(), last.id]) : null,
    total: await queries.countHours(context.db, context.today, filter),
  }
})

export const anomalies = action(endpoints.anomalies, async (context, { query: { cursor, limit } }) => {
  context.require(hoursPolicy, 'anomalies', null)
  const after = cursor === undefined ? null : placeOf(cursor, IdPlace)[0]
  const rows = await queries.listFlagged(context.db, context.today, limit, after, holdsAny(context.actor, ['townClerk']))
  const items = rows.slice(0, limit)
  return { items: await presentHours(context, items), nextCursor: rows.length > limit ? cursorOf([items.at(-1)!.id]) : null }
})

export const review = action(endpoints.review, async (context, { params: { hoursId }, body: { note } }) => {
  const entry = await lockEntry(context, hoursId, 'review')
  await queries.updateHours(context.db, hoursId, { checkedBy: requireMe(context), checkNote: note })
  await context.record('volunteering.review', hoursSubject(entry), { flags: entry.flags })
  return presentOne(context, hoursId)
})

export const caps = action(endpoints.caps, async context => {
  context.require(hoursPolicy, 'caps', null)
  return { items: await queries.listCaps(context.db) }
})

export const setCap = action(endpoints.setCap, async (context, { body }) => {
  context.require(hoursPolicy, 'setCap', null)
  const known = await queries.listCaps(context.db)
  // What was bounded stays bounded as it was.
  if (body.fromOn <= context.today) throw invalidField('#/fromOn', '要从明天或以后的日子起')
  if (known.some(({ fromOn }) => fromOn === body.fromOn)) throw invalidField('#/fromOn', '这一天起的上限已经定了')
  const id = newId(context.now.getTime())
  await queries.insertCap(context.db, { townId: context.townId, id, ...body })
  await context.record('volunteering.setCap', { kind: 'volunteerCap', id }, { fromOn: body.fromOn })
  return { items: await queries.listCaps(context.db) }
})

/** Hours longest entered for one day. */
const longestHours = 12

function requireSameDay({ now }: Context, slot: SlotNow, startsAt: Date, endsAt: Date): void {
  if (endsAt <= startsAt) throw invalidField('#/endsAt', '结束时间要晚于开始时间')
  if (endsAt.getTime() - startsAt.getTime() > longestHours * 3_600_000) throw invalidField('#/endsAt', `一次最多补记${longestHours}小时`)
  if (dayOf(startsAt) !== dayOf(slot.startsAt)) throw invalidField('#/startsAt', '要和这一场是同一天')
  if (endsAt > now) throw invalidField('#/endsAt', '还没到这个时间，不能补记')
}

/** Volunteers (志愿者): registering with consent, exclusion, one's own page, and stars down to their records. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { addDays, startOf } from '#platform/shared/calendar.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { Id } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, type Registration, type SignUp, type Volunteer } from './volunteering.contract.ts'
import * as hoursQueries from './volunteering.hours.queries.ts'
import { starOf } from './volunteering.hours.rules.ts'
import { presentHours } from './volunteering.hours.present.actions.ts'
import { signUpPolicy, volunteerPolicy, type PersonFacts } from './volunteering.policy.ts'
import { asOfNow, presentSlots } from './volunteering.present.actions.ts'
import * as queries from './volunteering.queries.ts'
import { minorOn, registrationFaults } from './volunteering.rules.ts'
import { requireMe, signUpFacts, type SignUpRow } from './volunteering.signups.actions.ts'
import * as people from './volunteering.people.queries.ts'
import * as lists from './volunteering.signups.queries.ts'

const Place = z.tuple([z.string(), Id])
const guardianPlace = 'volunteer.guardian'
/** Years for which someone who falsified hours is excluded, at most. Source: domain [L-29]. */
const longestBanDays = 3 * 365 + 1

export const volunteers = action(endpoints.volunteers, async (context, { query: { cursor, limit, ...filter } }) => {
  context.require(volunteerPolicy, 'volunteers', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const rows = await people.listVolunteers(context.db, context.today, filter, limit, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(row => present(context, row)),
    nextCursor: last ? cursorOf([last.sortKey, last.personId]) : null,
    total: await people.countVolunteers(context.db, context.today, filter),
  }
})

export const register = action(endpoints.register, async (context, { params: { personId }, body }) => {
  const person = await people.findPerson(context.db, context.today, personId)
  if (!person) throw new Problem(common.notFound, '没有这个人，或不归您看。')
  context.require(volunteerPolicy, 'register', { personId, path: person.path, banned: false, hasGuardian: false })
  const me = requireMe(context)
  const isMinor = (row: Row | undefined) => row !== undefined && minorOn(row.bornOn, context.today)
  const errors = registrationFaults(body, context.today, isMinor(await people.findVolunteer(context.db, context.today, personId)))
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  // A guardian who is only typed in by the child has not agreed.
  if (body.bornOn !== null && personId === me) throw invalidField('#/bornOn', '未满18岁的，请和监护人一起到柜台登记')
  await people.saveVolunteer(
    context.db,
    { townId: context.townId, personId, consentedOn: context.today, enteredBy: personId === me ? null : me },
    { skills: body.skills, times: body.times },
    guardedBy(context, body),
    context.today,
  )
  const details = { counter: personId !== me, minor: isMinor(await find(context, personId)) }
  await context.record('volunteering.register', { kind: 'volunteer', id: personId, unitId: person.unitId }, details)
  return present(context, await find(context, personId))
})

export const withdrawConsent = action(endpoints.withdrawConsent, async context => {
  const { actor, db, now, today } = context
  const personId = isPerson(actor) || actor.kind === 'subject' ? actor.personId : ''
  const row = await find(context, personId)
  context.require(volunteerPolicy, 'withdrawConsent', factsOf(row, today))
  const leftSlots = await people.withdrawVolunteer(db, now, today)
  await context.record('volunteering.withdrawConsent', { kind: 'volunteer', id: personId, unitId: row.unitId }, { leftSlots })
  return { leftSlots }
})

/** Is the caller registered? For the caller's own pages. */
export async function isVolunteer({ actor, db, today }: Context): Promise<boolean> {
  if (!isPerson(actor) && actor.kind !== 'subject') return false
  return (await people.findVolunteer(db, today, actor.personId)) !== undefined
}

export const ban = action(endpoints.ban, async (context, { params: { personId }, body: { until, reason } }) => {
  const row = await find(context, personId)
  context.require(volunteerPolicy, 'ban', factsOf(row, context.today))
  if (until !== null && until <= context.today) throw invalidField('#/until', '到期的日子要在以后')
  if (until !== null && until > addDays(context.today, longestBanDays)) throw invalidField('#/until', '最多3年')
  // Before whoever signs them up asks whether they may serve, as when they leave.
  const left = until === null ? [] : await leaveSlots(context, personId)
  await people.setBan(context.db, personId, {
    bannedFrom: until === null ? null : context.today,
    bannedUntil: until,
    banReason: reason,
    bannedBy: requireMe(context),
  })
  await context.record('volunteering.ban', { kind: 'volunteer', id: personId, unitId: row.unitId }, { until, leftSlots: left.length })
  return present(context, await find(context, personId))
})

export const revealGuardian = action(endpoints.revealGuardian, async (context, { params: { personId }, body: { reason } }) => {
  const row = await find(context, personId)
  context.require(volunteerPolicy, 'revealGuardian', factsOf(row, context.today))
  await context.record('volunteering.revealGuardian', { kind: 'volunteer', id: personId, unitId: row.unitId }, { reason })
  return { guardianName: context.sealing.open(row.guardianSealed!, guardianPlace) }
})

export const mine = action(endpoints.mine, async context => {
  context.require(volunteerPolicy, 'mine', null)
  const me = requireMe(context)
  const row = await people.findVolunteer(context.db, context.today, me)
  const hours = await presentHours(context, await hoursQueries.hoursOf(context.db, context.today, me))
  const since = startOf(addDays(context.today, -365))
  return {
    volunteer: row ? present(context, row) : null,
    signUps: await presentSignUps(context, await lists.signUpsOf(context.db, me, since)),
    hours,
    star: starOf(hours),
  }
})

export const record = action(endpoints.record, async (context, { params: { personId } }) => {
  const row = await find(context, personId)
  context.require(volunteerPolicy, 'record', factsOf(row, context.today))
  const hours = await presentHours(context, await hoursQueries.hoursOf(context.db, context.today, personId))
  return { volunteer: present(context, row), hours, star: starOf(hours) }
})

/** Takes somebody off the lists of slots that have not begun; returns the slots. */
async function leaveSlots({ db, now }: Context, personId: string): Promise<string[]> {
  const toCome = async () => (await lists.signUpsOf(db, personId, now)).filter(({ state }) => state === 'standing')
  for (const slotId of (await toCome()).map(row => row.slotId).toSorted()) await lists.lockSlot(db, slotId)
  await people.lockVolunteer(db, personId)
  const standing = await toCome()
  const ids = standing.map(({ id }) => id)
  await lists.endSignUps(db, ids, 'withdrawn')
  await lists.withdrawSwaps(db, ids)
  const slotIds = standing.map(({ slotId }) => slotId)
  for (const slotId of slotIds) await lists.settleSlot(db, slotId)
  return slotIds
}

/** What a registration says of an age: nothing, a minor with a guardian, or that somebody taken for a minor is none. */
function guardedBy({ sealing, today }: Context, { bornOn, guardianName }: Registration): people.Guarded | 'grownUp' | null {
  if (bornOn === null) return null
  if (guardianName === null || !minorOn(bornOn, today)) return 'grownUp'
  return { bornOn, guardianSealed: sealing.seal(guardianName, guardianPlace), guardianConsentedOn: today }
}

type Row = NonNullable<Awaited<ReturnType<typeof people.findVolunteer>>>

async function find(context: Context, personId: string): Promise<Row> {
  const row = await people.findVolunteer(context.db, context.today, personId)
  if (!row) throw new Problem(common.notFound, '没有登记这位志愿者，或不归您看。')
  return row
}

const factsOf = ({ personId, path, bannedUntil, guardianSealed }: Row, today: string): PersonFacts => ({
  personId,
  path,
  banned: bannedUntil !== null && bannedUntil > today,
  hasGuardian: guardianSealed !== null,
})

function present({ actor, today, now }: Context, row: Row): Volunteer {
  const facts = factsOf(row, today)
  const { bornOn, bannedUntil, banReason } = row
  return {
    personId: row.personId,
    name: row.name,
    unitId: row.unitId,
    unitName: row.unitName,
    consentedOn: row.consentedOn,
    skills: row.skills,
    times: row.times,
    minor: minorOn(bornOn, today),
    guardianConsentedOn: row.guardianConsentedOn,
    bannedUntil: facts.banned ? bannedUntil : null,
    banReason: facts.banned ? banReason : null,
    allowedActions: isPerson(actor) ? volunteerPolicy.allowed(actor, facts, now) : [],
  }
}

async function presentSignUps(context: Context, rows: readonly SignUpRow[]): Promise<SignUp[]> {
  const found = await queries.findSlots(context.db, context.today, [...new Set(rows.map(({ slotId }) => slotId))])
  const slots = new Map((await presentSlots(context, found)).map(slot => [slot.id, slot]))
  const facts = new Map((await asOfNow(context, found)).map(slot => [slot.id, slot]))
  const ids = rows.map(({ id }) => id)
  const [places, offered] = [await lists.placesOf(context.db, ids), await lists.offeredOf(context.db, ids)]
  return rows.flatMap(row => {
    const [slot, raw] = [slots.get(row.slotId), facts.get(row.slotId)]
    if (!slot || !raw) return []
    return {
      id: row.id,
      slot,
      state: row.state,
      place: places.get(row.id) ?? null,
      attendance: row.attendance,
      confirmed: row.volunteerConfirmedAt !== null,
      offered: offered.has(row.id),
      allowedActions: signUpPolicy.allowed(context.actor, signUpFacts(row, raw, [], offered.has(row.id)), context.now),
    }
  })
}

/** Sign-ups (报名): in order, stepping back, and handing a place to someone by a code. */
import { randomInt } from 'node:crypto'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems } from './volunteering.contract.ts'
import { signUpPolicy, slotPolicy, type SignUpFacts } from './volunteering.policy.ts'
import { factsOf, findSlot, subjectOf, type SlotNow } from './volunteering.present.actions.ts'
import { refusalOf, type Standing } from './volunteering.rules.ts'
import { findPerson } from './volunteering.people.queries.ts'
import * as lists from './volunteering.signups.queries.ts'

export const signUp = action(endpoints.signUp, async (context, { params: { slotId }, body }) => {
  const me = requireMe(context)
  const personId = body.personId ?? me
  const person = await findPerson(context.db, context.today, personId)
  if (!person) throw invalidField('#/personId', '没有这个人，或不归您看')
  const ask = (slot: SlotNow) => {
    if (personId === me) return context.require(slotPolicy, 'signUp', factsOf(slot))
    const facts = { ...factsOf(slot), personId, homePath: person.path, standing: false, offered: false }
    return context.require(signUpPolicy, 'signUpFor', facts)
  }
  ask(await findSlot(context, slotId))
  const { last } = await lists.lockSlot(context.db, slotId)
  const slot = await findSlot(context, slotId)
  ask(slot)
  requireFit((await lists.standingsOf(context.db, [personId])).get(personId), slot)
  const id = newId(context.now.getTime())
  const row = {
    townId: context.townId,
    id,
    slotId,
    personId,
    name: person.name,
    sortKey: person.sortKey,
    position: last + 1,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    enteredAt: context.now,
    enteredBy: personId === me ? null : me,
  }
  if (!(await lists.insertSignUp(context.db, row))) throw new Problem(problems.busy)
  await lists.settleSlot(context.db, slotId)
  await context.record('volunteering.signUp', subjectOf(slot), { signUpId: id, counter: personId !== me })
  const place = (await lists.placesOf(context.db, [id])).get(id)!
  return { signUpId: id, place, waits: place > slot.places }
})

export const withdraw = action(endpoints.withdraw, async (context, { params: { signUpId } }) => {
  const { row, slot } = await lockFor(context, signUpId, 'withdraw')
  await lists.endSignUps(context.db, [row.id], 'withdrawn')
  await lists.withdrawSwaps(context.db, [row.id])
  await lists.settleSlot(context.db, slot.id)
  await context.record('volunteering.withdraw', subjectOf(slot), { signUpId })
  return { id: signUpId }
})

export const confirm = action(endpoints.confirm, async (context, { params: { signUpId } }) => {
  const { row, slot } = await lockFor(context, signUpId, 'confirm')
  await lists.confirmSignUp(context.db, row.id, row.volunteerConfirmedAt ?? context.now)
  await context.record('volunteering.confirm', subjectOf(slot), { signUpId })
  return { id: signUpId }
})

const codeLength = 8
/** Without letters and digits that look alike. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const codePlace = 'volunteer_swap.code'
const digestOf = ({ sealing }: Context, code: string) => sealing.index(code.replaceAll(/[\s-]/g, '').toUpperCase(), codePlace)

export const offerSwap = action(endpoints.offerSwap, async (context, { params: { signUpId }, body: { wantedSlotId } }) => {
  const { row, slot } = await lockFor(context, signUpId, 'offerSwap')
  if (wantedSlotId !== null) {
    const wanted = await findSlot(context, wantedSlotId).catch(() => null)
    if (!wanted || wanted.id === slot.id || (wanted.state !== 'open' && wanted.state !== 'full'))
      throw invalidField('#/wantedSlotId', '没有这一场，或已经不能报名')
  }
  const code = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')
  await lists.insertSwap(context.db, {
    townId: context.townId,
    id: newId(context.now.getTime()),
    signUpId,
    fromPersonId: row.personId,
    wantedSlotId,
    codeDigest: digestOf(context, code),
    offeredAt: context.now,
  })
  await context.record('volunteering.offerSwap', subjectOf(slot), { signUpId })
  return { code }
})

export const withdrawSwap = action(endpoints.withdrawSwap, async (context, { params: { signUpId } }) => {
  const { slot } = await lockFor(context, signUpId, 'withdrawSwap')
  await lists.withdrawSwaps(context.db, [signUpId])
  await context.record('volunteering.withdrawSwap', subjectOf(slot), { signUpId })
  return { id: signUpId }
})

export const takeOver = action(endpoints.takeOver, async (context, { body: { code } }) => {
  const me = requireMe(context)
  const digest = digestOf(context, code)
  const first = await lists.findSwap(context.db, digest)
  if (!first || first.fromPersonId === me) throw new Problem(problems.codeUnknown)
  for (const id of [first.slotId, first.wantedSlotId].filter(each => each !== null).sort()) await lists.lockSlot(context.db, id)
  const offer = await lists.findSwap(context.db, digest)
  if (!offer) throw new Problem(problems.codeUnknown)
  const slot = await findSlot(context, offer.slotId)
  context.require(slotPolicy, 'takeOver', factsOf(slot))
  const wanted = offer.wantedSlotId === null ? null : await findSlot(context, offer.wantedSlotId)
  const given = wanted && (await lists.ownOn(context.db, wanted.id, me))
  if (wanted && (!given || (wanted.state !== 'open' && wanted.state !== 'full'))) throw new Problem(problems.nothingToGive)
  const standings = await lists.standingsOf(context.db, [me, offer.fromPersonId])
  requireFit(standings.get(me), slot)
  const busy = await lists.busyOf(context.db, [me], slot, given ? [given.id] : [])
  if (busy.size > 0) throw new Problem(problems.busy)
  if (wanted) {
    const unfit = refusalOf(standings.get(offer.fromPersonId), wanted.minAge, dayOf(wanted.startsAt))
    const partnerBusy = await lists.busyOf(context.db, [offer.fromPersonId], wanted, [offer.signUpId])
    // Why is between the partner and the office.
    if (unfit || partnerBusy.size > 0) throw new Problem(problems.partnerUnfit)
  }
  const ids = [newId(context.now.getTime()), newId(context.now.getTime())] as const
  await lists.completeSwap(context.db, offer.id, given?.id ?? null, ids, context.now)
  await context.record('volunteering.takeOver', subjectOf(slot), { signUpId: offer.signUpId, inReturn: wanted !== null })
  return { slotId: slot.id }
})

/** Throws one of not-volunteer, banned, under-age and no-guardian (409). */
export function requireFit(standing: Standing | undefined, { minAge, startsAt }: Pick<SlotNow, 'minAge' | 'startsAt'>): void {
  const refusal = refusalOf(standing, minAge, dayOf(startsAt))
  if (refusal === null) return
  const detail = refusal === 'underAge' ? `这个活动要满${minAge}岁。` : undefined
  throw new Problem(problems[refusal], detail)
}

/** The caller. Throws sign-in-required (401). */
export function requireMe({ actor }: Context): string {
  if (!isPerson(actor)) throw new Problem(common.signInRequired)
  return actor.personId
}

export type SignUpRow = NonNullable<Awaited<ReturnType<typeof lists.findSignUp>>>

export const signUpFacts = (row: SignUpRow, slot: SlotNow, homePath: readonly string[], offered: boolean): SignUpFacts => ({
  ...factsOf(slot),
  personId: row.personId,
  homePath,
  standing: row.state === 'standing',
  offered,
})

/** The sign-up with its slot, which is locked; the policy is asked before and again after the wait. */
async function lockFor(context: Context, id: string, name: Parameters<typeof signUpPolicy.allows>[0]) {
  const ask = async () => {
    const row = await lists.findSignUp(context.db, id)
    if (!row) throw new Problem(common.notFound, '没有这个报名，或不归您看。')
    const slot = await findSlot(context, row.slotId)
    const home = await findPerson(context.db, context.today, row.personId)
    const offered = (await lists.offeredOf(context.db, [id])).has(id)
    context.require(signUpPolicy, name, signUpFacts(row, slot, home?.path ?? [], offered))
    return { row, slot }
  }
  const { slot } = await ask()
  await lists.lockSlot(context.db, slot.id)
  return ask()
}

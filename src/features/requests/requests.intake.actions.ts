/** Requests (诉求): how a case comes in, and how its bearer opens it again. */
import { randomBytes } from 'node:crypto'
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { addWorkingDays, dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { scrub } from '#platform/shared/masking.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { codeFrom, normaliseCode } from '#platform/shared/query-code.ts'
import { type basesOf, endpoints, problems, type Channel, type ConsentBasis } from './requests.contract.ts'
import { unitClock } from './requests.clock.rules.ts'
import { recordStep, sealedPlaces, searchTextOf } from './requests.case.actions.ts'
import { beginApart } from './requests.involved.actions.ts'
import { refuseIfEntered } from './requests.outside.actions.ts'
import { toldTo } from './requests.involved.rules.ts'
import { codeDigest, receiptPass } from './requests.pass.ts'
import { refuseIfEdited } from './requests.desk.actions.ts'
import { isEmergency } from './requests.emergency.rules.ts'
import { keepPhotos, openForm } from './requests.photo.queries.ts'
import { deskRoles } from './requests.desks.rules.ts'
import { requestDoorPolicy } from './requests.policy.ts'
import * as queries from './requests.queries.ts'
import { aroundVillage, levelLimit, normaliseNumber, numberOf, titleOf } from './requests.rules.ts'

export const submit = action(endpoints.submit, async (context, { body }) => {
  context.require(requestDoorPolicy, 'submit', null)
  return takeIn(context, 'requests.submit', { ...body, channel: 'web' })
})

export const enter = action(endpoints.enter, async (context, { body }) => {
  context.require(requestDoorPolicy, 'enter', null)
  return takeIn(context, 'requests.enter', body)
})

/** A case for a household that somebody listened to at its door; the caller has asked its own policy. Throws emergency. */
export const takeInAtDoor = (
  context: Context,
  trouble: Pick<Trouble, 'text' | 'unitId' | 'near' | 'noDanger' | 'contactPhone' | 'address'> & {
    consentBasis: (typeof basesOf.visit)[number]
  },
) => takeIn(context, 'requests.enter', { ...trouble, publicAgreed: false, aboutOfficials: false, channel: 'visit' })

/** A doubt about what a village published: the town keeps it and handles it (村委会组织法 §31). The caller has asked its own policy. Throws emergency. */
export const takeInForTown = (
  context: Context,
  trouble: Pick<Trouble, 'text' | 'unitId' | 'near' | 'contactName' | 'contactPhone' | 'noDanger'>,
) => takeIn(context, 'requests.submit', { ...trouble, publicAgreed: false, aboutOfficials: false, channel: 'web', goesToTown: true })

export const lookUp = action(endpoints.lookUp, async (context, { body }) => {
  context.require(requestDoorPolicy, 'lookUp', null)
  const number = normaliseNumber(body.number)
  const digest = codeDigest(context.sealing, number, normaliseCode(body.code))
  const id = await queries.findReceipt(context.db, number, digest)
  if (!id) throw new Problem(problems.wrongReceipt)
  return { pass: receiptPass.make(context.sealing, id, context.now, digest) }
})

export const reissueCode = action(endpoints.reissueCode, async (context, { params, body }) => {
  const row = await beginApart(context, params.requestId, 'reissueCode')
  await refuseIfEdited(context, row, body)
  const code = newCode()
  await recordStep(context, row, 'requests.reissueCode')
  await queries.updateRequest(context.db, row.id, {
    codeDigest: codeDigest(context.sealing, row.number, code),
    codeToldTo: toldTo(context.actor, row),
    updatedAt: context.now,
  })
  return { id: row.id, number: row.number, code }
})

interface Trouble {
  text: string
  unitId: string
  near: string
  contactName?: string | undefined
  contactPhone?: string | undefined
  address?: string | undefined
  publicAgreed: boolean
  aboutOfficials: boolean
  noDanger: boolean
  /** Past the village, without being a matter of discipline. */
  goesToTown?: boolean
  formKey?: string | undefined
  channel: Channel
  outsideNumber?: string | undefined
  apart?: boolean | undefined
  consentBasis?: ConsentBasis
}

/**
 * Takes a case in: gives it a number and a code, and lays it on the lowest desk that someone holds.
 * Words of danger keep nothing until somebody said that there is none. A case about officials goes around the village: the town keeps it and handles it.
 */
async function takeIn(context: Context, event: 'requests.submit' | 'requests.enter', trouble: Trouble) {
  if (!trouble.noDanger && isEmergency(trouble.text)) throw new Problem(problems.emergency)
  if (trouble.outsideNumber !== undefined) await refuseIfEntered(context, trouble.outsideNumber, trouble.apart)
  const { place, custodyUnitId, handlerUnitId } = await desksOf(context, trouble)
  const id = newId(context.now.getTime())
  const year = Number(context.today.slice(0, 4))
  const names = await queries.namesOfUnits(context.db, [place.id, handlerUnitId])
  // A hole in the village's numbers would tell the village of a case about its officials: those go by the town's own.
  const series = names.get(trouble.aboutOfficials ? custodyUnitId : place.id)!
  const number = numberOf(series.villageShortName, year, await queries.nextNumber(context.db, series.villageId, year))
  const code = newCode()
  const title = titleOf(scrub(trouble.text))
  const sealed = sealedContact(context, trouble)
  const calendar = await context.calendar()
  const clock = unitClock([{ name: event, at: context.now, actorPersonId: null, details: {} }], calendar, context.today)
  await queries.insertRequest(context.db, {
    townId: context.townId,
    id,
    number,
    codeDigest: codeDigest(context.sealing, number, code),
    codeToldTo: toldTo(context.actor, trouble),
    title,
    text: trouble.text,
    near: trouble.near,
    unitId: place.id,
    custodyUnitId,
    handlerUnitId,
    state: 'submitted',
    channel: trouble.channel,
    outsideNumber: trouble.outsideNumber ?? null,
    enteredBy: isPerson(context.actor) ? context.actor.personId : null,
    consentBasis: trouble.consentBasis ?? null,
    publicAgreed: trouble.publicAgreed,
    aboutOfficials: trouble.aboutOfficials,
    ...sealed,
    submittedAt: context.now,
    levelSince: context.now,
    levelDueOn: addWorkingDays(calendar, dayOf(context.now), levelLimit(names.get(handlerUnitId)?.kind ?? '')).day,
    clockState: clock.state,
    clockLimit: clock.limit,
    clockUsed: clock.used,
    dueOn: clock.dueOn,
    soonOn: clock.soonOn,
    clockEstimated: clock.estimated,
    searchText: searchTextOf({ ...trouble, number, title }),
    updatedAt: context.now,
  })
  await recordStep(context, { id, unitId: place.id }, event, { unitId: handlerUnitId, channel: trouble.channel })
  if (trouble.formKey) {
    const formKey = Buffer.from(trouble.formKey, 'hex')
    await openForm(context.db, formKey)
    await keepPhotos(context.db, formKey, id)
  }
  return { id, number, code }
}

/** Where it is, who keeps the case and who begins with it. Throws invalid (422) for a place that is none. */
async function desksOf(context: Context, { unitId, aboutOfficials, goesToTown }: Trouble) {
  const place = await findUnit(context, unitId).catch(() => {
    throw invalidField('#/unitId', '请选村（社区）')
  })
  if (place.kind === 'town') throw invalidField('#/unitId', '请选村（社区）')
  if (aboutOfficials || goesToTown) return { place, ...aroundVillage(place.path) }
  const lowest = await queries.lowestHandler(context.db, place.path, deskRoles)
  return { place, custodyUnitId: place.id, handlerUnitId: lowest ?? place.path[0]! }
}

/** Name, phone and address go in sealed; the phone can be found again by its keyed digest. */
function sealedContact({ sealing }: Context, { contactName, contactPhone, address }: Trouble) {
  return {
    nameSealed: contactName ? sealing.seal(contactName, sealedPlaces.name) : null,
    phoneSealed: contactPhone ? sealing.seal(contactPhone, sealedPlaces.phone) : null,
    phoneIndex: contactPhone ? sealing.index(contactPhone, sealedPlaces.phone) : null,
    addressSealed: address ? sealing.seal(address, sealedPlaces.address) : null,
  }
}

const newCode = () => codeFrom(randomBytes(64))

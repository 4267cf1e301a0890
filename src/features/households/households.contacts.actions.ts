/** Contacts of households (联系户): the two-way choice as staff and members make it, exemptions and limits. */
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import type { Database } from '#platform/database/database.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type ContactSide } from './households.contract.ts'
import * as queries from './households.contacts.queries.ts'
import { contactMachine, defaultLimits, hasRoom, limitsFault, wishFault } from './households.contacts.rules.ts'
import { contactPolicy, householdDoorPolicy, householdPolicy } from './households.policy.ts'
import { findHousehold } from './households.queries.ts'
import { factsOf, found, lock, subjectOf } from './households.row.actions.ts'
import { presentContact } from './households.shown.actions.ts'

export const listPeople = action(endpoints.listPeople, async (context, { params }) => {
  const row = found(await findHousehold(context.db, context.today, params.householdId))
  context.require(householdPolicy, 'listPeople', factsOf(row))
  return { items: await queries.peopleNear(context.db, context.today, row.unitId) }
})

export const proposeContact = action(endpoints.proposeContact, async (context, { params, body }) => {
  const { db, townId, today, now } = context
  const row = await lock(context, params.householdId, 'proposeContact')
  const me = myId(context)
  const fault = wishFault(body.wishOf, body.basis, body.personId === me)
  if (fault) throw invalidField('#/basis', fault)
  await queries.lockMember(db, body.personId)
  const person = (await queries.peopleNear(db, today, row.unitId)).find(({ id }) => id === body.personId)
  if (!person) throw invalidField('#/personId', '这位党员不在这个村（社区），或已经离开')
  if (row.contactPreference === 'none' && body.wishOf !== 'household') throw new Problem(problems.householdDeclines)
  if (person.isExempt) throw new Problem(problems.exempt)
  if (row.contactId !== null) throw new Problem(problems.openContact)
  await requireRoom(context, body.personId)
  const id = newId(now.getTime())
  const memberAgrees = body.wishOf === 'member'
  const householdAgrees = body.wishOf === 'household'
  await queries.insertContact(db, {
    townId,
    id,
    householdId: row.id,
    memberId: body.personId,
    proposedBy: body.wishOf,
    proposedOn: today,
    memberAgreedOn: memberAgrees ? today : null,
    memberAgreedHow: memberAgrees ? (body.personId === me ? 'self' : 'onBehalf') : null,
    householdAgreedOn: householdAgrees ? today : null,
    householdAgreedHow: householdAgrees ? 'onBehalf' : null,
    consentBasis: body.basis,
    enteredBy: me,
    nameShown: memberAgrees && body.nameShown,
  })
  await context.record('households.proposeContact', subjectOf(row), { contactId: id, personId: body.personId, wishOf: body.wishOf })
  return showContact(context, id)
})

export const myContacts = action(endpoints.myContacts, async context => {
  context.require(householdDoorPolicy, 'myContacts', null)
  const rows = await queries.contactsOfMember(context.db, context.today, myId(context))
  const [exemption = null] = await queries.listExemptions(context.db, context.today, myId(context))
  return { items: rows.map(row => presentContact(context, row)), exemption }
})

export const agreeContact = action(endpoints.agreeContact, async (context, { params, body }) => {
  const contact = await begin(context, params.contactId, 'agreeContact')
  if (contact[body.side === 'member' ? 'memberAgreedOn' : 'householdAgreedOn'] !== null)
    throw new Problem(common.wrongState, body.side === 'member' ? '这位党员已经答应了。' : '这一户已经答应了。')
  const own = contact.memberId === myId(context)
  const fault = wishFault(body.side, body.basis, own)
  if (fault) throw invalidField('#/basis', fault)
  await agree(context, contact, body.side, {
    how: body.side === 'member' && own ? 'self' : 'onBehalf',
    consent: body.basis === null ? {} : { consentBasis: body.basis, enteredBy: myId(context) },
    nameShown: body.nameShown,
  })
  await context.record('households.agreeContact', subjectOfContact(contact), {
    contactId: contact.id,
    side: body.side,
    onBehalf: body.basis !== null,
  })
  return showContact(context, contact.id)
})

export const declineContact = action(endpoints.declineContact, async (context, { params }) => {
  const contact = await begin(context, params.contactId, 'declineContact')
  await decline(context, contact)
  await context.record('households.declineContact', subjectOfContact(contact), { contactId: contact.id })
  return showContact(context, contact.id)
})

export const endContact = action(endpoints.endContact, async (context, { params, body }) => {
  const contact = await begin(context, params.contactId, 'endContact')
  await queries.updateContact(context.db, contact.id, {
    state: contactMachine.next(contact.state, 'end'),
    endedOn: context.today,
    endReason: body.reason,
  })
  await context.record('households.endContact', subjectOfContact(contact), { contactId: contact.id, reason: body.reason })
  return showContact(context, contact.id)
})

/**
 * One side's agreement; with both the contact begins. Throws contact-full (409) when the member has as many as the town allows by then.
 */
export async function agree(
  context: Context,
  contact: queries.ContactRow,
  side: ContactSide,
  { how, consent = {}, nameShown = false }: { how: 'self' | 'card' | 'onBehalf'; consent?: queries.ContactChanges; nameShown?: boolean },
) {
  const { db, today } = context
  const both = side === 'member' ? contact.householdAgreedOn !== null : contact.memberAgreedOn !== null
  if (both) await requireRoom(context, contact.memberId)
  await queries.updateContact(db, contact.id, {
    ...consent,
    ...(side === 'member'
      ? { memberAgreedOn: today, memberAgreedHow: how as 'self' | 'onBehalf', nameShown }
      : { householdAgreedOn: today, householdAgreedHow: how as 'card' | 'onBehalf' }),
    ...(both && { state: contactMachine.next(contact.state, 'begin'), startedOn: today }),
  })
  if (both) await queries.endWishes(db, [contact.householdId])
}

export const decline = ({ db, today }: Context, contact: queries.ContactRow) =>
  queries.updateContact(db, contact.id, { state: contactMachine.next(contact.state, 'decline'), endedOn: today })

export const listExemptions = action(endpoints.listExemptions, async context => {
  context.require(householdDoorPolicy, 'listExemptions', null)
  return { items: await queries.listExemptions(context.db, context.today) }
})

export const exempt = action(endpoints.exempt, async (context, { body }) => {
  const { db, townId, today, now } = context
  const path = await queries.pathOfPerson(db, today, body.personId)
  if (!path) throw invalidField('#/personId', '没有这位党员')
  context.require(householdDoorPolicy, 'exempt', { path })
  if (body.from > today) throw invalidField('#/from', '日期不能晚于今天')
  await queries.lockMember(db, body.personId)
  if ((await queries.listExemptions(db, today, body.personId)).length > 0) throw invalidField('#/personId', '这位党员已经免去联系户')
  const id = newId(now.getTime())
  await queries.insertExemption(db, {
    townId,
    id,
    personId: body.personId,
    reason: body.reason,
    validFrom: body.from,
    recordedBy: myId(context),
  })
  const state = contactMachine.next('proposed', 'end')
  await queries.endProposals(db, body.personId, { state, endedOn: today, endReason: 'memberExempt' })
  // The reason may tell of somebody's health: the log does not.
  await context.record('households.exempt', { kind: 'contactExemption', id, unitId: path.at(-1)! })
  return foundExemption(await queries.findExemption(db, today, id))
})

export const endExemption = action(endpoints.endExemption, async (context, { params, body }) => {
  const { db, today } = context
  const row = foundExemption(await queries.findExemption(db, today, params.exemptionId))
  context.require(householdDoorPolicy, 'endExemption', { path: row.path })
  if (row.validTo !== null) throw new Problem(common.wrongState, '已经结束了。')
  if (body.until > today || body.until < row.validFrom) throw invalidField('#/until', '日期要在开始和今天之间')
  await queries.endExemption(db, row.id, body.until)
  await context.record('households.endExemption', { kind: 'contactExemption', id: row.id, unitId: row.path.at(-1)! })
  return { ...row, validTo: body.until }
})

export const limits = action(endpoints.limits, async context => {
  context.require(householdDoorPolicy, 'limits', null)
  return presentLimits(context)
})

export const setLimits = action(endpoints.setLimits, async (context, { body }) => {
  context.require(householdDoorPolicy, 'setLimits', null)
  requireVersion(context, await presentLimits(context), body)
  const fault = limitsFault(body)
  if (fault) throw invalidField('#/most', fault)
  await queries.saveLimits(context.db, context.townId, body)
  const { path } = context.actor.kind === 'person' ? context.actor.posts.find(({ role }) => role === 'townClerk')! : { path: [] }
  await context.record('households.setLimits', { kind: 'unit', id: path[0]!, unitId: path[0]! }, { least: body.least, most: body.most })
  return presentLimits(context)
})

async function presentLimits({ db, actor, now }: Context) {
  const set = await allowedOf(db)
  return { ...set, allowedActions: householdDoorPolicy.allowed(actor, null, now).filter(name => name === 'setLimits') }
}

/** What the town set, or what holds while it has set nothing. */
export const allowedOf = async (db: Database) => (await queries.findLimits(db)) ?? { ...defaultLimits, version: 0 }

/** Throws contact-full (409) when the member has as many households as the town allows. */
async function requireRoom({ db }: Context, memberId: string) {
  const allowed = await allowedOf(db)
  if (!hasRoom(await queries.householdsOfMember(db, memberId), allowed))
    throw new Problem(problems.contactFull, `上限是${allowed.most}户。依据：${allowed.source}。`)
}

async function begin(context: Context, id: string, name: (typeof contactPolicy.names)[number]) {
  const before = foundContact(await queries.findContact(context.db, context.today, id))
  context.require(contactPolicy, name, before)
  await queries.lockHouseholdOf(context.db, before.householdId)
  await queries.lockMember(context.db, before.memberId)
  const contact = foundContact(await queries.lockContact(context.db, context.today, id))
  context.require(contactPolicy, name, contact)
  requireVersion(context, { version: contact.version, state: contact.state }, {})
  return contact
}

const showContact = async (context: Context, id: string) =>
  presentContact(context, foundContact(await queries.findContact(context.db, context.today, id)))

function foundContact(row: queries.ContactRow | undefined) {
  if (!row) throw new Problem(common.notFound, '没有这项联系。')
  return row
}

function foundExemption(row: Awaited<ReturnType<typeof queries.findExemption>>) {
  if (!row) throw new Problem(common.notFound, '没有这项登记。')
  return row
}

export const subjectOfContact = ({ householdId, path }: queries.ContactRow) => ({
  kind: 'household',
  id: householdId,
  unitId: path.at(-1) ?? null,
})
const myId = ({ actor }: Context): string => {
  if (!isPerson(actor)) throw new Problem(common.signInRequired)
  return actor.personId
}

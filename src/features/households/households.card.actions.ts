/** The household's card (联系卡): what the household itself does, by number and code. Nobody asks it for a reason. */
import { action, type Context } from '#platform/server/action.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { normaliseCode } from '#platform/shared/query-code.ts'
import { endpoints, problems, type EndReason } from './households.contract.ts'
import { agree, decline } from './households.contacts.actions.ts'
import { lockOpenContact, updateContact } from './households.contacts.queries.ts'
import { contactMachine } from './households.contacts.rules.ts'
import { cardPolicy, householdDoorPolicy } from './households.policy.ts'
import * as queries from './households.queries.ts'
import { cardDigest, found, subjectOf } from './households.row.actions.ts'
import { cardPass } from './households.pass.ts'
import { householdNumber } from './households.rules.ts'

export const openCard = action(endpoints.openCard, async (context, { body }) => {
  context.require(householdDoorPolicy, 'openCard', null)
  const digest = cardDigest(context, body.number, normaliseCode(body.code))
  const id = await queries.findCard(context.db, householdNumber(body.number), digest)
  if (!id) throw new Problem(problems.wrongCard)
  return { pass: cardPass.make(context.sealing, id, context.now, digest) }
})

export const showCard = action(endpoints.showCard, async context => {
  const { row } = await mine(context, 'showCard')
  return present(context, row)
})

export const acceptMember = action(endpoints.acceptMember, async context => {
  const { row, contact } = await mine(context, 'acceptMember')
  await agree(context, contact!, 'household', { how: 'card' })
  await context.record('households.acceptMember', subjectOf(row), { contactId: contact!.id })
  return show(context, row.id)
})

export const declineMember = action(endpoints.declineMember, async context => {
  const { row, contact } = await mine(context, 'declineMember')
  await decline(context, contact!)
  await context.record('households.declineMember', subjectOf(row), { contactId: contact!.id })
  return show(context, row.id)
})

export const leaveMember = action(endpoints.leaveMember, async context => {
  const { row, contact } = await mine(context, 'leaveMember')
  await end(context, contact!, 'householdAsked')
  await context.record('households.leaveMember', subjectOf(row), { contactId: contact!.id })
  return show(context, row.id)
})

export const askForMember = action(endpoints.askForMember, async context => {
  const { row } = await mine(context, 'askForMember')
  const contactPreference = row.contactPreference === 'none' ? 'atHome' : row.contactPreference
  await queries.updateHousehold(context.db, row.id, { wantsContactOn: context.today, contactPreference })
  await context.record('households.askForMember', subjectOf(row))
  return show(context, row.id)
})

export const preferContact = action(endpoints.preferContact, async (context, { body }) => {
  const { row } = await mine(context, 'preferContact')
  await queries.updateHousehold(context.db, row.id, { ...body, ...(body.contactPreference === 'none' && { wantsContactOn: null }) })
  await context.record('households.preferContact', subjectOf(row), body)
  return show(context, row.id)
})

export const withdrawConsent = action(endpoints.withdrawConsent, async context => {
  const { row, contact } = await mine(context, 'withdrawConsent')
  if (contact) await end(context, contact, 'consentWithdrawn')
  await queries.updateHousehold(context.db, row.id, {
    contactPreference: 'none',
    phoneSealed: null,
    phoneIndex: null,
    wantsContactOn: null,
  })
  for (const consent of context.consents) await consent.withdraw(context, row.id)
  await context.record('households.withdrawConsent', subjectOf(row), { contactId: contact?.id ?? null })
  return show(context, row.id)
})

/** The household of the card with its open contact, locked after its member: in the order in which everybody locks them. */
async function mine(context: Context, name: (typeof cardPolicy.names)[number]) {
  const { actor, db, today } = context
  if (actor.kind !== 'household') throw new Problem(common.signInRequired)
  const row = found(await queries.lockHousehold(db, today, actor.householdId))
  const contact = await lockOpenContact(db, today, row.id)
  context.require(cardPolicy, name, factsOf(row))
  return { row, contact }
}

const end = ({ db, today }: Context, contact: { id: string; state: 'proposed' | 'active' | 'declined' | 'ended' }, endReason: EndReason) =>
  updateContact(db, contact.id, { state: contactMachine.next(contact.state, 'end'), endedOn: today, endReason })

const factsOf = (row: queries.HouseholdRow) => ({
  id: row.id,
  state: row.state,
  contact: row.contactState,
  householdAgreed: row.householdAgreedOn !== null,
  wants: row.wantsContactOn !== null,
  silent: row.contactPreference === 'none' && row.phoneSealed === null && row.contactId === null,
})

const show = async (context: Context, id: string) => present(context, found(await queries.findHousehold(context.db, context.today, id)))

async function present({ actor, db, now }: Context, row: queries.HouseholdRow) {
  return {
    number: row.code,
    unitName: row.unitName,
    occupiedFrom: row.occupiedFrom,
    contactPreference: row.contactPreference,
    hasPhone: row.phoneSealed !== null,
    wantsContactOn: row.wantsContactOn,
    contact:
      row.contactId === null
        ? null
        : {
            state: row.contactState!,
            memberName: row.memberName,
            proposedBy: row.contactProposedBy!,
            proposedOn: row.contactProposedOn!,
            startedOn: row.contactStartedOn,
            householdAgreed: row.householdAgreedOn !== null,
          },
    readers: await queries.readersOf(db, row.id),
    allowedActions: cardPolicy.allowed(actor, factsOf(row), now),
  }
}

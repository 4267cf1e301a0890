/** Contacts that a change had ended and that go on when it is taken back (联系恢复): as far as household and member still want it. */
import type { Context } from '#platform/server/action.ts'
import { allowedOf } from './households.contacts.actions.ts'
import * as contacts from './households.contacts.queries.ts'
import { hasRoom, resumeFault } from './households.contacts.rules.ts'
import * as queries from './households.queries.ts'
import * as writing from './households.verbs.queries.ts'

/**
 * Those of the change go on as they were, unless the household has withdrawn its consent since, or the member is exempt or has as many
 * households as the town allows by now: such a one stays ended, and its reason says why. The households are locked and restored.
 */
export async function resumeContacts(context: Context, change: { id: string; recordedAt: Date }): Promise<void> {
  const { db, today } = context
  const ended = await writing.contactsEndedBy(db, change.id)
  for (const memberId of [...new Set(ended.map(contact => contact.memberId))].toSorted()) await contacts.lockMember(db, memberId)
  for (const { id, householdId, memberId } of ended) {
    const household = await queries.findHousehold(db, today, householdId)
    const fault = resumeFault({
      reachesNobody: household?.contactPreference === 'none',
      withdrew: await queries.withdrewSince(db, householdId, change.recordedAt),
      isExempt: await contacts.isExempt(db, memberId),
      hasRoom: hasRoom(await contacts.householdsOfMember(db, memberId), await allowedOf(db)),
    })
    if (fault === null) await writing.resumeContact(db, id)
    else await contacts.updateContact(db, id, { endReason: fault })
  }
}

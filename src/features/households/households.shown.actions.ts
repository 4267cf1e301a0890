/** A household as people see it (户的详情): its history, contacts and readers, and what may be done now. */
import type { Context } from '#platform/server/action.ts'
import type { Household, HouseholdContact } from './households.contract.ts'
import { contactsOfHousehold, type ContactRow } from './households.contacts.queries.ts'
import { contactPolicy, householdPolicy } from './households.policy.ts'
import * as queries from './households.queries.ts'
import { factsOf, found, lineOf } from './households.row.actions.ts'
import { canUndoUntil } from './households.rules.ts'
import { placesOf } from './households.verbs.queries.ts'

export const show = async (context: Context, id: string): Promise<Household> =>
  present(context, found(await queries.findHousehold(context.db, context.today, id)))

export async function present(context: Context, row: queries.HouseholdRow): Promise<Household> {
  const { db, today, actor, now } = context
  const own = await queries.changesOf(db, [row.id])
  const all = await queries.changesOf(db, [...new Set(own.flatMap(({ householdIds }) => householdIds))])
  const codes = await queries.codesOf(db, [...new Set([...own.flatMap(({ householdIds }) => householdIds), row.mergedInto ?? row.id])])
  const places = await placesOf(
    db,
    today,
    own.map(({ id }) => id),
  )
  const mayUndo = (changeId: string) =>
    [row, ...(places.get(changeId) ?? [])].every(({ path }) => householdPolicy.allows('undo', actor, { ...factsOf(row), path }))
  const contacts = await contactsOfHousehold(db, today, row.id)
  return {
    ...lineOf(row),
    mergedIntoCode: row.mergedInto === null ? null : (codes.get(row.mergedInto) ?? null),
    cardIssuedOn: row.cardIssuedOn,
    forgottenOn: row.forgottenOn,
    version: row.version,
    periods: await queries.periodsOf(db, today, row.id),
    changes: own.map(change => {
      const otherId = change.householdIds.find(id => id !== row.id) ?? null
      const shared = all.filter(({ householdIds }) => householdIds.some(id => change.householdIds.includes(id)))
      return {
        id: change.id,
        verb: change.verb,
        effectiveOn: change.effectiveOn,
        recordedAt: change.recordedAt.toISOString(),
        recordedBy: change.recordedBy,
        otherId,
        otherCode: otherId === null ? null : (codes.get(otherId) ?? null),
        undoneAt: change.undoneAt?.toISOString() ?? null,
        undoUntil: mayUndo(change.id) ? canUndoUntil(change, shared, today) : null,
      }
    }),
    contacts: contacts.map(contact => presentContact(context, contact)),
    readers: await queries.readersOf(db, row.id),
    allowedActions: householdPolicy.allowed(actor, factsOf(row), now),
  }
}

/** A contact with what the reader may do with it now. */
export const presentContact = ({ actor, now }: Context, { path, memberName, ...contact }: ContactRow): HouseholdContact => ({
  ...contact,
  memberName: memberName ?? '',
  allowedActions: contactPolicy.allowed(actor, { path, memberId: contact.memberId, state: contact.state }, now),
})

/** What a household said may go with a case of its own (随诉求留下的联系方式): its telephone and address. */
import type { Context } from '#platform/server/action.ts'
import { householdPolicy } from './households.policy.ts'
import * as queries from './households.queries.ts'
import { factsOf, found, sealedPlaces, subjectOf } from './households.row.actions.ts'

/**
 * Opens what of telephone and address is kept, for whoever handles the case: for those who may open it field by field. The household reads
 * who let it go, as it does of any opening.
 */
export async function lendContact(context: Context, householdId: string): Promise<{ contactPhone?: string; address?: string }> {
  const row = found(await queries.findHousehold(context.db, context.today, householdId))
  context.require(householdPolicy, 'reveal', factsOf(row))
  const { addressSealed } = await queries.currentPeriod(context.db, row.id)
  const { phoneSealed } = row
  const fields = [...(phoneSealed ? ['phone'] : []), ...(addressSealed ? ['address'] : [])]
  if (fields.length > 0) await context.record('households.reveal', subjectOf(row), { fields, reason: 'request' })
  return {
    ...(phoneSealed && { contactPhone: context.sealing.open(phoneSealed, sealedPlaces.phone) }),
    ...(addressSealed && { address: context.sealing.open(addressSealed, sealedPlaces.address) }),
  }
}

/** The plate rests on the household's consent (收回同意): when the household takes it back as a whole, the plate goes with it. */
import type { HouseholdConsent } from '#platform/server/action.ts'
import { subjectOf, withdrawConsent } from './plates.actions.ts'
import { openPlateOf, lockPlate } from './plates.queries.ts'
import { withdrawal } from './plates.rules.ts'

export const consents: HouseholdConsent = {
  async withdraw(context, householdId) {
    const before = await openPlateOf(context.db, context.today, householdId)
    if (!before) return
    await lockPlate(context.db, before.id)
    const row = await openPlateOf(context.db, context.today, householdId)
    if (!row || withdrawal(row.state) === null) return
    await withdrawConsent(context, row, 'household')
    await context.record('plates.withdrawByCard', subjectOf(row))
  },
}

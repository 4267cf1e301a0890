/**
 * Visits rest on the household's consent (收回同意): when it takes that back as a whole, what was written of it is forgotten and nobody comes.
 *
 * Only counts remain: that somebody was there on a day, and about what. Source: domain §33 (13).
 */
import type { HouseholdConsent } from '#platform/server/action.ts'
import * as queries from './visits.queries.ts'
import { foundHome } from './visits.row.actions.ts'
import { visitMachine } from './visits.rules.ts'

export const consents: HouseholdConsent = {
  async withdraw(context, householdId) {
    const { db, townId, today } = context
    await queries.lockHome(db, townId, householdId)
    const home = foundHome(await queries.findHome(db, today, householdId))
    const dropped = await queries.dropOpenVisits(db, householdId)
    const kept = await queries.lockUnforgotten(db, householdId)
    for (const { id, state } of kept) {
      const isOver = visitMachine.can(state, 'close')
      const closing = isOver ? { state: visitMachine.next(state, 'close'), closedOn: today } : {}
      await queries.updateVisit(db, id, { noteSealed: null, mayContact: false, needsFollowUp: false, ...closing })
    }
    const wished = home.monthlySince !== null || home.askedOn !== null
    if (wished) await queries.setRhythm(db, townId, householdId, { monthlySince: null, askedOn: null })
    if (dropped > 0 || kept.length > 0 || wished)
      await context.record('visits.withdrawConsent', { kind: 'household', id: householdId, unitId: home.unitId })
  },
}

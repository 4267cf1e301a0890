/** Who bears a household's card (持卡的户): from the Authorization header ("Household …") to the actor of one household. */
import type { Asking, Platform } from '#platform/server/platform.ts'
import type { Actor } from '#platform/shared/actor.ts'
import { readPass } from './households.pass.ts'

/** The bearer of a pass that opens a household now, or null. */
export function identifyHousehold(platform: Platform, { headers }: Asking): Actor | null {
  const pass = /^Household ([A-Za-z0-9_-]{20,400})$/i.exec(String(headers.authorization ?? ''))?.[1]
  const householdId = pass && readPass(platform.sealing, pass, platform.now())
  return householdId ? { kind: 'household', townId: platform.townId, householdId } : null
}

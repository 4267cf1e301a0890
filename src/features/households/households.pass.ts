/**
 * The pass of a card (联系卡凭证): who has shown number and code carries it for 30 minutes; a page's cookie is renewed at each use.
 *
 * It is sealed, names one household and when it ends, and travels in a cookie or the Authorization header ("Household …"),
 * never in an address (ASVS 14.2.1).
 */
import type { PassCookie } from '#platform/server/page.ts'
import type { Sealing } from '#platform/server/sealing.ts'

const life = 30 * 60_000
const place = 'household.pass'

export const passCookie: PassCookie = 'household'

export const makePass = (sealing: Sealing, householdId: string, now: Date) =>
  sealing.seal(`${householdId} ${now.getTime() + life}`, place).toString('base64url')

/** The household a pass opens now, or null if it is false or has ended. */
export function readPass(sealing: Sealing, pass: string, now: Date): string | null {
  try {
    const [householdId, until] = sealing.open(Buffer.from(pass, 'base64url'), place).split(' ')
    return householdId && Number(until) > now.getTime() ? householdId : null
  } catch {
    return null
  }
}

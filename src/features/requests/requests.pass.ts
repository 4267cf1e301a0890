/**
 * The pass of a query code (查询凭证): who has shown number and code carries it for 30 minutes; a page's cookie is renewed at each use.
 *
 * It is sealed, so it cannot be made or changed outside; it names one case and when it ends. It travels in a
 * cookie or the Authorization header ("Receipt …"), never in an address (ASVS 14.2.1).
 */
import type { PassCookie } from '#platform/server/page.ts'
import type { Sealing } from '#platform/server/sealing.ts'

const life = 30 * 60_000
const place = 'request.pass'

export const passCookie: PassCookie = 'receipt'

export const makePass = (sealing: Sealing, requestId: string, now: Date) =>
  sealing.seal(`${requestId} ${now.getTime() + life}`, place).toString('base64url')

/** The case a pass opens now, or null if it is false or has ended. */
export function readPass(sealing: Sealing, pass: string, now: Date): string | null {
  try {
    const [requestId, until] = sealing.open(Buffer.from(pass, 'base64url'), place).split(' ')
    return requestId && Number(until) > now.getTime() ? requestId : null
  } catch {
    return null
  }
}

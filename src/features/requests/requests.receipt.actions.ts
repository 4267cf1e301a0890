/** Who bears a query code (凭查询码的人): from the Authorization header ("Receipt …") or the page's cookie to the actor of one case. */
import type { Bearer, Visit } from '#platform/server/page.ts'
import type { Asking, Platform } from '#platform/server/platform.ts'
import type { Actor } from '#platform/shared/actor.ts'
import { makePass, passCookie, readPass } from './requests.pass.ts'

/** The bearer of a pass that opens a case now, or null. */
export function identifyReceipt(platform: Platform, { headers }: Asking): Actor | null {
  const pass = /^Receipt ([A-Za-z0-9_-]{20,400})$/i.exec(String(headers.authorization ?? ''))?.[1]
  const requestId = pass && readPass(platform.sealing, pass, platform.now())
  return requestId ? { kind: 'receipt', townId: platform.townId, requestId } : null
}

/** The bearer of the pass that a page's cookie opens now with the next one, or null. */
export function bearerOf({ cookies, platform, now }: Pick<Visit, 'cookies' | 'platform' | 'now'>): Bearer | null {
  const pass = cookies[passCookie]
  const requestId = pass && readPass(platform.sealing, pass, now)
  if (!requestId) return null
  const renewed = { name: passCookie, value: makePass(platform.sealing, requestId, now) }
  return { actor: { kind: 'receipt', townId: platform.townId, requestId }, renewed }
}

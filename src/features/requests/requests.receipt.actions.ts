/** Who bears a query code (凭查询码的人): from the Authorization header ("Receipt …") or the page's cookie to the actor of one case. */
import type { Bearer, Visit } from '#platform/server/page.ts'
import { lastAt } from '#platform/server/pass.ts'
import type { Asking, Platform } from '#platform/server/platform.ts'
import type { Actor } from '#platform/shared/actor.ts'
import { makePass, openPass, passCookie, readPass } from './requests.pass.ts'

/** The bearer of a pass that opens a case now, or null. */
export function identifyReceipt(platform: Platform, { headers }: Asking): Actor | null {
  const pass = /^Receipt ([A-Za-z0-9_-]{20,400})$/i.exec(String(headers.authorization ?? ''))?.[1]
  const requestId = pass && readPass(platform.sealing, pass, platform.now())
  return requestId ? { kind: 'receipt', townId: platform.townId, requestId } : null
}

/** The bearer of the pass that a page's cookie opens now with the next one, or null. */
export function bearerOf({ cookies, platform, now }: Pick<Visit, 'cookies' | 'platform' | 'now'>): Bearer | null {
  const pass = cookies[passCookie]
  const opened = pass ? openPass(platform.sealing, pass, now) : null
  if (!opened) return null
  const { id: requestId, since } = opened
  const renewed = { name: passCookie, value: makePass(platform.sealing, requestId, now, since) }
  return { actor: { kind: 'receipt', townId: platform.townId, requestId }, since, renewed }
}

/** When the case's code was last replaced, as the case's own log has it. */
export const codeReplacedAt = ({ actor, read }: Visit): Promise<Date | null> =>
  read(context =>
    actor.kind === 'receipt' ? lastAt(context, { kind: 'request', id: actor.requestId }, 'requests.reissueCode') : Promise.resolve(null),
  )

/** Who bears a household's card (持卡的户): from the Authorization header ("Household …") or the page's cookie to the actor of one household. */
import type { Bearer, Visit } from '#platform/server/page.ts'
import { lastAt } from '#platform/server/pass.ts'
import type { Asking, Platform } from '#platform/server/platform.ts'
import type { Actor } from '#platform/shared/actor.ts'
import { makePass, openPass, passCookie, readPass } from './households.pass.ts'

/** The bearer of a pass that opens a household now, or null. */
export function identifyHousehold(platform: Platform, { headers }: Asking): Actor | null {
  const pass = /^Household ([A-Za-z0-9_-]{20,400})$/i.exec(String(headers.authorization ?? ''))?.[1]
  const householdId = pass && readPass(platform.sealing, pass, platform.now())
  return householdId ? { kind: 'household', townId: platform.townId, householdId } : null
}

/** The bearer of the card that a page's cookie opens now with the next one, or null. */
export function bearerOf({ cookies, platform, now }: Pick<Visit, 'cookies' | 'platform' | 'now'>): Bearer | null {
  const pass = cookies[passCookie]
  const opened = pass ? openPass(platform.sealing, pass, now) : null
  if (!opened) return null
  const { id: householdId, since } = opened
  const renewed = { name: passCookie, value: makePass(platform.sealing, householdId, now, since) }
  return { actor: { kind: 'household', townId: platform.townId, householdId }, since, renewed }
}

/** When the household's code was last replaced, as the household's own log has it. */
export const codeReplacedAt = ({ actor, read }: Visit): Promise<Date | null> =>
  read(context =>
    actor.kind === 'household'
      ? lastAt(context, { kind: 'household', id: actor.householdId }, 'households.issueCard')
      : Promise.resolve(null),
  )

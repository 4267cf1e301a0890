/**
 * The pass of a one-time code (查看凭证): who used a code up carries it for 30 minutes, in a cookie or "Authorization: Subject …".
 *
 * It is sealed, so it cannot be made or changed outside; it names one person and when it ends. Never in an address (ASVS 14.2.1).
 */
import type { PassCookie, Visit } from '#platform/server/page.ts'
import type { Asking, Platform } from '#platform/server/platform.ts'
import type { Sealing } from '#platform/server/sealing.ts'
import type { Actor } from '#platform/shared/actor.ts'

const life = 30 * 60_000
const place = 'subject.pass'
export const passCookie: PassCookie = 'subject'

export const makePass = (sealing: Sealing, personId: string, now: Date) =>
  sealing.seal(`${personId} ${now.getTime() + life}`, place).toString('base64url')

/** The person whom a pass opens now, or null if it is false or has ended. */
export function readPass(sealing: Sealing, pass: string, now: Date): string | null {
  try {
    const [personId, until] = sealing.open(Buffer.from(pass, 'base64url'), place).split(' ')
    return personId && Number(until) > now.getTime() ? personId : null
  } catch {
    return null
  }
}

/** The bearer of a pass in the Authorization header, or null. */
export function identifySubject(platform: Platform, { headers }: Asking): Actor | null {
  const pass = /^Subject ([A-Za-z0-9_-]{20,400})$/i.exec(String(headers.authorization ?? ''))?.[1]
  const personId = pass && readPass(platform.sealing, pass, platform.now())
  return personId ? { kind: 'subject', townId: platform.townId, personId } : null
}

/**
 * The visit as the person whose data it is, with a pass or signed in; null for anyone else. The pass comes first: at a counter it is the
 * resident's, in a browser in which the clerk is signed in.
 */
export function asSubject(visit: Visit): Visit | null {
  const pass = visit.cookies[passCookie]
  const personId = pass && readPass(visit.platform.sealing, pass, visit.now)
  if (personId) return visit.as({ kind: 'subject', townId: visit.platform.townId, personId })
  return visit.actor.kind === 'person' ? visit : null
}

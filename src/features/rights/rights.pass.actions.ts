/** The pass of a one-time code (查看凭证): of one person, in a cookie or "Authorization: Subject …". */
import type { PassCookie, Visit } from '#platform/server/page.ts'
import { passesOf } from '#platform/server/pass.ts'
import type { Asking, Platform } from '#platform/server/platform.ts'
import type { Sealing } from '#platform/server/sealing.ts'
import type { Actor } from '#platform/shared/actor.ts'

export const passCookie: PassCookie = 'subject'
export const { make: makePass, read: openPass } = passesOf('subject.pass')

/** The person whom a pass opens now, or null. */
export const readPass = (sealing: Sealing, pass: string, now: Date) => openPass(sealing, pass, now)?.id ?? null

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

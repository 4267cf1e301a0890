/** Who is asking (识别来人): from a session's cookie or an access token to the person with their posts, in one question. */
import type { Asking, Platform } from '#platform/server/platform.ts'
import { digestOf } from '#platform/server/secrets.ts'
import { whileAvailable } from '#platform/server/transaction.ts'
import type { Config } from '#platform/server/config.ts'
import type { PersonActor, SignedInBy } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { findSessionActor, findTokenActor } from './accounts.queries.ts'
import { countingPosts } from './accounts.rules.ts'

/** The cookies. Over https their names begin with __Host-, which no other site or path can set (RFC 6265bis §4.1.3.2). */
export function cookieNames({ publicUrl }: Pick<Config, 'publicUrl'>): { session: string; browser: string } {
  const prefix = publicUrl.startsWith('https:') ? '__Host-' : ''
  return { session: `${prefix}sanliang`, browser: `${prefix}sanliang-browser` }
}

/**
 * The signed-in person, or null. A token that is wrong, over or of another town is nobody's; it never falls back to the cookie.
 * Throws unavailable (503) when the database is away.
 */
export async function identifyPerson(platform: Platform, { headers, cookies }: Asking): Promise<PersonActor | null> {
  const now = platform.now()
  const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/i.exec(String(headers.authorization ?? ''))?.[1]
  const cookie = cookies[cookieNames(platform.config).session]
  const found = await whileAvailable(async () => {
    if (headers.authorization !== undefined) return bearer ? byToken(platform, bearer, now) : null
    return cookie && cookie.length === 43 ? bySession(platform, cookie, now) : null
  })
  return found?.townId === platform.townId ? found : null
}

async function bySession(platform: Platform, token: string, now: Date) {
  const found = await findSessionActor(platform.signIn.db, digestOf(token), now, dayOf(now))
  if (!found) return null
  const { sessionId: id, codeGivenAt, demonstration, posts } = found
  // A link of the demonstration opens without a code, on loopback only.
  const counting = countingPosts(posts, codeGivenAt !== null || demonstration)
  return actorOf({ ...found, posts: counting }, { kind: 'session', id, codeGivenAt })
}

async function byToken(platform: Platform, token: string, now: Date) {
  const found = await findTokenActor(platform.signIn.db, digestOf(token), now, dayOf(now))
  if (!found) return null
  return actorOf(
    { ...found, posts: countingPosts(found.posts, found.administrator) },
    { kind: 'token', id: found.tokenId, scopes: found.scopes },
  )
}

const actorOf = (
  { townId, personId, accountId, posts }: Pick<PersonActor, 'townId' | 'personId' | 'accountId' | 'posts'>,
  via: SignedInBy,
): PersonActor => ({
  kind: 'person',
  townId,
  personId,
  accountId,
  posts,
  via,
})

/**
 * Passes (凭证): who has shown a number and its code, or a one-time code, carries one instead of the code.
 *
 * It is sealed, so it cannot be made or changed outside; it names what it opens and by which code, since when, and when it ends. A page's cookie
 * is renewed at each use, for a working day at most. It travels in a cookie or the Authorization header, never in an address (ASVS 14.2.1). Both
 * come through here: a pass of a code that was replaced since opens nothing, however it is shown, and whatever the machine's clock said when
 * one or the other was made.
 */
import type { Database } from '#platform/database/database.ts'
import type { Actor } from '#platform/shared/actor.ts'
import type { Bearer, PassCookie } from './page.ts'
import type { Asking, Platform } from './platform.ts'
import type { Sealing } from './sealing.ts'
import { inTransaction } from './transaction.ts'

/** Milliseconds from its last use, and from the code. */
const life = 30 * 60_000
const longest = 12 * 3_600_000

export interface PassKind {
  /** What they are sealed for. */
  place: string
  cookie: PassCookie
  /** How they are named in the Authorization header. */
  scheme: string
  /** The digest of the code of a thing as it is now, as its bearer may read it; left out where a code is used up at once. */
  codeOf?(db: Database, id: string): Promise<Buffer | null>
  actorOf(townId: number, id: string): Actor
}

export type Passes = ReturnType<typeof passesOf>

export interface Pass {
  id: string
  /** When the code was shown. */
  since: Date
  /** Of which code. */
  mark: string
}

/** Enough of a digest to tell a code from the one before it. */
const markOf = (code: Buffer | null) => code?.subarray(0, 9).toString('base64url') ?? '-'

export function passesOf({ place, cookie, scheme, codeOf, actorOf }: PassKind) {
  const header = new RegExp(`^${scheme} ([A-Za-z0-9_-]{20,400})$`, 'i')

  /** A pass for the time from now on, of the code with this digest that was shown just now or at `since`. */
  function make(sealing: Sealing, id: string, now: Date, code: Buffer | null = null, since = now): string {
    return sealed(sealing, id, now, markOf(code), since)
  }

  function sealed(sealing: Sealing, id: string, now: Date, mark: string, since: Date): string {
    const until = Math.min(now.getTime() + life, since.getTime() + longest)
    return sealing.seal(`${id} ${until} ${since.getTime()} ${mark}`, place).toString('base64url')
  }

  /** What a pass says, or null if it is false or has ended. Whether its code is still that one, only `bearerOf` asks. */
  function read(sealing: Sealing, pass: string, now: Date): Pass | null {
    try {
      const [id, until, since, mark] = sealing.open(Buffer.from(pass, 'base64url'), place).split(' ')
      return id && since && mark && Number(until) > now.getTime() ? { id, since: new Date(Number(since)), mark } : null
    } catch {
      return null
    }
  }

  /** Who bears the pass, with the next one; null if it opens nothing now. */
  async function bearerOf(platform: Platform, pass: string | undefined): Promise<Bearer | null> {
    const now = platform.now()
    const opened = pass ? read(platform.sealing, pass, now) : null
    if (!opened) return null
    const { id, since, mark } = opened
    const actor = actorOf(platform.townId, id)
    if (codeOf && markOf(await inTransaction(platform, actor, ({ db }) => codeOf(db, id))) !== mark) return null
    return { actor, renewed: { name: cookie, value: sealed(platform.sealing, id, now, mark, since) } }
  }

  return {
    cookie,
    make,
    read,
    bearerOf,
    /** The bearer of the pass in the Authorization header, or null. */
    async identify(platform: Platform, { headers }: Asking): Promise<Actor | null> {
      return (await bearerOf(platform, header.exec(String(headers.authorization ?? ''))?.[1]))?.actor ?? null
    },
  }
}

/**
 * Passes (凭证): who has shown a number and its code, or a one-time code, carries one instead of the code.
 *
 * It is sealed, so it cannot be made or changed outside; it names what it opens, since when, and when it ends. A page's cookie is renewed at each
 * use, for a working day at most. It travels in a cookie or the Authorization header, never in an address (ASVS 14.2.1).
 */
import type { Context } from './action.ts'
import type { Sealing } from './sealing.ts'

/** Milliseconds from its last use, and from the code. */
const life = 30 * 60_000
const longest = 12 * 3_600_000

export interface Pass {
  id: string
  /** When the code was shown. */
  since: Date
}

/** The passes of one kind; `place` is what they are sealed for. */
export const passesOf = (place: string) => ({
  /** A pass for the time from now on, of a code that was shown just now or at `since`. */
  make(sealing: Sealing, id: string, now: Date, since = now): string {
    const until = Math.min(now.getTime() + life, since.getTime() + longest)
    return sealing.seal(`${id} ${until} ${since.getTime()}`, place).toString('base64url')
  },
  /** What a pass opens now, or null if it is false or has ended. */
  read(sealing: Sealing, pass: string, now: Date): Pass | null {
    try {
      const [id, until, since] = sealing.open(Buffer.from(pass, 'base64url'), place).split(' ')
      return id && since && Number(until) > now.getTime() ? { id, since: new Date(Number(since)) } : null
    } catch {
      return null
    }
  },
})

/** When the code of a thing was last replaced, as the log of that thing has it; null: never. */
export async function lastAt({ db }: Context, subject: { kind: string; id: string }, event: string): Promise<Date | null> {
  const { at } = await db
    .selectFrom('event')
    .where('subjectKind', '=', subject.kind)
    .where('subjectId', '=', subject.id)
    .where('name', '=', event)
    .select(({ fn }) => fn.max<Date | null>('at').as('at'))
    .executeTakeFirstOrThrow()
  return at
}

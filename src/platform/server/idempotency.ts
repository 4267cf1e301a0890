/**
 * Idempotency (重复提交): the same key and body get the same answer for 24 hours.
 *
 * The key's row is inserted first: of many at once the others wait for the first one's transaction, then
 * read its answer. A first one that fails leaves no row, and the next one tries. The answer may hold a
 * query code, so it is stored sealed. Source: IETF draft "The Idempotency-Key HTTP Header Field".
 */
import { createHash } from 'node:crypto'
import { actorSetting } from '#platform/shared/actor.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import type { Context } from './action.ts'

/** Characters of a key: whoever has no account shares them with everybody, and nobody may guess another's (128 bits). */
export const leastKey = { public: 22, known: 8 } as const

const life = 24 * 3_600_000
const place = 'idempotency.answer'

/** Runs `work` once for the key. Throws key-reused (422) if the key came with another body. */
export async function once<T>(context: Context, name: string, key: string, body: unknown, work: () => Promise<T>): Promise<T> {
  const { db, townId, now, sealing, actor } = context
  const scope = actorSetting(actor)
  const fullKey = createHash('sha256').update(`${name}\n${key}`).digest('hex')
  const bodyDigest = createHash('sha256').update(canonical(body)).digest()
  const row = { bodyDigest, answer: null, expiresAt: new Date(now.getTime() + life) }
  const inserted = await db
    .insertInto('idempotency')
    .values({ townId, scope, key: fullKey, ...row })
    // a key whose day is over is a new one
    .onConflict(conflict => conflict.columns(['townId', 'scope', 'key']).doUpdateSet(row).where('idempotency.expiresAt', '<=', now))
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    const before = await db.selectFrom('idempotency').where('scope', '=', scope).where('key', '=', fullKey).selectAll().executeTakeFirst()
    if (!before?.answer) throw new Problem(problems.unavailable, undefined, { retryAfter: 1 })
    if (!before.bodyDigest.equals(bodyDigest)) throw new Problem(problems.keyReused)
    return JSON.parse(sealing.open(before.answer, place)) as T
  }
  const answer = await work()
  await db
    .updateTable('idempotency')
    .set({ answer: sealing.seal(JSON.stringify(answer), place) })
    .where('scope', '=', scope)
    .where('key', '=', fullKey)
    .execute()
  return answer
}

/** JSON with sorted keys, so that the order of fields makes no other body; of a file its digest stands for it. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key, part: unknown) {
    const whole = this[key] // what a Buffer's own toJSON would spell out byte by byte
    if (whole instanceof Uint8Array) return createHash('sha256').update(whole).digest('hex')
    return part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part
  }) ?? ''

/** Attempts (保存点): a write that the database may refuse, within a transaction that goes on. */
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** What the database said of a value or a constraint: SQLSTATE class 22 or 23. */
export interface Refusal {
  code: string
  /** The name of the constraint; empty where the value itself was wrong. */
  constraint: string
}

const any = /^2[23]...$/
/** A key or days that somebody else has: unique_violation, exclusion_violation. */
const taken = /^23(505|P01)$/

/** Runs `work`. If a value or a constraint refuses it, nothing of it is kept and the refusal is the answer; other errors are thrown. */
export async function attempt<T>(db: Database, work: () => Promise<T>, refusals = any): Promise<{ value: T } | { refusal: Refusal }> {
  await sql`savepoint attempt`.execute(db)
  try {
    const value = await work()
    await sql`release savepoint attempt`.execute(db)
    return { value }
  } catch (error) {
    const { code = '', constraint = '' } = error as Partial<Refusal>
    if (!refusals.test(code)) throw error
    await sql`rollback to savepoint attempt`.execute(db)
    await sql`release savepoint attempt`.execute(db)
    return { refusal: { code, constraint } }
  }
}

/** Writes the items at once and returns those whose key or days are taken, found by halves; all others are written. */
export async function writeMost<T>(db: Database, items: readonly T[], write: (items: readonly T[]) => Promise<unknown>): Promise<T[]> {
  if (items.length === 0) return []
  const done = await attempt(db, () => write(items), taken)
  if ('value' in done) return []
  if (items.length === 1) return [...items]
  const half = Math.ceil(items.length / 2)
  return [...(await writeMost(db, items.slice(0, half), write)), ...(await writeMost(db, items.slice(half), write))]
}

/** Runs `work` and undoes what it wrote unless its answer is to be kept. */
export async function keptIf<T>(db: Database, work: () => Promise<T>, isKept: (answer: T) => boolean): Promise<T> {
  await sql`savepoint kept`.execute(db)
  const answer = await work()
  if (!isKept(answer)) await sql`rollback to savepoint kept`.execute(db)
  await sql`release savepoint kept`.execute(db)
  return answer
}

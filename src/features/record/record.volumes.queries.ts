/** Volumes of the public record (存证的一本): SQL. */
import type { Database } from '#platform/database/database.ts'

/** The volume that grows. */
export async function currentVolume(db: Database): Promise<number> {
  const begun = db.selectFrom('recordVolume').where('begunAt', 'is not', null).select('number')
  return (await begun.orderBy('number', 'desc').limit(1).executeTakeFirst())?.number ?? 1
}

export const volumeOf = async (db: Database, origin: string): Promise<number | undefined> =>
  (await db.selectFrom('recordKey').where('origin', '=', origin).select('volume').limit(1).executeTakeFirst())?.volume

/** All but the first, the newest first; each says how the one before it was closed. */
export const listBegun = (db: Database) =>
  db.selectFrom('recordVolume').where('begunAt', 'is not', null).selectAll().orderBy('number', 'desc').execute()

/** Seen by the administrators alone. */
export const findProposal = (db: Database) =>
  db.selectFrom('recordVolume').where('begunAt', 'is', null).selectAll().limit(1).executeTakeFirst()

export const findBegun = (db: Database, number: number) =>
  db.selectFrom('recordVolume').where('begunAt', 'is not', null).where('number', '=', number).selectAll().executeTakeFirst()

export const insertProposal = (
  db: Database,
  proposal: { townId: number; number: number; id: string; reason: string; proposedBy: string; proposedAt: Date },
) => db.insertInto('recordVolume').values(proposal).execute()

export const deleteProposal = (db: Database, id: string) =>
  db.deleteFrom('recordVolume').where('id', '=', id).where('begunAt', 'is', null).execute()

export const beginVolume = (
  db: Database,
  id: string,
  beginning: { begunBy: string; begunAt: Date; closedOrigin: string; closedSize: number; closedRoot: Buffer },
) => db.updateTable('recordVolume').set(beginning).where('id', '=', id).where('begunAt', 'is', null).execute()

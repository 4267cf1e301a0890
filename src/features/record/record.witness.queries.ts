/** Witnesses of the public record (见证人): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

export const listWitnesses = (db: Database) =>
  db
    .selectFrom('recordWitness')
    .where('endedAt', 'is', null)
    .select(['id', 'name', 'vkey', 'url'])
    .orderBy('addedAt')
    .orderBy('id')
    .execute()

/** What each has seen last of a volume. */
export async function lastSeen(db: Database, volume: number): Promise<Map<string, { size: number; at: Date }>> {
  const rows = await db
    .selectFrom('recordCosignature')
    .distinctOn('witnessId')
    .where('volume', '=', volume)
    .select(['witnessId', 'size', 'cosignedAt'])
    .orderBy('witnessId')
    .orderBy('size', 'desc')
    .execute()
  return new Map(rows.map(({ witnessId, size, cosignedAt }) => [witnessId, { size, at: cosignedAt }]))
}

export const insertWitness = (
  db: Database,
  witness: { townId: number; id: string; name: string; vkey: string; url: string | null; addedAt: Date },
) => db.insertInto('recordWitness').values(witness).execute()

export const endWitness = async (db: Database, id: string, endedAt: Date) =>
  (await db.updateTable('recordWitness').set({ endedAt }).where('id', '=', id).where('endedAt', 'is', null).executeTakeFirst())
    .numUpdatedRows > 0n

export const insertCosignature = (
  db: Database,
  cosignature: { townId: number; volume: number; size: number; witnessId: string; line: string; cosignedAt: Date },
) =>
  db
    .insertInto('recordCosignature')
    .values(cosignature)
    .onConflict(conflict => conflict.doNothing())
    .execute()

export const requiredWitnesses = async (db: Database) =>
  (await db.selectFrom('recordSetting').select('required').executeTakeFirst())?.required ?? 0

export const setRequired = (db: Database, townId: number, required: number) =>
  db
    .insertInto('recordSetting')
    .values({ townId, required })
    .onConflict(conflict => conflict.column('townId').doUpdateSet({ required }))
    .execute()

/** The largest tree of a volume beyond `number` that at least `required` of today's witnesses have seen; undefined: none yet. */
export async function largestSeenBy(
  db: Database,
  { volume, number }: { volume: number; number: number },
  required: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ size: number }>`
    select c.size from record_cosignature c
    join record_witness w on w.town_id = c.town_id and w.id = c.witness_id and w.ended_at is null
    where c.town_id = actor_town() and c.volume = ${volume} and c.size > ${number}
    group by c.size having count(distinct w.name) >= ${required} order by c.size desc limit 1`.execute(db)
  return rows[0]?.size
}

/** Public record (公开存证): SQL of entries, tree and keys. With those of witnesses and volumes the only files that write these tables. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'

export interface NewEntry {
  townId: number
  id: string
  kind: string
  subject: string
  at: Date
  commitment: Buffer
}

/** In one statement: appending must not slow what it witnesses. */
export const insertEntry = (db: Database, { townId, id, kind, subject, at, commitment }: NewEntry, salt: Buffer) =>
  sql`with entry as (insert into record_entry (town_id, id, kind, subject, at, commitment)
      values (${townId}, ${id}, ${kind}, ${subject}, ${at}, ${commitment})),
    salt as (insert into record_salt (town_id, entry_id, salt) values (${townId}, ${id}, ${salt}))
    insert into record_pending (town_id, entry_id) values (${townId}, ${id})`.execute(db)

export const deleteSalt = (db: Database, entryId: string) => db.deleteFrom('recordSalt').where('entryId', '=', entryId).executeTakeFirst()

/** The kind of a volume's first entry. */
export const opening = 'record.opening'

/** Waits until whoever lets the tree grow has ended. */
export const holdRecord = (db: Database) => sql`select pg_advisory_xact_lock(hashtextextended('record', actor_town()))`.execute(db)

export const hasPending = async (db: Database) =>
  (await db.selectFrom('recordPending').select('entryId').limit(1).executeTakeFirst()) !== undefined

export const pendingEntries = (db: Database, most: number) =>
  db
    .selectFrom('recordPending as pending')
    .innerJoin('recordEntry as entry', join => join.onRef('entry.townId', '=', 'pending.townId').onRef('entry.id', '=', 'pending.entryId'))
    .select(['entry.id', 'entry.kind', 'entry.subject', 'entry.at', 'entry.commitment'])
    // What waited when a volume was closed goes into the next, behind the entry that opens it.
    .orderBy(sql`entry.kind = ${opening}`, 'desc')
    .orderBy('pending.entryId')
    .limit(most)
    .execute()

export const deletePending = (db: Database, entryIds: readonly string[]) =>
  sql`delete from record_pending where town_id = actor_town() and entry_id = any (${entryIds}::uuid[])`.execute(db)

/** A tree: the volume of a town. */
export interface OfTown {
  townId: number
  volume: number
}

export const insertLeaves = (db: Database, { townId, volume }: OfTown, from: number, entryIds: readonly string[]) =>
  bulkInsert(
    db,
    'record_leaf',
    { town_id: 'integer', volume: 'integer', number: 'bigint', entry_id: 'uuid' },
    entryIds.map((entryId, index) => ({ town_id: townId, volume, number: from + index, entry_id: entryId })),
  )

export const insertNodes = (
  db: Database,
  { townId, volume }: OfTown,
  nodes: readonly { level: number; position: number; hash: Uint8Array }[],
) =>
  bulkInsert(
    db,
    'record_node',
    { town_id: 'integer', volume: 'integer', level: 'integer', position: 'bigint', hash: 'bytea' },
    nodes.map(({ level, position, hash }) => ({
      town_id: townId,
      volume,
      level,
      position,
      hash: `\\x${Buffer.from(hash).toString('hex')}`,
    })),
  )

/** The hashes of these subtrees, in their order; one is missing where the tree was tampered with. */
export async function nodeHashes(
  db: Database,
  volume: number,
  nodes: readonly { level: number; position: number }[],
): Promise<(Uint8Array | undefined)[]> {
  if (nodes.length === 0) return []
  const { rows } = await sql<{ level: number; position: number; hash: Buffer }>`
    select n.level, n.position, n.hash from record_node n
    join unnest(${nodes.map(({ level }) => level)}::integer[], ${nodes.map(({ position }) => position)}::bigint[]) as w (level, position)
      on n.level = w.level and n.position = w.position
    where n.town_id = actor_town() and n.volume = ${volume}`.execute(db)
  const found = new Map(rows.map(({ level, position, hash }) => [`${level}/${position}`, new Uint8Array(hash)]))
  return nodes.map(({ level, position }) => found.get(`${level}/${position}`))
}

export const latestCheckpoint = (db: Database, volume: number) =>
  checkpoints(db, volume).orderBy('size', 'desc').limit(1).executeTakeFirst()

export const checkpointOf = (db: Database, volume: number, size: number) =>
  checkpoints(db, volume).where('size', '=', size).executeTakeFirst()

const checkpoints = (db: Database, volume: number) =>
  db.selectFrom('recordCheckpoint').where('volume', '=', volume).select(['size', 'root', 'madeAt'])

export const insertCheckpoint = (db: Database, checkpoint: OfTown & { size: number; root: Buffer; madeAt: Date }) =>
  db.insertInto('recordCheckpoint').values(checkpoint).execute()

export const insertSignatures = (db: Database, lines: readonly (OfTown & { size: number; keyId: string; line: string })[]) =>
  db
    .insertInto('recordSignature')
    .values(lines)
    .onConflict(conflict => conflict.doNothing())
    .execute()

/** Who signed a tree: the log's keys, the newest first, then witnesses by name. */
export async function signatureLines(db: Database, volume: number, size: number): Promise<string[]> {
  const [own, others] = await Promise.all([
    db
      .selectFrom('recordSignature as signature')
      .innerJoin('recordKey as key', join => join.onRef('key.townId', '=', 'signature.townId').onRef('key.id', '=', 'signature.keyId'))
      .where('signature.volume', '=', volume)
      .where('signature.size', '=', size)
      .select('signature.line')
      .orderBy('key.madeAt', 'desc')
      .orderBy('key.id', 'desc')
      .execute(),
    db.selectFrom('recordCosignature').where('volume', '=', volume).where('size', '=', size).select('line').orderBy('line').execute(),
  ])
  return [...own, ...others].map(({ line }) => line)
}

export const keyIdsThatSigned = async (db: Database, volume: number, size: number) =>
  (await db.selectFrom('recordSignature').where('volume', '=', volume).where('size', '=', size).select('keyId').execute()).map(
    ({ keyId }) => keyId,
  )

/** Is the latest tree still without the newest key's signature? False while there is no key. */
export async function keyWaits(db: Database, volume: number): Promise<boolean> {
  const [[newest], latest] = await Promise.all([signingKeys(db, volume), latestCheckpoint(db, volume)])
  return newest !== undefined && !(latest && (await keyIdsThatSigned(db, volume, latest.size)).includes(newest.id))
}

/** The two newest. */
export const signingKeys = (db: Database, volume: number) =>
  db
    .selectFrom('recordKey')
    .where('volume', '=', volume)
    .select(['id', 'origin', 'publicKey', 'madeAt'])
    .orderBy('madeAt', 'desc')
    .orderBy('id', 'desc')
    .limit(2)
    .execute()

export const secretsOf = (db: Database, keyIds: readonly string[]) =>
  db.selectFrom('recordKeySecret').where('keyId', 'in', keyIds).select(['keyId', 'privateSealed']).execute()

export async function insertKey(
  db: Database,
  { privateSealed, ...key }: OfTown & { id: string; origin: string; publicKey: Buffer; madeAt: Date; privateSealed: Buffer },
) {
  await db.insertInto('recordKey').values(key).execute()
  await db.insertInto('recordKeySecret').values({ townId: key.townId, keyId: key.id, privateSealed }).execute()
}

const entries = (db: Database) =>
  db
    .selectFrom('recordEntry as entry')
    .leftJoin('recordLeaf as leaf', join => join.onRef('leaf.townId', '=', 'entry.townId').onRef('leaf.entryId', '=', 'entry.id'))
    .select(['entry.id', 'entry.kind', 'entry.subject', 'entry.at', 'entry.commitment', 'leaf.number', 'leaf.volume'])

export const findEntry = (db: Database, id: string) => entries(db).where('entry.id', '=', id).executeTakeFirst()

export const latestEntryOf = (db: Database, kind: string, subject: string) =>
  entries(db).where('entry.kind', '=', kind).where('entry.subject', '=', subject).orderBy('entry.id', 'desc').limit(1).executeTakeFirst()

/** The newest entry of each subject, by subject. */
export async function latestEntriesOf(db: Database, kind: string, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ subject: string; id: string }>`select distinct on (subject) subject, id from record_entry
    where kind = ${kind} and subject = any (${subjects}::text[]) order by subject, id desc`.execute(db)
  return new Map(rows.map(({ subject, id }) => [subject, id]))
}

export const saltOf = async (db: Database, entryId: string) =>
  (await db.selectFrom('recordSalt').where('entryId', '=', entryId).select('salt').executeTakeFirst())?.salt ?? null

export function listEntries(db: Database, before: string | null, limit: number) {
  const query = entries(db).orderBy('entry.id', 'desc').limit(limit)
  return (before === null ? query : query.where('entry.id', '<', before)).execute()
}

export const entriesBetween = (db: Database, volume: number, from: number, to: number) =>
  db
    .selectFrom('recordLeaf as leaf')
    .innerJoin('recordEntry as entry', join => join.onRef('entry.townId', '=', 'leaf.townId').onRef('entry.id', '=', 'leaf.entryId'))
    .where('leaf.volume', '=', volume)
    .where('leaf.number', '>=', from)
    .where('leaf.number', '<', to)
    .select(['leaf.number', 'entry.kind', 'entry.subject', 'entry.at', 'entry.commitment'])
    .orderBy('leaf.number')
    .execute()

/** Imports (工作簿导入导出): SQL. */
import { sql, type Insertable, type RawBuilder, type Updateable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'

/** All but the sealed file, which may be large. */
const shown = [
  'id',
  'personId',
  'fileName',
  'state',
  'sheets',
  'errorCount',
  'progress',
  'uploadedAt',
  'doneAt',
  'expiresAt',
  'errorsSealed',
] as const
export type ImportRow = NonNullable<Awaited<ReturnType<typeof findImport>>>

const imports = (db: Database) =>
  db
    .selectFrom('import')
    .select(shown)
    .select([sql<boolean>`file_sealed is not null`.as('hasFile')])
    // someone else holds the lock that lockRun takes, as pg_locks shows it
    .select([
      sql<boolean>`exists (select from pg_locks where locktype = 'advisory' and objsubid = 1 and granted and pid <> pg_backend_pid()
        and database = (select oid from pg_database where datname = current_database())
        and classid = ((hashtextextended(import.id::text, import.town_id) >> 32) & 4294967295)::oid
        and objid = (hashtextextended(import.id::text, import.town_id) & 4294967295)::oid)`.as('running'),
    ])

export const findImport = (db: Database, id: string) => imports(db).where('id', '=', id).executeTakeFirst()

/** Newest first, one more than `limit`. */
export function listImports(db: Database, limit: number, before: string | null) {
  const all = imports(db)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  return (before === null ? all : all.where('id', '<', before)).execute()
}

export const readFile = async (db: Database, id: string) =>
  (await db.selectFrom('import').where('id', '=', id).select('fileSealed').executeTakeFirst())?.fileSealed ?? null

export const insertImport = (db: Database, row: Insertable<Tables['import']>) => db.insertInto('import').values(row).execute()

export const updateImport = (db: Database, id: string, set: Updateable<Tables['import']>) =>
  db.updateTable('import').set(set).where('id', '=', id).execute()

/** Takes this import's run until the transaction ends; false if someone else has it. */
export const lockRun = (db: Database, townId: number, id: string) => take(db, sql`${id}::uuid::text`, townId)

/** Takes the town's imports until the transaction ends; false if another program has them. Nobody waits here: it would be with a connection. */
export const lockImports = (db: Database, townId: number) => take(db, sql`'imports'`, townId)

async function take(db: Database, name: RawBuilder<unknown>, townId: number): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, ${townId})) as taken`.execute(
    db,
  )
  return rows[0]!.taken
}

/** Imports whose file or errors should be gone. */
export const listExpired = (db: Database, now: Date) =>
  db
    .selectFrom('import')
    .where('expiresAt', '<=', now)
    .where(({ or, eb }) => or([eb('fileSealed', 'is not', null), eb('errorsSealed', 'is not', null)]))
    .select('id')
    .execute()

export const findName = async (db: Database, personId: string) =>
  (await db.selectFrom('person').where('id', '=', personId).select('name').executeTakeFirst())?.name ?? ''

export const findTownName = async (db: Database) => (await db.selectFrom('town').select('name').executeTakeFirstOrThrow()).name

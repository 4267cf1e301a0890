/**
 * Backup (备份): the whole database as of one instant, while the server runs.
 *
 * One REPEATABLE READ snapshot is read table by table with COPY, which writes every type exactly; memory does not
 * grow with the town. The sealing keys stay out: who finds the file cannot open names and phones with it.
 * Left out too is the job queue, which fills itself anew. Source of the row format: PostgreSQL, COPY, text format.
 */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createGzip, type Gzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { endOfRows, format, formatVersion, linesOf, rowSum, type BackupHead, type TableCount } from './backup-file.ts'

/** Where a backup is written until it is whole. */
export const draftOf = (file: string) => `${file}.part`

/** Writes the backup to `file`, whole or not at all, and returns what it holds. */
export async function createBackup(ownerUrl: string, file: string): Promise<Record<string, TableCount>> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const draft = draftOf(file)
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const packed = createGzip({ level: 6 })
    const target = packed.pipe(createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    const written = finished(target)
    const tables = await Promise.race([written.then(() => ({})), writeAll(client, packed)])
    packed.end()
    await written
    await rename(draft, file)
    return tables
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(draft, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function writeAll(client: pg.Client, packed: Gzip): Promise<Record<string, TableCount>> {
  const head = await headOf(client)
  await write(packed, `${JSON.stringify(head)}\n`)
  const counts: Record<string, TableCount> = {}
  for (const { name, columns } of head.tables) {
    await write(packed, `copy ${name}\n`)
    counts[name] = await sumOf(client, name, columns, chunk => write(packed, chunk))
    await write(packed, `${endOfRows}\n`)
  }
  await write(packed, `${JSON.stringify({ tables: counts })}\n`)
  return counts
}

async function write(packed: Gzip, part: string | Buffer) {
  if (!packed.write(part)) await once(packed, 'drain')
}

/** Counts and sums the rows of a table, handing on what COPY writes. */
export async function sumOf(
  client: pg.Client,
  name: string,
  columns: readonly string[],
  keep: (chunk: Buffer) => Promise<void> = () => Promise.resolve(),
): Promise<TableCount> {
  const sum = rowSum()
  const rows = client.query(copyTo(`copy ${name} (${columns.map(pg.escapeIdentifier).join(', ')}) to stdout`))
  const kept = async function* () {
    for await (const chunk of rows as AsyncIterable<Buffer>) {
      await keep(chunk)
      yield chunk
    }
  }
  for await (const row of linesOf(kept())) sum.add(row)
  return sum.total()
}

/** Everything of the database but the queue, in an order that does not matter: foreign keys are set after the rows. */
async function headOf(client: pg.Client): Promise<BackupHead> {
  const one = async <T>(text: string) => (await client.query<{ found: T }>(text)).rows[0]!.found
  return {
    format,
    version: formatVersion,
    createdAt: new Date().toISOString(),
    migrations: await one("select coalesce(json_agg(name order by name), '[]') as found from migrations.applied"),
    sealingKeys: await one(
      `select coalesce(json_agg(json_build_object('fingerprint', fingerprint, 'makesIndex', makes_index) order by recorded_at), '[]') as found
       from sealing_key`,
    ),
    tables: await one(tablesQuery),
    sequences: await one(
      `select coalesce(json_agg(json_build_object('name', quote_ident(schemaname) || '.' || quote_ident(sequencename), 'value', last_value)), '[]') as found
       from pg_sequences where last_value is not null and schemaname not in ('queue')`,
    ),
  }
}

/** Without those that an extension brings: it makes them again. */
export const tablesQuery = `
  select coalesce(json_agg(json_build_object('name', name, 'columns', columns) order by name), '[]') as found from (
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
      (select json_agg(a.attname order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      and n.nspname <> 'queue' and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
  ) as listed`

/**
 * Restore (恢复): a backup into an empty database.
 *
 * The schema is made by the migrations that the backup names, the rows are copied in, and every table is counted and
 * summed again; only then come the migrations that are newer than the backup. What differs is refused.
 */
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { readBackup, requireEqual, type BackupHead, type TableCount } from './backup-file.ts'
import { sumOf, tablesQuery } from './backup.ts'
import { migrate, migrationFiles, type Passwords } from './migrate.ts'

/** The backup's head, after its whole text was read and agrees with its own counts. Changes nothing. */
export async function inspectBackup(file: string): Promise<BackupHead> {
  const head = await readBackup(file, {})
  const known = new Set(await migrationFiles())
  const unknown = head.migrations.filter(name => !known.has(name))
  if (unknown.length > 0) throw new Error(`备份来自更新的版本（${unknown.at(-1)}）。请先升级程序，再恢复。`)
  return head
}

/**
 * Fills an empty database with an inspected backup, and returns the tables that it left out: of somebody else who shared the database.
 * Throws a sentence for people if it ends up different.
 */
export async function restoreBackup(ownerUrl: string, passwords: Passwords | null, file: string, head: BackupHead): Promise<string[]> {
  const named = new Set(head.migrations)
  await migrate(ownerUrl, passwords, name => named.has(name))
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  let strangers: string[]
  try {
    await client.query('begin')
    const columnsOf = await knownTables(client, head)
    const constraints = await takeForeignKeys(client)
    await client.query(`truncate ${[...columnsOf.keys()].join(', ')}`)
    await copyRows(client, file, columnsOf)
    for (const { table, name, definition } of constraints)
      await client.query(`alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`)
    for (const { name, value } of head.sequences) await client.query('select setval(to_regclass($1), $2)', [name, value])
    await client.query('commit')
    strangers = head.tables.flatMap(({ name }) => (columnsOf.has(name) ? [] : [name]))
  } finally {
    await client.end()
  }
  await migrate(ownerUrl, passwords)
  return strangers
}

/**
 * Throws a sentence for people if the database holds anything: a town, tables newer than the backup's, which its rows do not fit, or
 * somebody else's. What an earlier attempt left is nothing.
 */
export async function requireEmpty(ownerUrl: string, head: BackupHead) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ found: BackupHead['tables'] }>(tablesQuery)
    const [present, own] = [rows[0]!.found, new Set(head.tables.map(({ name }) => name))]
    const applied = present.some(({ name }) => name === 'migrations.applied')
      ? (await client.query<{ name: string }>('select name from migrations.applied order by name')).rows
      : []
    const newer = applied.filter(({ name }) => !head.migrations.includes(name))
    const others = present.filter(({ name }) => applied.length === 0 || !own.has(name))
    const isTown = present.some(({ name }) => name === 'public.town') && (await client.query('select from town limit 1')).rowCount
    if (isTown) throw new Error('这个数据库里已经有一个镇的资料。恢复只写进空的数据库，请换一个。')
    if (newer.length > 0) throw new Error(`这个数据库里的表比备份新（${newer.at(-1)!.name}）。恢复只写进空的数据库，请换一个。`)
    if (others.length > 0) throw new Error(`这个数据库里已经有别的表（${others[0]!.name}）。恢复只写进空的数据库，请换一个。`)
  } finally {
    await client.end()
  }
}

/** The columns of each table that the backup's migrations made. Throws if the backup lacks one, or has another shape. */
async function knownTables(client: pg.Client, head: BackupHead): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ found: BackupHead['tables'] }>(tablesQuery)
  const kept = new Map(head.tables.map(({ name, columns }) => [name, columns]))
  for (const { name, columns } of rows[0]!.found)
    if (kept.get(name)?.toSorted().join() !== columns.toSorted().join())
      throw new Error(`备份里缺了表 ${name}，或者列不一样。没有恢复，请换一份备份。`)
  return new Map(rows[0]!.found.map(({ name }) => [name, kept.get(name)!]))
}

interface Constraint {
  table: string
  name: string
  definition: string
}

/**
 * Takes the foreign keys and triggers out of the way for the time of the copy, and returns the foreign keys. The rows held when
 * they were backed up, and each foreign key is proved again when it is set.
 */
async function takeForeignKeys(client: pg.Client): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint>(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where contype = 'f' and conparentid = 0 and n.nspname <> 'queue' and n.nspname not like 'pg\\_%'`)
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`)
  return rows
}

async function copyRows(client: pg.Client, file: string, columnsOf: ReadonlyMap<string, readonly string[]>) {
  const loaded: Record<string, TableCount> = {}
  const promised: Record<string, TableCount> = {}
  const open: { stream?: Writable; done?: Promise<void> } = {}
  await readBackup(file, {
    async table(name) {
      const columns = columnsOf.get(name)
      if (!columns) return
      await client.query(`alter table ${name} disable trigger user`)
      const stream = client.query(copyFrom(`copy ${name} (${columns.map(pg.escapeIdentifier).join(', ')}) from stdin`))
      Object.assign(open, { stream, done: finished(stream) })
    },
    async row(name, row) {
      if (!columnsOf.has(name)) return
      open.stream!.write(row)
      if (!open.stream!.write('\n')) await Promise.race([once(open.stream!, 'drain'), open.done])
    },
    async tableEnd(name) {
      if (!columnsOf.has(name)) return
      open.stream!.end()
      await open.done
      await client.query(`alter table ${name} enable trigger user`)
      loaded[name] = await sumOf(client, name, columnsOf.get(name)!)
    },
    counts: tables => void Object.assign(promised, Object.fromEntries(Object.entries(tables).filter(([name]) => columnsOf.has(name)))),
  })
  requireEqual(promised, loaded, '恢复出来的和备份对不上')
}

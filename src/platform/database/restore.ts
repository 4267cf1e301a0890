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
import { sumOf } from './backup.ts'
import { migrate, migrationFiles, type Passwords } from './migrate.ts'

/** The backup's head, after its whole text was read and agrees with its own counts. Changes nothing. */
export async function inspectBackup(file: string): Promise<BackupHead> {
  const head = await readBackup(file, {})
  const known = new Set(await migrationFiles())
  const unknown = head.migrations.filter(name => !known.has(name))
  if (unknown.length > 0) throw new Error(`备份来自更新的版本（${unknown.at(-1)}）。请先升级程序，再恢复。`)
  return head
}

/** Fills an empty database with an inspected backup. Throws a sentence for people if it ends up different. */
export async function restoreBackup(ownerUrl: string, passwords: Passwords | null, file: string, head: BackupHead): Promise<void> {
  const named = new Set(head.migrations)
  await migrate(ownerUrl, passwords, name => named.has(name))
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    const constraints = await takeForeignKeys(client)
    await client.query(`truncate ${head.tables.map(({ name }) => name).join(', ')}`)
    await copyRows(client, file, head)
    for (const { table, name, definition } of constraints)
      await client.query(`alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`)
    for (const { name, value } of head.sequences) await client.query('select setval($1, $2)', [name, value])
    await client.query('commit')
  } finally {
    await client.end()
  }
  await migrate(ownerUrl, passwords)
}

/** Throws a sentence for people if the database holds a town already. */
export async function requireEmpty(ownerUrl: string) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ made: boolean }>("select to_regclass('public.town') is not null as made")
    if (!rows[0]!.made) return
    const { rowCount } = await client.query('select from town limit 1')
    if (rowCount) throw new Error('这个数据库里已经有一个镇的资料。恢复只写进空的数据库，请换一个。')
  } finally {
    await client.end()
  }
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

async function copyRows(client: pg.Client, file: string, head: BackupHead) {
  const columnsOf = new Map(head.tables.map(({ name, columns }) => [name, columns]))
  const loaded: Record<string, TableCount> = {}
  const promised: Record<string, TableCount> = {}
  const open: { stream?: Writable; done?: Promise<void> } = {}
  await readBackup(file, {
    async table(name) {
      const columns = columnsOf.get(name)
      if (!columns) throw new Error(`备份文件里有一张清单上没有的表：${name}。`)
      await client.query(`alter table ${name} disable trigger user`)
      const stream = client.query(copyFrom(`copy ${name} (${columns.map(pg.escapeIdentifier).join(', ')}) from stdin`))
      Object.assign(open, { stream, done: finished(stream) })
    },
    async row(_, row) {
      open.stream!.write(row)
      if (!open.stream!.write('\n')) await Promise.race([once(open.stream!, 'drain'), open.done])
    },
    async tableEnd(name) {
      open.stream!.end()
      await open.done
      await client.query(`alter table ${name} enable trigger user`)
      loaded[name] = await sumOf(client, name, columnsOf.get(name)!)
    },
    counts: tables => void Object.assign(promised, tables),
  })
  requireEqual(promised, loaded, '恢复出来的和备份对不上')
}

/**
 * Migrations (数据库升级): numbered SQL files, forward only, each in a transaction of its own.
 *
 * An advisory lock lets one process migrate while others wait. A file that changed after it
 * was applied stops the program: what runs in production must be what is in the repository.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const folder = fileURLToPath(new URL('../../../migrations/', import.meta.url))
const lockKey = 7_326_450_001

/** The role that the application works as: it owns nothing and bypasses nothing. */
export const applicationRole = 'sanliang_app'
/** The role that alone reads the sign-in tables. */
export const signInRole = 'sanliang_auth'

export interface Passwords {
  application: string
  signIn: string
}

/**
 * Brings the database at `ownerUrl` up to the newest migration and returns the names applied.
 * The owner needs CREATEROLE the first time. `only` stops at the migrations it names, for restoring an older backup.
 * Throws if an applied file has changed.
 */
export async function migrate(
  ownerUrl: string,
  passwords: Passwords | null,
  only: (name: string) => boolean = () => true,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await requireVersion(client)
    await prepareRoles(client, passwords)
    await client.query('create schema if not exists migrations')
    await client.query(
      'create table if not exists migrations.applied (name text primary key, digest text not null, at timestamptz not null default now())',
    )
    const applied = new Map(
      (await client.query<{ name: string; digest: string }>('select name, digest from migrations.applied')).rows.map(row => [
        row.name,
        row.digest,
      ]),
    )
    const done: string[] = []
    for (const name of (await migrationFiles()).filter(only)) {
      const sql = await readFile(join(folder, name), 'utf8')
      const digest = createHash('sha256').update(sql).digest('hex')
      const before = applied.get(name)
      if (before === digest) continue
      if (before) throw new Error(`迁移文件 ${name} 在执行之后被改过。请恢复原文件，改动写进新的迁移文件。`)
      await client.query('begin')
      try {
        await client.query(sql)
        await client.query('insert into migrations.applied (name, digest) values ($1, $2)', [name, digest])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`迁移文件 ${name} 没有执行成功：${(error as Error).message}`, { cause: error })
      }
      done.push(name)
    }
    return done
  } finally {
    await client.end()
  }
}

/** The migrations that this program knows, in order. */
export const migrationFiles = async () => (await readdir(folder)).filter(file => file.endsWith('.sql')).sort()

async function requireVersion(client: pg.Client) {
  const { rows } = await client.query<{ server_version_num: string; server_version: string }>(
    "select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version",
  )
  if (Number(rows[0]!.server_version_num) < 150_000) throw new Error(`需要PostgreSQL 15或更新的版本，现在是 ${rows[0]!.server_version}。`)
}

/** Makes the two roles, or sets their passwords. Without passwords the roles must exist already. */
async function prepareRoles(client: pg.Client, passwords: Passwords | null) {
  const wanted = [
    [applicationRole, passwords?.application],
    [signInRole, passwords?.signIn],
  ] as const
  for (const [role, password] of wanted) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    if (!rowCount && !password) throw new Error(`数据库里没有角色 ${role}。请先建好，或允许本系统创建（CREATEROLE）。`)
    if (!password) continue
    if (!rowCount) await client.query(`create role ${role} login`)
    await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`)
  }
  await client.query(`grant usage on schema public to ${applicationRole}`)
  await client.query('revoke create on schema public from public')
}

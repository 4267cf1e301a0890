/** Opening the database (打开数据库): the embedded cluster or one's own PostgreSQL, brought up to date. */
import { join } from 'node:path'
import pg from 'pg'
import { findRunningCluster, secret, startCluster } from '#platform/database/cluster.ts'
import { lockDirectory } from '#platform/database/lock.ts'
import { applicationRole, migrate, signInRole } from '#platform/database/migrate.ts'
import type { Config } from '#platform/server/config.ts'

/** One line of progress, for the person at the terminal. */
export type Say = (line: string) => void

export interface OpenDatabase {
  /** Connection of the owner: migrations, backup, first rows. Never for requests. */
  ownerUrl: string
  applicationUrl: string
  signInUrl: string
  /** Migrations that were applied just now. */
  applied: string[]
  /** Stops the embedded server and gives the data directory free. */
  close(): Promise<void>
}

/** The database of the embedded cluster. */
const databaseName = 'sanliang'

/**
 * Takes the data directory, starts or adopts its database server (or uses DATABASE_URL), and migrates.
 * Throws a sentence for people when the directory is in use or the server cannot be reached.
 */
export async function openDatabase(config: Config, say: Say): Promise<OpenDatabase> {
  requireBothRoles(config)
  const server = await openServer(config, say)
  try {
    const passwords = config.applicationDatabaseUrl ? null : await rolePasswords(config.dataDirectory)
    const applied = await migrate(server.ownerUrl, passwords)
    return {
      ...server,
      applied,
      applicationUrl: config.applicationDatabaseUrl ?? asRole(server.ownerUrl, applicationRole, passwords!.application),
      signInUrl: config.signInDatabaseUrl ?? asRole(server.ownerUrl, signInRole, passwords!.signIn),
    }
  } catch (error) {
    await server.close()
    throw error
  }
}

type OpenServer = Pick<OpenDatabase, 'ownerUrl' | 'close'>

/** The server alone, not migrated: for restoring into it. */
export async function openServer(config: Config, say: Say): Promise<OpenServer> {
  const release = await lockDirectory(config.dataDirectory)
  try {
    if (config.databaseUrl) {
      await requireReachable('DATABASE_URL', config.databaseUrl)
      return { ownerUrl: config.databaseUrl, close: release }
    }
    const cluster = await startCluster(config.dataDirectory, say)
    if (cluster.how === 'adopted') say('上次没有正常停止，已接管还在运行的数据库')
    const close = async () => {
      await cluster.stop()
      await release()
    }
    try {
      await makeDatabase(cluster.url('postgres'))
      return { ownerUrl: cluster.url(databaseName), close }
    } catch (error) {
      await close()
      throw error
    }
  } catch (error) {
    await release()
    throw error
  }
}

/**
 * Runs `work` as the owner beside a running server, or starts the database for as long as the work takes.
 * For commands such as backup.
 */
export async function withOwner<T>(config: Config, say: Say, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const running = config.databaseUrl ? null : await findRunningCluster(config.dataDirectory)
  if (running) return work(running(databaseName))
  if (config.databaseUrl) {
    await requireReachable('DATABASE_URL', config.databaseUrl)
    return work(config.databaseUrl)
  }
  const server = await openServer(config, say)
  try {
    return await work(server.ownerUrl)
  } finally {
    await server.close()
  }
}

/** A connection of the owner for the time of `work`. */
export async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

export const rolePasswords = async (dataDirectory: string) => ({
  application: await secret(join(dataDirectory, 'application.password')),
  signIn: await secret(join(dataDirectory, 'sign-in.password')),
})

export function asRole(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}

function requireBothRoles({ databaseUrl, applicationDatabaseUrl, signInDatabaseUrl }: Config) {
  if (Boolean(applicationDatabaseUrl) !== Boolean(signInDatabaseUrl))
    throw new Error('APP_DATABASE_URL 和 AUTH_DATABASE_URL 要么都给，要么都不给。')
  if (applicationDatabaseUrl && !databaseUrl) throw new Error('给了 APP_DATABASE_URL，也要给 DATABASE_URL（数据库所有者的连接）。')
}

/** Throws a sentence for people when one of the roles cannot connect: theirs is often a pooler's address, which may be away by itself. */
export async function requireRoles({ applicationDatabaseUrl, signInDatabaseUrl }: Config): Promise<void> {
  if (applicationDatabaseUrl) await requireReachable('APP_DATABASE_URL', applicationDatabaseUrl)
  if (signInDatabaseUrl) await requireReachable('AUTH_DATABASE_URL', signInDatabaseUrl)
}

async function requireReachable(setting: string, url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
  } catch (error) {
    throw new Error(`连不上 ${setting} 所指的数据库：${(error as Error).message || '没有回应'}`, { cause: error })
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function makeDatabase(url: string) {
  await asOwner(url, async owner => {
    const { rowCount } = await owner.query('select from pg_database where datname = $1', [databaseName])
    if (!rowCount) await owner.query(`create database ${databaseName}`)
  })
}

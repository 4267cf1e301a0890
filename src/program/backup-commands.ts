/** Backup, restore and rotation (备份、恢复、更换密钥): for the person who runs the machine. */
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type pg from 'pg'
import { createBackup, draftOf } from '#platform/database/backup.ts'
import { inspectBackup, requireEmpty, restoreBackup } from '#platform/database/restore.ts'
import type { Config } from '#platform/server/config.ts'
import { countStale, keepOnly, reseal } from '#platform/server/rotate-sealing.ts'
import { neededKeys, recordKeys, requireKeys } from '#platform/server/sealing-keys.ts'
import { fingerprintOf, parseKeys, readKeys, sealingKeyFile, writeKeys } from '#platform/server/sealing.ts'
import { randomBytes } from 'node:crypto'
import { asOwner, openServer, rolePasswords, withOwner, type Say } from './open-database.ts'

/** Backs up beside a running server. Throws a sentence for people if the file is there already. */
export async function backUp(config: Config, file: string, say: Say): Promise<void> {
  const target = resolve(file)
  if (existsSync(target)) throw new Error(`已经有这个文件：${target}。请换一个名字。`)
  const draft = draftOf(target)
  if (existsSync(draft)) throw new Error(`有一份没写完的备份：${draft}。另一个备份可能正在写；没有的话，请删掉它再来。`)
  await mkdir(dirname(target), { recursive: true })
  const started = Date.now()
  const tables = await withOwner(config, say, ownerUrl => createBackup(ownerUrl, target))
  const rows = Object.values(tables).reduce((sum, each) => sum + each.rows, 0)
  say(`备份好了：${target}，${Object.keys(tables).length}张表、${rows}行，用了${((Date.now() - started) / 1000).toFixed(1)}秒`)
  say(`加密密钥不在备份里。请另外保存${config.sealingKey ? ' SEALING_KEY' : ` ${sealingKeyFile(config.dataDirectory)}`}，恢复时要用。`)
}

/**
 * Restores into an empty data directory, or an empty database. Reads the whole file and checks the keys before it touches
 * anything; what a failure leaves behind is removed.
 */
export async function restore(config: Config, file: string, keyFile: string | undefined, say: Say): Promise<void> {
  const source = resolve(file)
  if (!config.databaseUrl && isTaken(config.dataDirectory))
    throw new Error(`数据目录 ${config.dataDirectory} 不是空的。恢复只写进空的目录，请用 DATA_DIR 换一个。`)
  say('正在检查备份文件')
  const head = await inspectBackup(source)
  const keys = keyFile ? parseKeys(await readFile(resolve(keyFile), 'utf8')) : await readKeys(config)
  if (keys.length === 0 && head.sealingKeys.length > 0) {
    const wanted = head.sealingKeys.map(({ fingerprint }) => fingerprint).join('、')
    throw new Error(`恢复要用备份时的加密密钥（指纹 ${wanted}）。请用 SEALING_KEY 或 --key-file 给出。`)
  }
  requireKeys(head.sealingKeys, keys)
  const fresh = !existsSync(config.dataDirectory)
  const server = await openServer(config, say)
  let strangers: string[]
  try {
    await requireEmpty(server.ownerUrl, head)
    const passwords = config.applicationDatabaseUrl ? null : await rolePasswords(config.dataDirectory)
    strangers = await restoreBackup(server.ownerUrl, passwords, source, head)
    if (keys.length > 0 && !config.sealingKey) await writeKeys(config.dataDirectory, keys)
    await server.close()
  } catch (error) {
    await server.close()
    if (!config.databaseUrl) await clear(config.dataDirectory, fresh)
    throw error
  }
  if (strangers.length > 0) say(`这些表不是本程序的，没有恢复：${strangers.join('、')}`)
  say(
    `恢复好了：${head.tables.length - strangers.length}张表，每张的行数和内容都和备份一致（备份于${head.createdAt.slice(0, 16).replace('T', ' ')}）`,
  )
  say('现在可以 npm start。')
}

/** Does the directory hold a database or a key already? */
const isTaken = (dataDirectory: string) =>
  ['postgres', 'postgres.location', 'sealing.key'].some(name => existsSync(join(dataDirectory, name)))

async function clear(dataDirectory: string, whole: boolean) {
  const location = await readFile(join(dataDirectory, 'postgres.location'), 'utf8').catch(() => null)
  if (location) await rm(dirname(location.trim()), { recursive: true, force: true })
  const made = [
    'postgres',
    'postgres.location',
    'postgres.log',
    'database.password',
    'application.password',
    'sign-in.password',
    'sealing.key',
  ]
  for (const name of whole ? [''] : made) await rm(join(dataDirectory, name), { recursive: true, force: true })
}

/**
 * Makes a new key, first in the file, and seals everything anew under it; begun again, it goes on where it stopped. The server
 * must be stopped: it would go on sealing under the old key.
 */
export async function rotate(config: Config, say: Say): Promise<void> {
  const server = await openServer(config, say)
  try {
    await asOwner(server.ownerUrl, owner => rotateIn(owner, config, say))
  } finally {
    await server.close()
  }
}

async function rotateIn(owner: pg.Client, config: Config, say: Say) {
  await requireStopped(owner)
  const before = await readKeys(config)
  if (before.length === 0) throw new Error('还没有加密密钥。先 npm start 一次。')
  requireKeys(await neededKeys(owner), before)
  const unfinished = await countStale(owner, before)
  const keys = unfinished > 0 ? before : await withNewKey(config, before, say)
  if (unfinished > 0) say(`接着做：还有${unfinished}项用的是旧密钥`)
  await recordKeys(owner, keys)
  const done = await reseal(owner, keys, count => say(`已重新加密${count}项`))
  const kept = [...new Set([keys[0]!, keys.at(-1)!])]
  await keepOnly(owner, kept)
  if (!config.sealingKey) await writeKeys(config.dataDirectory, kept)
  say(`换好了：${done}项现在用新密钥，指纹 ${fingerprintOf(keys[0]!)}`)
  if (config.sealingKey && kept.length < keys.length) say('SEALING_KEY 里只需留第一把和最后一把。')
}

/**
 * A program in another directory or on another machine is not kept out by the directory's lock, and would go on sealing under a key that is
 * about to be forgotten. Its queue holds connections for as long as it runs, under a name of its own. Throws a sentence for people.
 */
async function requireStopped(owner: pg.Client) {
  const { rowCount } = await owner.query(
    `select from pg_stat_activity where datname = current_database() and application_name like 'pgboss%'`,
  )
  if (rowCount)
    throw new Error(
      '还有程序连着这个数据库，可能在别的目录或别的机器上。请先停掉它，再换密钥。已经停了的，是连接池（如 PgBouncer）里的旧连接，请重启连接池。',
    )
}

/** The ring with a new key in front. The old file is kept beside it: older backups need it. */
async function withNewKey(config: Config, before: Buffer[], say: Say): Promise<Buffer[]> {
  if (config.sealingKey) throw new Error('请先把新密钥（64个十六进制字符）写在 SEALING_KEY 最前面，用逗号隔开，再运行一次。')
  const file = sealingKeyFile(config.dataDirectory)
  const old = `${file}.${fingerprintOf(before[0]!)}`
  await copyFile(file, old)
  say(`旧密钥另存为 ${old}，恢复以前的备份时要用。用不着以前的备份了，请删掉它。`)
  const keys = [randomBytes(32), ...before]
  await writeKeys(config.dataDirectory, keys)
  return keys
}

/** Starting (启动): from a data directory to a town that answers, and back down in order. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { connect } from '#platform/database/database.ts'
import { ensureHolidays, ensureTown } from '#platform/database/first-rows.ts'
import type { Config } from '#platform/server/config.ts'
import type { Feature } from '#platform/server/feature.ts'
import { buildServer } from '#platform/server/http-server.ts'
import { indicatorsOf } from '#platform/server/indicator.ts'
import { jsonLog } from '#platform/server/log.ts'
import type { Platform } from '#platform/server/platform.ts'
import { keepProvider } from '#platform/server/provider.ts'
import { openBuckets } from '#platform/server/rate-limit.ts'
import { eventWordsOf } from '#platform/server/event-words.ts'
import { recordedOf } from '#platform/server/recorded.ts'
import { sealPlain } from '#platform/server/rotate-sealing.ts'
import { openSealing } from '#platform/server/sealing-keys.ts'
import { upkeep } from '#platform/server/upkeep.ts'
import { startWorker } from '#platform/server/worker.ts'
import { buildConsole } from './build-console.ts'
import { prepareTown } from './first-town.ts'
import { identify } from './identify.ts'
import { openLogFile } from './log-file.ts'
import { asOwner, openDatabase, requireRoles, type OpenDatabase, type Say } from './open-database.ts'

/** One process serves one town; others in the same database have processes of their own. */
export const townId = 1

export interface Running {
  platform: Platform
  /** Where the server listens, e.g. "http://127.0.0.1:8080". */
  address: string
  /** Stops accepting, finishes what was begun, then stops the jobs and the database. */
  stop(): Promise<void>
}

/** Requests that were accepted get this long to finish when the program stops. */
const finishWithin = 10_000

/**
 * Starts all of it. Once `stopping` is aborted it goes no further than the next line of progress, takes down what stood, and throws the
 * signal's reason; what was being loaded is loaded by the next start.
 */
export async function start(
  config: Config,
  features: readonly Feature[],
  say: Say,
  stopping = new AbortController().signal,
): Promise<Running> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  say(`三亮 Sanliang ${version} · ${config.townName}`)
  say(`数据目录：${config.dataDirectory}`)
  const database = await openDatabase(config, say)
  const down: (() => Promise<unknown>)[] = [database.close]
  const stop = async () => {
    for (const step of down.splice(0).reverse()) await step()
  }
  const tell: Say = line => {
    stopping.throwIfAborted()
    say(line)
  }
  try {
    tell(database.applied.length > 0 ? `数据库已就绪，执行了${database.applied.length}个升级文件` : '数据库已就绪')
    await requireRoles(config)
    const platform = await openPlatform(config, features, database, down, tell)
    down.push(await keepProvider(config, platform))
    if (config.provider && !platform.provider)
      tell(`统一登录 ${config.provider.issuer} 现在连不上，登录页先不显示它。以后每分钟再试，连上就显示。`)
    await prepareTown(platform, tell, () => asOwner(database.ownerUrl, owner => owner.query('analyze')))
    const building = config.buildConsole ? buildConsole(say, stopping) : null
    const worker = await startWorker(database, [...upkeep, ...features.flatMap(({ jobs = [] }) => jobs)], platform)
    down.push(worker.stop)
    const server = await buildServer(features, platform)
    await listen(server, config)
    down.push(() => close(server))
    const address = addressOf(server)
    // PORT=0 takes any free port, so the address is known only now.
    if (config.port === 0) platform.config.publicUrl = address
    await building
    stopping.throwIfAborted()
    return { platform, address, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openPlatform(
  config: Config,
  features: readonly Feature[],
  database: OpenDatabase,
  down: (() => Promise<unknown>)[],
  say: Say,
): Promise<Platform> {
  const sealing = await asOwner(database.ownerUrl, async owner => {
    await ensureTown(owner, { id: townId, code: config.townCode, name: config.townName })
    await ensureHolidays(owner)
    const opened = await openSealing(owner, config)
    const sealed = await sealPlain(owner, opened)
    if (sealed > 0) say(`以前写的${sealed}段文字已加密保存`)
    return opened
  })
  const connection = connect(database.applicationUrl, { max: 12 })
  const signIn = connect(database.signInUrl, { max: 4 })
  down.push(async () => {
    await connection.db.destroy()
    await signIn.db.destroy()
  })
  const now = () => new Date()
  const platform: Platform = {
    config: { ...config },
    connection,
    signIn,
    sealing,
    now,
    townId,
    identify: asking => identify(platform, asking),
    openWork: features.flatMap(({ openWork = [] }) => openWork),
    consents: features.flatMap(({ consents = [] }) => consents),
    buckets: openBuckets(),
    indicators: indicatorsOf(features),
    about: features.flatMap(({ about = [] }) => about),
    todos: features.flatMap(({ todos = [] }) => todos),
    recorded: recordedOf(features),
    eventWords: eventWordsOf(features),
    log: openLog(config, now, down),
  }
  return platform
}

function openLog(config: Config, now: () => Date, down: (() => Promise<unknown>)[]) {
  if (config.log === 'stdout') return jsonLog(line => process.stdout.write(`${line}\n`))
  const log = openLogFile(join(config.dataDirectory, 'log'), now)
  down.push(log.flush)
  return log
}

/** Throws a sentence for people when the port is taken or not allowed. */
async function listen(server: FastifyInstance, { host, port }: Config) {
  try {
    await server.listen({ host, port })
  } catch (error) {
    await server.close()
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new Error(`端口 ${port} 已被别的程序占用。请换一个，例如 PORT=${port + 1} npm start。`, { cause: error })
    if (code === 'EACCES') throw new Error(`不允许使用端口 ${port}。请用1024以上的端口，例如 PORT=8080 npm start。`, { cause: error })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new Error(`本机没有地址 ${host}。请检查 HOST。`, { cause: error })
    throw error
  }
}

function addressOf(server: FastifyInstance): string {
  const { address, port, family } = server.server.address() as { address: string; port: number; family: string }
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

async function close(server: FastifyInstance) {
  const late = setTimeout(() => server.server.closeAllConnections(), finishWithin)
  await server.close()
  clearTimeout(late)
}

/**
 * The worker (任务队列): runs each feature's jobs by their cron, on pg-boss, in the server's own process.
 *
 * A job's turn finds its items and puts each in the queue; each item runs in a transaction of its own and is
 * tried again by itself, later and later, when it fails. An item that still waits is not queued twice. The
 * queue has a schema of its own, made by the owner; the worker runs as the application's role.
 *
 * A turn that came due while the program was down is given once after the start, however many were missed: a machine that is switched off at
 * night does its nights' work in the morning. A job that never had a turn gets its first soon after the start.
 */
import pg from 'pg'
import { PgBoss, type JobResult, type QueueOptions } from 'pg-boss'
import { applicationRole } from '#platform/database/migrate.ts'
import { WatchedClient } from '#platform/database/stalled-connection.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { Context } from './action.ts'
import type { Job } from './job.ts'
import type { Platform } from './platform.ts'
import { inTransaction } from './transaction.ts'

export interface Worker {
  /** Gives a job its turn now, beside its cron. */
  runNow(name: Job['name']): Promise<void>
  /** Lets running items finish (at most 10 s), then stops. */
  stop(): Promise<void>
}

interface Settings {
  /** Seconds before a failed item's first retry; each further one waits twice as long. */
  retryDelay: number
  pollingIntervalSeconds: number
  /** Seconds until the first turn of a job that never had one: a new or restored town answers first. */
  firstTurnAfter: number
}

const schema = 'queue'
const timeZone = 'Asia/Shanghai'
const usual: Settings = { retryDelay: 60, pollingIntervalSeconds: 2, firstTurnAfter: 600 }
const itemRetries = 6
/** Turns and items that run at the same time: after a night that was missed all come at once, and connections and processors are people's first. */
const atOnce = 2

export async function startWorker(
  urls: { ownerUrl: string; applicationUrl: string },
  jobs: readonly Job[],
  platform: Platform,
  { retryDelay, pollingIntervalSeconds, firstTurnAfter }: Settings = usual,
): Promise<Worker> {
  const turns = (job: Job) => `${platform.townId}/${job.name}`
  const items = (job: Job) => `${turns(job)}/items`
  const waiting = await install(urls.ownerUrl, async boss => {
    for (const job of jobs) {
      await makeQueue(boss, turns(job), { policy: 'exclusive', retryLimit: 3, retryDelay, retryBackoff: true })
      await makeQueue(boss, items(job), { policy: 'exclusive', retryLimit: itemRetries, retryDelay, retryBackoff: true })
      await boss.schedule(turns(job), job.cron, null, { tz: timeZone, missed: 'once' })
    }
    const wanted = new Set(jobs.map(turns))
    const schedules = (await boss.getSchedules()).filter(({ name }) => name.startsWith(`${platform.townId}/`))
    for (const { name } of schedules) if (!wanted.has(name)) await boss.unschedule(name)
    return schedules.filter(({ name, lastJobId }) => wanted.has(name) && lastJobId === null).map(({ name }) => name)
  })
  const boss = new PgBoss({ ...watched, connectionString: urls.applicationUrl, schema, max: 3, migrate: false, createSchema: false })
  boss.on('error', error => platform.log.warn({ queue: error.message }))
  await boss.start()
  const attempt = lanes(atOnce, (job: Job, item: string | null, work: (context: Context) => Promise<void>) =>
    attempted(platform, job, item, work),
  )
  for (const job of jobs) {
    const enqueue = async (found: readonly string[]) => {
      for (let at = 0; at < found.length; at += 500)
        await boss.insert(
          items(job),
          found.slice(at, at + 500).map(item => ({ data: { item }, singletonKey: item })),
        )
    }
    await boss.work(turns(job), { pollingIntervalSeconds }, async () => {
      const fault = await attempt(job, null, async context => enqueue(await job.find(context)))
      if (fault) throw new Error(fault)
    })
    await boss.work<{ item: string }, unknown, typeof perItem & { pollingIntervalSeconds: number }>(
      items(job),
      { ...perItem, pollingIntervalSeconds },
      async batch => {
        const results: JobResult[] = []
        for (const { id, data } of batch) {
          const fault = await attempt(job, data.item, context => job.each(context, data.item))
          results.push(fault ? { id, status: 'failed', output: { fault } } : { id, status: 'completed' })
        }
        return results
      },
    )
  }
  // Not a turn in the queue that begins later: it would stand in the way of every other one until then.
  const firstTurns = setTimeout(() => void sendAll(boss, waiting, platform), firstTurnAfter * 1_000)
  return {
    runNow: async name => void (await boss.send(`${platform.townId}/${name}`, null)),
    async stop() {
      clearTimeout(firstTurns)
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

/**
 * The queue opens a pool of its own with what it is given. Unwatched, a connection on which nothing comes any more would hold a worker for good: no
 * job would run that night, and nobody be told.
 */
const watched = { Client: WatchedClient, keepAlive: true, keepAliveInitialDelayMillis: 10_000 }

const perItem = { batchSize: 50, perJobResults: true } as const

/** Runs `work` in a transaction of the job's. Returns the kind of fault, without its text, which may hold what people wrote. */
async function attempted(platform: Platform, { name }: Job, item: string | null, work: (context: Context) => Promise<void>) {
  const started = Date.now()
  try {
    await inTransaction(platform, { kind: 'job', townId: platform.townId, name }, work)
    platform.log.info({ job: name, item, ms: Date.now() - started })
    return null
  } catch (error) {
    platform.log.error({ job: name, item, ms: Date.now() - started, stack: (error as Error).stack })
    return error instanceof Problem ? error.kind.type : (error as Error).name
  }
}

/** Gives each job a turn; one that fails comes with its cron, or with the next start. */
async function sendAll(boss: PgBoss, names: readonly string[], { log }: Platform) {
  for (const name of names) await boss.send(name, null).catch((error: Error) => log.warn({ queue: error.message }))
}

/** The same work, of which `width` run at the same time; the others wait in the order in which they came. */
function lanes<A extends unknown[], T>(width: number, work: (...args: A) => Promise<T>) {
  const waiting: (() => void)[] = []
  let free = width
  return async (...args: A): Promise<T> => {
    if (free > 0) free -= 1
    else await new Promise<void>(begin => void waiting.push(begin))
    try {
      return await work(...args)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}

/** As the owner: makes or upgrades the queue's schema, its queues and schedules, and lets the application's role use them. */
async function install<T>(ownerUrl: string, prepare: (boss: PgBoss) => Promise<T>): Promise<T> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, max: 1, schedule: false, supervise: false })
  boss.on('error', () => undefined) // start and prepare throw it themselves
  await boss.start()
  let prepared: T
  try {
    prepared = await prepare(boss)
  } finally {
    await boss.stop({ graceful: false })
  }
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query(`
      grant usage on schema ${schema} to ${applicationRole};
      grant select, insert, update, delete on all tables in schema ${schema} to ${applicationRole};
      grant usage on all sequences in schema ${schema} to ${applicationRole};
      grant execute on all functions in schema ${schema} to ${applicationRole}`)
  } finally {
    await owner.end()
  }
  return prepared
}

async function makeQueue(boss: PgBoss, name: string, options: QueueOptions & { policy: 'exclusive' }) {
  await boss.createQueue(name, options)
  const { policy: _, ...changeable } = options
  await boss.updateQueue(name, changeable)
}

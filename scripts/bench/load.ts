/**
 * Bench of the running server (压测): 315 units, 8,000 people and as many requests as asked for, driven over HTTP from another process.
 *
 *   npm run bench [-- load] [--rows 200000] [--rows2 1000000] [--seconds 10] [--only list,detail] [--statements]
 *
 * For each operation: how many a second, milliseconds, processor time of the program and of PostgreSQL for one, and the share of
 * what bare `pg` connections get out of the same SQL in the same run. With --rows2 the same again at that size, and the ratio.
 * Prints a table for docs/performance.md, with the goals beside it.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#platform/database/database.ts'
import { readConfig, type Config } from '#platform/server/config.ts'
import { features } from '../../src/features.ts'
import { openDatabase } from '../../src/program/open-database.ts'
import { start } from '../../src/program/start.ts'
import type { Job, Seen } from './load.driver.ts'
import { recordThrough, type LimitJob, type Script } from './load.limit.ts'
import { operations, type OperationName, type Stage } from './load.requests.ts'
import { inChild, startServer } from './load.server.ts'
import { freshCases, openSessions, stageOf } from './load.stage.ts'
import { printTable, type Measured, type Round } from './load.table.ts'
import { fill } from './town.samples.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const connections = 8
/** Requests a second of an ordinary busy hour, by all users of a town; a spike is eight times that. */
const steady = 40

interface Options {
  rows: number
  seconds: number
  only: readonly OperationName[]
  /** Print what each operation asks of the database, with the median of its milliseconds. */
  statements: boolean
}

export async function main(args: readonly string[]) {
  const option = (name: string) => (args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : undefined)
  const all = Object.keys(operations) as OperationName[]
  const only = option('only')?.split(',') ?? all
  const options = {
    seconds: Number(option('seconds') ?? 10),
    only: all.filter(name => only.includes(name)),
    statements: args.includes('--statements'),
  }
  const rounds = [await round({ rows: Number(option('rows') ?? 200_000), ...options })]
  if (option('rows2')) rounds.push(await round({ rows: Number(option('rows2')), ...options }))
  say(
    `\n${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, ${connections} connections, ${options.seconds} s each\n`,
  )
  printTable(rounds, say)
}

async function round(options: Options): Promise<Round> {
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-bench-'))
  // PostgreSQL does not run as root, and its account must reach the folder.
  await chmod(folder, 0o755)
  try {
    const config: Config = {
      ...readConfig({ DATA_DIR: folder, DEMO: 'off', BUILD_CONSOLE: 'off', TRUSTED_PROXIES: '127.0.0.1', PORT: '0', LOG: 'stdout' }),
      sealingKey: null,
    }
    const stage = await prepare(config, options.rows)
    const scripts = await recordScripts(config, stage, options.only)
    if (options.statements) for (const [name, asked] of scripts) printStatements(name, asked)
    return await measureAll(config, stage, scripts, options)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

async function prepare(config: Config, rows: number): Promise<Stage> {
  const database = await openDatabase(config, () => undefined)
  const owner = connect(database.ownerUrl)
  try {
    const began = Date.now()
    const staff = await fill(owner.db, rows)
    const stage = await stageOf(owner.db, staff, await openSessions(owner.db, staff))
    say(`${rows} requests, 8000 people, 315 units: filled in ${Math.round((Date.now() - began) / 1000)} s`)
    return stage
  } finally {
    await owner.db.destroy()
    await database.close()
  }
}

/** What each operation asks of the database, written down while the program does it for a few different people. */
async function recordScripts(config: Config, stage: Stage, only: readonly OperationName[]) {
  const running = await start(config, features, () => undefined)
  try {
    const recorded = recordThrough([running.platform.connection.pool, running.platform.signIn.pool])
    const scripts = new Map<OperationName, Script[]>()
    for (const name of only) {
      // A case that goes through many hands cannot be asked again without keeping what was written.
      if (name === 'lifecycle' || name === 'spike' || name === 'transition') continue
      scripts.set(name, [])
      for (let n = 0; n < 20; n += 1) {
        recorded.take()
        for (const make of operations[name]) {
          const step = make({ ...stage, origin: running.address })
          const { path, ...request } = step.setupRequest({}, {}) as { path: string } & RequestInit
          const answer = await fetch(running.address + path, { method: step.method ?? 'GET', ...request })
          if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
          await answer.arrayBuffer()
        }
        scripts.get(name)!.push(recorded.take())
      }
    }
    return scripts
  } finally {
    await running.stop()
  }
}

async function measureAll(
  config: Config,
  stage: Stage,
  scripts: ReadonlyMap<OperationName, Script[]>,
  { rows, seconds, only }: Options,
): Promise<Round> {
  const server = await startServer(config.dataDirectory)
  const owner = connect(server.ownerUrl, { max: 2 })
  try {
    const measured: Measured[] = []
    for (const name of only) {
      const job: Job = { name, stage: { ...stage, origin: server.address }, seconds, connections: name === 'figures' ? 1 : connections }
      const asked = scripts.get(name)
      // Before anything is written: two cases cannot have one number.
      const limit = asked
        ? await inChild<LimitJob, number>('load.limit.ts', {
            urls: server.roleUrls,
            scripts: asked,
            seconds: Math.min(seconds, 5),
            connections: job.connections,
          })
        : null
      if (name === 'transition') {
        job.stage.fresh = await freshCases(owner.db, stage)
        job.amount = job.stage.fresh.length
      } else await inChild<Job, Seen>('load.driver.ts', { ...job, seconds: 2, ...(name === 'spike' && { rate: steady, seconds }) })
      if (name === 'spike') Object.assign(job, { rate: steady * 8, connections: 64 })
      const before = await server.spent()
      const seen = await inChild<Job, Seen>('load.driver.ts', job)
      const after = await server.spent()
      const times = seen.requests / operations[name].length
      const one: Measured = {
        name,
        ...seen,
        programMs: (after.program - before.program) / times,
        databaseMs: (after.database - before.database) / times,
        limit,
      }
      say(`  ${name}: ${one.perSecond.toFixed(1)}/s, p99 ${one.p99} ms ${JSON.stringify(one.refused)}`)
      measured.push(one)
    }
    return { rows, measured, readyMs: server.readyMs, memory: await server.memory() }
  } finally {
    await owner.db.destroy()
    await server.stop()
  }
}

/** Each statement of an operation, in its order, with the median of its milliseconds over the recorded requests. */
function printStatements(name: OperationName, scripts: readonly Script[]) {
  say(`  ${name}:`)
  for (const [n, { text }] of scripts[0]!.entries()) {
    const times = scripts.flatMap(script => (script[n]?.text === text ? [script[n].ms] : [])).sort((a, b) => a - b)
    say(`    ${times[times.length >> 1]!.toFixed(1).padStart(6)} ms  ${text.replaceAll(/\s+/g, ' ').slice(0, 150)}`)
  }
}

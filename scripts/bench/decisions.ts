/**
 * Bench of decisions (四议两公开): 200,000 matters of ten years in 33 villages with 281 cooperatives, with their ballots and notices.
 *
 *   npm run bench -- decisions [--matters 200000] [--folder DIR]
 *
 * Prints median and 95th percentile over HTTP of every list and of a matter's page, and what each indicator of a town-year takes, as
 * the application's role; and the processor time of one request, which a busy machine does not stretch. With a folder the database stays there for the next run.
 */
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { startCluster } from '#platform/database/cluster.ts'
import { connect, type Database } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import { readConfig } from '#platform/server/config.ts'
import { buildServer } from '#platform/server/http-server.ts'
import { indicatorsOf } from '#platform/server/indicator.ts'
import { silent } from '#platform/server/log.ts'
import type { Platform } from '#platform/server/platform.ts'
import { unlimited } from '#platform/server/rate-limit.ts'
import { recordedOf } from '#platform/server/recorded.ts'
import { sealingWith } from '#platform/server/sealing.ts'
import { inTransaction } from '#platform/server/transaction.ts'
import type { PersonActor, Role } from '#platform/shared/actor.ts'
import { addDays, dayOf } from '#platform/shared/calendar.ts'
import { cursorOf } from '#platform/shared/cursor.ts'
import { loadActor } from '#features/people/people.actions.ts'
import { features } from '../../src/features.ts'
import { fillDecisions } from './decisions.samples.ts'
import { processorTimeOfAll } from './load.meter.ts'
import { fill } from './town.samples.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const runs = 12

export async function main(args: readonly string[]) {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const matters = Number(option('--matters') ?? 200_000)
  const kept = option('--folder')
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'sanliang-bench-')))
  if (kept) await mkdir(folder, { recursive: true })
  // PostgreSQL does not run as root, and its account must reach the folder.
  await chmod(folder, 0o755)
  const cluster = await startCluster(folder, () => undefined, ['-c', 'fsync=off', '-c', 'max_wal_size=4GB'])
  try {
    await migrate(cluster.url('postgres'), { application: 'bench', signIn: 'bench' })
    await measure(cluster.url('postgres'), matters, option('--only') ?? '')
  } finally {
    await cluster.stop()
    if (!kept) await rm(folder, { recursive: true, force: true })
  }
}

async function measure(ownerUrl: string, matters: number, only: string) {
  const owner = connect(ownerUrl)
  const as = (role: string) => connect(Object.assign(new URL(ownerUrl), { username: role, password: 'bench' }).href, { max: 4 })
  const [connection, signIn] = [as('sanliang_app'), as('sanliang_auth')]
  try {
    if (!(await owner.db.selectFrom('decision').select('id').limit(1).executeTakeFirst())) {
      const started = performance.now()
      await fillDecisions(owner.db, matters, await fill(owner.db, 0))
      say(`${matters} matters in ${Math.round((performance.now() - started) / 1000)} s`)
    }
    const platform: Platform = {
      config: readConfig({ DATA_DIR: '/nonexistent', DEMO: 'off' }),
      connection,
      signIn,
      sealing: sealingWith([Buffer.alloc(32, 7)]),
      now: () => new Date(),
      townId: 1,
      identify: ({ headers }) => {
        const personId = headers['x-bench-person']
        if (typeof personId !== 'string') return Promise.resolve({ kind: 'public', townId: 1 })
        const bare: PersonActor = { kind: 'person', townId: 1, personId, accountId: personId, posts: [] }
        return inTransaction(platform, bare, context => loadActor({ ...context, actor: bare }))
      },
      buckets: unlimited,
      indicators: indicatorsOf(features),
      about: [],
      todos: features.flatMap(({ todos = [] }) => todos),
      recorded: recordedOf(features),
      eventWords: new Map(),
      openWork: [],
      consents: [],
      log: silent,
    }
    await overHttp(platform, owner.db, only)
  } finally {
    for (const { db } of [owner, connection, signIn]) await db.destroy()
  }
}

async function overHttp(platform: Platform, owner: Database, only: string) {
  const server = await buildServer(features, platform)
  const postmaster = await postmasterOf(owner)
  for (const [name, url, who] of [...(await pages(owner)), ...(await numbers(platform, owner))])
    if (name.includes(only)) await timed(postmaster, name, () => server.inject({ url, headers: who ? { 'x-bench-person': who } : {} }))
  await server.close()
}

/** The process that PostgreSQL's others are children of. */
async function postmasterOf(owner: Database): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(owner)
  const text = await readFile(`/proc/${rows[0]!.pid}/stat`, 'utf8')
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1])
}

type Asked = [name: string, url: string, who: string | null]

async function pages(owner: Database): Promise<Asked[]> {
  const clerkOf = (role: Role) =>
    owner
      .selectFrom('post')
      .innerJoin('term', 'term.postId', 'post.id')
      .where('post.role', '=', role)
      .select(['term.personId', 'post.unitId'])
      .orderBy('post.id')
      .executeTakeFirstOrThrow()
  const [town, village] = [await clerkOf('townClerk'), await clerkOf('villageClerk')]
  const newest = await owner
    .selectFrom('decision')
    .where('state', '=', 'closed')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const notice = await owner
    .selectFrom('notice')
    .where('state', '=', 'concluded')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const middle = await owner.selectFrom('decision').select('id').orderBy('id').offset(100_000).limit(1).executeTakeFirst()
  const below = `below=${village.unitId}`
  return [
    ['matters, newest', '/api/decisions', null],
    ['matters, from the middle', `/api/decisions?cursor=${middle ? cursorOf([middle.id]) : ''}`, null],
    ['matters of a village', `/api/decisions?${below}`, null],
    ['matters, closed', '/api/decisions?state=closed', null],
    ['matters, disclosed', '/api/decisions?state=disclosed', null],
    ['matters, objected', '/api/decisions?state=objected', null],
    ['matters of a category', '/api/decisions?category=welfare', null],
    ['matters, category of a village, closed', `/api/decisions?category=land&state=closed&${below}`, null],
    ['matters, late', '/api/decisions?lamp=late', null],
    ['matters of a village, late', `/api/decisions?lamp=late&${below}`, null],
    ['matters, newest: village clerk', '/api/decisions', village.personId],
    ['matters, newest: town clerk', '/api/decisions', town.personId],
    ['one matter', `/api/decisions/${newest.id}`, null],
    ['one matter: village clerk', `/api/decisions/${newest.id}`, village.personId],
    ['page /decisions', '/decisions', null],
    ['page of a matter', `/decisions/${newest.id}`, null],
    ['votes: village clerk', '/api/voting-meetings', village.personId],
    ['votes: town clerk', '/api/voting-meetings', town.personId],
    ['votes of a village: town clerk', `/api/voting-meetings?${below}`, town.personId],
    ['notices', '/api/notices', null],
    ['notices of a village', `/api/notices?${below}`, null],
    ['one notice', `/api/notices/${notice.id}`, null],
    ['page /notices', '/notices', null],
    ['to do: village clerk', '/api/todos', village.personId],
  ]
}

/** Every number of decisions, votes and disclosures, of the town and the year up to today. */
async function numbers(platform: Platform, owner: Database): Promise<Asked[]> {
  const town = await owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()
  const to = dayOf(new Date())
  const year = `unitId=${town.id}&from=${addDays(to, -365)}&to=${to}`
  return [...platform.indicators.keys()]
    .filter(id => /^(decisions|votes|disclosures)\./.test(id))
    .map(id => [id, `/api/indicators/${id}/value?${year}`, null])
}

async function timed(postmaster: number, name: string, ask: () => Promise<{ statusCode: number; body: string }>) {
  const times: number[] = []
  let last = await ask()
  const [own, database] = [process.cpuUsage(), await processorTimeOfAll(postmaster)]
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now()
    last = await ask()
    times.push(performance.now() - started)
    // what takes seconds is known after a few
    if (run >= 2 && times.reduce((sum, time) => sum + time, 0) > 10_000) break
  }
  const { user, system } = process.cpuUsage(own)
  const spent = [(user + system) / 1000, (await processorTimeOfAll(postmaster)) - database].map(ms =>
    (ms / times.length).toFixed(1).padStart(7),
  )
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1)
  const wrong = last.statusCode === 200 ? '' : `  ${last.statusCode} ${last.body.slice(0, 200)}`
  say(
    `${name.padEnd(42)} median ${at(0.5).padStart(8)} ms  p95 ${at(0.95).padStart(8)} ms  program ${spent[0]} ms  PostgreSQL ${spent[1]} ms${wrong}`,
  )
}

/**
 * Bench of lists and search (检索): 200,000 cases in 33 villages with 281 cooperatives, read as the application's role.
 *
 *   npm run bench -- search [--rows 200000]
 *
 * Prints for each query the median and the 95th percentile of 12 runs in milliseconds, and the plan's access paths.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { startCluster } from '#platform/database/cluster.ts'
import { connect, type Database } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import { listBox, listRequests } from '#features/requests/requests.list.queries.ts'
import { Filters } from '#features/requests/requests.contract.ts'
import { fill } from './town.samples.ts'

const filters = (given: object) => Filters.parse(given)

/** The hot lists, by name. */
export const hotQueries: Record<string, (db: Database, me: string) => Promise<unknown>> = {
  'newest 25 by due day': db => listRequests(db, filters({}), null, 25),
  'open, late': db => listRequests(db, filters({ state: 'open', lamp: 'late' }), null, 25),
  'newest first': db => listRequests(db, filters({ sort: 'newest' }), null, 25),
  'search 路灯': db => listRequests(db, filters({ q: '路灯' }), null, 25),
  'search 路灯, newest': db => listRequests(db, filters({ q: '路灯', sort: 'newest' }), null, 25),
  'search 码头路灯, open': db => listRequests(db, filters({ q: '第1234号', state: 'closed' }), null, 25),
  inbox: (db, me) => listBox(db, 'todo', me, { units: [], officialsUnits: [], bodies: [], people: [me] }, null, 25),
}

export async function main(args: readonly string[]) {
  const rows = Number(args[args.indexOf('--rows') + 1] || 200_000)
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-bench-'))
  // PostgreSQL does not run as root, and its account must reach the folder.
  await chmod(folder, 0o755)
  const cluster = await startCluster(folder, () => undefined, ['-c', 'fsync=off'])
  try {
    await migrate(cluster.url('postgres'), { application: 'bench', signIn: 'bench' })
    const owner = connect(cluster.url('postgres'))
    const started = Date.now()
    const { townClerks, villageClerks, officers } = await fill(owner.db, rows)
    const people = { townClerk: townClerks[0]!, villageClerk: villageClerks[0]!.personId, officer: officers[0]! }
    process.stdout.write(`${rows} cases in ${Math.round((Date.now() - started) / 1000)} s\n`)
    const url = new URL(cluster.url('postgres'))
    url.username = 'sanliang_app'
    url.password = 'bench'
    const app = connect(url.href, { max: 2 })
    for (const [who, id] of Object.entries(people))
      for (const [name, query] of Object.entries(hotQueries)) await measure(app.db, who, id, name, query)
    await owner.db.destroy()
    await app.db.destroy()
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

export const asPerson = <T>(db: Database, id: string, work: (db: Database) => Promise<T>) =>
  db.transaction().execute(async inside => {
    await sql`select set_config('sanliang.actor', ${`person:${id}`}, true), set_config('sanliang.town', '1', true), set_config('sanliang.today', current_date::text, true)`.execute(
      inside,
    )
    return work(inside)
  })

async function measure(db: Database, who: string, id: string, name: string, query: (typeof hotQueries)[string]) {
  const times: number[] = []
  let found = 0
  for (let run = 0; run < 12; run += 1) {
    const started = performance.now()
    found = ((await asPerson(db, id, inside => query(inside, id))) as unknown[]).length
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1)
  process.stdout.write(`${who.padEnd(14)} ${name.padEnd(26)} ${String(found).padStart(3)} rows  median ${at(0.5)} ms  p95 ${at(0.95)} ms\n`)
}

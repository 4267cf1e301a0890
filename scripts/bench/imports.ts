/**
 * Bench of imports (导入): a workbook of 20,000 rows over five sheets, brought, tried and entered as the town's clerk.
 *
 *   npm run bench -- imports [--rows 20000]
 *
 * Prints the seconds of each step and the largest memory of the process. The database is the embedded one, without fsync.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as imports from '#features/imports/imports.actions.ts'
import { aPersonRow, aTermRow, aUnitRow, aVenueRow, aWorkbook } from '#features/imports/imports.samples.ts'
import { loadActor } from '#features/people/people.actions.ts'
import { startCluster } from '#platform/database/cluster.ts'
import { connect } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import { readConfig } from '#platform/server/config.ts'
import { perform } from '#platform/server/perform.ts'
import { silent } from '#platform/server/log.ts'
import type { Platform } from '#platform/server/platform.ts'
import { unlimited } from '#platform/server/rate-limit.ts'
import { sealingWith } from '#platform/server/sealing.ts'
import { inTransaction } from '#platform/server/transaction.ts'
import { fill } from './imports.samples.ts'

export async function main(args: readonly string[]) {
  const rows = Number(args[args.indexOf('--rows') + 1] || 20_000)
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-bench-'))
  const cluster = await startCluster(folder, () => undefined, ['-c', 'fsync=off'])
  try {
    await migrate(cluster.url('postgres'), { application: 'bench', signIn: 'bench' })
    await measure(cluster.url('postgres'), rows)
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(ownerUrl: string, rows: number) {
  const owner = connect(ownerUrl)
  const as = (role: string) => connect(Object.assign(new URL(ownerUrl), { username: role, password: 'bench' }).href, { max: 4 })
  const [connection, signIn] = [as('sanliang_app'), as('sanliang_auth')]
  try {
    const personId = await fill(owner.db)
    const platform: Platform = {
      config: readConfig({ DATA_DIR: '/nonexistent', DEMO: 'off' }),
      connection,
      signIn,
      sealing: sealingWith([Buffer.alloc(32, 7)]),
      now: () => new Date(),
      townId: 1,
      identify: () => Promise.resolve({ kind: 'public', townId: 1 }),
      buckets: unlimited,
      indicators: new Map(),
      about: [],
      todos: [],
      recorded: new Map(),
      eventWords: new Map(),
      openWork: [],
      consents: [],
      log: silent,
    }
    const nobody = { kind: 'person', townId: 1, personId, accountId: personId, posts: [] } as const
    const actor = await inTransaction(platform, nobody, context => loadActor({ ...context, actor: nobody }))
    const bytes = await timed(`writing ${rows} rows`, () => aWorkbook(bookOf(rows)))
    process.stdout.write(`${(bytes.length / 1e6).toFixed(1)} MB\n`)
    const body = { fileName: 'bench.xlsx', bytes }
    const tried = await timed('upload and trial', () => perform(platform, imports.upload, actor, { body }))
    if (tried.errors[0]) throw new Error(tried.errors[0].message)
    const params = { importId: tried.id }
    const done = await timed('entry', () => perform(platform, imports.commit, actor, { params, body: { rows: 'all' } }))
    const again = await timed('the same file again', () => perform(platform, imports.upload, actor, { body }))
    const sum = (of: typeof done, key: 'created' | 'unchanged') => of.sheets.reduce((all, sheet) => all + sheet[key], 0)
    process.stdout.write(`${sum(done, 'created')} rows made, then ${sum(again, 'unchanged')} known; `)
    process.stdout.write(`at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`)
  } finally {
    for (const { db } of [owner, connection, signIn]) await db.destroy()
  }
}

/** A tenth units, two fifths people, two fifths their posts, a tenth places. */
function bookOf(rows: number) {
  const some = <T>(share: number, row: (at: number) => T) => Array.from({ length: Math.round(rows * share) }, (_, at) => row(at))
  const unit = (at: number) => `V${at % 33}`
  const village = (at: number) => aUnitRow('T', { code: `V${at}`, name: `第${at}村`, shortName: `村${at}`, kind: '村' })
  return {
    units: some(0.1, at => (at < 33 ? village(at) : aUnitRow(unit(at), { code: `U${at}`, name: `经济社${at}`, shortName: `社${at}` }))),
    people: some(0.4, at => aPersonRow(unit(at), { code: `R${at}`, phone: `139${String(at).padStart(8, '0')}` })),
    terms: some(0.4, at => aTermRow(unit(at), { personCode: `R${at}`, title: `办事员${at % 50}` })),
    venues: some(0.1, at => aVenueRow(unit(at), { code: `Z${at}` })),
  }
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const answer = await work()
  process.stdout.write(`${name.padEnd(24)} ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  return answer
}

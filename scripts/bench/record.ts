/**
 * Bench of the public record (公开存证): 100,000 entries appended, merged and signed, and every proof made and verified.
 *
 *   npm run bench -- record [--entries 100000]
 *
 * Prints entries a second and milliseconds of a served proof with the goals of issue 5 beside them, and the program's own processor time,
 * which a busy machine does not stretch. A wrong proof ends it with 1. The database is the embedded one, without fsync.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { append } from '#features/record/record.actions.ts'
import { endpoints, type RecordState } from '#features/record/record.contract.ts'
import { mergeWhatWaits } from '#features/record/record.merge.actions.ts'
import { record } from '#features/record/record.feature.ts'
import { trustOf } from '#features/record/record.samples.ts'
import { startCluster } from '#platform/database/cluster.ts'
import { connect, type Connection } from '#platform/database/database.ts'
import { ensureTown } from '#platform/database/first-rows.ts'
import { migrate } from '#platform/database/migrate.ts'
import { check } from '#platform/record/check.ts'
import {
  consistencyRanges,
  inclusionRanges,
  nodesOf,
  provesConsistency,
  provesInclusion,
  rangeHash,
  type Hash,
  type Range,
} from '#platform/record/tree.ts'
import { readConfig } from '#platform/server/config.ts'
import { buildServer } from '#platform/server/http-server.ts'
import { silent } from '#platform/server/log.ts'
import type { Platform } from '#platform/server/platform.ts'
import { unlimited } from '#platform/server/rate-limit.ts'
import { sealingWith } from '#platform/server/sealing.ts'
import { inTransaction } from '#platform/server/transaction.ts'
import { asOwner } from '../../src/program/open-database.ts'
import { goal } from './goal.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const document = (subject: string) => `第${subject}条的内容`
/** Appended one by one, as actions do; the rest in transactions of a hundred. */
const oneByOne = 5_000

export async function main(args: readonly string[]) {
  const entries = Number(args[args.indexOf('--entries') + 1] || 100_000)
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-bench-'))
  await chmod(folder, 0o755)
  const cluster = await startCluster(folder, () => undefined, ['-c', 'fsync=off'])
  try {
    await migrate(cluster.url('postgres'), { application: 'bench', signIn: 'bench' })
    await measure(cluster.url('postgres'), entries)
  } finally {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(ownerUrl: string, entries: number) {
  const owner = connect(ownerUrl)
  const as = (role: string) => connect(Object.assign(new URL(ownerUrl), { username: role, password: 'bench' }).href, { max: 8 })
  const [connection, signIn] = [as('sanliang_app'), as('sanliang_auth')]
  try {
    await asOwner(ownerUrl, client => ensureTown(client, { id: 1, code: '440605122000', name: '西樵镇' }))
    const platform = platformOn(connection, signIn)
    const few = Math.min(entries, oneByOne)
    await fill(platform, 0, few, 1, 'appended one by one')
    await fill(platform, few, entries, 100, 'appended by the hundred')
    await timed('merged and signed', entries, async () => {
      for (let size = -1, before = -2; size !== before;) {
        await mergeWhatWaits(platform)
        ;[before, size] = [
          size,
          (
            await owner.db
              .selectFrom('recordLeaf')
              .select(({ fn }) => fn.countAll<number>().as('n'))
              .executeTakeFirstOrThrow()
          ).n,
        ]
      }
    })
    await owner.pool.query('analyze')
    await serve(platform, owner)
    await verifyAll(owner, entries)
  } finally {
    for (const { db } of [owner, connection, signIn]) await db.destroy()
  }
}

const platformOn = (connection: Connection, signIn: Connection): Platform => ({
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
  recorded: new Map([['record.bench', { kind: 'record.bench', nameZh: '', document: (_, subject) => Promise.resolve(document(subject)) }]]),
  eventWords: new Map(),
  openWork: [],
  consents: [],
  log: silent,
})

const fewestAppends = 500
const slowestProof = 10

/** Eight at a time, each transaction with `each` entries. */
async function fill(platform: Platform, from: number, to: number, each: number, name: string) {
  let next = from
  const desk = async () => {
    while (next < to) {
      const [first, last] = [next, Math.min(to, next + each)]
      next = last
      await inTransaction(platform, { kind: 'job', townId: 1, name: 'record.merge' }, async context => {
        for (let at = first; at < last; at += 1) await append(context, 'record.bench', String(at), document(String(at)))
      })
    }
  }
  const perSecond = await timed(name, to - from, () => Promise.all(Array.from({ length: 8 }, desk)))
  say(`  ${goal(`≥ ${fewestAppends} a second`, perSecond >= fewestAppends)}`)
}

async function serve(platform: Platform, owner: Connection) {
  const server = await buildServer([record], platform)
  const state = (await server.inject(`/api${endpoints.get.path}`)).json<RecordState>()
  const some = await owner.db
    .selectFrom('recordLeaf')
    .select('entryId')
    .where('number', '>=', 0)
    .orderBy('entryId')
    .limit(100_000)
    .execute()
  const times: number[] = []
  const before = process.cpuUsage()
  for (let at = 0; at < some.length; at += Math.ceil(some.length / 1_000)) {
    const started = performance.now()
    const answer = await server.inject(`/log/proof/${some[at]!.entryId}`)
    times.push(performance.now() - started)
    const { fault } = check(answer.body, trustOf(state))
    if (fault) throw new Error(`a proof that does not hold: ${fault}`)
  }
  const { user, system } = process.cpuUsage(before)
  times.sort((a, b) => a - b)
  const share = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))]!
  say(
    `proof served over HTTP    median ${share(0.5).toFixed(1)} ms, p95 ${share(0.95).toFixed(1)} ms, of ${times.length}, each verified; ${((user + system) / 1000 / times.length).toFixed(1)} ms of the program, the check's included`,
  )
  say(`  ${goal(`p95 < ${slowestProof} ms`, share(0.95) < slowestProof)}`)
  await server.close()
}

/** Every entry’s place, and the growth from every 1,000th size, out of the stored tree. */
async function verifyAll(owner: Connection, size: number) {
  const rows = await owner.db.selectFrom('recordNode').select(['level', 'position', 'hash']).execute()
  const nodes = new Map(rows.map(({ level, position, hash }) => [`${level}/${position}`, new Uint8Array(hash)]))
  const read = (range: Range): Hash => rangeHash(nodesOf(range).map(({ level, position }) => nodes.get(`${level}/${position}`)!))
  const root = read({ from: 0, to: size })
  let wrong = 0
  await timed('inclusion proofs verified', size, () => {
    for (let index = 0; index < size; index += 1) {
      const [leaf, proof] = [nodes.get(`0/${index}`)!, inclusionRanges(index, size).map(read)]
      if (!provesInclusion(leaf, index, size, root, proof)) wrong += 1
      const part = index % (proof.length + 1)
      const [changedLeaf, ...changed] = [leaf, ...proof].map((hash, at) =>
        at === part ? hash.map((byte, each) => (each === index % 32 ? byte ^ 1 : byte)) : hash,
      )
      if (provesInclusion(changedLeaf!, index, size, root, changed)) wrong += 1
    }
  })
  await timed('consistency proofs', Math.floor(size / 1000), () => {
    for (let old = 1000; old <= size; old += 1000)
      if (!provesConsistency(old, read({ from: 0, to: old }), size, root, consistencyRanges(old, size).map(read))) wrong += 1
  })
  say(`${wrong} proofs wrong, or altered by one byte and not found`)
  say(`  ${goal('none', wrong === 0)}`)
  if (wrong > 0) process.exitCode = 1
}

/** How many a second. */
async function timed(name: string, count: number, work: () => unknown): Promise<number> {
  const [started, before] = [performance.now(), process.cpuUsage()]
  await work()
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(before)
  const own = (user + system) / 1000 / count
  say(
    `${name.padEnd(26)}${count} in ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second; ${own.toFixed(2)} ms of the program each`,
  )
  return count / seconds
}

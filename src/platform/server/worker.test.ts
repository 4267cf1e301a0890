/** The worker (任务队列): on a real queue in a database of its own. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { sql } from 'kysely'
import { expect, inject, test, vi } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { testPasswords } from '../../../tests/support/global-setup.ts'
import { useApp } from '../../../tests/support/app.ts'
import { upkeep } from './upkeep.ts'
import type { Job } from './job.ts'
import { startWorker } from './worker.ts'

const logged: { job?: string; item?: string | null; stack?: string }[] = []
const keep = (line: object) => void logged.push(line)
const app = useApp({ platform: { log: { info: () => undefined, warn: keep, error: keep } } })
const soon = { timeout: 20_000, interval: 50 }

async function withWorker(
  jobs: readonly Job[],
  work: (runNow: (name: Job['name']) => Promise<void>) => Promise<void>,
  { through = () => undefined, firstTurnAfter = 3_600 }: { through?: (url: URL) => void; firstTurnAfter?: number } = {},
) {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(app.owner)
  const ownerUrl = inject('ownerUrl').replace('DATABASE', rows[0]!.name)
  const url = new URL(ownerUrl)
  url.username = 'sanliang_app'
  url.password = testPasswords.application
  through(url)
  const settings = { retryDelay: 1, pollingIntervalSeconds: 0.5, firstTurnAfter }
  const worker = await startWorker({ ownerUrl, applicationUrl: url.href }, jobs, app.platform, settings)
  try {
    await work(worker.runNow)
  } finally {
    await worker.stop()
  }
}

const eventsOf = (name: string) => app.owner.selectFrom('event').where('name', '=', name).selectAll().orderBy('id').execute()

test('each item runs in a transaction of its own: a bad one keeps nothing, is tried again, and holds up no other', async () => {
  const [good, bad] = [newId(), newId()]
  let attempts = 0
  const job: Job = {
    name: 'upkeep.stamp',
    cron: '0 3 * * *',
    summary: 'Records an event for each item.',
    find: () => Promise.resolve([bad, good]),
    async each(context, item) {
      await context.record('venues.edit', { kind: 'venue', id: item })
      if (item === bad && (attempts += 1) === 1) throw new Error('the first time fails')
    },
  }
  await withWorker([job], async runNow => {
    await runNow('upkeep.stamp')
    await vi.waitFor(async () => expect((await eventsOf('venues.edit')).map(event => event.subjectId)).toEqual([good, bad]), soon)
  })
  const events = await eventsOf('venues.edit')
  expect(events.map(({ actor, townId }) => ({ actor, townId }))).toEqual(Array(2).fill({ actor: 'job:upkeep.stamp', townId: 1 }))
  expect(logged).toEqual([
    expect.objectContaining({ job: 'upkeep.stamp', item: bad, stack: expect.stringContaining('the first time fails') as string }),
  ])
})

test('what a person typed in an error stays out of the queue', async () => {
  const job: Job = {
    name: 'upkeep.leak',
    cron: '0 3 * * *',
    summary: 'Fails with a name in its message.',
    find: () => Promise.resolve([newId()]),
    each: () => Promise.reject(new TypeError('李少玲 19900001234')),
  }
  await withWorker([job], async runNow => {
    await runNow('upkeep.leak')
    const outputs = () =>
      sql<{ output: unknown }>`select output from queue.job where name = '1/upkeep.leak/items' and output is not null`.execute(app.owner)
    await vi.waitFor(async () => expect((await outputs()).rows).toEqual([{ output: { fault: 'TypeError' } }]), soon)
  })
})

test('schedules are in Shanghai’s time, and those of a job that is gone are dropped', async () => {
  const job = (name: Job['name']): Job => ({
    name,
    cron: '30 2 * * *',
    summary: '',
    find: () => Promise.resolve([]),
    each: () => Promise.resolve(),
  })
  const schedules = async () =>
    (
      await sql<{ name: string; cron: string; timezone: string }>`select name, cron, timezone from queue.schedule order by name`.execute(
        app.owner,
      )
    ).rows
  await withWorker([job('upkeep.a'), job('upkeep.b')], () => Promise.resolve())
  expect(await schedules()).toEqual([
    { name: '1/upkeep.a', cron: '30 2 * * *', timezone: 'Asia/Shanghai' },
    { name: '1/upkeep.b', cron: '30 2 * * *', timezone: 'Asia/Shanghai' },
  ])
  await withWorker([job('upkeep.b')], () => Promise.resolve())
  expect((await schedules()).map(({ name }) => name)).toEqual(['1/upkeep.b'])
})

test('a job that never had a turn gets one at the start, and after nights that were missed one for all of them', async () => {
  let turns = 0
  // not due while this runs
  const farHour = new Date(Date.now() + (8 + 12) * 3_600_000).getUTCHours()
  const job: Job = {
    name: 'upkeep.nightly',
    cron: `0 ${farHour} * * *`,
    summary: 'Counts its turns.',
    find: () => Promise.resolve(((turns += 1), [])),
    each: () => Promise.resolve(),
  }
  const countTo = (n: number) => vi.waitFor(() => expect(turns).toBe(n), soon)
  const hadATurn = async () =>
    (
      await sql<{ had: boolean }>`select last_job_id is not null as had from queue.schedule where name = '1/upkeep.nightly'`.execute(
        app.owner,
      )
    ).rows[0]!.had
  /** The program was down since then; where the schedule never had a turn before, it has had one. */
  const downSince = (hours: number) =>
    sql`with schedule as (update queue.schedule set created_on = now() - interval '30 days', last_job_id = coalesce(last_job_id, gen_random_uuid()))
      update queue.version set cron_on = now() - ${hours} * interval '1 hour'`.execute(app.owner)
  await withWorker([job], () => countTo(1), { firstTurnAfter: 0 })
  await downSince(3 * 24)
  await withWorker([job], () => countTo(2))
  expect(await hadATurn()).toBe(true)
  // what tells that a pass of the queue owed nothing is the next job of its own, a minute’s
  let minutes = 0
  const eachMinute: Job = { ...job, name: 'upkeep.minutely', cron: '* * * * *', find: () => Promise.resolve(((minutes += 1), [])) }
  await sql`update queue.version set cron_on = now() - interval '40 seconds'`.execute(app.owner)
  await withWorker([job, eachMinute], () => vi.waitFor(() => expect(minutes).toBeGreaterThan(0), soon))
  expect(turns, 'no night was missed since').toBe(2)
}, 90_000)

test('what comes all at once after a night runs two at a time', async () => {
  let running = 0
  let ran = 0
  let goOn = () => undefined as void
  const held = new Promise<void>(go => void (goOn = go))
  const jobs = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter): Job => ({
    name: `upkeep.${letter}`,
    cron: '0 3 29 2 *',
    summary: 'Runs until it is let go.',
    async find() {
      running += 1
      await held
      ran += 1
      return []
    },
    each: () => Promise.resolve(),
  }))
  const taken = sql<{ n: number }>`select count(*)::int as n from queue.job where state = 'active' and name ~ '^1/upkeep.[a-f]$'`
  const begin = async () => {
    await vi.waitFor(async () => expect((await taken.execute(app.owner)).rows[0]!.n).toBe(6), soon)
    await vi.waitFor(() => expect(running).toBeGreaterThan(1), soon)
    // whoever came before these would have begun
    for (let asked = 0; asked < 30; asked += 1) await app.as({ kind: 'job', townId: 1, name: 'upkeep.z' }, () => Promise.resolve())
    expect(running).toBe(2)
    goOn()
    await vi.waitFor(() => expect(ran).toBe(6), soon)
  }
  await withWorker(jobs, begin, { firstTurnAfter: 0 })
}, 60_000)

test('keys of repeated requests are forgotten a day after, never before', async () => {
  const row = (expiresAt: string) => ({
    townId: 1,
    scope: 'public',
    key: `key of ${expiresAt}`,
    bodyDigest: Buffer.alloc(32),
    expiresAt: new Date(expiresAt),
  })
  await app.owner
    .insertInto('idempotency')
    .values([row('2026-03-02T00:59:59Z'), row('2026-03-02T01:00:01Z')])
    .execute()
  await withWorker(upkeep, async runNow => {
    await runNow('platform.forgetKeys')
    await vi.waitFor(
      async () =>
        expect(await app.owner.selectFrom('idempotency').select('key').execute()).toEqual([{ key: 'key of 2026-03-02T01:00:01Z' }]),
      soon,
    )
  })
})

/** A way to the database on which nothing comes any more from one moment on: what is open stays open, and what is new is as ever. */
async function aWay() {
  const pairs: [Socket, Socket][] = []
  let to = { host: '', port: 0 }
  const server = createServer(near => {
    const far = connect(to)
    pairs.push([near, far])
    near.pipe(far).pipe(near)
    for (const each of [near, far]) each.on('error', () => undefined)
  })
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done))
  return {
    through(url: URL) {
      url.searchParams.delete('host') // a socket in a folder would pass this by
      to = { host: url.hostname, port: Number(url.port) }
      url.hostname = '127.0.0.1'
      url.port = String((server.address() as AddressInfo).port)
    },
    stall() {
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
      }
      return pairs.length
    },
    close() {
      for (const each of pairs.flat()) each.destroy()
      server.close()
    },
  }
}

test('connections of the queue on which nothing comes any more are given up: jobs go on', async () => {
  const ran: string[] = []
  const job: Job = {
    name: 'upkeep.goOn',
    cron: '0 3 * * *',
    summary: 'Tells that it ran.',
    find: () => Promise.resolve([newId()]),
    each: (_context, item) => Promise.resolve(void ran.push(item)),
  }
  const way = await aWay()
  try {
    await withWorker(
      [job],
      async runNow => {
        await runNow(job.name)
        await vi.waitFor(() => expect(ran).toHaveLength(1), soon)
        expect(way.stall()).toBeGreaterThan(0)
        // what was asked on such a one fails within seconds, and the next one is new
        await vi.waitFor(() => runNow(job.name), soon)
        await vi.waitFor(() => expect(ran).toHaveLength(2), soon)
      },
      { through: way.through },
    )
  } finally {
    way.close()
  }
}, 60_000)

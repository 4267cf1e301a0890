/**
 * A power cut and a cut line (断电断线): the program is killed while residents post their troubles, and started again. What was acknowledged is there, whole;
 * nothing is half written; asking again with the same key makes nothing twice. CRASH_ROUNDS=20 does it more often.
 */
import { randomUUID } from 'node:crypto'
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { aVillage } from '#features/units/units.samples.ts'
import { findRunningCluster, startCluster } from '#platform/database/cluster.ts'
import { connect } from '#platform/database/database.ts'
import { whileAvailable } from '#platform/server/transaction.ts'
import { problems } from '#platform/shared/problem.ts'
import { aDataDirectory, aTownDirectory, started } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary.ts'

const rounds = Number(process.env.CRASH_ROUNDS ?? 3)
/** Starting again takes most of a round, and a busy machine takes longer: 20 rounds have ten minutes and more. */
const mostSeconds = 120 + 30 * rounds
const writers = 6

interface Posted {
  key: string
  text: string
  /** The case's number, once an answer came; null while nobody knows. */
  number: string | null
}

const post = async (address: string, unitId: string, { key, text }: Posted): Promise<string | null> => {
  const answer = await fetch(`${address}/api/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ text, unitId, near: '祠堂对面', contactName: '', contactPhone: '', publicAgreed: false, aboutOfficials: false }),
  }).catch(() => null)
  if (answer?.status === 200) return ((await answer.json()) as { number: string }).number
  // Too many from one address, or the server is going down: the resident knows nothing yet.
  await answer?.arrayBuffer().catch(() => null)
  return null
}

test(
  'killed under load, nothing acknowledged is lost and nothing is half there',
  async () => {
    const folder = await aTownDirectory()
    const settings = { DATA_DIR: folder, SHARED_ADDRESSES: '127.0.0.1' }
    let program = await started(settings)
    const database = connect((await findRunningCluster(folder))!('sanliang'), { max: 2 })
    const { id: unitId } = await aVillage(database.db)
    const posted: Posted[] = []
    try {
      for (let round = 0; round < rounds; round += 1) {
        // The cut comes in the middle of the writing: after a number of answers that differs from round to round.
        let missing = 8 + 5 * round
        const enough = Promise.withResolvers<void>()
        let going = true
        const writing = Array.from({ length: writers }, async () => {
          while (going) {
            const each: Posted = { key: randomUUID(), text: `第${round}轮的路灯坏了 ${randomUUID()}`, number: null }
            posted.push(each)
            each.number = await post(program.address, unitId, each)
            if (each.number !== null && --missing === 0) enough.resolve()
            if (each.number === null && going) await new Promise(resolve => setTimeout(resolve, 5))
          }
        })
        await enough.promise
        program.child.kill('SIGKILL')
        await program.ended
        going = false
        await Promise.all(writing)
        program = await started(settings)
      }
      const heard = posted.filter(({ number }) => number !== null).length
      // Whoever heard nothing asks again, with the same key.
      for (const each of posted) each.number ??= await post(program.address, unitId, each)
      for (const each of posted) while (each.number === null) each.number = await post(program.address, unitId, each)

      const { rows } = await sql<{ number: string; text: string; events: number }>`
      select r.number, r.text, (select count(*)::int from event e where e.town_id = r.town_id and e.subject_id = r.id and e.name = 'requests.submit') as events
      from request r order by r.number`.execute(database.db)
      const byText = new Map(rows.map(row => [row.text, row]))
      expect(rows).toHaveLength(posted.length)
      for (const { text, number } of posted) expect(byText.get(text)).toEqual({ number, text, events: 1 })
      expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length)
      expect(posted.length).toBeGreaterThan(rounds * writers)
      if (process.env.CRASH_ROUNDS)
        process.stdout.write(
          `${rounds} rounds of kill -9: ${posted.length} sent, ${heard} acknowledged, ${rows.length} kept, none lost or twice\n`,
        )
    } finally {
      await database.db.destroy()
    }
  },
  mostSeconds * 1_000,
)

test('PostgreSQL away: 503 within two seconds and a page in words, no exit, and recovery by itself', async () => {
  const cluster = await startCluster(await temporaryFolder('away'), () => undefined, ['-c', 'fsync=off'])
  onTestFinished(() => cluster.stop())
  const line = await aLineTo(Number(new URL(cluster.url('postgres')).port))
  const url = new URL(cluster.url('postgres'))
  url.port = String(line.port)
  // the line is one of TCP
  url.search = ''
  const program = await started({ DATA_DIR: await aDataDirectory(), DATABASE_URL: url.href })
  const get = async (path: string) => {
    const began = performance.now()
    const answer = await fetch(program.address + path)
    const text = await answer.text()
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), text, seconds: (performance.now() - began) / 1000 }
  }
  expect((await get('/api/units')).status).toBe(200)

  line.cut()
  for (const path of ['/api/units', '/villages', '/readyz']) {
    const { status, retryAfter, text, seconds } = await get(path)
    expect([path, status, retryAfter !== null]).toEqual([path, 503, true])
    expect(seconds).toBeLessThan(2)
    if (path === '/villages') expect(text).toContain('系统正在恢复')
  }
  expect((await get('/healthz')).status).toBe(200)
  expect(program.child.exitCode).toBeNull()

  const recovered = async () => {
    await expect.poll(async () => (await get('/readyz')).status, { timeout: 20_000 }).toBe(200)
    expect((await get('/api/units')).status).toBe(200)
    expect((await get('/villages')).status).toBe(200)
  }
  await line.mend()
  await recovered()

  // open, and nothing flows
  line.stall()
  for (const path of ['/api/units', '/villages', '/readyz', '/api/units']) {
    const { status, retryAfter, seconds } = await get(path)
    expect([path, status, retryAfter !== null]).toEqual([path, 503, true])
    expect(seconds).toBeLessThan(2)
  }
  expect(program.child.exitCode).toBeNull()
  line.flow()
  await recovered()
}, 60_000)

test('a line that stalls is told from a statement that takes long, and one that is cut meanwhile ends nothing', async () => {
  const cluster = await startCluster(await temporaryFolder('away'), () => undefined, ['-c', 'fsync=off'])
  onTestFinished(() => cluster.stop())
  const line = await aLineTo(Number(new URL(cluster.url('postgres')).port))
  const url = new URL(cluster.url('postgres'))
  url.port = String(line.port)
  url.search = ''
  const { db } = connect(url.href, { max: 2 })
  onTestFinished(() => db.destroy())
  const sleep = (seconds: number) => whileAvailable(() => db.transaction().execute(each => sql`select pg_sleep(${seconds})`.execute(each)))
  const unavailable = { kind: problems.unavailable }

  await sleep(4)

  // a firewall that forgot what was open: the server is there for whoever comes anew
  line.stall({ isOld: true })
  const began = performance.now()
  await expect(sleep(0)).rejects.toMatchObject(unavailable)
  expect(performance.now() - began).toBeLessThan(2_000)
  await sleep(0)

  const cut = sleep(4)
  await expect
    .poll(
      async () =>
        (
          await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity where query like '%pg_sleep%'
    and state = 'active' and pid <> pg_backend_pid()`.execute(db)
        ).rows[0]!.n,
    )
    .toBe(1)
  line.cut()
  await expect(cut).rejects.toMatchObject(unavailable)
}, 60_000)

test('a server that is down has no socket: unavailable, which callers may repeat', async () => {
  const folder = encodeURIComponent(await temporaryFolder('away'))
  const gone = connect(`postgres://sanliang@127.0.0.1:5432/sanliang?host=${folder}`)
  onTestFinished(() => gone.db.destroy())
  await expect(whileAvailable(() => sql`select 1`.execute(gone.db))).rejects.toMatchObject({ kind: problems.unavailable })
})

/** A line to a port that can be cut, with all that runs over it, and mended; or stalled: open, and nothing flows. */
async function aLineTo(target: number) {
  const open = new Set<Socket>()
  const stalled = new Set<Socket>()
  let stalls = false
  const listen = (port: number) =>
    new Promise<Server>(resolve => {
      const server = createServer(near => {
        const far = createConnection(target, '127.0.0.1')
        if (stalls) stalled.add(near)
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          open.add(one)
          one.on('error', () => other.destroy())
          one.on('close', () => {
            open.delete(one)
            other.destroy()
          })
          one.on('data', sent => stalled.has(near) || other.write(sent))
        }
      }).listen(port, '127.0.0.1', () => resolve(server))
    })
  let server = await listen(0)
  const { port } = server.address() as AddressInfo
  const cut = () => {
    server.close()
    for (const socket of open) socket.destroy()
  }
  onTestFinished(cut)
  return {
    port,
    cut,
    mend: async () => {
      server = await listen(port)
    },
    /** What is open stalls for good, and unless only the old does, what is opened until `flow` too. */
    stall: ({ isOld = false } = {}) => {
      for (const socket of open) stalled.add(socket)
      stalls = !isOld
    },
    flow: () => {
      stalls = false
    },
  }
}

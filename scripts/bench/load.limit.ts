/**
 * The limit (上限): the same SQL through bare `pg` connections that prepare as the program's do. What an operation asks of the database is written down while the
 * program does it, and then asked again by nothing but a loop.
 */
import type pg from 'pg'
import { PreparingClient } from '#platform/database/prepared.ts'

/** The statements of one request, in order, each with the connection it goes over and the milliseconds it took. */
export type Script = { over: number; text: string; values: unknown[]; ms: number }[]

export interface LimitJob {
  /** In the order in which the pools were given to `recordThrough`. */
  urls: string[]
  scripts: Script[]
  connections: number
  seconds: number
}

/**
 * Writes down what passes through the pools. Nothing is kept in the database: a commit is sent as a rollback, so that the same
 * statements can be asked again; the limit is therefore without the wait for the disk.
 */
export function recordThrough(pools: readonly pg.Pool[]): { take(): Script } {
  let script: Script = []
  const wrapped = new WeakSet<object>()
  for (const [over, pool] of pools.entries()) {
    const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
    pool.connect = (async () => {
      const client = await connect()
      if (wrapped.has(client)) return client
      wrapped.add(client)
      const query = client.query.bind(client) as (text: unknown, values?: unknown[]) => unknown
      client.query = ((text: unknown, values?: unknown[]) => {
        if (typeof text !== 'string') return query(text, values)
        const ends = text.trim().toLowerCase() === 'commit'
        const sent = ends ? 'rollback' : text
        const statement = { over, text: sent, values: values ?? [], ms: 0 }
        script.push(statement)
        const began = performance.now()
        const answer = query(sent, values) as Promise<pg.QueryResult>
        return answer.then(result => {
          statement.ms = performance.now() - began
          // Kysely asks whether its commit was one.
          return ends ? { ...result, command: 'COMMIT' } : result
        })
      }) as typeof client.query
      return client
    }) as typeof pool.connect
  }
  return {
    take() {
      const taken = script
      script = []
      return taken
    },
  }
}

/** Scripts a second that bare connections get through. */
async function limitOf({ urls, scripts, connections, seconds }: LimitJob): Promise<number> {
  const until = performance.now() + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: connections }, async (_, n) => {
      const clients = urls.map((url): pg.Client => new PreparingClient(url))
      for (const client of clients) await client.connect()
      for (let turn = n; performance.now() < until; turn += 1) {
        for (const { over, text, values } of scripts[turn % scripts.length]!) await clients[over]!.query(text, values)
        done += 1
      }
      for (const client of clients) await client.end()
    }),
  )
  return done / seconds
}

process.once('message', (job: LimitJob) => {
  void limitOf(job).then(limit => process.send!(limit, () => process.disconnect()))
})

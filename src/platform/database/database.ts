/** Database (数据库): opening a pool as the application's role. snake_case in SQL is camelCase in TypeScript. */
import { CamelCasePlugin, Kysely, PostgresDialect, Transaction } from 'kysely'
import pg from 'pg'
import { PreparingClient } from './prepared.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>

// Days stay text: a JavaScript Date would move them by the machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)
// Counts fit a number; a bigint column would have to say otherwise in its query file.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface Connection {
  db: Database
  pool: pg.Pool
}

// Only a transaction within the transaction would ask these, and there is none.
const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('a transaction has its connection')) })
const unasked = { config: { dialect }, dialect, driver: dialect.createDriver() }

/**
 * The same transaction, in which statements asked at the same time are sent at the same time and answered in their order.
 * Kysely's own sends one when the one before it is answered; each wait costs the program as much as the statement
 * (docs/performance.md). What depends on an answer waits for it as before.
 */
export async function sentTogether(transaction: Transaction<Tables>): Promise<Database> {
  const executor = transaction.getExecutor()
  const connection = await executor.provideConnection(each => Promise.resolve(each))
  return new Transaction<Tables>({
    ...unasked,
    executor: executor.withConnectionProvider({ provideConnection: run => run(connection) }),
  })
}

/**
 * Opens a pool. A connection that cannot be had within 1.5 s is an error, and so is one that stalls (stalled-connection.ts), so that a caller
 * hears 503 within 2 s. What lies idle is kept alive, and found dead, by TCP.
 */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Connection {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    pipeline: true,
    max,
    connectionTimeoutMillis: 1_500,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  // An idle connection that PostgreSQL drops must not end the process; the next query reports it.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { db, pool }
}

/** Database (数据库): opening a pool as the application's role. snake_case in SQL is camelCase in TypeScript. */
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
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

/** Opens a pool. A connection that cannot be had within 1.5 s is an error, so that a caller hears 503 within 2 s. */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Connection {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max,
    connectionTimeoutMillis: 1_500,
    idleTimeoutMillis: 30_000,
  })
  // An idle connection that PostgreSQL drops must not end the process; the next query reports it.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { db, pool }
}

/** One worker at a time (一次一个): what is made once a run and used by all waits for whoever makes it. */
import pg from 'pg'
import { inject } from 'vitest'

/** Does `work` while no other worker does work of this name. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('ownerUrl').replace('DATABASE', 'postgres') })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    return await work()
  } finally {
    await client.end() // and the lock with it
  }
}

/**
 * A stalled connection (断线): told from a statement that takes long, so that a caller hears 503 within two seconds and a long one is not cut.
 *
 * A socket may stay open while nothing flows any more: a cable pulled, a firewall that forgot it, a server that stands still. Nobody tells
 * the driver. Who has waited in silence therefore asks the server, over a new one, whether it is at work for the old one. If it is,
 * the waiting goes on, however long. If it does not answer, or has nothing to do there, the connection is given up.
 * Source: PostgreSQL manual, pg_stat_activity.
 */
import type { Socket } from 'node:net'
import pg from 'pg'

/** Milliseconds without a byte before the server is asked, and how long it may take to answer: together less than two seconds. */
const silence = 400
const patience = 1_100
/** A statement found at work is asked after less and less often, and with more patience: up to 25 times. */
const rarest = 25

/** All connections of this program: where one to the same server is answered, that is there, however long it keeps a new one waiting. */
const connections = new Set<pg.Client>()
const heardBeside = ({ host, port }: pg.Client) =>
  [...connections].reduce((bytes, each) => (each.host === host && each.port === port ? bytes + received(each) : bytes), 0)

/** Watches a client that was made with these settings. What it returns is to be called with every statement that is asked. */
export function watchConnection(client: pg.Client, settings: string | pg.ClientConfig): () => void {
  let timer: NodeJS.Timeout | undefined
  let waits = false
  /** Counts the times that the client began to wait; what was found out about an earlier one is of no use. */
  let turn = 0
  let heard = 0
  client.on('drain', rest)
  client.on('end', rest)
  connections.add(client)
  client.on('end', () => connections.delete(client))
  return () => {
    if (waits) return
    waits = true
    turn += 1
    look(1)
  }

  function rest() {
    waits = false
    clearTimeout(timer)
  }

  function look(times: number, wasIdle = false) {
    heard = received(client)
    timer = setTimeout(() => void listen(times, wasIdle), silence * times).unref()
  }

  async function listen(times: number, wasIdle: boolean) {
    const mine = turn
    const isSilent = () => received(client) === heard
    if (!isSilent()) return look(1)
    const before = heardBeside(client)
    const server = await stateOf(client, settings, patience * times)
    if (mine !== turn || !waits) return
    if (!isSilent()) return look(1)
    // What is long may still be on its way to the server: idle counts when nothing is left to send, and when it is said twice.
    const isIdle = server === 'idle' && (client.connection.stream as Socket).writableLength === 0
    if (isIdle && !wasIdle) return look(1, true)
    const isThere = server !== 'gone' || heardBeside(client) !== before
    if (isThere && !isIdle) return look(Math.min(times * 2, rarest))
    client.connection.stream.destroy(Object.assign(new Error('nothing comes from PostgreSQL'), { code: 'ETIMEDOUT' }))
  }
}

/** A plain client whose connection is watched: for a library that keeps a pool of its own. */
export class WatchedClient extends pg.Client {
  readonly #asked: () => void

  constructor(settings: string | pg.ClientConfig = {}) {
    super(settings)
    this.#asked = watchConnection(this, settings)
    // A connection that is lost is told to whoever waits for an answer; unheard here, it would end the process.
    this.on('error', () => undefined)
  }

  override query(...given: unknown[]): never {
    this.#asked()
    return (super.query.bind(this) as (...given: unknown[]) => never)(...given)
  }
}

/** Bytes. A socket, in the clear or under TLS; the driver's types say only that it is a stream. */
const received = (client: pg.Client) => (client.connection.stream as Socket).bytesRead

/** Is the server there, and, as far as it can tell, at work for the client? */
async function stateOf(client: pg.Client, settings: string | pg.ClientConfig, milliseconds: number): Promise<'working' | 'idle' | 'gone'> {
  const other = new pg.Client(settings)
  other.on('error', () => undefined)
  const began = performance.now()
  const late = setTimeout(() => other.connection.stream.destroy(), milliseconds)
  try {
    await other.connect()
    const { rows } = await other.query<{ works: boolean }>(
      `select not (state like 'idle%' or coalesce(wait_event_type, '') = 'Client') as works from pg_stat_activity where pid = $1`,
      // the server's number for the connection, which the driver keeps and its types leave out
      [(client as pg.Client & { processID: number }).processID],
    )
    // Behind a pooler the server does not know the client's number: that it answers has to do. So with states that are not kept.
    return (rows[0]?.works ?? true) ? 'working' : 'idle'
  } catch (error) {
    // A refusal is an answer: a server without a free place is at work. And who was busy itself could not hear one.
    return error instanceof pg.DatabaseError || performance.now() - began > milliseconds + silence ? 'working' : 'gone'
  } finally {
    clearTimeout(late)
    other.end().catch(() => undefined)
  }
}

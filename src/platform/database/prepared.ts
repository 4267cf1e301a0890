/**
 * Prepared statements (预备语句): a query that comes again on a connection is planned once there, not each time.
 *
 * Under row-level security planning costs more than running: every policy is written into every query. PostgreSQL plans a
 * prepared statement with its values five times and goes on with one plan for all values only if that is no dearer.
 * Source: PostgreSQL manual, PREPARE; docs/performance.md.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { watchConnection } from './stalled-connection.ts'

/** Each kept plan is some tens of kilobytes in the server's process; what a page asks fits many times over. */
const most = 200
/** Long texts are bulk writes, which are different every time. */
const longest = 6_000

const nameOf = (text: string) => createHash('sha1').update(text).digest('base64url')

/** What names the actor, the town and the day of a transaction, and says whether administrators' posts count; its values are the parameters. */
export const namingActor =
  "select set_config('sanliang.actor', $1, true), set_config('sanliang.town', $2, true), set_config('sanliang.today', $3, true), " +
  "set_config('sanliang.administers', $4, true)"

/**
 * A connection that prepares what it is asked a second time, and asks the first two things of a transaction in one: `begin` waits
 * for what follows, and goes with the statement that names the actor. A round trip is a tenth of what a short request costs.
 * What is asked in one turn of the program is written to the socket at once: a write costs as much as a short statement.
 */
export class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string | null>()
  #begins = false
  #gathers = false
  readonly #asked: () => void

  constructor(settings: string | pg.ClientConfig = {}) {
    super(settings)
    this.#asked = watchConnection(this, settings)
    // A connection that is lost is told to whoever waits for an answer; unheard here, it would end the process.
    this.on('error', () => undefined)
  }

  override query(...given: unknown[]): never {
    const [text, values] = given
    if (text === 'begin') {
      this.#begins = true
      return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [] }) as never
    }
    this.#asked()
    if (this.#begins) {
      this.#begins = false
      const send = super.query.bind(this) as (text: string) => Promise<unknown>
      if (text === namingActor) return send(`begin; ${withLiterals(namingActor, values as readonly string[])}`).then(last) as never
      // An answer that does not come is told by the statement behind it.
      send('begin').catch(() => undefined)
    }
    return this.#ask(given)
  }

  /** Holds back what is written until the promises that are ready have run. */
  #gather() {
    const { stream } = this.connection
    if (this.#gathers) return
    this.#gathers = true
    stream.cork()
    process.nextTick(() => {
      this.#gathers = false
      stream.uncork()
    })
  }

  #ask(given: unknown[]): never {
    this.#gather()
    const [text, values] = given
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameFor(text) : null
    const query = super.query.bind(this) as (...args: unknown[]) => never
    return name === null ? query(...given) : query({ name, text, values }, ...given.slice(2))
  }

  #nameFor(text: string): string | null {
    const known = this.#names.get(text)
    if (known) return known
    if (text.length > longest || (known === undefined && this.#names.size >= most)) return null
    const name = known === null ? nameOf(text) : null
    this.#names.set(text, name)
    return name
  }
}

const withLiterals = (text: string, values: readonly string[]) =>
  text.replaceAll(/\$(\d)/g, (_, place: string) => pg.escapeLiteral(values[Number(place) - 1]!))

/** Several statements are answered by a list. */
const last = (answers: unknown) => (answers as unknown[]).at(-1)

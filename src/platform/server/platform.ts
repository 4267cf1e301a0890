/** The platform (平台): what a running program has, handed to everything that runs a transaction. */
import type { Connection } from '#platform/database/database.ts'
import type { Actor } from '#platform/shared/actor.ts'
import type { About } from './about.ts'
import type { Context, HouseholdConsent, OpenWork } from './action.ts'
import type { Config } from './config.ts'
import type { FeatureEvents } from './event-words.ts'
import type { Indicator } from './indicator.ts'
import type { Log } from './log.ts'
import type { Provider } from './provider.ts'
import type { Buckets } from './rate-limit.ts'
import type { Recorded } from './recorded.ts'
import type { Sealing } from './sealing.ts'
import type { TodoSource } from './todo.ts'

/** What of an HTTP request tells who is asking. */
export interface Asking {
  headers: Record<string, string | string[] | undefined>
  cookies: Record<string, string | undefined>
  address: string
}

export interface Platform {
  config: Config
  connection: Connection
  /** The sign-in role's connection, for the accounts feature alone. */
  signIn: Connection
  sealing: Sealing
  /** The clock. Tests set it. */
  now(): Date
  townId: number
  /** The signed-in person, the bearer of a query code, or the public. Never throws for a stale cookie. */
  identify(asking: Asking): Promise<Actor>
  /** The OpenID Connect provider, if one is configured and has answered. */
  provider?: Provider | null
  /** Of the features' manifests. */
  openWork: readonly OpenWork[]
  /** Of the features' manifests too. */
  consents: readonly HouseholdConsent[]
  buckets: Buckets
  /** The numbers of all features, by id. */
  indicators: ReadonlyMap<string, Indicator>
  /** What each feature keeps about a person. */
  about: readonly About<Context>[]
  /** What of each feature waits for a person. */
  todos: readonly TodoSource<Context>[]
  /** What each feature keeps in the public record, by kind. */
  recorded: ReadonlyMap<string, Recorded<Context>>
  /** What each feature calls its events. */
  eventWords: ReadonlyMap<string, FeatureEvents>
  log: Log
}

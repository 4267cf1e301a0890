/**
 * Actions (操作): what happens when an endpoint is called.
 *
 * An action knows nothing about HTTP. It runs in one transaction: everything
 * it wrote, its event and its jobs are kept together or not at all.
 */
import type { Database } from '#platform/database/database.ts'
import type { Actor } from '#platform/shared/actor.ts'
import type { Calendar } from '#platform/shared/calendar.ts'
import type { Endpoint, InputOf, OutputOf } from '#platform/shared/endpoint.ts'
import type { Policy } from '#platform/shared/policy.ts'
import type { About } from './about.ts'
import type { Config } from './config.ts'
import type { FeatureEvents } from './event-words.ts'
import type { Indicator } from './indicator.ts'
import type { Log } from './log.ts'
import type { Queueing } from './queues.ts'
import type { Recorded } from './recorded.ts'
import type { Sealing } from './sealing.ts'
import type { TodoSource } from './todo.ts'

/** What an event is about. `unitId` is where it happened, for reading by scope. */
export interface Subject {
  kind: string
  id: string
  unitId?: string | null
}

export interface Context {
  db: Database
  /** The sign-in tables, by a role and a connection of their own; for the accounts feature alone. */
  signIn: Database
  actor: Actor
  townId: number
  now: Date
  /** The day of `now` in Asia/Shanghai. */
  today: string
  config: Config
  sealing: Sealing
  /** For operators, where something outside fails and the caller is not told: never names, numbers or texts. */
  log: Log
  /** The version the caller edited (If-Match), or null. */
  ifMatch: number | null
  calendar(): Promise<Calendar>
  /** What lies open with people, by the features that said so in their manifests. */
  openWork: readonly OpenWork[]
  /** What rests on a household's consent, by the features that said so in their manifests. */
  consents: readonly HouseholdConsent[]
  /**
   * Asks the policy: throws forbidden (403) or wrong-state (409). Every action asks at least once,
   * or the server refuses its answer.
   */
  require<S, N extends string>(policy: Policy<S, N>, name: NoInfer<N>, subject: S): void
  /** Appends to the event log (操作记录) and returns the event's id. Every change records exactly one event. */
  record(name: string, subject: Subject, details?: Record<string, unknown>): Promise<string>
  /**
   * Appends to a log that is replayed, whose clocks or counts are made from it again: behind its last event and never earlier, also when the
   * machine's clock was put back. Returns when it counts as done, for the columns beside it. The caller holds the subject's lock.
   */
  recordNext(name: string, subject: Subject, details?: Record<string, unknown>): Promise<{ id: string; at: Date }>
  /** Appends one event for each of many things at once: what an export opened of many people is told to each of them. */
  recordEach(name: string, told: readonly { subject: Subject; details?: Record<string, unknown> }[]): Promise<void>
  /** The numbers of all features, by id. */
  indicators: ReadonlyMap<string, Indicator>
  /** What each feature keeps about a person. */
  about: readonly About<Context>[]
  /** What of each feature waits for a person. */
  todos: readonly TodoSource<Context>[]
  /** What each feature keeps in the public record, by kind. */
  recorded: ReadonlyMap<string, Recorded<Context>>
  /** What each feature calls its events, by the feature's name. */
  eventWords: ReadonlyMap<string, FeatureEvents>
  /**
   * Reads in the name of the job that counts, which sees every record of the town: for numbers alone. What it returns must
   * be a count, a sum or a digest, never a record; records are read under the caller's own scope.
   */
  counting<T>(work: (db: Database) => Promise<T>): Promise<T>
  /**
   * Runs `work` in a transaction of its own that is kept whatever becomes of this one: progress that others may read. It needs a
   * second connection while this one is held, so it must not touch a row that this transaction may have locked, and is nothing
   * that many callers do at once.
   */
  beside<T>(work: (context: Context) => Promise<T>): Promise<T>
  /**
   * Runs `work` in a transaction of its own when this one is over, whatever became of it, and before the caller hears: what a
   * refusal must leave behind. If it fails, the caller hears that instead.
   */
  afterwards(work: (context: Context) => Promise<void>): void
}

export interface WorkItem {
  /** E.g. "request". */
  kind: string
  id: string
  /** What people call it: a number, never a title, because whoever ends a term may not be able to read it. */
  label: string
}

/**
 * Open work (手上的事): what a feature is asked and told when someone's term ends.
 *
 * Terms are kept by a feature that stands above those with work to do and may not know them. So each of these says in
 * its manifest what lies open and how it changes hands, and the platform hands all of them on in the context.
 */
export interface OpenWork {
  /** The name of the feature whose work it is: what a job leaves for its next run is called by it. */
  feature: string
  /** What would lie open if the term ended before `day`. */
  find(context: Context, termId: string, day: string): Promise<readonly WorkItem[]>
  /** What of it the successor's posts on that day do not suffice for. */
  beyond(context: Context, termId: string, day: string, successorId: string): Promise<readonly WorkItem[]>
  /** Gives it to the successor, in the transaction in which the term ends; each item gets its event. */
  handOver(context: Context, termId: string, day: string, successorId: string): Promise<void>
  /** Puts it back on a desk that someone holds: a term has ended and nobody was named. Only in the name of a job. */
  putBack(context: Context, termId: string, day: string): Promise<void>
  /**
   * What lies open with somebody who has neither a post near it nor a membership any more, however that came: no term may end that day.
   * Only for what is given to a person, whatever the post; only in the name of a job.
   */
  unowned?: {
    find(context: Context): Promise<readonly string[]>
    /** Puts one of them on a desk that someone holds. */
    putBack(context: Context, id: string): Promise<void>
  }
}

/**
 * What rests on a household's consent (收回同意). Households stand above the features that ask them something: as with open work, each
 * of these says in its manifest what ends when the household takes its consent back as a whole.
 */
export interface HouseholdConsent {
  /** Ends what the household agreed to, in the transaction in which it takes the consent back; with an event of its own. */
  withdraw(context: Context, householdId: string): Promise<void>
}

/** An answer that is finished when the transaction is over and its connection is given back: work that is long and reads nothing more. */
export class Later<T> {
  readonly finish: () => Promise<T>
  constructor(finish: () => Promise<T>) {
    this.finish = finish
  }
}

export interface Action<E extends Endpoint = Endpoint> {
  endpoint: E
  run(context: Context, input: InputOf<E>): Promise<OutputOf<E> | Later<OutputOf<E>>>
  /** The queue it waits in, with others that are done one at a time. Without one it begins at once. */
  queue?: Queueing
}

export const action = <E extends Endpoint>(endpoint: E, run: Action<E>['run'], options: Pick<Action, 'queue'> = {}): Action<E> => ({
  endpoint,
  run,
  ...options,
})

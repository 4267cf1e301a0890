/** One application on its own database, for one test file. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Database } from '#platform/database/database.ts'
import type { Context } from '#platform/server/action.ts'
import { eventWords, eventWordsOf } from '#platform/server/event-words.ts'
import { buildServer } from '#platform/server/http-server.ts'
import type { Platform } from '#platform/server/platform.ts'
import { inTransaction } from '#platform/server/transaction.ts'
import type { Actor, PersonActor } from '#platform/shared/actor.ts'
import type { Endpoint, InputOf, OutputOf } from '#platform/shared/endpoint.ts'
import { loadActor } from '#features/people/people.actions.ts'
import { features } from '../../src/features.ts'
import { identify as identifyReally } from '../../src/program/identify.ts'
import { demonstrated, demonstration, demonstrationDay } from './demonstration.ts'
import { template } from './global-setup.ts'
import { beginTown, copyOf, dropCopy, openPlatform, testTown, type Opened } from './platform.ts'

export interface Answer<T> {
  status: number
  body: T
  headers: Record<string, unknown>
}

type Refusal = { type: string; title: string; detail?: string; errors: { pointer: string; detail: string }[] }
type Input<E extends Endpoint> = { [K in keyof InputOf<E>]?: unknown }

/** In tests a person signs in by a header naming them; the accounts feature has tests of its own for the real thing. */
export const personHeader = 'x-test-person'
export const receiptHeader = 'x-test-receipt'
export const subjectHeader = 'x-test-subject'
export const householdHeader = 'x-test-household'
/** With it the person has given a one-time code just now, in a browser. */
export const codeHeader = 'x-test-code'
export interface AppOptions {
  platform?: Partial<Platform>
  /** On a copy of the demonstration town, on the day it was loaded; otherwise on a town without anything. */
  isDemonstration?: boolean
}

export function useApp({ platform: changes = {}, isDemonstration = false }: AppOptions = {}) {
  const app = {
    /** The owner's connection: row-level security does not apply. For set-up and inspection only. */
    owner: null as unknown as Database,
    platform: null as unknown as Platform,
    server: null as unknown as FastifyInstance,
    now: new Date('2026-03-02T01:00:00Z'), // Monday, 9:00 in Shanghai
    /** Calls an endpoint as a person (by id), as an actor, or as the public (null). */
    async call<E extends Endpoint>(
      who: string | Actor | null,
      endpoint: E,
      input: Input<E> = {},
      headers: Record<string, string> = {},
    ): Promise<Answer<OutputOf<E> & Refusal>> {
      const params = (input.params ?? {}) as Record<string, string>
      const url = `/api${endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!))}`
      const answer = await app.server.inject({
        method: endpoint.method,
        url,
        headers: { ...identityOf(who), ...headers },
        query: input.query as Record<string, string>,
        ...(input.body !== undefined && { payload: input.body as object }),
      })
      return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
    },
    raw: (options: InjectOptions) => app.server.inject(options),
    /** Runs `work` under row-level security as the actor. */
    as: <T>(actor: Actor, work: (context: Context) => Promise<T>) => inTransaction(app.platform, actor, work),
    /** The person as an actor, with the posts in force today. */
    person: (personId: string) => {
      const bare: PersonActor = { kind: 'person', townId: testTown, personId, accountId: personId, posts: [] }
      return inTransaction(app.platform, bare, context => loadActor({ ...context, actor: bare }))
    },
  }
  let database: string | null = null
  let opened: Opened | null = null
  beforeAll(async () => {
    if (isDemonstration) app.now = demonstrationDay
    database = await copyOf(isDemonstration ? await demonstration() : template)
    opened = openPlatform(database, () => app.now)
    app.owner = opened.owner
    app.platform = { ...opened.platform, identify, ...changes }
    if (isDemonstration) Object.assign(app.platform.config, demonstrated())
    else await beginTown(app.owner, app.now)
    app.server = await buildServer(features, app.platform)
  }, 300_000)
  const identify: Platform['identify'] = async ({ headers, cookies, address }) => {
    const person = headers[personHeader]
    if (person) {
      const found = await app.person(String(person))
      return headers[codeHeader] ? { ...found, via: { kind: 'session', id: randomUUID(), codeGivenAt: app.now } } : found
    }
    const receipt = headers[receiptHeader]
    if (receipt) return { kind: 'receipt', townId: testTown, requestId: String(receipt) }
    const subject = headers[subjectHeader]
    if (subject) return { kind: 'subject', townId: testTown, personId: String(subject) }
    const household = headers[householdHeader]
    if (household) return { kind: 'household', townId: testTown, householdId: String(household) }
    return identifyReally(app.platform, { headers, cookies, address })
  }
  afterAll(async () => {
    if (app.owner) await expectNamed(app.owner)
    await app.server?.close()
    await opened?.close()
    if (database) await dropCopy(database)
  })
  return app
}

/** Whatever a test did: what it left in the log has a name for whoever audits (审计). */
async function expectNamed(owner: Database) {
  const kinds = await owner.selectFrom('event').select(['name', 'subjectKind']).distinct().execute()
  const words = eventWordsOf(features)
  const nameless = kinds.filter(({ name, subjectKind }) => {
    const { nameZh, subjectKindZh } = eventWords(words, name, subjectKind)
    return nameZh === name || subjectKindZh === subjectKind
  })
  expect(nameless, 'events without a name in their feature’s .events.ts').toEqual([])
}

export function identityOf(who: string | Actor | null): Record<string, string> {
  if (who === null) return {}
  if (typeof who === 'string') return { [personHeader]: who }
  if (who.kind === 'person') return { [personHeader]: who.personId }
  if (who.kind === 'subject') return { [subjectHeader]: who.personId }
  if (who.kind === 'receipt') return { [receiptHeader]: who.requestId }
  if (who.kind === 'household') return { [householdHeader]: who.householdId }
  return {}
}

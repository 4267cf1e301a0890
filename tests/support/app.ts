/** One application on its own database, for one test file. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect, type Connection, type Database } from '#platform/database/database.ts'
import { readConfig } from '#platform/server/config.ts'
import type { Context } from '#platform/server/action.ts'
import { buildServer } from '#platform/server/http-server.ts'
import { indicatorsOf } from '#platform/server/indicator.ts'
import { silent, type Platform } from '#platform/server/platform.ts'
import { unlimited } from '#platform/server/rate-limit.ts'
import { sealingWith } from '#platform/server/sealing.ts'
import { inTransaction } from '#platform/server/transaction.ts'
import type { Actor, PersonActor } from '#platform/shared/actor.ts'
import type { Endpoint, InputOf, OutputOf } from '#platform/shared/endpoint.ts'
import { loadActor } from '#features/people/people.actions.ts'
import { identifyPerson } from '#features/accounts/accounts.actions.ts'
import { features } from '../../src/features.ts'
import { runOn, template, testPasswords } from './global-setup.ts'

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
export const testTown = 1

export function useApp({ platform: changes = {} }: { platform?: Partial<Platform> } = {}) {
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
  const open: Connection[] = []
  beforeAll(async () => {
    const pattern = inject('ownerUrl')
    const name = `t_${randomUUID().replaceAll('-', '')}`
    await runOn(pattern, `create database ${name} template ${template}`)
    const owner = connect(pattern.replace('DATABASE', name), { max: 3 })
    const url = new URL(pattern.replace('DATABASE', name))
    url.username = 'sanliang_app'
    url.password = testPasswords.application
    const connection = connect(url.href, { max: 8 })
    url.username = 'sanliang_auth'
    url.password = testPasswords.signIn
    const signIn = connect(url.href, { max: 4 })
    open.push(owner, connection, signIn)
    app.owner = owner.db
    await app.owner.insertInto('town').values({ id: testTown, code: '440605122000', name: '西樵镇', createdAt: app.now }).execute()
    app.platform = {
      config: { ...readConfig({ DATA_DIR: '/nonexistent', DEMO: 'off' }) },
      connection,
      signIn,
      sealing: sealingWith([Buffer.alloc(32, 7)]),
      now: () => app.now,
      townId: testTown,
      identify: async ({ headers, cookies, address }) => {
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
        return (await identifyPerson(app.platform, { headers, cookies, address })) ?? { kind: 'public', townId: testTown }
      },
      openWork: features.flatMap(({ openWork = [] }) => openWork),
      consents: features.flatMap(({ consents = [] }) => consents),
      buckets: unlimited,
      indicators: indicatorsOf(features),
      about: features.flatMap(({ about = [] }) => about),
      todos: features.flatMap(({ todos = [] }) => todos),
      log: silent,
      ...changes,
    }
    app.server = await buildServer(features, app.platform)
  })
  afterAll(async () => {
    await app.server?.close()
    for (const { db } of open) await db.destroy()
  })
  return app
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

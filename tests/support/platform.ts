/** A platform (平台) for tests, on a database that one test file has to itself. */
import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { connect, type Database } from '#platform/database/database.ts'
import { readConfig } from '#platform/server/config.ts'
import { indicatorsOf } from '#platform/server/indicator.ts'
import { silent } from '#platform/server/log.ts'
import type { Platform } from '#platform/server/platform.ts'
import { unlimited } from '#platform/server/rate-limit.ts'
import { eventWordsOf } from '#platform/server/event-words.ts'
import { recordedOf } from '#platform/server/recorded.ts'
import { sealingWith } from '#platform/server/sealing.ts'
import { features } from '../../src/features.ts'
import { runOn, testPasswords } from './global-setup.ts'

export const testTown = 1

export interface Opened {
  /** The owner's connection: row-level security does not apply. */
  owner: Database
  platform: Platform
  close(): Promise<void>
}

/** A database that is a copy of another one: of its files, for writing all it holds into the log takes half as long again. */
export async function copyOf(source: string): Promise<string> {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await runOn(inject('ownerUrl'), `create database ${name} template ${source} strategy file_copy`)
  return name
}

/** Takes a copy away: three hundred of them are more than a machine has room for in memory. */
export const dropCopy = (name: string) => runOn(inject('ownerUrl'), `drop database if exists ${name} with (force)`)

/**
 * A statement is planned once a connection, not for its first five uses: a file of tests asks most of them no more often than that, and
 * planning was a tenth of its time. The program's connections live long and leave it to PostgreSQL.
 */
const planOnce = '-c plan_cache_mode=force_generic_plan'

/** Connections as the program has them, and what features are given. Nobody is known: who asks is the public. */
export function openPlatform(database: string, now: () => Date): Opened {
  const address = inject('ownerUrl').replace('DATABASE', database)
  const as = (username: string, password: string) => {
    const url = Object.assign(new URL(address), { username, password })
    url.searchParams.set('options', planOnce)
    return url.href
  }
  const owner = connect(address, { max: 3 })
  const connection = connect(as('sanliang_app', testPasswords.application), { max: 8 })
  const signIn = connect(as('sanliang_auth', testPasswords.signIn), { max: 4 })
  return {
    owner: owner.db,
    platform: {
      config: { ...readConfig({ DATA_DIR: '/nonexistent', DEMO: 'off' }) },
      connection,
      signIn,
      sealing: sealingWith([Buffer.alloc(32, 7)]),
      now,
      townId: testTown,
      identify: () => Promise.resolve({ kind: 'public', townId: testTown }),
      openWork: features.flatMap(({ openWork = [] }) => openWork),
      consents: features.flatMap(({ consents = [] }) => consents),
      buckets: unlimited,
      indicators: indicatorsOf(features),
      about: features.flatMap(({ about = [] }) => about),
      todos: features.flatMap(({ todos = [] }) => todos),
      recorded: recordedOf(features),
      eventWords: eventWordsOf(features),
      log: silent,
    },
    close: async () => {
      for (const { db } of [owner, connection, signIn]) await db.destroy()
    },
  }
}

export const beginTown = (owner: Database, now: Date) =>
  owner.insertInto('town').values({ id: testTown, code: '440605122000', name: '西樵镇', createdAt: now }).execute()

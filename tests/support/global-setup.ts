/** Starts one PostgreSQL for the whole run and migrates one template database; DATABASE_URL uses another server instead. */
import { rm } from 'node:fs/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startCluster } from '#platform/database/cluster.ts'
import { migrate } from '#platform/database/migrate.ts'
import { inMemory, temporaryFolder } from './temporary.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's connection, with DATABASE in place of the database's name. */
    ownerUrl: string
    /** What the demonstration town keeps beside its database (demonstration.ts). */
    demonstrationFolder: string
  }
}

/** Roles belong to the cluster, which lives as long as the run. */
export const testPasswords = { application: 'application-of-one-test-run', signIn: 'sign-in-of-one-test-run' }
export const template = 'sanliang_test_template'

export default async function setup(project: TestProject) {
  const { pattern, stop } = await openServer()
  await runOn(pattern, `drop database if exists ${template}`)
  await runOn(pattern, `create database ${template}`)
  await migrate(pattern.replace('DATABASE', template), testPasswords)
  await runOn(pattern, `drop database if exists sanliang_test_demonstration`)
  const folder = await temporaryFolder('demonstration')
  project.provide('ownerUrl', pattern)
  project.provide('demonstrationFolder', folder)
  return async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * A run keeps a template, the demonstration, and a copy of one of them for each worker: 0.8 GB. In memory, because a copy is 1,400 small
 * files: 34 ms of the processor there, 250 to 400 on a disk, for each file of tests.
 */
const enoughRoom = 2 * 1024 ** 3

async function openServer() {
  const given = process.env.DATABASE_URL
  if (given) {
    const url = new URL(given)
    url.pathname = '/DATABASE'
    return { pattern: url.href, stop: () => Promise.resolve() }
  }
  const folder = await temporaryFolder('test', await inMemory(enoughRoom))
  const cluster = await startCluster(folder, () => undefined, [
    '-c',
    'fsync=off',
    '-c',
    'synchronous_commit=off',
    '-c',
    'full_page_writes=off',
    '-c',
    'max_connections=200',
    // it would visit each database every minute; none of them lives so long
    '-c',
    'autovacuum=off',
    // the log that nothing is ever restored from takes no more room than it must
    '-c',
    'wal_level=minimal',
    '-c',
    'max_wal_senders=0',
    '-c',
    'max_wal_size=256MB',
  ])
  const stop = async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { pattern: cluster.url('DATABASE'), stop }
}

export async function runOn(pattern: string, sql: string, database = 'postgres') {
  const client = new pg.Client({ connectionString: pattern.replace('DATABASE', database) })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

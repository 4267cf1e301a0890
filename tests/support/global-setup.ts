/**
 * Starts one PostgreSQL for the whole run and migrates one template database; DATABASE_URL uses another server instead.
 *
 * Where a run of tests is followed by another of the same source, as in .ci/run, KEPT names a folder in which the first leaves the server's
 * files for the second: template and demonstration are made once. Who made the folder takes it away.
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
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
/** Loaded by the first who needs it (demonstration.ts). */
export const demonstrationName = 'sanliang_test_demonstration'

export default async function setup(project: TestProject) {
  const kept = process.env.DATABASE_URL ? undefined : process.env.KEPT
  const { pattern, stop } = await openServer(kept)
  if (!kept || !(await isThere(pattern, template))) await makeTemplate(pattern)
  const folder = kept ? join(kept, 'demonstration') : await temporaryFolder('demonstration')
  await mkdir(folder, { recursive: true })
  project.provide('ownerUrl', pattern)
  project.provide('demonstrationFolder', folder)
  return async () => {
    await stop()
    if (!kept) await rm(folder, { recursive: true, force: true })
  }
}

/** Made under another name, so that a run that was broken off leaves none that is half done. */
async function makeTemplate(pattern: string) {
  const making = `${template}_making`
  for (const name of [template, making, demonstrationName]) await runOn(pattern, `drop database if exists ${name}`)
  await runOn(pattern, `create database ${making}`)
  await migrate(pattern.replace('DATABASE', making), testPasswords)
  await runOn(pattern, `alter database ${making} rename to ${template}`)
}

/**
 * A run keeps a template, the demonstration, and a copy of one of them for each worker: 0.8 GB. In memory, because a copy is 1,400 small
 * files: 34 ms of the processor there, 250 to 400 on a disk, for each file of tests.
 */
const enoughRoom = 2 * 1024 ** 3

async function openServer(kept?: string) {
  const given = process.env.DATABASE_URL
  if (given) {
    const url = new URL(given)
    url.pathname = '/DATABASE'
    return { pattern: url.href, stop: () => Promise.resolve() }
  }
  const folder = kept ? join(kept, 'cluster') : await temporaryFolder('test', await inMemory(enoughRoom))
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
    if (!kept) await rm(folder, { recursive: true, force: true })
  }
  return { pattern: cluster.url('DATABASE'), stop }
}

export const isThere = async (pattern: string, name: string) =>
  (await runOn(pattern, `select from pg_database where datname = '${name}'`)).rowCount === 1

export async function runOn(pattern: string, sql: string, database = 'postgres') {
  const client = new pg.Client({ connectionString: pattern.replace('DATABASE', database) })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

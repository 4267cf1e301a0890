/** A dump of a test's database (备份), read as a thief would read it: for tests of what lies sealed. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { createBackup } from '#platform/database/backup.ts'
import { sealPlain } from '#platform/server/rotate-sealing.ts'
import { asOwner } from '../../src/program/open-database.ts'
import type { useApp } from './app.ts'
import { aDataDirectory } from './program.ts'

export type App = ReturnType<typeof useApp>

export async function ownerUrl(app: App): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(app.owner)
  return inject('ownerUrl').replace('DATABASE', rows[0]!.name)
}

/** The whole text of a backup, with its bytes read as letters too, so that nothing hides in hex. */
async function dumped(app: App): Promise<string> {
  const file = join(await aDataDirectory(), 'town.backup')
  await createBackup(await ownerUrl(app), file)
  const text = gunzipSync(await readFile(file)).toString()
  return text + text.replaceAll(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString())
}

/** Those of the words that a dump holds. */
export async function foundInDump(app: App, words: readonly string[]): Promise<string[]> {
  const text = await dumped(app)
  return words.filter(word => text.includes(word))
}

/** Opens the places and puts their texts into the plain columns, as a version before left them. */
export async function leavePlain(app: App, places: readonly string[]): Promise<void> {
  for (const place of places) {
    const [table, plain] = place.split('.').map(name => sql.raw(name)) as [ReturnType<typeof sql.raw>, ReturnType<typeof sql.raw>]
    const sealed = sql.raw(`${place.split('.')[1]}_sealed`)
    const { rows } = await sql<{ ctid: string; value: Buffer }>`
      select ctid::text, ${sealed} as value from ${table} where ${sealed} is not null`.execute(app.owner)
    for (const { ctid, value } of rows) {
      const text = app.platform.sealing.open(value, place)
      const told: string | string[] = text.startsWith('["') ? (JSON.parse(text) as string[]) : text
      await sql`update ${table} set ${plain} = ${told}, ${sealed} = null where ctid = ${ctid}::tid`.execute(app.owner)
    }
  }
}

/** What a start seals of what a version before left; returns how many texts that were. */
export const sealAtStart = async (app: App): Promise<number> =>
  asOwner(await ownerUrl(app), owner => sealPlain(owner, app.platform.sealing))

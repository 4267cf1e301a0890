/** A dump of a test's database (备份), read as a thief would read it: for tests of what lies sealed. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { createBackup } from '#platform/database/backup.ts'
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

/** The demonstration town (示例镇), loaded once a run, and once for both runs of .ci/run: whoever needs it works on a copy. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { prepareTown } from '../../src/program/first-town.ts'
import { alone } from './alone.ts'
import { demonstrationName, isThere, runOn, template } from './global-setup.ts'
import { beginTown, openPlatform } from './platform.ts'

/** When it was loaded: Wednesday, 25 November 2026, 9:00 in Shanghai. */
export const demonstrationDay = new Date('2026-11-25T01:00:00Z')
/** What the program's configuration says of it. */
export const demonstrated = () => ({ demo: true, host: '127.0.0.1', dataDirectory: inject('demonstrationFolder') })

/** The database to copy. Loads it the first time; another worker that asks meanwhile waits. */
export const demonstration = (): Promise<string> =>
  alone(demonstrationName, async () => {
    const pattern = inject('ownerUrl')
    if (await isThere(pattern, demonstrationName)) return demonstrationName
    const making = `${demonstrationName}_making`
    await runOn(pattern, `drop database if exists ${making}`)
    await runOn(pattern, `create database ${making} template ${template}`)
    await load(making)
    await runOn(pattern, `alter database ${making} rename to ${demonstrationName}`)
    return demonstrationName
  })

async function load(database: string) {
  const { owner, platform, close } = openPlatform(database, () => demonstrationDay)
  try {
    await beginTown(owner, demonstrationDay)
    Object.assign(platform.config, demonstrated())
    const said: string[] = []
    await prepareTown(
      platform,
      line => said.push(line),
      () => sql`analyze`.execute(owner),
    )
    await writeFile(wordsFile(), JSON.stringify(said))
  } finally {
    await close()
  }
}

const wordsFile = () => join(inject('demonstrationFolder'), 'said.json')
/** What was said while it was loaded, line by line. */
export const wordsOfLoading = async () => JSON.parse(await readFile(wordsFile(), 'utf8')) as string[]

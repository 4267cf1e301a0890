/**
 * Bench of a first start (首次装载): how long the demonstration town takes to go in through its sheets, and a second start after it.
 *
 *   npm run bench -- demonstration
 *
 * Prints each line of progress with the seconds since the start. The goal is a minute.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#platform/server/config.ts'
import { features } from '../../src/features.ts'
import { start } from '../../src/program/start.ts'

export async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'sanliang-bench-'))
  // PostgreSQL does not run as root, and its account must reach the folder.
  await chmod(folder, 0o755)
  const config = readConfig({ DATA_DIR: folder, DEMO: 'on', BUILD_CONSOLE: 'off', PORT: '0', LOG: 'stdout' })
  try {
    for (const turn of ['first', 'second']) {
      const began = performance.now()
      const say = (line: string) => process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`)
      say(`${turn} start, ${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}`)
      const program = await start(config, features, say)
      say('ready')
      await program.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

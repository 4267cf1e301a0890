/** Building the console (生成工作台): vite in a process of its own, when dist/console is missing or older than its source. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { consoleFolder } from '#platform/server/console-files.ts'
import type { Say } from './open-database.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** What the console is made of. */
const sources = ['src', 'index.html', 'vite.config.ts', 'package-lock.json']

/**
 * Builds the console if it is missing or old. A build that fails is said and leaves the public site running:
 * residents must not wait for the office's pages. One that is no longer wanted ends when `stopping` says so.
 */
export async function buildConsole(say: Say, stopping?: AbortSignal): Promise<void> {
  if (!existsSync(join(root, 'src/web.tsx')) || (await isFresh())) return
  const started = Date.now()
  say('正在生成工作台（第一次约需半分钟）')
  const problem = await runVite(stopping)
  if (stopping?.aborted) return
  say(
    problem === null
      ? `工作台已生成，用了${Math.round((Date.now() - started) / 1000)}秒`
      : `工作台没有生成成功，公开网站不受影响：${problem}`,
  )
}

async function isFresh(): Promise<boolean> {
  const page = join(consoleFolder, 'index.html')
  if (!existsSync(page)) return false
  const built = (await stat(page)).mtimeMs
  const changed = await Promise.all(sources.map(source => newest(join(root, source))))
  return Math.max(...changed) < built
}

/** When the file, or the newest file below the folder, was changed; 0 if there is none. */
async function newest(path: string): Promise<number> {
  if (!existsSync(path)) return 0
  const entry = await stat(path)
  if (!entry.isDirectory()) return entry.mtimeMs
  const inside = await Promise.all((await readdir(path)).map(name => newest(join(path, name))))
  return Math.max(0, ...inside)
}

/** The last lines of what vite said if it failed, else null. */
async function runVite(stopping: AbortSignal | undefined): Promise<string | null> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  const build = spawn(process.execPath, [vite, 'build'], {
    cwd: root,
    ...(stopping && { signal: stopping }),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  let said = ''
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-2_000)))
  const code = await new Promise<number | null>(resolve => build.once('error', () => resolve(null)).once('close', resolve))
  return code === 0 ? null : said.trim().split('\n').slice(-5).join('\n')
}

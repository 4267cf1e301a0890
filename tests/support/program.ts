/** The program in a process of its own, as a person would start it: for what only a real process can show. */
import { execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { inject, onTestFinished } from 'vitest'
import { alone } from './alone.ts'
import { temporaryFolder } from './temporary.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
/** What `npm start` runs. */
const startDoor = fileURLToPath(new URL('../../src/start.ts', import.meta.url))

/** Where `npm start` keeps it too: a test starts the program many times. */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url))

/** A data directory for one test; its database server, if one is left, is stopped when the test ends. */
export async function aDataDirectory({ isPrivate = false } = {}): Promise<string> {
  const folder = await temporaryFolder('program')
  if (isPrivate) await chmod(folder, 0o700)
  onTestFinished(async () => {
    const pid = await databasePid(folder)
    if (pid !== null) process.kill(pid, 'SIGQUIT')
    await gone(pid)
    const elsewhere = await clusterOf(folder)
    for (const leftover of [folder, ...(elsewhere.startsWith(folder) ? [] : [dirname(elsewhere)])])
      await rm(leftover, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  return folder
}

/** A data directory in which the program has been started once and stopped: a copy, because a first start takes seconds. */
export async function aTownDirectory(): Promise<string> {
  const begun = await alone('begun', beginTown)
  const folder = await aDataDirectory()
  // its files belong to the account that the database runs as
  await promisify(execFile)('cp', ['-a', `${begun}/.`, folder])
  return folder
}

/** The folder to copy: begun by the first worker of a run that asks. */
async function beginTown(): Promise<string> {
  const begun = join(inject('demonstrationFolder'), 'begun')
  if (existsSync(begun)) return begun
  const folder = await mkdtemp(`${begun}-`)
  await chmod(folder, 0o755)
  const { child, ended } = await started({ DATA_DIR: folder })
  child.kill('SIGTERM')
  await ended
  await rename(folder, begun)
  return begun
}

/** The folder of the embedded cluster: in the data directory, or where its unprivileged user can reach it. */
const clusterOf = (dataDirectory: string) =>
  readFile(join(dataDirectory, 'postgres.location'), 'utf8').then(
    text => text.trim(),
    () => join(dataDirectory, 'postgres'),
  )

/** The process of the embedded database server, or null. */
export async function databasePid(dataDirectory: string): Promise<number | null> {
  const text = await readFile(join(await clusterOf(dataDirectory), 'postmaster.pid'), 'utf8').catch(() => '')
  return text ? Number(text.split('\n')[0]) : null
}

/** Resolves when the process is no more. */
export async function gone(pid: number | null): Promise<void> {
  while (pid !== null && isAlive(pid)) await new Promise(resolve => setTimeout(resolve, 20))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Runs a command of the program, or of another `door`. `lines` are what it has said so far, on both outputs. */
export function run(args: string[], env: Record<string, string>, door = args[0] === 'start' ? startDoor : main) {
  const inherited = {
    NODE_COMPILE_CACHE: compiled,
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    DEMO: 'off',
    PORT: '0',
    BUILD_CONSOLE: 'off',
  }
  const child = spawn(process.execPath, [door, ...args], { env: { ...inherited, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  const lines: string[] = []
  const listeners = new Set<() => void>()
  const ended = new Promise<{ code: number | null; lines: string[] }>(resolve => child.once('close', code => resolve({ code, lines })))
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', line => {
      lines.push(line)
      for (const listener of listeners) listener()
    })
  }
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  /** The first line that holds `text`. Throws if the program ends without saying it. */
  const until = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const line = lines.find(each => each.includes(text))
        if (line !== undefined) resolve(line)
      }
      listeners.add(look)
      look()
      void ended.then(() => reject(new Error(`the program ended without saying ${text}:\n${lines.join('\n')}`)))
    })
  return { child, lines, ended, until }
}

/** A started program that answers at `address`. */
export async function started(env: Record<string, string>, door = startDoor) {
  const program = run(['start'], env, door)
  const address = (await program.until('公开网站：')).replace('公开网站：', '').replace(/\/$/, '')
  await program.until('按 Ctrl-C')
  return { ...program, address }
}

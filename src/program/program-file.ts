/**
 * The program in one file (合并后的程序): where it lies, whether it is what the sources say today, and having it made.
 *
 * Linking 1,600 modules one by one is half of a start, and their texts and records are a fifth of the memory (decision 0031). The door
 * loads this module before any other, so it reaches nothing but Node's own.
 */
import { spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the file was made from, and what was made: kept beside it. */
export interface Made {
  root: string
  node: string
  /** Each file that was read or written, by its path below the root. */
  files: Record<string, FileState>
  /** Names of the files that were written. */
  written: readonly string[]
}

/** Bytes, and when it was last changed, in milliseconds. */
export type FileState = readonly [size: number, changed: number]

export const programFolder = (root: string) => join(root, 'node_modules/.cache/program')
export const programName = 'program.js'
/** Where it stands what was made. */
export const madeName = 'made.json'

/**
 * The file to run, or null: then run the sources. Made first if there is none, or if a source, `package-lock.json`, the version of Node or
 * the folder is another than when it was made. Where it cannot be written, nothing is said: the sources do the same.
 */
export async function programFile(root: string, say: (line: string) => void): Promise<string | null> {
  const file = join(programFolder(root), programName)
  if (isFresh(root)) return file
  if (!canMake(root)) return null
  if (await make(root, say)) return file
  say('没有准备成，直接用源文件启动，功能一样')
  return null
}

/** Is the file what would be made now? */
export function isFresh(root: string): boolean {
  const made = madeIn(root)
  return (
    made !== null &&
    made.root === root &&
    made.node === process.version &&
    Object.entries(made.files).every(([path, [size, changed]]) => {
      const now = stateOf(join(root, path))
      return now !== null && now[0] === size && now[1] === changed
    })
  )
}

/** What was made last, or null. */
export function madeIn(root: string): Made | null {
  try {
    return JSON.parse(readFileSync(join(programFolder(root), madeName), 'utf8')) as Made
  } catch {
    return null
  }
}

export function stateOf(path: string): FileState | null {
  const entry = statSync(path, { throwIfNoEntry: false })
  return entry ? [entry.size, entry.mtimeMs] : null
}

/** An ordinary user may run what another installed, and `node_modules` may be read-only. */
function canMake(root: string): boolean {
  try {
    mkdirSync(programFolder(root), { recursive: true })
    accessSync(programFolder(root), constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** In a process of its own, whose memory is gone when it ends. Whoever wants to stop meanwhile need not wait for it. */
async function make(root: string, say: (line: string) => void): Promise<boolean> {
  const maker = spawn(process.execPath, [...process.execArgv, fileURLToPath(new URL('make-program.ts', import.meta.url)), root], {
    stdio: 'ignore',
  })
  const stop = () => {
    maker.kill()
    say('已停止。还没启动完，下次启动会接着做。')
    process.exit(0)
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
  say('正在准备程序（更新后第一次启动，约需几秒）')
  const code = await new Promise<number | null>(resolve => maker.once('error', () => resolve(null)).once('close', resolve))
  process.off('SIGTERM', stop).off('SIGINT', stop)
  return code === 0
}

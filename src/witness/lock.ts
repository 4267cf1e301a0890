/** The lock of a witness's folder (本子的锁): one process signs with one memory, and a dead one's lock is no lock. */
import { randomBytes } from 'node:crypto'
import { constants, copyFile, link, mkdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Takes the lock and returns how to release it. Throws a sentence for people while a living process holds it. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'lock')
  const mine = `${process.pid} ${await startOf(process.pid)}`
  for (;;) {
    try {
      await lay(file, mine)
      return () => rm(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = await wordsIn(file)
    if (holder === null) continue
    const [pid = '', started = ''] = holder.split(' ')
    if (isAlive(Number(pid)) && (await startOf(Number(pid))) === started)
      throw new Error(`文件夹 ${folder} 正由另一个见证人程序用着（进程号 ${pid}）。请先停掉它，或用 --folder 换一个。`)
    await takeAway(file, holder)
  }
}

/** Null: there is none any more. */
const wordsIn = (file: string) =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

/** Lays the lock down whole: half written it would look like a dead one's. Throws EEXIST where one lies. */
async function lay(file: string, mine: string) {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, mine, { mode: 0o600 })
  try {
    await linked(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
}

/** Takes a dead one's lock away, one at a time: whoever found it dead together with others would take away what one of them has just laid. */
async function takeAway(file: string, dead: string) {
  const gate = `${file}.gate`
  try {
    await mkdir(gate)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return waitAt(gate)
  }
  try {
    if ((await wordsIn(file)) === dead) await rm(file, { force: true })
  } finally {
    await rmdir(gate)
  }
}

/** A gate is shut for a few milliseconds, unless its keeper died there. */
async function waitAt(gate: string) {
  await new Promise(resolve => setTimeout(resolve, 20))
  const shut = await stat(gate).catch(() => null)
  if (shut && Date.now() - shut.mtimeMs > 10_000) await rmdir(gate).catch(() => undefined)
}

/** Where files have one name only, as on a stick, it is copied: not at once, but never over another. */
async function linked(from: string, to: string) {
  try {
    await link(from, to)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw error
    await copyFile(from, to, constants.COPYFILE_EXCL)
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Alive, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process started, in ticks since boot (field 22 of /proc/PID/stat): its number may be another's by now. "-" where no system tells. */
async function startOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '-'
}

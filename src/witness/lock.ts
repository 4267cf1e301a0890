/** The lock of a witness's folder (本子的锁): one process signs with one memory, and a dead one's lock is no lock. */
import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Takes the lock and returns how to release it. Throws a sentence for people while a living process holds it. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'lock')
  const mine = `${process.pid} ${await startOf(process.pid)}`
  for (;;) {
    try {
      const made = await open(file, 'wx', 0o600)
      await made.writeFile(mine)
      await made.close()
      return () => rm(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const [pid = '', started = ''] = (await readFile(file, 'utf8').catch(() => '')).split(' ')
    if (isAlive(Number(pid)) && (await startOf(Number(pid))) === started)
      throw new Error(`文件夹 ${folder} 正由另一个见证人程序用着（进程号 ${pid}）。请先停掉它，或用 --folder 换一个。`)
    await rm(file, { force: true })
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

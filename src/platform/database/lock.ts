/** The lock of a data directory (数据目录锁): one program at a time, and a dead one's lock is no lock. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Takes the lock and returns how to release it. Throws a sentence for people if a living process holds it. */
export async function lockDirectory(dataDirectory: string): Promise<() => Promise<void>> {
  await mkdir(dataDirectory, { recursive: true })
  const file = join(dataDirectory, 'server.lock')
  const mine = `${process.pid} ${await startTime(process.pid)}`
  for (;;) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o600 })
      return () => rm(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = await readFile(file, 'utf8').catch(() => '')
    const [pid, started] = holder.split(' ')
    if (pid && started && (await startTime(Number(pid))) === started) {
      throw new Error(`数据目录 ${dataDirectory} 正在被另一个进程使用（进程号 ${pid}）。请先停掉它，或用 DATA_DIR 换一个目录。`)
    }
    await rm(file, { force: true })
  }
}

/** When a process started, in clock ticks since boot (field 22 of /proc/PID/stat): a pid alone may have been given again. */
async function startTime(pid: number): Promise<string | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return line?.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

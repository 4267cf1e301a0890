/** What the machine spent (用量): processor time and memory of a process, read from /proc. Linux only. */
import { readdir, readFile } from 'node:fs/promises'

/** The kernel counts in hundredths of a second (USER_HZ), whatever its own tick is. */
const msPerTick = 10

interface Stat {
  parent: number
  /** Milliseconds of its own, and with the children it has seen end. */
  own: number
  withEnded: number
}

async function statOf(pid: number): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (text === null) return null
  // The name stands in brackets and may hold blanks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number) as [number, number, number, number]
  const own = (user + system) * msPerTick
  return { parent: Number(fields[1]), own, withEnded: own + (endedUser + endedSystem) * msPerTick }
}

/** Milliseconds of processor time that one process has used, all its threads together. */
export const processorTime = async (pid: number): Promise<number> => (await statOf(pid))?.own ?? 0

/** The same of a process with its children, the ended ones included. */
export async function processorTimeOfAll(pid: number): Promise<number> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number)
  const stats = await Promise.all(pids.map(statOf))
  const children = stats.filter(stat => stat?.parent === pid)
  return ((await statOf(pid))?.withEnded ?? 0) + children.reduce((sum, stat) => sum + stat!.own, 0)
}

/** Megabytes of memory: now, and at most since it began. */
export async function memory(pid: number): Promise<{ now: number; most: number }> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8')
  const read = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1]) / 1024)
  return { now: read('VmRSS'), most: read('VmHWM') }
}

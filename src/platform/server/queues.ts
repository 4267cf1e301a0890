/**
 * Lines (排队): calls that take long and are done one at a time wait for each other here.
 *
 * They wait before they have a connection: a dozen that waited with one each would leave none for anybody else. The line is this program's
 * alone; what two programs must not do at once needs a lock of the database besides, one that nobody waits for.
 */
import { Problem, problems } from '#platform/shared/problem.ts'
import type { Platform } from './platform.ts'

/** Calls in one line; each may hold a file in memory. */
export const longestLine = 20

interface Line {
  length: number
  last: Promise<unknown>
}

const lines = new WeakMap<Platform, Map<string, Line>>()

/** Runs `work` when those who came before are done, whatever became of them. Throws unavailable (503) when the line is full. */
export async function inLine<T>(platform: Platform, name: string, work: () => Promise<T>): Promise<T> {
  const all = lines.get(platform) ?? new Map<string, Line>()
  lines.set(platform, all)
  const line = all.get(name) ?? { length: 0, last: Promise.resolve() }
  all.set(name, line)
  if (line.length >= longestLine) throw new Problem(problems.unavailable, '排队的人多，请过一会儿再试。', { retryAfter: 30 })
  line.length += 1
  const mine = line.last.then(work, work)
  line.last = mine
  try {
    return await mine
  } finally {
    line.length -= 1
  }
}

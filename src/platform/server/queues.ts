/**
 * Queues (排队): calls that take long and are done one at a time wait for each other here.
 *
 * They wait before they have a connection: a dozen that waited with one each would leave none for anybody else. A queue is this program's
 * alone; what two programs must not do at once needs a lock of the database besides, one that nobody waits for.
 */
import type { Actor } from '#platform/shared/actor.ts'
import { Problem, problems } from '#platform/shared/problem.ts'

/** Calls in one queue; each may hold a file in memory. */
export const longestQueue = 20

/** Which queue a call waits in, and who does: the others begin at once, whoever will be refused among them, and take nobody's place. */
export interface Queueing {
  name: string
  who(actor: Actor): boolean
  /** Only reads, so that whoever asks the same while one waits may be answered with it. One that has begun is not shared: it may be older. */
  shares?: true
}

interface Queue {
  length: number
  last: Promise<unknown>
  /** What waits and may be shared, by what was asked. */
  waiting: Map<string, Promise<unknown>>
}

/** By the running program; what that is made of does not matter here. */
const queues = new WeakMap<object, Map<string, Queue>>()

/**
 * Runs `work` when those who came before are done, whatever became of them. Of calls that name the same `shared` while one of them waits,
 * one is run for all. Throws unavailable (503) when the queue is full.
 */
export async function inQueue<T>(program: object, name: string, work: () => Promise<T>, shared: string | null = null): Promise<T> {
  const all = queues.get(program) ?? new Map<string, Queue>()
  queues.set(program, all)
  const queue: Queue = all.get(name) ?? { length: 0, last: Promise.resolve(), waiting: new Map() }
  all.set(name, queue)
  const same = shared === null ? undefined : queue.waiting.get(shared)
  if (same) return same as Promise<T>
  if (queue.length >= longestQueue) throw new Problem(problems.unavailable, '排队的人多，请过一会儿再试。', { retryAfter: 30 })
  queue.length += 1
  const begin = () => {
    if (shared !== null) queue.waiting.delete(shared)
    return work()
  }
  const mine = queue.last.then(begin, begin)
  queue.last = mine
  if (shared !== null) queue.waiting.set(shared, mine)
  try {
    return await mine
  } finally {
    queue.length -= 1
  }
}

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

/** Which queue a call waits in, and who may: whoever will be refused is refused at once and takes nobody's place. */
export interface Queueing {
  name: string
  who(actor: Actor): boolean
}

interface Queue {
  length: number
  last: Promise<unknown>
}

/** By the running program; what that is made of does not matter here. */
const queues = new WeakMap<object, Map<string, Queue>>()

/** Runs `work` when those who came before are done, whatever became of them. Throws unavailable (503) when the queue is full. */
export async function inQueue<T>(program: object, name: string, work: () => Promise<T>): Promise<T> {
  const all = queues.get(program) ?? new Map<string, Queue>()
  queues.set(program, all)
  const queue = all.get(name) ?? { length: 0, last: Promise.resolve() }
  all.set(name, queue)
  if (queue.length >= longestQueue) throw new Problem(problems.unavailable, '排队的人多，请过一会儿再试。', { retryAfter: 30 })
  queue.length += 1
  const mine = queue.last.then(work, work)
  queue.last = mine
  try {
    return await mine
  } finally {
    queue.length -= 1
  }
}

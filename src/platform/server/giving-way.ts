/** Giving way (让路): a long list gone through without keeping the server from everybody else. */
import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work between two looks at who else waits. */
const turn = 10

/** The same, one after the other; whenever `ms` of work have passed, what else waits comes first. */
export async function* givingWay<T>(all: Iterable<T>, ms = turn): AsyncGenerator<T> {
  let began = performance.now()
  for (const each of all) {
    yield each
    if (performance.now() - began < ms) continue
    await setImmediate()
    began = performance.now()
  }
}

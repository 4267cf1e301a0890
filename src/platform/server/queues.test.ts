/** Queues (排队): who waits for whom, and who is answered with another's answer. */
import { expect, test } from 'vitest'
import { inQueue, longestQueue } from './queues.ts'

/** Work that ends when it is told to, and how often it was begun. */
function aWork() {
  const ends: (() => void)[] = []
  return { begun: () => ends.length, end: () => ends.at(-1)!(), run: () => new Promise<number>(done => ends.push(() => done(ends.length))) }
}

test('of those who ask the same one is run for all who wait, and never the one that has begun', async () => {
  const [program, { begun, end, run }] = [{}, aWork()]
  const ask = () => inQueue(program, 'reports', run, 'the year 2020')
  const first = ask()
  await expect.poll(begun).toBe(1)
  const later = Array.from({ length: longestQueue * 2 }, ask)
  end()
  expect(await first).toBe(1)
  await expect.poll(begun).toBe(2)
  end()
  expect(new Set(await Promise.all(later)), 'begun after they had asked').toEqual(new Set([2]))
  const next = ask()
  await expect.poll(begun).toBe(3)
  end()
  expect(await next, 'nothing is kept').toBe(3)
})

test('who asks something else, or to have it done, waits in turn until the queue is full', async () => {
  const [program, { begun, end, run }] = [{}, aWork()]
  const asked = Array.from({ length: longestQueue }, (_, index) => inQueue(program, 'reports', run, index % 2 === 0 ? null : `${index}`))
  await expect(inQueue(program, 'reports', run, 'another')).rejects.toMatchObject({ kind: { status: 503 } })
  for (let at = 1; at <= longestQueue; at++) {
    await expect.poll(begun).toBe(at)
    end()
  }
  expect(await Promise.all(asked)).toEqual(asked.map((_, index) => index + 1))
})

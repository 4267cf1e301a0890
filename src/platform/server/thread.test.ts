/** Threads (线程): what they answer, and why one did not. */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../../tests/support/temporary.ts'
import { inThread } from './thread.ts'

let folder = ''
beforeAll(async () => void (folder = await temporaryFolder('threads')))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A thread of this text; `port` and `input` stand for what is sent and what came. */
async function aThread(body: string) {
  const file = join(folder, `${body.length}-${Math.random()}.mjs`)
  await writeFile(file, `import { parentPort as port, workerData as input } from 'node:worker_threads'\n${body}`)
  return pathToFileURL(file)
}

test('a thread is given a copy and answers once; it sees none of our environment', async () => {
  const input = { rows: [1, 2] }
  const file = await aThread('input.rows.push(3); port.postMessage([input.rows, Object.keys(process.env)]); port.postMessage("again")')
  expect(await inThread(file, input, { memoryMegabytes: 64 })).toEqual([[1, 2, 3], []])
  expect(input.rows).toEqual([1, 2])
})

test.each([
  ['throw new Error("广播不通")', {}, '广播不通', 'what it says itself'],
  ['', {}, 'ended early', 'it ended without a word'],
  ['setInterval(() => {}, 1000)', { seconds: 0.1 }, 'took too long', 'it never comes to an end'],
  ['const all = []; for (;;) all.push(new Array(100_000).fill(all.length))', {}, 'memory limit', 'it takes all there is'],
])('a thread of “%s” (%o) has no answer but “%s”: %s', async (body, limits, reason, _why) => {
  await expect(inThread(await aThread(body), null, { memoryMegabytes: 16, ...limits })).rejects.toThrow(reason)
})

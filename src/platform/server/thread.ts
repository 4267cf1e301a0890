/** Threads (线程): long work done beside the server, so that nobody else waits for it; what memory it took ends with it. */
import { Worker } from 'node:worker_threads'

export interface ThreadLimits {
  /** For ever if left out. */
  seconds?: number
  memoryMegabytes: number
}

/**
 * The first message of a thread that runs `file` with a copy of `input` as its workerData; then the thread is ended. It sees none of the
 * program's environment, and what it prints is nobody's. Throws an Error that says why there was no message: late, out of memory, its own.
 */
export async function inThread<Answer>(file: URL, input: unknown, { seconds, memoryMegabytes }: ThreadLimits): Promise<Answer> {
  const worker = new Worker(file, {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
  })
  let late: NodeJS.Timeout | undefined
  try {
    return await new Promise<Answer>((resolve, reject) => {
      if (seconds !== undefined) late = setTimeout(() => reject(new Error('took too long')), seconds * 1000)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('ended early')))
    })
  } finally {
    clearTimeout(late)
    await worker.terminate()
  }
}

/**
 * PDF text (PDF文字): read in a thread that is ended when it takes too long or too much memory.
 *
 * Source: reliability S7; OWASP ASVS 5.0, 5.2.
 */
import { Worker } from 'node:worker_threads'
import { Problem, problems } from '../../shared/problem.ts'
import type { TextPart } from '../findings.ts'
import { pdfLimits } from './limits.ts'

/** What the thread answers. */
export type PdfAnswer = { parts: TextPart[] } | { refused: string }

/** The text layers of all pages, with notes, forms and properties. Throws unreadable-file (422). */
export async function pdfText(bytes: Uint8Array, { seconds }: { seconds: number } = pdfLimits): Promise<TextPart[]> {
  const worker = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
    workerData: new Uint8Array(bytes),
    resourceLimits: { maxOldGenerationSizeMb: pdfLimits.memoryMegabytes },
    execArgv: [],
    env: {},
    // What the reader says of strange files is for its developers.
    stdout: true,
    stderr: true,
  })
  const answer = await new Promise<PdfAnswer>(resolve => {
    const late = setTimeout(() => resolve({ refused: 'took too long' }), seconds * 1000)
    const settle = (outcome: PdfAnswer) => {
      clearTimeout(late)
      resolve(outcome)
    }
    worker.once('message', settle)
    worker.once('error', (error: Error) => settle({ refused: error.message }))
    worker.once('exit', () => settle({ refused: 'ended early' }))
  })
  await worker.terminate()
  if ('refused' in answer) throw new Problem(problems.unreadableFile, undefined, { reason: answer.refused })
  return answer.parts
}

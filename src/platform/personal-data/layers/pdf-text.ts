/**
 * PDF text (PDF文字): read in a thread that is ended when it takes too long or too much memory.
 *
 * Source: reliability S7; OWASP ASVS 5.0, 5.2.
 */
import { inThread } from '../../server/thread.ts'
import { Problem, problems } from '../../shared/problem.ts'
import type { TextPart } from '../findings.ts'
import { pdfLimits } from './limits.ts'

/** What the thread answers. */
export type PdfAnswer = { parts: TextPart[] } | { refused: string }

/** The text layers of all pages, with notes, forms and properties. Throws unreadable-file (422). */
export async function pdfText(bytes: Uint8Array, { seconds }: { seconds: number } = pdfLimits): Promise<TextPart[]> {
  const { memoryMegabytes } = pdfLimits
  const answer = await inThread<PdfAnswer>(new URL('./pdf-thread.ts', import.meta.url), new Uint8Array(bytes), {
    seconds,
    memoryMegabytes,
  }).catch(({ message }: Error): PdfAnswer => ({ refused: message }))
  if ('refused' in answer) throw new Problem(problems.unreadableFile, undefined, { reason: answer.refused })
  return answer.parts
}

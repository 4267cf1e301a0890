/**
 * Texts of a file (文件里的文字): all that stands in a docx, xlsx or pdf, also what is hidden in it.
 *
 * A file is a stranger's: it is bounded in size, parts, pages and time, and the pdf is read in a thread of its own. What cannot be
 * read is never passed over: a whole file or page refuses, a picture beside text is a part marked `unread`.
 *
 * Source: conventions SEC-M2; OWASP ASVS 5.0, 5.2; reliability S7.
 */
import { packageLimits } from '../../server/workbook-package.ts'
import { Problem, problems } from '../../shared/problem.ts'
import type { TextPart } from '../findings.ts'
import { mostText } from './limits.ts'

export interface ReadableFile {
  name: string
  /** As declared; the first bytes decide. */
  type: string
  bytes: Uint8Array
}

/**
 * The texts, in reading order. Throws unreadable-file (422) for what is no docx, xlsx or pdf, is locked, broken or beyond the limits,
 * holds other files, or has a page without text.
 */
export async function textOf({ name, bytes }: ReadableFile): Promise<TextPart[]> {
  if (bytes.byteLength > packageLimits.fileBytes) throw unreadable(name)
  try {
    const parts = await readParts(bytes)
    if (!parts.some(({ text }) => text.trim() !== '')) throw unreadable(name)
    if (parts.reduce((sum, { text }) => sum + text.length, 0) > mostText) throw unreadable(name)
    return parts
  } catch (error) {
    // What the readers refuse is said in this gate's words: theirs speak of importing.
    if (error instanceof Problem) throw unreadable(name)
    throw error
  }
}

/** Each reader is loaded with its first file. */
async function readParts(bytes: Uint8Array): Promise<TextPart[]> {
  // A pdf may have a kilobyte of anything before its header (ISO 32000-2, annex I); what begins as a package is opened as one all the same.
  if (!isPackage(bytes) && Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return (await import('./pdf-text.ts')).pdfText(bytes)
  return (await import('./office-text.ts')).officeText(bytes)
}

const isPackage = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('PK\u0003\u0004', 'latin1'))

const unreadable = (name: string) => new Problem(problems.unreadableFile, '这份文件读不出文字，请人工核对', { fileName: name })

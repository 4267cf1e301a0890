/**
 * Documents (文件): what a file is, by its bytes and whatever its name says; and the door for papers that may also be photos.
 */
import { createHash } from 'node:crypto'
import { documentTypes, type DocumentType } from '#platform/shared/document-types.ts'
import { cleanImage, isImage } from './images.ts'

const [pdf, docx, xlsx] = documentTypes
/** "PK" and two marks: a zip begins so. */
const zip = 0x504b0304

/** Null: none of them. */
export function documentTypeOf(bytes: Uint8Array): DocumentType | null {
  const buffer = Buffer.from(bytes)
  if (buffer.subarray(0, 5).toString('latin1') === '%PDF-') return pdf
  if (buffer.length < 4 || buffer.readUInt32BE(0) !== zip) return null
  if (buffer.includes('word/document.xml')) return docx
  return buffer.includes('xl/workbook.xml') ? xlsx : null
}

const endings: Record<Paper['mediaType'], readonly [string, ...string[]]> = {
  [pdf]: ['.pdf'],
  [docx]: ['.docx'],
  [xlsx]: ['.xlsx'],
  'image/jpeg': ['.jpg', '.jpeg'],
}

/** The name, ending in what the file is: one that says otherwise is opened by another program than the one that was searched. */
export function nameFor(name: string, mediaType: Paper['mediaType']): string {
  const [usual] = endings[mediaType]
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0].toLowerCase()
  if (ending === undefined || endings[mediaType].includes(ending)) return name
  return [...name].slice(0, mostLetters - usual.length).join('') + usual
}
/** Of a name, as tables take it. */
const mostLetters = 100

export interface Paper {
  mediaType: DocumentType | 'image/jpeg'
  bytes: Buffer
  /** SHA-256 of `bytes`. */
  digest: Buffer
}

/** A document as it came, or a photo without what the camera wrote into it; null: neither. Throws as cleanImage does. */
export async function paperOf(bytes: Uint8Array): Promise<Paper | null> {
  const mediaType = documentTypeOf(bytes)
  if (mediaType !== null) return { mediaType, bytes: Buffer.from(bytes), digest: createHash('sha256').update(bytes).digest() }
  if (!isImage(bytes)) return null
  const image = await cleanImage(bytes)
  return { mediaType: image.mediaType, bytes: image.bytes, digest: Buffer.from(image.digest, 'hex') }
}

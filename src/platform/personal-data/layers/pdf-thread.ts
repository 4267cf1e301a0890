/**
 * The thread that reads a PDF (PDF读取线程).
 *
 * Every text that the file draws counts, whether one sees it or not: recognised text lies invisible over a scanned page
 * (text render mode 3), and text can be white, tiny or covered.
 *
 * Source: ISO 32000-2, 9.3.6 (render modes), 9.10 (extraction of text), 12.5 (annotations), 7.11.4 (embedded files).
 */
import { parentPort, workerData } from 'node:worker_threads'
import { getDocument, OPS, VerbosityLevel, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { TextPart } from '../findings.ts'
import { mostText, pdfLimits } from './limits.ts'
import type { PdfAnswer } from './pdf-text.ts'

const folder = (name: string) => new URL(`${name}/`, import.meta.resolve('pdfjs-dist/package.json')).pathname

async function read(data: Uint8Array<ArrayBuffer>): Promise<PdfAnswer> {
  const file = await getDocument({
    data,
    // Old Chinese files name their encodings ("GBK-EUC-H") and do not carry them.
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    // A broken page refuses; it is not read in part.
    stopAtErrors: true,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: VerbosityLevel.ERRORS,
  }).promise
  if (file.numPages > pdfLimits.pages) return { refused: 'too many pages' }
  if (await file.getAttachments()) return { refused: 'holds other files' }
  const parts = await propertiesOf(file)
  let length = 0
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number)
    const text = await textOfPage(page)
    if (!isLegible(text)) return { refused: `page ${number} has no text that can be read` }
    parts.push({ where: `第${number}页`, text }, ...(await notesOf(page, number)))
    if (await hasPicture(page)) parts.push({ where: `第${number}页的图片`, text: '', unread: true })
    if ((length += text.length) > mostText) return { refused: 'too much text' }
    page.cleanup()
  }
  return { parts }
}

async function textOfPage(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent({ includeMarkedContent: false, disableNormalization: true })
  return items.map(item => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
}

/** A font without a table of its characters gives signs that mean nothing: then the page has not been read. */
function isLegible(text: string): boolean {
  const written = [...text].filter(character => !/\s/u.test(character))
  const strange = written.filter(character => /[\p{Co}\p{Cc}\p{Cn}\ufffd]/u.test(character))
  return written.length > 0 && strange.length * 20 <= written.length
}

async function notesOf(page: PDFPageProxy, number: number): Promise<TextPart[]> {
  const annotations = (await page.getAnnotations()) as Record<string, unknown>[]
  const texts = annotations.flatMap(annotation => [
    ...textsIn(annotation.contentsObj),
    ...textsIn(annotation.titleObj),
    ...textsIn(annotation.fieldValue),
    ...textsIn(annotation.defaultFieldValue),
    ...textsIn(annotation.textContent),
    ...textsIn(annotation.alternativeText),
    ...textsIn(annotation.unsafeUrl),
    ...textsIn(annotation.options),
  ])
  return texts.length > 0 ? [{ where: `第${number}页的批注和表单`, text: texts.join('\n') }] : []
}

async function propertiesOf(file: PDFDocumentProxy): Promise<TextPart[]> {
  const { info, metadata } = await file.getMetadata()
  const outline = (await file.getOutline()) as unknown
  const texts = [...textsIn(info), ...textsIn(metadata ? [...metadata].map(([, value]) => value as unknown) : []), ...textsIn(outline)]
  return texts.length > 0 ? [{ where: '文件属性和书签', text: texts.join('\n') }] : []
}

/** All texts in a value, however deep the file nests them (to twenty levels). */
function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth > 20) return []
  return Object.values(value).flatMap(inner => textsIn(inner, depth + 1))
}

async function hasPicture(page: PDFPageProxy): Promise<boolean> {
  const { fnArray } = await page.getOperatorList()
  return fnArray.some(operation => pictures.has(operation))
}

const pictures = new Set<number>([
  OPS.paintImageXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageMaskXObjectRepeat,
])

// Last, when all that it needs stands.
parentPort!.postMessage(
  await read(workerData as Uint8Array<ArrayBuffer>).catch((error: unknown): PdfAnswer => ({ refused: String(error) })),
)

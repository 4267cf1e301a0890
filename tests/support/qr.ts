/** Codes read back from paper (读二维码): as a phone before the board would read them. */
import { createCanvas } from '@napi-rs/canvas'
import * as jsqr from 'jsqr'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import { openPackage } from '#platform/server/workbook-package.ts'

/** The package is CommonJS, and Node and its types do not agree on what its default is. */
const readQr = jsqr.default as unknown as typeof jsqr.default.default
const decoded = ({ data, width, height }: { data: Uint8ClampedArray; width: number; height: number }) => readQr(data, width, height)?.data

/** What the code on each page says, the page as one sees it at 150 dots an inch. */
export async function codesOnPdf(pdf: Uint8Array) {
  const file = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 }).promise
  const codes = []
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number)
    const viewport = page.getViewport({ scale: 150 / 72 })
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
    const canvasContext = canvas.getContext('2d') as unknown as CanvasRenderingContext2D
    await page.render({ canvas: null, canvasContext, viewport }).promise
    codes.push(decoded(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)))
  }
  return codes
}

/** What the first picture of the document says. */
export async function codeInDocx(docx: Uint8Array) {
  const parts = await openPackage(docx)
  const picture = await parts.open(parts.names.find(name => name.startsWith('word/media/'))!)
  const { data, info } = await sharp(Buffer.concat(await picture.toArray()))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return decoded({ data: new Uint8ClampedArray(data), ...info })
}

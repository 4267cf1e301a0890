/**
 * Wall poster as PDF (公示栏海报PDF): A4, its Chinese font embedded, of which only the characters used; no colour is needed to read it.
 *
 * Source: ISO 32000-2, 9.9.2 (font subsets); conventions NOT-04.
 */
import type { Font } from 'fontkit'
import { plainDate } from '#platform/shared/calendar.ts'
import { posterWords, qrModules, type PosterBlock, type WallPoster } from './wall-poster.ts'

type Paper = PDFKit.PDFDocument

const mm = (millimetres: number) => (millimetres / 25.4) * 72
const margin = mm(20)
const width = mm(210) - 2 * margin
const bottom = mm(297) - margin
const qrSide = mm(38)
/** Points. A board is read standing, from an arm's length. */
const sizes = { title: 26, text: 15, table: 12, code: 10 } as const
const cellPadding = 5
/** Stands for a character that the font has not (geta mark, JIS X 0208). */
const absent = '〓'

const fontFile = (weight: 'Regular' | 'Bold') => new URL(`../fonts/NotoSansHans-${weight}.otf`, import.meta.resolve('@embedpdf/fonts-sc'))

/**
 * The file. The printer, the font and its 8 MB are loaded with the first poster. A character beyond the 30,000 of the font is
 * printed as 〓: ask `absentFrom` first, and offer the docx.
 */
export async function writePosterPdf(poster: WallPoster): Promise<Uint8Array<ArrayBuffer>> {
  const { default: PDFDocument } = await import('pdfkit')
  const fonts = await loadFonts()
  const paper = new PDFDocument({
    size: 'A4',
    margins: { top: margin, bottom: margin, left: margin, right: margin },
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: poster.title, Author: poster.issuer, CreationDate: new Date(`${poster.date}T00:00:00Z`) },
  })
  const chunks: Buffer[] = []
  paper.on('data', (chunk: Buffer) => chunks.push(chunk))
  const written = new Promise<void>((resolve, reject) => paper.on('end', resolve).on('error', reject))
  paper.registerFont('text', fonts.text).registerFont('bold', fonts.bold)
  draw(paper, withoutAbsent(poster, await lacking(textsOf(poster))))
  paper.end()
  await written
  return new Uint8Array(Buffer.concat(chunks))
}

/** Characters of the poster that the embedded font cannot show: rare ones of names. */
export const absentFrom = async (poster: WallPoster): Promise<string[]> => [...(await lacking(textsOf(poster)))]

let loading: Promise<{ text: Buffer; bold: Buffer; has(codePoint: number): boolean }> | null = null

const loadFonts = () =>
  (loading ??= (async () => {
    const { readFile } = await import('node:fs/promises')
    const { create } = await import('fontkit')
    const [text, bold] = [await readFile(fontFile('Regular')), await readFile(fontFile('Bold'))]
    const known = new Set((create(text) as Font).characterSet)
    return { text, bold, has: codePoint => known.has(codePoint) }
  })())

const textsOf = ({ title, blocks, period, objecting, issuer, address, codeLine }: WallPoster) =>
  [
    title,
    period,
    objecting,
    issuer,
    address,
    codeLine,
    ...blocks.flatMap(block => (block.kind === 'text' ? [block.text] : [...block.header, ...block.rows.flat()])),
  ].join('')

async function lacking(text: string): Promise<Set<string>> {
  const { has } = await loadFonts()
  return new Set([...text].filter(character => !/\s/u.test(character) && !has(character.codePointAt(0)!)))
}

function withoutAbsent(poster: WallPoster, lost: ReadonlySet<string>): WallPoster {
  if (lost.size === 0) return poster
  const told = (text: string) => [...text].map(character => (lost.has(character) ? absent : character)).join('')
  const { title, blocks, period, objecting, issuer, codeLine } = poster
  return {
    ...poster,
    title: told(title),
    blocks: blocks.map(block =>
      block.kind === 'text'
        ? { ...block, text: told(block.text) }
        : { ...block, header: block.header.map(told), rows: block.rows.map(row => row.map(told)) },
    ),
    period: told(period),
    objecting: told(objecting),
    issuer: told(issuer),
    codeLine: told(codeLine),
  }
}

function draw(paper: Paper, poster: WallPoster): void {
  paper.font('bold').fontSize(sizes.title).text(poster.title, { align: 'center', lineGap: 6 })
  paper.moveDown(0.6)
  for (const block of poster.blocks) {
    if (block.kind === 'text') drawText(paper, block.text)
    else drawTable(paper, block)
  }
  paper.moveDown(0.4)
  drawLabelled(paper, posterWords.period, poster.period)
  drawLabelled(paper, posterWords.objecting, poster.objecting)
  drawFoot(paper, poster)
}

const drawText = (paper: Paper, text: string) =>
  paper
    .font('text')
    .fontSize(sizes.text)
    .text(text, margin, paper.y, { width, indent: sizes.text * 2, lineGap: 6, paragraphGap: 4 })

function drawLabelled(paper: Paper, label: string, text: string): void {
  paper.font('bold').fontSize(sizes.text).text(label, margin, paper.y, { width, lineGap: 6, continued: true })
  paper.font('text').text(text, { lineGap: 6 })
}

/** Issuer and day at the right; code, address and number at the left: together on one page. */
function drawFoot(paper: Paper, { issuer, date, address, codeLine }: WallPoster): void {
  const beside = width - qrSide - mm(6)
  const left = margin + qrSide + mm(6)
  paper.font('text').fontSize(sizes.code)
  const words = [posterWords.scan, address, codeLine].join('\n')
  const high = Math.max(qrSide, paper.heightOfString(words, { width: beside, lineGap: 3 }) + 4 * sizes.text)
  if (paper.y + high + mm(8) > bottom) paper.addPage()
  const top = paper.y + mm(8)
  drawQr(paper, address, margin, top)
  paper.fontSize(sizes.text).text(issuer, left, top, { width: beside, align: 'right', lineGap: 4 })
  paper.text(plainDate(date), left, paper.y, { width: beside, align: 'right' })
  paper.moveDown(0.8).fontSize(sizes.code).text(words, left, paper.y, { width: beside, lineGap: 3 })
}

function drawQr(paper: Paper, address: string, left: number, top: number): void {
  const { size, isDark } = qrModules(address)
  const module = qrSide / (size + 8)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (isDark(row, column)) paper.rect(left + (column + 4) * module, top + (row + 4) * module, module, module)
  paper.fill('#000000')
}

/** Columns as wide as their longest cell asks, between four and 24 characters; the header again on each page. */
function drawTable(paper: Paper, { header, rows }: Extract<PosterBlock, { kind: 'table' }>): void {
  paper.fontSize(sizes.table)
  const asked = header.map((cell, at) => Math.max(...[cell, ...rows.map(row => row[at] ?? '')].map(text => [...text].length)))
  const bounded = asked.map(one => Math.min(Math.max(one, 4), 24))
  const total = bounded.reduce((sum, one) => sum + one, 0)
  const widths = bounded.map(one => (width * one) / total)
  const drawHeader = () => drawRow(paper, header, widths, 'bold')
  drawHeader()
  for (const row of rows) {
    if (paper.y + rowHeight(paper, row, widths) > bottom) {
      paper.addPage()
      drawHeader()
    }
    drawRow(paper, row, widths, 'text')
  }
  paper.x = margin
  paper.moveDown(0.6)
}

function drawRow(paper: Paper, cells: readonly string[], widths: readonly number[], font: 'text' | 'bold'): void {
  paper.font(font).fontSize(sizes.table)
  const high = rowHeight(paper, cells, widths)
  if (paper.y + high > bottom) paper.addPage()
  const top = paper.y
  let left = margin
  widths.forEach((wide, at) => {
    paper.lineWidth(0.8).rect(left, top, wide, high).stroke('#000000')
    paper.fillColor('#000000').text(cells[at] ?? '', left + cellPadding, top + cellPadding, { width: wide - 2 * cellPadding, height: high })
    left += wide
  })
  paper.y = top + high
}

const rowHeight = (paper: Paper, cells: readonly string[], widths: readonly number[]) =>
  Math.max(...widths.map((wide, at) => paper.heightOfString(cells[at] || ' ', { width: wide - 2 * cellPadding }))) + 2 * cellPadding

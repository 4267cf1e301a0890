/**
 * Official documents (公文): a .docx on A4 in the layout that every office knows, 22 lines of 28 characters a page.
 *
 * Fonts are named, never embedded; no seal is ever drawn. Source: GB/T 9704-2012; conventions DOC-01 to DOC-06, DOC-08, DOC-09.
 */
import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type IParagraphOptions,
} from 'docx'
import { plainDate } from '#platform/shared/calendar.ts'

export type Block =
  /** 一、 （一） and running text. */
  { level: 1 | 2 | 'text'; text: string }

export interface OfficialDocument {
  title: string
  blocks: readonly Block[]
  /** Each on a page of its own, named below the text. */
  annexes: readonly { name: string; blocks: readonly Block[] }[]
  /** Who sends it. */
  issuer: string
  /** A day, e.g. "2021-01-25". */
  date: string
}

export const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Twentieths of a point. */
const mm = (millimetres: number) => Math.round((millimetres / 25.4) * 1440)
/** 225 mm by 22 lines; a twip less than the exact pitch, so that the last line still fits. */
const linePitch = Math.floor(mm(225) / 22)

const fonts = { title: '方正小标宋简体', text: '仿宋_GB2312', one: '黑体', two: '楷体_GB2312', page: '宋体' } as const
/**
 * 28 characters of 16 pt are 2 mm wider than the line: each gives up a quarter of a point (in twentieths). A grid of characters
 * would say the same, but LibreOffice gives a character that is wider than its cell two of them: 14 a line (seen in 7.4).
 */
const characterSpacing = -5
const run = (text: string, font: string, points = 16) =>
  new TextRun({
    text,
    size: points * 2,
    characterSpacing,
    font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: font },
  })
const exact = { line: linePitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
/** Widow control would leave the last of the 22 lines empty. */
const line = (options: IParagraphOptions) => new Paragraph({ spacing: exact, widowControl: false, ...options })
const normal = { size: 32, font: { ascii: 'Times New Roman', eastAsia: fonts.text } }
const blank = () => line({ children: [] })
/** Indents are counted in characters of the grid. */
const characters = (count: number) => Math.round((count * mm(156)) / 28)
const twoCharacters = { firstLine: characters(2) }

/** The file. Throws nothing of its own. */
export async function writeOfficialDocument({ title, blocks, annexes, issuer, date }: OfficialDocument): Promise<Uint8Array<ArrayBuffer>> {
  const children = [
    line({ alignment: AlignmentType.CENTER, children: [run(title, fonts.title, 22)] }),
    blank(),
    ...blocks.map(paragraph),
    ...annexNames(annexes.map(({ name }) => name)),
    blank(),
    line({ alignment: AlignmentType.RIGHT, indent: { end: characters(2) }, children: [run(issuer, fonts.text)] }),
    line({ alignment: AlignmentType.RIGHT, indent: { end: characters(4) }, children: [run(plainDate(date), fonts.text)] }),
    ...annexes.flatMap(annex),
  ]
  const document = new Document({
    title,
    creator: issuer,
    evenAndOddHeaderAndFooters: true,
    // Some programs read the Normal style and not the defaults of the document.
    styles: { default: { document: { run: normal } }, paragraphStyles: [{ id: 'Normal', name: 'Normal', run: normal }] },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(37), left: mm(28), right: mm(26), bottom: mm(35), footer: mm(28), header: mm(15), gutter: 0 },
          },
          grid: { type: DocumentGridType.LINES, linePitch },
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children,
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

/** A heading goes to the next page with what it heads. */
const paragraph = ({ level, text }: Block) =>
  line({
    indent: twoCharacters,
    keepNext: level !== 'text',
    children: [run(text, level === 1 ? fonts.one : level === 2 ? fonts.two : fonts.text)],
  })

/** 附件说明: one blank line under the text; the names stand under each other, without punctuation after them. */
function annexNames(names: readonly string[]): Paragraph[] {
  if (names.length === 0) return []
  const told = names.map((name, index) => {
    const number = names.length > 1 ? `${index + 1}.` : ''
    const words = index === 0 ? `附件：${number}${name}` : `${number}${name}`
    return line({ indent: index === 0 ? twoCharacters : { start: characters(5) }, children: [run(words, fonts.text)] })
  })
  return [blank(), ...told]
}

const annex = ({ name, blocks }: OfficialDocument['annexes'][number], index: number, all: OfficialDocument['annexes']): Paragraph[] => [
  line({ pageBreakBefore: true, children: [run(all.length > 1 ? `附件${index + 1}` : '附件', fonts.one)] }),
  blank(),
  line({ alignment: AlignmentType.CENTER, children: [run(name, fonts.title, 22)] }),
  blank(),
  ...blocks.map(paragraph),
]

/** "— 1 —", one character in from the outer edge. */
const pageNumber = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: alignment === AlignmentType.RIGHT ? { end: characters(1) } : { start: characters(1) },
        children: [
          new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28, font: { ascii: fonts.page, eastAsia: fonts.page } }),
        ],
      }),
    ],
  })

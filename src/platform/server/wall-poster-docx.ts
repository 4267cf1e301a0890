/**
 * Wall poster as docx (公示栏海报Word): the same poster for an office that wants to change its form. Fonts are named, never embedded.
 *
 * Source: conventions NOT-04, DOC-01.
 */
import {
  AlignmentType,
  Document,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from 'docx'
import { plainDate } from '#platform/shared/calendar.ts'
import { posterWords, qrPicture, type PosterBlock, type WallPoster } from './wall-poster.ts'

/** Twentieths of a point. */
const mm = (millimetres: number) => Math.round((millimetres / 25.4) * 1440)
const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' }
/** Pixels of 96 an inch, as Word counts pictures. */
const qrSide = Math.round((38 / 25.4) * 96)

const run = (text: string, points = 15, bold = false) => new TextRun({ text, size: points * 2, bold, font })
const paragraph = (children: TextRun[], options: IParagraphOptions = {}) =>
  new Paragraph({ spacing: { after: 120, line: 360 }, children, ...options })

/** The file. Throws nothing of its own. */
export async function writePosterDocx(poster: WallPoster): Promise<Uint8Array<ArrayBuffer>> {
  const { title, blocks, period, objecting, issuer, date, address, codeLine } = poster
  const right = { alignment: AlignmentType.RIGHT, keepNext: true }
  const picture = new ImageRun({
    type: 'png',
    data: await qrPicture(address),
    transformation: { width: qrSide, height: qrSide },
    altText: { name: '二维码', title: '二维码', description: address },
  })
  const document = new Document({
    title,
    creator: issuer,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), left: mm(20), right: mm(20), bottom: mm(20), footer: mm(10), header: mm(10), gutter: 0 },
          },
        },
        children: [
          paragraph([run(title, 26, true)], { alignment: AlignmentType.CENTER }),
          ...blocks.map(block),
          paragraph([run(posterWords.period, 15, true), run(period)]),
          paragraph([run(posterWords.objecting, 15, true), run(objecting)]),
          paragraph([run(issuer)], right),
          paragraph([run(plainDate(date))], right),
          new Paragraph({ children: [picture], keepNext: true }),
          paragraph([run(posterWords.scan, 10)], { keepNext: true }),
          paragraph([run(address, 10)], { keepNext: true }),
          paragraph([run(codeLine, 10)]),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

const block = (each: PosterBlock) => (each.kind === 'text' ? paragraph([run(each.text)], { indent: { firstLine: 600 } }) : table(each))

function table({ header, rows }: Extract<PosterBlock, { kind: 'table' }>): Table {
  const row = (cells: readonly string[], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: header.map((_, at) => new TableCell({ children: [new Paragraph({ children: [run(cells[at] ?? '', 12, isHeader)] })] })),
    })
  return new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [row(header, true), ...rows.map(cells => row(cells, false))] })
}

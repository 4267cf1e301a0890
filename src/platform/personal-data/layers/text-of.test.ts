import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { pdfOf, scan, scannedRow, written } from '../../../../tests/support/pdf.ts'
import { xlsxParts, zipOf, type ZipEntry } from '../../../../tests/support/zip.ts'
import { writeOfficialDocument } from '../../server/official-document.ts'
import { Problem, problems } from '../../shared/problem.ts'
import { findingsIn, unreadPlaces } from '../findings.ts'
import { pdfText } from './pdf-text.ts'
import { textOf } from './text-of.ts'

const secret = '440605198001011231'
const read = (bytes: Uint8Array) => textOf({ name: '附件', type: '', bytes })
const gate = async (bytes: Uint8Array) => findingsIn(await read(bytes)).map(({ kind, where }) => [kind, where])
const refusal = (bytes: Uint8Array) =>
  read(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof Problem ? error.kind : error),
  )

const p = (inner: string) => `<w:p>${inner}</w:p>`
const r = (text: string, properties = '') => `<w:r>${properties}<w:t>${text}</w:t></w:r>`
const word = (body: string, ...others: ZipEntry[]) =>
  zipOf([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: '_rels/.rels', data: '<Relationships/>' },
    { name: 'word/document.xml', data: `<w:document><w:body>${p(r('公示'))}${body}</w:body></w:document>` },
    ...others,
  ])
const cell = (text: string) => `<w:tc>${p(r(text))}</w:tc>`

describe('in a docx everything is read, and said where', () => {
  test.each([
    ['正文第2段', word(p(r('440605') + r('19800101', '<w:rPr><w:b/></w:rPr>') + r('1231'))), 'a number in three runs'],
    ['正文表格第1行', word(`<w:tbl><w:tr>${cell('1')}${cell('李明')}${cell(secret)}</w:tr></w:tbl>`), 'a row of a table'],
    ['正文表格第1行', word(`<w:tbl><w:tr>${[...secret].map(cell).join('')}</w:tr></w:tbl>`), 'one digit in each cell'],
    ['正文第2段', word(p(r(secret, '<w:rPr><w:vanish/></w:rPr>'))), 'hidden text'],
    [
      '正文第2段（不算隐藏的字）',
      word(p(r('440605198') + r('99', '<w:rPr><w:vanish/></w:rPr>') + r('001011231'))),
      'a number with hidden digits inside',
    ],
    ['正文第2段（修订前）', word(p(`<w:del><w:r><w:delText>${secret}</w:delText></w:r></w:del>${r('无')}`)), 'a tracked deletion'],
    [
      '正文第2段（修订前）',
      word(p(r('4406051980') + `<w:ins>${r('12')}</w:ins><w:del><w:r><w:delText>0101</w:delText></w:r></w:del>` + r('1231'))),
      'half a number replaced',
    ],
    ['正文：域和控件', word(p(`<w:r><w:instrText>HYPERLINK "x:${secret}"</w:instrText></w:r>`)), 'a field'],
    ['正文：图片或文本框的说明', word(p(`<w:r><wp:docPr descr="${secret}"/></w:r>`)), 'what describes a picture'],
    [
      '正文第2段',
      word(p(`<w:r><w:pict><w:txbxContent>${p(r(secret))}</w:txbxContent></w:pict></w:r>` + r('框'))),
      'a text box inside a paragraph',
    ],
    ['页眉第1段', word('', { name: 'word/header2.xml', data: `<w:hdr>${p(r(secret))}</w:hdr>` }), 'a header'],
    ['页脚第1段', word('', { name: 'word/footer1.xml', data: `<w:ftr>${p(r(secret))}</w:ftr>` }), 'a footer'],
    ['批注第1段', word('', { name: 'word/comments.xml', data: `<w:comments>${p(r(secret))}</w:comments>` }), 'a comment'],
    ['脚注第1段', word('', { name: 'word/footnotes.xml', data: `<w:footnotes>${p(r(secret))}</w:footnotes>` }), 'a footnote'],
    ['文件属性', word('', { name: 'docProps/core.xml', data: `<p><title>${secret}</title></p>` }), 'a property'],
    ['图表', word('', { name: 'word/charts/chart1.xml', data: `<c><v>李明</v><v>${secret}</v></c>` }), 'a chart'],
    [
      '链接',
      word('', {
        name: 'word/_rels/document.xml.rels',
        data: `<Relationships><Relationship Id="a" TargetMode="External" Target="x:${secret}"/></Relationships>`,
      }),
      'a link',
    ],
  ])('%s: %#', async (where, file, _why) => expect(await gate(file)).toEqual([['idNumber', where]]))

  test('our own official documents are read whole and are clean', async () => {
    const document = {
      title: '公示',
      blocks: [{ level: 'text' as const, text: '同意。' }],
      annexes: [],
      issuer: '新田村',
      date: '2026-03-02',
    }
    const parts = await read(await writeOfficialDocument(document))
    expect(parts.map(({ text }) => text).join('')).toContain('同意。')
    expect([findingsIn(parts), unreadPlaces(parts)]).toEqual([[], []])
  })

  test('a picture is named, for a person to look at', async () => {
    const parts = await read(word('', { name: 'word/media/image1.png', data: 'x' }))
    expect(unreadPlaces(parts)).toEqual(['图片1'])
  })
})

const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const workbook = (rows: string, options: Parameters<typeof xlsxParts>[1] = {}, ...others: ZipEntry[]) =>
  zipOf([...xlsxParts(rows, options), ...others])
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`

describe('in an xlsx everything is read, and said where', () => {
  test.each([
    ['表“人员”第1行', workbook(row(inline('李明'), inline(secret))), 'a cell'],
    [
      '表“人员”第1行',
      workbook(row('<c t="s"><v>0</v></c>'), { strings: `<si><r><t>440605</t></r><r><t>198001011231</t></r></si>` }),
      'a shared text in two pieces',
    ],
    ['没有用到的文字', workbook(row(inline('李明')), { strings: `<si><t>${secret}</t></si>` }), 'a text that no cell uses any more'],
    ['表“人员”第1行', workbook(row('<c><v>4.40605198001011E+17</v></c>')), 'a number that the program has rounded'],
    ['表“人员”第1行', workbook(row(`<c t="str"><f>"440605"&amp;"198001011231"</f><v>${secret}</v></c>`)), 'what a formula gave'],
    ['表“人员”第1行', workbook(row(`<c r="ZZ1" t="inlineStr"><is><t>${secret}</t></is></c>`)), 'far to the right'],
    [
      'xl/worksheets/sheet2.xml第1行',
      workbook(
        row(inline('李明')),
        {},
        { name: 'xl/worksheets/sheet2.xml', data: `<worksheet><sheetData>${row(inline(secret))}</sheetData></worksheet>` },
      ),
      'a sheet that the workbook does not list',
    ],
    [
      '批注',
      workbook(
        row(inline('李明')),
        {},
        {
          name: 'xl/comments1.xml',
          data: `<comments><comment><text><r><t>440605</t></r><r><t>198001011231</t></r></text></comment></comments>`,
        },
      ),
      'a comment',
    ],
    [
      '数据透视表的缓存',
      workbook(
        row(inline('李明')),
        {},
        { name: 'xl/pivotCache/pivotCacheRecords1.xml', data: `<pivotCacheRecords><r><s v="${secret}"/></r></pivotCacheRecords>` },
      ),
      'rows that a pivot table keeps',
    ],
    [
      '文本框和图形',
      workbook(
        row(inline('李明')),
        {},
        { name: 'xl/drawings/drawing1.xml', data: `<d><a:p><a:r><a:t>440605</a:t></a:r><a:r><a:t>198001011231</a:t></a:r></a:p></d>` },
      ),
      'a text box',
    ],
    [
      '文本框和图形',
      workbook(row(inline('李明')), {}, { name: 'xl/drawings/vmlDrawing1.vml', data: `<x><div>${secret}<br></div></x>` }),
      'an old text box that is no XML',
    ],
  ])('%s: %#', async (where, file, _why) => expect(await gate(file)).toEqual([['idNumber', where]]))

  test('a hidden sheet is read and named as hidden', async () => {
    const book = xlsxParts(row(inline(secret))).map(part =>
      part.name === 'xl/workbook.xml' ? { ...part, data: (part.data as string).replace('sheetId', 'state="veryHidden" sheetId') } : part,
    )
    expect(await gate(zipOf(book))).toEqual([['idNumber', '表“人员”（隐藏）第1行']])
  })
})

describe('in a pdf everything is read, and said where', () => {
  test('a notice with an ID number inside a scanned table’s text layer', async () => {
    const parts = await read(pdfOf([scannedRow(['1', 'Li Ming', secret])]))
    expect(findingsIn(parts).map(({ kind, where, masked }) => [kind, where, masked])).toEqual([['idNumber', '第1页', '**************1231']])
    expect(unreadPlaces(parts)).toEqual(['第1页的图片'])
  })

  test.each([
    ['第2页', pdfOf([written('notice'), written(secret)]), 'a second page'],
    ['第1页', pdfOf([`1 1 1 rg ${written(secret)} 0 0 0 rg ${written('notice', 600)}`]), 'white text'],
    [
      '第1页',
      pdfOf([[...secret].map((digit, at) => written(digit).replace('50 700', `${50 + at * 20} 700`)).join(' ') + written('x', 600)]),
      'one digit in each box',
    ],
    [
      '第1页',
      pdfOf([written(secret)], {
        font: '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>',
        objects: [
          '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>',
        ],
      }),
      'a font that names a Chinese encoding and does not carry it',
    ],
    [
      '第1页的批注和表单',
      pdfOf([written('notice')], {
        page: '/Annots [4 0 R]',
        objects: [`<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (${secret}) >>`],
      }),
      'a note',
    ],
    [
      '第1页的批注和表单',
      pdfOf([written('notice')], {
        page: '/Annots [4 0 R]',
        catalog: '/AcroForm << /Fields [4 0 R] >>',
        objects: [`<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] /V (${secret}) >>`],
      }),
      'a field of a form',
    ],
  ])('%s: %#', async (where, file, _why) => expect(await gate(file)).toEqual([['idNumber', where]]))
})

describe('what cannot be read is said so, and never passes as clean', () => {
  const zeros = deflateRawSync(Buffer.alloc(50 * 1024 * 1024), { level: 1 })
  test.each([
    ['a scan without a text layer', pdfOf([scan])],
    ['a scan behind one page of text', pdfOf([written('notice'), scan])],
    ['a pdf cut short', pdfOf([written('notice')]).subarray(0, 200)],
    [
      'a pdf that carries another file',
      pdfOf([written('notice')], {
        catalog: '/Names << /EmbeddedFiles << /Names [(a.txt) 4 0 R] >> >>',
        objects: ['<< /Type /Filespec /F (a.txt) /EF << /F 5 0 R >> >>', '<< /Length 1 >>\nstream\nx\nendstream'],
      }),
    ],
    ['a pdf of 301 pages', pdfOf(Array.from({ length: 301 }, () => written('notice')))],
    ['a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['plain text', Buffer.from('notice')],
    ['nothing', Buffer.alloc(0)],
    ['an old .doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['a zip of something else', zipOf([{ name: 'a.txt', data: 'x' }])],
    ['a docx with a workbook inside', word('', { name: 'word/embeddings/a.xlsx', data: 'x' })],
    ['a docx with an object inside', word('', { name: 'word/embeddings/oleObject1.bin', data: 'x' })],
    ['a docx with another text inside', word('', { name: 'word/afchunk1.mht', data: 'x' })],
    ['a docx that is broken', word('<w:p>')],
    ['a docx with entities', word('', { name: 'word/header1.xml', data: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' })],
    ['a docx that would fill the memory', word('', { name: 'word/header1.xml', data: '', deflated: zeros, claims: 50 * 1024 * 1024 })],
    [
      'a docx of pictures only',
      zipOf([
        { name: '[Content_Types].xml', data: '<T/>' },
        { name: '_rels/.rels', data: '<R/>' },
        { name: 'word/document.xml', data: '<w:document/>' },
        { name: 'word/media/a.png', data: 'x' },
      ]),
    ],
  ])('%s', async (_what, file) => expect(await refusal(file)).toBe(problems.unreadableFile))

  test('a pdf that takes too long is ended', async () => {
    const began = performance.now()
    await expect(pdfText(pdfOf([written('notice')]), { seconds: 0.01 })).rejects.toThrow(Problem)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

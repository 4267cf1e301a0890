import { expect, test } from 'vitest'
import type { Problem } from '../shared/problem.ts'
import { xlsxParts, zipOf } from '../../../tests/support/zip.ts'
import { readRawSheets } from './workbook-raw.ts'

const cellsOf = async (sheetXml: string, options = {}) => {
  const [sheet] = await readRawSheets(zipOf(xlsxParts(sheetXml, options)))
  return [...(sheet?.rows[0]?.cells ?? [])]
}

test('cells as other programs write them', async () => {
  const strings =
    '<si><t>甲</t></si><si><r><t>红</t></r><r><t xml:space="preserve">房子 </t></r><rPh sb="0" eb="1"><t>HONG</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si>'
  const xml =
    '<row r="4"><c r="B4" t="s"><v>0</v></c><c r="C4" t="s"><v>1</v></c><c r="D4" t="s"><v>2</v></c><c r="E4"/>' +
    '<c r="AA4" t="str"><f>B4</f><v>甲</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c><v>4.40605122048E11</v></c></row>'
  expect(await cellsOf(xml, { strings })).toEqual([
    [2, { text: '甲' }],
    [3, { text: '红房子 ' }],
    [4, { text: 'a\rb_x0041_' }],
    [27, { text: '甲', formula: true }],
    [28, { text: 'TRUE' }],
    [29, { text: '#N/A', broken: true }],
    [30, { text: '440605122048', number: 440605122048 }],
  ])
})

test('a number is a day only where its style says so', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="[Red]0.00&quot;d&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
  const xml = '<row>' + [0, 1, 2, 3].map(style => `<c s="${style}"><v>43831</v></c>`).join('') + '</row>'
  expect((await cellsOf(xml, { styles })).map(([, cell]) => cell.text)).toEqual(['43831', '2020-01-01', '2020-01-01', '43831'])
})

test('files from old Macs count days from 1904', async () => {
  const options = { styles: '<cellXfs><xf numFmtId="14"/></cellXfs>', book: '<workbookPr date1904="1"/>' }
  expect(await cellsOf('<row><c s="0"><v>42369</v></c></row>', options)).toEqual([[1, { text: '2020-01-01', number: 43831, date: true }]])
})

test('element names may carry a prefix, and rows may come without numbers', async () => {
  const xml = '<x:row xmlns:x="u"><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row><row><c><v>7</v></c></row>'
  const [sheet] = await readRawSheets(zipOf(xlsxParts(xml)))
  expect(sheet?.rows.map(row => [row.row, row.cells.get(1)?.text])).toEqual([
    [1, '甲'],
    [2, '7'],
  ])
})

const rowAt = (number: string) => `<row r="${number}"><c><v>7</v></c></row>`
const rowsOf = (xml: string, strings = '') =>
  readRawSheets(zipOf(xlsxParts(xml, { strings }))).then(
    ([sheet]) => sheet!.rows.map(({ row }) => row),
    ({ kind, detail }: Problem) => `${kind.status} ${detail}`,
  )
const disorder = '422 表格里的行号是乱的，没有读取。请用Excel另存一次。'

test.each([
  [rowAt('1') + rowAt('1048576'), [1, 1_048_576], 'the last row there is'],
  [rowAt('3') + '<row><c><v>7</v></c></row>', [3, 4], 'one without a number is the next'],
  [rowAt('1048577'), disorder, 'beyond it'],
  [rowAt('60000000'), disorder, 'far beyond: a writer would go through all of them'],
  [rowAt('1e300'), disorder, 'no whole number'],
  [rowAt('4.5'), disorder, 'a part of a row'],
  [rowAt('-7'), disorder, 'above the first'],
  [rowAt('0'), disorder, 'above the first too'],
  [rowAt('abc'), disorder, 'no number'],
  [rowAt(''), disorder, 'nothing'],
  [rowAt('2') + rowAt('2'), disorder, 'the same again: of two errors nobody knew which row is meant'],
  [rowAt('5') + rowAt('4'), disorder, 'back'],
])('rows %s: %s (%s)', async (xml, expected, _why) => {
  expect(await rowsOf(xml)).toEqual(expected)
})

test('a text longer than a cell has room for is refused, wherever it stands, and so are too many long ones', async () => {
  const long = '字'.repeat(32_767)
  const tooLong = '422 有一格的字太多。一格最多32767个字，请删短再导入。'
  const shared = (count: number) => Array.from({ length: count }, () => '<row><c t="s"><v>0</v></c></row>').join('')
  expect(await rowsOf(shared(1), `<si><t>${long}</t></si>`)).toEqual([1])
  expect(await rowsOf(shared(1), `<si><r><t>${long}</t></r><r><t>字</t></r></si>`)).toBe(tooLong)
  expect(await rowsOf(`<row><c t="inlineStr"><is><t>${long}字</t></is></c></row>`)).toBe(tooLong)
  expect(await rowsOf(shared(1_600), `<si><t>${long}</t></si>`)).toMatch(/^413 表格里的内容太多/)
})

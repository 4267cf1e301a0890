/**
 * What LibreOffice saves (另存的表格): an error workbook opened in it and saved again keeps its lists, widths and words, and comes
 * in as it was (XLS-08).
 *
 * The file beside this test is `writeErrorWorkbook` of three sample people, saved by `soffice --convert-to xlsx`.
 */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { aPerson, opened, people, places, says } from './workbook.samples.ts'
import { readWorkbook } from './workbook.ts'

const file = () => readFile(new URL('workbook-libreoffice.samples.xlsx', import.meta.url))

test('the right rows come in with every value as it was, and the wrong one is still named by row and column', async () => {
  const { readings, oldTemplate, unread } = await readWorkbook(await file(), [people, places])
  expect([oldTemplate, unread]).toEqual([false, []])
  const [first, second] = readings
  expect(says(first!)).toEqual(['人员 第5行 E列“电话”：手机号少了8位。应为11位数字。'])
  expect(first!.rows.map(({ values }) => values)).toEqual([
    aPerson(),
    aPerson({ code: '000123', name: '阿卜杜拉·买买提', units: null, households: null }),
  ])
  expect(second!.rows.map(({ values }) => values)).toEqual([{ code: 'Z001', kind: '红房子' }])
})

test('the reasons stand in front in red, the lists are offered, and columns keep their widths', async () => {
  const page = (await opened(await file())).getWorksheet('人员')!
  expect(page.getCell('A3').value).toBe('错误原因')
  expect(page.getCell('A5').text).toBe('电话：手机号少了8位。应为11位数字。')
  expect(['A5', 'E5'].map(at => (page.getCell(at).fill as { fgColor?: { argb: string } }).fgColor?.argb)).toEqual(['FFFFC7CE', 'FFFFC7CE'])
  expect(page.getCell('F5').dataValidation).toMatchObject({ type: 'list', formulae: ['字典!$A$3:$A$5', '0'] })
  expect([1, 3, 5].map(column => Math.round(page.getColumn(column).width!))).toEqual([44, 18, 15])
  expect(page.getCell('C6').numFmt).toBe('@')
})

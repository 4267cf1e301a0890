import { describe, expect, test } from 'vitest'
import { xlsxParts, zipOf } from '../../../tests/support/zip.ts'
import { aPerson, filled, opened, people, places, readPeople, saved, says } from './workbook.samples.ts'
import { readWorkbook, writeErrorWorkbook, writeTemplate } from './workbook.ts'

describe('a filled template', () => {
  test('is read by its headers, whatever the habits of the hand', async () => {
    const file = await filled(
      ['1', "'R００１", '李　四', 19900001234, '党员', '2005年12月20日', '10 ', '01，02', '—'],
      ['2', 'R002', '阿依古丽•买买提', '', '无', 38706, 3, '无', '　'],
    )
    const reading = await readPeople(file)
    expect(says(reading)).toEqual([])
    expect(reading.rows).toEqual([
      { row: 5, masked: [], values: aPerson({ code: 'R001', units: ['01', '02'] }) },
      {
        row: 6,
        masked: [],
        values: aPerson({ code: 'R002', name: '阿依古丽·买买提', phone: null, kind: null, households: 3, units: null }),
      },
    ])
  })

  test('with wrong cells names row, column and what to do, all at once', async () => {
    const file = await filled(
      ['1', '', '张三13', '1990000123', '村长', '2005-02-30', 'x'],
      ['2', 'R002', '李四'],
      ['3', 'R002', '王五'],
      ['4', { formula: 'B6', result: 'R002' }, '赵六'],
    )
    const reading = await readPeople(file)
    expect(says(reading)).toEqual([
      '人员 第5行 B列“编码”：“编码”必填，请补上。',
      '人员 第5行 C列“姓名”：“张三13”不像姓名。请只写姓名，2到50个字。',
      '人员 第5行 D列“电话”：手机号少了1位。应为11位数字。',
      '人员 第5行 E列“类别”：“村长”不在选项里。请从下拉框选：党员、群众、村（社区）干部。',
      '人员 第5行 F列“加入日期”：日期“2005-02-30”不对。请写成2020-01-05这样。',
      '人员 第5行 G列“联系户数”：“x”不是整数。请填数字，例如 8。',
      '人员 第7行：与第6行重复。请留一行。',
      '人员 第8行 B列“编码”：这里是公式。请复制后用“选择性粘贴→数值”填写。',
    ])
    expect(reading).toMatchObject({ total: 4, rows: [{ row: 6, values: { code: 'R002' } }] })
  })

  test('may have its columns moved and others added', async () => {
    const xml = ['姓名', '我的备注', '编码*'].concat('').slice(0, 3)
    const cells = (row: number, values: string[]) =>
      `<row r="${row}">${values.map((value, at) => `<c r="${'ABC'[at]}${row}" t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`
    const file = zipOf(xlsxParts(cells(2, ['人员台账']) + cells(7, xml) + cells(8, ['李四', '他好', 'R1'])))
    expect(await readPeople(file)).toMatchObject({
      errors: [],
      ignored: ['我的备注'],
      rows: [{ row: 8, values: { code: 'R1', name: '李四' } }],
    })
  })

  test('that lost a column says which, and reads nothing', async () => {
    const book = await opened(await filled(['1', 'R1', '李四']))
    book.getWorksheet('人员')!.getCell('C3').value = '名字'
    expect(await readPeople(await saved(book))).toMatchObject({
      rows: [],
      errors: [{ row: 3, message: '缺少“姓名”列。请用下载的“人员”模板，不要改表头。' }],
    })
  })

  test('whose sample row was written over is told, not ignored', async () => {
    const book = await opened(await writeTemplate([people]))
    book.getWorksheet('人员')!.getCell('C4').value = '李四'
    expect(says(await readPeople(await saved(book)))).toEqual([
      '人员 第4行 A列“序号”：序号还写着“示例”，这一行不会导入。请把序号改成数字。',
    ])
  })

  test('with merged cells says that they must be parted', async () => {
    const book = await opened(await filled(['1', 'R1', '李四'], ['2', 'R2', '']))
    book.getWorksheet('人员')!.mergeCells('C5:C6')
    expect(says(await readPeople(await saved(book)))).toEqual(['人员 第6行 C列“姓名”：这里是合并单元格。请取消合并，每行都填上。'])
  })

  test('whose worksheet was renamed is known by its headers', async () => {
    const book = await opened(await filled(['1', 'R1', '李四']))
    book.getWorksheet('人员')!.name = 'Sheet1'
    expect(await readPeople(await saved(book))).toMatchObject({ total: 1, errors: [] })
  })

  test('of another ledger is refused as a whole', async () => {
    await expect(readWorkbook(await filled(['1', 'R1', '李四']), [places])).rejects.toMatchObject({
      kind: { status: 422 },
      detail: '没有找到名为“阵地”的工作表。请用下载的模板填写。',
    })
  })
})

describe('the error workbook', () => {
  const wrongFile = () =>
    filled(['1', 'R001', '李四', '199', '党员', '2005.13', 5, '01'], ['2', 'R002', '王五', '19900001234', '群众', 20051220])

  test('is the same workbook with the reasons in front and the wrong cells red', async () => {
    const file = await wrongFile()
    const reading = await readPeople(file)
    const page = (await opened(await writeErrorWorkbook(file, [people], reading.errors))).getWorksheet('人员')!
    expect(page.getRow(3).values).toEqual([
      undefined,
      '错误原因',
      '序号',
      '编码*',
      '姓名*',
      '电话',
      '类别',
      '加入日期',
      '联系户数',
      '覆盖单元',
      '备注',
    ])
    expect(page.getCell('A5').value).toBe('电话：手机号少了8位。应为11位数字。\n加入日期：日期“2005.13”不对。请写成2020-01-05这样。')
    const red = (at: string) => (page.getCell(at).fill as { fgColor?: { argb: string } } | undefined)?.fgColor?.argb === 'FFFFC7CE'
    expect(['A5', 'E5', 'G5', 'D5', 'A6', 'E6'].map(red)).toEqual([true, true, true, false, false, false])
    expect(page.getCell('C6').value).toBe('R002')
    expect(page.getCell('F5').dataValidation).toMatchObject({ formulae: ['字典!$A$3:$A$5'] })
    // each column as wide as in the ledger, the row as high as its reasons, and all of it one page wide
    expect([1, 3, 5].map(column => page.getColumn(column).width)).toEqual([44, 18, 15])
    expect(page.getRow(5).height).toBe(45)
    expect(page.pageSetup).toMatchObject({ orientation: 'landscape', fitToPage: true, fitToWidth: 1, printTitlesRow: '3:3' })
  })

  test('corrected, can be imported whole; uncorrected, gives one column of reasons again', async () => {
    const file = await wrongFile()
    const marked = await writeErrorWorkbook(file, [people], (await readPeople(file)).errors)
    const again = await readPeople(marked)
    expect(says(again)).toEqual([
      '人员 第5行 E列“电话”：手机号少了8位。应为11位数字。',
      '人员 第5行 G列“加入日期”：日期“2005.13”不对。请写成2020-01-05这样。',
    ])

    const twice = await opened(await writeErrorWorkbook(marked, [people], again.errors))
    expect((twice.getWorksheet('人员')!.getRow(3).values as string[]).slice(1, 4)).toEqual(['错误原因', '序号', '编码*'])

    twice.getWorksheet('人员')!.getCell('E5').value = '19900000199'
    twice.getWorksheet('人员')!.getCell('G5').value = '2005.12'
    const corrected = await readPeople(await saved(twice))
    expect(says(corrected)).toEqual([])
    expect(corrected.rows.map(({ values }) => [values.code, values.phone, values.joinedOn])).toEqual([
      ['R001', '19900000199', '2005-12-01'],
      ['R002', '19900001234', '2005-12-20'],
    ])
  })
})

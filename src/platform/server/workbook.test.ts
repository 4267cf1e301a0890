import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { defineSheet } from '../shared/sheet.ts'
import { aPerson, filled, opened, people, places, readPeople, type Book, type Person } from './workbook.samples.ts'
import { readWorkbook, rowsOf, writeCsv, writeExport, writeTemplate } from './workbook.ts'

describe('a template', () => {
  let book: Book
  beforeAll(async () => {
    book = await opened(await writeTemplate([people, places]))
  })

  test('has a guide, a ledger for each sheet and a dictionary', () => {
    expect(book.worksheets.map(sheet => sheet.name)).toEqual(['填写说明', '人员', '阵地', '字典'])
  })

  test('prints on A4 across, one page wide, with its header on every page', () => {
    const page = book.getWorksheet('人员')!
    expect(page.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:3',
    })
    expect(page.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 })
    expect(page.getCell('A1').value).toBe('人员台账')
    expect(page.getCell('I1').isMerged).toBe(true)
    expect([page.getCell('A2').value, page.getCell('E2').value]).toEqual(['填报单位：', '填报日期：'])
    expect(page.getRow(3).values).toEqual([undefined, '序号', '编码*', '姓名*', '电话', '类别', '加入日期', '联系户数', '覆盖单元', '备注'])
    expect(page.getCell('A25').value).toBe('合计')
    expect(page.getCell('A26').value).toMatch(/填表人.*审核人.*联系电话.*公章/)
  })

  test('prints its guide and its dictionary one page wide as well', () => {
    for (const name of ['填写说明', '字典'])
      expect(book.getWorksheet(name)!.pageSetup).toMatchObject({ orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 })
  })

  test('keeps codes and phones as text down the whole column (XLS-02)', () => {
    const page = book.getWorksheet('人员')!
    expect([2, 3, 4, 8].map(column => page.getColumn(column).numFmt)).toEqual(['@', '@', '@', '@'])
    expect([page.getColumn(6).numFmt, page.getColumn(7).numFmt]).toEqual(['yyyy-mm-dd', '0'])
  })

  test('offers each choice from the dictionary, thousands of rows down', () => {
    const rule = { type: 'list', formulae: ['字典!$A$3:$A$5'] }
    expect(book.getWorksheet('人员')!.getCell('E5').dataValidation).toMatchObject(rule)
    expect(book.getWorksheet('人员')!.getCell('E20003').dataValidation).toMatchObject(rule)
    const dictionary = book.getWorksheet('字典')!
    expect([2, 3, 4, 5].map(row => dictionary.getCell(row, 1).value)).toEqual(['人员·类别', '党员', '群众', '村（社区）干部'])
    expect(dictionary.getRow(1).hidden).toBe(true)
  })

  test('comes back empty: its sample, total and foot are no rows', async () => {
    const reading = await readWorkbook(await writeTemplate([people, places]), [people, places])
    expect(reading.readings.map(({ rows, errors, total }) => ({ rows, errors, total }))).toEqual([
      { rows: [], errors: [], total: 0 },
      { rows: [], errors: [], total: 0 },
    ])
    expect(reading.oldTemplate).toBe(false)
  })

  test('of yesterday is recognised, and still read', async () => {
    const newer = defineSheet({
      name: people.name,
      title: people.title,
      keyOf: row => String(row.code),
      columns: [...people.columns, { key: 'extra', header: '新列', kind: 'text', note: '', sample: '' }],
    })
    const reading = await readWorkbook(await filled(['1', 'R001', '李四']), [newer])
    expect(reading.oldTemplate).toBe(true)
    expect(reading.of(newer)!.rows[0]?.values).toMatchObject({ code: 'R001', extra: null })
  })
})

describe('what comes out goes in again', () => {
  const code = fc.stringMatching(/^[0-9A-Z-]{1,20}$/).filter(text => !/^-+$/.test(text))
  const han = fc.constantFrom(...'张李区冼单曾㙟𠮷䶮〇欧阳')
  const name = fc
    .tuple(fc.string({ unit: han, minLength: 2, maxLength: 6 }), fc.option(fc.string({ unit: han, minLength: 1, maxLength: 4 })))
    .map(([first, last]) => (last ? `${first}·${last}` : first))
  const day = fc
    .oneof(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 61, max: 73415 })) // from 1900-01-01, and from where programs agree
    .map(serial => new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10))
  const odd = fc.constantFrom(
    '=1+1',
    '+86',
    '-5',
    '@SUM(A1)',
    '0012',
    '1e5',
    'TRUE',
    '_x0041_',
    'a<b>&"c"',
    '第一行\n第二行',
    '12345678901234567890',
    '𠮷家·3号',
    '合 计 表',
    '#N/A',
    '  两 端  ',
  )
  const text = fc.oneof(
    odd,
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...'\t\r\n_x0D=+-@\'"<>&;１２３　'), maxLength: 12 }),
  )
  const person: fc.Arbitrary<Person> = fc.record({
    code,
    name,
    phone: fc.option(fc.constantFrom('19900001234', '075700001234')),
    kind: fc.option(fc.constantFrom('党员', '群众', '村（社区）干部')),
    joinedOn: fc.option(day),
    households: fc.option(fc.nat(99_999)),
    units: fc.option(fc.uniqueArray(code, { minLength: 1, maxLength: 4 })),
    remark: fc.option(text),
  })

  test('whatever the names, days and leading zeros', async () => {
    const property = fc.asyncProperty(fc.uniqueArray(person, { selector: row => row.code, maxLength: 8 }), async rows => {
      // what has been read once is as clean as it gets: it must come back unchanged
      const first = await readPeople(await writeExport([rowsOf(people, rows)], {}))
      const again = await readPeople(
        await writeExport(
          [
            rowsOf(
              people,
              first.rows.map(row => row.values),
            ),
          ],
          {},
        ),
      )
      expect(again.errors).toEqual([])
      expect(again.rows.map(row => row.values)).toEqual(first.rows.map(row => row.values))
      // and apart from free text, the first reading changes nothing at all
      expect(first.errors.every(error => error.header === '备注')).toBe(true)
      const wrong = new Set(first.errors.map(error => error.row))
      const kept = rows.filter((_row, at) => !wrong.has(at + 4)).map(({ remark: _, ...rest }) => rest)
      expect(first.rows.map(({ values: { remark: _, ...rest } }) => rest)).toEqual(kept)
    })
    await fc.assert(property, { numRuns: 60, endOnFailure: true })
  })

  test('text that a program could run stays text', async () => {
    const remarks = ['=HYPERLINK("http://x")', '+1', '-1', '@A1', '\t=1', '_x0041_', '0012']
    const file = await writeExport(
      [
        rowsOf(
          people,
          remarks.map((remark, at) => aPerson({ code: `R${at}`, remark })),
        ),
      ],
      {},
    )
    const page = (await opened(file)).getWorksheet('人员')!
    const cells = remarks.map((_, at) => page.getCell(4 + at, 9))
    expect(cells.map(cell => typeof cell.value)).toEqual(remarks.map(() => 'string'))
    expect(cells.every(cell => cell.formula === undefined)).toBe(true)
    expect(cells[5]!.value).toBe('_x0041_')
    expect(page.getCell('F4').value).toEqual(new Date('2005-12-20T00:00:00Z'))
  })

  test('an export says who made it and when, at the foot of every page', async () => {
    const stamp = '导出人：王五 & 赵六　2026年1月5日 15:30　用途：换届'
    const file = await writeExport([rowsOf(people, [aPerson()])], { reportedBy: '西樵镇', reportedOn: '2026年1月5日', stamp })
    const page = (await opened(file)).getWorksheet('人员')!
    expect(page.headerFooter.oddFooter).toContain('王五 && 赵六')
    expect(page.getCell('A7').value).toBe(stamp)
    expect(page.getCell('A2').value).toBe('填报单位：西樵镇')
    expect(await readPeople(file)).toMatchObject({ total: 1, errors: [] })
  })

  test('CSV has a byte order mark, and nothing in it runs', () => {
    const rows = [
      aPerson({ remark: '=1+1' }),
      aPerson({ remark: '@x' }),
      aPerson({ remark: '\ty' }),
      aPerson({ remark: '-2+3' }),
      aPerson({ remark: '说"好",行' }),
      aPerson({ remark: '-5' }),
    ]
    const lines = writeCsv(rowsOf(people, rows)).split('\r\n')
    expect(lines[0]).toBe('\ufeff编码,姓名,电话,类别,加入日期,联系户数,覆盖单元,备注')
    expect(lines.slice(1, 7).map(line => line.slice(line.lastIndexOf('02,') + 3))).toEqual([
      "'=1+1",
      "'@x",
      "'\ty",
      "'-2+3",
      '"说""好"",行"',
      '-5',
    ])
  })
})

test('20,000 rows go out and come in well under a minute of work', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => aPerson({ code: `R${at}`, remark: `第${at}号` }))
  const began = process.cpuUsage()
  const reading = await readPeople(await writeExport([rowsOf(people, rows)], {}))
  // Processor time and not the clock, which also counts what else the machine does.
  const { user, system } = process.cpuUsage(began)
  expect(reading.rows).toHaveLength(20_000)
  expect(reading.rows[19_999]!.values).toEqual(rows[19_999])
  expect((user + system) / 1e6).toBeLessThan(30)
})

/** Workbooks written apart (另开线程生成表格): the same file as here, and the server is free meanwhile. */
import { performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { entriesOf } from '../../../tests/support/unzip.ts'
import { xlsxParts, zipOf } from '../../../tests/support/zip.ts'
import { writeErrorWorkbook, writeExport } from './workbook-apart.ts'
import * as errors from './workbook-errors.ts'
import { aPerson, people, readPeople } from './workbook.samples.ts'
import * as writing from './workbook-write.ts'
import { rowsOf } from './workbook.ts'

const rows = (count: number) => Array.from({ length: count }, (_, at) => aPerson({ code: `P${at}`, remark: `第${at}行` }))
const around = { reportedBy: '西樵镇', stamp: '导出：测试' }

/** What is in the file, but for the second in which it was written. */
async function contentsOf(file: Buffer) {
  const { 'docProps/core.xml': when, ...parts } = await entriesOf(file)
  expect(when).toContain('created')
  return parts
}

test('an export of many rows is the file that it would be if written here', async () => {
  const pages = [rowsOf(people, rows(600))]
  const here = await contentsOf(await writing.writeExport(pages, around))
  expect(here['xl/sharedStrings.xml']).toContain('第599行')
  expect(await contentsOf(await writeExport(pages, around))).toEqual(here)
})

test('so is a long workbook with its errors', async () => {
  const file = await writing.writeExport([rowsOf(people, [...rows(2_000), aPerson({ name: '' })])], around)
  const { errors: found } = await readPeople(file)
  expect(file.length, 'long enough for a thread').toBeGreaterThan(40_000)
  const here = await contentsOf(await errors.writeErrorWorkbook(file, [people], found))
  expect(here['xl/sharedStrings.xml']).toContain('错误原因')
  expect(await contentsOf(await writeErrorWorkbook(file, [people], found))).toEqual(here)
})

test('of several at once one is written at a time, in their order; one that fails keeps nobody from theirs', async () => {
  const done: number[] = []
  const ask = async (count: number) => {
    const file = await writeExport([rowsOf(people, rows(count))], around)
    done.push((await readPeople(file)).total)
  }
  const broken = [...rows(600), { ...aPerson(), remark: (() => 'no thread takes it') as never }]
  const long = ask(4_000)
  const fails = expect(writeExport([rowsOf(people, broken)], around)).rejects.toThrow('could not be cloned')
  await Promise.all([long, fails, ask(700), ask(600)])
  expect(done, 'side by side the short ones would come first').toEqual([4_000, 700, 600])
})

test('while five thousand rows are written the server is free for most of the time', async () => {
  const pages = [rowsOf(people, rows(5_000))]
  const before = performance.eventLoopUtilization()
  await writeExport(pages, around)
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5)
})

const longRows = Array.from({ length: 5_000 }, (_, at) => `<row r="${at + 2}">${'<c t="s"><v>2</v></c>'.repeat(8)}</row>`).join('')

test.each([
  ['one row at the very end', '<row r="1048576"><c t="s"><v>2</v></c></row>'],
  ['forty thousand cells that say the same', longRows],
])(
  'a short file that makes long work goes to the thread: %s',
  async (_what, rows) => {
    const head = '<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    const file = zipOf(xlsxParts(head + rows, { strings: '<si><t>编码</t></si><si><t>姓名</t></si><si><t>甲</t></si>' }))
    expect(file.length).toBeLessThan(40_000)
    const before = performance.eventLoopUtilization()
    await writeErrorWorkbook(file, [people], [])
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5)
  },
  60_000,
)

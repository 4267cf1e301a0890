/** Sample sheets and workbooks for the tests of reading and writing (表格样例). */
import { describeError, defineSheet, type RowOf } from '../shared/sheet.ts'
import { newBook } from './workbook-write.ts'
import { readWorkbook, writeTemplate } from './workbook.ts'

export const people = defineSheet({
  name: '人员',
  title: '人员台账',
  columns: [
    { key: 'code', header: '编码', kind: 'code', required: true, note: '一人一个，不重复。', sample: 'R000' },
    { key: 'name', header: '姓名', kind: 'name', required: true, personal: true, note: '写全名。', sample: '张三' },
    { key: 'phone', header: '电话', kind: 'phone', personal: true, note: '手机或座机。', sample: '19900000000' },
    { key: 'kind', header: '类别', kind: 'choice', choices: ['党员', '群众', '村（社区）干部'], note: '从下拉框选。', sample: '群众' },
    { key: 'joinedOn', header: '加入日期', kind: 'day', note: '', sample: '2020-01-05' },
    { key: 'households', header: '联系户数', kind: 'integer', least: 0, note: '', sample: '10' },
    { key: 'units', header: '覆盖单元', kind: 'codes', note: '', sample: '01、02' },
    { key: 'remark', header: '备注', kind: 'text', note: '', sample: '无' },
  ],
  keyOf: row => row.code,
})
export const places = defineSheet({
  name: '阵地',
  title: '阵地台账',
  columns: [
    { key: 'code', header: '编码', kind: 'code', required: true, note: '', sample: 'Z000' },
    { key: 'kind', header: '类别', kind: 'choice', required: true, choices: ['红房子', '主题公园'], note: '', sample: '红房子' },
  ],
  keyOf: row => row.code,
})
export type Person = RowOf<typeof people>

export const aPerson = (over: Partial<Person> = {}): Person => ({
  code: 'R001',
  name: '李四',
  phone: '19900001234',
  kind: '党员',
  joinedOn: '2005-12-20',
  households: 10,
  units: ['440605122048-01', '440605122048-02'],
  remark: null,
  ...over,
})

export type Book = Awaited<ReturnType<typeof newBook>>
export async function opened(bytes: Buffer): Promise<Book> {
  const book = await newBook()
  await book.xlsx.load(bytes as never)
  return book
}
export const saved = async (book: Book) => Buffer.from(await book.xlsx.writeBuffer())
/** The template with these rows typed below its header, as a person would. */
export async function filled(...rows: unknown[][]): Promise<Buffer> {
  const book = await opened(await writeTemplate([people]))
  rows.forEach((row, at) => row.forEach((value, column) => (book.getWorksheet('人员')!.getCell(5 + at, column + 1).value = value as never)))
  return saved(book)
}
export const readPeople = async (bytes: Uint8Array) => (await readWorkbook(bytes, [people])).of(people)!
export const says = (reading: { errors: Parameters<typeof describeError>[0][] }) => reading.errors.map(describeError)

import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { xlsxParts, zipOf, type ZipEntry } from '../../../tests/support/zip.ts'
import { Problem } from '../shared/problem.ts'
import { defineSheet } from '../shared/sheet.ts'
import { readWorkbook } from './workbook.ts'

const people = defineSheet({
  name: '人员',
  title: '人员台账',
  columns: [
    { key: 'code', header: '编码', kind: 'code', required: true, note: '', sample: 'R1' },
    { key: 'name', header: '姓名', kind: 'name', required: true, note: '', sample: '张三' },
  ],
  keyOf: row => row.code,
})

const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const row = (...cells: string[]) => `<row>${cells.map(inline).join('')}</row>`
const good = row('编码', '姓名') + row('R1', '李四')
const megabyte = 1024 * 1024

/** Deflated zeros: `size` bytes from about a thousandth of it, made once and cheap to repeat. */
const zeros = (size: number) => deflateRawSync(Buffer.alloc(size), { level: 1 })
const withPart = (...parts: ZipEntry[]) => zipOf([...xlsxParts(good), ...parts])
const replaced = (name: string, part: Partial<ZipEntry>) =>
  zipOf(xlsxParts(good).map(entry => (entry.name === name ? { ...entry, ...part } : entry)))

async function refusal(file: Uint8Array) {
  const began = performance.now()
  const memory = process.memoryUsage.rss()
  const found = await readWorkbook(file, [people]).then(
    () => 'accepted',
    (error: unknown) => error,
  )
  expect(found).toBeInstanceOf(Problem)
  expect(performance.now() - began).toBeLessThan(2000)
  expect(process.memoryUsage.rss() - memory).toBeLessThan(100 * megabyte)
  return { status: (found as Problem).kind.status, detail: (found as Problem).detail }
}

test('an honest file is read', async () => {
  const reading = (await readWorkbook(zipOf(xlsxParts(good)), [people])).of(people)
  expect(reading).toMatchObject({ total: 1, errors: [], rows: [{ row: 2, values: { code: 'R1', name: '李四' } }] })
})

describe('the wrong file is named for what it is', () => {
  const ole = (content: string) =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from(content, 'utf16le')])
  test.each([
    ['a program renamed to .xlsx', /程序/, Buffer.from('MZ\u0090\0 This program cannot be run in DOS mode')],
    ['an old .xls', /旧版/, ole('Workbook')],
    ['a file with a password', /密码/, ole('EncryptedPackage')],
    ['a web page with the name of a table', /网页/, Buffer.from('<html><table><tr><td>编码</td></tr></table></html>')],
    ['a CSV', /另存为.xlsx/, Buffer.from('编码,姓名\r\nR1,李四')],
    ['nothing', /空文件/, Buffer.alloc(0)],
    ['a zip of something else', /不是Excel/, zipOf([{ name: 'readme.txt', data: 'hello' }])],
    ['a workbook with macros', /宏/, withPart({ name: 'xl/vbaProject.bin', data: 'x' })],
    ['an encrypted entry', /密码/, withPart({ name: 'xl/extra.xml', data: 'x', encrypted: true })],
  ])('%s', async (_why, words, file) => expect(await refusal(file)).toEqual({ status: 415, detail: expect.stringMatching(words) }))
})

describe('a hostile file meets a limit', () => {
  const lying = { deflated: zeros(300 * megabyte), claims: 5000, data: '' }
  test.each([
    [
      'a sheet of 1 GB, as its directory admits',
      413,
      () => withPart({ name: 'xl/big.xml', data: '', deflated: zeros(megabyte), claims: 1024 * megabyte }),
    ],
    [
      'parts that together make 10 GB from 42 kB',
      413,
      () =>
        withPart(
          ...Array.from({ length: 20 }, (_, at) => ({ name: `xl/p${at}.xml`, data: '', deflated: zeros(1000), claims: 512 * megabyte })),
        ),
    ],
    [
      'a part 500 times its size',
      413,
      () => withPart({ name: 'xl/media/flat.xml', data: '', deflated: zeros(100 * megabyte), claims: 100 * megabyte }),
    ],
    ['a sheet that claims 5 kB and inflates to 300 MB', 422, () => replaced('xl/worksheets/sheet1.xml', lying)],
    ['shared texts that claim 5 kB and inflate to 300 MB', 422, () => replaced('xl/sharedStrings.xml', lying)],
    [
      '100,000 entries',
      413,
      () => withPart(...Array.from({ length: 60_000 }, (_, at) => ({ name: `x/${at}`, data: '', deflated: Buffer.alloc(0) }))),
    ],
    ['a zip within', 422, () => withPart({ name: 'xl/inner.zip', data: 'PK' })],
    ['a workbook embedded in the workbook', 422, () => withPart({ name: 'xl/embeddings/oleObject1.bin', data: 'x' })],
    ['a path out of the folder', 422, () => withPart({ name: '../../etc/passwd', data: 'x' })],
    ['an absolute path', 422, () => withPart({ name: '/etc/passwd', data: 'x' })],
    ['a symbolic link', 422, () => withPart({ name: 'xl/link', data: '/etc/passwd', mode: 0o120777 })],
    ['the same part twice', 422, () => withPart({ name: 'xl/worksheets/sheet1.xml', data: '<worksheet/>' })],
    ['a file cut off on the way', 422, () => zipOf(xlsxParts(good)).subarray(0, 700)],
    ['XML that is none', 422, () => replaced('xl/worksheets/sheet1.xml', { data: '<worksheet><sheetData><row>' })],
    [
      'entities that multiply',
      422,
      () =>
        replaced('xl/sharedStrings.xml', {
          data: '<!DOCTYPE sst [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>',
        }),
    ],
    ['tags nested without end', 413, () => zipOf(xlsxParts('<a>'.repeat(100_000)))],
    [
      'one text of 30 MB',
      413,
      () => zipOf(xlsxParts(row('编码', '姓名') + row(Array.from({ length: 3_000_000 }, (_, at) => at).join(' ')))),
    ],
    ['a comment of 30 MB', 413, () => zipOf(xlsxParts(`<!--${Array.from({ length: 3_000_000 }, (_, at) => at).join(' ')}-->`))],
    ['more rows than any ledger has', 413, () => zipOf(xlsxParts(row('编码', '姓名') + row('R1', '李四').repeat(50_001)))],
    ['twenty-one megabytes', 413, () => Buffer.concat([zipOf(xlsxParts(good)), Buffer.alloc(21 * megabyte)])],
  ])('%s', async (_why, status, make) => expect(await refusal(make())).toEqual({ status, detail: expect.stringMatching(/。$/) }))

  test('a merged range of seventeen billion cells costs nothing', async () => {
    const parts = xlsxParts(`${good}</sheetData><mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells><sheetData>`)
    expect((await readWorkbook(zipOf(parts), [people])).of(people)?.rows).toHaveLength(1)
  })
})

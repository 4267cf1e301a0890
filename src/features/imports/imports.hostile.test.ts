/** Hostile and mistaken files (坏文件) at the door: each is refused in a sentence, and leaves nothing behind. */
import { deflateRawSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { aStaffedVillage } from '#features/requests/requests.samples.ts'
import { xlsxMediaType } from '#platform/server/workbook.ts'
import { identityOf, useApp } from '../../../tests/support/app.ts'
import { xlsxParts, zipOf, type ZipEntry } from '../../../tests/support/zip.ts'

const app = useApp()
const megabyte = 1024 * 1024
let townClerk = ''
beforeAll(async () => {
  townClerk = (await aStaffedVillage(app.owner)).townClerk
})

const withPart = (...parts: ZipEntry[]) => zipOf([...xlsxParts('<row><c t="inlineStr"><is><t>编码</t></is></c></row>'), ...parts])
const zeros = (size: number) => deflateRawSync(Buffer.alloc(size), { level: 1 })

test.each([
  // what it is, the file, status, words
  ['a program renamed to .xlsx', () => Buffer.from('MZ\u0090\0 This program cannot be run in DOS mode'), 415, /这是程序，不是表格/],
  [
    'a zip bomb',
    () => withPart({ name: 'xl/flat.xml', data: '', deflated: zeros(100 * megabyte), claims: 100 * megabyte }),
    413,
    /解开后太大/,
  ],
  [
    'a sheet of 1 GB',
    () => withPart({ name: 'xl/big.xml', data: '', deflated: zeros(megabyte), claims: 1024 * megabyte }),
    413,
    /解开后太大/,
  ],
  ['a file cut off on the way', () => withPart().subarray(0, 700), 422, /没有传完整/],
  [
    'a table of something else',
    () => zipOf(xlsxParts('').map(part => ({ ...part, data: String(part.data).replace('name="人员"', 'name="食谱"') }))),
    422,
    /没有找到名为.*请用下载的模板/,
  ],
  ['nothing', () => Buffer.alloc(0), 422, /改/],
] as const)('%s', async (_what, file, status, words) => {
  const answer = await app.raw({
    method: 'POST',
    url: '/api/imports',
    headers: { 'content-type': xlsxMediaType, ...identityOf(townClerk) },
    payload: file(),
  })
  const body = answer.json<{ title: string; detail: string }>()
  expect([answer.statusCode, `${body.title} ${body.detail}`]).toEqual([status, expect.stringMatching(words)])
  expect(await app.owner.selectFrom('import').selectAll().execute()).toEqual([])
})

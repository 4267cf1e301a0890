/** The gate before publication (个人信息关口): what is refused, what is masked, and what is published with an impact note. */
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { pdfOf, scannedRow, written } from '../../../tests/support/pdf.ts'
import { zipOf } from '../../../tests/support/zip.ts'
import { endpoints } from './disclosures.contract.ts'
import { aNotice, aNoticePlace } from './disclosures.samples.ts'

const app = useApp()
const idNumber = '440605198001011231'
const impact = { purpose: '让大家能打电话提意见', effect: '号码会被陌生人看到', measures: '公示期满就撤下，只公布办公手机' }

async function aGatedNotice() {
  const place = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place)
  await notice.write()
  const upload = (bytes: Uint8Array, type = 'application/octet-stream', key?: string) =>
    app.raw({
      method: 'POST',
      url: `/api/notices/${notice.id}/files`,
      headers: { 'x-test-person': place.clerk, 'content-type': type, ...(key && { 'idempotency-key': key }) },
      payload: Buffer.from(bytes),
    })
  return {
    place,
    notice,
    upload,
    findings: async () => (await app.call(place.clerk, endpoints.findings, { params: notice.params })).body.items,
    accept: (digest: string) => app.call(place.clerk, endpoints.acceptFinding, { params: { ...notice.params, digest }, body: impact }),
    submit: () => notice.step('submit', place.clerk),
  }
}

test('an identity card number in text or table is refused, shown masked, and replaced by one click', async () => {
  const { place, notice, findings, accept, submit } = await aGatedNotice()
  await notice.write({ content: `中标人身份证${idNumber}。`, table: { columns: ['姓名', '证件'], rows: [['陈*妹', idNumber]] } })
  const refused = await submit()
  expect(refused.body).toMatchObject({ type: '/problems/disclosures/personal-findings', status: 409 })
  expect(refused.body.detail).toContain('内容有身份证号')
  expect(JSON.stringify(refused.body)).not.toContain(idNumber)
  const items = await findings()
  expect(items.map(({ place: where, kind, mayBeAccepted }) => [where, kind, mayBeAccepted])).toEqual([
    ['内容', 'idNumber', false],
    ['表格第1行“证件”', 'idNumber', false],
  ])
  expect((await accept(items[0]!.digest)).body.type).toBe('/problems/disclosures/never-accepted')
  expect((await accept('0'.repeat(64))).body.type).toBe('/problems/disclosures/finding-gone')
  const masked = (await notice.step('mask', place.clerk)).body.work!.fields
  expect(masked.content).not.toContain(idNumber)
  expect(masked.table!.rows[0]![1]).not.toBe(idNumber)
  expect((await submit()).status).toBe(200)
})

test('a number spread over the cells of a row is found', async () => {
  const { notice, findings, submit } = await aGatedNotice()
  await notice.write({ table: { columns: ['前段', '中段', '后段'], rows: [['440605', '19800101', '1231']] } })
  expect(await findings()).toMatchObject([{ place: '表格第1行', kind: 'idNumber' }])
  expect((await submit()).status).toBe(409)
})

test('a telephone number is published only with an impact note, which is kept for three years', async () => {
  const { place, notice, findings, accept, submit } = await aGatedNotice()
  const content = '有意见请打村主任手机13800138000。'
  await notice.write({ content })
  expect((await submit()).status).toBe(409)
  const [item] = await findings()
  expect(item).toMatchObject({ kind: 'phone', mayBeAccepted: true, accepted: false, masked: '138****8000' })
  expect((await accept(item!.digest)).body.items).toMatchObject([{ accepted: true }])
  const note = await app.owner.selectFrom('noticeFinding').where('noticeId', '=', notice.id).selectAll().executeTakeFirstOrThrow()
  expect(note).toMatchObject({ ...impact, kind: 'phone', acceptedBy: place.clerk, acceptedOn: '2026-03-02', keepUntil: '2029-03-02' })
  const actor = await app.person(place.clerk)
  await expect(
    app.as(actor, ({ db }) => db.deleteFrom('noticeFinding').execute()),
    'nothing deletes it',
  ).rejects.toThrow(/permission denied/)
  expect((await submit()).status).toBe(200)
  expect((await notice.step('sendBack', place.supervisor)).status).toBe(200)
  await notice.write({ content: '有意见请打村主任手机13900139000。' })
  expect((await submit()).status, 'another number is another finding').toBe(409)
})

const word = (text: string) =>
  zipOf([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: '_rels/.rels', data: '<Relationships/>' },
    { name: 'word/document.xml', data: `<w:document><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>` },
  ])
async function sheet(text: string) {
  const book = new exceljs.Workbook()
  book.addWorksheet('名单').addRow(['陈*妹', text])
  return new Uint8Array(await book.xlsx.writeBuffer())
}

test.each([
  ['docx', () => word(`中标人${idNumber}`)],
  ['xlsx', () => sheet(idNumber)],
  ['pdf', () => pdfOf([written(`ID ${idNumber}`)])],
] as const)('a number in the text of a %s is found, and gone with the file', async (_kind, make) => {
  const { place, notice, upload, findings, submit } = await aGatedNotice()
  const answer = await upload(await make())
  expect(answer.statusCode).toBe(200)
  await notice.write({ noAttachments: false })
  expect(await findings()).toMatchObject([{ kind: 'idNumber', place: expect.stringContaining('附件“附件”') as string }])
  expect((await submit()).status).toBe(409)
  const [file] = (await notice.read()).work!.files
  const params = { ...notice.params, fileId: file!.id }
  expect((await app.call(null, endpoints.file, { params })).status, 'nobody reads it before').toBe(404)
  expect((await app.call(place.clerk, endpoints.detach, { params })).body.work!.files).toEqual([])
  expect((await app.call(place.clerk, endpoints.detach, { params })).status).toBe(404)
  expect(await findings()).toEqual([])
})

test('a number in the invisible text layer of a scanned table is refused, and neither a note nor a click lets it pass', async () => {
  const { place, notice, upload, findings, accept, submit } = await aGatedNotice()
  await upload(pdfOf([scannedRow(['1', 'Li Ming', idNumber])]))
  await notice.write({ noAttachments: false })
  const items = await findings()
  expect(items.map(({ kind, place: where, mayBeAccepted }) => [kind, where, mayBeAccepted])).toEqual([
    ['idNumber', '附件“附件”第1页', false],
    ['unread', '附件“附件”第1页的图片', true],
  ])
  // the picture a person can look at; the number behind it stays refused
  expect((await accept(items[1]!.digest)).status).toBe(200)
  expect((await accept(items[0]!.digest)).body.type).toBe('/problems/disclosures/never-accepted')
  await notice.step('mask', place.clerk)
  const refused = await submit()
  expect(refused.body).toMatchObject({ type: '/problems/disclosures/personal-findings', status: 409 })
  expect(refused.body.detail).toContain('身份证号')
  expect(JSON.stringify([items, refused.body])).not.toContain(idNumber)
  expect((await notice.read(null)).type, 'nothing of it is public').toBe('/problems/not-found')
})

test('a page that no program can read waits for a person’s note', async () => {
  const { notice, upload, findings, accept, submit } = await aGatedNotice()
  await upload(pdfOf(['0 0 100 100 re f']))
  await notice.write({ noAttachments: false })
  const [item] = await findings()
  expect(item).toMatchObject({ kind: 'unread', place: '附件“附件”', mayBeAccepted: true })
  expect((await submit()).status).toBe(409)
  await accept(item!.digest)
  expect((await submit()).status).toBe(200)
})

test('only documents are attached, and a published one is everyone’s as it was', async () => {
  const { notice, upload } = await aGatedNotice()
  expect((await upload(Buffer.from('GIF89a'))).json()).toMatchObject({ type: '/problems/disclosures/file-unknown', status: 422 })
  expect((await upload(word('附表'), 'text/plain')).statusCode).toBe(415)
  const bytes = word('三口鱼塘的位置图说明')
  await upload(bytes)
  await notice.goOut({ noAttachments: false })
  const [file] = (await notice.read(null)).versions[0]!.content!.files
  const answer = await app.raw({ method: 'GET', url: `/api/notices/${notice.id}/files/${file!.id}` })
  expect([answer.statusCode, Buffer.compare(answer.rawPayload, bytes)]).toEqual([200, 0])
  expect((await upload(bytes)).statusCode, 'published is published').toBe(409)
})

test('an attachment sent again with its key is one; without a key, or with another, it is another', async () => {
  const { notice, upload } = await aGatedNotice()
  const [bytes, key] = [word('位置图说明'), 'attachment-0001']
  const sent = [await upload(bytes, undefined, key), await upload(bytes, undefined, key)]
  expect(sent.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  expect((await notice.read()).work!.files).toHaveLength(1)
  expect((await upload(word('另一份'), undefined, key)).json()).toMatchObject({ status: 422, type: '/problems/key-reused' })
  await upload(bytes)
  expect((await notice.read()).work!.files).toHaveLength(2)
})

test('a correction goes without an attachment of the version before, which keeps it', async () => {
  const { place, notice, upload } = await aGatedNotice()
  await upload(word('旧的附表'))
  await notice.goOut({ noAttachments: false })
  await notice.step('correct', place.clerk, { reason: '附表作废' })
  const [file] = (await notice.read()).work!.files
  await app.call(place.clerk, endpoints.detach, { params: { ...notice.params, fileId: file!.id } })
  await notice.write({ noAttachments: true })
  await notice.step('submit', place.clerk)
  await notice.publish()
  expect((await notice.read(null)).versions.map(({ content }) => content!.files.length)).toEqual([1, 0])
  expect((await app.raw({ method: 'GET', url: `/api/notices/${notice.id}/files/${file!.id}` })).statusCode).toBe(200)
})

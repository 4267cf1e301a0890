/** Attachments of voting meetings (会议附件): added, read by who reads the roll, listed in the minutes; over HTTP. */
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { pdfOf, written } from '../../../tests/support/pdf.ts'
import { entriesOf } from '../../../tests/support/unzip.ts'
import { zipOf } from '../../../tests/support/zip.ts'
import { endpoints } from './votes.contract.ts'
import { aMeeting, aRegister, named } from './votes.meeting.samples.ts'

const app = useApp()
const pdf = pdfOf([written('Plan')])
const docx = zipOf([{ name: 'word/document.xml', data: '<w/>' }])

async function aTabled() {
  const at = await aRegister(app, 3)
  const meeting = await aMeeting(app, at)
  const ballotId = (await meeting.table()).body.items[0]!.id
  const attach = (bytes: Uint8Array, { who = at.director, ...query }: { who?: string; ballotId?: string } = {}) =>
    app.call(
      who,
      endpoints.attach,
      { params: meeting.params, query, body: Buffer.from(bytes) },
      { 'content-type': 'application/octet-stream' },
    )
  const read = (fileId: string, who: string) =>
    app.raw({ method: 'GET', url: `/api/voting-meetings/${meeting.id}/files/${fileId}`, headers: { 'x-test-person': who } })
  return { at, meeting, ballotId, attach, read }
}

test('a plan, the contract of one matter and a photo of the wall are added, read by who reads the roll, and lie sealed', async () => {
  const { at, meeting, ballotId, attach, read } = await aTabled()
  expect((await meeting.read()).files, 'none is ever asked for').toEqual([])
  await attach(pdf)
  await attach(docx, { ballotId })
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a00' } })
    .withExif({ IFD0: { Make: 'Camera' } })
    .png()
    .toBuffer()
  const { files } = (await attach(photo)).body
  expect(files.map(({ mediaType, ballotId: of }) => [mediaType.slice(-9), of])).toEqual([
    ['ation/pdf', null],
    ['.document', ballotId],
    ['mage/jpeg', null],
  ])
  for (const who of [at.director, at.supervisor, at.townClerk]) {
    const answers = await Promise.all(files.map(({ id }) => read(id, who)))
    for (const [index, { statusCode, rawPayload }] of answers.entries())
      expect([statusCode, createHash('sha256').update(rawPayload).digest('hex')], who).toEqual([200, files[index]!.digest])
    expect(answers[2]!.rawPayload.includes('Camera'), 'nothing of the camera').toBe(false)
  }
  const kept = await app.owner.selectFrom('votingFile').where('meetingId', '=', meeting.id).select('bytesSealed').execute()
  expect(kept.some(({ bytesSealed }) => bytesSealed.includes('%PDF') || bytesSealed.includes(pdf.toString('base64')))).toBe(false)
  for (const who of [await aHolder(app.owner, 'townLeader', at.town.id), await aHolder(app.owner, 'gridLeader', at.cooperative.id)]) {
    expect((await meeting.read(who)).files, 'sheets of names are for the office and the supervisors').toEqual([])
    expect((await read(files[0]!.id, who)).statusCode).toBe(404)
  }
})

test('another kind of file, another meeting’s matter, and one who does not keep the meeting are refused', async () => {
  const { at, attach } = await aTabled()
  const other = await aTabled()
  expect((await attach(Buffer.from('MZ program'))).body).toMatchObject({ type: '/problems/votes/file-unknown', status: 422 })
  expect((await attach(Buffer.from('....ftypheic....'))).body).toMatchObject({ status: 415 })
  expect((await attach(pdf, { ballotId: other.ballotId })).status).toBe(404)
  expect((await attach(pdf, { who: at.supervisor })).status).toBe(403)
  expect((await attach(pdf)).status).toBe(200)
  for (let count = 1; count < 20; count++) await attach(pdf)
  expect((await attach(pdf)).body.errors).toMatchObject([{ detail: '一次会议最多20个附件' }])
})

test('the minutes list each by name and digest, and from then on none is taken away', async () => {
  const { at, meeting, ballotId, attach } = await aTabled()
  const first = (await attach(pdf)).body.files[0]!
  const detach = (fileId: string) => app.call(at.director, endpoints.detach, { params: { ...meeting.params, fileId } })
  expect((await detach(first.id)).body.files).toEqual([])
  expect((await detach(first.id)).status).toBe(404)
  const kept = (await attach(pdf, { ballotId })).body.files[0]!
  await meeting.draw()
  await meeting.attend(3)
  await meeting.fix()
  await meeting.mark(ballotId, named(1, 3))
  await meeting.close(ballotId, { for: 3 })
  await app.call(at.director, meetings.hold, { params: meeting.params })
  const { version } = await meeting.read()
  const match = { 'if-match': `"${version}"` }
  expect((await app.call(at.director, meetings.writeMinutes, { params: meeting.params, body: { text: '同意。' } }, match)).status).toBe(200)
  expect((await detach(kept.id)).status).toBe(409)
  const touched = await app.as(await app.person(at.director), ({ db }) =>
    db.deleteFrom('votingFile').where('id', '=', kept.id).executeTakeFirst(),
  )
  expect(touched.numDeletedRows, 'nor past the action').toBe(0n)
  const { rawPayload } = await app.raw({
    method: 'GET',
    url: `/api/voting-meetings/${meeting.id}/document`,
    headers: { 'x-test-person': at.director },
  })
  const words = (await entriesOf(rawPayload))['word/document.xml']!.replaceAll(/<[^>]+>/g, '')
  expect(words).toContain(`五、附件附件（第1项），摘要（SHA-256）：${kept.digest}。`)
  // A late paper is still taken in.
  expect((await attach(docx)).body.files).toHaveLength(2)
})

/** Attacks on signatures (签名核对): photographs of names, who may look at them and until when; and many at once. */
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { endpoints as meetingEndpoints } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember, aPlan } from '#features/meetings/meetings.samples.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aSheet } from '../../../tests/support/sheets.ts'
import { endpoints } from './signatures.contract.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })
/** Not among the papers of other tests. */
let paper = 500

async function aSigningMeeting(title = '第一季度党员大会') {
  const at = await aBranch(app.owner)
  const member = await aMember(app.owner, at.village.id, '陈大妹')
  const { body: made } = await app.call(at.secretary, meetingEndpoints.create, { body: aPlan(at.branchId, { title }) })
  const params = { meetingId: made.id }
  await app.call(at.secretary, meetingEndpoints.enterNames, { params, body: { text: '区永康\n陈大妹' } }, match(1))
  const { body: signing } = await app.call(at.secretary, endpoints.setText, { params, body: { text: '同意。' } }, match(0))
  const bring = (photo: Buffer) =>
    app.call(at.secretary, endpoints.bring, { params, query: { code: signing.code! }, body: photo }, { 'content-type': 'image/jpeg' })
  return { at, member, params, signing, bring }
}
const freshPaper = () => aSheet({ print: (paper += 1), hands: 1000 + paper })
const again = (photo: Buffer) => sharp(photo).rotate(2, { background: '#888888' }).resize(800).jpeg({ quality: 60 }).toBuffer()
const picture = (by: string, sheetId: string) =>
  app.raw({ method: 'GET', url: `/api/signature-sheets/${sheetId}/picture`, headers: { 'x-test-person': by } })

test('a Party meeting’s sheet is not for the cooperative’s director, whatever number of it he knows', async () => {
  const { at, bring } = await aSigningMeeting()
  const brought = await bring(await freshPaper())
  const director = await aHolder(app.owner, 'cooperativeDirector', at.cooperative.id)
  expect((await picture(at.secretary, brought.body.id)).statusCode).toBe(200)
  for (const who of [director, at.gridLeader]) expect((await picture(who, brought.body.id)).statusCode).toBeOneOf([403, 404])
  await addPost(app.owner, director, 'supervisor', at.village.id)
  expect((await picture(director, brought.body.id)).statusCode, 'supervisors look on').toBe(200)
})

test('another village’s sheet is shown for the comparison, and no longer once it is decided', async () => {
  const there = await aSigningMeeting('别村的会')
  const photo = await freshPaper()
  const original = await there.bring(photo)
  const here = await aSigningMeeting()
  const suspect = await here.bring(await again(photo))
  expect(suspect.body).toMatchObject({ state: 'underComparison', resembles: { id: original.body.id } })
  expect((await picture(here.at.villageSecretary, original.body.id)).statusCode).toBe(200)
  const director = await aHolder(app.owner, 'cooperativeDirector', here.at.cooperative.id)
  expect((await picture(director, original.body.id)).statusCode, 'nobody asks him').toBeOneOf([403, 404])
  for (const who of [here.at.villageSecretary, here.at.townClerk])
    expect((await app.call(who, endpoints.compare, { params: { sheetId: suspect.body.id }, body: { verdict: 'different' } })).status).toBe(
      200,
    )
  expect((await app.call(here.at.secretary, endpoints.get, { params: here.params })).body.sheets).toMatchObject([{ state: 'accepted' }])
  expect((await picture(here.at.villageSecretary, original.body.id)).statusCode).toBe(403)
  expect((await picture(there.at.villageSecretary, original.body.id)).statusCode, 'its own village keeps it').toBe(200)
})

test('a photo that is a page or an archive as well is kept as a photo alone', async () => {
  const { at, bring } = await aSigningMeeting()
  const photo = Buffer.concat([await freshPaper(), Buffer.from('PK\u0003\u0004<script>alert(1)</script>')])
  const brought = await bring(photo)
  expect(brought.body.state).toBe('accepted')
  const { rawPayload, headers } = await picture(at.secretary, brought.body.id)
  expect([rawPayload.includes('<script>'), headers['content-type'], headers['x-content-type-options']]).toEqual([
    false,
    'image/jpeg',
    'nosniff',
  ])
})

test('many approve while the text is changed: each is told, none breaks', async () => {
  const { at, member, params, signing } = await aSigningMeeting()
  const withCode = { kind: 'subject', townId: 1, personId: member } as const
  for (let round = 1; round <= 5; round += 1) {
    const { body: now } = await app.call(at.secretary, endpoints.get, { params })
    const approve = () => app.call(withCode, endpoints.approve, { params, body: { digest: now.text!.digest } })
    const change = app.call(at.secretary, endpoints.setText, { params, body: { text: `同意，第${round}稿。` } }, match(now.version))
    const answers = await Promise.all([approve(), approve(), change, approve(), approve(), approve()])
    expect(answers.map(({ status }) => status).filter(status => status !== 200 && status !== 409)).toEqual([])
  }
  expect(signing.version).toBe(1)
})

/** Signatures (签名核对): a text and who approved it, sheets brought in and compared; over HTTP. */
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { endpoints as meetingEndpoints } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember, aPlan, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { subjectPass } from '#features/rights/rights.pass.actions.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aSheet } from '../../../tests/support/sheets.ts'
import { signaturesOf } from './signatures.actions.ts'
import { endpoints } from './signatures.contract.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })
const resolution = '同意把村口鱼塘租给养殖合作社，租期五年。'
/** No two tests may bring the same paper: all share one town. */
let paper = 0

async function aSigningMeeting(at?: SampleBranch, title = '第一季度党员大会') {
  const place = at ?? (await aBranch(app.owner))
  const member = await aMember(app.owner, place.village.id, '陈大妹')
  const { body: made } = await app.call(place.secretary, meetingEndpoints.create, { body: aPlan(place.branchId, { title }) })
  const params = { meetingId: made.id }
  await app.call(place.secretary, meetingEndpoints.enterNames, { params, body: { text: '区永康\n陈大妹' } }, match(1))
  const { body: signing } = await app.call(place.secretary, endpoints.setText, { params, body: { text: resolution } }, match(0))
  return { at: place, member, params, signing, code: signing.code! }
}

const bring = (who: string, params: { meetingId: string }, code: string, photo: Buffer, headers: Record<string, string> = {}) =>
  app.call(who, endpoints.bring, { params, query: { code }, body: photo }, { 'content-type': 'image/jpeg', ...headers })
const freshPaper = () => aSheet({ print: (paper += 1), hands: 1000 + paper })

test('a meeting gets a text and a code, its people approve exactly this text, and a change asks everyone again', async () => {
  const { at, member, params, signing } = await aSigningMeeting()
  expect(signing).toMatchObject({ code: expect.stringMatching(/^[A-Z]{6}$/), text: { text: resolution }, version: 1, approvals: 0 })
  expect(signing.signers.map(({ name }) => name)).toEqual(['区永康', '陈大妹'])
  const withCode = { kind: 'subject', townId: 1, personId: member } as const
  const { digest } = signing.text!
  expect((await app.call(withCode, endpoints.mine)).body.items).toMatchObject([{ text: resolution, digest, approvedAt: null }])
  expect(await app.call(withCode, endpoints.approve, { params, body: { digest } })).toMatchObject({
    status: 200,
    body: { approvedAt: '2026-03-02T01:00:00.000Z' },
  })
  expect(await app.call(at.secretary, endpoints.approve, { params, body: { digest } })).toMatchObject({ status: 200 })
  const after = await app.call(at.secretary, endpoints.get, { params })
  expect(after.body).toMatchObject({ approvals: 2, code: signing.code })

  const changed = await app.call(at.secretary, endpoints.setText, { params, body: { text: `${resolution}租金一年一付。` } }, match(1))
  expect(changed.body).toMatchObject({ approvals: 0, version: 2, code: signing.code })
  expect(await app.call(withCode, endpoints.approve, { params, body: { digest } })).toMatchObject({
    status: 409,
    body: { type: '/problems/signatures/older-text' },
  })
  const { body: again } = await app.call(withCode, endpoints.approve, { params, body: { digest: changed.body.text!.digest } })
  expect(again.approvedAt).not.toBeNull()
  const { body: read } = await app.call(at.secretary, endpoints.get, { params })
  expect(read.earlier, 'what the two approved before can still be read').toMatchObject([
    { number: 1, text: resolution, digest, approvals: 2, replacedAt: '2026-03-02T01:00:00.000Z' },
  ])
  const kept = await app.owner.selectFrom('signatureApproval').where('meetingId', '=', params.meetingId).select('how').execute()
  expect(kept.map(({ how }) => how).sort()).toEqual(['code', 'code', 'signedIn'])
})

test('someone without an account approves on the page of their own data, without script; a text changed meanwhile is not approved unseen', async () => {
  const { at, member, params, signing } = await aSigningMeeting()
  const headers = { cookie: `${subjectPass.cookie}=${subjectPass.make(app.platform.sealing, member, app.now)}` }
  const page = async () => (await app.raw({ method: 'GET', url: '/my/data', headers })).body
  const send = (digest: string) =>
    app.raw({
      method: 'POST',
      url: '/my/data',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ do: 'approveText', meeting: params.meetingId, digest }).toString(),
    })
  expect(await page()).toContain(resolution)
  await app.call(at.secretary, endpoints.setText, { params, body: { text: '另一份文字。' } }, match(1))
  const stale = await send(signing.text!.digest)
  expect([stale.statusCode, stale.body.includes('文字已经改过')]).toEqual([409, true])
  const shown = /name="digest" value="([0-9a-f]{64})"/.exec(await page())![1]!
  expect((await send(shown)).statusCode).toBe(303)
  expect(await page()).toContain('您2026年3月2日同意了')
})

test('an approval given ten times at once is one', async () => {
  const { at, params, signing } = await aSigningMeeting()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => app.call(at.secretary, endpoints.approve, { params, body: { digest: signing.text!.digest } })),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect((await app.call(at.secretary, endpoints.get, { params })).body.approvals).toBe(1)
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', params.meetingId)
    .where('name', '=', 'signatures.approve')
    .select('id')
    .execute()
  expect(events).toHaveLength(1)
})

test('two desks put the text at once: one wins, the other is told', async () => {
  const { at, params } = await aSigningMeeting()
  const put = (text: string) => app.call(at.secretary, endpoints.setText, { params, body: { text } }, match(1))
  const answers = await Promise.all([put('第一种写法。'), put('第二种写法。')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  expect(await app.call(at.secretary, endpoints.setText, { params, body: { text: '没有版本。' } })).toMatchObject({ status: 428 })
})

describe('a sheet is used once', () => {
  test('with its own code it is accepted, and keeps nothing that the camera wrote', async () => {
    const { at, params, code } = await aSigningMeeting()
    const photo = await sharp(await freshPaper())
      .withExif({ IFD0: { Make: 'SECRET-CAMERA' } })
      .jpeg()
      .toBuffer()
    expect(photo.includes('SECRET-CAMERA')).toBe(true)
    const brought = await bring(at.secretary, params, code.toLowerCase(), photo)
    expect(brought).toMatchObject({ status: 200, body: { state: 'accepted', reason: null, hasPicture: true } })
    const picture = await app.raw({
      method: 'GET',
      url: `/api/signature-sheets/${brought.body.id}/picture`,
      headers: { 'x-test-person': at.secretary },
    })
    expect(picture.headers['content-type']).toContain('image/jpeg')
    expect(picture.rawPayload.includes('SECRET-CAMERA')).toBe(false)
    const actor = await app.person(at.secretary)
    expect(await app.as(actor, context => signaturesOf(context, params.meetingId))).toEqual({
      text: resolution,
      approvals: 0,
      sheets: [{ id: brought.body.id, state: 'accepted', isOfOlderText: false }],
    })
  })

  test('last term’s sheet brought again is refused, and it is said of which meeting it is', async () => {
    const last = await aSigningMeeting(undefined, '第四季度党员大会')
    const photo = await freshPaper()
    await bring(last.at.secretary, last.params, last.code, photo)
    const now = await aSigningMeeting(last.at)
    const wrongCode = await bring(now.at.secretary, now.params, last.code, photo)
    expect(wrongCode.body).toMatchObject({
      state: 'refused',
      reason: '表上的编号是2026年3月2日“第四季度党员大会”的，不是这次会议的，没有收。',
    })
    const cheated = await bring(now.at.secretary, now.params, now.code, photo)
    expect(cheated.body).toMatchObject({
      state: 'refused',
      reason: '这份文件是2026年3月2日“第四季度党员大会”交过的签名表，没有收。',
      hasPicture: false,
    })
    expect((await bring(last.at.secretary, last.params, last.code, photo)).body.reason).toBe('这张签名表已经交过，没有再收。')
    expect(await app.call(now.at.secretary, endpoints.picture, { params: { sheetId: cheated.body.id } })).toMatchObject({ status: 404 })
  })

  test('also in another village, whose office learns no more than when it was used', async () => {
    const [here, there] = [await aSigningMeeting(), await aSigningMeeting(undefined, '讨论陈某某的处分')]
    const photo = await freshPaper()
    const first = await bring(there.at.secretary, there.params, there.code, photo)
    for (const [code, said] of [
      [here.code, '这份文件是2026年3月2日“别处的一次党组织会议”交过的签名表，没有收。'],
      [there.code, '表上的编号是2026年3月2日“别处的一次党组织会议”的，不是这次会议的，没有收。'],
    ] as const)
      expect((await bring(here.at.secretary, here.params, code, photo)).body).toMatchObject({ state: 'refused', reason: said })
    expect(await app.call(here.at.secretary, endpoints.picture, { params: { sheetId: first.body.id } })).toMatchObject({ status: 404 })
  })

  test('a code that no meeting has is refused; the sheet may come again with the right one', async () => {
    const { at, params, code } = await aSigningMeeting()
    const photo = await freshPaper()
    expect((await bring(at.secretary, params, 'XXXXXX', photo)).body).toMatchObject({
      state: 'refused',
      reason: '表上的编号和这次会议的不一样，没有收。请核对编号。',
    })
    expect((await bring(at.secretary, params, code, photo)).body).toMatchObject({ state: 'accepted' })
  })

  test('brought from five desks at once it is accepted once', async () => {
    const { at, params, code } = await aSigningMeeting()
    const photo = await freshPaper()
    const answers = await Promise.all(Array.from({ length: 5 }, () => bring(at.secretary, params, code, photo)))
    expect(answers.map(({ body }) => body.state).sort()).toEqual(['accepted', 'refused', 'refused', 'refused', 'refused'])
  })

  test('what is no photo is refused before anything else', async () => {
    const { at, params, code } = await aSigningMeeting()
    expect(await bring(at.secretary, params, code, Buffer.from('no photo'))).toMatchObject({ status: 415 })
    expect(await bring(at.secretary, params, code, Buffer.alloc(10 * 1024 * 1024 + 1, 1))).toMatchObject({ status: 413 })
    expect(await bring(at.secretary, params, '', await freshPaper())).toMatchObject({ status: 422 })
  })
})

/** Last term's sheet photographed anew and brought as this term's. */
async function aSuspectSheet() {
  const last = await aSigningMeeting(undefined, '第四季度党员大会')
  const photo = await freshPaper()
  const original = await bring(last.at.secretary, last.params, last.code, photo)
  const now = await aSigningMeeting(last.at)
  const copy = await sharp(photo)
    .rotate(2, { background: '#888888' })
    .resize(800)
    .modulate({ brightness: 0.9 })
    .jpeg({ quality: 60 })
    .toBuffer()
  const suspect = await bring(now.at.secretary, now.params, now.code, copy)
  const supervisor = await aHolder(app.owner, 'supervisor', now.at.village.id, { name: '何监督' })
  const say = (who: string, verdict: 'same' | 'different') =>
    app.call(who, endpoints.compare, { params: { sheetId: suspect.body.id }, body: { verdict } })
  return { ...now, original: original.body, suspect: suspect.body, supervisor, say }
}

describe('a sheet that looks like an earlier one waits for two people', () => {
  test('two who say that it is the same have it refused; who brought it has no say', async () => {
    const { at, suspect, original, supervisor, say } = await aSuspectSheet()
    expect(suspect).toMatchObject({
      state: 'underComparison',
      reason: '和2026年3月2日“第四季度党员大会”的签名表很像，请两个人分别比一比。',
      resembles: { id: original.id, meetingTitle: '第四季度党员大会' },
      allowedActions: ['picture'],
    })
    expect(await say(at.secretary, 'different')).toMatchObject({ status: 403 })
    expect((await say(supervisor, 'same')).body).toMatchObject({ state: 'underComparison', verdicts: [{ verdict: 'same', mine: true }] })
    expect(await say(supervisor, 'same')).toMatchObject({ status: 409 })
    expect((await say(at.villageSecretary, 'same')).body).toMatchObject({ state: 'refused' })
    expect(await say(at.townClerk, 'different')).toMatchObject({ status: 409 })
  })

  test('two who say that it is another have it accepted; a third decides where they differ', async () => {
    const { at, supervisor, say } = await aSuspectSheet()
    await say(supervisor, 'same')
    expect((await say(at.villageSecretary, 'different')).body).toMatchObject({ state: 'underComparison' })
    expect((await say(at.townClerk, 'different')).body).toMatchObject({ state: 'accepted' })
  })

  test('two who speak at the same instant both count, and one of them decides', async () => {
    const { at, params, supervisor, say } = await aSuspectSheet()
    const answers = await Promise.all([say(supervisor, 'same'), say(at.villageSecretary, 'same')])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await app.call(supervisor, endpoints.get, { params })).body.sheets).toMatchObject([{ state: 'refused', verdicts: [{}, {}] }])
  })
})

test('who does not keep the meetings of the place sees nothing, and who does not take part approves nothing', async () => {
  const { at, params, signing } = await aSigningMeeting()
  const other = await aBranch(app.owner)
  const digest = signing.text!.digest
  expect(await app.call(other.secretary, endpoints.get, { params })).toMatchObject({ status: 404 })
  expect(await app.call(at.gridLeader, endpoints.get, { params })).toMatchObject({ status: 403 })
  expect(await app.call(null, endpoints.get, { params })).toMatchObject({ status: 401 })
  expect(await app.call(at.gridLeader, endpoints.approve, { params, body: { digest } })).toMatchObject({ status: 404 })
  expect(await app.call(at.secretary, endpoints.compare, { params: { sheetId: newId() }, body: { verdict: 'same' } })).toMatchObject({
    status: 404,
  })
  await app.call(at.secretary, meetingEndpoints.cancel, { params, body: { reason: '台风' } })
  expect(await app.call(at.secretary, endpoints.setText, { params, body: { text: resolution } }, match(1))).toMatchObject({ status: 409 })
})

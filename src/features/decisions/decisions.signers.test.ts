/** Who signs at a meeting that votes (签名的人), those with a vote on its fixed roll; and what: the words that were voted; over HTTP. */
import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { endpoints as signatures } from '#features/signatures/signatures.contract.ts'
import { aMeeting, aRegister } from '#features/votes/votes.meeting.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { assembly, gateDriver, ok, refusal } from './decisions.gates.samples.ts'
import { lease } from './decisions.samples.ts'

const app = useApp()
const { aPlace, resolved } = gateDriver(app)
beforeEach(() => void (app.now = new Date('2026-03-02T01:00:00Z')))

test('until the roll is fixed all who are called sign; then those with a vote, and the director keeps the text', async () => {
  const at = await aRegister(app, 3, index => (index === 3 ? { standing: 'incapable', standingReason: '法院宣告' } : {}))
  const [voter, without] = [await aMember(app.owner, at.village.id, '陈1'), await aMember(app.owner, at.village.id, '陈3')]
  for (const [code, personId] of [
    ['1', voter],
    ['3', without],
  ] as const)
    await app.owner.updateTable('voter').set({ personId }).where('bodyId', '=', at.cooperativeId).where('code', '=', code).execute()
  const meeting = await aMeeting(app, at)
  const { params } = meeting
  const text = { params, body: { text: '同意鱼塘发包三年。' } }
  const { body: signing } = await app.call(at.director, signatures.setText, text, { 'if-match': '"0"' })
  const { digest } = signing.text!
  await meeting.table()
  await meeting.draw()
  const namesOf = async () => (await app.call(at.director, signatures.get, { params })).body.signers.map(({ name }) => name)
  const approve = async (personId: string) =>
    (await app.call({ kind: 'subject', townId: 1, personId }, signatures.approve, { params, body: { digest } })).status
  expect(await namesOf()).toEqual(['陈1', '陈2', '陈3'])
  await meeting.attend(3)
  expect((await meeting.fix()).status).toBe(200)
  expect(await namesOf(), 'a sheet with another name on it stands out').toEqual(['陈1', '陈2'])
  expect([await approve(voter), await approve(without)]).toEqual([200, 404])
  // Whoever slips onto the meeting's own list past the fixed roll signs nothing.
  await app.owner.updateTable('meetingRoll').set({ name: '陈九' }).where('meetingId', '=', meeting.id).where('name', '=', '陈2').execute()
  expect(await namesOf()).toEqual(['陈1', '陈2'])
  expect((await app.call(at.director, signatures.get, { params })).body.approvals).toBe(1)
})

test('signatures count under the words that were voted: another text, a changed one, a sheet in doubt each hold the step', async () => {
  const { place, registers } = await aPlace()
  const signing = (meetingId: string) => app.call(place.clerk, signatures.get, { params: { meetingId } })
  const sign = async (meetingId: string, text: string) =>
    app.call(
      place.clerk,
      signatures.setText,
      { params: { meetingId }, body: { text } },
      { 'if-match': `"${(await signing(meetingId)).body.version}"` },
    )
  const { steps, meeting } = await resolved(place, registers, assembly, meetingId => ok(sign(meetingId, '同意今天会上说的各项事情。')))
  expect(await refusal(steps.conclude('assembly'))).toBe('会上签的文字里没有这份文本，要照表决的文本重新签。')
  expect((await signing(meeting.id)).body).toMatchObject({
    missing: ['福寿里旧厂房出租'],
    proposed: `第1项：${lease.title}\n${lease.text}`,
  })
  const almost = lease.text.replace('五年', '五十年')
  expect(await refusal(sign(meeting.id, almost))).toBe('422 第1项“福寿里旧厂房出租”的文本不在里面，要一字不差')
  const { unitId } = await app.owner.selectFrom('meeting').where('id', '=', meeting.id).select('unitId').executeTakeFirstOrThrow()
  const [sealed, bits] = [Buffer.alloc(64, 1), () => randomBytes(32)]
  const bring = async (id: string, doubt: object) => {
    const { digest } = (await signing(meeting.id)).body.text!
    const sheet = { townId: 1, meetingId: meeting.id, unitId, broughtBy: place.clerk, broughtAt: app.now, pictureSealed: sealed }
    const prints = { textDigest: Buffer.from(digest, 'hex'), fileDigest: bits(), pictureDigest: bits(), similarity: bits() }
    await app.owner
      .insertInto('signatureSheet')
      .values({ ...sheet, ...prints, id, ...doubt } as never)
      .execute()
  }
  const [older, earlier, alike] = [newId(), newId(), newId()]
  await bring(older, { state: 'accepted' })
  await ok(sign(meeting.id, `本次会议：${lease.text}`))
  expect(await refusal(steps.conclude('assembly'))).toBe('签名表签的是改以前的文字，要重新签。')
  expect((await signing(meeting.id)).body.sheets.map(({ isOfOlderText }) => isOfOlderText)).toEqual([true])

  await bring(earlier, { state: 'accepted' })
  await bring(alike, { state: 'underComparison', reason: '像以前的一张', resembles: earlier, differingBits: 12 })
  expect(await refusal(steps.conclude('assembly'))).toBe('有1张签名表像以前的一张，要两个人核对过才算。')
  await app.owner.updateTable('signatureSheet').set({ state: 'accepted' }).where('id', '=', alike).execute()
  expect((await sign(meeting.id, `本次会议，补充一句：${lease.text}`)).status, 'it is signed, and voted').toBe(409)
  await ok(steps.conclude('assembly'))
})

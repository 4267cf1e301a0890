/** Who signs at a meeting that votes (签名的人): those with a vote on its fixed roll, and nobody whom the roll leaves out; over HTTP. */
import { expect, test } from 'vitest'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { endpoints as signatures } from '#features/signatures/signatures.contract.ts'
import { aMeeting, aRegister } from '#features/votes/votes.meeting.samples.ts'
import { useApp } from '../../../tests/support/app.ts'

const app = useApp()

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

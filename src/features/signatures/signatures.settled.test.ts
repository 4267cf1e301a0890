/** What was signed about a vote that is over (签过的文字): stays as it was signed, until what was voted on is corrected. */
import { expect, test } from 'vitest'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { endpoints as votes } from '#features/votes/votes.contract.ts'
import { aMeeting, aRegister, named } from '#features/votes/votes.meeting.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './signatures.contract.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })
const resolution = '同意发包三年。'

test('once signed, and once the vote is over, the text stays; a correction of the resolution is put to sign anew', async () => {
  const at = await aRegister(app, 3)
  const voter = await aMember(app.owner, at.village.id, '陈1')
  await app.owner.updateTable('voter').set({ personId: voter }).where('bodyId', '=', at.cooperativeId).where('code', '=', '1').execute()
  const meeting = await aMeeting(app, at)
  const { params } = meeting
  const ballotId = await meeting.open(3, { text: resolution })
  const put = async (text: string) => {
    const { version } = (await app.call(at.director, endpoints.get, { params })).body
    return app.call(at.director, endpoints.setText, { params, body: { text } }, match(version))
  }
  const approve = (digest: string) =>
    app.call({ kind: 'subject', townId: 1, personId: voter }, endpoints.approve, { params, body: { digest } })
  const { body: first } = await put(resolution)
  await approve(first.text!.digest)
  const { body: before } = await put(`${resolution}租金一年一付。`)
  expect([before.earlier.map(({ text, approvals }) => [text, approvals]), before.approvals], 'the vote is open').toEqual([
    [[resolution, 1]],
    0,
  ])
  await meeting.mark(ballotId, named(1, 3))
  await meeting.close(ballotId, { for: 3 })
  const { body: put2 } = await put(`决议：${resolution}`)
  expect(put2.version, 'nobody had signed what stood there').toBe(3)
  await approve(put2.text!.digest)
  const late = await put(`${resolution}另外同意卖掉祠堂。`)
  expect([late.status, late.body.type]).toEqual([409, '/problems/wrong-state'])
  expect((await app.call(at.director, endpoints.get, { params })).body.allowedActions).toEqual(['get', 'bring'])

  const body = { tally: { for: 3, against: 0, abstain: 0 }, text: '同意发包五年。', reason: '年限抄错了' }
  const { body: proposed } = await app.call(at.director, votes.proposeCorrection, { params: { ballotId }, body })
  const correctionId = proposed.items[0]!.corrections[0]!.id
  expect((await app.call(at.villageClerk, votes.confirmCorrection, { params: { ballotId, correctionId } })).status).toBe(200)
  expect((await put('决议：同意发包五年。')).body.earlier.map(({ text }) => text)).toEqual([
    resolution,
    `${resolution}租金一年一付。`,
    `决议：${resolution}`,
  ])
})

/** A matter whose vote broke off, or was put right later (中止和更正): what its gates and its page say; over HTTP, on a moved clock. */
import { beforeEach, expect, test } from 'vitest'
import { endpoints as votes } from '#features/votes/votes.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { assembly, gateDriver, ok, refusal, stepsOf } from './decisions.gates.samples.ts'
import { matterDriver } from './decisions.samples.ts'
import { aMeetingOf } from './decisions.votes.samples.ts'

const app = useApp()
const { registered } = matterDriver(app)
const { aPlace, resolved } = gateDriver(app)
beforeEach(() => void (app.now = new Date('2026-03-02T01:00:00Z')))

test('a vote that broke off carries nothing: the matter waits for another meeting, and everybody is told why', async () => {
  const { place, registers } = await aPlace()
  const matter = await registered(place)
  const steps = stepsOf(place, matter)
  await steps.research()
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  app.now = new Date('2026-03-16T02:30:00Z')
  await meeting.fix()
  const params = { ballotId: (await matter.read()).ballots.at(-1)!.id }
  const reason = '会场停电，散会'
  await ok(app.call(place.clerk, votes.proposeCancellation, { params, body: { reason } }))
  expect(await refusal(steps.conclude('assembly'))).toBe('表决还没有结束。')
  await ok(app.call(place.secretary, votes.confirmCancellation, { params }))
  await steps.seats('assembly')
  expect(await refusal(steps.conclude('assembly'))).toBe('那次表决取消了，要重新通知开会。')
  expect((await matter.read(null)).ballots.at(-1)).toMatchObject({ state: 'cancelled', cancelReason: reason })
  const again = await aMeetingOf(app, place, registers, { startsAt: '2026-03-30T01:30:00Z', noticeOn: '2026-03-16' })
  await ok(again.table(matter))
})

test('words put right after the vote stand beside the old ones on the matter, and no longer carry its text', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  const { id: ballotId } = (await matter.read()).ballots.at(-1)!
  const body = { tally: { for: 30, against: 0, abstain: 0 }, text: '租期三年。', reason: '年限抄错' }
  const proposed = await app.call(place.clerk, votes.proposeCorrection, { params: { ballotId }, body })
  const correctionId = proposed.body.items[0]!.corrections[0]!.id
  await ok(app.call(place.secretary, votes.confirmCorrection, { params: { ballotId, correctionId } }))
  const { text, ballots } = await matter.read(null)
  expect(ballots.at(-1)).toMatchObject({ sameText: false, putRight: [{ reason: '年限抄错', wasText: text, text: '租期三年。' }] })
  const page = await app.raw({ method: 'GET', url: `/decisions/${matter.id}` })
  for (const words of ['两个人更正过', '年限抄错', '原来的文字', '现在的文字', '租期三年。']) expect(page.body).toContain(words)
  expect(await refusal(steps.conclude('assembly'))).toBe('表决的不是现在这份文本，改过就要重新表决。')
})

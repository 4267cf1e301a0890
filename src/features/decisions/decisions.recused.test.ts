/** Whoever recused himself in a matter (议题里申报的回避): the roll of its vote knows. */
import { beforeEach, expect, test } from 'vitest'
import { endpoints as votes } from '#features/votes/votes.contract.ts'
import { aVoter } from '#features/votes/votes.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { assembly, gateDriver, ok, stepsOf } from './decisions.gates.samples.ts'
import { matterDriver } from './decisions.samples.ts'
import { aMeetingOf } from './decisions.votes.samples.ts'

const app = useApp()
const { registered } = matterDriver(app)
const { aPlace } = gateDriver(app)
beforeEach(() => void (app.now = new Date('2026-03-02T01:00:00Z')))

// oxfmt-ignore
test.each([
  [[['assembly', 'own', true]], true, 'he said that it is his own, and steps aside'],
  [[['assembly', 'own', true], ['assembly', 'none', false]], false, 'by mistake, and put right'],
  [[['supervision', 'other', true]], false, 'he leaves off watching over it, and votes'],
] as const)('after %j the roll of the vote has stepped out: %s (%s)', async (said, isOut, _why) => {
  const { place, registers } = await aPlace()
  const voter = { code: '0', name: '陈月好', personId: place.supervisor, householdKey: 'H99' }
  await aVoter(app.owner, { bodyId: registers.bodyId, unitId: place.cooperative.id, decidingBody: 'collectiveMembers' }, voter)
  const matter = await registered(place)
  await stepsOf(place, matter).research()
  for (const [capacity, interest, recused] of said) await matter.declare(place.supervisor, capacity, interest, recused)
  const meeting = await aMeetingOf(app, place, registers, { ...assembly, present: 31, yes: 30 })
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  app.now = new Date('2026-03-16T02:30:00Z')
  await meeting.fix()
  const { items } = (await app.call(place.clerk, votes.get, { params: meeting.params })).body
  expect(items[0]!.recusals.map(({ name }) => name)).toEqual(isOut ? ['陈月好'] : [])
})

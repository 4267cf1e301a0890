/** Commitments (双报到与领岗履职): the numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { commitmentIndicators } from './commitments.indicators.ts'
import { aPost, aReportIn, aServedHour, aServing } from './commitments.samples.ts'

const app = useApp()
const reader = async () => aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)

test.each([
  [{ state: 'left', endedOn: '2020-03-11', endReason: '搬走' }, 'has left'],
  [{ state: 'exempt', endedOn: '2020-03-11', exemptReason: 'ill' }, 'is exempt'],
  [{ state: 'invited', reportedOn: null, acceptedOn: null }, 'is invited, and has not reported'],
] as const)('reported in: five faults, and who %j does not count: %s', async (off, _why) => {
  await expectHonest(app, 'commitments.reportedIn', {
    plant: async (unitId, day) => aReportIn(app.owner, await aMember(app.owner, unitId, '陈大妹'), unitId, day),
    async remove(id) {
      await app.owner.deleteFrom('reportIn').where('id', '=', id).execute()
    },
    async cancel(id) {
      await app.owner.updateTable('reportIn').set(off).where('id', '=', id).execute()
    },
    reader: await reader(),
  })
})

test.each([
  [{ state: 'ended', endedOn: '2020-03-11' }, 'has ended'],
  [{ state: 'published', servingFrom: null }, 'is shown, and has not begun'],
] as const)('posts filled: five faults, and what %j does not count: %s', async (off, _why) => {
  const posts = new Map<string, string>()
  await expectHonest(app, 'commitments.postsFilled', {
    async plant(unitId, day) {
      if (!posts.has(unitId)) posts.set(unitId, await aPost(app.owner, unitId, { headcount: 9 }))
      return aServing(app.owner, posts.get(unitId)!, await aMember(app.owner, unitId, '陈大妹'), unitId, day)
    },
    async remove(id) {
      await app.owner.deleteFrom('postHolding').where('id', '=', id).execute()
    },
    async cancel(id) {
      await app.owner.updateTable('postHolding').set(off).where('id', '=', id).execute()
    },
    reader: await reader(),
  })
})

test.each([
  [{ state: 'entered', confirmedBy: null }, 'nobody has confirmed it'],
  [{ state: 'refused', confirmedBy: null, refuseReason: '那天没有来' }, 'the organiser did not agree'],
] as const)('services: five faults, and what %j does not count: %s', async (off, _why) => {
  await expectHonest(app, 'commitments.services', {
    async plant(unitId, day) {
      const [member, organiser] = [await aMember(app.owner, unitId, '陈大妹'), await aMember(app.owner, unitId, '何建生')]
      return aServedHour(app.owner, member, unitId, day, organiser)
    },
    async remove(id) {
      await app.owner.deleteFrom('serviceEntry').where('id', '=', id).execute()
    },
    async cancel(id) {
      await app.owner.updateTable('serviceEntry').set(off).where('id', '=', id).execute()
    },
    reader: await reader(),
  })
})

test('none of them counts hours', () => {
  expect(commitmentIndicators.map(({ measure }) => measure)).toEqual(['人', '个', '次'])
})

/** The drafts that a new town starts with (清单草案): what they ask how often, and by which article; what nobody has seen says so. */
import { expect, test } from 'vitest'
import { lint } from '#features/guard/guard.actions.ts'
import { indicatorsOf } from '#platform/server/indicator.ts'
import { features } from '../../features.ts'
import { proposals } from './duties.defaults.rules.ts'
import { timesAYear } from './duties.rules.ts'

test.each([
  ['支部党员大会', 'quarterly', '《中国共产党支部工作条例（试行）》第十一条', 'domain §9.1 [A-1] art. 11'],
  ['支部委员会会议', 'monthly', '《中国共产党支部工作条例（试行）》第十二条', 'domain §3.1 [A-2] art. 12'],
  ['“第一议题”学习', 'monthly', '西樵镇“第一议题”制度全文（条款待核对）', 'the town’s own rule, not seen'],
  ['党小组会', 'monthly', '《中国共产党支部工作条例（试行）》第十三条（条款待核对）', 'the article was not seen'],
  ['党课', 'quarterly', '《中国共产党支部工作条例（试行）》第十六条（条款待核对）', 'the article was not seen'],
  ['主题党日', 'monthly', '《中国共产党党员教育管理工作条例》第十六条', 'once a month'],
  ['组织生活会', 'yearly', '《中国共产党党员教育管理工作条例》第十七条', 'at least once a year'],
  ['民主评议党员', 'yearly', '《中国共产党党员教育管理工作条例》第十八条', 'as a rule once a year'],
  ['村务公开（一般事项）', 'quarterly', '《中华人民共和国村民委员会组织法》第三十条（条款待核对）', 'at least once a quarter (2018 text)'],
] as const)('%s, %s, by %s: %s', (name, frequency, basis, _why) => {
  const draft = proposals.find(each => each.name === name)!
  expect([draft.frequency, `${draft.basis.name}${draft.basis.article}`]).toEqual([frequency, basis])
})

test('none of them asks anybody to fill in anything, and the guard lets each pass', () => {
  expect(proposals).toHaveLength(9)
  const known = indicatorsOf(features)
  for (const { name, basis, asks, minutes, frequency, fulfilledBy } of proposals) {
    expect([asks, minutes], name).toEqual([[], 0])
    const texts = [{ pointer: '#/name', text: name }]
    const found = lint({
      kind: 'duty',
      texts,
      basis,
      evidence: [],
      ranks: false,
      fillers: 33,
      minutes,
      timesAYear: timesAYear[frequency],
      workingDaysToAnswer: 5,
      emergency: null,
    })
    expect(found, name).toEqual([])
    // A review of the members has no record of its own yet; the draft says so and cannot be issued.
    expect(known.has(fulfilledBy!), name).toBe(fulfilledBy !== 'meetings.memberReviews')
  }
})

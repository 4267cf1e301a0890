/** Thresholds (表决门槛): shares, rules and outcomes as tables; the last column is the reason. Source: domain §3, §33. */
import { expect, test } from 'vitest'
import { evaluate, type Manner, type Roll } from './thresholds.outcome.rules.ts'
import {
  confirmsFirst,
  easierParts,
  partsToCite,
  preReviewOn,
  routeRefusal,
  rulesOfTwoDays,
  ruleWith,
  standingParts,
  unsettledRefusal,
} from './thresholds.rules.ts'
import type { LegalMatter, Parts, Rule } from './thresholds.shapes.contract.ts'
import { atLeast, fewest, isAtLeast, moreThan } from './thresholds.shares.rules.ts'
import { statuteByKey, statuteOn, statutes } from './thresholds.statutes.rules.ts'
import { chineseNumber, majoritySentence, quorumSentence, ruleSentences, shareName } from './thresholds.words.ts'

const ruleOf = (key: string): Rule => statuteByKey.get(key)!
const nothing: Parts = { quorum: null, majority: null, noticeDays: null }
/** The rule as if a town had confirmed its open numbers as proposed. */
const settled = (key: string): Rule => ({ ...ruleOf(key), unsettled: {} })
const hands: Manner = { method: 'hands', ownInterests: false }
const roll = (all: number, present: number, changes: Partial<Roll> = {}): Roll => ({
  route: 'voters',
  all,
  eligible: all,
  present,
  recused: 0,
  ...changes,
})
const votes = (yes: number, against = 0, abstain = 0) => ({ for: yes, against, abstain })

test.each([
  [10, 6, 7, 8, 8, 'two thirds of ten is not a whole number and is rounded up'],
  [9, 5, 6, 7, 8, 'two thirds of nine is exactly six, and 以上 includes it'],
  [30, 16, 20, 23, 24, 'more than half of an even number is one more'],
  [1, 1, 1, 1, 1, 'one alone'],
  [3, 2, 2, 3, 3, 'the smallest board'],
  [900, 451, 600, 675, 720, 'a cooperative'],
  [0, 1, 1, 1, 1, 'of nobody no share is made'],
])('of %i: more than half %i, two thirds %i, three quarters %i, four fifths %i (%s)', (count, half, thirds, quarters, fifths, _why) => {
  const shares = [moreThan(1, 2), atLeast(2, 3), atLeast(3, 4), atLeast(4, 5)]
  expect(shares.map(share => fewest(share, count))).toEqual([half, thirds, quarters, fifths])
})

test.each([
  [moreThan(1, 2), atLeast(1, 2), true, 'more than half is at least half'],
  [atLeast(1, 2), moreThan(1, 2), false, 'exactly half is not more than half'],
  [atLeast(2, 3), moreThan(1, 2), true, 'a larger share, whatever the wording'],
  [atLeast(4, 6), atLeast(2, 3), true, 'the same share, not reduced'],
  [atLeast(2, 3), atLeast(3, 4), false, 'smaller'],
])('%j is at least %j: %s (%s)', (share, floor, yes, _why) => expect(isAtLeast(share, floor)).toBe(yes))

// oxfmt-ignore
test.each([
  ['villagersAssembly.2018', roll(800, 401), votes(201), 'passed', '到会401人，应到800人，过半数为401人', 'case 1: 401 of 800 adults may decide'],
  ['villagersAssembly.2018', roll(800, 400), votes(400), 'noQuorum', '到会400人，应到800人，过半数为401人', 'case 1: exactly half is not more than half'],
  ['villagersAssembly.2018', roll(300, 200, { route: 'households' }), votes(101), 'passed', '到会200户，应到300户，三分之二为200户', 'case 1: by household'],
  ['villagersAssembly.2018', roll(300, 199, { route: 'households' }), votes(199), 'noQuorum', '到会199户，应到300户，三分之二为200户', 'case 1: a household short'],
  ['villagerRepresentatives.2018', roll(30, 20), votes(11), 'passed', '同意11票，到会20人，过半数为11票', 'case 2: more than half of those who came'],
  ['villagerRepresentatives.2018', roll(30, 20), votes(10, 5, 5), 'rejected', '同意10票，到会20人，过半数为11票', 'abstentions count like a no'],
  ['villagerRepresentatives.2018', roll(30, 19), votes(19), 'noQuorum', '到会19人，应到30人，三分之二为20人', 'the worked example of the issue'],
  ['collectiveMembers.2025', roll(900, 600), votes(600), 'passed', '同意600票，全体900人，三分之二为600票', 'case 3: with the quorum alone it must be unanimous'],
  ['collectiveMembers.2025', roll(900, 600), votes(599, 1), 'rejected', '同意599票，全体900人，三分之二为600票', 'case 3: one no is enough'],
  ['collectiveMembers.nonMemberBenefit.2025', roll(900, 700), votes(674), 'rejected', '同意674票，全体900人，四分之三为675票', 'non-members sharing: three quarters of all'],
  ['collectiveMembers.nonMemberBenefit.2025', roll(900, 675), votes(675), 'passed', '同意675票，全体900人，四分之三为675票', 'and with three quarters it passes'],
  ['collectiveBoard.2025', roll(5, 4), votes(3), 'passed', '同意3票，全体5人，过半数为3票', 'a board: more than half of all its members'],
  ['collectiveBoard.2025', roll(5, 3), votes(3), 'noQuorum', '到会3人，应到5人，三分之二为4人', 'a board needs two thirds of itself'],
  ['branchMeeting.2018', roll(7, 4, { eligible: 4 }), votes(3), 'passed', '同意3票，应到会4人，过半数为3票', 'case 11: three of seven left out'],
  ['branchMeeting.2018', roll(7, 4, { eligible: 4 }), votes(2, 2), 'rejected', '同意2票，应到会4人，过半数为3票', 'case 11: half is not enough'],
  ['membersReview.2018', roll(30, 20), votes(16), 'passed', '同意16票，应到会30人，过半数为16票', 'the review asks two thirds to come and half of those due to agree'],
  ['membersReview.2018', roll(30, 20), votes(15, 5), 'rejected', '同意15票，应到会30人，过半数为16票', 'half of those due, not of those who came'],
  ['jointCommittees.2018', roll(11, 6), votes(4), 'passed', '同意4票，到会6人，过半数为4票', '“两委” together: more than half of those who came'],
  ['jointCommittees.2018', roll(11, 6), votes(3, 3), 'rejected', '同意3票，到会6人，过半数为4票', 'half of those who came is not enough'],
  ['jointCommittees.2018', roll(11, 5), votes(5), 'noQuorum', '到会5人，应到11人，过半数为6人', 'five of eleven are too few to sit for both'],
  ['branchCommittee.2018', roll(7, 4), votes(3), 'passed', '同意3票，到会4人，过半数为3票', 'the Party committee counts itself alone'],
  ['collectiveMembers.2025', roll(900, 650, { recused: 60 }), votes(590), 'noQuorum', '到会590人，应到900人，三分之二为600人', 'recusal takes from those who came and from nobody else'],
  ['collectiveMembers.2025', roll(900, 700, { recused: 60 }), votes(599), 'rejected', '同意599票，全体900人，三分之二为600票', 'recusal never shrinks “all members”'],
  ['villagerRepresentatives.2018', roll(30, 22, { recused: 2 }), votes(11), 'passed', '同意11票，到会20人，过半数为11票', 'those who recuse have left the room'],
] as const)('%s %j %j: %s, “%s” (%s)', (key, called, tally, verdict, words, _why) => {
  const outcome = evaluate(settled(key), called, tally, hands)
  expect(outcome.verdict).toBe(verdict)
  expect(outcome.words).toContain(words)
})

// oxfmt-ignore
test.each([
  ['villagersAssembly.2018', roll(30, 20), votes(11, 10), hands, '一共21票，多于能投票的20人', 'more votes than hands'],
  ['villagersAssembly.2018', roll(30, 31), votes(1), hands, '到会31人，多于应到30人', 'more than ought to come'],
  ['villagersAssembly.2018', roll(30, 20, { eligible: 31 }), votes(1), hands, '应到31人，多于全体30人', 'more than there are'],
  ['villagersAssembly.2018', roll(30, 20, { recused: 21 }), votes(0), hands, '回避21人，多于到会20人', 'only who came can recuse'],
  ['villagersAssembly.2018', roll(0, 0), votes(0), hands, '名册上没有人，不能表决', 'nobody'],
  ['villagersAssembly.2018', roll(30, 19.5), votes(1), hands, '人数和票数要写整数，不能少于0', 'half a person'],
  ['villagersAssembly.2018', roll(30, 20), votes(-1), hands, '人数和票数要写整数，不能少于0', 'less than no vote'],
  ['villagerRepresentatives.2018', roll(30, 20, { route: 'households' }), votes(11), hands, '这里不能按户计算', 'representatives are people'],
  ['villagersAssembly.2026', roll(800, 401), votes(201), hands, '村民会议的到会人数、同意票数、提前通知的天数还没有确认，镇里确认后才能用', 'the amended text was not seen'],
  ['residentRepresentatives.2026', roll(60, 60), votes(60), hands, '居民代表会议的到会人数、同意票数、提前通知的天数还没有确认，镇里确认后才能用', 'nothing is known at all'],
  ['collectiveRepresentatives.2025', roll(30, 30), votes(30), hands, '成员代表大会的到会人数、提前通知的天数还没有确认，镇里确认后才能用', 'the law leaves it to the charter'],
  ['jointCommittees.2018', roll(11, 11), votes(11), hands, '“两委”联席会议的到会人数、同意票数还没有确认，镇里确认后才能用', 'the working method names no number'],
  ['villageElectors.2018', roll(800, 500), votes(400), hands, '选举和罢免要无记名投票', 'elections are always secret'],
  ['villagerRepresentatives.2018', roll(30, 20), votes(15), { method: 'hands', ownInterests: true }, '牵涉干部自己的利益，要无记名投票', 'officials’ own interests'],
] as const)('%s %j %j %j is refused: “%s” (%s)', (key, called, tally, manner, words, _why) => {
  const outcome = evaluate(ruleOf(key), called, tally, manner)
  expect(outcome).toMatchObject({ verdict: 'refused', needed: null })
  expect(outcome.words).toContain(words)
})

test('a secret ballot passes where a show of hands is refused', () => {
  const manner: Manner = { method: 'secret', ownInterests: true }
  expect(evaluate(ruleOf('villagerRepresentatives.2018'), roll(30, 20), votes(15), manner).verdict).toBe('passed')
  expect(evaluate(ruleOf('villageElectors.2018'), roll(800, 500), votes(251), { ...manner, ownInterests: false }).verdict).toBe('passed')
})

test('case 2: a charter that counts all representatives turns the pass into a fail, and says so', () => {
  const all = { ...nothing, majority: { share: moreThan(1, 2), base: 'all' as const } }
  const strict = ruleWith(ruleOf('villagerRepresentatives.2018'), [{ unitId: 'v', number: 1, parts: all }])
  const outcome = evaluate(strict, roll(30, 20), votes(11), hands)
  expect(outcome).toMatchObject({ verdict: 'rejected', needed: { present: 20, for: 16 } })
  expect(outcome.words).toContain('同意11票，全体30人，过半数为16票')
})

test.each([
  ['collectiveRepresentatives', 'landCompensation', '2025-05-01', 'collectiveMembers', 'case 4: art. 28 with 26 (10)'],
  ['collectiveRepresentatives', 'charter', '2026-03-01', 'collectiveMembers', '26 (1)'],
  ['collectiveRepresentatives', 'membership', '2026-03-01', 'collectiveMembers', '26 (3)'],
  ['collectiveRepresentatives', 'landContracting', '2026-03-01', 'collectiveMembers', '26 (8)'],
  ['collectiveRepresentatives', 'homestead', '2026-03-01', 'collectiveMembers', '26 (8)'],
  ['collectiveRepresentatives', 'incomeShares', '2026-03-01', 'collectiveMembers', '26 (8)'],
  ['collectiveRepresentatives', 'mergerOrDivision', '2026-03-01', 'collectiveMembers', '26 (12)'],
  ['collectiveRepresentatives', 'nonMemberBenefit', '2026-03-01', 'collectiveMembers', 'art. 15: three quarters of all members'],
  ['collectiveBoard', 'landCompensation', '2026-03-01', 'collectiveMembers', 'still smaller'],
  ['collectiveRepresentatives', 'ordinary', '2026-03-01', null, 'the representatives’ own'],
  ['collectiveMembers', 'landCompensation', '2026-03-01', null, 'where it belongs'],
  ['collectiveRepresentatives', 'landCompensation', '2025-04-30', null, 'the law was not yet in force'],
] as const)('%s on %s, %s: goes to %s (%s)', (body, matter, day, goesTo, _why) => {
  const refusal = routeRefusal(body, matter, day)
  expect(refusal?.goesTo ?? null).toBe(goesTo)
  if (refusal) expect(refusal.words).toMatch(/只能由成员大会决定/)
})

test.each([
  ['collectiveMembers', 'ordinary', '2025-04-30', 'collectiveMembers.2020', 'the last day of the old rule'],
  ['collectiveMembers', 'ordinary', '2025-05-01', 'collectiveMembers.2025', 'the first day of the law'],
  ['collectiveMembers', 'nonMemberBenefit', '2025-05-01', 'collectiveMembers.nonMemberBenefit.2025', 'a matter of its own'],
  ['collectiveMembers', 'nonMemberBenefit', '2025-04-30', 'collectiveMembers.2020', 'which did not exist before'],
  ['collectiveMembers', 'charter', '2026-03-02', 'collectiveMembers.2025', 'no share of its own'],
  ['villagersAssembly', 'ordinary', '2025-12-31', 'villagersAssembly.2018', 'the last day of the old text'],
  ['villagersAssembly', 'ordinary', '2026-01-01', 'villagersAssembly.2026', 'the amended text'],
  ['residentRepresentatives', 'ordinary', '2025-12-31', undefined, 'created by the new law'],
  ['residentRepresentatives', 'ordinary', '2026-01-01', 'residentRepresentatives.2026', 'created by the new law'],
  ['branchMeeting', 'ordinary', '2026-03-02', 'branchMeeting.2018', 'unchanged'],
] as const)('%s on %s, %s: %s (%s)', (body, matter, day, key, _why) => expect(statuteOn(body, day, matter)?.key).toBe(key))

test('case 5: begun before the law and voted after it: the day of the vote counts, and both are shown', () => {
  const { begun, voted, changed } = rulesOfTwoDays('collectiveMembers', 'ordinary', '2025-04-01', '2025-05-20')
  expect([begun?.key, voted?.key, changed]).toEqual(['collectiveMembers.2020', 'collectiveMembers.2025', true])
  expect(rulesOfTwoDays('collectiveMembers', 'ordinary', '2025-06-01', '2025-06-20').changed).toBe(false)
})

test.each([
  ['collectiveMembers', '2025-04-30', 'local', 'a local custom before'],
  ['collectiveMembers', '2025-05-01', 'law', '农村集体经济组织法 art. 26'],
  ['villagersAssembly', '2025-12-31', 'local', 'a local custom before'],
  ['villagerRepresentatives', '2026-01-01', 'law', 'the amended law'],
  ['branchMeeting', '2026-03-02', 'none', 'it is the Party organisation itself'],
] as const)('a Party organisation discusses before %s on %s: %s (%s)', (body, day, due, _why) => expect(preReviewOn(body, day)).toBe(due))

const quorumOf = (share = atLeast(2, 3), route: 'voters' | 'households' = 'voters') => [{ route, share, base: 'all' as const }]
// oxfmt-ignore
test.each([
  ['villagerRepresentatives.2018', { majority: { share: moreThan(1, 2), base: 'all' } }, [], 'of all instead of those present'],
  ['villagerRepresentatives.2018', { majority: { share: atLeast(1, 2), base: 'present' } }, ['majority'], 'half is less than more than half'],
  ['collectiveMembers.2025', { majority: { share: atLeast(4, 5), base: 'present' } }, ['majority'], 'a larger share of fewer people is not stricter'],
  ['villagersAssembly.2018', { quorum: quorumOf(atLeast(2, 3), 'households') }, [], 'one of the two ways is closed'],
  ['villagersAssembly.2018', { quorum: quorumOf(moreThan(1, 2), 'households') }, ['quorum'], 'easier by household'],
  ['collectiveMembers.2025', { quorum: quorumOf(atLeast(3, 4), 'households') }, ['quorum'], 'a way that the law does not know'],
  ['collectiveMembers.2025', { noticeDays: 9 }, ['noticeDays'], 'a day less'],
  ['collectiveMembers.2025', { noticeDays: 15 }, [], 'more notice'],
  ['villagerRepresentatives.2018', { noticeDays: 3 }, [], 'where the law names none'],
  ['villagersAssembly.2026', { quorum: quorumOf(moreThan(1, 2)), noticeDays: 1 }, [], 'what nobody has seen of the law is no law yet'],
] as const)('on %s, %j is easier in %j (%s)', (key, parts, easier, _why) =>
  expect(easierParts({ ...nothing, ...(parts as Partial<Parts>) }, ruleOf(key))).toEqual(easier))

// oxfmt-ignore
test.each([
  ['villagersAssembly.2026', { noticeDays: 9 }, {}, ['noticeDays'], 'the old text says ten days'],
  ['villagersAssembly.2026', { noticeDays: 10, quorum: quorumOf(moreThan(1, 2)) }, {}, [], 'as the old text'],
  ['villagersGroup.2026', { majority: { share: atLeast(1, 2), base: 'present' } }, {}, ['majority'], 'a tie would pass'],
  ['villagersGroup.2026', { quorum: quorumOf(moreThan(1, 2)) }, { quorum: quorumOf() }, ['quorum'], 'confirmed or not, below the old text'],
  ['villagersGroup.2026', { quorum: quorumOf() }, { quorum: quorumOf(atLeast(4, 5)) }, [], 'back to the old text from what was stricter'],
  ['villagersGroup.2026', { noticeDays: 0 }, {}, [], 'the old text names no days'],
  ['residentsAssembly.2026', { quorum: quorumOf(moreThan(1, 2)) }, {}, [], 'there is no old text'],
  ['residentsAssembly.2026', { quorum: quorumOf(moreThan(1, 2)) }, { quorum: quorumOf() }, ['quorum'], 'but a number that was confirmed'],
  ['collectiveRepresentatives.2025', { quorum: quorumOf(moreThan(1, 2)) }, {}, [], 'the charter’s to decide'],
] as const)('on %s, %j after %j needs an article for %j (%s)', (key, parts, confirmed, due, _why) =>
  expect(partsToCite({ ...nothing, ...(parts as Partial<Parts>) }, ruleOf(key), { ...nothing, ...(confirmed as Partial<Parts>) })).toEqual(due))

test.each([
  [[{ noticeDays: 3 }], { noticeDays: 3 }, 'one edition'],
  [[{ noticeDays: 3 }, { quorum: quorumOf() }], { noticeDays: 3, quorum: quorumOf() }, 'the second leaves the first’s number as it was'],
  [[{ noticeDays: 3 }, { noticeDays: 0 }], { noticeDays: 0 }, 'none at all is a number too'],
  [[], {}, 'none'],
])('editions %j come to %j (%s)', (editions, standing, _why) =>
  expect(standingParts(editions.map(each => ({ ...nothing, ...each })))).toEqual({ ...nothing, ...standing }),
)

test.each([
  ['villagersGroup.2026', { noticeDays: 3 }, [], true, 'nobody had seen it'],
  ['villagersGroup.2026', { noticeDays: 5 }, [{ noticeDays: 3 }], false, 'it has been used since'],
  ['villagersGroup.2026', { noticeDays: 3 }, [{ quorum: quorumOf() }], true, 'another number was confirmed before'],
  ['villagersGroup.2026', { noticeDays: 3, quorum: quorumOf() }, [{ quorum: quorumOf() }], false, 'one of two was'],
  ['collectiveMembers.2025', { noticeDays: 12 }, [], false, 'the law is plain: this is stricter'],
])('on %s, %j after %j confirms only: %s %s (%s)', (key, parts, earlier, only, _why) =>
  expect(
    confirmsFirst(
      { ...nothing, ...parts },
      ruleOf(key),
      earlier.map(each => ({ ...nothing, ...each })),
    ),
  ).toBe(only),
)

test('the town settles, the village tightens, and what is easier than above is passed over', () => {
  const town = {
    unitId: 't',
    number: 1,
    parts: { quorum: quorumOf(), majority: { share: moreThan(1, 2), base: 'all' as const }, noticeDays: 5 },
  }
  const village = {
    unitId: 'v',
    number: 1,
    parts: { ...nothing, majority: { share: moreThan(1, 2), base: 'present' as const }, noticeDays: 7 },
  }
  const rule = ruleWith(ruleOf('residentRepresentatives.2026'), [town, village])
  expect(rule).toMatchObject({ unsettled: {}, noticeDays: 7, majority: { base: 'all' } })
  expect(unsettledRefusal(rule)).toBeNull()
  expect(unsettledRefusal(ruleOf('residentRepresentatives.2026'))).not.toBeNull()
})

test('every rule has a key of its own, a source, and one rule a day and matter', () => {
  expect(new Set(statutes.map(({ key }) => key)).size).toBe(statutes.length)
  for (const rule of statutes) {
    expect(rule.source, rule.key).not.toBe('')
    for (const part of ['quorum', 'majority'] as const)
      if (rule[part] === null) expect(rule.unsettled, `${rule.key} ${part}`).toHaveProperty(part)
    const others = statutes.filter(other => other.key !== rule.key && other.body === rule.body && overlap(other, rule))
    expect(
      others.filter(({ matters }) => sameMatters(matters, rule.matters)),
      rule.key,
    ).toEqual([])
  }
})
const overlap = (a: Rule, b: Rule) =>
  (a.to === null || b.from === null || b.from < a.to) && (b.to === null || a.from === null || a.from < b.to)
const sameMatters = (a: LegalMatter[] | null, b: LegalMatter[] | null) =>
  a === null || b === null ? a === b : a.some(each => b.includes(each))

test.each([
  [1, '一'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [99, '九十九'],
  [100, '一百'],
])('%i is %s', (count, words) => expect(chineseNumber(count)).toBe(words))

test('rules are said in words', () => {
  expect([moreThan(1, 2), atLeast(1, 2), moreThan(3, 5), atLeast(1, 1)].map(shareName)).toEqual(['过半数', '半数', '超过五分之三', '全部'])
  expect(quorumSentence(ruleOf('villagersAssembly.2018').quorum!)).toBe('过半数应到的人到会；或者三分之二以上户的代表到会')
  expect(majoritySentence(ruleOf('collectiveMembers.2025').majority!)).toBe('全体三分之二以上同意')
  expect(ruleSentences(ruleOf('collectiveRepresentatives.2025'))).toEqual([
    '三分之二以上应到的人到会（按章程，待镇里确认）',
    '全体三分之二以上同意',
    '提前几天通知还不知道（按章程，待镇里确认）',
  ])
  expect(ruleSentences(ruleOf('villagerRepresentatives.2018')).at(-1)).toBe('法律没有写提前几天通知')
})

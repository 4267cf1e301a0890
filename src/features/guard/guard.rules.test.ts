/** The formalism guard (形式主义防线): what it stops, what it lets through, and what a demand costs. */
import { describe, expect, test } from 'vitest'
import { allBans, bans } from './guard.bans.rules.ts'
import type { Demand } from './guard.contract.ts'
import { emergencyStands, lint, nameKey, priceOf, showMinutes } from './guard.rules.ts'

const sound: Demand = {
  kind: 'rating',
  texts: [{ pointer: '#/title', text: '支部党员大会，每季度至少一次' }],
  basis: { name: '《中国共产党支部工作条例（试行）》', article: '第十一条', issuer: '中共中央' },
  evidence: [{ pointer: '#/evidence', kind: 'photo', required: false }],
  ranks: false,
  fillers: 33,
  minutes: 5,
  timesAYear: 4,
  workingDaysToAnswer: 20,
  emergency: null,
}
const saying = (text: string): Demand => ({ ...sound, texts: [{ pointer: '#/title', text }] })
const bansOf = (demand: Demand) => lint(demand).map(({ ban }) => ban)

describe('words that are refused', () => {
  test.each([
    ['每天登录系统打卡', 'checkIn', 'a daily sign-in'],
    ['群里接龙报平安', 'checkIn', 'a chain of replies'],
    ['打 卡 满20天', 'checkIn', 'a word hidden by blanks'],
    ['打·卡', 'checkIn', 'or by a dot'],
    ['党员登录次数不少于20次', 'signIns', '“不少于” asks for it'],
    ['在线时长计入考评', 'signIns', 'time on line'],
    ['各村积分排名，末位通报', 'ranks', 'an order of merit'],
    ['ＡＰＰ安装率达到100%', 'installs', 'full-width letters'],
    ['转发朋友圈并集赞30个', 'likes', 'likes and forwards'],
    ['学习时长每天30分钟', 'studyMinutes', 'minutes of study'],
    ['上传现场照片3张', 'photos', 'a compulsory photo'],
    ['不得少于3张照片', 'photos', 'a “不” that asks for more'],
    ['照片不能少于2张', 'photos', 'the same the other way round'],
    ['没有照片不算完成', 'photos', 'two refusals are a demand'],
    ['未打卡的不计出勤', 'checkIn', 'the same of a check-in'],
    ['提交走访轨迹', 'tracks', 'a track'],
    ['心得体会两篇', 'notes', 'notes'],
    ['上报信息篇数', 'paperwork', 'counted reports'],
    ['有信访记录的支部扣分', 'petitions', 'petitioning is a right'],
    ['今天下班前报', 'instantReply', 'by tonight'],
    ['半小时后要，30分钟内回复', 'instantReply', 'within minutes'],
    ['每天打卡不用提醒', 'checkIn', 'the reminder is refused, not the check-in'],
    ['不看天气每天打卡', 'checkIn', 'nor is the weather'],
    ['每天打卡不得自愿放弃', 'checkIn', '“自愿” governs another word'],
    ['无需通知每周拍照留痕', 'photos', 'no notice, but a photo'],
    ['不要求早到，每天打卡', 'checkIn', 'another clause'],
    ['不可以不打卡', 'checkIn', 'an offer that is refused'],
    ['不得不打卡', 'checkIn', 'two refusals before the word'],
    ['不能不要求拍照', 'photos', 'with another word between'],
    ['不打卡的通报批评', 'checkIn', 'a bare “不” and what follows'],
    ['不用纸，一律登录次数说话', 'signIns', 'a refusal of paper'],
    ['照片不用少于3张', 'photos', 'a refusal that goes on'],
    [`不${'要求'.repeat(250)}打卡`, 'checkIn', 'a refusal as far off as no sentence puts it'],
    ['人人关注公众号', 'installs', 'everyone is to follow'],
    ['关注本镇公众号', 'installs', 'without a share of anybody'],
  ])('“%s” is refused as %s: %s', (text, ban, _why) => {
    const findings = lint(saying(text))
    expect(findings.map(each => each.ban)).toContain(ban)
    for (const { source, remedy, pointer, rule } of findings) {
      expect(source.name.length * source.article.length * remedy.length).toBeGreaterThan(0)
      expect([pointer, rule]).toEqual(['#/title', expect.stringMatching(/^UX-B\d+$/)])
    }
  })
})

test.each([
  ['支部委员会会议，每月一次', 'a meeting'],
  ['照片可选，不要求上传', 'it says that it does not ask'],
  ['会议签到表由记录人填', 'a roll on paper is none of a device’s'],
  ['不看登录次数，不排名次', 'it forswears them'],
  ['每季度开一次组织生活会', 'once a quarter'],
  ['不要求每天打卡', 'the refusal governs the word'],
  ['不再要求拍照留痕', 'both of two words'],
  ['不看登录次数、在线时长和活跃度', 'each of a list'],
  ['照片、视频自愿提供', 'the same behind a list'],
  ['不得以点赞量考核', 'a ban in the words of the rule'],
  ['积分不作为评先依据', 'nor counted'],
  ['可以不打卡', 'who may leave it out'],
  ['无需上报照片', 'nothing to send'],
  ['禁止群里接龙', 'forbidden'],
  ['居民诉求10个工作日内答复', 'a term for the residents’ sake'],
])('“%s” may go out: %s', (text, _why) => {
  expect(lint(saying(text))).toEqual([])
})

test.each([
  ['basis', { basis: null }, ['noBasis', 'noBasis'], 'no basis at all'],
  ['article', { basis: { ...sound.basis!, article: '' } }, ['noBasis'], 'a name without an article'],
  ['nobody', { fillers: 0 }, ['bindsNobody'], 'nobody is bound'],
  ['rank', { ranks: true }, ['ranks'], 'an order of merit by its form'],
  ['haste', { workingDaysToAnswer: 0 }, ['tooSoon'], 'due the day it goes out'],
  ['photo', { evidence: [{ pointer: '#/evidence', kind: 'photo', required: true }] }, ['photos'], 'a required photo'],
  ['track', { evidence: [{ pointer: '#/evidence', kind: 'track', required: false }] }, ['tracks'], 'a track, even a voluntary one'],
  ['none', { evidence: [{ pointer: '#/evidence', kind: 'none', required: true }] }, [], 'no proof is no proof'],
] as const)('the form of a demand, %s: %o gives %o: %s', (_name, changes, expected, _why) => {
  expect(bansOf({ ...sound, ...changes } as Demand)).toEqual(expected)
})

test('an emergency may check people in, for one named task and for thirty days at most', () => {
  const checkIn = saying('防汛值守人员打卡')
  const emergency = {
    task: '防汛值守',
    legalReason: '《中华人民共和国突发事件应对法》',
    officer: '李少玲',
    from: '2026-06-01',
    to: '2026-06-30',
  }
  expect(bansOf(checkIn)).toEqual(['checkIn'])
  expect(bansOf({ ...checkIn, emergency })).toEqual([])
  expect(bansOf({ ...checkIn, emergency: { ...emergency, to: '2026-07-01' } })).toEqual(['checkIn'])
  expect(bansOf({ ...saying('防汛值守拍照'), emergency })).toEqual(['photos'])
  expect(['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'].map(day => emergencyStands({ emergency }, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('each example of a ban is refused by it, as the page of the bans says', () => {
  for (const { id, examples } of bans) for (const example of examples) expect(bansOf(saying(example)), `${id}: ${example}`).toContain(id)
  expect(new Set(allBans.map(({ id }) => id)).size).toBe(allBans.length)
})

test.each([
  [{ fillers: 33, minutes: 5, timesAYear: 12 }, 1980, '33个单位，每年12次，每次5分钟，全年共33小时。'],
  [{ fillers: 1, minutes: 50, timesAYear: 1 }, 50, '1个单位，每年1次，每次50分钟，全年共50分钟。'],
  [{ fillers: 33, minutes: 0, timesAYear: 12 }, 0, '不用谁另外花时间：记录在，就自己了结。'],
])('%o costs %i minutes a year', (demand, minutes, words) => {
  expect(priceOf(demand)).toMatchObject({ yearlyMinutes: minutes, words })
})

test('minutes and names as they are compared and said', () => {
  expect([0, 59, 60, 200].map(showMinutes)).toEqual(['0分钟', '59分钟', '1小时', '3小时20分钟'])
  expect(nameKey('本村的阵地数量')).toBe(nameKey('阵地 总数'))
})

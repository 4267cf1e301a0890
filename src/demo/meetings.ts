/**
 * Demonstration meetings (示例组织生活): the “六个一” activities of 2020 (figures T02), and the last year of Party life.
 *
 * Only the two items of 六个一 that are known appear: the town names the other four.
 */
import { kindNames, stateNames } from '#features/meetings/meetings.words.ts'
import { roleNames } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { partyCode } from './bodies.ts'
import type { Chance } from './chance.ts'
import { blank, clock, holderOn, present, type DemoMeetings, type Town } from './meeting-rows.ts'
import { theVillages } from './places.ts'
import { recentMeetings } from './recent-meetings.ts'

const items = ['调查研究', '问题检视'] as const
const topics = {
  调查研究: ['巷道照明', '出租屋消防', '污水管网', '老人饭堂', '停车难', '桑基鱼塘保护', '集体物业管理', '垃圾分类投放'],
  问题检视: ['办事排队', '诉求回复不及时', '会议过多', '公示不清楚', '走访不到位', '阵地开放时间'],
} as const

/** Villages with a sixth activity in the year, so that 33 villages make 180. */
const withSixth = 15

export function demoMeetings(town: Town, chance: Chance): DemoMeetings {
  const book: DemoMeetings = { meetings: [], meetingRolls: [], meetingActions: [] }
  packActivities(book, town, chance.of('六个一'))
  recentMeetings(book, town, chance.of('recent'))
  return book
}

/** 180 of 2020, with some of the years beside it, so that only a question about the year gets the right answer. */
function packActivities({ meetings, meetingRolls }: DemoMeetings, { people, terms }: Town, chance: Chance): void {
  for (const [at, village] of theVillages.entries()) {
    const count = at < withSixth ? 6 : 5
    const days = [
      ...Array.from({ length: count }, (_, order) => addDays('2020-01-06', Math.floor((order * 350) / count) + chance.below(50))),
      ...(chance.happens(0.3) ? ['2019-11-20'] : []),
      ...(chance.happens(0.3) ? ['2021-03-17'] : []),
    ]
    for (const [order, day] of days.entries()) {
      const item = items[order % items.length]!
      const topic = chance.pick(topics[item])
      const code = `LGY${village.code.slice(-3)}-${String(order + 1).padStart(2, '0')}`
      const secretary = holderOn(terms, roleNames.villageSecretary, village.code, day)
      meetings.push({
        ...blank,
        code,
        bodyCode: partyCode(village.code),
        kind: kindNames.packActivity,
        item,
        title: `${village.shortName}${item}：${topic}`,
        startsAt: clock(day, 9 * 60),
        endsAt: clock(day, 11 * 60),
        place: `${village.name}党群服务中心`,
        chairCode: secretary,
        state: stateNames.minuted,
        minutes: `围绕“${topic}”看了3处，问了12户。能马上改的当场改，其余列入清单，写明谁办、几时办好。`,
        minutedOn: day,
      })
      const others = chance
        .shuffle(people.filter(({ unitCode }) => unitCode === village.code).map(({ code: person }) => person))
        .slice(0, 5)
      for (const personCode of new Set([...(secretary ? [secretary] : []), ...others])) meetingRolls.push(present(code, personCode))
    }
  }
}

/**
 * Demonstration meetings (示例组织生活): the “六个一” activities of 2020 (figures T02), and the last twelve months of the branches
 * of 爱国社区 and 新田村 up to a day, with what is planned and what is still to be done.
 *
 * Only the two items of 六个一 that are known appear: the town names the other four.
 */
import type { MeetingActionRow, MeetingRollRow, MeetingRow } from '#features/meetings/meetings.workbook.ts'
import { agendaNames, kindNames, stateNames } from '#features/meetings/meetings.words.ts'
import type { PersonRow, TermRow } from '#features/people/people.workbook.ts'
import { roleNames } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { partyCode } from './bodies.ts'
import type { Chance } from './chance.ts'
import { theVillages, type Village } from './places.ts'
import type { DemoUnits } from './units.ts'

export interface DemoMeetings {
  meetings: MeetingRow[]
  meetingRolls: MeetingRollRow[]
  meetingActions: MeetingActionRow[]
}

interface Town {
  units: DemoUnits
  people: readonly PersonRow[]
  terms: readonly TermRow[]
  /** The last day told; what comes later is only planned. */
  today: string
}

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

const clock = (day: string, minute: number) =>
  `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const blank = {
  item: null,
  endsAt: null,
  place: null,
  chairCode: null,
  firstTopic: null,
  documents: null,
  minutes: null,
  minutedOn: null,
  cancelReason: null,
} as const

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

const present = (meetingCode: string, personCode: string): MeetingRollRow => ({
  meetingCode,
  personCode,
  part: '应到',
  attendance: '到会',
  reason: null,
})

function holderOn(terms: readonly TermRow[], role: string, unitCode: string, day: string): string | null {
  const held = terms.find(
    term => term.role === role && term.unitCode === unitCode && term.from <= day && (term.until === null || day <= term.until),
  )
  return held?.personCode ?? null
}

interface Branch {
  village: Village
  code: string
  shortName: string
  members: string[]
}

/** The secretary of each branch of the two villages and the leaders of its groups, as they are today. */
function branchesOf({ units, terms }: Town): Branch[] {
  const places = [...units.cooperatives, ...units.quarters].filter(({ village }) => ['爱国', '新田'].includes(village.shortName))
  return places.map(({ code, shortName, village }) => {
    const below = new Set([code, ...units.groups.filter(({ parentCode }) => parentCode === code).map(group => group.code)])
    const members = terms.filter(
      ({ role, unitCode, until }) =>
        until === null && below.has(unitCode) && [roleNames.branchSecretary, roleNames.gridLeader].includes(role),
    )
    return { code, shortName, village, members: [...new Set(members.map(({ personCode }) => personCode))] }
  })
}

/** Each month a committee with its first topic and a theme day; each quarter a general meeting and a lecture. */
function recentMeetings(book: DemoMeetings, town: Town, chance: Chance): void {
  const secretaryOf = new Map(theVillages.map(({ code }) => [code, holderOn(town.terms, roleNames.villageSecretary, code, town.today)]))
  for (const branch of branchesOf(town)) {
    for (let month = 11; month >= 0; month -= 1) {
      const first = monthBefore(town.today, month)
      const observer = secretaryOf.get(branch.village.code) ?? null
      told(
        book,
        town,
        branch,
        { kind: 'committeeMeeting', day: addDays(first, 4 + chance.below(5)), minute: 19 * 60 + 30, observer: null },
        chance,
      )
      told(book, town, branch, { kind: 'themeDay', day: addDays(first, 12 + chance.below(6)), minute: 15 * 60, observer: null }, chance)
      if (month % 3 !== 1) continue
      told(book, town, branch, { kind: 'generalMeeting', day: addDays(first, 20), minute: 19 * 60 + 30, observer }, chance)
      told(book, town, branch, { kind: 'lecture', day: addDays(first, 22), minute: 20 * 60, observer }, chance)
    }
    told(
      book,
      town,
      branch,
      { kind: 'committeeMeeting', day: addDays(town.today, 3 + chance.below(8)), minute: 20 * 60, observer: null },
      chance,
    )
  }
}

const monthBefore = (day: string, months: number) => {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() - months)
  return at.toISOString().slice(0, 10)
}

const matters = ['巷口路灯', '公厕清洁时间', '老人活动室用电', '鱼塘承包到期', '祠堂前停车', '雨天积水', '志愿服务排班'] as const
const kindTitles = { committeeMeeting: '支委会', themeDay: '主题党日', generalMeeting: '党员大会', lecture: '党课' } as const

interface Occasion {
  kind: keyof typeof kindTitles
  day: string
  minute: number
  observer: string | null
}

function told(book: DemoMeetings, town: Town, branch: Branch, { kind, day, minute, observer }: Occasion, chance: Chance): void {
  const [secretary] = branch.members
  if (secretary === undefined) return
  const isAhead = day >= town.today
  const code = `HY${branch.code.slice(-6)}-${day.replaceAll('-', '')}-${minute}${kindTitles[kind].slice(0, 2)}`
  const matter = chance.pick(matters)
  const isCancelled = !isAhead && chance.happens(0.02)
  const state = isAhead ? 'planned' : isCancelled ? 'cancelled' : 'minuted'
  book.meetings.push({
    ...blank,
    code,
    bodyCode: partyCode(branch.code),
    kind: kindNames[kind],
    title: `${branch.shortName}${Number(day.slice(5, 7))}月${kindTitles[kind]}`,
    startsAt: clock(day, minute),
    endsAt: clock(day, minute + 90),
    place: `${branch.shortName}党群服务站`,
    chairCode: secretary,
    state: stateNames[state],
    ...(kind === 'committeeMeeting' && {
      firstTopic: `${agendaNames.firstTopic}学习`,
      documents: ['在深圳经济特区建立40周年庆祝大会上的讲话', '《习近平谈治国理政》第三卷'],
    }),
    ...(state === 'minuted' && { minutes: `会议谈了${matter}。大家同意先看现场，再定办法，下次会议检查。`, minutedOn: day }),
    ...(state === 'cancelled' && { cancelReason: '台风天气，改到下个月。' }),
  })
  for (const personCode of branch.members) {
    const isExcused = state === 'minuted' && personCode !== secretary && chance.happens(0.1)
    const attendance = state !== 'minuted' ? '没有记' : isExcused ? '请假' : '到会'
    book.meetingRolls.push({ meetingCode: code, personCode, part: '应到', attendance, reason: isExcused ? '外出' : null })
  }
  if (observer && !branch.members.includes(observer) && state === 'minuted')
    book.meetingRolls.push({ ...present(code, observer), part: '列席' })
  if (kind === 'committeeMeeting' && state === 'minuted')
    actionOf(book, town, { code, day, matter, ownerCode: chance.pick(branch.members) }, chance)
}

/** What a committee gives one of its people to do: long ago done, lately still open. */
function actionOf(
  { meetingActions }: DemoMeetings,
  { today }: Town,
  { code, day, matter, ownerCode }: { code: string; day: string; matter: string; ownerCode: string },
  chance: Chance,
): void {
  const dueOn = addDays(day, 14 + chance.below(20))
  const isDone = dueOn < today && chance.happens(0.95)
  meetingActions.push({
    meetingCode: code,
    title: `把${matter}的事办好`,
    ownerCode,
    dueOn,
    doneOn: isDone ? addDays(day, 10) : null,
    result: isDone ? '办好了，已告诉街坊。' : null,
  })
}

/**
 * Demonstration meetings (示例组织生活): the last year of Party life up to a day, with what is planned and what is still to be done.
 *
 * Whom the demonstration's checklists bind holds what they ask: the committees and general branches of the town, and the branches
 * of 爱国社区 and 新田村. As in any town some of it was late, some fell out, and none of it is made up afterwards.
 */
import { bodyLines } from '#features/bodies/bodies.workbook.ts'
import { agendaNames, kindNames, stateNames } from '#features/meetings/meetings.words.ts'
import { roleNames } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { partyCode } from './bodies.ts'
import type { Chance } from './chance.ts'
import { blank, clock, holderOn, present, type DemoMeetings, type Town } from './meeting-rows.ts'
import { theVillages, townCode } from './places.ts'

interface Host {
  bodyCode: string
  shortName: string
  place: string
  /** Who should come; the first takes the chair. */
  members: string[]
  /** Comes to general meetings and lectures. */
  observer: string | null
  isBranch: boolean
}

type Kind = 'committeeMeeting' | 'groupMeeting' | 'themeDay' | 'generalMeeting' | 'lecture' | 'organisationLife'
const titles: Record<Kind, string> = {
  committeeMeeting: '委员会会议',
  groupMeeting: '党小组会',
  themeDay: '主题党日',
  generalMeeting: '党员大会',
  lecture: '党课',
  organisationLife: '组织生活会',
}

/** Of what was due, the share that fell out without a word, was called off, and (theme days) came after the twentieth. */
const rates = { missed: 0.006, cancelled: 0.006, late: 0.04 }

export function recentMeetings(book: DemoMeetings, town: Town, chance: Chance): void {
  const first = quarterBefore(town.today)
  for (const host of [...committeesOf(town), ...branchesOf(town)]) {
    const own = chance.of(host.bodyCode)
    for (let month = first; month <= town.today; month = nextMonth(month)) aMonth(book, town, host, month, own)
    if (!host.isBranch) continue
    told(book, town, host, { kind: 'committeeMeeting', day: addDays(town.today, 3 + own.below(8)), minute: 20 * 60 }, own)
  }
}

/** Each month a committee with its first topic and a theme day, each quarter a general meeting and a lecture, each year what the year asks. */
function aMonth(book: DemoMeetings, town: Town, host: Host, month: string, chance: Chance): void {
  const [evening, afternoon] = [19 * 60 + 30, 15 * 60]
  const hold = (kind: Kind, day: number, minute: number) =>
    chance.happens(rates.missed) || told(book, town, host, { kind, day: addDays(month, day - 1), minute }, chance)
  const number = Number(month.slice(5, 7))
  hold('committeeMeeting', 5 + chance.below(5), evening)
  if (host.isBranch) hold('groupMeeting', 10 + chance.below(2), evening)
  hold('themeDay', (chance.happens(rates.late) ? 22 : 12) + chance.below(6), afternoon)
  if (number % 3 === 2) hold('generalMeeting', 18, evening)
  if (number % 3 === 2) hold('lecture', 20, evening)
  // At the end of the year; half of them once more in summer, after the review of half a year's work.
  if (number === 12 || (number === 7 && chance.happens(0.5))) hold('organisationLife', 21, evening)
}

/** Committees and general branches that stand today. Where the workbook has nobody of theirs, the Party office sat in. */
function committeesOf({ bodies, terms, today }: Town): Host[] {
  const kinds: ReadonlySet<string> = new Set([bodyLines.party.committee, bodyLines.party.generalBranch])
  const office = holderOn(terms, roleNames.townClerk, townCode, today)
  const standing = bodies.filter(
    ({ kind, foundedOn, dissolvedOn }) => kinds.has(kind) && foundedOn <= today && (dissolvedOn === null || dissolvedOn > today),
  )
  return standing.map(({ code, name }) => {
    const members = terms.filter(({ bodyCode, until }) => bodyCode === code && until === null).map(({ personCode }) => personCode)
    const village = theVillages.find(each => partyCode(each.code) === code)
    const clerks = village
      ? terms.filter(term => term.unitCode === village.code && term.until === null && term.role === roleNames.villageClerk)
      : []
    return {
      bodyCode: code,
      shortName: village?.shortName ?? name,
      place: village ? `${village.name}党群服务中心` : '镇党群服务中心',
      members: [...new Set([...members, ...clerks.map(({ personCode }) => personCode)])],
      observer: members.length === 0 ? office : null,
      isBranch: false,
    }
  })
}

/** The secretary of each branch of the two villages and the leaders of its groups, as they are today. */
function branchesOf({ units, terms, today }: Town): Host[] {
  const places = [...units.cooperatives, ...units.quarters].filter(({ village }) => ['爱国', '新田'].includes(village.shortName))
  return places.map(({ code, shortName, village }) => {
    const groups = units.groups.filter(({ parentCode }) => parentCode === code).map(group => group.code)
    const below = new Set([code, ...groups])
    const members = terms.filter(
      ({ role, unitCode, until }) =>
        until === null && below.has(unitCode) && [roleNames.branchSecretary, roleNames.gridLeader].includes(role),
    )
    return {
      bodyCode: partyCode(code),
      shortName,
      place: `${shortName}党群服务站`,
      members: [...new Set(members.map(({ personCode }) => personCode))],
      observer: holderOn(terms, roleNames.villageSecretary, village.code, today),
      isBranch: true,
    }
  })
}

/** The first day of the quarter a year ago: the oldest that a list of the last twelve months asks about. */
function quarterBefore(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return `${year - 1}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
}

const nextMonth = (first: string) => `${addDays(first, 31).slice(0, 7)}-01`

const matters = ['巷口路灯', '公厕清洁时间', '老人活动室用电', '鱼塘承包到期', '祠堂前停车', '雨天积水', '志愿服务排班'] as const

interface Occasion {
  kind: Kind
  day: string
  minute: number
}

function told(book: DemoMeetings, town: Town, host: Host, { kind, day, minute }: Occasion, chance: Chance): void {
  const isAhead = day >= town.today
  const code = `HY${host.bodyCode.slice(-9)}-${day.replaceAll('-', '')}-${minute}${titles[kind].slice(0, 2)}`
  const matter = chance.pick(matters)
  const isCancelled = !isAhead && chance.happens(rates.cancelled)
  const state = isAhead ? 'planned' : isCancelled ? 'cancelled' : 'minuted'
  const [chair] = host.members
  book.meetings.push({
    ...blank,
    code,
    bodyCode: host.bodyCode,
    kind: kindNames[kind],
    title: `${host.shortName}${Number(day.slice(5, 7))}月${kind === 'committeeMeeting' && host.isBranch ? '支委会' : titles[kind]}`,
    startsAt: clock(day, minute),
    endsAt: clock(day, minute + 90),
    place: host.place,
    chairCode: chair ?? null,
    state: stateNames[state],
    ...((kind === 'committeeMeeting' || kind === 'groupMeeting') && {
      firstTopic: `${agendaNames.firstTopic}学习`,
      documents: ['在深圳经济特区建立40周年庆祝大会上的讲话', '《习近平谈治国理政》第三卷'],
    }),
    ...(state === 'minuted' && { minutes: `会议谈了${matter}。大家同意先看现场，再定办法，下次会议检查。`, minutedOn: day }),
    ...(state === 'cancelled' && { cancelReason: '台风天气，改到下个月。' }),
  })
  rollOf(book, host, { code, kind, state, chair }, chance)
  if (kind === 'committeeMeeting' && state === 'minuted' && chair !== undefined)
    actionOf(book, town, { code, day, matter, ownerCode: chance.pick(host.members) }, chance)
}

function rollOf(
  { meetingRolls }: DemoMeetings,
  { members, observer, isBranch }: Host,
  { code, kind, state, chair }: { code: string; kind: Kind; state: 'planned' | 'cancelled' | 'minuted'; chair: string | undefined },
  chance: Chance,
): void {
  for (const personCode of members) {
    const isExcused = state === 'minuted' && personCode !== chair && chance.happens(0.1)
    const attendance = state !== 'minuted' ? '没有记' : isExcused ? '请假' : '到会'
    meetingRolls.push({ meetingCode: code, personCode, part: '应到', attendance, reason: isExcused ? '外出' : null })
  }
  const observed = !isBranch || kind === 'generalMeeting' || kind === 'lecture'
  if (observer && observed && !members.includes(observer) && state === 'minuted')
    meetingRolls.push({ ...present(code, observer), part: '列席' })
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

/**
 * Demonstration volunteering (示例志愿服务): a team in each of the 33 villages, a year of activities with their hours, 七彩四点半 of
 * 樵乐 among them, and what is open in the weeks to come. Activities are of the kinds that the town is known for; people are invented.
 */
import type { PersonRow } from '#features/people/people.workbook.ts'
import type { TeamRow, VolunteerRecordRow, VolunteerRow, VolunteerSlotRow } from '#features/volunteering/volunteering.workbook.ts'
import { gradeNames, slotStateNames } from '#features/volunteering/volunteering.words.ts'
import { addDays } from '#platform/shared/calendar.ts'
import type { Chance } from './chance.ts'
import { inventLandline } from './names.ts'
import { theVillages, type Village } from './places.ts'

export interface DemoVolunteering {
  volunteers: VolunteerRow[]
  volunteerTeams: TeamRow[]
  volunteerSlots: VolunteerSlotRow[]
  volunteerRecords: VolunteerRecordRow[]
}

interface Town {
  people: readonly PersonRow[]
  today: string
}

/** 樵乐社区, where children come after school. */
const afterSchoolVillage = '440605122005'
const kinds = [
  { title: '清洁河涌', place: '村口河边', from: '08:30', to: '10:30', needs: 12 },
  { title: '探望独居老人', place: '党群服务中心', from: '14:30', to: '16:30', needs: 6 },
  { title: '垃圾分类入户讲解', place: '党群服务中心', from: '19:00', to: '20:30', needs: 8 },
  { title: '红色星期六清洁日', place: '文化广场', from: '08:00', to: '11:00', needs: 15 },
] as const satisfies readonly Kind[]
interface Kind {
  title: string
  place: string
  from: string
  to: string
  /** How many are wanted. */
  needs: number
}
const skills = ['会急救', '会修电器', '会剪发', '会教书法', '会开车', null] as const
const times = ['周末', '晚上', '周六上午', null] as const

export function demoVolunteering({ people, today }: Town, chance: Chance): DemoVolunteering {
  const book: DemoVolunteering = { volunteers: [], volunteerTeams: [], volunteerSlots: [], volunteerRecords: [] }
  for (const [at, village] of theVillages.entries()) {
    const near = people.filter(({ unitCode }) => unitCode === village.code).map(({ code }) => code)
    const own = chance.of(village.code)
    const members = own.shuffle(near).slice(0, 10)
    register(book, members, today, own)
    const teamCode = `ZD${village.code.slice(-3)}`
    book.volunteerTeams.push({
      code: teamCode,
      unitCode: village.code,
      name: `${village.shortName}志愿服务队`,
      leaderCode: members[0] ?? null,
      foundedOn: `201${6 + (at % 4)}-03-05`,
      closedOn: null,
    })
    const team = { teamCode, members, phone: inventLandline(2000 + at) }
    for (let month = 0; month < 12; month += 1) hold(book, village, team, addDays(today, -360 + month * 30 - (at % 9)), month + at, own)
    if (village.code === afterSchoolVillage) afterSchool(book, village, team, today, own)
    call(book, village, team, addDays(today, 3 + (at % 12)), at)
  }
  return book
}

function register(book: DemoVolunteering, members: readonly string[], today: string, chance: Chance): void {
  for (const personCode of members)
    book.volunteers.push({
      personCode,
      consentedOn: addDays(today, -400 - chance.below(300)),
      skills: chance.pick(skills),
      times: chance.pick(times),
    })
}

interface DemoTeam {
  teamCode: string
  members: readonly string[]
  phone: string
}

function slot(book: DemoVolunteering, village: Village, team: DemoTeam, day: string, what: Kind, state: keyof typeof slotStateNames) {
  const code = `ZY${day.slice(0, 4)}-${village.code.slice(-3)}${day.slice(5, 7)}${day.slice(8)}`
  book.volunteerSlots.push({
    code,
    unitCode: village.code,
    teamCode: team.teamCode,
    title: what.title,
    place: `${village.shortName}${what.place}`,
    contactName: `${village.shortName}党群服务中心`,
    contactPhone: team.phone,
    startsAt: `${day} ${what.from}`,
    endsAt: `${day} ${what.to}`,
    places: what.needs,
    minAge: null,
    state: slotStateNames[state],
    cancelReason: state === 'cancelled' ? '暴雨红色预警' : null,
  })
  return code
}

/** One that took place, or in one of thirty was called off for the rain. */
function hold(book: DemoVolunteering, village: Village, team: DemoTeam, day: string, order: number, chance: Chance): void {
  const what = kinds[order % kinds.length]!
  if (chance.happens(1 / 30)) slot(book, village, team, day, what, 'cancelled')
  else serve(book, slot(book, village, team, day, what, 'locked'), team, minutesOf(what), 3 + chance.below(4), chance)
}

const minutesOf = ({ from, to }: { from: string; to: string }) => {
  const at = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  return at(to) - at(from)
}

function serve(book: DemoVolunteering, slotCode: string, team: DemoTeam, minutes: number, count: number, chance: Chance): void {
  for (const personCode of chance.shuffle(team.members).slice(0, count)) {
    const later = chance.happens(1 / 25)
    const grade = later ? 'enteredLater' : chance.happens(0.4) ? 'onSite' : 'organiser'
    book.volunteerRecords.push({
      slotCode,
      personCode,
      minutes: chance.happens(0.1) ? minutes - 30 : minutes,
      grade: gradeNames[grade],
      publicReason: later ? '当天名册漏了，事后核对' : null,
    })
  }
}

const afterSchoolClass = { title: '七彩四点半', place: '儿童之家', from: '16:30', to: '18:00', needs: 4 } as const

/** Two years of children after school, so that last year’s records are whole, and those of the next two weeks. */
function afterSchool(book: DemoVolunteering, village: Village, team: DemoTeam, today: string, chance: Chance): void {
  const taken = new Set(book.volunteerSlots.map(({ code }) => code))
  for (let week = 1; week <= 104; week += 1) {
    const day = addDays(today, -7 * week - 1)
    if (taken.has(`ZY${day.slice(0, 4)}-${village.code.slice(-3)}${day.slice(5, 7)}${day.slice(8)}`)) continue
    serve(book, slot(book, village, team, day, afterSchoolClass, 'locked'), team, minutesOf(afterSchoolClass), 3, chance)
  }
  for (const days of [1, 8]) slot(book, village, team, addDays(today, days), afterSchoolClass, 'open')
}

const call = (book: DemoVolunteering, village: Village, team: DemoTeam, day: string, order: number) =>
  slot(book, village, team, day, kinds[order % kinds.length]!, 'open')

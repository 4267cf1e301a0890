/**
 * Demonstration trainings (示例培训): those of 2020 at the Party school and at the villages' teaching points (figures T03, T04), and a
 * few of the last twelve months. Secretaries of villages, cooperatives and quarters take turns (书记轮训).
 */
import type { PersonRow, TermRow } from '#features/people/people.workbook.ts'
import type { TrainingRollRow, TrainingSheetRow } from '#features/trainings/trainings.workbook.ts'
import { audienceNames, lengthNames, placeKindNames, stateNames } from '#features/trainings/trainings.words.ts'
import { roleNames } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import type { Chance } from './chance.ts'
import { theVillages, townCode } from './places.ts'

export interface DemoTrainings {
  trainings: TrainingSheetRow[]
  trainingRolls: TrainingRollRow[]
}

interface Town {
  people: readonly PersonRow[]
  terms: readonly TermRow[]
  today: string
}

/** Rounds of 2020 in which every secretary has a turn, and the parts into which a round is divided. */
const rounds = 3
const partsOfRound = 4
/** Sessions of 2020 at each village's teaching point. */
const perVillage = 7
const subjects = ['党章党规', '基层党建', '乡村振兴', '财务公开', '信访调解', '网格走访', '应急处置', '廉政教育'] as const

export function demoTrainings(town: Town, chance: Chance): DemoTrainings {
  const book: Book = { trainings: [], trainingRolls: [], busy: new Set() }
  rotation(book, town, chance.of('rotation'))
  atTeachingPoints(book, town, chance.of('points'), '2020-01-08', perVillage)
  ofTheTown(book, town, chance.of('town'))
  atTeachingPoints(book, town, chance.of('recent'), addDays(town.today, -330), 1)
  return { trainings: book.trainings, trainingRolls: book.trainingRolls }
}

/** `busy`: who is at a training on which day, because nobody is in two places. */
interface Book extends DemoTrainings {
  busy: Set<string>
}

interface Session {
  code: string
  course: string
  audience: keyof typeof audienceNames
  concentrated?: boolean
  unitCode: string
  day: string
  whole: boolean
  place: keyof typeof placeKindNames
}

function session({ trainings }: Book, { code, course, audience, concentrated = false, unitCode, day, whole, place }: Session): string {
  trainings.push({
    code,
    course,
    audience: audienceNames[audience],
    concentrated: concentrated ? '是' : '否',
    unitCode,
    startsAt: `${day} ${whole ? '08:30' : '14:30'}`,
    endsAt: `${day} ${whole ? '17:00' : '17:30'}`,
    length: whole ? lengthNames.fullDay : lengthNames.halfDay,
    placeKind: placeKindNames[place],
    place: place === 'partySchool' ? '镇党校教室' : '村居分教点',
    teacher: place === 'partySchool' ? '镇党校' : '镇党校讲师',
    state: stateNames.credited,
    cancelReason: null,
  })
  return code
}

/** Three rounds for all secretaries and three more for those of the villages: more than a thousand attendances. */
function rotation(book: Book, { terms }: Town, chance: Chance): void {
  const villages = terms
    .filter(
      ({ role, from, until }) => role === roleNames.villageSecretary && from <= '2020-01-01' && (until === null || until >= '2020-12-31'),
    )
    .map(({ personCode }) => personCode)
  const branches = terms
    .filter(({ role, until }) => role === roleNames.branchSecretary && until === null)
    .map(({ personCode }) => personCode)
  const all = [...new Set([...villages, ...branches])]
  for (let round = 0; round < rounds; round += 1) {
    const order = chance.shuffle(all)
    for (let part = 0; part < partsOfRound; part += 1) {
      const day = addDays('2020-05-11', round * 77 + part * 7)
      const code = turn(book, `${round + 1}${part + 1}`, day, round === 0)
      const size = Math.ceil(order.length / partsOfRound)
      attend(book, code, order.slice(part * size, (part + 1) * size), chance)
    }
  }
  for (let extra = 0; extra < 3; extra += 1)
    attend(book, turn(book, `V${extra + 1}`, addDays('2020-06-29', extra * 63), false), villages, chance)
}

const turn = (book: Book, code: string, day: string, concentrated: boolean) =>
  session(book, {
    code: `PX2020-L${code}`,
    course: concentrated ? '党组织书记集中轮训' : '党组织书记专题轮训',
    audience: 'secretaries',
    concentrated,
    unitCode: townCode,
    day,
    whole: true,
    place: 'partySchool',
  })

/** Those who are free that day; one in thirty asks to be excused. */
function attend({ trainings, trainingRolls, busy }: Book, sessionCode: string, people: readonly string[], chance: Chance): void {
  const day = trainings.at(-1)!.startsAt.slice(0, 10)
  for (const personCode of people.filter(person => !busy.has(`${day} ${person}`))) {
    busy.add(`${day} ${personCode}`)
    const isExcused = chance.happens(1 / 30)
    trainingRolls.push({ sessionCode, personCode, attendance: isExcused ? '请假' : '到会', reason: isExcused ? '因病' : null })
  }
}

function atTeachingPoints(book: Book, { people }: Town, chance: Chance, from: string, count: number): void {
  for (const [at, village] of theVillages.entries()) {
    const members = people.filter(({ unitCode }) => unitCode === village.code).map(({ code }) => code)
    for (let order = 0; order < count; order += 1) {
      const day = addDays(from, Math.floor((order * 340) / count) + ((at * 7) % 40))
      const code = session(book, {
        code: `PX${from.slice(0, 4)}-${village.code.slice(-3)}${order + 1}`,
        course: `${village.shortName}党员培训：${subjects[(at + order) % subjects.length]!}`,
        audience: 'members',
        unitCode: village.code,
        day,
        whole: chance.happens(0.2),
        place: 'teachingPoint',
      })
      attend(book, code, chance.shuffle(members).slice(0, 6 + chance.below(5)), chance)
    }
  }
}

/** Ten of 2020 for the others: 两委, activists and volunteers. */
function ofTheTown(book: Book, { people }: Town, chance: Chance): void {
  const audiences = ['committees', 'activists', 'volunteers'] as const
  for (let order = 0; order < 10; order += 1) {
    const audience = audiences[order % audiences.length]!
    const code = session(book, {
      code: `PX2020-T${String(order + 1).padStart(2, '0')}`,
      course: `${audienceNames[audience]}培训班`,
      audience,
      unitCode: townCode,
      day: addDays('2020-03-18', order * 28),
      whole: false,
      place: 'partySchool',
    })
    attend(book, code, chance.shuffle(people.map(({ code: person }) => person)).slice(0, 20), chance)
  }
}

/**
 * Demonstration cases (示例诉求): eighteen months up to a day, at about 1,700 a year, in all states; and the two that
 * 樵乐社区 solved through its joint meeting in 2020 (figures V11). Nobody's name or phone is in them.
 */
import type { RowOf } from '#platform/shared/sheet.ts'
import { roleNames } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import type { TermRow } from '#features/people/people.workbook.ts'
import type { StepVerb } from '#features/requests/requests.replay.rules.ts'
import { type caseSheet, stepNames, type stepSheet } from '#features/requests/requests.workbook.ts'
import type { JointMeetingRow } from '#features/requests/requests.joint.workbook.ts'
import { departmentCode } from './bodies.ts'
import type { Chance } from './chance.ts'
import { theVillages, zones } from './places.ts'
import { troubles, type Trouble } from './troubles.ts'
import type { DemoUnits } from './units.ts'

export type CaseRow = RowOf<typeof caseSheet>
export type StepRow = RowOf<typeof stepSheet>

/** The quarterly joint meeting of 2020 that decided V11's two. */
const meetingOn = '2020-06-18'

const perYear = 1_700
const months = 18

/** 樵乐社区, not 民乐社区. */
const qiaole = '440605122005'

/** When a case is said; the two of the joint meeting bring their own story. */
interface Told {
  day: string
  minute: number
  place?: Place
  trouble?: Trouble
  jointMeetingOn?: string
  steps?: (number: string) => StepRow[]
}

interface Town {
  units: DemoUnits
  terms: readonly TermRow[]
  /** The last day told; what would come later has not happened yet. */
  today: string
}

export function demoCases(town: Town, chance: Chance): { cases: CaseRow[]; steps: StepRow[]; jointMeetings: JointMeetingRow[] } {
  const desks = desksOf(town.terms)
  const days = Math.round((months / 12) * 365)
  const count = Math.round((perYear * months) / 12)
  const at = Array.from({ length: count }, () => ({
    // to the day before: what would come later today has not happened yet
    day: addDays(town.today, -1 - chance.below(days)),
    minute: 7 * 60 + chance.below(15 * 60),
  })).sort((a, b) => (a.day === b.day ? a.minute - b.minute : a.day < b.day ? -1 : 1))
  const running = new Map<string, number>()
  const cases: CaseRow[] = []
  const steps: StepRow[] = []
  for (const when of [...jointMeeting(), ...at] as readonly Told[]) {
    const place = when.place ?? placeOf(town.units, chance)
    const trouble = when.trouble ?? chance.pick(troubles)
    const year = when.day.slice(0, 4)
    const key = `${place.shortName}${year}`
    running.set(key, (running.get(key) ?? 0) + 1)
    const number = `${key}-${String(running.get(key)).padStart(4, '0')}`
    const submittedAt = clock(when.day, when.minute)
    const told = when.steps?.(number) ?? live({ number, path: place.path, desks, start: when, trouble, today: town.today }, chance)
    const accepted = told.some(step => step.step === stepNames.accept)
    cases.push({
      number,
      unitCode: place.code,
      text: trouble.text,
      near: trouble.near,
      categoryCode: accepted ? trouble.category : null,
      channel: chance.pick(['网上', '网上', '网上', '窗口', '电话', '上门', '12345热线']),
      submittedAt,
      publicLine: accepted && chance.happens(0.7) ? trouble.line : null,
      jointMeetingOn: when.jointMeetingOn ?? null,
    })
    steps.push(...told)
  }
  return { cases, steps, jointMeetings: meetingsOf(cases, town.terms) }
}

interface Place {
  code: string
  shortName: string
  /** Codes from the unit up to the town. */
  path: readonly string[]
}

/** A case is somewhere in a village: often at a group or cooperative, sometimes at the village as a whole. */
function placeOf(units: DemoUnits, chance: Chance): Place {
  const village = chance.happens(0.04) ? chance.pick(zones) : chance.pick(theVillages)
  const below = [...units.groups, ...units.cooperatives, ...units.quarters].filter(place => place.village.code === village.code)
  if (below.length === 0 || chance.happens(0.35)) return { code: village.code, shortName: village.shortName, path: [village.code] }
  const place = chance.pick(below)
  return {
    code: place.code,
    shortName: village.shortName,
    path: place.parentCode === village.code ? [place.code, village.code] : [place.code, place.parentCode, village.code],
  }
}

/** Who sits at each desk, by unit; and one officer of each department. */
function desksOf(terms: readonly TermRow[]) {
  const desk = new Set([roleNames.gridLeader, roleNames.branchSecretary, roleNames.villageClerk])
  const current = terms.filter(term => term.until === null)
  const people = new Map(current.filter(term => desk.has(term.role)).map(term => [term.unitCode, term.personCode]))
  const departments = new Map(
    current.filter(term => term.role === roleNames.departmentOfficer && term.bodyCode).map(term => [term.bodyCode!, term.personCode]),
  )
  return {
    departments,
    at(path: readonly string[]) {
      const unitCode = path.find(code => people.has(code))
      return unitCode === undefined ? null : people.get(unitCode)!
    },
  }
}

interface Life {
  number: string
  path: readonly string[]
  desks: ReturnType<typeof desksOf>
  start: { day: string; minute: number }
  trouble: Trouble
  today: string
}

/** One case's life, told until today: most go well, some wait, some come back, a few are not for the town. */
function live({ number, path, desks, start, trouble, today }: Life, chance: Chance): StepRow[] {
  const steps: StepRow[] = []
  let desk = desks.at(path)
  let day = start.day
  let minute = start.minute
  let over = false
  const step = (verb: StepVerb, after: number, more: Partial<StepRow> = {}) => {
    if (over) return
    day = after === 0 ? day : workday(addDays(day, after))
    minute = after === 0 ? minute + 5 + chance.below(60) : 8 * 60 + 35 + chance.below(8 * 60)
    if (minute >= 23 * 60) {
      day = workday(addDays(day, 1))
      minute = 9 * 60
    }
    if (day >= today) over = true
    else
      steps.push({
        number,
        at: clock(day, minute),
        step: stepNames[verb],
        byCode: null,
        toCode: null,
        reason: null,
        until: null,
        text: null,
        ...more,
      })
  }
  const waits = () => (chance.happens(0.08) ? 6 + chance.below(20) : 1 + chance.below(2))
  if (chance.happens(0.03)) {
    step('withdraw', 1 + chance.below(3))
    return steps
  }
  if (chance.happens(0.04)) {
    step('refuse', 1, { byCode: desk, reason: 'otherAuthority', text: '这件事依法归区里的部门办，电话写在下面，我们已先替您问过。' })
    return steps
  }
  const above = path.slice(path.findIndex(code => desks.at([code]) !== null) + 1)
  if (above.length > 0 && chance.happens(0.07)) {
    step('climb', 1, { byCode: desk, toCode: above[0]!, text: '小组里没有人手和材料，请上一级安排。' })
    desk = desks.at(above)
  }
  step('accept', chance.happens(0.5) ? 0 : 1, { byCode: desk })
  const bodyCode = departmentCode(trouble.department)
  const officer = desks.departments.get(bodyCode)
  const worker = officer && (desk === null || chance.happens(0.55)) ? officer : desk
  if (worker === officer && officer) step('assign', waits(), { byCode: desk, toCode: bodyCode })
  step('take', waits(), { byCode: worker })
  if (worker === officer && chance.happens(0.06)) {
    step('giveBack', 1, { byCode: officer, reason: 'notOurDuty', text: '设施不归我们管。（依据：镇职能清单）' })
    step('assign', 1, { byCode: desk, toCode: desk })
    step('take', 1, { byCode: desk })
  }
  if (worker === officer && desk !== null && chance.happens(0.05)) {
    step('passOn', 1, { byCode: steps.at(-1)?.byCode ?? officer, toCode: desk, text: '这件小事村里自己能办，转回去更快。' })
    step('take', 1, { byCode: desk })
  }
  if (chance.happens(0.15)) {
    const days = 2 + chance.below(6)
    step('pause', 1, {
      byCode: worker,
      reason: chance.pick(['parts', 'weather', 'survey', 'approval', 'residentAway']),
      until: addDays(day, days + 1),
      text: '到货后马上办。',
    })
    step('resume', days, { byCode: worker })
  }
  step('propose', 1 + chance.below(4) + waits(), { byCode: steps.at(-1)?.byCode ?? worker, text: trouble.done })
  if (chance.happens(0.12)) {
    step('reject', 1 + chance.below(3), { text: '还差一点没弄好，请再来看看。' })
    step('take', 1, { byCode: steps.findLast(each => each.byCode)?.byCode ?? worker })
    step('propose', 2 + chance.below(4), { byCode: steps.at(-1)?.byCode ?? worker, text: `${trouble.done}这次请居民一起看过。` })
  }
  const answer = chance.below(100)
  if (answer < 76) step('confirm', chance.below(6) + 1)
  else if (answer < 82) step('confirmOnBehalf', 2 + chance.below(5), { byCode: null })
  else step('lapse', 16)
  if (answer < 2) {
    step('reopen', 5 + chance.below(20), { text: '又不行了，请再办一次。' })
    step('take', 1, { byCode: worker })
    step('propose', 3, { byCode: worker, text: '换了整套，保修一年。' })
    step('confirm', 2)
  }
  return steps
}

/** 穗丰市场停车场 and 民乐桥头公交站: returned three times, taken to the quarterly joint meeting, solved. */
function jointMeeting(): Told[] {
  const told = [
    {
      day: '2020-03-10',
      meeting: meetingOn,
      solved: '2020-09-21',
      text: '穗丰市场没有停车的地方，路边乱停，老人过马路很危险。',
      near: '穗丰市场门口',
      line: '穗丰市场停车场',
      done: '联席会议商定，旁边空地整平划线，有四十多个车位。',
    },
    {
      day: '2020-04-02',
      meeting: meetingOn,
      solved: '2020-10-15',
      text: '民乐桥头公交站又小又没有遮雨的，盼着升级改造。',
      near: '民乐桥头',
      line: '民乐桥头公交站升级改造',
      done: '联席会议商定，站台加宽，装了雨棚和座椅。',
    },
  ]
  return told.map(({ day, meeting, solved, text, near, line, done }) => ({
    day,
    minute: 10 * 60,
    place: { code: qiaole, shortName: '樵乐', path: [qiaole] },
    trouble: { category: '1003', department: '公共服务办', text, near, line, done } satisfies Trouble,
    jointMeetingOn: meeting,
    steps: (number: string): StepRow[] => {
      const to = departmentCode('公共服务办')
      const row = (verb: StepVerb, on: string, more: Partial<StepRow> = {}): StepRow => ({
        number,
        at: clock(on, 10 * 60),
        step: stepNames[verb],
        byCode: null,
        toCode: null,
        reason: null,
        until: null,
        text: null,
        ...more,
      })
      const bounce = [15, 30, 45].flatMap(after => [
        row('assign', addDays(day, after), { toCode: to }),
        row('giveBack', addDays(day, after + 5), { reason: 'needsJoint', text: '要几家一起办。（依据：镇职能清单）' }),
      ])
      return [
        row('accept', addDays(day, 1)),
        ...bounce,
        row('decide', meeting, { toCode: to }),
        row('take', addDays(meeting, 4)),
        row('propose', addDays(solved, -3), { text: done }),
        row('confirm', solved),
      ]
    },
  }))
}

/** Who was there and who decided: a member of the Party committee, who held the post on the day. */
function meetingsOf(cases: readonly CaseRow[], terms: readonly TermRow[]): JointMeetingRow[] {
  const leader = terms.find(term => term.role === roleNames.townLeader && term.from <= meetingOn)!
  return cases
    .filter(row => row.jointMeetingOn === meetingOn)
    .map(({ number }) => ({
      heldOn: meetingOn,
      number,
      deciderCode: leader.personCode,
      bodyCodes: (['党建办', '公共服务办'] as const).map(departmentCode),
      unitCodes: [qiaole],
    }))
}

/** The day itself, or the Monday after. */
function workday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day
}

const clock = (day: string, minute: number) =>
  `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

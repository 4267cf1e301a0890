import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { appraisalSheet } from '#features/appraisals/appraisals.workbook.ts'
import { bodyKindOf, bodySheet } from '#features/bodies/bodies.workbook.ts'
import { gridSheet, membershipSheet } from '#features/memberships/memberships.workbook.ts'
import { contactSheet, householdSheet } from '#features/households/households.workbook.ts'
import { plateSheet } from '#features/plates/plates.workbook.ts'
import { peopleSheet, termSheet } from '#features/people/people.workbook.ts'
import { stepNames } from '#features/requests/requests.workbook.ts'
import { unitSheet } from '#features/units/units.workbook.ts'
import { venueSheet } from '#features/venues/venues.workbook.ts'
import { readWorkbook } from '#platform/server/workbook.ts'
import { realPeople } from './names.ts'
import { demoTown, writeDemoWorkbook, type DemoTown } from './town.ts'

const today = '2026-11-23'
const town = demoTown(1, today)

/** What the article counts, by its number in the list of figures. */
const counted: [string, number, (town: DemoTown) => number][] = [
  [
    'T01 villages and communities with a secretary',
    33,
    ({ terms }) => new Set(terms.filter(term => term.role === '村（社区）党委书记' && !term.until).map(term => term.unitCode)).size,
  ],
  ['T05 town service centre', 1, ({ venues }) => venues.filter(venue => venue.kind === '镇级党群服务中心').length],
  ['T06 village and community centres', 33, ({ venues }) => venues.filter(venue => venue.kind === '村（社区）党群服务中心').length],
  ['T07 stations of cooperatives', 281, ({ venues }) => venues.filter(venue => venue.kind === '党群服务站').length],
  ['T08 Party theme parks', 3, ({ venues }) => venues.filter(venue => venue.kind === '党建主题公园').length],
  ['T09 red-heritage bases', 2, ({ venues }) => venues.filter(venue => venue.kind === '红色基因教育阵地').length],
  [
    'T10 urban communities with red houses',
    6,
    ({ venues }) => new Set(venues.filter(venue => venue.kind === '红房子').map(venue => venue.unitCode)).size,
  ],
  ['T11 red houses in use', 10, ({ venues }) => venues.filter(venue => venue.kind === '红房子' && venue.status === '使用中').length],
  [
    'T20 temporary branches of early 2020',
    26,
    ({ bodies }) => bodies.filter(body => body.kind === '临时党支部' && body.foundedOn < '2020-03-01').length,
  ],
  ['T21 active Party organisations on 2020-02-15', 555, activeOn('2020-02-15')],
  ['T21 the same through the mobilisation', 555, activeOn('2020-04-29')],
  ['V01 members without a post in the grid of 爱国', 110, inGridOf('无职党员')],
  ['V02 members in service elsewhere in the grid of 爱国', 54, inGridOf('在职党员')],
  [
    'V04 theme parks that 爱国 opened in 2020',
    4,
    ({ venues }) =>
      venues.filter(venue => venue.kind === '主题公园' && venue.unitCode === codeOf('爱国社区') && venue.openedOn?.startsWith('2020'))
        .length,
  ],
  [
    'V13 Party theme park of 岭西',
    1,
    ({ venues }) => venues.filter(venue => venue.kind === '党建主题公园' && venue.unitCode === codeOf('岭西村')).length,
  ],
  [
    'V13 base of 岭西 against organised crime',
    1,
    ({ venues }) => venues.filter(venue => venue.kind === '扫黑除恶主题教育基地' && venue.unitCode === codeOf('岭西村')).length,
  ],
  ['cooperatives', 281, ({ units }) => units.filter(unit => unit.kind === '经济社').length],
  ['cooperatives of 新田', 13, ({ units }) => units.filter(unit => unit.kind === '经济社' && unit.parentCode === codeOf('新田村')).length],
  ['household groups of 新田', 13, groupsOf('新田村')],
  ['household groups of 爱国', 8, groupsOf('爱国社区')],
  ['V03 households of 爱国', 742, ({ households }) => households.filter(row => row.unitCode.startsWith(codeOf('爱国社区'))).length],
  [
    'V03 households of 爱国 visited in 2020',
    742,
    ({ visits }) =>
      new Set(visits.filter(row => row.visitedOn.startsWith('2020') && row.outcome === '谈过了').map(row => row.householdCode)).size,
  ],
  [
    'households of 新田, 92 a group',
    13 * 92,
    ({ households }) => households.filter(row => row.unitCode.startsWith(codeOf('新田村'))).length,
  ],
  ['zones', 2, ({ units }) => units.filter(unit => unit.kind === '园区').length],
]

const codeOf = (name: string) => town.units.find(unit => unit.name === name)!.code
function activeOn(day: string) {
  return ({ bodies }: DemoTown) =>
    bodies.filter(
      body => bodyKindOf(body.kind).line === 'party' && body.foundedOn <= day && (body.dissolvedOn === null || body.dissolvedOn > day),
    ).length
}
function groupsOf(village: string) {
  return ({ units }: DemoTown) => units.filter(unit => unit.kind === '户联系党小组' && unit.code.startsWith(codeOf(village))).length
}

describe.each([1, 2, 'another'])('the town of seed %s', seed => {
  const some = demoTown(seed, today)

  test.each(counted)('has %s: %i', (_what, expected, count) => expect(count(some)).toBe(expected))

  test('has another number of Party organisations outside the mobilisation', () => {
    expect(activeOn('2019-06-30')(some)).not.toBe(555)
    expect(activeOn('2020-07-01')(some)).toBe(529)
    expect(activeOn('2021-12-31')(some)).toBe(535)
  })

  test('names no one who stands in the article', () => {
    for (const { name } of some.people) expect(realPeople.has(name), name).toBe(false)
    expect(JSON.stringify(some)).not.toMatch(new RegExp([...realPeople].join('|')))
  })

  test('has each code once, and nothing refers to what is not there', () => {
    const codes = <T extends { code: string }>(rows: T[]) => {
      const set = new Set(rows.map(row => row.code))
      expect(set.size).toBe(rows.length)
      return set
    }
    const [units, bodies, people] = [codes(some.units), codes(some.bodies), codes(some.people)]
    codes(some.venues)
    const lost: string[] = []
    const need = (set: Set<string>, code: string | null, from: string) => {
      if (code !== null && !set.has(code)) lost.push(`${from} → ${code}`)
    }
    for (const unit of some.units) need(units, unit.parentCode, unit.code)
    for (const body of some.bodies) {
      need(bodies, body.parentCode, body.code)
      for (const code of body.unitCodes ?? []) need(units, code, body.code)
    }
    for (const person of some.people) need(units, person.unitCode, person.code)
    for (const term of some.terms) {
      need(people, term.personCode, 'term')
      need(units, term.unitCode, 'term')
      need(bodies, term.bodyCode, 'term')
    }
    for (const venue of some.venues) {
      need(units, venue.unitCode, venue.code)
      need(bodies, venue.bodyCode, venue.code)
    }
    expect(lost).toEqual([])
    expect(some.units.filter(unit => unit.parentCode === null).map(unit => unit.name)).toEqual(['西樵镇'])
  })

  test('has households enough for 3,950 of members, each leader within the limit, and no contact that a household does not want', () => {
    expect(some.households.length).toBeGreaterThan(4_000)
    const homes = new Map(some.households.map(row => [row.code, row]))
    expect(homes.size).toBe(some.households.length)
    const byLeader = Map.groupBy(some.householdContacts, row => row.personCode)
    expect(Math.max(...[...byLeader.values()].map(rows => rows.length))).toBeLessThanOrEqual(20)
    expect(some.householdContacts.every(row => homes.get(row.householdCode)!.preference !== '不要联系')).toBe(true)
    expect(some.householdContacts.length).toBeGreaterThan(800)
  })

  test('has 3,950 plates of 2020, one a household and one a member, numbered by village', () => {
    expect(some.plates).toHaveLength(3_950)
    for (const key of ['householdCode', 'personCode', 'number'] as const) expect(new Set(some.plates.map(row => row[key])).size).toBe(3_950)
    const homes = new Set(some.households.map(({ code }) => code))
    const full = new Set(some.memberships.filter(({ fullOn }) => fullOn! < '2020-01-01').map(({ personCode }) => personCode))
    for (const { householdCode, personCode, agreedOn, mountedOn } of some.plates)
      expect([homes.has(householdCode), full.has(personCode), agreedOn < mountedOn!, mountedOn! < '2021-01-01']).toEqual([
        true,
        true,
        true,
        true,
      ])
  })

  test('never puts a body under one of another line of authority', () => {
    const lineOf = new Map(some.bodies.map(body => [body.code, bodyKindOf(body.kind).line]))
    for (const body of some.bodies) if (body.parentCode) expect(lineOf.get(body.parentCode), body.name).toBe(lineOf.get(body.code))
  })

  test('has every post filled today', () => {
    const held = (role: string) => new Set(some.terms.filter(term => term.role === role && term.until === null).map(term => term.unitCode))
    expect(held('村（社区）办事员').size).toBe(33)
    expect(held('村务监督委员会成员').size).toBe(33)
    expect(held('经济社（小区）党支部书记').size).toBe(281 + 12)
    expect(held('户联系党小组组长').size).toBe(some.units.filter(unit => unit.kind === '户联系党小组').length)
    for (const role of ['镇党建办工作人员', '镇领导', '镇纪委工作人员', '系统管理员', '安全管理员', '审计管理员', '个人信息保护负责人'])
      expect(held(role).size, role).toBe(1)
    const administrators = some.terms
      .filter(term => ['系统管理员', '安全管理员', '审计管理员'].includes(term.role))
      .map(term => term.personCode)
    expect(new Set(administrators).size).toBe(3)
  })
})

test('the same seed gives the same town, another seed another', () => {
  const digest = (seed: string | number) =>
    createHash('sha256')
      .update(JSON.stringify(demoTown(seed, today)))
      .digest('hex')
  expect(digest(1)).toBe(digest(1))
  expect(digest(1)).not.toBe(digest(2))
})

test('fits its own sheets: written and read again it is the same', async () => {
  const sheets = [
    unitSheet,
    bodySheet,
    peopleSheet,
    termSheet,
    membershipSheet,
    gridSheet,
    venueSheet,
    householdSheet,
    contactSheet,
    plateSheet,
    appraisalSheet,
  ]
  const reading = await readWorkbook(await writeDemoWorkbook(1, today), sheets)
  expect(reading.readings.flatMap(({ errors }) => errors)).toEqual([])
  const rowsOf = (sheet: (typeof sheets)[number]) => reading.of(sheet as typeof unitSheet)!.rows.map(row => row.values as unknown)
  expect(rowsOf(unitSheet)).toEqual(town.units)
  expect(rowsOf(bodySheet)).toEqual(town.bodies)
  expect(rowsOf(peopleSheet)).toEqual(town.people)
  expect(rowsOf(termSheet)).toEqual(town.terms)
  expect(rowsOf(venueSheet)).toEqual(town.venues)
  expect(rowsOf(householdSheet)).toEqual(town.households)
  expect(rowsOf(contactSheet)).toEqual(town.householdContacts)
  expect(rowsOf(plateSheet)).toEqual(town.plates)
  expect(rowsOf(appraisalSheet)).toEqual(town.appraisals)
})

test('福寿里 and 北街 stand in 爱国社区, with a station and a group', () => {
  const here = town.units.filter(unit => unit.code.startsWith(codeOf('爱国社区'))).map(unit => unit.name)
  expect(here).toEqual(expect.arrayContaining(['福寿里经济社', '北街经济社', '福寿里小组']))
  expect(town.venues.map(venue => venue.name)).toContain('福寿里党群服务站')
})

test('eighteen months of cases at about 1,700 a year, in all states, and V11’s two belong to 樵乐社区', () => {
  const live = town.cases.filter(row => row.submittedAt >= '2025')
  expect(live).toHaveLength(2_550)
  expect(live.every(row => row.submittedAt.slice(0, 10) <= today)).toBe(true)
  expect(new Set(town.cases.map(row => row.number)).size).toBe(town.cases.length)
  // both joint meetings gave their case to a handler; none answered without one
  const { decideAnswer: _, ...told } = stepNames
  expect(new Set(town.steps.map(row => row.step))).toEqual(new Set(Object.values(told)))
  const joint = town.cases.filter(row => row.jointMeetingOn)
  expect(joint.map(row => [row.unitCode, row.publicLine ?? row.near])).toEqual([
    [codeOf('樵乐社区'), expect.stringMatching('穗丰市场')],
    [codeOf('樵乐社区'), expect.stringMatching('民乐桥头')],
  ])
  expect(town.jointMeetings.map(row => [row.number, row.heldOn])).toEqual(joint.map(row => [row.number, row.jointMeetingOn]))
})

/** Of a kind in 爱国社区: in its grid on 2020-08-31, and all of them. */
function inGridOf(kind: string) {
  return ({ people, memberships, grids }: DemoTown) => {
    const own = new Set(people.filter(({ unitCode }) => unitCode === codeOf('爱国社区')).map(({ code }) => code))
    const members = memberships.filter(member => own.has(member.personCode) && member.kind === kind).map(({ personCode }) => personCode)
    const there = new Set(grids.filter(grid => grid.state === '在格' && grid.from <= '2020-08-31').map(({ personCode }) => personCode))
    expect(members.filter(code => !there.has(code))).toEqual([])
    return members.length
  }
}

test('about four thousand members, each once in a branch, and grids for nearly all', () => {
  expect(town.memberships.length).toBeGreaterThan(3_900)
  expect(town.memberships.length).toBeLessThan(4_200)
  expect(new Set(town.memberships.map(({ personCode }) => personCode)).size).toBe(town.memberships.length)
  expect(town.grids.length / town.memberships.length).toBeGreaterThan(0.95)
})

test('duties: in each village most have reported, someone is only invited, and some places of posts are free', () => {
  const villages = new Set(town.reportIns.map(({ unitCode }) => unitCode))
  expect(villages.size).toBe(33)
  expect(town.reportIns.filter(({ state }) => state === '已邀请')).toHaveLength(33)
  const places = town.servicePosts.reduce((sum, { headcount }) => sum + headcount, 0)
  expect(town.postHoldings.length).toBeLessThan(places)
  expect(town.postHoldings.length / places).toBeGreaterThan(0.7)
  expect(new Set(town.postHoldings.map(({ personCode }) => personCode)).size, 'one post a member').toBe(town.postHoldings.length)
  expect(town.wishes.some(({ state }) => state === '等人认领')).toBe(true)
})

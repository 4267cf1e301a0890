/**
 * Demonstration people (示例人员与任职): invented holders of every post that the work needs.
 *
 * Codes are given in the order of the town, so that a demonstration can name people by them. Some posts
 * changed hands at the election of early 2021, some people hold two (一肩挑), one is on the books of
 * an office that kept him only until 2024: what was true on a day is asked of the terms.
 */
import type { PersonRow, TermRow } from '#features/people/people.workbook.ts'
import { roleNames, type Role } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { departmentCode, departments, partyCode } from './bodies.ts'
import type { Chance } from './chance.ts'
import { inventMobile, inventName } from './names.ts'
import { theVillages, townCode, xintianCode } from './places.ts'
import type { DemoUnits, Place } from './units.ts'

/** The day on which those elected in early 2021 took office. */
export const electedOn = '2021-01-10'

export function demoPeople(units: DemoUnits, chance: Chance): { people: PersonRow[]; terms: TermRow[] } {
  const book = openBook(chance)
  townOffice(book)
  for (const village of theVillages) {
    villageOffice(book, village.code, chance.of(village.code))
    const below = (places: Place[]) => places.filter(place => place.village === village)
    for (const place of [...below(units.cooperatives), ...below(units.quarters)]) branch(book, place, units)
  }
  return { people: book.people, terms: book.terms }
}

interface Post {
  role: Role
  title: string
  unitCode: string
  bodyCode?: string
  from?: string
  until?: string
  shown?: boolean
}

type Book = ReturnType<typeof openBook>

function openBook(chance: Chance) {
  const people: PersonRow[] = []
  const terms: TermRow[] = []
  const assign = (personCode: string, { role, title, unitCode, bodyCode, from = electedOn, until, shown = false }: Post) => {
    terms.push({
      personCode,
      role: roleNames[role],
      title,
      unitCode,
      bodyCode: bodyCode ?? null,
      from,
      until: until ?? null,
      shown: shown ? '是' : '否',
    })
  }
  return {
    people,
    terms,
    chance,
    assign,
    /** Someone new, kept by the unit's office, in the posts given; returns the code. */
    add(unitCode: string, ...posts: Post[]): string {
      const order = people.length + 1
      const code = `R${String(order).padStart(4, '0')}`
      people.push({ code, name: inventName(chance), phone: inventMobile(order), unitCode })
      for (const post of posts) assign(code, post)
      return code
    },
  }
}

function townOffice({ add, chance }: Book): void {
  const at = { unitCode: townCode }
  const partyOffice = { ...at, bodyCode: departmentCode('党建办'), from: '2019-03-01' }
  add(townCode, { ...partyOffice, role: 'townClerk', title: '党建办干事' })
  add(townCode, { ...partyOffice, role: 'townClerk', title: '党建办副主任' })
  add(townCode, { ...at, bodyCode: partyCode(townCode), role: 'townLeader', title: '镇党委委员', from: '2020-07-01' })
  add(townCode, { ...at, bodyCode: partyCode(townCode), role: 'townLeader', title: '镇党委副书记', from: '2019-09-01' })
  add(townCode, { ...at, bodyCode: departmentCode('纪委办'), role: 'townDiscipline', title: '纪委办干事', from: '2019-09-01' })
  add(townCode, { ...at, role: 'systemAdministrator', title: '系统管理员', from: '2020-01-01' })
  add(townCode, { ...at, role: 'securityAdministrator', title: '安全管理员', from: '2020-01-01' })
  add(townCode, { ...at, role: 'auditAdministrator', title: '审计管理员', from: '2020-01-01' })
  add(townCode, { ...at, role: 'privacyOfficer', title: '个人信息保护负责人', from: '2020-01-01' })
  for (const name of departments.filter(department => department !== '党建办' && department !== '纪委办')) {
    const officer = { ...at, bodyCode: departmentCode(name), role: 'departmentOfficer' as const }
    add(townCode, { ...officer, title: `${name}工作人员`, from: '2019-03-01' })
    if (chance.happens(0.5)) add(townCode, { ...officer, title: `${name}工作人员`, from: '2021-06-01' })
  }
  add(townCode, {
    ...at,
    bodyCode: departmentCode('环保办'),
    role: 'departmentOfficer',
    title: '环保办工作人员',
    from: '2018-03-01',
    until: '2024-02-29',
  })
}

/** Secretary, one or two clerks and three supervisors; in a third of the villages the secretary is new since 2021. */
function villageOffice({ add }: Book, unitCode: string, chance: Chance): void {
  const secretary = { unitCode, bodyCode: partyCode(unitCode), role: 'villageSecretary' as const, title: '党委书记', shown: true }
  const clerk = { unitCode, bodyCode: `S-${unitCode}`, role: 'villageClerk' as const, title: '办事员' }
  if (chance.happens(0.33)) {
    add(unitCode, { ...secretary, from: '2017-04-10', until: addDays(electedOn, -1) })
    add(unitCode, secretary)
  } else add(unitCode, { ...secretary, from: '2017-04-10' })
  add(unitCode, { ...clerk, from: '2018-06-01' })
  if (chance.happens(0.5)) add(unitCode, { ...clerk, from: '2021-03-01' })
  const supervisor = { unitCode, bodyCode: `V-${unitCode}`, role: 'supervisor' as const, title: '居（村）务监督委员会成员' }
  for (let count = 0; count < 3; count += 1) {
    // where matters of 2020 are told, the supervisors of the term before are the same three
    const before = unitCode === xintianCode ? [{ ...supervisor, from: '2017-04-10', until: addDays(electedOn, -1) }] : []
    add(unitCode, ...before, supervisor)
  }
}

/** Where matters are told on their way: the branch's secretary has also been director of the cooperative for long. */
const hasDirector = ({ kind, village, shortName }: Place) =>
  kind === 'cooperative' && (village.shortName === '新田' || (village.shortName === '爱国' && shortName === '福寿里'))

/** The branch's secretary, and the leader of each household group below; in some, one person is both. */
function branch({ add, assign, chance }: Book, place: Place, units: DemoUnits): void {
  const bodyCode = partyCode(place.code)
  const secretary = add(place.village.code, {
    unitCode: place.code,
    bodyCode,
    role: 'branchSecretary',
    title: '党支部书记',
    shown: chance.happens(0.9),
  })
  if (hasDirector(place))
    assign(secretary, {
      unitCode: place.code,
      bodyCode: `E-${place.code}`,
      role: 'cooperativeDirector',
      title: '经济社社长',
      from: '2017-12-20',
    })
  for (const group of units.groups.filter(candidate => candidate.parentCode === place.code)) {
    const leader: Post = { unitCode: group.code, bodyCode, role: 'gridLeader', title: '党小组组长', shown: chance.happens(0.85) }
    if (chance.happens(0.25)) assign(secretary, leader)
    else add(place.village.code, leader)
  }
}

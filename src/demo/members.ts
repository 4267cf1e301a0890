/**
 * Demonstration members (示例党员): who is a member of which branch, and in which grid; about four thousand in the town.
 *
 * 爱国社区 has exactly 110 members without a post and 54 in service elsewhere, all of them in its grid by 2020-08-31 (V01, V02).
 * Everyone else is invented; elsewhere a few stand in no grid yet, so that the list of gaps has lines.
 */
import type { GridRow, MembershipRow } from '#features/memberships/memberships.workbook.ts'
import { gridKindNames, gridStateNames, memberKindNames, suspendReasonNames } from '#features/memberships/memberships.words.ts'
import type { PersonRow, TermRow } from '#features/people/people.workbook.ts'
import { roleNames } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { partyCode } from './bodies.ts'
import type { Chance } from './chance.ts'
import { inventMobile, inventName } from './names.ts'
import { theVillages, type Village } from './places.ts'
import type { DemoUnits, Place } from './units.ts'

export interface DemoMembers {
  members: PersonRow[]
  memberships: MembershipRow[]
  grids: GridRow[]
}

/** How many of each kind a village has besides those who hold a post there. */
interface Numbers {
  withoutPost: number
  inServiceElsewhere: number
  retired: number
  away: number
}

/** Mobile numbers from here on, beyond those of the people in office. */
const firstOrder = 3001
const inOffice: readonly string[] = [roleNames.villageSecretary, roleNames.branchSecretary, roleNames.gridLeader]

export function demoMembers(units: DemoUnits, { terms }: { terms: readonly TermRow[] }, chance: Chance): DemoMembers {
  const book: DemoMembers = { members: [], memberships: [], grids: [] }
  const entered = new Set<string>()
  for (const village of theVillages) {
    const own = chance.of(village.code)
    const places = [...units.cooperatives, ...units.quarters].filter(place => place.village === village)
    officers(book, entered, { village, places, terms, groups: units.groups }, own)
    for (const [kind, count] of Object.entries(numbersOf(village, own)) as [keyof Numbers, number][])
      for (let order = 0; order < count; order += 1)
        member(book, { village, kind, place: places[order % places.length]!, groups: units.groups }, own)
  }
  return book
}

const numbersOf = (village: Village, chance: Chance): Numbers =>
  village.shortName === '爱国'
    ? { withoutPost: 110, inServiceElsewhere: 54, retired: 12, away: 5 }
    : {
        withoutPost: 62 + chance.below(16),
        inServiceElsewhere: 14 + chance.below(10),
        retired: 12 + chance.below(6),
        away: 4 + chance.below(5),
      }

/** Secretaries and leaders of groups are members of the branch that they serve; each once. */
function officers(
  book: DemoMembers,
  entered: Set<string>,
  { village, places, terms, groups }: { village: Village; places: readonly Place[]; terms: readonly TermRow[]; groups: readonly Place[] },
  chance: Chance,
): void {
  const placeOf = new Map(places.map(place => [place.code, place]))
  for (const group of groups) if (placeOf.has(group.parentCode)) placeOf.set(group.code, placeOf.get(group.parentCode)!)
  placeOf.set(village.code, places[0]!)
  for (const { personCode, role, unitCode } of terms) {
    const place = placeOf.get(unitCode)
    if (!place || entered.has(personCode) || !inOffice.includes(role)) continue
    entered.add(personCode)
    join(book, personCode, 'holdsPost', partyCode(place.code), null, chance)
    stand(book, personCode, gridOf(place, groups), '在格', chance)
  }
}

function member(
  book: DemoMembers,
  { village, kind, place, groups }: { village: Village; kind: keyof Numbers; place: Place; groups: readonly Place[] },
  chance: Chance,
): void {
  const order = firstOrder + book.members.length
  const code = `D${String(book.members.length + 1).padStart(4, '0')}`
  book.members.push({ code, name: inventName(chance), phone: inventMobile(order), unitCode: village.code })
  const outside = kind === 'inServiceElsewhere'
  join(book, code, kind, outside ? null : partyCode(place.code), outside ? village.code : null, chance)
  const isComplete = village.shortName === '爱国' && (kind === 'withoutPost' || outside)
  if (isComplete) stand(book, code, gridOf(place, groups), '在格', chance)
  else if (kind === 'away') stand(book, code, gridOf(place, groups), '暂停', chance)
  else if (chance.happens(0.96)) stand(book, code, gridOf(place, groups), chance.happens(0.98) ? '在格' : '已编入', chance)
}

/** The first household group below the place, or the place itself. */
const gridOf = (place: Place, groups: readonly Place[]) => groups.find(({ parentCode }) => parentCode === place.code)?.code ?? place.code

function join(
  book: DemoMembers,
  personCode: string,
  kind: keyof Numbers | 'holdsPost',
  bodyCode: string | null,
  unitCode: string | null,
  chance: Chance,
): void {
  const admittedOn = addDays('1979-07-01', chance.below(13_800))
  const fullOn = addDays(admittedOn, 366)
  book.memberships.push({ personCode, bodyCode, unitCode, kind: memberKindNames[kind], admittedOn, fullOn })
}

function stand(book: DemoMembers, personCode: string, unitCode: string, state: '在格' | '已编入' | '暂停', chance: Chance): void {
  const from = addDays('2019-09-02', chance.below(350))
  const reason = state === gridStateNames.suspended ? suspendReasonNames.away : null
  book.grids.push({ personCode, unitCode, kind: gridKindNames.home, from, until: null, state, reason })
}

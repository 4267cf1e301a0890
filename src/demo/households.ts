/**
 * Demonstration households (示例户): 92 or so for each of 新田's 13 groups, 742 in 爱国, and enough elsewhere that about 3,950
 * homes of members can stand among them. Heads and telephones are invented; a home is no list of people.
 *
 * Source: the article (新田村's groups, 爱国社区's 742 homes, V03; T17).
 */
import type { ContactRow, HouseholdRow } from '#features/households/households.workbook.ts'
import type { TermRow } from '#features/people/people.workbook.ts'
import { roleNames } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import type { Chance } from './chance.ts'
import { inventName } from './names.ts'
import { electedOn } from './people.ts'
import { lanes, theVillages, type Village } from './places.ts'
import type { DemoUnits, Place } from './units.ts'

/** Homes of each village but the two of the article: more than it has members, most of whose homes hang a plate. */
const elsewhere = 168
const inAiguo = 742
const inGroupOfXintian = 92

export interface DemoHouseholds {
  households: HouseholdRow[]
  householdContacts: ContactRow[]
}

export function demoHouseholds({ units, terms }: { units: DemoUnits; terms: readonly TermRow[] }, chance: Chance): DemoHouseholds {
  const households = theVillages.flatMap(village => homesOf(village, units.groups, chance.of(village.code)))
  const leaders = new Map(terms.filter(({ role, until }) => role === roleNames.gridLeader && !until).map(term => [term.unitCode, term]))
  return { households, householdContacts: contactsOf(households, leaders, chance.of('contacts')) }
}

function homesOf(village: Village, groups: readonly Place[], chance: Chance): HouseholdRow[] {
  const own = groups.filter(group => group.village === village)
  return sizesOf(village, own.length, chance).flatMap((size, at) =>
    Array.from({ length: size }, (_, order) => home(own[at]!, order + 1, chance)),
  )
}

/** How many homes each group has. 新田's differ by a few and are 13 times 92 in all. */
function sizesOf({ shortName }: Village, groups: number, chance: Chance): number[] {
  if (shortName !== '新田') {
    const whole = shortName === '爱国' ? inAiguo : elsewhere
    return Array.from({ length: groups }, (_, at) => Math.floor(whole / groups) + (at < whole % groups ? 1 : 0))
  }
  const sizes = Array.from({ length: groups }, () => inGroupOfXintian)
  for (let at = 1; at < groups; at += 2) {
    const shift = chance.below(4)
    sizes[at] = inGroupOfXintian + shift
    sizes[at - 1] = inGroupOfXintian - shift
  }
  return sizes
}

function home(group: Place, order: number, chance: Chance): HouseholdRow {
  return {
    code: `${group.code}-${String(order).padStart(4, '0')}`,
    unitCode: group.code,
    head: inventName(chance),
    address: `${group.shortName}${chance.pick(lanes)}${1 + chance.below(98)}号`,
    phone: chance.happens(0.7) ? `1990001${String(chance.below(10_000)).padStart(4, '0')}` : null,
    preference: chance.happens(0.15) ? '打电话' : chance.happens(0.03) ? '不要联系' : '上门',
    from: addDays('2012-01-01', chance.below(2_500)),
    until: null,
  }
}

/** Leaders keep in touch with homes of their groups, up to the limit of 20; most homes wait for somebody. */
function contactsOf(households: readonly HouseholdRow[], leaders: ReadonlyMap<string, TermRow>, chance: Chance): ContactRow[] {
  const taken = new Map<string, number>()
  return households.flatMap((row): ContactRow[] => {
    const leader = leaders.get(row.unitCode)
    const count = leader ? (taken.get(leader.personCode) ?? 0) : 0
    if (!leader || count >= 18 || row.preference === '不要联系' || !chance.happens(0.6)) return []
    taken.set(leader.personCode, count + 1)
    return [
      {
        householdCode: row.code,
        personCode: leader.personCode,
        basis: chance.happens(0.7) ? '上门时说的' : '本人在场',
        from: addDays(electedOn, 30 + chance.below(400)),
        until: null,
        shown: chance.happens(0.8) ? '是' : '否',
      },
    ]
  })
}

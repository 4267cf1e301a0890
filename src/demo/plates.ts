/**
 * Demonstration plates (示例党员户牌): about 3,950 households that agreed to one and had it fixed in 2020, numbered by village.
 *
 * Each is about one member, at a home of the member's village; which one is chance, since no list of people of a home exists.
 * Source: the article (T17).
 */
import type { HouseholdRow } from '#features/households/households.workbook.ts'
import type { MembershipRow } from '#features/memberships/memberships.workbook.ts'
import type { PlateSheetRow } from '#features/plates/plates.workbook.ts'
import { addDays } from '#platform/shared/calendar.ts'
import type { Chance } from './chance.ts'
import { theVillages } from './places.ts'

/** Of about 4,050 members; the others did not want one, and nobody noted why. */
const inAll = 3_950

interface Known {
  households: readonly HouseholdRow[]
  memberships: readonly MembershipRow[]
}

export function demoPlates({ households, memberships }: Known, chance: Chance): PlateSheetRow[] {
  const homes = Map.groupBy(households, ({ code }) => villageOf(code))
  const members = Map.groupBy(memberships, ({ bodyCode, unitCode }) => villageOf(bodyCode?.replace(/^P-/, '') ?? unitCode ?? ''))
  const agreed = theVillages.flatMap(village => {
    const own = chance.of(village.code)
    const doors = own.shuffle(homes.get(village.code) ?? [])
    return own.shuffle(members.get(village.code) ?? []).flatMap((member, at) => {
      const door = doors[at]
      return door ? [{ village, door, member }] : []
    })
  })
  const kept = new Set(chance.of('kept').shuffle(agreed).slice(0, inAll))
  const numbers = new Map<string, number>()
  return agreed.flatMap(each => (kept.has(each) ? [plate(each, numbers, chance)] : []))
}

/** Codes of places begin with the twelve digits of their village. */
const villageOf = (code: string) => code.slice(0, 12)

function plate(
  { village, door, member }: { village: { shortName: string }; door: HouseholdRow; member: MembershipRow },
  numbers: Map<string, number>,
  chance: Chance,
): PlateSheetRow {
  const order = (numbers.get(village.shortName) ?? 0) + 1
  numbers.set(village.shortName, order)
  const agreedOn = addDays('2020-03-02', chance.below(210))
  return {
    householdCode: door.code,
    personCode: member.personCode,
    agreedOn,
    number: `${village.shortName}-${String(order).padStart(4, '0')}`,
    mountedOn: addDays(agreedOn, 7 + chance.below(60)),
  }
}

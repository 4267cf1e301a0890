/**
 * Demonstration visits (示例走访): each of 爱国's 742 homes once in 2020, as the article tells it, and some of the last months by the
 * leader who keeps in touch. Nobody's words are in them.
 *
 * Source: the article (爱国社区, V03).
 */
import type { ContactRow, HouseholdRow } from '#features/households/households.workbook.ts'
import type { VisitSheetRow } from '#features/visits/visits.workbook.ts'
import { outcomeNames } from '#features/visits/visits.words.ts'
import { addDays } from '#platform/shared/calendar.ts'
import type { Chance } from './chance.ts'
import { theVillages } from './places.ts'

export interface DemoVisits {
  visits: VisitSheetRow[]
}

export function demoVisits(
  { households, householdContacts }: { households: readonly HouseholdRow[]; householdContacts: readonly ContactRow[] },
  today: string,
  chance: Chance,
): DemoVisits {
  const { code } = theVillages.find(({ shortName }) => shortName === '爱国')!
  const homes = households.filter(({ unitCode }) => unitCode.startsWith(code))
  const leaders = new Map(householdContacts.map(contact => [contact.householdCode, contact.personCode]))
  const told = homes.map(home => ({
    householdCode: home.code,
    // from the spring, when doors opened again, to the end of November
    visitedOn: addDays('2020-04-01', chance.below(240)),
    personCode: null,
    outcome: outcomeNames.met,
  }))
  const lately = homes.flatMap(home => {
    const personCode = leaders.get(home.code)
    if (personCode === undefined || !chance.happens(0.5)) return []
    const visitedOn = addDays(today, -1 - chance.below(150))
    return visitedOn > '2021-06-30'
      ? [{ householdCode: home.code, visitedOn, personCode, outcome: chance.happens(0.06) ? outcomeNames.declined : outcomeNames.met }]
      : []
  })
  return { visits: [...told, ...lately] }
}

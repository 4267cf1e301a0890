/**
 * Demonstration registers (示例表决权名册): the members and their representatives of 新田村's thirteen cooperatives.
 *
 * Twenty-one representatives, because the law wants more than twenty (农村集体经济组织法 art. 28); two members a household.
 */
import { registerName, type VoterSheetRow } from '#features/votes/votes.workbook.ts'
import type { Chance } from './chance.ts'
import { inventName } from './names.ts'
import type { DemoUnits, Place } from './units.ts'

const members = 24
const representatives = 21

export const demoVoters = (units: DemoUnits, chance: Chance): VoterSheetRow[] =>
  units.cooperatives.filter(({ village }) => village.shortName === '新田').flatMap(place => registersOf(place, chance.of(place.code)))

function registersOf(place: Place, chance: Chance): VoterSheetRow[] {
  const line = (meeting: VoterSheetRow['meeting'], code: string, household: string, represents: boolean): VoterSheetRow => ({
    bodyCode: `E-${place.code}`,
    meeting,
    code,
    name: inventName(chance),
    personCode: null,
    household,
    represents: represents ? '是' : '否',
    standing: '有',
    standingReason: null,
    from: '2020-01-01',
    to: null,
  })
  const numbered = (count: number) => Array.from({ length: count }, (_, at) => at)
  return [
    ...numbered(members).map(at => line(registerName('collectiveMembers'), `C${at + 1}`, `${place.code}-H${(at >> 1) + 1}`, at % 2 === 0)),
    ...numbered(representatives).map(at => line(registerName('collectiveRepresentatives'), `D${at + 1}`, `${place.code}-H${at + 1}`, true)),
  ]
}

/**
 * Demonstration registers (示例表决权名册): who votes in 新田's village and cooperatives, and in one cooperative of 爱国.
 *
 * Nobody is joined to a household or an account; the names are invented.
 */
import { registerName, type VoterSheetRow } from '#features/votes/votes.workbook.ts'
import { partyCode } from './bodies.ts'
import type { Chance } from './chance.ts'
import { inventName } from './names.ts'
import { aiguoCode, xintianCode } from './places.ts'
import type { DemoUnits } from './units.ts'

/** Numbers of members: 村民代表, 党委, 两委, 成员代表, 社委会. */
const sizes = { representatives: 45, committee: 7, joint: 11, members: 21, board: 5 } as const
const from = '2018-01-15'

/** The cooperatives whose matters are told: 新田's thirteen, and 福寿里. */
export const toldCooperatives = ({ cooperatives }: DemoUnits) =>
  cooperatives.filter(({ village, shortName }) => village.code === xintianCode || (village.code === aiguoCode && shortName === '福寿里'))

export function demoVoters(units: DemoUnits, chance: Chance): { voters: VoterSheetRow[] } {
  const register = (bodyCode: string, body: Parameters<typeof registerName>[0], count: number, letter: string): VoterSheetRow[] =>
    Array.from({ length: count }, (_, index) => ({
      bodyCode,
      meeting: registerName(body),
      code: `${letter}${String(index + 1).padStart(3, '0')}`,
      name: inventName(chance),
      personCode: null,
      household: null,
      represents: '否',
      standing: '有',
      standingReason: null,
      from,
      to: null,
    }))
  return {
    voters: [
      ...register(`S-${xintianCode}`, 'villagerRepresentatives', sizes.representatives, 'D'),
      ...register(partyCode(xintianCode), 'branchCommittee', sizes.committee, 'W'),
      ...register(`S-${xintianCode}`, 'jointCommittees', sizes.joint, 'B'),
      ...toldCooperatives(units).flatMap(({ code }) => [
        ...register(`E-${code}`, 'collectiveRepresentatives', sizes.members, 'D'),
        ...register(`E-${code}`, 'collectiveBoard', sizes.board, 'L'),
      ]),
    ],
  }
}

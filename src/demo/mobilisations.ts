/**
 * Demonstration mobilisation (示例动员): early 2020, over and cleared long ago. No person stands in it: 3,218 codes of members and some
 * of others, each on one or two days (T22).
 */
import type { PostingRow } from '#features/mobilisations/mobilisations.workbook.ts'
import { addDays } from '#platform/shared/calendar.ts'
import type { Chance } from './chance.ts'
import { theVillages } from './places.ts'

export interface DemoMobilisation {
  postings: PostingRow[]
}

const mobilisation = {
  mobilisationCode: 'DY2020-1',
  title: '新冠疫情防控动员',
  number: '西府〔2020〕3号',
  startsOn: '2020-01-26',
  endsOn: '2020-04-30',
} as const
const members = 3_218
const others = 640
const places = ['村口卡点', '小区门岗', '隔离点', '市场出入口'] as const

export function demoMobilisation(chance: Chance): DemoMobilisation {
  const postings: PostingRow[] = []
  for (let order = 0; order < members + others; order += 1) {
    const village = theVillages[order % theVillages.length]!
    const first = chance.below(80)
    const days = chance.below(4) === 0 ? [first, first + 1 + chance.below(10)] : [first]
    for (const day of days)
      postings.push({
        ...mobilisation,
        unitCode: village.code,
        place: places[chance.below(places.length)]!,
        on: addDays(mobilisation.startsOn, day),
        token: `代${String(order + 1).padStart(4, '0')}`,
        member: order < members ? '是' : '否',
      })
  }
  return { postings }
}

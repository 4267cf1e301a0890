/**
 * Demonstration duties (示例双报到、岗位、微心愿): most members in service have reported, some posts are filled, a few wishes wait.
 *
 * Everyone is invented. In each village someone is still only invited and some posts have free places, so that the lists have lines.
 */
import { catalogue } from '#features/commitments/commitments.catalogue.rules.ts'
import type {
  PostHoldingSheetRow,
  ReportInSheetRow,
  ServicePostSheetRow,
  WishSheetRow,
} from '#features/commitments/commitments.workbook.ts'
import { holdingStateNames, reportInStateNames, wishStateNames } from '#features/commitments/commitments.words.ts'
import { memberKindNames } from '#features/memberships/memberships.words.ts'
import { addDays } from '#platform/shared/calendar.ts'
import type { Chance } from './chance.ts'
import type { DemoMembers } from './members.ts'
import { theVillages, type Village } from './places.ts'

export interface DemoCommitments {
  reportIns: ReportInSheetRow[]
  servicePosts: ServicePostSheetRow[]
  postHoldings: PostHoldingSheetRow[]
  wishes: WishSheetRow[]
}

const workUnits = ['示例中学', '示例税务所', '示例供电所', '示例卫生院', '示例银行支行', '示例机关']
const wished = [
  '想要一张旧书桌',
  '想学会用手机挂号',
  '门口的灯坏了，想换一盏',
  '想找人教写毛笔字',
  '想要几本小学生读物',
  '家里的水龙头漏水，想修一修',
  '想有人陪着去一次体检',
]

export function demoCommitments({ members, memberships, grids }: DemoMembers, today: string, chance: Chance): DemoCommitments {
  const book: DemoCommitments = { reportIns: [], servicePosts: [], postHoldings: [], wishes: [] }
  const villageOf = new Map(members.map(({ code, unitCode }) => [code, unitCode]))
  const gridOf = new Map(grids.map(({ personCode, unitCode }) => [personCode, unitCode]))
  const byVillage = Map.groupBy(memberships, ({ personCode }) => villageOf.get(personCode))
  for (const village of theVillages) {
    const own = chance.of(village.code)
    const here = byVillage.get(village.code) ?? []
    const ofKind = (kind: string) => here.filter(each => each.kind === kind).map(({ personCode }) => personCode)
    reports(book, village, ofKind(memberKindNames.inServiceElsewhere), gridOf, own)
    posts(book, village, ofKind(memberKindNames.withoutPost), own)
    wishes(book, village, today, own)
  }
  return book
}

function reports(book: DemoCommitments, village: Village, people: readonly string[], gridOf: ReadonlyMap<string, string>, chance: Chance) {
  for (const [order, personCode] of people.entries()) {
    const isInvited = order === 0
    const gridCode = isInvited ? null : (gridOf.get(personCode) ?? null)
    const state = isInvited ? 'invited' : gridCode === null ? 'accepted' : 'inGrid'
    book.reportIns.push({
      personCode,
      unitCode: village.code,
      workUnit: isInvited ? null : chance.pick(workUnits),
      workContact: null,
      state: reportInStateNames[state],
      reportedOn: isInvited ? null : addDays('2020-04-01', chance.below(91)),
      gridCode,
    })
  }
}

function posts(book: DemoCommitments, village: Village, people: readonly string[], chance: Chance) {
  const first = chance.below(catalogue.length)
  let next = 0
  for (let order = 0; order < 8; order += 1) {
    const code = `GW-${village.code}-${order + 1}`
    const headcount = 2 + chance.below(4)
    const kind = catalogue[(first + order * 2) % catalogue.length]!.name
    book.servicePosts.push({ code, unitCode: village.code, kind, headcount, conditions: null, openedOn: '2020-03-02' })
    const filled = Math.min(headcount - (order % 3 === 0 ? 1 : 0), people.length - next)
    for (let place = 0; place < filled; place += 1) {
      const publishedOn = addDays('2020-04-08', chance.below(60))
      book.postHoldings.push({
        postCode: code,
        personCode: people[next]!,
        state: holdingStateNames.serving,
        appliedOn: addDays(publishedOn, -20),
        decidedOn: addDays(publishedOn, -3),
        publishedOn,
        servingFrom: addDays(publishedOn, 6),
        endedOn: null,
      })
      next += 1
    }
  }
}

function wishes(book: DemoCommitments, village: Village, today: string, chance: Chance) {
  const first = chance.below(wished.length)
  for (let order = 0; order < 3; order += 1) {
    const postedOn = addDays(today, -(5 + chance.below(20)) - order * 90)
    const expiresOn = addDays(postedOn, 90)
    book.wishes.push({
      code: `XY-${village.code}-${order + 1}`,
      unitCode: village.code,
      text: wished[(first + order) % wished.length]!,
      postedOn,
      expiresOn,
      state: expiresOn < today ? wishStateNames.expired : wishStateNames.posted,
    })
  }
}

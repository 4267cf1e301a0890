/**
 * Demonstration bodies (示例组织): Party organisations, self-government, the collective economy, departments.
 *
 * In the mobilisation of early 2020 exactly 555 Party organisations were active, 26 of them temporary
 * branches (T20, T21); outside it the number differs, so that only a question about the right days
 * gets the right answer.
 */
import { bodyLines, type BodyRow } from '#features/bodies/bodies.workbook.ts'
import type { Chance } from './chance.ts'
import { theVillages, townCode, townName, zones } from './places.ts'
import type { DemoUnits } from './units.ts'

/** The names that default routes know (环保办 …), and the liaison with the power company. */
export const departments = [
  '党建办',
  '纪委办',
  '公共服务办',
  '环保办',
  '综合执法办',
  '水务所',
  '消防安全办',
  '社会事务办',
  '教育办',
  '供电所联络组',
] as const
export const departmentCode = (name: (typeof departments)[number]) => `M-${String(departments.indexOf(name) + 1).padStart(2, '0')}`

export const partyCode = (unitCode: string) => `P-${unitCode}`

const { party, selfGovernment, economy, department } = bodyLines
const kept = { unitCodes: null, parentCode: null, dissolvedOn: null }
const code3 = (order: number) => String(order).padStart(3, '0')

export function demoBodies(units: DemoUnits, chance: Chance): BodyRow[] {
  return [
    ...territorial(units),
    ...offices(),
    ...enterprises(chance.of('enterprises')),
    ...temporary(chance.of('temporary')),
    ...committees(),
    ...economic(units),
    ...departments.map((name): BodyRow => ({
      ...kept,
      code: departmentCode(name),
      name,
      kind: department.department,
      unitCodes: [townCode],
      foundedOn: '2010-01-01',
    })),
  ]
}

/** One in the town, 33 in the villages, a branch in each cooperative and quarter, two in the zones. */
function territorial(units: DemoUnits): BodyRow[] {
  const town: BodyRow = {
    ...kept,
    code: partyCode(townCode),
    name: `${townName}党委`,
    kind: party.committee,
    unitCodes: [townCode],
    foundedOn: '2005-05-01',
  }
  const villages = theVillages.map((village, at): BodyRow => {
    // Who has fewer than a hundred members has a general branch; which ones they are is invented.
    const small = at % 7 === 3
    const kind = small ? party.generalBranch : party.committee
    return {
      ...kept,
      code: partyCode(village.code),
      name: `${village.name}${kind}`,
      kind,
      parentCode: town.code,
      unitCodes: [village.code],
      foundedOn: '2008-06-20',
    }
  })
  const branches = [...units.cooperatives, ...units.quarters].map((place): BodyRow => ({
    ...kept,
    code: partyCode(place.code),
    name: `${place.village.name}${place.name}党支部`,
    kind: party.branch,
    parentCode: partyCode(place.village.code),
    unitCodes: [place.code],
    foundedOn: place.kind === 'quarter' ? '2018-09-10' : '2011-03-15',
  }))
  const inZones = zones.map((zone): BodyRow => ({
    ...kept,
    code: partyCode(zone.code),
    name: `${zone.name}党总支`,
    kind: party.generalBranch,
    parentCode: town.code,
    unitCodes: [zone.code],
    foundedOn: '2012-07-01',
  }))
  return [town, ...villages, ...branches, ...inZones]
}

/** 20 branches of offices, 24 of schools, with a general branch above each kind. */
function offices(): BodyRow[] {
  const above = (code: string, name: string): BodyRow => ({
    ...kept,
    code,
    name,
    kind: party.generalBranch,
    parentCode: partyCode(townCode),
    foundedOn: '2009-07-01',
  })
  const below = (code: string, name: string, parentCode: string): BodyRow => ({
    ...kept,
    code,
    name,
    kind: party.branch,
    parentCode,
    foundedOn: '2010-07-01',
  })
  return [
    above('P-A', `${townName}机关党总支`),
    ...Array.from({ length: 20 }, (_, at) => below(`P-A${code3(at + 1)}`, `机关第${at + 1}党支部`, 'P-A')),
    above('P-B', `${townName}教育党总支`),
    ...Array.from({ length: 24 }, (_, at) => below(`P-B${code3(at + 1)}`, `教育系统第${at + 1}党支部`, 'P-B')),
  ]
}

const trades = '纺织 陶瓷 五金 服装 旅游 物流 食品 家具 机械 塑料 包装 商贸'.split(' ')
const luck = '锦澜 樵丰 穗和 云润 泰隆 联发 恒益 明澈 嘉禾 顺景 东篱 南朗 悦然 宏基 捷远 盛和'.split(' ')

/** 104 branches of one enterprise and 49 joint ones stood in early 2020; eight had ended before, six came after. */
function enterprises(chance: Chance): BodyRow[] {
  const above: BodyRow = {
    ...kept,
    code: 'P-C',
    name: `${townName}非公有制经济组织和社会组织党委`,
    kind: party.committee,
    parentCode: partyCode(townCode),
    foundedOn: '2013-07-01',
  }
  const names = chance.shuffle(luck.flatMap(first => trades.map(trade => `${first}${trade}`)))
  const one = (order: number, joint: boolean, days: Partial<BodyRow> = {}): BodyRow => ({
    ...kept,
    code: `P-C${code3(order)}`,
    name: joint ? `${names[order]}等企业联合党支部` : `${names[order]}企业党支部`,
    kind: joint ? party.jointBranch : party.branch,
    parentCode: above.code,
    foundedOn: `${2014 + chance.below(6)}-${String(1 + chance.below(12)).padStart(2, '0')}-15`,
    ...days,
  })
  const standing = Array.from({ length: 153 }, (_, at) => one(at + 1, at >= 104))
  const ended = Array.from({ length: 8 }, (_, at) => one(154 + at, at % 2 === 0, { foundedOn: '2014-04-15', dissolvedOn: '2019-11-30' }))
  const later = Array.from({ length: 6 }, (_, at) => one(162 + at, at % 2 === 0, { foundedOn: `2021-0${at + 3}-15` }))
  return [above, ...standing, ...ended, ...later]
}

/** T20: 26 of them, each until its task ended (domain §21). */
function temporary(chance: Chance): BodyRow[] {
  return chance
    .shuffle(theVillages)
    .slice(0, 26)
    .map((village, at): BodyRow => ({
      ...kept,
      code: `P-T${code3(at + 1)}`,
      name: `${village.name}疫情防控临时党支部`,
      kind: party.temporaryBranch,
      parentCode: partyCode(village.code),
      unitCodes: [village.code],
      foundedOn: chance.pick(['2020-01-27', '2020-01-29', '2020-02-01', '2020-02-03']),
      dissolvedOn: chance.pick(['2020-04-30', '2020-05-08', '2020-05-15']),
    }))
}

/** Villagers' or residents' committee and supervision committee of each village. */
const committees = (): BodyRow[] =>
  theVillages.flatMap((village): BodyRow[] => {
    const kind = village.kind === 'village' ? selfGovernment.villagersCommittee : selfGovernment.residentsCommittee
    const here = { ...kept, unitCodes: [village.code], foundedOn: '2010-01-01' }
    return [
      { ...here, code: `S-${village.code}`, name: `${village.name}${kind}`, kind },
      {
        ...here,
        code: `V-${village.code}`,
        name: `${village.name}${village.kind === 'village' ? '村务' : '居务'}监督委员会`,
        kind: selfGovernment.supervisionCommittee,
      },
    ]
  })

/** The association of each village with its cooperatives below it; a community may own land too (domain §1.2). */
const economic = (units: DemoUnits): BodyRow[] => [
  ...theVillages.map((village): BodyRow => ({
    ...kept,
    code: `E-${village.code}`,
    name: `${village.name}经联社`,
    kind: economy.association,
    unitCodes: [village.code],
    foundedOn: '2011-01-01',
  })),
  ...units.cooperatives.map((place): BodyRow => ({
    ...kept,
    code: `E-${place.code}`,
    name: `${place.village.name}${place.name}`,
    kind: economy.cooperative,
    parentCode: `E-${place.village.code}`,
    unitCodes: [place.code],
    foundedOn: '2011-01-01',
  })),
]

/**
 * Commitments (双报到、岗位、领岗、微心愿): four sheets.
 *
 * They hold what a town brings along and what stands in force; steps after that are done on the pages, so that the history stays.
 * Of the work unit only its name and contact, of a wish never the person. Source: domain §11, §12.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import { catalogue } from './commitments.catalogue.rules.ts'
import { PostHoldingState, ReportInState, WishState } from './commitments.shapes.contract.ts'
import { holdingStateNames, reportInStateNames, wishStateNames } from './commitments.words.ts'

/** States that a workbook can tell whole; the others need what only a page asks for. */
export const toldReports = ReportInState.extract(['invited', 'reported', 'accepted', 'inGrid'])
export const toldHoldings = PostHoldingState.extract(['applied', 'serving', 'ended'])
export const toldWishes = WishState.extract(['posted', 'expired'])

const person = { key: 'personCode', header: '人员编码', kind: 'code', required: true, personal: true, width: 12, sample: 'R0000' } as const
const place = {
  header: '单元编码',
  kind: 'code',
  required: true,
  width: 20,
  note: '“组织单元”表里的编码。',
  sample: '440605122000',
} as const

export const reportInSheet = defineSheet({
  name: '双报到',
  title: '在职党员报到台账',
  columns: [
    { ...person, note: '“人员”表里的编码。' },
    { key: 'unitCode', ...place, note: '报到的村（社区），“组织单元”表里的编码。' },
    { key: 'workUnit', header: '工作单位', kind: 'text', longest: 60, width: 24, note: '只写单位名称；只邀请的留空。', sample: '示例单位' },
    { key: 'workContact', header: '单位联系方式', kind: 'text', longest: 60, width: 20, note: '半年反馈发到这里，可以留空。', sample: '' },
    {
      key: 'state',
      header: '状态',
      kind: 'choice',
      required: true,
      width: 16,
      choices: toldReports.options.map(state => reportInStateNames[state]),
      note: '从下拉框选。续任、离开、免报到在页面上办。',
      sample: '已报到，等村里接收',
    },
    { key: 'reportedOn', header: '报到日期', kind: 'day', note: '只邀请的留空。', sample: '2020-06-01' },
    { key: 'gridCode', header: '网格编码', kind: 'code', width: 22, note: '已编入网格的必填，写本村（社区）里的单元。', sample: '' },
  ],
  keyOf: row => row.personCode,
})

export const servicePostSheet = defineSheet({
  name: '岗位',
  title: '设岗台账',
  columns: [
    { key: 'code', header: '岗位编号', kind: 'code', required: true, width: 22, note: '自己编，不重复。', sample: 'GW-0000' },
    { key: 'unitCode', ...place },
    {
      key: 'kind',
      header: '岗位名称',
      kind: 'choice',
      required: true,
      width: 20,
      choices: catalogue.map(({ name }) => name),
      note: '岗位目录里的名称；镇里的导入会采用它。',
      sample: '政策宣传岗',
    },
    { key: 'headcount', header: '人数', kind: 'integer', required: true, least: 1, most: 50, note: '要几个人。', sample: '1' },
    { key: 'conditions', header: '条件', kind: 'text', longest: 100, width: 24, note: '可以留空。', sample: '' },
    { key: 'openedOn', header: '设岗日期', kind: 'day', required: true, note: '从哪天起。', sample: '2020-01-10' },
  ],
  keyOf: row => row.code,
})

export const postHoldingSheet = defineSheet({
  name: '领岗',
  title: '无职党员领岗台账',
  columns: [
    { key: 'postCode', header: '岗位编号', kind: 'code', required: true, width: 22, note: '“岗位”表里的编号。', sample: 'GW-0000' },
    { ...person, note: '“党籍”表里有的人。' },
    {
      key: 'state',
      header: '状态',
      kind: 'choice',
      required: true,
      width: 18,
      choices: toldHoldings.options.map(state => holdingStateNames[state]),
      note: '从下拉框选。定岗、公示、评岗在页面上办。',
      sample: '履岗',
    },
    { key: 'appliedOn', header: '认岗日期', kind: 'day', required: true, note: '哪天认领的。', sample: '2020-01-15' },
    { key: 'decidedOn', header: '定岗日期', kind: 'day', note: '支部会议定的那天；只认岗的留空。', sample: '2020-01-20' },
    { key: 'publishedOn', header: '公示日期', kind: 'day', note: '公示那天；当天不算，满5天才上岗。只认岗的留空。', sample: '2020-01-21' },
    { key: 'servingFrom', header: '上岗日期', kind: 'day', note: '还没上岗的留空。', sample: '2020-02-01' },
    { key: 'endedOn', header: '卸任日期', kind: 'day', note: '卸任的必填，别的留空。', sample: '' },
  ],
  keyOf: row => [row.postCode, row.personCode].join('/'),
})

export const wishSheet = defineSheet({
  name: '微心愿',
  title: '微心愿台账',
  columns: [
    { key: 'code', header: '心愿编号', kind: 'code', required: true, width: 22, note: '自己编，不重复。', sample: 'XY-0000' },
    { key: 'unitCode', ...place },
    {
      key: 'text',
      header: '要什么',
      kind: 'text',
      required: true,
      least: 4,
      longest: 60,
      width: 36,
      note: '大家都看得到。不写姓名、电话、病情。',
      sample: '想要一张旧书桌',
    },
    { key: 'postedOn', header: '登记日期', kind: 'day', required: true, note: '哪天登记的。', sample: '2020-03-01' },
    { key: 'expiresOn', header: '等到哪天', kind: 'day', required: true, note: '一年以内。为谁，在页面上写。', sample: '2020-08-31' },
    {
      key: 'state',
      header: '状态',
      kind: 'choice',
      required: true,
      width: 16,
      choices: toldWishes.options.map(state => wishStateNames[state]),
      note: '从下拉框选。认领以后的在页面上办。',
      sample: '等人认领',
    },
  ],
  keyOf: row => row.code,
})

export type ReportInSheetRow = RowOf<typeof reportInSheet>
export type ServicePostSheetRow = RowOf<typeof servicePostSheet>
export type PostHoldingSheetRow = RowOf<typeof postHoldingSheet>
export type WishSheetRow = RowOf<typeof wishSheet>

const behind =
  <T extends string>(states: readonly T[], names: Record<T, string>) =>
  (name: string) =>
    states.find(state => names[state] === name)!
export const reportStateOf = behind(toldReports.options, reportInStateNames)
export const holdingStateOf = behind(toldHoldings.options, holdingStateNames)
export const wishStateOf = behind(toldWishes.options, wishStateNames)

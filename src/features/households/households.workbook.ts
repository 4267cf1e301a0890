/**
 * Households (户): two sheets, the homes and who keeps in touch with them.
 *
 * There is no sheet of grids: a grid is a unit of the sheet 组织单元 and its leader a term of the sheet 任职. A number that is known
 * stays as it is; what changes is told by its verb, with a day. Source: domain §7, §8.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import type { ConsentBasis, ContactPreference } from './households.contract.ts'
import { basisNames, preferenceNames } from './households.words.ts'

export const householdSheet = defineSheet({
  name: '户',
  title: '户台账',
  columns: [
    { key: 'code', header: '户号', kind: 'code', required: true, width: 24, note: '一户一个，一经使用不要改。', sample: 'H0000' },
    {
      key: 'unitCode',
      header: '网格编码',
      kind: 'code',
      required: true,
      width: 22,
      note: '“组织单元”表里网格、小组、经济社或小区的编码。',
      sample: '440605122048-01-01',
    },
    {
      key: 'head',
      header: '户主',
      kind: 'text',
      longest: 50,
      required: true,
      personal: true,
      note: '只写一个人，写全名。',
      sample: '张三',
    },
    {
      key: 'address',
      header: '地址',
      kind: 'text',
      least: 2,
      longest: 200,
      required: true,
      personal: true,
      width: 30,
      note: '写到门牌。',
      sample: '示例里1号',
    },
    { key: 'phone', header: '电话', kind: 'phone', personal: true, note: '可以留空。几户可以同一个号码。', sample: '19900000000' },
    {
      key: 'preference',
      header: '怎么联系',
      kind: 'choice',
      choices: Object.values(preferenceNames),
      width: 12,
      note: '这一户自己选的。留空算“上门”。',
      sample: '上门',
    },
    { key: 'from', header: '迁入', kind: 'day', required: true, note: '从哪天起住在这里。', sample: '2015-01-01' },
    { key: 'until', header: '迁出', kind: 'day', note: '不住在这里的第一天；在住的留空。', sample: '' },
  ],
  keyOf: row => row.code,
})

export const contactSheet = defineSheet({
  name: '联系户',
  title: '党员联系户台账',
  columns: [
    { key: 'householdCode', header: '户号', kind: 'code', required: true, width: 24, note: '“户”表里的户号。', sample: 'H0000' },
    { key: 'personCode', header: '人员编码', kind: 'code', required: true, personal: true, note: '“人员”表里的编码。', sample: 'R0000' },
    {
      key: 'basis',
      header: '这一户怎么答应的',
      kind: 'choice',
      required: true,
      choices: Object.values(basisNames),
      width: 18,
      note: '双方都答应了才填这张表。',
      sample: '本人在场',
    },
    { key: 'from', header: '开始', kind: 'day', required: true, note: '从哪天起联系。', sample: '2021-03-01' },
    { key: 'until', header: '结束', kind: 'day', note: '不再联系的第一天；在联系的留空。', sample: '' },
    {
      key: 'shown',
      header: '这一户可见姓名',
      kind: 'choice',
      choices: ['是', '否'],
      width: 16,
      note: '党员同意的选“是”。留空算“否”。',
      sample: '否',
    },
  ],
  keyOf: row => [row.householdCode, row.personCode, row.from].join('/'),
})

export type HouseholdRow = RowOf<typeof householdSheet>
export type ContactRow = RowOf<typeof contactSheet>

export { householdNumber } from './households.rules.ts'

const behind =
  <T extends string>(names: Record<T, string>) =>
  (name: string) =>
    (Object.keys(names) as T[]).find(key => names[key] === name)!
export const preferenceOf = behind<ContactPreference>(preferenceNames)
export const basisOf = behind<ConsentBasis>(basisNames)

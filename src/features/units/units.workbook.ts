/**
 * Units (组织单元): the sheet by which a town's tree goes in and out.
 *
 * A row is known by its 编码. Villages and communities have their 12-digit statistical code (DATA-01);
 * what lies below has a code of the town's own, such as 440605122048-03.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import { UnitKind, unitKindNames } from './units.contract.ts'

export const unitSheet = defineSheet({
  name: '组织单元',
  title: '组织单元台账',
  columns: [
    {
      key: 'code',
      header: '编码',
      kind: 'code',
      required: true,
      width: 20,
      note: '村（社区）填12位统计用区划代码；下面各级自编，一经使用不要改。',
      sample: '440605122000-01',
    },
    { key: 'name', header: '名称', kind: 'text', required: true, longest: 50, note: '全称。', sample: '示例经济社' },
    {
      key: 'shortName',
      header: '简称',
      kind: 'text',
      required: true,
      longest: 10,
      width: 12,
      note: '不超过10个字，写在编号前面。',
      sample: '示例',
    },
    {
      key: 'kind',
      header: '类别',
      kind: 'choice',
      required: true,
      choices: Object.values(unitKindNames),
      note: '从下拉框选。',
      sample: '经济社',
    },
    { key: 'parentCode', header: '上级编码', kind: 'code', width: 20, note: '上一级的编码；只有镇留空。', sample: '440605122000' },
    { key: 'openedOn', header: '设立日期', kind: 'day', required: true, note: '从这天起在册。', sample: '2010-01-01' },
    { key: 'closedOn', header: '撤销日期', kind: 'day', note: '仍在册的留空。', sample: '' },
  ],
  keyOf: row => row.code,
})

export type UnitRow = RowOf<typeof unitSheet>

/** The kind behind its Chinese name. */
export const unitKindOf = (name: string) => UnitKind.options.find(kind => unitKindNames[kind] === name)!

/** Venues (阵地): the sheet by which places go in and out. A row is known by its 编码. */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import { VenueKind, venueKindNames, VenueStatus, venueStatusNames } from './venues.contract.ts'

export const venueSheet = defineSheet({
  name: '阵地',
  title: '阵地台账',
  columns: [
    { key: 'code', header: '编码', kind: 'code', required: true, width: 22, note: '一处一个，一经使用不要改。', sample: 'Z-000' },
    {
      key: 'name',
      header: '名称',
      kind: 'text',
      required: true,
      least: 2,
      longest: 80,
      width: 30,
      note: '全称，2到80个字。',
      sample: '示例党群服务站',
    },
    {
      key: 'kind',
      header: '类别',
      kind: 'choice',
      required: true,
      width: 24,
      choices: Object.values(venueKindNames),
      note: '从下拉框选。',
      sample: '党群服务站',
    },
    { key: 'unitCode', header: '单元编码', kind: 'code', required: true, width: 20, note: '是哪个单元的阵地。', sample: '440605122000-01' },
    { key: 'bodyCode', header: '组织编码', kind: 'code', width: 22, note: '由哪个组织管理；没有的留空。', sample: '' },
    { key: 'address', header: '地址', kind: 'text', longest: 200, note: '写到门牌或地标。', sample: '示例路1号' },
    { key: 'hours', header: '开放时间', kind: 'text', longest: 200, note: '用一句话写明。', sample: '工作日8:30—17:30' },
    { key: 'phone', header: '电话', kind: 'phone', note: '对外的办公电话，座机带区号。', sample: '0757-00000000' },
    {
      key: 'services',
      header: '服务项目',
      kind: 'list',
      width: 30,
      note: '几项之间用“、”隔开，每项不超过30个字。',
      sample: '事项代办、图书借阅',
    },
    {
      key: 'status',
      header: '状态',
      kind: 'choice',
      required: true,
      width: 10,
      choices: Object.values(venueStatusNames),
      note: '从下拉框选。',
      sample: '使用中',
    },
    { key: 'openedOn', header: '启用日期', kind: 'day', note: '使用中的必填。', sample: '2019-07-01' },
    { key: 'closedOn', header: '停用日期', kind: 'day', note: '不再使用的第一天；仍在用的留空。', sample: '' },
  ],
  keyOf: row => row.code,
})

export type VenueRow = RowOf<typeof venueSheet>

/** The kind behind its Chinese name. */
export const venueKindOf = (name: string) => VenueKind.options.find(kind => venueKindNames[kind] === name)!

/** The status behind its Chinese name. */
export const venueStatusOf = (name: string) => VenueStatus.options.find(status => venueStatusNames[status] === name)!

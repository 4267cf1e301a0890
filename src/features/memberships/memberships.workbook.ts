/**
 * Party membership (党籍) and the grid (入格): two sheets.
 *
 * 党籍 holds branch, kind and two days: no identity numbers, no biography, no rating. What changes later is done on the member's
 * page, so that the history stays. Source: domain §7, §32.2.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import type { GridAssignmentState, GridKind, MemberKind, SuspendReason } from './memberships.contract.ts'
import { gridKindNames, gridStateNames, memberKindNames, suspendReasonNames } from './memberships.words.ts'

export const membershipSheet = defineSheet({
  name: '党籍',
  title: '党员名册',
  columns: [
    {
      key: 'personCode',
      header: '人员编码',
      kind: 'code',
      required: true,
      personal: true,
      width: 12,
      note: '“人员”表里的编码。',
      sample: 'R0000',
    },
    { key: 'bodyCode', header: '党支部编码', kind: 'code', width: 22, note: '“党组织”表里的编码；支部在镇外的在职党员留空。', sample: '' },
    {
      key: 'unitCode',
      header: '报到单元编码',
      kind: 'code',
      width: 20,
      note: '支部在镇外的，写报到的村（社区）；其他留空。',
      sample: '440605122000',
    },
    {
      key: 'kind',
      header: '类别',
      kind: 'choice',
      required: true,
      width: 14,
      choices: Object.values(memberKindNames),
      note: '从下拉框选，一人一类。',
      sample: '在职党员',
    },
    { key: 'admittedOn', header: '入党日期', kind: 'day', required: true, note: '成为预备党员的那一天。', sample: '2015-07-01' },
    { key: 'fullOn', header: '转正日期', kind: 'day', note: '还是预备党员的留空。', sample: '2016-07-01' },
  ],
  keyOf: row => row.personCode,
})

export const gridSheet = defineSheet({
  name: '入格',
  title: '党员入格台账',
  columns: [
    {
      key: 'personCode',
      header: '人员编码',
      kind: 'code',
      required: true,
      personal: true,
      width: 12,
      note: '“党籍”表里有的人。',
      sample: 'R0000',
    },
    {
      key: 'unitCode',
      header: '网格编码',
      kind: 'code',
      required: true,
      width: 22,
      note: '“组织单元”表里的编码。',
      sample: '440605122000',
    },
    {
      key: 'kind',
      header: '网格类别',
      kind: 'choice',
      required: true,
      width: 12,
      choices: Object.values(gridKindNames),
      note: '一人只有一个居住网格。',
      sample: '服务网格',
    },
    { key: 'from', header: '入格日期', kind: 'day', required: true, note: '第一天。', sample: '2020-03-01' },
    { key: 'until', header: '离格日期', kind: 'day', note: '最后一天；还在的留空。', sample: '' },
    {
      key: 'state',
      header: '状态',
      kind: 'choice',
      required: true,
      width: 10,
      choices: Object.values(gridStateNames),
      note: '从下拉框选。',
      sample: '在格',
    },
    {
      key: 'reason',
      header: '暂停原因',
      kind: 'choice',
      width: 14,
      choices: Object.values(suspendReasonNames),
      note: '暂停的必填。',
      sample: '',
    },
  ],
  keyOf: row => [row.personCode, row.unitCode, row.kind, row.from].join('/'),
})

export type MembershipRow = RowOf<typeof membershipSheet>
export type GridRow = RowOf<typeof gridSheet>

const behind =
  <T extends string>(names: Record<T, string>) =>
  (name: string) =>
    (Object.keys(names) as T[]).find(key => names[key] === name)!
export const memberKindOf = behind<MemberKind>(memberKindNames)
export const gridKindOf = behind<GridKind>(gridKindNames)
export const gridStateOf = behind<GridAssignmentState>(gridStateNames)
export const suspendReasonOf = behind<SuspendReason>(suspendReasonNames)

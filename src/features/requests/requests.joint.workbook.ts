/**
 * The joint meeting (联席会议): the sheet by which a town brings along who was there and who decided.
 *
 * What a meeting decided about a case is a step of the case and stands in the sheet 办理记录; a row here adds the rest.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'

export const jointMeetingSheet = defineSheet({
  name: '联席会议',
  title: '联席会议台账',
  columns: [
    { key: 'heldOn', header: '开会日期', kind: 'day', required: true, note: '同一天的算一次会。', sample: '2026-03-18' },
    { key: 'number', header: '编号', kind: 'code', required: true, width: 18, note: '“诉求”表里的编号。', sample: '示例2026-0001' },
    {
      key: 'deciderCode',
      header: '谁定的',
      kind: 'code',
      required: true,
      personal: true,
      note: '“人员”表里的编码。',
      sample: 'R0001',
    },
    {
      key: 'bodyCodes',
      header: '到会部门',
      kind: 'codes',
      required: true,
      width: 30,
      note: '“党组织”表里的编码，用“、”隔开。',
      sample: 'M-04',
    },
    {
      key: 'unitCodes',
      header: '到会村（社区）',
      kind: 'codes',
      width: 30,
      note: '“组织单元”表里的编码，用“、”隔开。',
      sample: '440605122048',
    },
  ],
  keyOf: row => [row.heldOn, row.number].join('/'),
})

export type JointMeetingRow = RowOf<typeof jointMeetingSheet>

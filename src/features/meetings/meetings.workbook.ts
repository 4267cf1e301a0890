/**
 * Meetings (组织生活): three sheets, meetings, rolls and actions, by which a town brings along what it kept elsewhere.
 *
 * A meeting is known by its 编号 and is left as it is once it is there: minutes are corrected by a second person, not by a file.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import { partyKinds, type Attendance, type MeetingKind, type MeetingState, type Part } from './meetings.contract.ts'
import { attendanceNames, kindNames, partNames, stateNames } from './meetings.words.ts'

export const meetingSheet = defineSheet({
  name: '会议',
  title: '组织生活会议台账',
  columns: [
    { key: 'code', header: '编号', kind: 'code', required: true, width: 16, note: '一次会议一个，一经使用不要改。', sample: 'HY2026-0000' },
    { key: 'bodyCode', header: '组织编码', kind: 'code', required: true, width: 22, note: '哪个党组织开的会。', sample: 'P-440605122000' },
    {
      key: 'kind',
      header: '类别',
      kind: 'choice',
      required: true,
      width: 18,
      choices: partyKinds.map(kind => kindNames[kind]),
      note: '从下拉框选。',
      sample: '支部党员大会',
    },
    { key: 'item', header: '项目', kind: 'text', longest: 20, note: '“六个一”活动写是哪一项，别的留空。', sample: '' },
    {
      key: 'title',
      header: '名称',
      kind: 'text',
      required: true,
      least: 2,
      longest: 60,
      width: 30,
      note: '2到60个字。',
      sample: '示例党员大会',
    },
    {
      key: 'startsAt',
      header: '开始',
      kind: 'text',
      required: true,
      longest: 16,
      width: 18,
      note: '写成2026-03-01 20:14。',
      sample: '2026-03-02 08:30',
    },
    { key: 'endsAt', header: '结束', kind: 'text', longest: 16, width: 18, note: '不清楚可以留空。', sample: '2026-03-02 10:00' },
    { key: 'place', header: '地点', kind: 'text', longest: 100, note: '在哪里开的。', sample: '示例党群服务站' },
    { key: 'chairCode', header: '主持人编码', kind: 'code', note: '“人员”表里的编码。', sample: 'R0000' },
    {
      key: 'state',
      header: '状态',
      kind: 'choice',
      required: true,
      width: 12,
      choices: Object.values(stateNames),
      note: '从下拉框选。',
      sample: '已有记录',
    },
    {
      key: 'firstTopic',
      header: '第一议题',
      kind: 'text',
      least: 2,
      longest: 80,
      width: 30,
      note: '支委会、党小组会的第一项学习，没有的留空。',
      sample: '',
    },
    {
      key: 'documents',
      header: '学习文件',
      kind: 'list',
      longest: 100,
      width: 30,
      note: '第一议题学了哪些文件，用“、”隔开。',
      sample: '',
    },
    { key: 'minutes', header: '会议记录', kind: 'text', longest: 5000, width: 40, note: '已有记录的必填。', sample: '会议同意先修路灯。' },
    { key: 'minutedOn', header: '记录日期', kind: 'day', note: '已有记录的必填，不早于开会那天。', sample: '2026-03-02' },
    { key: 'cancelReason', header: '取消原因', kind: 'text', least: 2, longest: 200, note: '已取消的必填。', sample: '' },
  ],
  keyOf: row => row.code,
})

export const meetingRollSheet = defineSheet({
  name: '会议名册',
  title: '会议签到名册',
  columns: [
    { key: 'meetingCode', header: '会议编号', kind: 'code', required: true, width: 16, note: '“会议”表里的编号。', sample: 'HY2026-0000' },
    { key: 'personCode', header: '人员编码', kind: 'code', required: true, personal: true, note: '“人员”表里的编码。', sample: 'R0000' },
    { key: 'part', header: '应到或列席', kind: 'choice', choices: Object.values(partNames), note: '留空算“应到”。', sample: '应到' },
    {
      key: 'attendance',
      header: '到会',
      kind: 'choice',
      required: true,
      choices: Object.values(attendanceNames),
      note: '从下拉框选。',
      sample: '到会',
    },
    { key: 'reason', header: '请假原因', kind: 'text', longest: 100, note: '请假的必填。', sample: '' },
  ],
  keyOf: row => [row.meetingCode, row.personCode].join('/'),
})

export const meetingActionSheet = defineSheet({
  name: '行动项',
  title: '会议行动项台账',
  columns: [
    { key: 'meetingCode', header: '会议编号', kind: 'code', required: true, width: 16, note: '“会议”表里的编号。', sample: 'HY2026-0000' },
    {
      key: 'title',
      header: '要做什么',
      kind: 'text',
      required: true,
      least: 2,
      longest: 100,
      width: 30,
      note: '2到100个字。',
      sample: '修好巷口路灯',
    },
    { key: 'ownerCode', header: '谁办', kind: 'code', required: true, personal: true, note: '“人员”表里的编码。', sample: 'R0000' },
    { key: 'dueOn', header: '期限', kind: 'day', required: true, note: '哪一天前办好。', sample: '2026-03-20' },
    { key: 'doneOn', header: '办好日期', kind: 'day', note: '还没办好的留空。', sample: '' },
    { key: 'result', header: '结果', kind: 'text', least: 2, longest: 500, width: 30, note: '办好的必填。', sample: '' },
  ],
  keyOf: row => [row.meetingCode, row.title, row.ownerCode].join('/'),
})

export type MeetingRow = RowOf<typeof meetingSheet>
export type MeetingRollRow = RowOf<typeof meetingRollSheet>
export type MeetingActionRow = RowOf<typeof meetingActionSheet>

const behind =
  <T extends string>(names: Record<T, string>) =>
  (name: string) =>
    (Object.keys(names) as T[]).find(key => names[key] === name)!
export const kindOf = behind<MeetingKind>(kindNames)
export const stateOf = behind<MeetingState>(stateNames)
export const partOf = (name: string | null): Part => (name === null ? 'attendee' : behind<Part>(partNames)(name))
export const attendanceOf = behind<Attendance>(attendanceNames)

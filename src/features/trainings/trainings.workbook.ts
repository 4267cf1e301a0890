/** Trainings (培训): two sheets, sessions and rolls, by which a town brings along what it kept elsewhere. */
import { attendanceOf } from '#features/meetings/meetings.workbook.ts'
import { attendanceNames } from '#features/meetings/meetings.words.ts'
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import type { Audience, PlaceKind, SessionLength, TrainingSessionState } from './trainings.contract.ts'
import { audienceNames, lengthNames, placeKindNames, stateNames } from './trainings.words.ts'

export { attendanceOf }

export const trainingSheet = defineSheet({
  name: '培训场次',
  title: '培训场次台账',
  columns: [
    { key: 'code', header: '编号', kind: 'code', required: true, width: 16, note: '一场一个，一经使用不要改。', sample: 'PX2026-000' },
    {
      key: 'course',
      header: '课程',
      kind: 'text',
      required: true,
      least: 2,
      longest: 60,
      width: 30,
      note: '同名的是同一门课程。',
      sample: '示例专题培训',
    },
    {
      key: 'audience',
      header: '对象',
      kind: 'choice',
      required: true,
      width: 14,
      choices: Object.values(audienceNames),
      note: '从下拉框选。',
      sample: '普通党员',
    },
    { key: 'concentrated', header: '集中培训', kind: 'choice', choices: ['是', '否'], width: 10, note: '留空算“否”。', sample: '否' },
    { key: 'unitCode', header: '主办单元编码', kind: 'code', required: true, width: 20, note: '由哪个单元主办。', sample: '440605122000' },
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
    { key: 'endsAt', header: '结束', kind: 'text', required: true, longest: 16, width: 18, note: '同上。', sample: '2026-03-02 11:30' },
    {
      key: 'length',
      header: '学时',
      kind: 'choice',
      required: true,
      width: 16,
      choices: Object.values(lengthNames),
      note: '从下拉框选。',
      sample: '半天（4学时）',
    },
    {
      key: 'placeKind',
      header: '在哪里办',
      kind: 'choice',
      required: true,
      choices: Object.values(placeKindNames),
      note: '从下拉框选。',
      sample: '镇党校',
    },
    { key: 'place', header: '地点', kind: 'text', longest: 100, note: '具体地点。', sample: '二楼教室' },
    { key: 'teacher', header: '讲课人', kind: 'text', longest: 50, note: '姓名或单位。', sample: '镇党校' },
    {
      key: 'state',
      header: '状态',
      kind: 'choice',
      required: true,
      width: 12,
      choices: Object.values(stateNames),
      note: '从下拉框选。',
      sample: '已记学时',
    },
    { key: 'cancelReason', header: '取消原因', kind: 'text', least: 2, longest: 200, note: '已取消的必填。', sample: '' },
  ],
  keyOf: row => row.code,
})

export const trainingRollSheet = defineSheet({
  name: '培训名册',
  title: '培训签到名册',
  columns: [
    {
      key: 'sessionCode',
      header: '场次编号',
      kind: 'code',
      required: true,
      width: 16,
      note: '“培训场次”表里的编号。',
      sample: 'PX2026-000',
    },
    { key: 'personCode', header: '人员编码', kind: 'code', required: true, personal: true, note: '“人员”表里的编码。', sample: 'R0000' },
    {
      key: 'attendance',
      header: '到课',
      kind: 'choice',
      required: true,
      choices: Object.values(attendanceNames),
      note: '从下拉框选。',
      sample: '到会',
    },
    { key: 'reason', header: '请假原因', kind: 'text', longest: 100, note: '请假的必填。', sample: '' },
  ],
  keyOf: row => [row.sessionCode, row.personCode].join('/'),
})

export type TrainingSheetRow = RowOf<typeof trainingSheet>
export type TrainingRollRow = RowOf<typeof trainingRollSheet>

const behind =
  <T extends string>(names: Record<T, string>) =>
  (name: string) =>
    (Object.keys(names) as T[]).find(key => names[key] === name)!
export const audienceOf = behind<Audience>(audienceNames)
export const lengthOf = behind<SessionLength>(lengthNames)
export const placeKindOf = behind<PlaceKind>(placeKindNames)
export const stateOf = behind<TrainingSessionState>(stateNames)

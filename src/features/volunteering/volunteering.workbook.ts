/** Volunteer Xiqiao (志愿西樵): four sheets, in and out: volunteers, teams, slots of activities, and hours with their grade. */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import type { Grade, VolunteerSlotState } from './volunteering.contract.ts'
import { gradeNames, slotStateNames } from './volunteering.words.ts'

export const volunteerSheet = defineSheet({
  name: '志愿者',
  title: '志愿者登记表',
  columns: [
    { key: 'personCode', header: '人员编码', kind: 'code', required: true, personal: true, note: '“人员”表里的编码。', sample: 'R0000' },
    {
      key: 'consentedOn',
      header: '同意登记的日子',
      kind: 'day',
      required: true,
      note: '本人同意才登记。未满18岁的到柜台登记，不写在这里。',
      sample: '2026-01-10',
    },
    { key: 'skills', header: '会做什么', kind: 'text', longest: 200, note: '可以不写。', sample: '会急救' },
    { key: 'times', header: '什么时候有空', kind: 'text', longest: 200, note: '可以不写。', sample: '周末' },
  ],
  keyOf: row => row.personCode,
})

export const teamSheet = defineSheet({
  name: '志愿队',
  title: '志愿队名册',
  columns: [
    { key: 'code', header: '编号', kind: 'code', required: true, width: 16, note: '一队一个，一经使用不要改。', sample: 'ZD000' },
    { key: 'unitCode', header: '单元编码', kind: 'code', required: true, width: 20, note: '哪个单元的队。', sample: '440605122000' },
    {
      key: 'name',
      header: '队名',
      kind: 'text',
      required: true,
      least: 2,
      longest: 40,
      width: 24,
      note: '同一单元里不重名。',
      sample: '示例志愿队',
    },
    { key: 'leaderCode', header: '队长人员编码', kind: 'code', personal: true, note: '“人员”表里的编码，可以不写。', sample: '' },
    { key: 'foundedOn', header: '成立日期', kind: 'day', note: '可以不写。', sample: '2019-03-05' },
    { key: 'closedOn', header: '解散日期', kind: 'day', note: '还在的留空。', sample: '' },
  ],
  keyOf: row => row.code,
})

export const volunteerSlotSheet = defineSheet({
  name: '志愿活动',
  title: '志愿活动场次台账',
  columns: [
    { key: 'code', header: '场次编号', kind: 'code', required: true, width: 18, note: '一场一个，一经使用不要改。', sample: 'ZY2026-000' },
    { key: 'unitCode', header: '单元编码', kind: 'code', required: true, width: 20, note: '由哪个单元组织。', sample: '440605122000' },
    { key: 'teamCode', header: '志愿队编号', kind: 'code', note: '单元自己组织的留空。', sample: '' },
    {
      key: 'title',
      header: '活动名称',
      kind: 'text',
      required: true,
      least: 2,
      longest: 40,
      width: 26,
      note: '同名的是同一个活动。',
      sample: '示例清洁活动',
    },
    { key: 'place', header: '地点', kind: 'text', required: true, least: 2, longest: 100, note: '在哪里集合。', sample: '示例公园门口' },
    { key: 'contactName', header: '联系人', kind: 'text', required: true, longest: 50, note: '会公开。', sample: '示例办公室' },
    { key: 'contactPhone', header: '电话', kind: 'phone', note: '会公开，写办公电话。办完满6个月的留空。', sample: '0757-00000000' },
    {
      key: 'startsAt',
      header: '开始',
      kind: 'text',
      required: true,
      longest: 16,
      width: 18,
      note: '写成2026-03-01 14:00。',
      sample: '2026-03-01 14:00',
    },
    { key: 'endsAt', header: '结束', kind: 'text', required: true, longest: 16, width: 18, note: '同上。', sample: '2026-03-01 16:00' },
    { key: 'places', header: '名额', kind: 'integer', required: true, least: 1, most: 500, note: '1到500。', sample: '10' },
    { key: 'minAge', header: '至少几岁', kind: 'integer', least: 0, most: 18, note: '0到18，不限的留空。', sample: '' },
    {
      key: 'state',
      header: '状态',
      kind: 'choice',
      required: true,
      choices: Object.values(slotStateNames),
      note: '从下拉框选。办过的写“已定”。',
      sample: '已定',
    },
    { key: 'cancelReason', header: '取消原因', kind: 'text', least: 2, longest: 200, note: '已取消的必填。', sample: '' },
  ],
  keyOf: row => row.code,
})

export const volunteerRecordSheet = defineSheet({
  name: '志愿记录',
  title: '志愿服务记录',
  columns: [
    { key: 'slotCode', header: '场次编号', kind: 'code', required: true, width: 18, note: '“志愿活动”表里的编号。', sample: 'ZY2026-000' },
    { key: 'personCode', header: '人员编码', kind: 'code', required: true, personal: true, note: '要先在“志愿者”表里。', sample: 'R0000' },
    {
      key: 'minutes',
      header: '分钟',
      kind: 'integer',
      required: true,
      least: 1,
      most: 1440,
      note: '实际服务的分钟，不超过这一场。',
      sample: '120',
    },
    {
      key: 'grade',
      header: '等级',
      kind: 'choice',
      required: true,
      width: 18,
      choices: Object.values(gradeNames),
      note: '①只能现场确认，不能导入。',
      sample: gradeNames.organiser,
    },
    { key: 'publicReason', header: '补记的原因', kind: 'text', least: 4, longest: 100, note: '③的必填，会公开。', sample: '' },
  ],
  keyOf: row => [row.slotCode, row.personCode].join('/'),
})

export type VolunteerRow = RowOf<typeof volunteerSheet>
export type TeamRow = RowOf<typeof teamSheet>
export type VolunteerSlotRow = RowOf<typeof volunteerSlotSheet>
export type VolunteerRecordRow = RowOf<typeof volunteerRecordSheet>

const behind =
  <T extends string>(names: Record<T, string>) =>
  (name: string) =>
    (Object.keys(names) as T[]).find(key => names[key] === name)!
export const stateOf = behind<VolunteerSlotState>(slotStateNames)
export const gradeOf = behind<Grade>(gradeNames)

/**
 * Volunteer records for the national system (全国志愿服务记录): three sheets that go out and never come in.
 *
 * Source: MZ/T 061-2015 and 民政部令第67号 §8 (who, what, when, where, how long, who answers for it); a volunteer's number is never
 * that of the ID card. Of what the standard names besides, training for volunteers and stars come from records; commendations and
 * evaluations have none here, so their columns stay empty and say so.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import { certificateStateNames } from './certificates.words.ts'

export const nationalSheet = defineSheet({
  name: '志愿服务记录',
  title: '志愿服务记录（按全国志愿服务信息系统的项目）',
  columns: [
    { key: 'personCode', header: '志愿者编号', kind: 'code', required: true, personal: true, note: '不用身份证号。', sample: 'R0000' },
    { key: 'name', header: '姓名', kind: 'name', required: true, personal: true, note: '记录时的姓名。', sample: '示例姓名' },
    { key: 'title', header: '活动名称', kind: 'text', required: true, longest: 40, width: 26, note: '', sample: '示例清洁活动' },
    { key: 'servedOn', header: '服务日期', kind: 'day', required: true, note: '', sample: '2026-03-01' },
    { key: 'startsAt', header: '开始', kind: 'text', required: true, longest: 5, note: '', sample: '14:00' },
    { key: 'endsAt', header: '结束', kind: 'text', required: true, longest: 5, note: '', sample: '16:00' },
    { key: 'place', header: '服务地点', kind: 'text', required: true, longest: 100, note: '', sample: '示例公园门口' },
    { key: 'about', header: '服务内容', kind: 'text', longest: 500, width: 30, note: '', sample: '清理河边' },
    { key: 'minutes', header: '服务时间（分钟）', kind: 'integer', required: true, note: '按半小时计。', sample: '120' },
    { key: 'grade', header: '等级', kind: 'text', required: true, longest: 20, width: 18, note: '', sample: '②组织者确认' },
    { key: 'organiser', header: '组织单位', kind: 'text', required: true, longest: 60, width: 24, note: '', sample: '示例社区' },
    { key: 'team', header: '志愿队', kind: 'text', longest: 40, note: '', sample: '' },
    { key: 'contact', header: '活动负责人', kind: 'text', required: true, longest: 50, note: '', sample: '示例办公室' },
    { key: 'contactPhone', header: '联系电话', kind: 'phone', note: '办完满6个月的已经删了。', sample: '0757-00000000' },
  ],
  keyOf: row => [row.personCode, row.servedOn, row.startsAt].join('/'),
})

const noRecord = '系统里没有这项记录，要报的请另填。'

export const trainingSheet = defineSheet({
  name: '培训和表彰',
  title: '志愿者的培训、星级和表彰（按全国志愿服务信息系统的项目）',
  columns: [
    { key: 'personCode', header: '志愿者编号', kind: 'code', required: true, personal: true, note: '和上一张表一样。', sample: 'R0000' },
    { key: 'name', header: '姓名', kind: 'name', required: true, personal: true, note: '', sample: '示例姓名' },
    {
      key: 'courses',
      header: '培训名称',
      kind: 'text',
      longest: 500,
      width: 30,
      note: '这段时间志愿者培训班的，已计学时。只有导出的人看得到的。',
      sample: '示例急救培训',
    },
    { key: 'trainingHours', header: '培训学时', kind: 'integer', note: '没有的留空。', sample: '4' },
    {
      key: 'star',
      header: '星级',
      kind: 'text',
      longest: 20,
      width: 14,
      note: '只按本单位组织的①②时长算，到导出那天。',
      sample: '一星志愿者',
    },
    { key: 'commendation', header: '表彰', kind: 'text', longest: 200, note: noRecord, sample: '' },
    { key: 'evaluation', header: '评价', kind: 'text', longest: 200, note: noRecord, sample: '' },
  ],
  keyOf: row => row.personCode,
})

export const registerSheet = defineSheet({
  name: '证明登记簿',
  title: '志愿服务记录证明登记簿',
  columns: [
    { key: 'serial', header: '编号', kind: 'code', required: true, width: 18, note: '', sample: 'ZM2026-00001' },
    { key: 'name', header: '姓名', kind: 'name', required: true, personal: true, note: '', sample: '示例姓名' },
    { key: 'unitName', header: '出具单位', kind: 'text', required: true, longest: 60, width: 24, note: '', sample: '示例社区' },
    { key: 'fromOn', header: '服务从', kind: 'day', required: true, note: '', sample: '2026-01-01' },
    { key: 'toOn', header: '到', kind: 'day', required: true, note: '', sample: '2026-02-28' },
    { key: 'onSite', header: '①分钟', kind: 'integer', required: true, note: '', sample: '120' },
    { key: 'organiser', header: '②分钟', kind: 'integer', required: true, note: '', sample: '90' },
    { key: 'issuedOn', header: '出具日期', kind: 'day', required: true, note: '', sample: '2026-03-10' },
    { key: 'responsible', header: '负责人', kind: 'text', required: true, longest: 50, note: '', sample: '示例负责人' },
    { key: 'handlerName', header: '经办人', kind: 'text', required: true, longest: 50, note: '', sample: '示例经办人' },
    {
      key: 'state',
      header: '状态',
      kind: 'choice',
      required: true,
      choices: Object.values(certificateStateNames),
      note: '',
      sample: '有效',
    },
  ],
  keyOf: row => row.serial,
})

export type NationalRow = RowOf<typeof nationalSheet>
export type RegisterRow = RowOf<typeof registerSheet>

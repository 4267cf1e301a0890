/**
 * Mobilisations (动员): the sheet by which a town brings along who stood where in a mobilisation that is over.
 *
 * It holds no person: a code stands for each, which is one's own within the mobilisation and means nothing outside it. A line is
 * known by all of its keys and is left as it is once it is there.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'

export const postingSheet = defineSheet({
  name: '上岗记录',
  title: '已结束的动员上岗记录台账',
  columns: [
    { key: 'mobilisationCode', header: '动员编号', kind: 'code', required: true, width: 16, note: '一次动员一个。', sample: 'DY2020-0' },
    {
      key: 'title',
      header: '动员名称',
      kind: 'text',
      required: true,
      least: 2,
      longest: 60,
      width: 24,
      note: '2到60个字。',
      sample: '疫情防控动员',
    },
    {
      key: 'number',
      header: '决定文号',
      kind: 'text',
      required: true,
      least: 2,
      longest: 40,
      width: 20,
      note: '镇里的正式决定。',
      sample: '西府〔2020〕0号',
    },
    { key: 'startsOn', header: '从哪天起', kind: 'day', required: true, note: '第一天。', sample: '2020-01-26' },
    { key: 'endsOn', header: '到哪天前', kind: 'day', required: true, note: '不再值守的第一天，要在今天以前。', sample: '2020-04-30' },
    {
      key: 'unitCode',
      header: '单位编码',
      kind: 'code',
      required: true,
      width: 18,
      note: '“组织单元”表里的编码。',
      sample: '440605122000',
    },
    {
      key: 'place',
      header: '地点',
      kind: 'text',
      required: true,
      least: 2,
      longest: 60,
      width: 20,
      note: '2到60个字。',
      sample: '村口卡点',
    },
    { key: 'on', header: '日期', kind: 'day', required: true, note: '在动员的日子里。', sample: '2020-02-03' },
    {
      key: 'token',
      header: '代号',
      kind: 'code',
      required: true,
      note: '代表一个人，不写姓名。同一个人在这次动员里用同一个。',
      sample: '甲0000',
    },
    { key: 'member', header: '党员', kind: 'choice', required: true, choices: ['是', '否'], note: '那一天是不是党员。', sample: '是' },
  ],
  keyOf: row => [row.mobilisationCode, row.unitCode, row.place, row.on, row.token].join('/'),
})

export type PostingRow = RowOf<typeof postingSheet>

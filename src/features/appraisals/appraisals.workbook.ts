/**
 * Appraisals (述职评议): the sheet by which a town brings along the reports of earlier years.
 *
 * A report is known by its round and village and is left as it is once it is there. No column holds a number of the report:
 * those the records give. Who reported must have held the post on the day.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'

export const appraisalSheet = defineSheet({
  name: '述职',
  title: '村（社区）书记述职台账',
  columns: [
    { key: 'roundCode', header: '述职会编号', kind: 'code', required: true, width: 16, note: '一次述职会一个。', sample: 'SZ2026-0' },
    { key: 'year', header: '年度', kind: 'integer', required: true, least: 1990, most: 2100, note: '述的是哪一年。', sample: '2025' },
    { key: 'heldOn', header: '述职日期', kind: 'day', required: true, note: '哪一天开的会。', sample: '2026-01-20' },
    {
      key: 'title',
      header: '名称',
      kind: 'text',
      required: true,
      least: 2,
      longest: 60,
      width: 34,
      note: '2到60个字。',
      sample: '2025年度述职评议会',
    },
    {
      key: 'unitCode',
      header: '村（社区）编码',
      kind: 'code',
      required: true,
      width: 18,
      note: '“组织单元”表里的编码。',
      sample: '440605122000',
    },
    {
      key: 'presenterCode',
      header: '述职人编码',
      kind: 'code',
      required: true,
      personal: true,
      note: '那一天的书记，“人员”表里的编码。',
      sample: 'R0000',
    },
    {
      key: 'presented',
      header: '已述职',
      kind: 'choice',
      required: true,
      choices: ['是', '否'],
      note: '在会上讲过的写“是”。',
      sample: '是',
    },
    { key: 'achieved', header: '做了什么', kind: 'text', least: 2, longest: 5000, width: 40, note: '已述职的必填。', sample: '' },
    { key: 'lacking', header: '有什么不足', kind: 'text', least: 2, longest: 5000, width: 40, note: '已述职的必填。', sample: '' },
    { key: 'nextSteps', header: '下一步怎么做', kind: 'text', least: 2, longest: 5000, width: 40, note: '已述职的必填。', sample: '' },
    { key: 'problems', header: '自查问题', kind: 'list', longest: 200, width: 30, note: '用“、”隔开，最多10个。', sample: '' },
  ],
  keyOf: row => [row.roundCode, row.unitCode].join('/'),
})

export type AppraisalRow = RowOf<typeof appraisalSheet>

/**
 * Registers of the eligible (表决权名册): one sheet for all bodies of a town, by which it brings along the lists that it votes by.
 *
 * A line is known by body, meeting and 名册编号. Who voted for what is in no sheet, because it is nowhere.
 */
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import { RegisterBody, Standing } from './votes.contract.ts'

const standingChoices: Record<Standing, string> = { voter: '有', probationary: '预备党员', onProbation: '留党察看', incapable: '没有' }
const represents = '是'

export const voterSheet = defineSheet({
  name: '表决权名册',
  title: '表决权名册',
  columns: [
    { key: 'bodyCode', header: '组织编码', kind: 'code', required: true, width: 22, note: '哪个组织的名册。', sample: 'J-0000' },
    {
      key: 'meeting',
      header: '会议',
      kind: 'choice',
      required: true,
      width: 18,
      choices: RegisterBody.options.map(body => bodyNames[body]),
      note: '开哪种会用的名册，从下拉框选。',
      sample: '成员大会',
    },
    { key: 'code', header: '名册编号', kind: 'code', required: true, note: '一人一个，一经使用不要改。', sample: 'M0000' },
    { key: 'name', header: '姓名', kind: 'name', required: true, personal: true, note: '写全名，间隔号用“·”。', sample: '示例' },
    { key: 'personCode', header: '人员编码', kind: 'code', personal: true, note: '“人员”表里有的才填。', sample: '' },
    { key: 'household', header: '户号', kind: 'text', longest: 40, note: '同一户写一样的，委托和按户算要用。', sample: 'H0000' },
    { key: 'represents', header: '户代表', kind: 'choice', choices: [represents, '否'], note: '留空算“否”。', sample: '是' },
    {
      key: 'standing',
      header: '表决权',
      kind: 'choice',
      choices: Standing.options.map(standing => standingChoices[standing]),
      note: '留空算“有”。',
      sample: '有',
    },
    { key: 'standingReason', header: '原因', kind: 'text', least: 2, longest: 100, width: 24, note: '没有表决权的必填。', sample: '' },
    { key: 'from', header: '开始日期', kind: 'day', required: true, note: '从哪一天起在名册上。', sample: '2026-01-01' },
    { key: 'to', header: '结束日期', kind: 'day', note: '从哪一天起不在名册上，可以留空。', sample: '' },
  ],
  keyOf: row => [row.bodyCode, row.meeting, row.code].join('/'),
})

export type VoterSheetRow = RowOf<typeof voterSheet>

export const registerOf = (name: string) => RegisterBody.options.find(body => bodyNames[body] === name)!
export const standingOf = (name: string | null) => Standing.options.find(standing => standingChoices[standing] === name) ?? 'voter'
export const isRepresenting = (cell: string | null) => cell === represents
export const registerName = (body: RegisterBody) => bodyNames[body]
export const standingCell = (standing: Standing) => standingChoices[standing]

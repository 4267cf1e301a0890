/**
 * Bodies (组织): the sheet of Party organisations, self-government, the collective economy and departments.
 *
 * The line follows from the kind. A parent is always of the same line: the three lines of authority
 * are never merged (design D3).
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import { bodyLines, type BodyKind, type BodyLine } from './bodies.contract.ts'

export { bodyLines }

export const bodySheet = defineSheet({
  name: '党组织',
  title: '党组织和其他组织台账',
  columns: [
    { key: 'code', header: '编码', kind: 'code', required: true, width: 22, note: '组织的编码，一经使用不要改。', sample: 'P-000' },
    { key: 'name', header: '名称', kind: 'text', required: true, longest: 80, width: 32, note: '全称。', sample: '示例经济社党支部' },
    {
      key: 'kind',
      header: '类别',
      kind: 'choice',
      required: true,
      choices: Object.values(bodyLines).flatMap(kinds => Object.values(kinds)),
      note: '从下拉框选。党小组不是一级组织，不填在这里。',
      sample: '党支部',
    },
    { key: 'parentCode', header: '上级编码', kind: 'code', width: 20, note: '同一系统的上级组织；没有的留空。', sample: 'P-00' },
    {
      key: 'unitCodes',
      header: '覆盖单元编码',
      kind: 'codes',
      note: '管到哪些单元，写单元编码，几个之间用“、”隔开。企业、学校的组织可留空。',
      sample: '440605122000-01',
    },
    { key: 'foundedOn', header: '成立日期', kind: 'day', required: true, note: '批准成立的日期。', sample: '2010-01-01' },
    { key: 'dissolvedOn', header: '撤销日期', kind: 'day', note: '仍在的留空；临时党支部任务结束即撤销。', sample: '' },
  ],
  keyOf: row => row.code,
})

export type BodyRow = RowOf<typeof bodySheet>

/** Line and kind behind the Chinese name of a kind. */
export function bodyKindOf(name: string): { line: BodyLine; kind: BodyKind } {
  for (const [line, kinds] of Object.entries(bodyLines))
    for (const [kind, chinese] of Object.entries(kinds)) if (chinese === name) return { line: line as BodyLine, kind: kind as BodyKind }
  throw new Error(`No kind of body is called ${name}`)
}

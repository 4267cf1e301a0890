/** The sheets of a superior's form (上级报表): written and never read. */
import { defineSheet, type Column, type Sheet } from '#platform/shared/sheet.ts'
import type { FormColumn } from './duties.contract.ts'

/** Columns as the superior named them: two may be called the same, so the sheet is not declared but made. */
export const formSheetOf = (title: string, columns: readonly FormColumn[]): Sheet => ({
  name: '报表',
  title,
  columns: [
    { key: 'name', header: '单位', kind: 'text', width: 18, note: '谁的', sample: '' },
    { key: 'code', header: '代码', kind: 'text', width: 15, note: '统计代码', sample: '' },
    ...columns.map(({ name, from }, at): Column => ({ key: `ask${at}`, header: name, kind: 'text', width: 16, note: from, sample: '' })),
  ],
  keyOf: values => String((values as Record<string, unknown>)['name']),
})

export const sourceSheet = defineSheet({
  name: '各栏来源',
  title: '各栏从哪里来、由谁填',
  columns: [
    { key: 'column', header: '栏', kind: 'text', width: 24, note: '报表的一栏', sample: '' },
    { key: 'from', header: '来自', kind: 'text', width: 50, note: '哪项记录，或由谁填', sample: '' },
  ],
  keyOf: ({ column }) => column ?? '',
})

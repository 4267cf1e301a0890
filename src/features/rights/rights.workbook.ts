/** What is kept about a person as a sheet (我的信息表), for taking along. */
import { defineSheet } from '#platform/shared/sheet.ts'

const text = { kind: 'text', note: '', sample: '' } as const
export const mineSheet = defineSheet({
  name: '我的信息',
  title: '我的信息',
  columns: [
    { ...text, key: 'title', header: '哪一类' },
    { ...text, key: 'name', header: '项目' },
    { ...text, key: 'text', header: '内容' },
    { ...text, key: 'purpose', header: '做什么用' },
    { ...text, key: 'basis', header: '依据' },
    { ...text, key: 'retention', header: '保存多久' },
  ],
  keyOf: row => [row.title, row.name, row.text].join('/'),
})

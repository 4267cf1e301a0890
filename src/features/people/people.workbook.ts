/**
 * People and posts (人员与任职): two sheets.
 *
 * 人员 holds as few fields as the work needs: no identity numbers, no addresses, no political data
 * beyond the posts. A phone number that is left blank or comes back masked stays as it is stored.
 *
 * Source: conventions DATA-08 to DATA-12; domain §32.
 */
import { roleNames, roles } from '#platform/shared/actor.ts'
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'

export const peopleSheet = defineSheet({
  name: '人员',
  title: '人员台账',
  columns: [
    { key: 'code', header: '编码', kind: 'code', required: true, width: 12, note: '一人一个，不要用身份证号。', sample: 'R0000' },
    { key: 'name', header: '姓名', kind: 'name', required: true, personal: true, note: '写全名，间隔号用“·”。', sample: '张三' },
    { key: 'phone', header: '电话', kind: 'phone', personal: true, note: '手机11位，座机带区号。留空则不改动。', sample: '19900000000' },
    {
      key: 'unitCode',
      header: '所在单元编码',
      kind: 'code',
      required: true,
      width: 20,
      note: '由哪个单元的办公室管理这条记录。',
      sample: '440605122000',
    },
  ],
  keyOf: row => row.code,
})

export const termSheet = defineSheet({
  name: '任职',
  title: '任职台账',
  columns: [
    { key: 'personCode', header: '人员编码', kind: 'code', required: true, width: 12, note: '“人员”表里的编码。', sample: 'R0000' },
    {
      key: 'role',
      header: '岗位',
      kind: 'choice',
      required: true,
      width: 26,
      choices: roles.map(role => roleNames[role]),
      note: '岗位决定能办什么事，从下拉框选。',
      sample: '村（社区）办事员',
    },
    { key: 'title', header: '职务名称', kind: 'text', required: true, longest: 40, note: '对外的称呼。', sample: '社区办事员' },
    { key: 'unitCode', header: '单元编码', kind: 'code', required: true, width: 20, note: '在哪个单元任职。', sample: '440605122000' },
    { key: 'bodyCode', header: '组织编码', kind: 'code', width: 22, note: '属于哪个组织或部门；没有的留空。', sample: '' },
    { key: 'from', header: '任职开始', kind: 'day', required: true, note: '第一天。', sample: '2021-01-10' },
    { key: 'until', header: '任职结束', kind: 'day', note: '最后一天；还在任的留空。', sample: '' },
    {
      key: 'shown',
      header: '居民可见',
      kind: 'choice',
      choices: ['是', '否'],
      width: 10,
      note: '本人同意亮身份的选“是”，居民能看到姓名。留空算“否”。',
      sample: '否',
    },
  ],
  keyOf: row => [row.personCode, row.role, row.title, row.unitCode, row.bodyCode, row.from].join('/'),
})

export type PersonRow = RowOf<typeof peopleSheet>
export type TermRow = RowOf<typeof termSheet>

/** The role behind its Chinese name. */
export const roleOf = (name: string) => roles.find(role => roleNames[role] === name)!

/**
 * What the system holds (已有数据): the register against which every field asked for is compared (问一次). Pure.
 *
 * Fields of records stand here; every indicator is one besides. Source: conventions UX-B7, UX-B12; anchors 5.12 (ask once).
 */
import type { Ask, Binds, HeldField } from './duties.contract.ts'

interface KnownField extends HeldField {
  /** Other names under which it is asked for. */
  words: readonly string[]
}

export const recordFields: readonly KnownField[] = [
  { id: 'unit.name', name: '村（社区）名称', where: '组织架构', words: ['村名', '社区名', '单位名称', '村居名称'] },
  { id: 'unit.code', name: '统计代码', where: '组织架构', words: ['行政区划代码', '单位代码', '村代码'] },
  { id: 'body.name', name: '组织名称', where: '组织架构', words: ['党组织名称', '支部名称', '党委名称'] },
  { id: 'body.foundedOn', name: '成立日期', where: '组织架构', words: ['成立时间', '组建时间'] },
  { id: 'post.secretary', name: '书记姓名', where: '人员与任职', words: ['书记', '党组织书记', '负责人姓名'] },
  { id: 'post.term', name: '任职时间', where: '人员与任职', words: ['到任时间', '任期'] },
  { id: 'venue.name', name: '阵地名称', where: '阵地', words: ['党群服务中心名称', '服务站名称'] },
  { id: 'venue.address', name: '阵地地址', where: '阵地', words: ['服务中心地址', '服务站地址', '办公地址'] },
  { id: 'venue.hours', name: '开放时间', where: '阵地', words: ['服务时间', '办公时间'] },
  { id: 'venue.phone', name: '阵地电话', where: '阵地', words: ['联系电话', '办公电话'] },
  { id: 'venue.services', name: '服务项目', where: '阵地', words: ['服务事项'] },
  { id: 'request.list', name: '诉求清单', where: '诉求', words: ['烦心事清单', '群众诉求', '民情台账'] },
]

/** Record fields that a form can be filled with as it is; a list has no place in a cell. */
const readable = [
  'unit.name',
  'unit.code',
  'body.name',
  'body.foundedOn',
  'post.secretary',
  'post.term',
  'venue.name',
  'venue.address',
  'venue.hours',
  'venue.phone',
  'venue.services',
] as const
export type ReadableField = (typeof readable)[number]
export const isReadable = (id: string): id is ReadableField => (readable as readonly string[]).includes(id)

/** What a register is made of: an indicator, and whether each of its records says whose work it is. */
export interface CountedField {
  id: string
  name: string
  ofBodies: boolean
}

/** The register: record fields, then the indicators. For bodies only those that tell one from another: a place has no branch's number. */
export const registerOf = (counted: readonly CountedField[], binds: Binds): HeldField[] => [
  ...recordFields.map(({ id, name, where }) => ({ id, name, where })),
  ...counted.filter(({ ofBodies }) => binds === 'units' || ofBodies).map(({ id, name }) => ({ id, name, where: '指标' })),
]

/** What the register holds under the name asked for; `key` makes names comparable. */
export function heldUnder(name: string, register: readonly HeldField[], key: (name: string) => string): HeldField | null {
  const asked = key(name)
  if (asked.length < 2) return null
  const names = (field: HeldField) => [field.name, ...(recordFields.find(({ id }) => id === field.id)?.words ?? [])].map(key)
  const isSame = (known: string) =>
    known.length >= 2 && (known === asked || asked.includes(known) || (asked.length >= 4 && known.includes(asked)))
  // The same name before one that only contains it.
  return register.find(field => names(field).includes(asked)) ?? register.find(field => names(field).some(isSame)) ?? null
}

/** Why a source fills nothing: there is none, or it has one number for a whole place. */
export const notHeld = (isCounted: boolean): string => (isCounted ? '系统按村（社区）数，分不到各组织。' : '系统里没有这一项数据。')

export interface AskFault {
  which: 'twice' | 'unfillable'
  pointer: string
  detail: string
}

/** What speaks against each field: known already and no reason given, or nobody who could fill it. */
export function askFaults(
  asks: readonly Ask[],
  held: readonly (HeldField | null)[],
  register: readonly HeldField[],
  /** Names that another list in force asks for, as keys, with that list's name. */
  elsewhere: ReadonlyMap<string, string>,
  key: (name: string) => string,
  /** Ids of all indicators. */
  isCounted: (id: string) => boolean,
): AskFault[] {
  const seen = new Map<string, number>()
  return asks.flatMap(({ name, heldIn, filledBy, reason }, index): AskFault[] => {
    const first = seen.get(key(name))
    seen.set(key(name), first ?? index)
    if (first !== undefined) return [{ which: 'twice', pointer: `#/asks/${index}/name`, detail: `“${name}”和第${first + 1}栏是同一件事。` }]
    if (heldIn !== null)
      return register.some(({ id }) => id === heldIn)
        ? []
        : [{ which: 'unfillable', pointer: `#/asks/${index}/heldIn`, detail: `“${name}”：${notHeld(isCounted(heldIn))}` }]
    const other = elsewhere.get(key(name))
    if (held[index] && reason === '')
      return [
        {
          which: 'twice',
          pointer: `#/asks/${index}/reason`,
          detail: `“${name}”系统里已有（${held[index].where}：${held[index].name}），要再问请写明为什么。`,
        },
      ]
    if (other && reason === '')
      return [{ which: 'twice', pointer: `#/asks/${index}/reason`, detail: `“${name}”在《${other}》里已经问过，要再问请写明为什么。` }]
    if (filledBy === null) return [{ which: 'unfillable', pointer: `#/asks/${index}/filledBy`, detail: `“${name}”这一栏没有人能填。` }]
    return []
  })
}

/**
 * Rows of units (组织单元表): what a workbook's rows do to the map, as pure functions.
 *
 * A new row enters a unit with its days, past ones too: that is how a town's history comes in. A row
 * that is known changes the name or the parent from today on, or, if it was entered today, from its
 * first day on. Parents are found in the same workbook, in any order.
 */
import { byKey, type RowFault } from '#platform/shared/applied.ts'
import { holdsDay, lastsTo, rewrite, type Days } from '#platform/shared/spans.ts'
import type { UnitKind } from './units.contract.ts'
import { mayStandUnder, type Period } from './units.map.rules.ts'

export interface UnitRow {
  code: string
  name: string
  shortName: string
  kind: UnitKind
  parentCode: string | null
  openedOn: string
  closedOn: string | null
}

export interface NumberedUnitRow {
  row: number
  values: UnitRow
}

/** A unit that is in the database, with all its periods in order. */
export interface KnownUnit {
  id: string
  kind: UnitKind
  openedOn: string
  closedOn: string | null
  /** False while the workbook's key is only its statistical code. */
  keyed: boolean
  periods: readonly (Period & { recordedOn: string })[]
}

/** A unit that a row makes. */
export interface NewUnit {
  id: string
  kind: UnitKind
  code: string | null
  externalCode: string
  openedOn: string
  closedOn: string | null
  periods: readonly Period[]
}

export interface RowsPlan {
  created: NewUnit[]
  /** All periods of the units that are renamed. */
  renamed: Map<string, readonly Period[]>
  moved: { row: number; unitId: string; parentId: string }[]
  closed: { row: number; unitId: string; closedOn: string }[]
  /** Units known by their statistical code alone, which get the workbook's key. */
  keyed: { id: string; externalCode: string }[]
  /** The town, entered at set-up, opens earlier. */
  openedEarlier: { id: string; openedOn: string }[]
  unchanged: number
  updated: number
  faults: RowFault[]
}

/** Levels of a tree; a workbook with more is a mistake. */
const deepest = 50

interface Found {
  id: string
  kind: UnitKind
  periods: readonly Period[]
}

/** Works out what the rows do. `nextId` gives ids to new units. */
export function planRows(
  known: ReadonlyMap<string, KnownUnit>,
  rows: readonly NumberedUnitRow[],
  today: string,
  nextId: () => string,
): RowsPlan {
  const plan: RowsPlan = {
    created: [],
    renamed: new Map(),
    moved: [],
    closed: [],
    keyed: [],
    openedEarlier: [],
    unchanged: 0,
    updated: 0,
    faults: [],
  }
  const rowOf = byKey(rows, ({ code }: UnitRow) => code, 'code', plan.faults)
  const done = new Map<string, Found | null>()
  const onTheWay = new Set<string>()
  const rowOfUnit = new Map<string, number>()

  /** The unit of a code, its row applied first if it has one; null if there is none, or its row has a fault. */
  const resolve = (code: string): Found | null => {
    const before = done.get(code)
    if (before !== undefined) return before
    const row = rowOf.get(code)
    if (!row || onTheWay.has(code) || onTheWay.size > deepest) return known.get(code) ?? null
    const old = known.get(code)
    const first = old && rowOfUnit.get(old.id)
    if (first !== undefined) {
      plan.faults.push({ row: row.row, key: 'code', message: `和第${first}行是同一个单元。请只留一行。` })
      return old!
    }
    if (old) rowOfUnit.set(old.id, row.row)
    onTheWay.add(code)
    const found = applyRow(plan, old, row, row.values.parentCode === null ? null : resolve(row.values.parentCode), today, nextId)
    onTheWay.delete(code)
    done.set(code, found)
    return found
  }
  for (const code of rowOf.keys()) resolve(code)
  return plan
}

function applyRow(
  plan: RowsPlan,
  old: KnownUnit | undefined,
  { row, values }: NumberedUnitRow,
  parent: Found | null,
  today: string,
  nextId: () => string,
): Found | null {
  const refuse = (key: string | null, message: string) => {
    plan.faults.push({ row, key, message })
    return old ?? null
  }
  if ((values.kind === 'town') !== (values.parentCode === null))
    return refuse('parentCode', values.kind === 'town' ? '镇没有上级，请留空。' : '请填上级编码。')
  if (values.parentCode !== null && !parent) return refuse('parentCode', `没有编码为“${values.parentCode}”的单元，或那一行有错。`)
  if (parent && !mayStandUnder(values.kind, parent.kind)) return refuse('parentCode', '这一类别不能放在这个上级下面。')
  if (values.closedOn !== null && values.closedOn <= values.openedOn) return refuse('closedOn', '撤销日期要晚于设立日期。')
  if (old) return applyKnown(plan, old, { row, values }, parent, today, refuse)
  const life = { from: values.openedOn, to: values.closedOn }
  const id = nextId()
  const base = { id, kind: values.kind, parentId: parent?.id ?? null, name: values.name, shortName: values.shortName }
  const periods = parent ? below(parent.periods, life, base) : [{ ...base, ...life, path: [id] }]
  if (!periods) return refuse('openedOn', '上级在这段日子里不是一直在册。请核对两者的日期。')
  const statistical = /^\d{12}$/.test(values.code) ? values.code : null
  plan.created.push({
    id,
    kind: values.kind,
    code: statistical,
    externalCode: values.code,
    openedOn: life.from,
    closedOn: life.to,
    periods,
  })
  return { id, kind: values.kind, periods }
}

function applyKnown(
  plan: RowsPlan,
  old: KnownUnit,
  { row, values }: NumberedUnitRow,
  parent: Found | null,
  today: string,
  refuse: (key: string, message: string) => Found | null,
): Found | null {
  if (values.kind !== old.kind) return refuse('kind', '类别和系统里的不一样。改类别请新设一个单元，再合并。')
  if (values.openedOn !== old.openedOn && !(old.kind === 'town' && values.openedOn < old.openedOn))
    return refuse('openedOn', `设立日期和系统里的不一样，系统里是${old.openedOn}。`)
  // as an export writes it: what is planned for a later day is not in the workbook
  const standing = old.periods.find(period => holdsDay(period, today)) ?? old.periods.at(-1)!
  const isRenamed = values.name !== standing.name || values.shortName !== standing.shortName
  const isMoved = parent !== null && parent.id !== standing.parentId
  const later = old.periods.filter(({ from }) => from > standing.from)
  const rename = later.find(({ name, shortName }) => name !== standing.name || shortName !== standing.shortName)
  if (isRenamed && rename) return refuse('name', `这个单元已定于${rename.from}改名。请在组织页面改。`)
  const move = later.find(({ parentId }) => parentId !== standing.parentId)
  if (isMoved && move) return refuse('parentCode', `这个单元已定于${move.from}换上级。请在组织页面改。`)
  let { periods } = old
  let updated = false
  if (values.closedOn !== old.closedOn) {
    if (old.closedOn !== null) return refuse('closedOn', `系统里的撤销日期是${old.closedOn}，不能在表里改。`)
    if (values.closedOn! < today) return refuse('closedOn', '在册的单元不能撤销到今天以前。')
    plan.closed.push({ row, unitId: old.id, closedOn: values.closedOn! })
    updated = true
  } else if (
    old.closedOn !== null &&
    old.closedOn <= today &&
    (values.name !== standing.name || (parent?.id ?? null) !== standing.parentId)
  )
    return refuse('name', '这个单元已经撤销，不能再改。')
  if (values.openedOn < old.openedOn) {
    periods = [{ ...periods[0]!, from: values.openedOn }, ...periods.slice(1)]
    plan.openedEarlier.push({ id: old.id, openedOn: values.openedOn })
    updated = true
  }
  if (isRenamed) {
    const { name, shortName } = values
    // An entry of today is corrected from its first day on.
    const day = periods.every(({ recordedOn }) => recordedOn === today) ? values.openedOn : today
    const same = (period: Period) => lastsTo(period, day)
    periods = rewrite(periods, day, same, period => ({ ...period, name, shortName, recordedOn: today }))
    updated = true
  }
  if (periods !== old.periods) plan.renamed.set(old.id, periods)
  if (isMoved) {
    plan.moved.push({ row, unitId: old.id, parentId: parent.id })
    updated = true
  }
  if (!old.keyed) plan.keyed.push({ id: old.id, externalCode: values.code })
  if (updated) plan.updated += 1
  else plan.unchanged += 1
  return { id: old.id, kind: old.kind, periods }
}

/** The periods of a unit under its parent's, or null if the parent does not stand all that time. */
function below(above: readonly Period[], life: Days, base: Omit<Period, 'path' | 'from' | 'to'>): Period[] | null {
  const periods: Period[] = []
  let reached: string | null = life.from
  for (const { from, to, path } of above) {
    const start: string = from > life.from ? from : life.from
    const end = to === null || (life.to !== null && life.to < to) ? life.to : to
    if (end !== null && end <= start) continue
    if (start !== reached) return null
    const last = periods.at(-1)
    const own = [...path, base.id]
    if (last && last.path.join() === own.join()) periods.splice(-1, 1, { ...last, to: end })
    else periods.push({ ...base, path: own, from: start, to: end })
    reached = end
    if (reached === life.to) return periods
  }
  return null
}

/**
 * Rows of bodies (组织表): what a workbook's rows do to the organisations, as pure functions.
 *
 * A new row enters a body with its days, past ones too. A row that is known changes name, parent or
 * coverage from today on, or from its first day if it was entered today. A blank 覆盖单元编码 leaves
 * the coverage as it is.
 */
import { byKey, type RowFault } from '#platform/shared/applied.ts'
import { Problem } from '#platform/shared/problem.ts'
import { holdsDay } from '#platform/shared/spans.ts'
import type { BodyKind } from './bodies.contract.ts'
import { changeBody, lifeFault, lineFault, within, type BodyChange, type BodyLife } from './bodies.rules.ts'

export interface BodyRow {
  code: string
  name: string
  kind: BodyKind
  parentCode: string | null
  unitCodes: readonly string[] | null
  foundedOn: string
  dissolvedOn: string | null
}

interface Unit {
  id: string
  openedOn: string
  closedOn: string | null
}

export interface KnownTown {
  /** Everything in the database; what the rows make is added. */
  bodies: Map<string, BodyLife>
  bodyByCode: Map<string, string>
  unitByCode: ReadonlyMap<string, Unit>
}

export interface BodyRowsPlan {
  created: (BodyLife & { externalCode: string })[]
  changed: Map<string, BodyLife>
  unchanged: number
  faults: RowFault[]
}

interface Numbered {
  row: number
  values: BodyRow
}

/** Levels of organisations; a workbook with more is a mistake. */
const deepest = 50

/** Works out what the rows do. `nextId` gives ids to new bodies. */
export function planRows(town: KnownTown, rows: readonly Numbered[], today: string, nextId: () => string): BodyRowsPlan {
  const plan: BodyRowsPlan = { created: [], changed: new Map(), unchanged: 0, faults: [] }
  const rowOf = byKey(rows, ({ code }: BodyRow) => code, 'code', plan.faults)
  const done = new Set<string>()
  /** The id of a code, its row applied first if it has one; null if there is none, or its row has a fault. */
  const resolve = (code: string, depth: number): string | null => {
    const row = rowOf.get(code)
    if (row && !done.has(code) && depth < deepest) {
      done.add(code)
      const parentId = row.values.parentCode === null ? null : (resolve(row.values.parentCode, depth + 1) ?? undefined)
      const fault =
        parentId === undefined
          ? { key: 'parentCode', message: `没有编码为“${row.values.parentCode}”的组织，或那一行有错。` }
          : applyRow(plan, town, row.values, parentId, today, nextId)
      if (fault) plan.faults.push({ row: row.row, ...fault })
    }
    return town.bodyByCode.get(code) ?? null
  }
  for (const code of rowOf.keys()) resolve(code, 0)
  return plan
}

type Fault = Omit<RowFault, 'row'>

function applyRow(
  plan: BodyRowsPlan,
  town: KnownTown,
  values: BodyRow,
  parentId: string | null,
  today: string,
  nextId: () => string,
): Fault | null {
  const life = lifeFault(values.kind, values.foundedOn, values.dissolvedOn)
  if (life) return { key: 'dissolvedOn', message: `${life}。` }
  const missing = values.unitCodes?.find(code => !town.unitByCode.has(code))
  if (missing !== undefined) return { key: 'unitCodes', message: `没有编码为“${missing}”的单元。` }
  const units = values.unitCodes?.map(code => town.unitByCode.get(code)!) ?? null
  if (values.kind === 'jointBranch' && units && units.length > 5) return { key: 'unitCodes', message: '联合党支部最多覆盖5个单元。' }
  const id = town.bodyByCode.get(values.code)
  const old = id === undefined ? undefined : town.bodies.get(id)
  return old
    ? applyKnown(plan, town, old, values, parentId, units, today)
    : enter(plan, town, values, parentId, units ?? [], today, nextId())
}

function enter(
  plan: BodyRowsPlan,
  town: KnownTown,
  values: BodyRow,
  parentId: string | null,
  units: readonly Unit[],
  today: string,
  id: string,
): Fault | null {
  const { kind, name, foundedOn, dissolvedOn } = values
  const days = { from: foundedOn, to: dissolvedOn }
  const coverage = units.flatMap(unit => {
    const covered = within(days, unit)
    return covered ? [{ unitId: unit.id, ...covered, recordedOn: today }] : []
  })
  const body = { id, kind, foundedOn, dissolvedOn, spans: [{ ...days, parentId, name, recordedOn: today }], coverage }
  const fault = lineFault(town.bodies, body, foundedOn)
  if (fault) return { key: 'parentCode', message: `${fault}。` }
  town.bodies.set(id, body)
  town.bodyByCode.set(values.code, id)
  plan.created.push({ ...body, externalCode: values.code })
  return null
}

function applyKnown(
  plan: BodyRowsPlan,
  town: KnownTown,
  old: BodyLife,
  values: BodyRow,
  parentId: string | null,
  units: readonly Unit[] | null,
  today: string,
): Fault | null {
  if (values.kind !== old.kind) return { key: 'kind', message: '类别和系统里的不一样。请核对，或新设一个组织。' }
  if (values.foundedOn !== old.foundedOn) return { key: 'foundedOn', message: `成立日期和系统里的不一样，系统里是${old.foundedOn}。` }
  if (values.dissolvedOn === null && old.dissolvedOn !== null)
    return { key: 'dissolvedOn', message: `系统里的撤销日期是${old.dissolvedOn}，不能在表里取消。` }
  const last = old.spans.at(-1)!
  const fresh = [...old.spans, ...old.coverage].every(({ recordedOn }) => recordedOn === today)
  const day = fresh ? old.foundedOn : today
  const ended = old.dissolvedOn !== null && old.dissolvedOn <= day
  const changes: [string, BodyChange, string][] = []
  if (values.name !== last.name) changes.push(['name', { verb: 'rename', name: values.name }, day])
  if (parentId !== last.parentId) changes.push(['parentCode', { verb: 'move', parentId }, day])
  if (units && !ended && !sameCoverage(old, units, day))
    changes.push(['unitCodes', { verb: 'cover', unitIds: units.map(({ id }) => id) }, day])
  if (values.dissolvedOn !== old.dissolvedOn) changes.push(['dissolvedOn', { verb: 'dissolve' }, values.dissolvedOn!])
  let body = old
  for (const [key, change, on] of changes) {
    try {
      body = changeBody(town.bodies, body.id, change, on, today)
      town.bodies.set(body.id, body)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      town.bodies.set(old.id, old)
      return { key, message: `${error.errors[0]?.detail ?? error.detail ?? error.kind.title}`.replace(/。?$/, '。') }
    }
  }
  if (body === old) plan.unchanged += 1
  else plan.changed.set(body.id, body)
  return null
}

/** Compared within the units' own lives: a body may be older than what it covers. */
function sameCoverage(old: BodyLife, units: readonly Unit[], day: string): boolean {
  const covered = old.coverage.filter(cover => holdsDay(cover, day) || cover.from > day).map(({ unitId }) => unitId)
  const wanted = units.filter(({ closedOn }) => closedOn === null || closedOn > day).map(({ id }) => id)
  return covered.sort().join() === wanted.sort().join()
}

/**
 * Bodies (组织): the rules, as pure functions.
 *
 * Source for kinds: 中国共产党支部工作条例(试行) art. 4–8 (branch, joint and temporary branches); domain §2.1, §7, §21.
 */
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { endedOn, holdsDay, joined, lastsTo, rewrite, type Days } from '#platform/shared/spans.ts'
import { bodyLines, BodyLine, problems, type BodyKind } from './bodies.contract.ts'

export interface BodySpan extends Days {
  parentId: string | null
  name: string
  /** The day on which it was entered. */
  recordedOn: string
}

export interface Cover extends Days {
  unitId: string
  recordedOn: string
}

export interface BodyLife {
  id: string
  kind: BodyKind
  foundedOn: string
  /** The first day on which it no longer stands. */
  dissolvedOn: string | null
  /** In order of days, without gaps. */
  spans: readonly BodySpan[]
  coverage: readonly Cover[]
}

export type Bodies = ReadonlyMap<string, BodyLife>

/** The line follows from the kind. */
export const lineOf = (kind: BodyKind): BodyLine => BodyLine.options.find(line => kind in bodyLines[line])!

/** Which kinds a kind may stand under; under nothing it always may. */
const parents: Record<BodyKind, readonly BodyKind[]> = {
  committee: ['committee'],
  generalBranch: ['committee'],
  branch: ['committee', 'generalBranch'],
  jointBranch: ['committee', 'generalBranch'],
  temporaryBranch: ['committee', 'generalBranch'],
  villagersCommittee: [],
  residentsCommittee: [],
  supervisionCommittee: ['villagersCommittee', 'residentsCommittee'],
  association: [],
  cooperative: ['association'],
  department: ['department'],
}
export const mayStandUnder = (kind: BodyKind, parent: BodyKind) => parents[kind].includes(parent)

/** A joint branch is shared by up to five (domain §7). */
export const mostCovered: Partial<Record<BodyKind, number>> = { jointBranch: 5 }

export type BodyChange =
  | {
      verb: 'create'
      id: string
      kind: BodyKind
      name: string
      parentId: string | null
      unitIds: readonly string[]
      dissolvedOn: string | null
    }
  | { verb: 'rename'; name: string }
  | { verb: 'move'; parentId: string | null }
  | { verb: 'cover'; unitIds: readonly string[] }
  | { verb: 'dissolve' }

/** The body after a change. Throws invalid (422), has-children (409) or line-would-break (409). */
export function changeBody(all: Bodies, bodyId: string, change: BodyChange, day: string, today: string): BodyLife {
  if (change.verb === 'create') return createBody(all, change, day, today)
  const body = all.get(bodyId)!
  if (change.verb === 'dissolve') return dissolve(all, body, day, today)
  const span = body.spans.find(each => holdsDay(each, day))
  if (!span) throw invalidField('#/effectiveOn', '这个组织在生效日期那天不存在')
  if (day < today) requireEntryOfToday(change.verb === 'cover' ? body.coverage : body.spans, day, today)
  switch (change.verb) {
    case 'rename': {
      const { name } = change
      if (name === span.name) throw invalidField('#/name', '名称没有变')
      return {
        ...body,
        spans: tidy(
          rewrite(
            body.spans,
            day,
            other => other.name === span.name,
            old => ({ ...old, name, recordedOn: today }),
          ),
        ),
      }
    }
    case 'move': {
      const { parentId } = change
      if (parentId === span.parentId) throw invalidField('#/parentId', '它现在就在这个上级下面')
      const spans = rewrite(
        body.spans,
        day,
        other => other.parentId === span.parentId,
        old => ({ ...old, parentId, recordedOn: today }),
      )
      return sound(all, { ...body, spans: tidy(spans) }, day)
    }
    case 'cover':
      return withCoverage(body, change.unitIds, day, today)
  }
}

type Of<V extends BodyChange['verb']> = Extract<BodyChange, { verb: V }>

function createBody(all: Bodies, { id, kind, name, parentId, unitIds, dissolvedOn }: Of<'create'>, day: string, today: string): BodyLife {
  if (day < today) throw pastDay()
  const fault = lifeFault(kind, day, dissolvedOn)
  if (fault) throw invalidField('#/dissolvedOn', fault)
  const life = { from: day, to: dissolvedOn, recordedOn: today }
  const body = { id, kind, foundedOn: day, dissolvedOn, spans: [{ ...life, parentId, name }], coverage: [] }
  return withCoverage(sound(all, body, day), unitIds, day, today)
}

/** What is wrong with the days of a body; null when nothing is. */
export function lifeFault(kind: BodyKind, foundedOn: string, dissolvedOn: string | null): string | null {
  if (kind === 'temporaryBranch' && dissolvedOn === null) return '临时党支部要写明撤销日期'
  return dissolvedOn !== null && dissolvedOn <= foundedOn ? '撤销日期要晚于成立日期' : null
}

function dissolve(all: Bodies, body: BodyLife, day: string, today: string): BodyLife {
  if (day <= body.foundedOn) throw invalidField('#/effectiveOn', '撤销日期要晚于成立日期')
  if (day === body.dissolvedOn) throw invalidField('#/effectiveOn', '撤销日期没有变')
  if (day < today || (body.dissolvedOn !== null && body.dissolvedOn < today))
    requireEntryOfToday(body.spans, body.dissolvedOn ?? day, today)
  if (body.dissolvedOn !== null && body.kind !== 'temporaryBranch')
    throw new Problem(problems.lineWouldBreak, `它已定于${body.dissolvedOn}撤销。`)
  const children = [...all.values()].filter(({ spans }) => spans.some(span => span.parentId === body.id && lastsTo(span, day)))
  if (children.length > 0)
    throw new Problem(problems.hasChildren, `下面还有${children.length}个组织，请先移走或撤销。`, {
      childIds: children.map(({ id }) => id),
    })
  const until = <S extends Days>(spans: readonly S[]): S[] =>
    endedOn(spans, day).map(span => (span.to === body.dissolvedOn ? { ...span, to: day } : span))
  const ended = { ...body, dissolvedOn: day, spans: until(body.spans), coverage: until(body.coverage) }
  return body.dissolvedOn !== null && day > body.dissolvedOn ? sound(all, ended, body.dissolvedOn) : ended
}

/** Covers exactly these units from the day on. Throws invalid (422) if it may not cover so many. */
function withCoverage(body: BodyLife, unitIds: readonly string[], day: string, today: string): BodyLife {
  const most = mostCovered[body.kind]
  if (most !== undefined && unitIds.length > most) throw invalidField('#/unitIds', `联合党支部最多覆盖${most}个单元`)
  const wanted = new Set(unitIds)
  const standing = new Set(body.coverage.filter(cover => holdsDay(cover, day)).map(({ unitId }) => unitId))
  const kept = body.coverage.filter(cover => !lastsTo(cover, day) || (holdsDay(cover, day) && wanted.has(cover.unitId)))
  const ended = endedOn(
    body.coverage.filter(cover => holdsDay(cover, day) && !wanted.has(cover.unitId)),
    day,
  )
  const added = [...wanted].filter(id => !standing.has(id)).map(unitId => ({ unitId, from: day, to: body.dissolvedOn, recordedOn: today }))
  return { ...body, coverage: [...kept, ...ended, ...added] }
}

/** The body, if from the day on its parents stand, are of the right kind, and make no circle. Throws line-would-break (409), or invalid (422) if there is no such parent. */
export function sound(all: Bodies, body: BodyLife, day: string): BodyLife {
  const last = body.spans.at(-1)!
  if (last.parentId !== null && !all.has(last.parentId)) throw invalidField('#/parentId', '没有这个组织')
  const fault = lineFault(all, body, day)
  if (fault) throw new Problem(problems.lineWouldBreak, `${fault}。`)
  return body
}

/** What is wrong with the parents of a body from the day on; null when nothing is. */
export function lineFault(all: Bodies, body: BodyLife, day: string): string | null {
  for (const span of body.spans) {
    if (span.parentId === null || !lastsTo(span, day)) continue
    const parent = all.get(span.parentId)
    const start = span.from > day ? span.from : day
    if (!parent || parent.foundedOn > start) return '上级组织在那天还不存在'
    if (parent.dissolvedOn !== null && (span.to === null || parent.dissolvedOn < span.to))
      return `上级组织定于${parent.dissolvedOn}撤销，早于它`
    if (!mayStandUnder(body.kind, parent.kind)) return '这类组织不能放在这个上级下面'
    if (isAbove(all, body.id, span.parentId)) return '它会成为自己的下级'
  }
  return null
}

/** Does `bodyId` ever stand above `other`, or is it the same? Careful rather than exact: days are not compared. */
function isAbove(all: Bodies, bodyId: string, other: string): boolean {
  const seen = new Set([other])
  for (const id of seen) {
    if (id === bodyId) return true
    for (const { parentId } of all.get(id)?.spans ?? []) if (parentId !== null) seen.add(parentId)
  }
  return false
}

/** Neighbours that say the same and were entered on the same day are one. */
export const tidy = (spans: readonly BodySpan[]) =>
  joined(spans, (a, b) => a.parentId === b.parentId && a.name === b.name && a.recordedOn === b.recordedOn)

const pastDay = () => invalidField('#/effectiveOn', '生效日期不能早于今天')

/** Only what was entered today may be corrected back to a day in the past. Throws invalid (422). */
export function requireEntryOfToday(spans: readonly (Days & { recordedOn: string })[], day: string, today: string) {
  if (spans.some(span => lastsTo(span, day) && span.recordedOn !== today)) throw pastDay()
}

/** The part of the coverage that lies within the unit's own life; null if they never meet. */
export function within(life: Days, unit: { openedOn: string; closedOn: string | null }): Days | null {
  const from = life.from > unit.openedOn ? life.from : unit.openedOn
  const to = life.to === null || (unit.closedOn !== null && unit.closedOn < life.to) ? unit.closedOn : life.to
  return to !== null && to <= from ? null : { from, to }
}

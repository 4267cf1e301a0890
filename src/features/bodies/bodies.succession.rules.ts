/**
 * Merging and splitting bodies (合并、拆分), as pure functions: who goes on for whom, from a day on.
 *
 * What stood before that day is never rewritten. Records stay with the body that they were made for, and the
 * successor answers for them; where a body ends in several, its first part takes what is not divided.
 */
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { endedOn, holdsDay, lastsTo, splitAt } from '#platform/shared/spans.ts'
import { problems, type BodyKind } from './bodies.contract.ts'
import { mostCovered, requireEntryOfToday, sound, tidy, type Bodies, type BodyLife, type Cover } from './bodies.rules.ts'

export type SuccessionChange =
  | { verb: 'merge'; predecessorIds: readonly string[] }
  | {
      verb: 'split'
      keep: boolean
      parts: readonly { id: string; name: string; unitIds: readonly string[]; childIds: readonly string[] }[]
    }

export interface BodySuccession {
  predecessorId: string
  successorId: string
  effectiveOn: string
  takesRecords: boolean
}

/** What is to be written: bodies as they are to be, the one that the verb is about first, and who goes on for whom. */
export interface BodiesPlan {
  changed: readonly BodyLife[]
  successions: readonly BodySuccession[]
}

/** Kinds that can become one: the same, or two of one level that a reform turns into each other. */
const kin: readonly (readonly BodyKind[])[] = [
  ['branch', 'jointBranch'],
  ['villagersCommittee', 'residentsCommittee'],
]
export const mayMerge = (kind: BodyKind, into: BodyKind) =>
  kind !== 'temporaryBranch' && (kind === into || kin.some(kinds => kinds.includes(kind) && kinds.includes(into)))

/** Works a merger or a split out. Throws invalid (422), has-children (409) or line-would-break (409). */
export function planSuccession(all: Bodies, bodyId: string, change: SuccessionChange, day: string, today: string): BodiesPlan {
  const plan = change.verb === 'merge' ? merge(all, bodyId, change, day, today) : split(all, bodyId, change, day, today)
  const after = new Map([...all, ...plan.changed.map(body => [body.id, body] as const)])
  for (const body of plan.changed) {
    const old = all.get(body.id)
    if (day < today && old) requireEntryOfToday([...old.spans, ...old.coverage], day, today)
    sound(after, body, day)
  }
  return plan
}

type Of<V extends SuccessionChange['verb']> = Extract<SuccessionChange, { verb: V }>

function merge(all: Bodies, bodyId: string, { predecessorIds }: Of<'merge'>, day: string, today: string): BodiesPlan {
  const { body: successor } = staying(all, bodyId, day, '#/effectiveOn')
  if (new Set(predecessorIds).size !== predecessorIds.length || predecessorIds.includes(bodyId))
    throw invalidField('#/predecessorIds', '同一个组织只能选一次，也不能并入自己')
  const going = predecessorIds.map((id, index) => {
    const { body } = ending(all, id, day, `#/predecessorIds/${index}`)
    if (!mayMerge(body.kind, successor.kind)) throw invalidField(`#/predecessorIds/${index}`, '只有同一类、同一级的组织能合并')
    return body
  })
  const coverage = [...successor.coverage, ...takenOver(successor, going, day, today)]
  const most = mostCovered[successor.kind]
  if (most !== undefined && coverage.filter(cover => holdsDay(cover, day)).length > most)
    throw invalidField('#/predecessorIds', `联合党支部最多覆盖${most}个单元`)
  const gone = new Set(predecessorIds)
  const heir = { ...successor, coverage }
  const adopted = adopt([...all.values(), heir], parentId => (gone.has(parentId) ? bodyId : parentId), [bodyId, ...gone], day, today)
  return {
    changed: [heir, ...going.map(body => endingOn(body, day)), ...adopted],
    successions: predecessorIds.map(predecessorId => ({ predecessorId, successorId: bodyId, effectiveOn: day, takesRecords: true })),
  }
}

function split(all: Bodies, bodyId: string, { keep, parts }: Of<'split'>, day: string, today: string): BodiesPlan {
  const { body } = ending(all, bodyId, day, '#/effectiveOn')
  if (body.kind === 'temporaryBranch') throw invalidField('#/effectiveOn', '临时党支部不拆分，到期撤销')
  const covering = body.coverage.filter(cover => lastsTo(cover, day))
  const covered = new Set(covering.map(({ unitId }) => unitId))
  const partOf = new Map<string, string>()
  for (const [index, { id, unitIds, childIds }] of parts.entries()) {
    if (!unitIds.every(unitId => covered.has(unitId))) throw invalidField(`#/parts/${index}/unitIds`, '只能分它现在管的地方')
    for (const childId of childIds) {
      const span = all.get(childId)?.spans.find(each => holdsDay(each, day))
      if (partOf.has(childId) || span?.parentId !== bodyId)
        throw invalidField(`#/parts/${index}/childIds`, '只能分配它现有的下级，每个分一次')
      partOf.set(childId, id)
    }
  }
  const given = new Set(parts.flatMap(({ unitIds }) => unitIds))
  const left = covering.filter(({ unitId }) => !given.has(unitId))
  if (keep && covering.length > 0 && left.length === 0)
    throw invalidField('#/parts', '原来的组织至少要留一个地方。几个组织管同一个地方的，请用“成立”')
  if (!keep) requireAllGiven(all, bodyId, left, partOf, day)
  const opened = parts.map(({ id, name, unitIds }): BodyLife => ({
    id,
    kind: body.kind,
    foundedOn: day,
    dissolvedOn: null,
    spans: tidy(
      splitAt(body.spans, day)
        .filter(({ from }) => from >= day)
        .map(span => ({ ...span, name, recordedOn: today })),
    ),
    coverage: covering.filter(({ unitId }) => unitIds.includes(unitId)).map(cover => movedTo(cover, day, today)),
  }))
  const old = keep ? { ...body, coverage: withoutUnits(body.coverage, given, day) } : endingOn(body, day)
  const moved = [...partOf].flatMap(([childId, partId]) =>
    adopt([all.get(childId)!], parentId => (parentId === bodyId ? partId : parentId), [], day, today),
  )
  const successions = keep
    ? []
    : parts.map(({ id }, index) => ({ predecessorId: bodyId, successorId: id, effectiveOn: day, takesRecords: index === 0 }))
  return { changed: [old, ...opened, ...moved], successions }
}

/** A body that ends leaves no place and no body below it without one that goes on. */
function requireAllGiven(all: Bodies, bodyId: string, left: readonly Cover[], partOf: ReadonlyMap<string, string>, day: string) {
  const children = [...all.values()].filter(
    ({ id, spans }) => !partOf.has(id) && spans.some(span => span.parentId === bodyId && lastsTo(span, day)),
  )
  if (children.length > 0)
    throw new Problem(problems.hasChildren, `还有${children.length}个下级组织没有分配。`, { childIds: children.map(({ id }) => id) })
  if (left.length > 0) throw invalidField('#/parts', `还有${new Set(left.map(({ unitId }) => unitId)).size}个地方没有分配`)
}

/** Throws invalid (422) at the pointer if the body does not stand on the day, line-would-break (409) if its last day is settled. */
function staying(all: Bodies, id: string, day: string, pointer: string) {
  const body = all.get(id)
  const span = body?.spans.find(each => holdsDay(each, day))
  if (!body || !span) throw invalidField(pointer, '这个组织在生效日期那天不存在')
  if (body.dissolvedOn !== null && body.kind !== 'temporaryBranch')
    throw new Problem(problems.lineWouldBreak, `“${span.name}”已定于${body.dissolvedOn}撤销。`)
  return { body, span }
}

/** The same for a body that ends, or gives parts away: it must have stood for a day. */
function ending(all: Bodies, id: string, day: string, pointer: string) {
  const found = staying(all, id, day, pointer)
  if (found.body.foundedOn >= day) throw invalidField('#/effectiveOn', `“${found.span.name}”到这天才成立，请选更晚的日期`)
  return found
}

const endingOn = (body: BodyLife, day: string): BodyLife => ({
  ...body,
  dissolvedOn: day,
  spans: endedOn(body.spans, day),
  coverage: endedOn(body.coverage, day),
})

/** The places that the successor did not cover yet, once each, for as long as any of the others would have. */
function takenOver(successor: BodyLife, going: readonly BodyLife[], day: string, today: string): Cover[] {
  const held = new Set(successor.coverage.filter(cover => lastsTo(cover, day)).map(({ unitId }) => unitId))
  const taken = new Map<string, Cover>()
  for (const cover of going.flatMap(({ coverage }) => coverage.filter(each => lastsTo(each, day) && !held.has(each.unitId)))) {
    const { from, to, ...rest } = movedTo(cover, day, today)
    const other = taken.get(cover.unitId) ?? { from, to }
    const until = other.to === null || to === null ? null : other.to > to ? other.to : to
    taken.set(cover.unitId, { ...rest, from: other.from < from ? other.from : from, to: until })
  }
  return [...taken.values()]
}

const movedTo = (cover: Cover, day: string, today: string): Cover => ({
  ...cover,
  from: cover.from > day ? cover.from : day,
  recordedOn: today,
})

const withoutUnits = (coverage: readonly Cover[], given: ReadonlySet<string>, day: string) =>
  coverage.flatMap(cover => (given.has(cover.unitId) ? endedOn([cover], day) : [cover]))

/** Those of the bodies whose parent changes from the day on. */
function adopt(
  bodies: readonly BodyLife[],
  parentAfter: (parentId: string) => string,
  except: readonly string[],
  day: string,
  today: string,
) {
  return bodies.flatMap(body => {
    const orphaned = ({ parentId, ...span }: BodyLife['spans'][number]) =>
      lastsTo(span, day) && parentId !== null && parentAfter(parentId) !== parentId
    if (except.includes(body.id) || !body.spans.some(orphaned)) return []
    const spans = splitAt(body.spans, day).map(span =>
      orphaned(span) ? { ...span, parentId: parentAfter(span.parentId!), recordedOn: today } : span,
    )
    return [{ ...body, spans: tidy(spans) }]
  })
}

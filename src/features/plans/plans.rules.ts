/** Work plans (工作计划): lamps, how far a goal is, and what is wrong with a plan or a change of one. Pure. */
import { workingDaysBetween, type Calendar } from '#platform/shared/calendar.ts'
import { selectionNames, type GoalFields, type PlanChange, type PlanFields, type PlanItem, type PlanText } from './plans.contract.ts'

const soonWithin = 2

export function lampOf(
  { dueOn, doneOn, droppedOn }: Pick<PlanItem, 'dueOn' | 'doneOn' | 'droppedOn'>,
  today: string,
  calendar: Calendar,
): PlanItem['lamp'] {
  if (droppedOn !== null) return 'dropped'
  if (doneOn !== null) return 'done'
  if (dueOn < today) return 'late'
  return workingDaysBetween(calendar, today, dueOn) <= soonWithin ? 'soon' : 'ok'
}

/** "12/33个" of items; those dropped are no longer part of the whole. */
export function courseOfItems(items: readonly Pick<PlanItem, 'doneOn' | 'droppedOn'>[], measure: string): string {
  const standing = items.filter(({ droppedOn }) => droppedOn === null)
  return `${standing.filter(({ doneOn }) => doneOn !== null).length}/${standing.length}${measure || '项'}`
}

interface Fault {
  pointer: string
  detail: string
}

/** What a plan may name: indicators, lists of duties, and units at or below its own. */
export interface Nameable {
  indicator(id: string): boolean
  /** Does it count what only residents bring about? */
  saidByResidents(id: string): boolean
  template(id: string): boolean
  unit(id: string): boolean
}

/**
 * What is wrong with a plan, by field: days the wrong way round, what it names that there is not or that is not its own, and a number of
 * residents' troubles set as a goal: where nobody has one, somebody would have to find it (UX-B2; 《信访工作条例》第十七条). How such a
 * number stands may be shown.
 */
export function planFaults({ from, to, aspects }: Pick<PlanFields, 'from' | 'to' | 'aspects'>, knows: Nameable): Fault[] {
  return [
    ...(from > to ? [{ pointer: '#/to', detail: '截止日要在开始日之后' }] : []),
    ...aspects.flatMap(({ goals }, at) =>
      goals.flatMap(({ indicator, templateId, selection, target, dueOn, items }, index) => {
        const here = `#/aspects/${at}/goals/${index}`
        return [
          ...(indicator !== null && !knows.indicator(indicator) ? [{ pointer: `${here}/indicator`, detail: '没有这个指标' }] : []),
          ...(indicator !== null && target !== null && knows.saidByResidents(indicator)
            ? [{ pointer: `${here}/target`, detail: '居民反映的事不能定数目。请去掉目标数，或换一项自己做的事。' }]
            : []),
          ...(templateId !== null && !knows.template(templateId) ? [{ pointer: `${here}/templateId`, detail: '没有这张清单' }] : []),
          ...items.flatMap(({ unitId }, place) =>
            knows.unit(unitId) ? [] : [{ pointer: `${here}/items/${place}/unitId`, detail: '这里不归这个计划的单位管' }],
          ),
          ...(selection !== null && target === null ? [{ pointer: `${here}/target`, detail: '评选要写名额' }] : []),
          ...(selection !== null && (target ?? 0) > mostPlaces ? [{ pointer: `${here}/target`, detail: `名额最多${mostPlaces}个` }] : []),
          ...(dueOn !== null && (dueOn < from || dueOn > to) ? [{ pointer: `${here}/dueOn`, detail: '到期日不在计划期内' }] : []),
        ]
      }),
    ),
  ]
}

/** As many as a goal has items. */
const mostPlaces = 500

/**
 * The places of a selection that are not listed yet, each an item of its own, so that each is given, moved or dropped for itself and
 * no total is taken at its word. Asked anew with a greater target, those that came since.
 */
export function placeItems(
  { unitId, to }: Pick<PlanFields, 'unitId' | 'to'>,
  { selection, target, dueOn, eachVenue, items }: Omit<GoalFields, 'items'> & { items: readonly unknown[] },
) {
  if (selection === null || eachVenue !== null) return []
  const missing = Math.max(0, (target ?? 0) - items.length)
  return Array.from({ length: missing }, (_, index) => ({
    // sorted by name, the tenth comes after the ninth
    name: `${selectionNames[selection]}名额${String(items.length + index + 1).padStart(String(target).length, '0')}`,
    unitId,
    dueOn: dueOn ?? to,
  }))
}

/** The parts of a plan as it stands, by id. */
export interface KnownPlan {
  adopted: boolean
  aspects: ReadonlySet<string>
  goals: ReadonlyMap<string, { name: string }>
  items: ReadonlyMap<string, Pick<PlanItem, 'name' | 'unitId' | 'dueOn' | 'doneOn' | 'droppedOn'> & { goalId: string }>
}

/**
 * What of a change cannot be: parts that are not the plan's, or twice; an item that was accepted or dropped, changed; and, once the
 * plan is adopted, an item lost.
 */
export function changeFaults({ aspects }: Pick<PlanChange, 'aspects'>, known: KnownPlan): Fault[] {
  const kept = new Set<string>()
  const faults: Fault[] = []
  const keep = (id: string | null, isKnown: boolean, pointer: string, detail: string) => {
    if (id === null) return
    if (!isKnown || kept.has(id)) faults.push({ pointer, detail })
    kept.add(id)
  }
  for (const [at, aspect] of aspects.entries()) {
    keep(aspect.id, known.aspects.has(aspect.id ?? ''), `#/aspects/${at}/name`, '计划里没有这个方面')
    for (const [index, goal] of aspect.goals.entries()) {
      const here = `#/aspects/${at}/goals/${index}`
      keep(goal.id, known.goals.has(goal.id ?? ''), `${here}/name`, '计划里没有这个目标')
      for (const [place, item] of goal.items.entries()) {
        const old = item.id === null ? undefined : known.items.get(item.id)
        keep(item.id, old !== undefined && old.goalId === goal.id, `${here}/items/${place}/name`, '这个目标下面没有这个事项')
        if (old && isClosed(old) && (['name', 'unitId', 'dueOn'] as const).some(field => item[field] !== old[field]))
          faults.push({ pointer: `${here}/items/${place}/name`, detail: '已经验收或不再做的，不能改' })
      }
    }
  }
  const lost = known.adopted ? [...known.items].filter(([id]) => !kept.has(id)) : []
  return [...faults, ...lost.map(([, { name }]) => ({ pointer: '#/aspects', detail: `“${name}”不能删。不做了，请在计划里点“不再做”。` }))]
}

const isClosed = ({ doneOn, droppedOn }: Pick<PlanItem, 'doneOn' | 'droppedOn'>) => doneOn !== null || droppedOn !== null

/** The plan as it reads, to be kept when it is revised. */
export const textOf = ({ name, from, to, aspects }: PlanText): PlanText => ({
  name,
  from,
  to,
  aspects: aspects.map(aspect => ({
    name: aspect.name,
    goals: aspect.goals.map(({ name: goal, target, measure, dueOn, items }) => ({
      name: goal,
      target,
      measure,
      dueOn,
      items: items.map(({ name: item, unitName, dueOn: due }) => ({ name: item, unitName, dueOn: due })),
    })),
  })),
})

/** Work plans (工作计划): lamps and how far a goal is. Pure. */
import { workingDaysBetween, type Calendar } from '#platform/shared/calendar.ts'
import type { PlanFields, PlanItem } from './plans.contract.ts'

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

/** What a plan may name: indicators, lists of duties, and units at or below its own. */
export interface Nameable {
  indicator(id: string): boolean
  template(id: string): boolean
  unit(id: string): boolean
}

/** What is wrong with a plan, by field: days the wrong way round, and what it names that there is not or that is not its own. */
export function planFaults({ from, to, aspects }: PlanFields, knows: Nameable): { pointer: string; detail: string }[] {
  return [
    ...(from > to ? [{ pointer: '#/to', detail: '截止日要在开始日之后' }] : []),
    ...aspects.flatMap(({ goals }, at) =>
      goals.flatMap(({ indicator, templateId, selection, target, dueOn, items }, index) => {
        const here = `#/aspects/${at}/goals/${index}`
        return [
          ...(indicator !== null && !knows.indicator(indicator) ? [{ pointer: `${here}/indicator`, detail: '没有这个指标' }] : []),
          ...(templateId !== null && !knows.template(templateId) ? [{ pointer: `${here}/templateId`, detail: '没有这张清单' }] : []),
          ...items.flatMap(({ unitId }, place) =>
            knows.unit(unitId) ? [] : [{ pointer: `${here}/items/${place}/unitId`, detail: '这里不归这个计划的单位管' }],
          ),
          ...(selection !== null && target === null ? [{ pointer: `${here}/target`, detail: '评选要写名额' }] : []),
          ...(dueOn !== null && (dueOn < from || dueOn > to) ? [{ pointer: `${here}/dueOn`, detail: '到期日不在计划期内' }] : []),
        ]
      }),
    ),
  ]
}

/** A plan as its form holds it (计划表单), and as it is sent: what is left out is nothing. */
import type { GoalFields, PlanFields } from '../plans.contract.ts'

/** What works a goal off: nothing that is counted, an indicator, a list of duties, a selection, or a project at each venue. */
export type GoalWay = 'none' | 'indicator' | 'duty' | 'selection' | 'project'
export const goalWayNames: Record<GoalWay, string> = {
  none: '还没有记录能数',
  indicator: '一项指标',
  duty: '一张工作清单',
  selection: '评选',
  project: '逐个项目验收',
}

export interface GoalValues extends Partial<Omit<GoalFields, 'items'>> {
  name: string
  way: GoalWay
  items?: { name: string; unitId: string; dueOn: string }[]
}

export interface PlanValues extends Omit<PlanFields, 'aspects'> {
  aspects: { name: string; goals: GoalValues[] }[]
}

export const aBlankGoal: GoalValues = { name: '', way: 'none' }

/** Only what belongs to the way chosen is sent. */
const toGoal = ({ way, name, target, measure, figure, dueOn, ...by }: GoalValues): GoalFields => ({
  name,
  target: target ?? null,
  measure: measure ?? '',
  figure: figure || null,
  dueOn: dueOn || null,
  indicator: (way === 'indicator' && by.indicator) || null,
  templateId: (way === 'duty' && by.templateId) || null,
  selection: (way === 'selection' && by.selection) || null,
  eachVenue: (way === 'project' && by.eachVenue) || null,
  items: way === 'project' ? (by.items ?? []) : [],
})

export const toPlanBody = ({ unitId, name, from, to, aspects }: PlanValues): PlanFields => ({
  unitId,
  name,
  from,
  to,
  aspects: aspects.map(aspect => ({ name: aspect.name, goals: aspect.goals.map(toGoal) })),
})

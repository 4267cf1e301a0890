/** A plan as its form holds it (计划表单), and as it is sent: what is left out is nothing. */
import type { GoalFields, Plan, PlanChange, PlanFields, PlanGoal } from '../plans.contract.ts'

/** What works a goal off: nothing that is counted, an indicator, a list of duties, a selection, or a project at each venue. */
export type GoalWay = 'none' | 'indicator' | 'duty' | 'selection' | 'project'
export const goalWayNames: Record<GoalWay, string> = {
  none: '还没有记录能数',
  indicator: '一项指标',
  duty: '一张工作清单',
  selection: '评选',
  project: '逐个项目验收',
}

export interface ItemValues {
  /** Of an item that the plan has already. */
  id?: string
  name: string
  unitId: string
  dueOn: string
  /** Accepted or dropped: it is shown, and stays as it is. */
  isClosed?: boolean
}

export interface GoalValues extends Partial<Omit<GoalFields, 'items'>> {
  id?: string
  name: string
  way: GoalWay
  items?: ItemValues[]
}

export interface PlanValues extends Omit<PlanFields, 'aspects'> {
  aspects: { id?: string; name: string; goals: GoalValues[] }[]
  /** Why an adopted plan changes. */
  reason?: string
}

export const aBlankGoal: GoalValues = { name: '', way: 'none' }

type SentGoal = PlanChange['aspects'][number]['goals'][number]

/** Only what belongs to the way chosen is sent. */
const toGoal = ({ id, way, name, target, measure, figure, dueOn, ...by }: GoalValues): SentGoal => ({
  id: id ?? null,
  name,
  target: target ?? null,
  measure: measure ?? '',
  figure: figure || null,
  dueOn: dueOn || null,
  indicator: (way === 'indicator' && by.indicator) || null,
  templateId: (way === 'duty' && by.templateId) || null,
  selection: (way === 'selection' && by.selection) || null,
  eachVenue: (way === 'project' && by.eachVenue) || null,
  items:
    way === 'project' || way === 'selection'
      ? (by.items ?? []).map(item => ({ id: item.id ?? null, name: item.name, unitId: item.unitId, dueOn: item.dueOn }))
      : [],
})

export const toPlanChange = ({ name, from, to, aspects }: PlanValues): PlanChange => ({
  name,
  from,
  to,
  aspects: aspects.map(aspect => ({ id: aspect.id ?? null, name: aspect.name, goals: aspect.goals.map(toGoal) })),
})

export const toPlanBody = (values: PlanValues): PlanFields => ({ unitId: values.unitId, ...toPlanChange(values) })

export const valuesOf = ({ unitId, name, from, to, aspects }: Plan): PlanValues => ({
  unitId,
  name,
  from,
  to,
  aspects: aspects.map(aspect => ({ id: aspect.id, name: aspect.name, goals: aspect.goals.map(goalValuesOf) })),
})

const goalValuesOf = ({ id, name, target, measure, figure, dueOn, indicator, templateId, selection, items }: PlanGoal): GoalValues => ({
  id,
  name,
  target,
  measure,
  figure,
  dueOn,
  indicator,
  templateId,
  selection,
  way: wayOf({ items, indicator, templateId, selection }),
  items: items.map(item => ({
    id: item.id,
    name: item.name,
    unitId: item.unitId,
    dueOn: item.dueOn,
    isClosed: item.doneOn !== null || item.droppedOn !== null,
  })),
})

function wayOf({ items, indicator, templateId, selection }: Pick<PlanGoal, 'items' | 'indicator' | 'templateId' | 'selection'>): GoalWay {
  if (selection) return 'selection'
  if (items.length > 0) return 'project'
  if (indicator) return 'indicator'
  return templateId ? 'duty' : 'none'
}

/** The plan line by line, each with its label, to be put beside another. */
export function linesOf({ name, from, to, aspects }: PlanValues): Record<string, string> {
  return {
    计划名称: name,
    从哪天起: from,
    到哪天止: to,
    ...Object.fromEntries(aspects.map((aspect, at) => [`第${at + 1}个方面`, `${aspect.name}：${aspect.goals.map(goalLine).join('；')}`])),
  }
}

function goalLine({ name, target, measure, dueOn, way, items = [] }: GoalValues): string {
  const projects = way === 'project' || way === 'selection' ? items.map(item => `${item.name}（${item.dueOn}）`) : []
  return [name, target && `${target}${measure ?? ''}`, dueOn, projects.join('、')].filter(Boolean).join('，')
}

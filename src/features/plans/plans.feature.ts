import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './plans.actions.ts'
import { endpoints } from './plans.contract.ts'
import { planEvents } from './plans.events.ts'
import { planIndicators } from './plans.indicators.ts'
import { adopt, edit, revise } from './plans.edit.actions.ts'
import { planPolicy } from './plans.policy.ts'

export const plans = defineFeature({
  name: 'plans',
  nameZh: '工作计划',
  endpoints,
  actions: [actions.list, actions.get, actions.create, edit, adopt, revise, actions.accept, actions.drop],
  policies: [planPolicy],
  indicators: planIndicators,
  todos: [actions.mine],
  events: planEvents,
})

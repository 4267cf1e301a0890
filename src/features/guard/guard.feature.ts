import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './guard.actions.ts'
import { endpoints } from './guard.contract.ts'
import { guardEvents } from './guard.events.ts'
import { guardPolicy } from './guard.policy.ts'

export const guard = defineFeature({
  name: 'guard',
  nameZh: '形式主义防线',
  endpoints,
  actions: [actions.rules, actions.check, actions.refusals, actions.withhold],
  policies: [guardPolicy],
  events: guardEvents,
})

import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './thresholds.actions.ts'
import { endpoints } from './thresholds.contract.ts'
import { thresholdPolicy } from './thresholds.policy.ts'
import { thresholdRecord } from './thresholds.recorded.actions.ts'

export const thresholds = defineFeature({
  name: 'thresholds',
  nameZh: '表决门槛',
  endpoints,
  actions: [actions.list, actions.get, actions.propose, actions.adopt],
  policies: [thresholdPolicy],
  recorded: [thresholdRecord.recorded],
})

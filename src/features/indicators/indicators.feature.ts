import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './indicators.actions.ts'
import { endpoints } from './indicators.contract.ts'
import { proveAll } from './indicators.jobs.ts'
import { indicatorPolicy } from './indicators.policy.ts'

export const indicators = defineFeature({
  name: 'indicators',
  nameZh: '指标',
  endpoints,
  actions: [actions.list, actions.value, actions.rows, actions.series, actions.children],
  policies: [indicatorPolicy],
  jobs: [proveAll],
})

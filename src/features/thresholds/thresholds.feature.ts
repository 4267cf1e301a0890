import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './thresholds.actions.ts'
import { endpoints } from './thresholds.contract.ts'
import { thresholdEvents } from './thresholds.events.ts'
import * as periods from './thresholds.periods.actions.ts'
import { periodPolicy, thresholdPolicy } from './thresholds.policy.ts'
import { periodRecord, thresholdRecord } from './thresholds.recorded.actions.ts'

export const thresholds = defineFeature({
  name: 'thresholds',
  nameZh: '表决门槛',
  endpoints,
  actions: [actions.list, actions.get, actions.propose, actions.adopt, periods.listPeriods, periods.proposePeriod, periods.adoptPeriod],
  policies: [thresholdPolicy, periodPolicy],
  recorded: [thresholdRecord.recorded, periodRecord.recorded],
  events: thresholdEvents,
})

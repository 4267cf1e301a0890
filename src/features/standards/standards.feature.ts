import { defineFeature } from '#platform/server/feature.ts'
import { standardPage, standardsPage } from './public/standards.page.ts'
import * as actions from './standards.actions.ts'
import { endpoints } from './standards.contract.ts'
import { standardEvents } from './standards.events.ts'
import { standardIndicators } from './standards.indicators.ts'
import { standardPolicy } from './standards.policy.ts'
import { standardRecord } from './standards.recorded.actions.ts'

export const standards = defineFeature({
  name: 'standards',
  nameZh: '制度和工作法',
  endpoints,
  actions: [actions.list, actions.get, actions.checks, actions.create, actions.draft, actions.publish, actions.adopt, actions.endAdoption],
  policies: [standardPolicy],
  recorded: [standardRecord.recorded],
  pages: [standardsPage, standardPage],
  indicators: standardIndicators,
  events: standardEvents,
})

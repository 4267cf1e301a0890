import { defineFeature } from '#platform/server/feature.ts'
import { figurePage } from './public/figure.page.ts'
import { yearlyPage, yearsPage } from './public/yearly.page.ts'
import * as actions from './reports.actions.ts'
import * as closeUps from './reports.close-ups.actions.ts'
import { endpoints } from './reports.contract.ts'
import { document } from './reports.document.actions.ts'
import * as editions from './reports.editions.actions.ts'
import { reportEvents } from './reports.events.ts'
import { reportPolicy } from './reports.policy.ts'
import { editionRecord } from './reports.recorded.actions.ts'
import { records } from './reports.records.actions.ts'

export const reports = defineFeature({
  name: 'reports',
  nameZh: '年度报告',
  endpoints,
  actions: [actions.get, actions.compare, closeUps.closeUps, closeUps.chooseCloseUps, editions.freeze, records, document],
  policies: [reportPolicy],
  recorded: [editionRecord.recorded],
  pages: [yearsPage, yearlyPage, figurePage],
  events: reportEvents,
})

import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './appraisals.actions.ts'
import { endpoints } from './appraisals.contract.ts'
import { appraisalEvents } from './appraisals.events.ts'
import { appraisalIndicators } from './appraisals.indicators.ts'
import * as items from './appraisals.items.actions.ts'
import { itemPolicy, reportPolicy, roundPolicy } from './appraisals.policy.ts'
import * as report from './appraisals.report.actions.ts'
import { reportMachine } from './appraisals.rules.ts'
import { itemsToVerify, rectificationItems, unwrittenReports } from './appraisals.todos.ts'
import { openWork } from './appraisals.work.actions.ts'

export const appraisals = defineFeature({
  name: 'appraisals',
  nameZh: '述职评议',
  endpoints,
  actions: [
    actions.list,
    actions.round,
    actions.open,
    actions.namePresenter,
    actions.get,
    report.write,
    report.present,
    report.takeBack,
    report.leaders,
    report.comment,
    report.tally,
    report.decide,
    report.feedBack,
    report.close,
    items.candidates,
    items.addItem,
    items.myItems,
    items.finishItem,
    items.verifyItem,
    items.returnItem,
  ],
  policies: [roundPolicy, reportPolicy, itemPolicy],
  machines: { appraisal_report: reportMachine },
  indicators: appraisalIndicators,
  todos: [unwrittenReports, rectificationItems, itemsToVerify],
  openWork,
  events: appraisalEvents,
})

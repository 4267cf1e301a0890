/** Visits (入户走访): what happens at night. */
import type { Job } from '#platform/server/job.ts'
import { planUnit } from './visits.plan.actions.ts'
import { plannedUnits } from './visits.plan.queries.ts'
import { forget, forgettable, settle, settleable } from './visits.settle.actions.ts'

export const planVisits: Job = {
  name: 'visits.planGrids',
  cron: '25 0 * * *',
  summary: '每个网格排几户该去走访的，写明为什么',
  find: context => plannedUnits(context.db),
  each: planUnit,
}

export const settleVisits: Job = {
  name: 'visits.settle',
  cron: '35 0 * * *',
  summary: '走访里的事都办完、或没有事的，办结',
  find: settleable,
  each: settle,
}

export const forgetNotes: Job = {
  name: 'visits.forgetNotes',
  cron: '45 0 * * *',
  summary: '办结满12个月的走访，删掉备注',
  find: forgettable,
  each: forget,
}

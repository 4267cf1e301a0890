import { defineFeature } from '#platform/server/feature.ts'
import { visitAbout } from './visits.about.ts'
import { householdVisitsPage, householdVisitsPost } from './public/household-visits.page.ts'
import { visitWorker } from './public/visit-worker.page.ts'
import * as actions from './visits.actions.ts'
import { consents } from './visits.consent.actions.ts'
import * as card from './visits.card.actions.ts'
import { endpoints } from './visits.contract.ts'
import { visitEvents } from './visits.events.ts'
import * as gaps from './visits.gaps.actions.ts'
import { visitIndicators } from './visits.indicators.ts'
import { forgetNotes, planVisits, settleVisits } from './visits.jobs.ts'
import * as plan from './visits.plan.actions.ts'
import { visitCardPolicy, visitDoorPolicy, visitHomePolicy, visitPolicy } from './visits.policy.ts'
import { visitMachine } from './visits.rules.ts'
import { toFollow } from './visits.todos.ts'

export const visits = defineFeature({
  name: 'visits',
  nameZh: '入户走访',
  endpoints,
  actions: [
    plan.today,
    plan.plan,
    actions.ofHousehold,
    actions.get,
    actions.record,
    actions.raise,
    actions.correct,
    actions.close,
    actions.withdraw,
    actions.openNote,
    actions.wishFor,
    gaps.overview,
    gaps.gaps,
    card.showMine,
    card.deleteMine,
    card.wishMonthly,
    card.ask,
  ],
  policies: [visitPolicy, visitHomePolicy, visitCardPolicy, visitDoorPolicy],
  pages: [householdVisitsPage, householdVisitsPost, visitWorker],
  jobs: [planVisits, settleVisits, forgetNotes],
  indicators: visitIndicators,
  todos: [toFollow],
  consents,
  about: visitAbout,
  machines: { visit: visitMachine },
  events: visitEvents,
})

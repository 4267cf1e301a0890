import { defineFeature } from '#platform/server/feature.ts'
import { plateAbout } from './plates.about.ts'
import * as actions from './plates.actions.ts'
import * as card from './plates.card.actions.ts'
import { endpoints } from './plates.contract.ts'
import { consents } from './plates.consent.actions.ts'
import { plateEvents } from './plates.events.ts'
import { plateIndicators } from './plates.indicators.ts'
import { plateCardPolicy, plateDoorPolicy, platePolicy } from './plates.policy.ts'
import { exportPlates } from './plates.rows.actions.ts'
import { plateMachine } from './plates.rules.ts'
import { asked, takeDown } from './plates.todos.ts'
import { householdPlatePage, householdPlatePost } from './public/household-plate.page.ts'
import { platePage } from './public/plate.page.ts'

export const plates = defineFeature({
  name: 'plates',
  nameZh: '党员户挂牌',
  endpoints,
  actions: [
    actions.mine,
    actions.list,
    actions.get,
    actions.offer,
    actions.agreeFor,
    actions.withdrawFor,
    actions.agree,
    actions.withdraw,
    actions.issue,
    actions.mount,
    actions.replace,
    actions.remove,
    actions.sheet,
    exportPlates,
    card.showCard,
    card.agreeByCard,
    card.withdrawByCard,
  ],
  policies: [platePolicy, plateCardPolicy, plateDoorPolicy],
  pages: [platePage, householdPlatePage, householdPlatePost],
  machines: { plate: plateMachine },
  indicators: plateIndicators,
  consents,
  todos: [takeDown, asked],
  about: plateAbout,
  events: plateEvents,
})

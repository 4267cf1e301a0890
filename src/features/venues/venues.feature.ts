import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './venues.actions.ts'
import { endpoints } from './venues.contract.ts'
import { venueEvents } from './venues.events.ts'
import { venueIndicators } from './venues.indicators.ts'
import { venuePolicy } from './venues.policy.ts'
import { venueMachine } from './venues.rules.ts'

export const venues = defineFeature({
  name: 'venues',
  nameZh: '阵地',
  endpoints,
  actions: [actions.list, actions.get, actions.create, actions.edit, actions.close],
  policies: [venuePolicy],
  machines: { venue: venueMachine },
  indicators: venueIndicators,
  events: venueEvents,
})

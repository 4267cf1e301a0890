import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './bodies.actions.ts'
import { endpoints } from './bodies.contract.ts'
import { bodyEvents } from './bodies.events.ts'
import { bodyIndicators } from './bodies.indicators.ts'
import { bodyPolicy } from './bodies.policy.ts'

export const bodies = defineFeature({
  name: 'bodies',
  nameZh: '组织',
  endpoints,
  actions: [
    actions.list,
    actions.get,
    actions.create,
    actions.rename,
    actions.move,
    actions.cover,
    actions.merge,
    actions.split,
    actions.dissolve,
  ],
  policies: [bodyPolicy],
  indicators: bodyIndicators,
  events: bodyEvents,
})

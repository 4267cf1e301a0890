import { defineFeature } from '#platform/server/feature.ts'
import { membershipAbout } from './memberships.about.ts'
import * as actions from './memberships.actions.ts'
import { endpoints } from './memberships.contract.ts'
import { membershipEvents } from './memberships.events.ts'
import * as grids from './memberships.grids.actions.ts'
import { membershipIndicators } from './memberships.indicators.ts'
import * as moves from './memberships.moves.actions.ts'
import { membershipPolicy } from './memberships.policy.ts'
import { gridMachine, transferMachine } from './memberships.rules.ts'

export const memberships = defineFeature({
  name: 'memberships',
  nameZh: '党籍与入格',
  endpoints,
  actions: [
    actions.list,
    actions.get,
    actions.admit,
    actions.becomeFull,
    actions.changeKind,
    actions.end,
    actions.gridGaps,
    actions.eligible,
    grids.decisions,
    grids.gridPeople,
    moves.beginTransfer,
    moves.completeTransfer,
    moves.cancelTransfer,
    moves.exclude,
    moves.liftExclusion,
    moves.assignGrid,
    moves.moveGrid,
  ],
  policies: [membershipPolicy],
  indicators: membershipIndicators,
  machines: { membership_transfer: transferMachine, grid_assignment: gridMachine },
  about: membershipAbout,
  events: membershipEvents,
})

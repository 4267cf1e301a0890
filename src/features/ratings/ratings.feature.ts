import { defineFeature } from '#platform/server/feature.ts'
import { ratingAbout } from './ratings.about.ts'
import * as actions from './ratings.actions.ts'
import * as contests from './ratings.contests.actions.ts'
import { endpoints } from './ratings.contract.ts'
import * as cycles from './ratings.cycles.actions.ts'
import { ratingEvents } from './ratings.events.ts'
import { ratingIndicators } from './ratings.indicators.ts'
import { deleteOldScores } from './ratings.jobs.ts'
import { contestPolicy, cyclePolicy, ratingPolicy, ruleSetPolicy } from './ratings.policy.ts'
import * as ruleSets from './ratings.rule-sets.actions.ts'
import { cycleMachine } from './ratings.rules.ts'
import { contestsToAnswer, lowerStars, ownSheets } from './ratings.todos.ts'

export const ratings = defineFeature({
  name: 'ratings',
  nameZh: '评星定级',
  endpoints,
  actions: [
    ruleSets.ruleSets,
    ruleSets.draftRules,
    ruleSets.editRules,
    ruleSets.adoptRules,
    cycles.cycles,
    cycles.openCycle,
    cycles.cycle,
    cycles.advance,
    cycles.counts,
    actions.get,
    actions.mine,
    actions.exempt,
    actions.decide,
    actions.second,
    actions.askHuman,
    contests.contest,
    contests.answer,
  ],
  policies: [ruleSetPolicy, cyclePolicy, ratingPolicy, contestPolicy],
  machines: { rating_cycle: cycleMachine },
  jobs: [deleteOldScores],
  indicators: ratingIndicators,
  todos: [ownSheets, contestsToAnswer, lowerStars],
  about: ratingAbout,
  events: ratingEvents,
})

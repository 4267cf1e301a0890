import { defineFeature } from '#platform/server/feature.ts'
import { trainingAbout } from './trainings.about.ts'
import * as actions from './trainings.actions.ts'
import { endpoints } from './trainings.contract.ts'
import { trainingEvents } from './trainings.events.ts'
import { trainingIndicators } from './trainings.indicators.ts'
import { trainingPolicy } from './trainings.policy.ts'
import * as rolls from './trainings.roll.actions.ts'
import { sessionMachine } from './trainings.rules.ts'

export const trainings = defineFeature({
  name: 'trainings',
  nameZh: '培训',
  endpoints,
  actions: [
    actions.courses,
    actions.createCourse,
    actions.list,
    actions.get,
    actions.create,
    actions.edit,
    actions.cancel,
    actions.hold,
    actions.credit,
    actions.reopen,
    actions.hours,
    rolls.roll,
    rolls.enterNames,
    rolls.candidates,
    rolls.changeEntry,
    rolls.takeAttendance,
  ],
  policies: [trainingPolicy],
  machines: { training_session: sessionMachine },
  indicators: trainingIndicators,
  about: trainingAbout,
  events: trainingEvents,
})

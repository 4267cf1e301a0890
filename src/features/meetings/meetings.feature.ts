import { defineFeature } from '#platform/server/feature.ts'
import { meetingAbout } from './meetings.about.ts'
import * as actions from './meetings.actions.ts'
import { endpoints } from './meetings.contract.ts'
import { meetingEvents } from './meetings.events.ts'
import { meetingIndicators } from './meetings.indicators.ts'
import * as minutes from './meetings.minutes.actions.ts'
import * as packs from './meetings.pack.actions.ts'
import { actionPolicy, meetingPolicy, packPolicy } from './meetings.policy.ts'
import * as rolls from './meetings.roll.actions.ts'
import { meetingMachine } from './meetings.rules.ts'
import { actionItems, actionsToAccept } from './meetings.todos.ts'
import { openWork } from './meetings.work.actions.ts'

export const meetings = defineFeature({
  name: 'meetings',
  nameZh: '组织生活',
  endpoints,
  actions: [
    actions.list,
    actions.get,
    actions.hosts,
    actions.create,
    actions.edit,
    actions.cancel,
    actions.hold,
    rolls.roll,
    rolls.enterNames,
    rolls.enterMembers,
    rolls.copyRoll,
    rolls.earlierRolls,
    rolls.candidates,
    rolls.changeEntry,
    rolls.takeAttendance,
    minutes.writeMinutes,
    minutes.correct,
    minutes.addAction,
    minutes.finishAction,
    minutes.acceptAction,
    minutes.returnAction,
    packs.packs,
    packs.nameItem,
  ],
  policies: [meetingPolicy, actionPolicy, packPolicy],
  machines: { meeting: meetingMachine },
  indicators: meetingIndicators,
  todos: [actionItems, actionsToAccept],
  about: meetingAbout,
  openWork,
  recorded: [minutes.recordedMinutes],
  events: meetingEvents,
})

import { defineFeature } from '#platform/server/feature.ts'
import { voteAbout } from './votes.about.ts'
import { assembliesCalendar } from './public/assemblies.feed.ts'
import * as actions from './votes.actions.ts'
import * as ballots from './votes.ballots.actions.ts'
import { endpoints } from './votes.contract.ts'
import { document } from './votes.document.actions.ts'
import { voteEvents } from './votes.events.ts'
import * as files from './votes.files.actions.ts'
import { voteIndicators } from './votes.indicators.ts'
import * as observers from './votes.observers.actions.ts'
import { registerPolicy, votePolicy } from './votes.policy.ts'
import { recordedVotes } from './votes.recorded.actions.ts'
import * as register from './votes.register.actions.ts'
import * as rolls from './votes.roll.actions.ts'
import { ballotMachine } from './votes.rules.ts'

export const votes = defineFeature({
  name: 'votes',
  nameZh: '表决会议',
  endpoints,
  actions: [
    actions.list,
    actions.get,
    actions.convene,
    actions.table,
    rolls.drawRoll,
    rolls.leaveOut,
    rolls.giveProxy,
    rolls.recuse,
    rolls.fixRoll,
    ballots.mark,
    ballots.takeBackMark,
    ballots.close,
    ballots.cancel,
    ballots.proposeCorrection,
    ballots.confirmCorrection,
    ballots.dropCorrection,
    ballots.proposeCancellation,
    ballots.confirmCancellation,
    ballots.dropCancellation,
    observers.observe,
    observers.minuteOpinion,
    register.hosts,
    register.register,
    register.enterVoter,
    register.changeVoter,
    register.declarations,
    register.declare,
    document,
    files.attach,
    files.file,
    files.detach,
  ],
  policies: [votePolicy, registerPolicy],
  machines: { ballot: ballotMachine },
  recorded: recordedVotes,
  indicators: voteIndicators,
  about: voteAbout,
  pages: [assembliesCalendar],
  events: voteEvents,
})

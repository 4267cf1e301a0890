import { defineFeature } from '#platform/server/feature.ts'
import { communitiesPage } from './public/communities.page.ts'
import { minePage, minePost } from './public/mine.page.ts'
import { codePost, phonePage, phonePost } from './public/phone.page.ts'
import { activityPage, signUpPost, volunteerPage } from './public/volunteer.page.ts'
import { volunteeringAbout } from './volunteering.about.ts'
import * as activities from './volunteering.actions.ts'
import * as codes from './volunteering.codes.actions.ts'
import * as communities from './volunteering.communities.actions.ts'
import { communityDoorPolicy, communityPolicy } from './volunteering.communities.policy.ts'
import { communityMachine } from './volunteering.communities.rules.ts'
import { endpoints } from './volunteering.contract.ts'
import * as disputes from './volunteering.disputes.actions.ts'
import { volunteeringEvents } from './volunteering.events.ts'
import * as hours from './volunteering.hours.actions.ts'
import { hoursPolicy } from './volunteering.hours.policy.ts'
import { volunteerIndicators } from './volunteering.indicators.ts'
import { advance, forgetCodes, forgetContacts, forgetLeft } from './volunteering.jobs.ts'
import * as people from './volunteering.people.actions.ts'
import { activityPolicy, signUpPolicy, slotPolicy, teamPolicy, volunteerPolicy } from './volunteering.policy.ts'
import * as rolls from './volunteering.roll.actions.ts'
import { slotMachine } from './volunteering.rules.ts'
import * as signUps from './volunteering.signups.actions.ts'
import * as slots from './volunteering.slots.actions.ts'
import { hoursToSettle, peopleToTell } from './volunteering.todos.ts'

export const volunteering = defineFeature({
  name: 'volunteering',
  nameZh: '志愿服务',
  endpoints,
  actions: [
    activities.teams,
    activities.createTeam,
    activities.editTeam,
    activities.activities,
    activities.activity,
    activities.createActivity,
    activities.editActivity,
    activities.addSlots,
    activities.check,
    activities.open,
    slots.openSlots,
    slots.slot,
    slots.cancelSlot,
    slots.calls,
    slots.finishCall,
    signUps.signUp,
    codes.askCode,
    codes.signUpByCode,
    signUps.withdraw,
    signUps.offerSwap,
    signUps.withdrawSwap,
    signUps.takeOver,
    signUps.confirm,
    people.volunteers,
    people.register,
    people.withdrawConsent,
    people.ban,
    people.revealGuardian,
    people.mine,
    people.record,
    rolls.roll,
    rolls.enterNames,
    rolls.takeAttendance,
    rolls.postHours,
    hours.enterLater,
    hours.decideLater,
    hours.hours,
    hours.anomalies,
    hours.review,
    hours.caps,
    hours.setCap,
    disputes.dispute,
    disputes.answerDispute,
    disputes.proposeCorrection,
    disputes.decideCorrection,
    communities.communityRules,
    communities.setCommunityRule,
    communities.communities,
    communities.communityFacts,
    communities.proposeCommunity,
    communities.decideCommunity,
  ],
  policies: [teamPolicy, activityPolicy, slotPolicy, signUpPolicy, volunteerPolicy, hoursPolicy, communityDoorPolicy, communityPolicy],
  pages: [volunteerPage, activityPage, signUpPost, phonePage, phonePost, codePost, minePage, minePost, communitiesPage],
  jobs: [advance, forgetCodes, forgetLeft, forgetContacts],
  machines: { volunteer_slot: slotMachine, star_community: communityMachine },
  indicators: volunteerIndicators,
  about: volunteeringAbout,
  todos: [hoursToSettle, peopleToTell],
  events: volunteeringEvents,
})

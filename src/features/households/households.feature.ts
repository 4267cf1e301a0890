import { defineFeature } from '#platform/server/feature.ts'
import { householdAbout } from './households.about.ts'
import * as actions from './households.actions.ts'
import * as card from './households.card.actions.ts'
import * as contacts from './households.contacts.actions.ts'
import { contactMachine } from './households.contacts.rules.ts'
import { householdEvents } from './households.events.ts'
import { exportHomes } from './households.export.actions.ts'
import { endpoints } from './households.contract.ts'
import * as gaps from './households.gaps.actions.ts'
import { householdIndicators } from './households.indicators.ts'
import { cardPolicy, contactPolicy, householdDoorPolicy, householdPolicy } from './households.policy.ts'
import { forgetHomes } from './households.jobs.ts'
import { householdMachine } from './households.rules.ts'
import { cardPage, cardPost, householdPage, householdPost } from './public/household.page.ts'
import * as verbs from './households.verbs.actions.ts'

export const households = defineFeature({
  name: 'households',
  nameZh: '户和联系户',
  endpoints,
  actions: [
    actions.list,
    actions.findByPhone,
    actions.get,
    verbs.moveIn,
    verbs.moveOut,
    verbs.relocate,
    verbs.changeHead,
    verbs.split,
    verbs.merge,
    verbs.enterInError,
    verbs.undo,
    actions.reachBy,
    actions.reveal,
    actions.issueCard,
    exportHomes,
    contacts.listPeople,
    contacts.proposeContact,
    contacts.myContacts,
    contacts.agreeContact,
    contacts.declineContact,
    contacts.endContact,
    contacts.listExemptions,
    contacts.exempt,
    contacts.endExemption,
    contacts.limits,
    contacts.setLimits,
    gaps.gaps,
    gaps.overview,
    card.openCard,
    card.showCard,
    card.acceptMember,
    card.declineMember,
    card.leaveMember,
    card.askForMember,
    card.preferContact,
    card.withdrawConsent,
  ],
  policies: [householdPolicy, contactPolicy, cardPolicy, householdDoorPolicy],
  pages: [householdPage, householdPost, cardPage, cardPost],
  machines: { household: householdMachine, household_contact: contactMachine },
  indicators: householdIndicators,
  jobs: [forgetHomes],
  about: householdAbout,
  events: householdEvents,
})

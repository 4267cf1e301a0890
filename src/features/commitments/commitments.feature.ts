import { defineFeature } from '#platform/server/feature.ts'
import { commitmentAbout } from './commitments.about.ts'
import * as actions from './commitments.actions.ts'
import { endpoints } from './commitments.contract.ts'
import * as entries from './commitments.entries.actions.ts'
import { commitmentEvents } from './commitments.events.ts'
import * as holdings from './commitments.holdings.actions.ts'
import { commitmentIndicators } from './commitments.indicators.ts'
import { settleWishes } from './commitments.jobs.ts'
import * as notes from './commitments.notes.actions.ts'
import { entryPolicy, notePolicy, reportInPolicy } from './commitments.policy.ts'
import * as posts from './commitments.posts.actions.ts'
import { holdingPolicy, postPolicy, wishPolicy } from './commitments.posts.policy.ts'
import { entryMachine, holdingMachine, noteMachine, reportInMachine, wishMachine } from './commitments.rules.ts'
import { postsPage, villagePostsPage } from './public/posts.page.ts'
import { wishesPage } from './public/wishes.page.ts'
import { hoursToConfirm, invitations, notesToRead, reportsToAccept, wishesToConfirm } from './commitments.todos.ts'
import * as wishes from './commitments.wishes.actions.ts'

export const commitments = defineFeature({
  name: 'commitments',
  nameZh: '双报到与领岗履职',
  endpoints,
  actions: [
    entries.mine,
    actions.overview,
    actions.reportIns,
    actions.invite,
    actions.reportIn,
    actions.withdraw,
    actions.accept,
    actions.refuse,
    actions.assignGrid,
    actions.renew,
    actions.leave,
    actions.exempt,
    notes.writeNote,
    notes.readNote,
    notes.reviseNote,
    notes.sendNote,
    entries.entries,
    entries.enterHours,
    entries.confirmHours,
    entries.refuseHours,
    posts.postKinds,
    posts.adoptPostKinds,
    posts.servicePosts,
    posts.definePost,
    posts.closePost,
    posts.exemptFromPosts,
    posts.liftPostExemption,
    posts.membersWithoutPost,
    posts.postExemptions,
    holdings.holdings,
    holdings.applyForPost,
    holdings.decideHolding,
    holdings.declineHolding,
    holdings.publishHolding,
    holdings.beginHolding,
    holdings.logDuty,
    holdings.reviewOneself,
    holdings.evaluateHolding,
    holdings.settleHolding,
    holdings.endHolding,
    holdings.ownPosts,
    holdings.showName,
    wishes.wishes,
    wishes.postWish,
    wishes.recipient,
    wishes.claimWish,
    wishes.beginWish,
    wishes.deliverWish,
    wishes.giveBackWish,
    wishes.confirmWish,
    wishes.closeWish,
    wishes.withdrawWish,
  ],
  policies: [reportInPolicy, notePolicy, entryPolicy, postPolicy, holdingPolicy, wishPolicy],
  pages: [postsPage, villagePostsPage, wishesPage],
  jobs: [settleWishes],
  indicators: commitmentIndicators,
  about: commitmentAbout,
  todos: [reportsToAccept, invitations, notesToRead, hoursToConfirm, wishesToConfirm],
  machines: {
    report_in: reportInMachine,
    report_note: noteMachine,
    post_holding: holdingMachine,
    wish: wishMachine,
    service_entry: entryMachine,
  },
  events: commitmentEvents,
})

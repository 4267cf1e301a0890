import { defineFeature } from '#platform/server/feature.ts'
import { mobilisationAbout } from './mobilisations.about.ts'
import * as actions from './mobilisations.actions.ts'
import * as branches from './mobilisations.branches.actions.ts'
import { endpoints } from './mobilisations.contract.ts'
import { mobilisationEvents } from './mobilisations.events.ts'
import { mobilisationIndicators } from './mobilisations.indicators.ts'
import { purgeRosters } from './mobilisations.jobs.ts'
import { branchPolicy, linePolicy, mobilisationPolicy, mobilisationsPolicy, shiftPolicy } from './mobilisations.policy.ts'
import * as roster from './mobilisations.roster.actions.ts'

export const mobilisations = defineFeature({
  name: 'mobilisations',
  nameZh: '动员',
  endpoints,
  actions: [
    actions.list,
    actions.get,
    actions.declare,
    actions.extend,
    actions.end,
    actions.addShift,
    roster.roster,
    roster.assign,
    roster.withdraw,
    roster.confirm,
    branches.branches,
    branches.proposeBranch,
    branches.approveBranch,
    branches.declineBranch,
    branches.extendBranch,
    branches.appoint,
    branches.dismiss,
  ],
  policies: [mobilisationsPolicy, mobilisationPolicy, shiftPolicy, linePolicy, branchPolicy],
  indicators: mobilisationIndicators,
  jobs: [purgeRosters],
  about: mobilisationAbout,
  events: mobilisationEvents,
})

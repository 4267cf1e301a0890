import { defineFeature } from '#platform/server/feature.ts'
import { decisionAbout } from './decisions.about.ts'
import * as actions from './decisions.actions.ts'
import * as asked from './decisions.asked.actions.ts'
import { endpoints } from './decisions.contract.ts'
import * as draft from './decisions.draft.actions.ts'
import { decisionEvents } from './decisions.events.ts'
import { decisionIndicators } from './decisions.indicators.ts'
import * as list from './decisions.list.actions.ts'
import * as opinions from './decisions.opinions.actions.ts'
import * as outcome from './decisions.outcome.actions.ts'
import { decisionPolicy } from './decisions.policy.ts'
import { stageRecord } from './decisions.recorded.actions.ts'
import { decisionMachine } from './decisions.rules.ts'
import * as corrected from './decisions.corrected.actions.ts'
import * as stages from './decisions.stages.actions.ts'
import { matterTurns } from './decisions.todos.ts'
import { commentPost, decisionPage } from './public/decision.page.ts'
import { decisionsPage } from './public/decisions.page.ts'

export const decisions = defineFeature({
  name: 'decisions',
  nameZh: '四议两公开',
  endpoints,
  actions: [
    list.list,
    actions.get,
    draft.begin,
    draft.write,
    draft.submit,
    draft.withdraw,
    draft.refuse,
    opinions.declare,
    opinions.replaceSupervisor,
    stages.table,
    stages.conclude,
    corrected.followCorrection,
    opinions.advise,
    opinions.answerOpinion,
    opinions.comment,
    opinions.reply,
    asked.preCheck,
    asked.enterListing,
    asked.attach,
    asked.file,
    asked.detach,
    outcome.urge,
    outcome.confirmUrgency,
    outcome.draftNotice,
    outcome.implement,
    outcome.sendBack,
    outcome.close,
    outcome.archive,
    outcome.order,
  ],
  policies: [decisionPolicy],
  pages: [decisionsPage, decisionPage, commentPost],
  todos: [matterTurns],
  indicators: decisionIndicators,
  about: decisionAbout,
  recorded: [stageRecord.recorded],
  machines: { decision: decisionMachine },
  events: decisionEvents,
})

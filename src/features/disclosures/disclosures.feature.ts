import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './disclosures.actions.ts'
import { disclosureEvents } from './disclosures.events.ts'
import * as lists from './disclosures.list.actions.ts'
import { endpoints } from './disclosures.contract.ts'
import { disclosureIndicators } from './disclosures.indicators.ts'
import * as drafts from './disclosures.draft.actions.ts'
import * as objections from './disclosures.objections.actions.ts'
import { unpublishPast } from './disclosures.jobs.ts'
import { noticePolicy, objectionPolicy } from './disclosures.policy.ts'
import * as publishing from './disclosures.publish.actions.ts'
import { poster } from './disclosures.poster.actions.ts'
import { recordedNotice, recordedResult } from './disclosures.recorded.actions.ts'
import { noticesWaiting } from './disclosures.todos.ts'
import { noticePage, objectionPost } from './public/notice.page.ts'
import { noticesAtom, noticesCalendar } from './public/notices.feed.ts'
import { noticesPage } from './public/notices.page.ts'
import { questionPage, questionPost } from './public/question.page.ts'
import { noticeMachine, objectionMachine } from './disclosures.rules.ts'

export const disclosures = defineFeature({
  name: 'disclosures',
  nameZh: '公示公开',
  endpoints,
  actions: [
    lists.list,
    actions.get,
    actions.file,
    actions.draft,
    drafts.write,
    drafts.mask,
    drafts.attach,
    drafts.detach,
    drafts.findings,
    drafts.acceptFinding,
    drafts.submit,
    drafts.sendBack,
    drafts.discard,
    drafts.correct,
    publishing.publish,
    objections.object,
    objections.receive,
    objections.decide,
    objections.question,
    publishing.conclude,
    publishing.post,
    publishing.takeDown,
    publishing.unpublish,
    poster,
  ],
  policies: [noticePolicy, objectionPolicy],
  pages: [noticesPage, noticesAtom, noticesCalendar, noticePage, objectionPost, questionPage, questionPost],
  jobs: [unpublishPast],
  todos: [noticesWaiting],
  indicators: disclosureIndicators,
  recorded: [recordedNotice, recordedResult],
  machines: { notice: noticeMachine, notice_objection: objectionMachine },
  events: disclosureEvents,
})

import { defineFeature } from '#platform/server/feature.ts'
import { reportPage, reportPost } from './public/report.page.ts'
import { casePage, casePost, photoPage, trackPage, trackPost } from './public/track.page.ts'
import { endpoints } from './requests.contract.ts'
import * as calls from './requests.calls.actions.ts'
import * as categories from './requests.categories.actions.ts'
import { categoryDoorPolicy, categoryPolicy } from './requests.categories.policy.ts'
import * as desk from './requests.desk.actions.ts'
import { requestEvents } from './requests.events.ts'
import * as intake from './requests.intake.actions.ts'
import { exportCases } from './requests.export.actions.ts'
import { requestIndicators } from './requests.indicators.ts'
import * as joint from './requests.joint.actions.ts'
import * as jobs from './requests.jobs.ts'
import * as lists from './requests.list.actions.ts'
import { requestDoorPolicy, requestPolicy } from './requests.policy.ts'
import * as referral from './requests.referral.actions.ts'
import * as record from './requests.record.actions.ts'
import * as resident from './requests.resident.actions.ts'
import { requestMachine } from './requests.rules.ts'
import { openWork } from './requests.work.actions.ts'

export const requests = defineFeature({
  name: 'requests',
  nameZh: '居民诉求',
  endpoints,
  actions: [
    intake.submit,
    intake.enter,
    categories.categories,
    categories.categorySettings,
    categories.previewCategory,
    categories.addCategory,
    categories.changeCategory,
    categories.confirmCategory,
    categories.retireCategory,
    intake.lookUp,
    intake.reissueCode,
    lists.list,
    lists.count,
    lists.findByPhone,
    exportCases,
    lists.inbox,
    lists.countInbox,
    lists.overview,
    lists.byState,
    lists.publicCases,
    lists.statistics,
    calls.listCalls,
    calls.finishCall,
    desk.get,
    desk.listHandlers,
    desk.accept,
    desk.refuse,
    desk.assign,
    desk.take,
    desk.giveBack,
    desk.passOn,
    desk.climb,
    desk.pause,
    desk.resume,
    desk.propose,
    desk.confirmOnBehalf,
    joint.jointList,
    joint.putOnJointList,
    joint.decide,
    referral.referToDiscipline,
    record.merge,
    record.edit,
    record.copyTo,
    record.reveal,
    resident.track,
    resident.confirm,
    resident.reject,
    resident.remark,
    resident.withdraw,
    resident.reopen,
    resident.separate,
  ],
  policies: [requestPolicy, requestDoorPolicy, categoryPolicy, categoryDoorPolicy],
  pages: [reportPage, reportPost, trackPage, trackPost, casePage, casePost, photoPage],
  jobs: [jobs.lapse, jobs.endPauses, jobs.climbOverdue, jobs.recount, jobs.recountAnswers, jobs.forgetPhotos, jobs.forgetContacts],
  openWork,
  machines: { request: requestMachine },
  indicators: requestIndicators,
  events: requestEvents,
})

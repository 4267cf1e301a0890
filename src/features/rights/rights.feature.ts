import { defineFeature } from '#platform/server/feature.ts'
import { codePage, codePost, mineFile, minePage, minePost } from './public/mine.pages.ts'
import { rightsAbout } from './rights.about.ts'
import * as actions from './rights.actions.ts'
import { endpoints } from './rights.contract.ts'
import * as desk from './rights.desk.actions.ts'
import { rightEvents } from './rights.events.ts'
import { forget, forgetCodes, forgetInTime, redate } from './rights.jobs.ts'
import { counterPolicy, rightsPolicy } from './rights.policy.ts'
import { rightsMachine } from './rights.rules.ts'

export const rights = defineFeature({
  name: 'rights',
  nameZh: '个人信息权利',
  endpoints,
  actions: [
    actions.mine,
    actions.download,
    actions.ask,
    actions.hideName,
    actions.openCode,
    actions.issueCode,
    desk.list,
    desk.checkIdentity,
    desk.locate,
    desk.answer,
    desk.refuse,
    desk.close,
  ],
  policies: [rightsPolicy, counterPolicy],
  pages: [codePage, codePost, minePage, minePost, mineFile],
  todos: [desk.openRequests],
  about: rightsAbout,
  jobs: [redate, forget, forgetCodes, forgetInTime],
  machines: { rights_request: rightsMachine },
  events: rightEvents,
})

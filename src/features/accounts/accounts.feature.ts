import { defineFeature } from '#platform/server/feature.ts'
import { accountAbout } from './accounts.about.ts'
import * as actions from './accounts.actions.ts'
import * as administration from './accounts.administration.actions.ts'
import * as audit from './accounts.audit.actions.ts'
import { endpoints, problems } from './accounts.contract.ts'
import { accountEvents } from './accounts.events.ts'
import * as own from './accounts.own.actions.ts'
import { accountPolicy, accountsPolicy } from './accounts.policy.ts'
import { linkPages } from './public/link.pages.ts'
import { providerPages } from './public/provider.pages.ts'
import { secondFactorPages } from './public/second-factor.pages.ts'
import { signInPages } from './public/sign-in.pages.ts'

export const accounts = defineFeature({
  name: 'accounts',
  nameZh: '账号',
  endpoints,
  actions: [
    actions.mine,
    own.listMySessions,
    own.endMySession,
    own.listMyTokens,
    own.createToken,
    own.revokeToken,
    administration.list,
    administration.create,
    administration.get,
    administration.invite,
    administration.release,
    administration.disable,
    administration.enable,
    administration.unlock,
    administration.endSessions,
    administration.resetCode,
    audit.listEvents,
  ],
  policies: [accountsPolicy, accountPolicy],
  problems: Object.values(problems),
  pages: [...signInPages, ...secondFactorPages, ...linkPages, ...providerPages],
  about: accountAbout,
  events: accountEvents,
})

import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './accounts.actions.ts'
import { endpoints } from './accounts.contract.ts'
import { accountsPolicy } from './accounts.policy.ts'
import { secondFactorPages } from './public/second-factor.pages.ts'
import { signInPages } from './public/sign-in.pages.ts'

export const accounts = defineFeature({
  name: 'accounts',
  nameZh: '账号',
  endpoints,
  actions: [actions.mine],
  policies: [accountsPolicy],
  pages: [...signInPages, ...secondFactorPages],
})

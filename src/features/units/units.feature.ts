import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './units.actions.ts'
import { endpoints } from './units.contract.ts'
import { unitPolicy } from './units.policy.ts'

export const units = defineFeature({
  name: 'units',
  nameZh: '组织单元',
  endpoints,
  actions: [actions.list, actions.get],
  policies: [unitPolicy],
})

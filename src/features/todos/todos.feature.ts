import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './todos.actions.ts'
import { endpoints } from './todos.contract.ts'
import { todoPolicy } from './todos.policy.ts'

export const todos = defineFeature({
  name: 'todos',
  nameZh: '待办',
  endpoints,
  actions: [actions.list],
  policies: [todoPolicy],
})

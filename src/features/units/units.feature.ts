import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './units.actions.ts'
import * as changes from './units.change.actions.ts'
import { endpoints as changeEndpoints } from './units.change.contract.ts'
import { endpoints } from './units.contract.ts'
import { unitEvents } from './units.events.ts'
import { unitPolicy } from './units.policy.ts'

export const units = defineFeature({
  name: 'units',
  nameZh: '组织单元',
  endpoints: { ...endpoints, ...changeEndpoints },
  actions: [
    actions.list,
    actions.get,
    actions.history,
    changes.create,
    changes.rename,
    changes.move,
    changes.merge,
    changes.split,
    changes.close,
  ],
  policies: [unitPolicy],
  events: unitEvents,
})

import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './matters.actions.ts'
import { endpoints } from './matters.contract.ts'
import { matterEvents } from './matters.events.ts'
import * as listActions from './matters.list.actions.ts'
import { matterPolicy } from './matters.policy.ts'
import { matterListRecord } from './matters.recorded.actions.ts'
import { listMachine } from './matters.rules.ts'
import { entriesOutgrown } from './matters.todos.ts'
import { matterPage, mattersPage } from './public/matters.page.ts'

export const matters = defineFeature({
  name: 'matters',
  nameZh: '重要事权清单',
  endpoints,
  actions: [
    actions.catalogue,
    actions.entry,
    actions.lists,
    actions.get,
    listActions.create,
    listActions.add,
    listActions.write,
    listActions.remove,
    listActions.consult,
    listActions.revise,
    listActions.adopt,
    listActions.file,
    listActions.enforce,
  ],
  policies: [matterPolicy],
  recorded: [matterListRecord.recorded],
  pages: [mattersPage, matterPage],
  todos: [entriesOutgrown],
  machines: { matter_list: listMachine },
  events: matterEvents,
})

import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './imports.actions.ts'
import { endpoints } from './imports.contract.ts'
import { importEvents } from './imports.events.ts'
import { exportSheets } from './imports.export.actions.ts'
import { forget } from './imports.jobs.ts'
import { importPolicy } from './imports.policy.ts'
import { importMachine } from './imports.rules.ts'

export const imports = defineFeature({
  name: 'imports',
  nameZh: '导入导出',
  endpoints,
  actions: [
    actions.template,
    actions.upload,
    actions.list,
    actions.get,
    actions.check,
    actions.commit,
    actions.discard,
    actions.errorWorkbook,
    exportSheets,
  ],
  policies: [importPolicy],
  jobs: [forget],
  machines: { import: importMachine },
  events: importEvents,
})

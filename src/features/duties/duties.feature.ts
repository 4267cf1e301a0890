import { defineFeature } from '#platform/server/feature.ts'
import * as actions from './duties.actions.ts'
import { endpoints } from './duties.endpoints.contract.ts'
import { dutyEvents } from './duties.events.ts'
import * as forms from './duties.form.actions.ts'
import { dutyIndicators } from './duties.indicators.ts'
import * as jobs from './duties.jobs.ts'
import { dutyPolicy, templatePolicy } from './duties.policy.ts'
import { dutyMachine, templateMachine } from './duties.rules.ts'
import * as matrix from './duties.matrix.actions.ts'
import { reliefPage } from './public/relief.page.ts'
import * as templates from './duties.templates.actions.ts'

export const duties = defineFeature({
  name: 'duties',
  nameZh: '工作清单',
  endpoints,
  actions: [
    templates.heldFields,
    templates.templates,
    templates.preview,
    templates.draft,
    templates.revise,
    templates.issue,
    templates.withdraw,
    forms.form,
    forms.exportForm,
    forms.mapForm,
    templates.burden,
    actions.list,
    matrix.matrix,
    actions.waive,
  ],
  pages: [reliefPage],
  policies: [templatePolicy, dutyPolicy],
  jobs: [jobs.makeDuties, jobs.settle, jobs.redate],
  indicators: dutyIndicators,
  todos: [actions.mine, actions.awaited],
  machines: { duty_template: templateMachine, duty: dutyMachine },
  events: dutyEvents,
})

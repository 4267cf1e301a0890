/** Imports (工作簿导入导出): who may do what, and when. A workbook reaches the whole town, so it is the town office's. */
import { holdsAny, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { ImportState } from './imports.contract.ts'
import { importMachine } from './imports.rules.ts'

export interface ImportFacts {
  personId: string
  state: ImportState
}

const office = { who: (actor: Actor) => holdsAny(actor, ['townClerk']), says: "the town's clerk" }
const ownAndOffice = (actor: Actor, file: ImportFacts | null) =>
  file !== null && isPerson(actor) && actor.personId === file.personId && holdsAny(actor, ['townClerk'])
const own = { who: ownAndOffice, says: "the town's clerk who brought it" }
const during = (name: 'check' | 'commit' | 'discard', says: string) => ({
  who: ownAndOffice,
  when: (file: ImportFacts | null) => file !== null && importMachine.can(file.state, name),
  says: `the town's clerk who brought it; ${says}`,
})

export const importPolicy = definePolicy<
  ImportFacts | null,
  'template' | 'upload' | 'list' | 'get' | 'check' | 'commit' | 'discard' | 'errorWorkbook' | 'export'
>('imports', {
  template: office,
  upload: office,
  list: office,
  get: own,
  check: during('check', 'until it is entered or given up'),
  commit: during('commit', 'once its trial is over'),
  discard: during('discard', 'until it is entered or given up'),
  errorWorkbook: own,
  export: office,
})

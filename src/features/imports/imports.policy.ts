/** Imports (工作簿导入导出): who may do what, and when. A village's office brings the sheets that it keeps; what goes out is the town office's. */
import { holdsAny, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import { SheetKey, villageSheets, type ImportState } from './imports.contract.ts'
import { importMachine } from './imports.rules.ts'

export interface ImportFacts {
  personId: string
  state: ImportState
}

/** The sheets that the actor may bring. */
export const sheetsOf = (actor: Actor): readonly SheetKey[] =>
  !isPerson(actor) || holdsAny(actor, ['townClerk']) ? SheetKey.options : villageSheets

const importers = ['townClerk', 'villageSecretary', 'villageClerk'] as const
const importer = { who: (actor: Actor) => holdsAny(actor, importers), says: "the town's clerk; a village's office, of its own village" }
const office = { who: (actor: Actor) => holdsAny(actor, ['townClerk']), says: "the town's clerk" }
/** Those who bring workbooks wait for each other, and so do those who take them out (排队). */
export const bringing = { queue: { name: 'imports', who: importer.who } }
export const writing = { queue: { name: 'workbooks', who: importer.who } }

const ownAndOffice = (actor: Actor, file: ImportFacts | null) =>
  file !== null && isPerson(actor) && actor.personId === file.personId && holdsAny(actor, importers)
const own = { who: ownAndOffice, says: 'the office that brought it' }
const during = (name: 'check' | 'commit' | 'discard', says: string) => ({
  who: ownAndOffice,
  when: (file: ImportFacts | null) => file !== null && importMachine.can(file.state, name),
  says: `the office that brought it; ${says}`,
})

export const importPolicy = definePolicy<
  ImportFacts | null,
  'template' | 'upload' | 'list' | 'get' | 'check' | 'commit' | 'discard' | 'errorWorkbook' | 'export'
>('imports', {
  template: importer,
  upload: importer,
  list: importer,
  get: own,
  check: during('check', 'until it is entered or given up'),
  commit: during('commit', 'once its trial is over'),
  discard: during('discard', 'until it is entered or given up'),
  errorWorkbook: own,
  export: office,
})

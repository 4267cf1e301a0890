/** Important matters (重要事权清单): the draft that a new town starts with, and lists in force for a town that is loaded. */
import { findUnitByCode, listUnits } from '#features/units/units.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { MatterFields } from './matters.contract.ts'
import { defaultEntries } from './matters.defaults.rules.ts'
import { beginList, recordStep } from './matters.list.actions.ts'
import * as queries from './matters.queries.ts'
import { matterListRecord } from './matters.recorded.actions.ts'

/** Puts the program's proposal before the town as a draft, if the town has no list. Safe to run at every start. */
export async function installDefaults(context: Context): Promise<void> {
  const [town] = await listUnits(context, { kind: 'town' })
  if (!town || (await queries.listLists(context.db, town.id)).length > 0) return
  await beginList(context, town, 'defaults')
}

export interface LoadedList {
  unitCode: string
  /** Changes of the defaults by code; a list of the town has all seventeen, a village's only these. */
  entries: Readonly<Record<string, Partial<MatterFields>>>
  /** The days of its life, and the documents that say so. */
  steps: readonly { state: queries.StepRow['state']; on: string; document: string }[]
}

/**
 * Writes the lists of those places that have none, as if they had gone their way elsewhere; returns how many. Of two lists of a place
 * the later one takes the place of the earlier.
 */
export async function loadLists(context: Context, lists: readonly LoadedList[]): Promise<number> {
  let made = 0
  const begun = new Set<string>()
  for (const { unitCode, entries, steps } of lists) {
    const unit = await findUnitByCode(context, unitCode)
    if (!begun.has(unit.id) && (await queries.listLists(context.db, unit.id)).length > 0) continue
    begun.add(unit.id)
    const id = await beginList(context, unit, 'nothing')
    const kept = defaultEntries.filter(({ code }) => unit.path.length === 1 || code in entries)
    await queries.insertEntries(
      context.db,
      context.townId,
      id,
      kept.map(entry => ({ ...entry, ...entries[entry.code] })),
    )
    for (const { state, on, document } of steps) {
      if (state === 'inForce') await queries.supersede(context.db, unit.id, on)
      await queries.moveList(context.db, id, state, state === 'inForce' ? on : null)
      await recordStep(context, id, state, { onDay: on, document })
    }
    if (steps.some(({ state }) => state === 'inForce')) await matterListRecord.append(context, id)
    made += 1
  }
  return made
}

/** Work checklists (工作清单): the drafts that a new town starts with, and a year of them for a demonstration. */
import type { Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { proposals } from './duties.defaults.rules.ts'
import { townUnit } from './duties.queries.ts'
import { issueTemplate } from './duties.templates.actions.ts'
import * as queries from './duties.templates.queries.ts'

/** Writes the proposals as drafts of the town's office if the town has no template. Safe to run at every start. */
export async function installProposals(context: Context): Promise<void> {
  const year = Number(context.today.slice(0, 4))
  await write(context, context.today, `${year + 1}-12-31`)
}

/** As if the town had adopted the proposals a year ago: those that a record of the system can prove; returns how many duties. */
export async function loadAdopted(context: Context): Promise<number> {
  const year = Number(context.today.slice(0, 4))
  await write(context, `${year - 1}${context.today.slice(4, 8)}01`, `${year + 1}-12-31`)
  let made = 0
  for (const template of await queries.listTemplates(context.db, context.today))
    if (template.state === 'draft' && template.fulfilledBy && context.indicators.has(template.fulfilledBy))
      made += await issueTemplate(context, template)
  return made
}

async function write(context: Context, from: string, to: string) {
  const unitId = await townUnit(context.db)
  if (unitId === null || (await queries.listTemplates(context.db, context.today)).length > 0) return
  for (const proposal of proposals) await queries.insertTemplate(context.db, context.townId, newId(), { ...proposal, unitId, from, to })
}

/** Work checklists (工作清单): the drafts that a new town starts with, and a year of them for a demonstration. */
import { findUnitByCode } from '#features/units/units.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import type { TemplateFields } from './duties.contract.ts'
import { proposals } from './duties.defaults.rules.ts'
import { townUnit } from './duties.queries.ts'
import { issueTemplate } from './duties.templates.actions.ts'
import * as queries from './duties.templates.queries.ts'

/** Writes the proposals as drafts of the town's office if the town has no template. Safe to run at every start. */
export async function installProposals(context: Context): Promise<void> {
  const year = Number(context.today.slice(0, 4))
  await write(context, context.today, `${year + 1}-12-31`)
}

/** Bodies that a demonstration binds at first: those of the villages. A list for every branch of a town is the town's to issue. */
const committees: readonly TemplateFields['kinds'][number][] = ['committee', 'generalBranch']

/**
 * As if the proposals had been adopted a year ago, by the town for its committees and by one village for its branches: those
 * that a record of the system can prove; returns how many duties. Records must be loaded before.
 */
export async function loadAdopted(context: Context, villageCode: string): Promise<number> {
  const year = Number(context.today.slice(0, 4))
  const days = [`${year - 1}${context.today.slice(4, 8)}01`, `${year + 1}-12-31`] as const
  if (!(await write(context, ...days, committees))) return 0
  const village = await findUnitByCode(context, villageCode)
  for (const proposal of proposals.filter(({ binds }) => binds === 'bodies'))
    await insert(context, village.id, ...days, { ...proposal, name: `${proposal.name}（支部）` })
  let made = 0
  for (const template of await queries.listTemplates(context.db, context.today))
    if (template.state === 'draft' && template.fulfilledBy && context.indicators.has(template.fulfilledBy))
      made += await issueTemplate(context, template)
  return made
}

/** Writes them once, for a town whose tree is entered; `kinds` in place of the proposals' own bodies. */
async function write(context: Context, from: string, to: string, kinds?: readonly TemplateFields['kinds'][number][]): Promise<boolean> {
  const unitId = await townUnit(context.db)
  if (unitId === null || (await queries.listTemplates(context.db, context.today)).length > 0) return false
  for (const proposal of proposals)
    await insert(context, unitId, from, to, kinds && proposal.binds === 'bodies' ? { ...proposal, kinds: [...kinds] } : proposal)
  return true
}

const insert = (context: Context, unitId: string, from: string, to: string, proposal: (typeof proposals)[number]) =>
  queries.insertTemplate(context.db, context.townId, newId(), { ...proposal, unitId, from, to })

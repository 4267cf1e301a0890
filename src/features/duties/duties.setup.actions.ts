/** Work checklists (工作清单): the drafts that a new town starts with, and a year of them for a demonstration. */
import { findUnitByCode } from '#features/units/units.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { assess } from './duties.assess.actions.ts'
import type { TemplateFields } from './duties.contract.ts'
import { proposals, type Proposal } from './duties.defaults.rules.ts'
import { listAllDuties, townUnit, waiveDuty } from './duties.queries.ts'
import { issueTemplate, refuseIfUnsound } from './duties.templates.actions.ts'
import * as queries from './duties.templates.queries.ts'

/** Writes the proposals as drafts of the town's office if the town has no template. Safe to run at every start. */
export async function installProposals(context: Context): Promise<void> {
  const year = Number(context.today.slice(0, 4))
  await write(context, context.today, `${year + 1}-12-31`)
}

/** The demonstration's theme day has its day in the month, the twentieth at the latest, so that a later one is late. */
const themeDayBy = 20
/** Committees and general branches have branches below them and no Party groups. */
const groupMeetings = 'meetings.groupMeetings'
const adopted = (proposal: (typeof proposals)[number]) =>
  proposal.fulfilledBy === 'meetings.themeDays' ? { ...proposal, dueCount: themeDayBy } : proposal

/** Bodies that a demonstration binds at first: those of the villages. A list for every branch of a town is the town's to issue. */
const committees: readonly TemplateFields['kinds'][number][] = ['committee', 'generalBranch']

export type LoadedTemplate = Proposal

/**
 * As if the town had issued these a year ago; returns how many duties. Throws refused (422) for one that its office could not
 * issue. Safe to run again.
 */
export async function loadIssued(context: Context, forms: readonly LoadedTemplate[]): Promise<number> {
  const unitId = await townUnit(context.db)
  if (unitId === null) return 0
  const known = new Set((await queries.listTemplates(context.db, context.today)).map(({ name }) => name))
  const [from, to] = lastYear(context)
  let made = 0
  for (const fields of forms.filter(({ name }) => !known.has(name))) {
    const weighed = { ...fields, unitId, from: context.today, to }
    await refuseIfUnsound(context, weighed, await assess(context, weighed))
    const id = newId()
    await queries.insertTemplate(context.db, context.townId, id, { ...weighed, from })
    made += await issueTemplate(context, (await queries.findTemplate(context.db, context.today, id))!)
  }
  return made
}

/**
 * As if the proposals had been adopted a year ago, by the town for its committees and by one village for its branches: those
 * that a record of the system can prove; returns how many duties. Records must be loaded before.
 */
export async function loadAdopted(context: Context, villageCode: string): Promise<number> {
  const days = lastYear(context)
  if (!(await write(context, ...days, committees))) return 0
  const village = await findUnitByCode(context, villageCode)
  for (const proposal of proposals.filter(({ binds }) => binds === 'bodies'))
    await insert(context, village.id, ...days, { ...adopted(proposal), name: `${proposal.name}（支部）` })
  let made = 0
  for (const template of await queries.listTemplates(context.db, context.today))
    if (template.state === 'draft' && template.fulfilledBy && proven(context, template.fulfilledBy))
      made += await issueTemplate(context, template)
  await waiveOldest(context)
  return made
}

/** The demonstration's villages disclose their matters one by one; the quarterly list stays a draft, for whoever tries to issue one. */
const proven = ({ indicators }: Context, id: string): boolean => indicators.has(id) && id !== 'disclosures.general'

/** From the first of this month a year ago to the end of next year. */
function lastYear({ today }: Context): readonly [from: string, to: string] {
  const year = Number(today.slice(0, 4))
  return [`${year - 1}${today.slice(4, 8)}01`, `${year + 1}-12-31`]
}

/** As the town's office frees two of what fell out in the first months: so a waiver with its reason and name can be seen. */
async function waiveOldest(context: Context): Promise<void> {
  const by = await queries.officeHolder(context.db, context.today)
  if (by === null) return
  const overdue = (await listAllDuties(context.db, `${Number(context.today.slice(0, 4)) - 1}-01-01`, context.today)).filter(
    ({ state, binds }) => state === 'overdue' && binds === 'bodies',
  )
  for (const { id, unitId } of overdue.slice(0, 2)) {
    await waiveDuty(context.db, id, '那几天防台风，镇里同意不再补开。', by)
    await context.record('duties.waive', { kind: 'duty', id, unitId }, { from: 'overdue' })
  }
}

/** Writes them once, for a town whose tree is entered; `kinds` in place of the proposals' own bodies. */
async function write(context: Context, from: string, to: string, kinds?: readonly TemplateFields['kinds'][number][]): Promise<boolean> {
  const unitId = await townUnit(context.db)
  if (unitId === null || (await queries.listTemplates(context.db, context.today)).length > 0) return false
  for (const proposal of proposals)
    if (!kinds || proposal.binds === 'units') await insert(context, unitId, from, to, proposal)
    else if (proposal.fulfilledBy !== groupMeetings) await insert(context, unitId, from, to, { ...adopted(proposal), kinds: [...kinds] })
  return true
}

const insert = (context: Context, unitId: string, from: string, to: string, proposal: (typeof proposals)[number]) =>
  queries.insertTemplate(context.db, context.townId, newId(), { ...proposal, unitId, from, to })

/** Templates of duties (清单模板): what each endpoint does. */
import { keepRefusal, monthlyCapMinutes, nameKey, priceOf } from '#features/guard/guard.actions.ts'
import { findUnit, listUnits } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { assess, boundNow, burdenByVillage, countedFields, type Assessment } from './duties.assess.actions.ts'
import { problems, type Template, type TemplateFields } from './duties.contract.ts'
import { endpoints } from './duties.endpoints.contract.ts'
import { heldUnder, isReadable, registerOf } from './duties.held.rules.ts'
import { templatePolicy } from './duties.policy.ts'
import * as duties from './duties.queries.ts'
import { reliefOf } from './duties.relief.rules.ts'
import { templateMachine, timesAYear } from './duties.rules.ts'
import { generate } from './duties.standing.actions.ts'
import * as queries from './duties.templates.queries.ts'

type Row = queries.TemplateRow

export const heldFields = action(endpoints.heldFields, (context, { query: { binds } }) => {
  context.require(templatePolicy, 'heldFields', null)
  return Promise.resolve({ items: registerOf(countedFields(context), binds) })
})

export const templates = action(endpoints.templates, async context => {
  context.require(templatePolicy, 'templates', null)
  const bound = await boundNow(context, await queries.listTemplates(context.db, context.today))
  return { items: bound.map(({ template, owners }) => shown(context, template, owners.length)) }
})

export const preview = action(endpoints.preview, async (context, { body }) => {
  context.require(templatePolicy, 'preview', await asking(context, body))
  const { owners, held, findings, price, first, notThereYet } = await assess(context, body)
  return {
    bound: owners.length,
    findings,
    price,
    held,
    firstDueOn: first?.day ?? null,
    estimated: first?.estimated ?? false,
    notThereYet,
  }
})

export const draft = action(endpoints.draft, async (context, { body }) => {
  context.require(templatePolicy, 'draft', await asking(context, body))
  if (body.from < context.today) throw invalidField('#/from', '不能从以前的日子开始，那样一发出就逾期')
  await refuseIfUnsound(context, body, await assess(context, body))
  const id = newId(context.now.getTime())
  await queries.insertTemplate(context.db, context.townId, id, body)
  await context.record('duties.draft', { kind: 'dutyTemplate', id, unitId: body.unitId }, { frequency: body.frequency })
  return present(context, found(await queries.findTemplate(context.db, context.today, id)))
})

export const revise = action(endpoints.revise, async (context, { params: { templateId }, body }) => {
  const drafted = await lock(context, templateId, 'revise')
  requireVersion(context, drafted, body)
  if (body.unitId !== drafted.unitId) throw invalidField('#/unitId', '哪个单位发的不能改，请另写一张')
  await asking(context, body)
  if (body.from < context.today && body.from !== drafted.from) throw invalidField('#/from', '不能从以前的日子开始，那样一发出就逾期')
  // As it would go out: nobody is late with what nobody had asked for.
  const from = body.from < context.today ? context.today : body.from
  await refuseIfUnsound(context, body, await assess(context, { ...body, from }, templateId))
  await queries.reviseTemplate(context.db, templateId, body)
  await context.record('duties.revise', { kind: 'dutyTemplate', id: templateId, unitId: drafted.unitId }, { frequency: body.frequency })
  return present(context, found(await queries.findTemplate(context.db, context.today, templateId)))
})

export const issue = action(endpoints.issue, async (context, { params: { templateId } }) => {
  const drafted = await lock(context, templateId, 'issue')
  requireVersion(context, drafted, null)
  if (drafted.to < context.today) throw new Problem(common.wrongState, '这张清单的截止日已经过了。请另写一张。')
  // Nobody is late with what nobody had asked for.
  const template = { ...drafted, from: drafted.from < context.today ? context.today : drafted.from }
  await queries.lockBurden(context.db)
  const assessment = await assess(context, template, template.id)
  if (assessment.notThereYet) throw new Problem(problems.notThereYet, assessment.notThereYet)
  await refuseIfUnsound(context, template, assessment)
  await issueTemplate(context, template)
  return present(context, found(await queries.findTemplate(context.db, context.today, templateId)))
})

export const withdraw = action(endpoints.withdraw, async (context, { params: { templateId }, body: { reason } }) => {
  const template = await lock(context, templateId, 'withdraw')
  const personId = isPerson(context.actor) ? context.actor.personId : ''
  const waived = await duties.waiveOpen(context.db, templateId, context.today, reason, personId)
  await queries.setTemplateState(context.db, templateId, { state: templateMachine.next(template.state, 'withdraw') })
  await context.record('duties.withdraw', { kind: 'dutyTemplate', id: templateId, unitId: template.unitId }, { waived })
  return present(context, found(await queries.findTemplate(context.db, context.today, templateId)))
})

export const burden = action(endpoints.burden, async context => {
  context.require(templatePolicy, 'burden', null)
  const bound = await boundNow(context, await queries.listInForce(context.db, context.today))
  const byVillage = burdenByVillage(bound)
  const villages = (await listUnits(context)).filter(({ kind }) => kind === 'village' || kind === 'community')
  const items = villages.map(({ id, name, code }) => ({
    unitId: id,
    unitName: name,
    unitCode: code,
    lists: byVillage.get(id)?.lists ?? 0,
    monthlyMinutes: Math.round(byVillage.get(id)?.minutes ?? 0),
  }))
  const counted = countedFields(context)
  const registers = { bodies: registerOf(counted, 'bodies'), units: registerOf(counted, 'units') }
  const relief = reliefOf(
    bound,
    items.map(({ monthlyMinutes }) => monthlyMinutes),
    {
      isFillable: (id, binds) => isReadable(id) || registers[binds].some(field => field.id === id && context.indicators.has(id)),
      isHeld: (name, binds) => heldUnder(name, registers[binds], nameKey) !== null,
      key: nameKey,
    },
  )
  return { capMinutes: monthlyCapMinutes, relief, items }
})

/** Sets the template in force and makes its duties; for the action and for a town that is loaded. The row must be locked. */
export async function issueTemplate(context: Context, template: Row): Promise<number> {
  await queries.setTemplateState(context.db, template.id, {
    state: templateMachine.next(template.state, 'issue'),
    issuedAt: context.now,
    issuedBy: isPerson(context.actor) ? context.actor.personId : null,
    fromOn: template.from,
  })
  const made = await generate(context, template)
  await context.record('duties.issue', { kind: 'dutyTemplate', id: template.id, unitId: template.unitId }, { made })
  return made
}

/** Throws refused (422), and keeps what was asked and why it may not be. */
export async function refuseIfUnsound(context: Context, fields: TemplateFields, { findings, price }: Assessment) {
  if (findings.length === 0) return
  keepRefusal(context, { kind: 'duty', title: fields.name, unitId: fields.unitId, findings, yearlyMinutes: price.yearlyMinutes })
  const errors = findings.map(({ pointer, detail, source }) => ({ pointer, detail: `${detail}依据：${source.name}${source.article}。` }))
  throw new Problem(problems.refused, findings[0]!.detail, { errors, findings, price })
}

/** The authority over the unit that asks. Throws invalid (422) for what cannot be meant. */
async function asking(context: Context, { unitId, from, to, binds, kinds }: TemplateFields) {
  const unit = await findUnit(context, unitId).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '没有这个村（社区）')
    throw error
  })
  if (from > to) throw invalidField('#/to', '截止日要在开始日之后')
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > 5) throw invalidField('#/to', '一次最多发5年')
  const misplaced = kinds.filter(kind => (binds === 'units' ? !unitKinds.has(kind) : unitKinds.has(kind) && kind !== 'cooperative'))
  if (misplaced.length > 0) throw invalidField('#/kinds', '范围和对象对不上，请重新选')
  const paths = await duties.authorityOver(context.db, [unit.id], context.today)
  return { path: paths.get(unit.id) ?? [], state: 'draft' as const }
}

const unitKinds = new Set<string>(['town', 'community', 'village', 'cooperative', 'quarter', 'grid', 'householdGroup', 'zone'])

export function found<T>(row: T | undefined): T {
  if (!row) throw new Problem(common.notFound, '没有这张清单。')
  return row
}

/** The template, locked. Only its own office can lock it, so the policy is asked before and again after the wait. */
export async function lock(context: Context, id: string, name: 'revise' | 'issue' | 'withdraw' | 'mapForm'): Promise<Row> {
  context.require(templatePolicy, name, found(await queries.findTemplate(context.db, context.today, id)))
  const template = found(await queries.lockTemplate(context.db, context.today, id))
  context.require(templatePolicy, name, template)
  return template
}

export const present = async (context: Context, row: Row): Promise<Template> =>
  shown(context, row, (await queries.boundOwners(context.db, row, context.today)).length)

function shown(context: Context, row: Row, bound: number): Template {
  return {
    ...row,
    bound,
    price: priceOf({ fillers: bound, minutes: row.minutes, timesAYear: timesAYear[row.frequency] }),
    fulfilledByName: (row.fulfilledBy && context.indicators.get(row.fulfilledBy)?.nameZh) ?? null,
    allowedActions: templatePolicy
      .allowed(context.actor, row, context.now)
      .filter(name => ['revise', 'issue', 'withdraw', 'form', 'mapForm'].includes(name)),
  }
}

/**
 * A superior's form (上级报表): filled from records, so that nothing is typed twice; and where each column comes from, said once.
 *
 * Source: conventions UX-B12; anchors 5.12 (ask once).
 */
import { valuesOfOwners } from '#features/indicators/indicators.actions.ts'
import { namesOf } from '#features/people/people.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { rowsOf, workbookFile } from '#platform/server/workbook.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { plainDate } from '#platform/shared/calendar.ts'
import { invalidField } from '#platform/shared/problem.ts'
import { assess, countedFields } from './duties.assess.actions.ts'
import type { Ask, FormColumn } from './duties.contract.ts'
import { endpoints } from './duties.endpoints.contract.ts'
import { formSheetOf, sourceSheet } from './duties.form.workbook.ts'
import * as queries from './duties.form.queries.ts'
import { isReadable, registerOf, type ReadableField } from './duties.held.rules.ts'
import { columnOf } from './duties.form.rules.ts'
import { templatePolicy } from './duties.policy.ts'
import { found, lock, present, refuseIfUnsound } from './duties.templates.actions.ts'
import { boundOwners, findTemplate, lockBurden, type BoundOwner, type TemplateRow } from './duties.templates.queries.ts'

interface Cell {
  shown: string
  /** A plain number as the superior's sheet wants it: without its measure. */
  count: number | null
}

export const form = action(endpoints.form, async (context, { params: { templateId }, query }) => {
  const { template, columns, items } = await filled(context, 'form', templateId, query)
  return {
    name: template.name,
    version: template.version,
    minutes: template.minutes,
    binds: template.binds,
    asks: template.asks,
    columns,
    items: items.map(({ owner, cells }) => ({ name: owner.name, code: owner.code, cells: cells.map(cell => cell?.shown ?? null) })),
    asOf: asOfIn(context, query),
    allowedActions: templatePolicy.allowed(context.actor, template, context.now).filter(name => name === 'mapForm'),
  }
})

export const exportForm = action(endpoints.exportForm, async (context, { params: { templateId }, query }) => {
  const { template, columns, items } = await filled(context, 'exportForm', templateId, query)
  const sheet = formSheetOf(template.name, columns)
  const rows = items.map(({ owner, cells }) => ({
    name: owner.name,
    code: owner.code,
    ...Object.fromEntries(cells.map((cell, at) => [`ask${at}`, cell && (cell.count ?? cell.shown)])),
  }))
  const { actor, townId, config, today } = context
  await context.record(
    'duties.exportForm',
    { kind: 'dutyTemplate', id: templateId, unitId: template.unitId },
    { rows: rows.length, ...query },
  )
  const by = isPerson(actor) ? (await namesOf(context, [actor.personId])).get(actor.personId) : undefined
  const around = {
    reportedBy: template.unitName || config.townName,
    reportedOn: plainDate(today),
    stamp: `数从记录来：${plainDate(query.from)}—${plainDate(query.to)}。下载人：${by ?? `第${townId}镇`}`,
  }
  const sources = columns.map(({ name, from }) => ({ column: name, from }))
  const pages = [{ sheet, rows }, rowsOf(sourceSheet, sources)]
  return workbookFile(`${template.name}${today}`, pages, around)
})

export const mapForm = action(endpoints.mapForm, async (context, { params: { templateId }, body: { minutes, asks } }) => {
  const template = await lock(context, templateId, 'mapForm')
  requireVersion(context, template, null)
  // Its minutes count towards the cap as a new list's do.
  await lockBurden(context.db)
  if (asks.length !== template.asks.length) throw invalidField('#/asks', `这张表有${template.asks.length}栏，每一栏都要写`)
  const mapped = template.asks.map(({ name }, at): Ask => ({ name, ...asks[at]! }))
  // What was sound when it was issued is not asked again; only what the columns now say.
  const assessment = await assess(context, { ...template, asks: mapped, minutes, from: later(template.from, context.today) }, template.id)
  const findings = assessment.findings.filter(({ pointer }) => pointer === '#/minutes' || pointer.startsWith('#/asks/'))
  await refuseIfUnsound(context, template, { ...assessment, findings })
  await queries.setAsks(context.db, templateId, mapped, minutes)
  const fields = mapped.flatMap(({ heldIn, filledBy }, at) => {
    const before = template.asks[at]!
    return before.heldIn === heldIn && before.filledBy === filledBy ? [] : [`asks/${at}`]
  })
  await context.record('duties.mapForm', { kind: 'dutyTemplate', id: templateId, unitId: template.unitId }, { fields })
  return present(context, found(await findTemplate(context.db, context.today, templateId)))
})

const later = (a: string, b: string) => (a > b ? a : b)

interface Filled {
  template: TemplateRow
  columns: FormColumn[]
  items: { owner: BoundOwner; cells: (Cell | null)[] }[]
}

/** Throws not-found (404) for a template that one may not read, forbidden (403) for another office's. */
async function filled(context: Context, name: 'form' | 'exportForm', id: string, period: { from: string; to: string }): Promise<Filled> {
  const template = found(await findTemplate(context.db, context.today, id))
  context.require(templatePolicy, name, template)
  if (period.from > period.to) throw invalidField('#/to', '截止日要在开始日之后')
  const asOf = asOfIn(context, period)
  const owners = await boundOwners(context.db, template, asOf)
  const register = new Map(registerOf(countedFields(context), template.binds).map(field => [field.id, field]))
  const columns = template.asks.map(ask => columnOf(ask, register, heldIn => context.indicators.has(heldIn)))
  const records = await queries.heldRecords(context.db, owners, asOf)
  const byColumn: ReadonlyMap<string, Cell>[] = []
  for (const [at, { heldIn }] of template.asks.entries())
    byColumn.push(
      heldIn !== null && columns[at]!.filledBy === 'records'
        ? await cellsOf(context, template, owners, records, heldIn, period)
        : new Map(),
    )
  return { template, columns, items: owners.map(owner => ({ owner, cells: byColumn.map(cells => cells.get(owner.ownerId) ?? null) })) }
}

/** The records as they stood at the end of the period, or stand today if that is earlier. */
const asOfIn = ({ today }: Context, { to }: { to: string }) => (to < today ? to : today)

const readField: Record<ReadableField, (owner: BoundOwner, held: queries.HeldRecords | undefined) => string | null | undefined> = {
  'unit.name': ({ unitName }) => unitName,
  'unit.code': ({ code }) => code,
  'body.name': ({ name }) => name,
  'body.foundedOn': ({ foundedOn }) => foundedOn,
  'post.secretary': (_, held) => held?.secretaryName,
  'post.term': (_, held) => held?.secretarySince && `${held.secretarySince}起`,
  'venue.name': (_, held) => held?.venueName,
  'venue.address': (_, held) => held?.venueAddress,
  'venue.hours': (_, held) => held?.venueHours,
  'venue.phone': (_, held) => held?.venuePhone,
  'venue.services': (_, held) => held?.venueServices?.join('、') || null,
}

/** A column, from the record field or from the indicator of each owner; an owner of whom nothing is recorded is left out. */
async function cellsOf(
  context: Context,
  { unitId, binds }: TemplateRow,
  owners: readonly BoundOwner[],
  records: ReadonlyMap<string, queries.HeldRecords>,
  heldIn: string,
  period: { from: string; to: string },
): Promise<Map<string, Cell>> {
  if (isReadable(heldIn))
    return new Map(
      owners.flatMap(owner => {
        const shown = readField[heldIn](owner, records.get(owner.ownerId))
        return shown ? [[owner.ownerId, { shown, count: null }]] : []
      }),
    )
  const indicator = context.indicators.get(heldIn)
  if (!indicator) return new Map()
  const question = { unitId, ...period, asOf: asOfIn(context, period) }
  const values = await valuesOfOwners(context, indicator, question, { by: binds, ids: owners.map(({ ownerId }) => ownerId) })
  return new Map([...values].map(([id, { shown, value }]) => [id, { shown, count: indicator.aggregate === 'ratio' ? null : value }]))
}

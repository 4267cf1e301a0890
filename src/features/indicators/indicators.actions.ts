/** Indicators (指标): what each endpoint does, and what reports and dashboards may ask. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { findUnit } from '#features/units/units.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import { action, type Context } from '#platform/server/action.ts'
import { rowsFor, type Indicator, type Question } from '#platform/server/indicator.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type IndicatorSummary, type IndicatorValue, type Measured } from './indicators.contract.ts'
import { indicatorPolicy } from './indicators.policy.ts'
import { checkOf } from './indicators.check.actions.ts'
import * as queries from './indicators.queries.ts'
import { addedBy, emptyTally, monthsOf, present, valueOf, type Tally } from './indicators.rules.ts'
import { hiddenWords } from './indicators.words.ts'
import { isGuarded, isOutsider, toldOf, toldParts } from './indicators.told.actions.ts'

const Place = z.tuple([LocalDate, Id])

export const list = action(endpoints.list, async context => {
  context.require(indicatorPolicy, 'list', null)
  const all = [...context.indicators.values()]
  const readable = isPerson(context.actor) && context.actor.posts.length > 0 ? all : all.filter(({ audience }) => audience === 'public')
  return { items: readable.map(summary) }
})

export const value = action(endpoints.value, async (context, { params, query }) => {
  const { indicator, question, unit } = await asked(context, 'value', params.indicatorId, query)
  return valueFor(context, indicator, question, unit)
})

export const rows = action(endpoints.rows, async (context, { params, query: { cursor, limit, ...query } }) => {
  const { indicator, question } = await asked(context, 'rows', params.indicatorId, query)
  return rowsPage(context, indicator, question, { cursor, limit })
})

export const series = action(endpoints.series, async (context, { params, query }) => {
  const { indicator, question } = await asked(context, 'series', params.indicatorId, query)
  const months = monthsOf(question.from, question.to)
  const measured = isGuarded(context, indicator)
    ? await inTurn(months, async month => (await toldOf(context, indicator, { ...question, ...month, asOf: month.to })).measured)
    : (await talliesOf(context, indicator, question)).map(tally => present(indicator, tally, false))
  return { items: months.map((month, index) => ({ ...month, ...measured[index]! })) }
})

/** Of what happens, each month; of what stands, its last day. */
const talliesOf = (context: Context, indicator: Indicator, question: Question): Promise<Tally[]> =>
  context.counting(async db => {
    const months = monthsOf(question.from, question.to)
    if (indicator.kind === 'flow') {
      const byMonth = await queries.tallyByMonth(db, rowsFor(indicator, question))
      return months.map(({ from }) => byMonth.get(from.slice(0, 7)) ?? emptyTally)
    }
    return inTurn(months, ({ to }) =>
      to > context.today ? Promise.resolve(emptyTally) : queries.tallyOf(db, rowsFor(indicator, { ...question, asOf: to })),
    )
  })

/** One after the other: a transaction is one connection. */
async function inTurn<Item, Answer>(items: readonly Item[], ask: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const item of items) answers.push(await ask(item))
  return answers
}

export const children = action(endpoints.children, async (context, { params, query }) => {
  const { indicator, question } = await asked(context, 'children', params.indicatorId, query)
  const { parts, whole } = await toldParts(context, indicator, question)
  return {
    items: parts.map(({ unit, own, measured }) => ({
      ...measured,
      unitId: unit.id,
      unitName: own ? `${unit.name}本级` : unit.name,
      unitCode: unit.code,
      own,
    })),
    whole,
  }
})

/** The value with its definition; for reports and dashboards, which ask their own policy. */
export async function valueFor(
  context: Context,
  indicator: Indicator,
  question: Question,
  unit: Pick<Unit, 'id' | 'name'>,
): Promise<IndicatorValue> {
  const { measured, notes } = await toldOf(context, indicator, question)
  const { from, to, asOf } = question
  return {
    ...measured,
    indicator: summary(indicator),
    period: { unitId: unit.id, unitName: unit.name, from, to, asOf },
    notes: [...(await notesOn(context, indicator, question)), ...notes],
    // what does not add up says by how much
    check: measured.suppressed ? null : await checkOf(context, indicator, question),
  }
}

/** What a frozen report keeps of a number: the value, and digests of its records and of the units it covers, all of one moment. */
export interface Proof {
  tally: Tally
  value: number | null
  rowCount: number
  /** Record id → digest of what counts of it. */
  records: Readonly<Record<string, string>>
  /** Of all records, and of the units that the question covered. */
  digest: Buffer
  unitDigest: Buffer
}

export async function proofOf(context: Context, indicator: Indicator, question: Question): Promise<Proof> {
  const { tally, records, unitIds } = await context.counting(db => queries.provenOf(db, rowsFor(indicator, question), question))
  return {
    tally,
    value: valueOf(indicator, tally),
    rowCount: tally.rows,
    records,
    digest: digestOf(Object.entries(records).map(([id, digest]) => `${id} ${digest}`)),
    unitDigest: digestOf(unitIds),
  }
}

/** Those of the records that the caller may read and that still count, by id. */
export const recordsAmong = ({ db }: Context, indicator: Indicator, question: Question, ids: readonly string[]) =>
  queries.rowsAmong(db, rowsFor(indicator, question), ids, question.asOf)

/** SHA-256 of the lines in order. */
const digestOf = (lines: readonly string[]) =>
  createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest()

/** What is kept of a number whose indicator the town does not have. */
export const noProof: Proof = { tally: emptyTally, value: null, rowCount: 0, records: {}, digest: digestOf([]), unitDigest: digestOf([]) }

/** The records that the caller may read, and how many there are besides. */
export async function rowsPage(
  context: Context,
  indicator: Indicator,
  question: Question,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const query = rowsFor(indicator, question)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const found = await queries.listRows(context.db, query, {
    asOf: question.asOf,
    limit,
    after,
    distinct: indicator.aggregate === 'distinct',
  })
  const items = found.slice(0, limit)
  const last = found.length > limit ? items.at(-1) : undefined
  const hidden = await hiddenOf(context, indicator, question)
  return {
    items: items.map(({ id, day, unitId, unitName, label, amount, part, isFirst }) => ({
      id,
      day,
      unitId,
      unitName,
      label,
      amount,
      part,
      adds: addedBy(indicator, { amount, part, isFirst }),
      link: isOutsider(context) ? null : (indicator.consolePage?.(id) ?? null),
    })),
    nextCursor: last ? cursorOf([last.day, last.id]) : null,
    hidden: hidden === 0 ? null : { count: hidden, reason: isOutsider(context) ? hiddenWords.public : hiddenWords.staff },
  }
}

/** How many records the caller may not read; null where that would tell what is not told: not even whether there are any. */
async function hiddenOf(context: Context, indicator: Indicator, question: Question): Promise<number | null> {
  if (isGuarded(context, indicator) && (await toldOf(context, indicator, question)).measured.suppressed) return null
  const query = rowsFor(indicator, question)
  const readable = await queries.tallyOf(context.db, query)
  const all = await context.counting(db => queries.tallyOf(db, query))
  return all.rows - readable.rows
}

/** The indicator, the question made whole, and the unit on that day. Throws not-found (404) for what one may not read. */
async function asked(
  context: Context,
  name: 'value' | 'rows' | 'series' | 'children',
  indicatorId: string,
  query: { unitId: string; from: string; to: string; asOf?: string | undefined },
) {
  const indicator = context.indicators.get(indicatorId)
  const question = questionOf(context, query)
  const path = await queries.authorityOver(context.db, query.unitId, question.asOf)
  const subject = indicator && { audience: indicator.audience, path }
  if (!subject || !indicatorPolicy.allows(name, context.actor, subject)) throw new Problem(common.notFound, '没有这个指标。')
  context.require(indicatorPolicy, name, subject)
  return { indicator, question, unit: await unitThen(context, question) }
}

/** The as-of day left out is the last of the period, or today if that is earlier. Throws invalid (422). */
export function questionOf(
  { today }: Pick<Context, 'today'>,
  { asOf, ...period }: { unitId: string; from: string; to: string; asOf?: string | undefined },
): Question {
  if (period.from > period.to) throw invalidField('#/to', '截止日要在开始日之后')
  if (Number(period.to.slice(0, 4)) - Number(period.from.slice(0, 4)) > 10) throw invalidField('#/from', '一次最多看10年')
  return { ...period, asOf: asOf ?? (period.to < today ? period.to : today) }
}

async function unitThen(context: Context, { unitId, asOf }: Question): Promise<Unit> {
  try {
    return await findUnit(context, unitId, asOf)
  } catch (error) {
    if (!(error instanceof Problem && error.kind === common.notFound)) throw error
    throw new Problem(problems.noSuchUnitThen, `${asOf}这一天没有这个单位。`)
  }
}

async function notesOn(context: Context, { usesWorkingDays }: Indicator, { from, to }: Question): Promise<string[]> {
  if (!usesWorkingDays) return []
  const { years } = await context.calendar()
  const missing: number[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) if (!years.has(year)) missing.push(year)
  return missing.map(year => `${year}年的放假安排还没有录入，工作日按周一到周五估算。`)
}

const summary = ({ id, version, nameZh, definition, measure, kind, aggregate, additive, audience }: Indicator): IndicatorSummary => ({
  id,
  version,
  nameZh,
  definition,
  measure,
  kind,
  aggregate,
  additive,
  audience,
})

/**
 * The number of each body, or of each unit as its own page shows it: one reading, for the forms that ask their own policy. Counted in
 * the town's name, as every number is.
 */
export async function valuesOfOwners(
  context: Context,
  indicator: Indicator,
  question: Question,
  owners: { by: 'bodies' | 'units'; ids: readonly string[] },
): Promise<Map<string, Measured>> {
  const rows = rowsFor(indicator, question)
  const tallies = await context.counting(db => queries.tallyByOwner(db, rows, { ...owners, asOf: question.asOf }))
  return new Map(owners.ids.map(id => [id, present(indicator, tallies.get(id) ?? emptyTally, isOutsider(context))]))
}

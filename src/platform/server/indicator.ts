/**
 * Indicators (指标): a number and the records that prove it, from one query.
 *
 * An indicator is SQL that gives *rows*, each with the day that counts, the unit and what it says for itself, plus one
 * aggregate over them. Value, drill-down, series and parts are read from the same rows, so they cannot disagree, and
 * nobody can type a total. Source: design.md D5.
 */
import { sql, type RawBuilder } from 'kysely'

/** What is asked of an indicator: a unit with all that has its place in it, a period of days (both included), and the day of the tree. */
export interface Question {
  unitId: string
  from: string
  to: string
  /** The tree of units, and whatever stands rather than happens, are taken as they were on this day. */
  asOf: string
}

/** One record behind a number. */
export interface IndicatorRow {
  id: string
  /** The day that decides whether it counts. */
  day: string
  unitId: string
  /** The organisation whose work it is, where it is one's. */
  bodyId: string | null
  /** What the list of rows calls it. */
  label: string
  /** What `distinct` counts once. */
  key: string
  /** What `sum` adds up, in the indicator's measure. */
  amount: number
  /** Is it in the numerator of a `ratio`? */
  part: boolean
}

/** The parts of the query, as SQL; `unitId` and `day` are filtered by whoever asks. */
export interface RowSource {
  from: RawBuilder<unknown>
  id: RawBuilder<unknown>
  day: RawBuilder<unknown>
  unitId: RawBuilder<unknown>
  label: RawBuilder<unknown>
  where?: RawBuilder<unknown>
  bodyId?: RawBuilder<unknown>
  key?: RawBuilder<unknown>
  amount?: RawBuilder<unknown>
  part?: RawBuilder<unknown>
}

export interface Indicator {
  /** "<feature>.<what>", e.g. "venues.townCentre". For ever: a frozen report names it. */
  id: `${string}.${string}`
  /** Goes up when the definition changes; a frozen report keeps the version it was made with. */
  version: number
  nameZh: string
  /** What is counted, in a sentence that a villager can check. */
  definition: string
  /** 个, 场次, 人次, 户, 件, 元, %… */
  measure: string
  /** 'flow': what happened on a day of the period. 'stock': what stood on the as-of day; `rows` says what that means. */
  kind: 'flow' | 'stock'
  /** `ratio` is the share, in per cent, of the rows with `part`. */
  aggregate: 'count' | 'distinct' | 'sum' | 'ratio'
  /** Do the parts of a unit add up to the whole? False for `distinct` where one key may stand in two units, and for ratios. */
  additive: boolean
  /** The public is told "<5" instead of one to four people, and numbers of people by year and village alone (domain §28). */
  countsPeople?: true
  /** Of a ratio of people: the indicator that counts its numerator. Where that is withheld, so is the ratio. */
  numerator?: `${string}.${string}`
  /** Who may read the value. Its rows are read under the reader's own scope in any case. */
  audience: 'public' | 'staff'
  /** Counts what residents raise or say of their own accord: no demand may ask anybody for an amount of it. */
  isSaidByResidents?: true
  /** Counts working days: says so where the year's holidays are not published (DATA-14). */
  usesWorkingDays?: true
  /** Where the console shows one of its records, e.g. id => `/console/venues/${id}`. */
  consolePage?: (id: string) => string
  rows(question: Question): RowSource
}

export const defineIndicator = (indicator: Indicator): Indicator => {
  if (indicator.aggregate === 'ratio' && indicator.additive) throw new Error(`${indicator.id}: a ratio does not add up over units`)
  return indicator
}

/** Does each of its rows say whose work it is, so that a body has a number of its own? Else it counts by place alone. */
export const tellsBodies = ({ rows }: Indicator): boolean => rows(anyQuestion).bodyId !== undefined

const anyQuestion: Question = { unitId: '', from: '2000-01-01', to: '2000-01-01', asOf: '2000-01-01' }

/** All indicators by id. Throws at start-up if two share one. */
export function indicatorsOf(features: readonly { indicators?: readonly Indicator[] }[]): ReadonlyMap<string, Indicator> {
  const all = features.flatMap(({ indicators = [] }) => indicators)
  const byId = new Map(all.map(each => [each.id as string, each]))
  if (byId.size !== all.length) throw new Error(`two indicators share an id: ${all.map(({ id }) => id).join(', ')}`)
  return byId
}

/** Do its rows depend on nothing but the units and the period, which whoever asks filters by? Then several periods may be read at once. */
export const asksPeriodAlone = ({ kind, rows }: Indicator): boolean => kind === 'flow' && rows.length === 0

/** The rows that answer the question, as one select; columns in the words of IndicatorRow. */
export const rowsFor = (indicator: Indicator, question: Question): RawBuilder<IndicatorRow> =>
  rowsIn(indicator, question, sql`select units_counted(${question.unitId}::uuid, ${question.asOf}::date)`)

/** The same of the units that a select says, as one array. */
export function rowsIn(indicator: Indicator, question: Question, units: RawBuilder<unknown>): RawBuilder<IndicatorRow> {
  const { from, id, day, unitId, label, where, bodyId, key, amount, part } = indicator.rows(question)
  return sql<IndicatorRow>`select ${id} as id, (${day})::date as day, ${unitId} as unit_id, ${bodyId ?? sql`null::uuid`} as body_id,
    ${label} as label, ${key ?? sql`(${id})::text`} as key, ${amount ?? sql`1`}::bigint as amount, ${part ?? sql`true`} as part
    from ${from}
    where ${unitId} = any ((${units})::uuid[])
    ${indicator.kind === 'flow' ? sql`and (${day})::date between ${question.from}::date and ${question.to}::date` : sql``}
    ${where ? sql`and (${where})` : sql``}`
}

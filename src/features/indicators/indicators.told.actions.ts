/** Numbers of people that the public is told (公开的人数): each reader's answer, the same however it is asked for. */
import { findUnit, listUnits } from '#features/units/units.actions.ts'
import type { Unit } from '#features/units/units.contract.ts'
import type { Context } from '#platform/server/action.ts'
import { rowsFor, type Indicator, type Question } from '#platform/server/indicator.ts'
import { postsOf } from '#platform/shared/actor.ts'
import type { Measured } from './indicators.contract.ts'
import * as queries from './indicators.queries.ts'
import { emptyTally, present, withheld, type Tally } from './indicators.rules.ts'
import { isOfAYear, withholdingsOf } from './indicators.told.rules.ts'
import type { Withholding } from './indicators.words.ts'

/** Whoever works nowhere in the town is the public, also when signed in: anybody may become a volunteer. */
export const isOutsider = ({ actor }: Context) => postsOf(actor).length === 0

/** Is the reader to be told less than the records say? */
export const isGuarded = (context: Context, { countsPeople }: Indicator) => countsPeople === true && isOutsider(context)

export interface Told {
  measured: Measured
  /** What the reader must know of it. */
  notes: string[]
}

/** A number as the reader is told it. */
export async function toldOf(context: Context, indicator: Indicator, question: Question): Promise<Told> {
  if (isGuarded(context, indicator)) return toldToPublic(context, indicator, question)
  const tally = await context.counting(db => queries.tallyOf(db, rowsFor(indicator, question)))
  return { measured: present(indicator, tally, false), notes: [] }
}

/** A number that was counted already, as the reader is told it: staff are told that count itself. */
export const measuredFor = async (context: Context, indicator: Indicator, question: Question, tally: Tally): Promise<Measured> =>
  isGuarded(context, indicator) ? (await toldToPublic(context, indicator, question)).measured : present(indicator, tally, false)

/** Is the public told less of it than the records say? Whoever asks. */
export const isWithheld = async (context: Context, indicator: Indicator, question: Question): Promise<boolean> =>
  indicator.countsPeople === true && (await toldToPublic(context, indicator, question)).measured.suppressed

/** A number of people as the public is told it, whoever asks. */
async function toldToPublic(context: Context, indicator: Indicator, question: Question): Promise<Told> {
  const table = await tableOf(context, indicator, question)
  if (!table) return shown(indicator, emptyTally, 'yearly')
  if (question.unitId === table.townId) return shown(indicator, table.whole.tally, table.whole.why)
  const part = table.parts.find(({ unit, own }) => !own && unit.id === question.unitId)
  return part ? shown(indicator, part.tally, part.why) : shown(indicator, emptyTally, 'place')
}

/** The parts of a number and the whole, as the reader is told them. Where the public is told of no parts, there are none. */
export async function toldParts(context: Context, indicator: Indicator, question: Question) {
  if (!isGuarded(context, indicator)) {
    const { parts, whole } = await partsOf(context, indicator, question)
    return {
      parts: parts.map(({ tally, ...part }) => ({ ...part, measured: present(indicator, tally, false) })),
      whole: present(indicator, whole, false),
    }
  }
  const table = await tableOf(context, indicator, question)
  const { measured: whole } = await toldOf(context, indicator, question)
  const parts = table?.townId === question.unitId ? table.parts : []
  return { parts: parts.map(({ tally, why, ...part }) => ({ ...part, measured: shown(indicator, tally, why).measured })), whole }
}

const shown = (indicator: Indicator, tally: Tally, why: Withholding | null): Told =>
  why ? { measured: withheld(indicator, why), notes: noteOn(indicator, why) } : { measured: present(indicator, tally, false), notes: [] }

function noteOn({ aggregate }: Indicator, why: Withholding): string[] {
  switch (why) {
    case 'few':
      return []
    case 'others':
      // of a ratio it is not told which is small
      return aggregate === 'ratio' ? [] : ['有的地方人数太少，这里也不公开。']
    case 'yearly':
      return ['人数按整年公布，过完年再公布。']
    case 'place':
      return ['人数只公布到村（社区）。']
  }
}

interface Table {
  townId: string
  parts: (Part & { why: Withholding | null })[]
  whole: { tally: Tally; why: Withholding | null }
}

/** The town's table of the year that the question is about; null if it is not about a whole year. */
async function tableOf(context: Context, indicator: Indicator, question: Question): Promise<Table | null> {
  const town = isOfAYear(indicator, question, context.today) && (await listUnits(context, { kind: 'town' }, question.asOf))[0]
  if (!town) return null
  const { parts, whole } = await partsOf(context, indicator, { ...question, unitId: town.id })
  const numerator = indicator.numerator === undefined ? undefined : context.indicators.get(indicator.numerator)
  const counted = numerator && (await tableOf(context, numerator, question))
  const why = withholdingsOf(
    indicator,
    parts.map(({ tally }) => tally),
    whole,
    counted ? { parts: counted.parts.map(part => part.why), whole: counted.whole.why } : undefined,
  )
  return {
    townId: town.id,
    parts: parts.map((part, index) => ({ ...part, why: why.parts[index]! })),
    whole: { tally: whole, why: why.whole },
  }
}

interface Part {
  unit: Unit
  /** The unit's own records, and those of what was split below it. */
  own: boolean
  tally: Tally
}

/** The tally of each unit directly below, by code, and last of the unit's own records; and of the whole, counted apart. */
async function partsOf(context: Context, indicator: Indicator, question: Question): Promise<{ parts: Part[]; whole: Tally }> {
  const below = await childrenOn(context, question)
  const own = await findUnit(context, question.unitId, question.asOf)
  return context.counting(async db => {
    const query = rowsFor(indicator, question)
    const byChild = new Map((await queries.tallyByChild(db, query, question.unitId, question.asOf)).map(each => [each.childId, each]))
    return {
      parts: [
        ...below.map(unit => ({ unit, own: false, tally: byChild.get(unit.id) ?? emptyTally })),
        { unit: own, own: true, tally: byChild.get(null) ?? emptyTally },
      ],
      whole: await queries.tallyOf(db, query),
    }
  })
}

const childrenOn = async (context: Context, { unitId, asOf }: Question) =>
  (await listUnits(context, { below: unitId }, asOf)).filter(({ parentId }) => parentId === unitId)

/** Yearly reports (年度报告): periods, and why a frozen number and today's differ, as pure functions. */
import type { Figure } from './reports.figures.contract.ts'

/** Record id → digest of what counts of it. */
export type Records = Readonly<Record<string, string>>

/** The days a figure is about, and the day of the tree: the last of them, or today if that is earlier. */
export function periodOf(year: number, { period }: Pick<Figure, 'period'>, today: string) {
  const of = period === 'next' ? year + 1 : year
  const [from, to] = [`${of}-01-01`, `${of}-12-31`]
  return { from, to, asOf: to < today ? to : today }
}

/** The report's own as-of day. */
export const asOfDay = (year: number, today: string) => (`${year}-12-31` < today ? `${year}-12-31` : today)

export const isOver = (year: number, today: string) => today > `${year}-12-31`

export interface Difference {
  added: number
  removed: number
  corrected: number
}

/** Which records came, went, or count differently since. */
export function differenceOf(then: Records, now: Records): Difference {
  const before = Object.keys(then)
  return {
    added: Object.keys(now).filter(id => !Object.hasOwn(then, id)).length,
    removed: before.filter(id => !Object.hasOwn(now, id)).length,
    corrected: before.filter(id => Object.hasOwn(now, id) && now[id] !== then[id]).length,
  }
}

/** What became of one record; `now` is null where its indicator is not kept any more. */
export function fateOf(then: Records, now: Records | null, id: string): 'same' | 'corrected' | 'gone' | 'unknown' {
  if (now === null) return 'unknown'
  if (!Object.hasOwn(now, id)) return 'gone'
  return now[id] === then[id] ? 'same' : 'corrected'
}

export interface Change extends Difference {
  /** The units that the question covers are not the same any more. */
  unitsChanged: boolean
  definitionChanged: boolean
  valueChanged: boolean
  /** The indicator is not kept any more. */
  indicatorGone: boolean
}

/** What to tell the reader of a difference; empty where nothing changed. `isTold`: how many records, too. */
export function reasonsOf(change: Change, isTold = true): string[] {
  const { added, removed, corrected, unitsChanged, definitionChanged, valueChanged, indicatorGone } = change
  if (indicatorGone) return ['这个指标不再统计，只留着定稿的数。']
  const reasons = [
    definitionChanged && '算法改了版本。',
    unitsChanged && '单位划分改了，算进来的单位不一样了。',
    ...(isTold
      ? [
          added > 0 && `定稿以后多了${added}条记录。`,
          removed > 0 && `定稿时的${removed}条记录，现在不算了。`,
          corrected > 0 && `有${corrected}条记录更正过。`,
        ]
      : [added + removed + corrected > 0 && '定稿以后记录变了。人数太少，不写变了多少。']),
  ].filter(each => each !== false)
  return reasons.length === 0 && valueChanged ? ['定稿的数和定稿的记录对不上。'] : reasons
}

/** The edition asked for by its number, or `now` for none; left out: the latest, if there is one. Undefined: there is no such edition. */
export function chosenOf<E extends { edition: number }>(latestFirst: readonly E[], asked: string | undefined): E | null | undefined {
  if (asked === 'now') return null
  if (asked === undefined) return latestFirst[0] ?? null
  return latestFirst.find(({ edition }) => edition === Number(asked))
}

interface Edition {
  year: number
  edition: number
  asOf: string
  frozenAt: Date
  reason: string | null
}

interface FrozenLine {
  figureId: string
  part: number
  title: string
  unitName: string
  nameZh: string
  definition: string
  measure: string
  fromDay: string
  toDay: string
  asOf: string
  value: number | null
  rowCount: number
  suppressed: boolean
  digest: Uint8Array
}

/**
 * An edition as a text that stays the same as long as its rows do: everything of them that is shown to anyone stands in it, and no title or
 * name of today's. A number of few people is withheld from it as from the page. Each line ends with the digest of the records.
 */
export const editionText = (edition: Edition, figures: readonly FrozenLine[]): string =>
  textOf(
    edition,
    figures.map(figure => {
      const { unitName, title, nameZh, definition, asOf, value, measure, rowCount, suppressed } = figure
      const told = suppressed ? '人数不公开' : `${value === null ? '尚无记录' : value + measure}，${rowCount}条记录`
      return `${placeOf(figure)}，截至${asOf}：${unitName}，${title}，${nameZh}，${told}，${hexOf(figure)}。${definition}`
    }),
  )

/** The same as it was worded before small numbers were withheld; null where it would tell one. */
export const firstEditionText = (edition: Edition, figures: readonly FrozenLine[]): string | null =>
  figures.some(({ suppressed }) => suppressed)
    ? null
    : textOf(
        edition,
        figures.map(figure => `${placeOf(figure)}：${figure.value ?? '尚无记录'}，${figure.rowCount}条记录，${hexOf(figure)}`),
      )

const textOf = ({ year, edition, asOf, frozenAt, reason }: Edition, lines: readonly string[]) =>
  [
    `${year}年报告，第${edition}版`,
    `数据截至${asOf}，${frozenAt.toISOString()}定稿`,
    ...(reason === null ? [] : [`另出一版的原因：${reason}`]),
    ...lines,
    '',
  ].join('\n')

const placeOf = ({ figureId, part, fromDay, toDay }: FrozenLine) => `${figureId}.${part + 1} ${fromDay}—${toDay}`
const hexOf = ({ digest }: FrozenLine) => Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')

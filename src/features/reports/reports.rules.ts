/** Yearly reports (年度报告): periods, and why a frozen number and today's differ, as pure functions. */
import type { Figure } from './reports.figures.rules.ts'

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

export interface Change extends Difference {
  /** The units that the question covers are not the same any more. */
  unitsChanged: boolean
  definitionChanged: boolean
  /** The indicator is not kept any more. */
  indicatorGone: boolean
}

/** What to tell the reader of a difference; empty where nothing changed. */
export function reasonsOf({ added, removed, corrected, unitsChanged, definitionChanged, indicatorGone }: Change): string[] {
  if (indicatorGone) return ['这个指标不再统计，只留着定稿的数。']
  return [
    definitionChanged && '算法改了版本。',
    unitsChanged && '单位划分改了，算进来的单位不一样了。',
    added > 0 && `定稿以后多了${added}条记录。`,
    removed > 0 && `定稿时的${removed}条记录，现在不算了。`,
    corrected > 0 && `有${corrected}条记录更正过。`,
  ].filter(each => each !== false)
}

interface FrozenLine {
  figureId: string
  part: number
  fromDay: string
  toDay: string
  value: number | null
  rowCount: number
  digest: Uint8Array
}

/**
 * An edition as a text that stays the same as long as its rows do: no title or name of today's stands in it. Each line ends with
 * the digest of the records behind the number.
 */
export function editionText(
  { year, edition, asOf, frozenAt, reason }: { year: number; edition: number; asOf: string; frozenAt: Date; reason: string | null },
  figures: readonly FrozenLine[],
): string {
  const lines = figures.map(({ figureId, part, fromDay, toDay, value, rowCount, digest }) => {
    const hex = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')
    return `${figureId}.${part + 1} ${fromDay}—${toDay}：${value ?? '尚无记录'}，${rowCount}条记录，${hex}`
  })
  return [
    `${year}年报告，第${edition}版`,
    `数据截至${asOf}，${frozenAt.toISOString()}定稿`,
    ...(reason === null ? [] : [`另出一版的原因：${reason}`]),
    ...lines,
    '',
  ].join('\n')
}

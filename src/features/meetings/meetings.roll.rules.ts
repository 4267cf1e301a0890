/**
 * Rolls (签到名册): reading a pasted list, finding the people, and who does not count, as pure functions.
 */
import { cleanName, isName } from '#platform/shared/cells.ts'
import type { Attendance, Exclusion, Part, RollCount } from './meetings.contract.ts'

/** The most names that one roll holds. */
export const mostOnRoll = 500

/**
 * The names of a pasted list in order: from a column of a spreadsheet, a list with numbers before the names, or a line with
 * commas. What holds no name is returned as it was written, so that nothing is lost.
 */
export function namesIn(text: string): { names: string[]; unreadable: string[] } {
  const names: string[] = []
  const unreadable: string[] = []
  for (const line of text.replaceAll(numbered, '$1').split(/[\n\r、，,；;]+/u)) {
    if (line.trim() === '') continue
    // The first cell that is a name: before it stand numbers, after it sex, post and telephone.
    const cells = line.split('\t').map(cell => cleanName(cell.trim().replace(/^[（(]?\d{1,3}[）).．、\s]\s*/u, '')))
    const name = cells.find(cell => isName(cell) && !headings.has(cell))
    if (name !== undefined) names.push(name)
    else if (!cells.some(cell => headings.has(cell))) unreadable.push(line.trim())
  }
  return { names, unreadable }
}

/** The number before a name: "1. ", "2）", "（3）", "4、". */
const numbered = /(^|[\n\r，,；;、])\s*[（(]?\d{1,3}(?:[)）.．、]\s*|\s+)(?=\p{L})/gu

/** What stands above a column and is nobody. */
const headings: ReadonlySet<string> = new Set(['姓名', '名字', '序号', '性别', '电话', '职务', '备注', '签名', '签到'])

export interface Known {
  id: string
  name: string
}

export interface Matched {
  /** Person and name, each person once. */
  found: { personId: string; name: string }[]
  unknown: string[]
  ambiguous: string[]
  /** Names written again, or of someone who is on the roll already. */
  again: string[]
}

/** Finds the people behind the names. `onRoll` holds who is on the roll already, by id and, for names without a person, by name. */
export function matchNames(
  names: readonly string[],
  people: readonly Known[],
  onRoll: { ids: ReadonlySet<string>; names: ReadonlySet<string> },
): Matched {
  const byName = Map.groupBy(people, ({ name }) => name)
  const seen = new Set<string>()
  const matched: Matched = { found: [], unknown: [], ambiguous: [], again: [] }
  for (const name of names) {
    const holders = byName.get(name) ?? []
    const [one] = holders
    const isAgain = seen.has(name) || onRoll.names.has(name) || (holders.length === 1 && onRoll.ids.has(one!.id))
    seen.add(name)
    if (isAgain) matched.again.push(name)
    else if (holders.length === 0) matched.unknown.push(name)
    else if (holders.length > 1) matched.ambiguous.push(name)
    else matched.found.push({ personId: one!.id, name })
  }
  return matched
}

/** What is known of a person on the day of the meeting. */
export interface Standing {
  /** The record is kept by the unit, below it, or by the village above it. */
  near: boolean
  /** The unit that keeps the record stands on the day. */
  unitStands: boolean
  /** The day after the last term, where there were terms and none is in force; else null. */
  endedOn: string | null
}

/** Why a person who is to be on a roll does not count; null: counts. The recorder may decide otherwise. */
export function exclusionOf({ near, unitStands, endedOn }: Standing): Exclusion | null {
  if (near) return endedOn === null ? null : 'termEnded'
  return unitStands ? 'movedAway' : 'unitClosed'
}

/** The same for a copy of an earlier roll: who was counted then, although the term had ended before, is counted again. */
export function exclusionOfCopy(standing: Standing, before: { excluded: Exclusion | null; on: string }): Exclusion | null {
  const now = exclusionOf(standing)
  const wasDecided = now === 'termEnded' && before.excluded === null && standing.endedOn! <= before.on
  return wasDecided ? null : now
}

interface Counted {
  personId: string | null
  part: Part
  attendance: Attendance
  excluded: Exclusion | null
}

export function countRoll(entries: readonly Counted[]): RollCount {
  const counted = entries.filter(({ excluded }) => excluded === null)
  const attendees = counted.filter(({ part }) => part === 'attendee')
  const having = (attendance: Attendance) => attendees.filter(entry => entry.attendance === attendance).length
  return {
    expected: attendees.length,
    present: having('present'),
    excused: having('excused'),
    absent: having('absent'),
    unrecorded: counted.filter(({ attendance }) => attendance === 'unrecorded').length,
    observers: counted.filter(({ part, attendance }) => part === 'observer' && attendance === 'present').length,
    excluded: entries.length - counted.length,
    unmatched: counted.filter(({ personId }) => personId === null).length,
  }
}

/** First letters of the syllables: "chen shao fen" → "csf". */
export const initialsOf = (sortKey: string) =>
  sortKey
    .split(' ')
    .map(syllable => syllable[0] ?? '')
    .join('')

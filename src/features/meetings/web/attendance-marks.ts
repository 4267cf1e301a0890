/** Marks that are not saved yet (未保存的签到), as pure functions: what was changed from what, and what two recorders disagree on. */
import type { Attendance, Mark } from '../meetings.contract.ts'

/** What a grid needs to know of a line. */
export interface GridEntry {
  id: string
  name: string
  initials: string
  personId: string | null
  attendance: Attendance
  reason: string | null
  excluded: string | null
}

/** A mark with what stood there when it was made. */
export interface Pending extends Mark {
  was: Attendance
}
export type PendingMarks = ReadonlyMap<string, Pending>

/** The marks with one more; a mark that says what is saved already is none. */
export function withMark(marks: PendingMarks, entry: GridEntry, attendance: Attendance, reason: string | null): PendingMarks {
  const next = new Map(marks)
  const was = marks.get(entry.id)?.was ?? entry.attendance
  if (attendance === entry.attendance && reason === entry.reason) next.delete(entry.id)
  else next.set(entry.id, { entryId: entry.id, attendance, reason, was })
  return next
}

/** The same without those that were sent, unless they were changed again meanwhile. */
export const withoutSent = (marks: PendingMarks, sent: readonly Pending[]): PendingMarks =>
  new Map([...marks].filter(([id, mark]) => !sent.some(each => each.entryId === id && each === mark)))

/** Marks whose line another recorder changed since to something else. */
export const disputed = (marks: readonly Pending[], theirs: readonly GridEntry[]): { mark: Pending; entry: GridEntry }[] =>
  marks.flatMap(mark => {
    const entry = theirs.find(({ id }) => id === mark.entryId)
    return entry && entry.attendance !== mark.was && entry.attendance !== mark.attendance ? [{ mark, entry }] : []
  })

/** What a line says now: the unsaved mark before the saved one. */
export const markOf = (entry: GridEntry, marks: PendingMarks): { attendance: Attendance; reason: string | null } =>
  marks.get(entry.id) ?? entry

/** The place of the first line that the typed letters or characters find, from `from` on and around; -1 when there is none. */
export function findLine(entries: readonly GridEntry[], typed: string, from: number): number {
  const text = typed.trim().toLowerCase()
  if (text === '') return from
  const fits = ({ name, initials }: GridEntry) => initials.startsWith(text) || name.includes(typed.trim())
  for (let step = 0; step < entries.length; step += 1) {
    const at = (from + step) % entries.length
    if (fits(entries[at]!)) return at
  }
  return -1
}

/** The next line that nobody has marked, after `at` and around; the line itself when all are marked. */
export function nextUnmarked(entries: readonly GridEntry[], marks: PendingMarks, at: number): number {
  for (let step = 1; step <= entries.length; step += 1) {
    const next = (at + step) % entries.length
    const entry = entries[next]!
    if (entry.excluded === null && markOf(entry, marks).attendance === 'unrecorded') return next
  }
  return at
}

/** Saving marks (保存签到): what is not saved yet, and what happens when another recorder saved in between. */
import { useRef, useState } from 'react'
import { Problem, problems } from '#platform/shared/problem.ts'
import type { Attendance, Mark } from '../meetings.contract.ts'
import { attendanceNames } from '../meetings.words.ts'
import { disputed, withMark, withoutSent, type GridEntry, type Pending, type PendingMarks } from './attendance-marks.ts'

/** The roll as it stands on the server. */
export interface Stand {
  version: number
  items: readonly GridEntry[]
}

export interface Saving {
  version: number
  /** Saves and gives the roll's next version. */
  save(marks: Mark[], version: number): Promise<{ version: number }>
  /** Reads the roll as it stands now. */
  read(): Promise<Stand>
}

/** Marks wait until there are so many, or until 保存 is pressed. */
const atOnce = 10

export function useMarks({ version, save, read }: Saving) {
  const [pending, show] = useState<PendingMarks>(new Map())
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [theirs, setTheirs] = useState<{ stand: Stand; sent: Pending[] } | null>(null)
  // What is true now, for keys that come faster than the page is drawn. `wanted`: someone pressed 保存 meanwhile.
  const now = useRef({ marks: pending, version: 0, saving: false, wanted: false })
  const put = (marks: PendingMarks) => {
    now.current.marks = marks
    show(marks)
    return marks
  }
  /** True when the marks are saved; false when the two recorders have to agree first. */
  const sendMarks = async (sent: Pending[], ifMatch: number): Promise<boolean> => {
    const marks = sent.map(({ was: _, ...mark }) => mark)
    try {
      now.current.version = (await save(marks, ifMatch)).version
      put(withoutSent(now.current.marks, sent))
      return true
    } catch (error) {
      if (!(error instanceof Problem) || error.kind.type !== problems.editedMeanwhile.type) throw error
      const stand = await read()
      // Where the two do not touch the same lines, both are kept without asking.
      if (disputed(sent, stand.items).length === 0) return sendMarks(sent, stand.version)
      setTheirs({ stand, sent })
      return false
    }
  }
  const send = async (sent: Pending[], ifMatch: number): Promise<void> => {
    if (sent.length === 0) return
    now.current = { ...now.current, saving: true, wanted: false }
    setSaving(true)
    setProblem(null)
    const saved = await sendMarks(sent, Math.max(ifMatch, now.current.version)).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
      setProblem(error)
      return false
    })
    now.current.saving = false
    setSaving(false)
    if (saved && (now.current.wanted || now.current.marks.size >= atOnce)) await send([...now.current.marks.values()], now.current.version)
  }
  const sendAll = () => {
    if (now.current.saving) now.current.wanted = true
    else void send([...now.current.marks.values()], now.current.version)
  }
  const add = (marks: PendingMarks) => {
    // What is saved later was seen now: a reading in between must not make another's marks look as if they had been seen.
    if (now.current.marks.size === 0) now.current.version = Math.max(version, now.current.version)
    put(marks)
    if (marks.size >= atOnce && !now.current.saving) sendAll()
    return marks
  }
  const settle = (keepMine: boolean) => {
    if (!theirs) return
    const { stand, sent } = theirs
    const lost = new Set(keepMine ? [] : disputed(sent, stand.items).map(({ mark }) => mark.entryId))
    setTheirs(null)
    put(new Map([...now.current.marks].filter(([id]) => !lost.has(id))))
    void send(
      sent.filter(({ entryId }) => !lost.has(entryId)),
      stand.version,
    )
  }
  return {
    pending,
    problem,
    isSaving,
    mark: (entry: GridEntry, attendance: Attendance, reason: string | null) => add(withMark(now.current.marks, entry, attendance, reason)),
    markAll: (some: readonly GridEntry[], attendance: Attendance) =>
      add(some.reduce<PendingMarks>((marks, entry) => withMark(marks, entry, attendance, null), now.current.marks)),
    send: sendAll,
    conflict: theirs && {
      lines: disputed(theirs.sent, theirs.stand.items).map(({ mark, entry }) => ({
        label: entry.name,
        mine: attendanceNames[mark.attendance],
        theirs: attendanceNames[entry.attendance],
      })),
      onKeepMine: () => settle(true),
      onTakeTheirs: () => settle(false),
      onClose: () => setTheirs(null),
    },
  }
}

/** One line of a roll (名册的一行): who, how it stands, and the buttons that mark it. */
import { memo } from 'react'
import type { Attendance } from '../meetings.contract.ts'
import { attendanceNames, exclusionNames } from '../meetings.words.ts'
import type { GridEntry } from './attendance-marks.ts'

export interface LineEntry extends GridEntry {
  part?: string
  probationary?: boolean
  excludedNote?: string | null
  /** What else is to be said, e.g. hours. */
  note?: string
}

const choices: readonly Attendance[] = ['present', 'excused', 'absent']

interface LineProps {
  entry: LineEntry
  now: { attendance: Attendance; reason: string | null }
  unsaved: boolean
  current: boolean
  onChoose: ((entry: LineEntry, attendance: Attendance) => void) | undefined
  onChange: ((entry: LineEntry) => void) | undefined
}

export const RollLine = memo(function RollLine({ entry, now, unsaved, current, onChoose, onChange }: LineProps) {
  const { name, part, probationary, personId, excluded, excludedNote, note } = entry
  const why = excluded && (excludedNote ?? exclusionNames[excluded as keyof typeof exclusionNames])
  const words = [
    part === 'observer' && '列席',
    probationary && '预备党员，不参加表决',
    personId === null && '还没有对上人',
    why && `不计入：${why}`,
    excluded === null && (!onChoose || now.attendance === 'excused') && attendanceNames[now.attendance],
    now.reason,
    note,
    unsaved && '没有保存',
  ].filter(Boolean)
  return (
    <li id={`line-${entry.id}`} className={current ? 'now' : undefined} aria-current={current ? 'true' : undefined}>
      <span>
        <b>{name}</b>
        {words.length > 0 && <span className="sub"> {words.join('，')}</span>}
      </span>
      <span className="marks">
        {onChoose &&
          choices.map(attendance => (
            <button
              key={attendance}
              type="button"
              className="mark"
              aria-pressed={now.attendance === attendance}
              aria-label={`${name}：${attendanceNames[attendance]}`}
              onClick={() => onChoose(entry, attendance)}
            >
              {attendanceNames[attendance]}
            </button>
          ))}
        {onChange && (
          <button type="button" className="mark" aria-label={`改${name}这一行`} onClick={() => onChange(entry)}>
            改
          </button>
        )}
      </span>
    </li>
  )
})

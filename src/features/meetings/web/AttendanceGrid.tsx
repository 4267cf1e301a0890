/**
 * Taking attendance (签到): by keyboard alone, or by the three buttons of each line on a phone.
 *
 * In the search field, letters of pinyin or characters find the line, ↑ and ↓ move, 1 到会, 2 请假, 3 缺席 mark it and go to the
 * next one without a mark. Nothing here is taken from a device (UX-B6).
 */
import { Button, Input } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ConflictDialog } from '#platform/web/ConflictDialog.tsx'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import type { Attendance } from '../meetings.contract.ts'
import { attendanceNames } from '../meetings.words.ts'
import { findLine, markOf, nextUnmarked, type GridEntry } from './attendance-marks.ts'
import { RollLine, type LineEntry } from './RollLine.tsx'
import { useMarks, type Saving } from './useMarks.ts'

interface AttendanceGridProps extends Saving {
  entries: readonly LineEntry[]
  mayMark: boolean
  /** Opens one line for other changes. */
  onChange?: (entryId: string) => void
}

const keys: Readonly<Record<string, Attendance>> = { 1: 'present', 2: 'excused', 3: 'absent', 0: 'unrecorded' }
const commonReasons = ['因病', '因公', '外出务工']

export function AttendanceGrid({ entries, mayMark, onChange, ...saving }: AttendanceGridProps) {
  const marks = useMarks(saving)
  const taking = useTaking(entries, marks)
  // One function for as long as the list is shown: of three hundred lines only those that changed are drawn again.
  const latest = useRef({ choose: taking.choose, onChange })
  useEffect(() => {
    latest.current = { choose: taking.choose, onChange }
  })
  const onChoose = useCallback((entry: LineEntry, attendance: Attendance) => latest.current.choose(entry, attendance), [])
  const onOther = useCallback((entry: LineEntry) => latest.current.onChange?.(entry.id), [])
  return (
    <div className="stack">
      <LeaveWarning when={() => marks.pending.size > 0} />
      <ProblemAlert problem={marks.problem} rest={marks.problem?.errors.map(({ detail }) => detail) ?? []} />
      {mayMark && <Taking entries={entries} marks={marks} taking={taking} />}
      <p className="vh" role="status">
        {taking.said}
      </p>
      <ol className="roll" aria-label="名册">
        {entries.map((entry, index) => (
          <RollLine
            key={entry.id}
            entry={entry}
            now={markOf(entry, marks.pending)}
            unsaved={marks.pending.has(entry.id)}
            current={mayMark && index === taking.at}
            onChoose={mayMark && entry.excluded === null ? onChoose : undefined}
            onChange={onChange ? onOther : undefined}
          />
        ))}
      </ol>
      {marks.conflict && <ConflictDialog {...marks.conflict} />}
    </div>
  )
}

interface TakingProps {
  entries: readonly LineEntry[]
  marks: ReturnType<typeof useMarks>
  taking: ReturnType<typeof useTaking>
}

function Taking({ entries, marks, taking }: TakingProps) {
  const { asking, typed } = taking
  const rest = entries.filter(entry => entry.excluded === null && markOf(entry, marks.pending).attendance === 'unrecorded')
  return (
    <div className="taking">
      <label htmlFor="who">{asking === null ? '找人（姓名或拼音首字母）' : `${asking.name}为什么请假`}</label>
      <Input
        id="who"
        value={typed}
        maxLength={100}
        autoComplete="off"
        aria-describedby="keys"
        onChange={event => taking.write(event.target.value)}
        onKeyDown={taking.onKeyDown}
      />
      <p id="keys" className="sub wide-only">
        {asking === null
          ? '↑↓换人，1到会，2请假，3缺席，0清掉，Ctrl+S保存。'
          : `${commonReasons.map((reason, index) => `${index + 1}${reason}`).join('，')}，或写原因后按回车。`}
      </p>
      {asking !== null && <Reasons typed={typed} onChoose={reason => taking.mark(asking, 'excused', reason)} />}
      <div className="buttons">
        <Button type="primary" disabled={marks.pending.size === 0} loading={marks.isSaving} onClick={marks.send}>
          {marks.pending.size > 0 ? `保存（${marks.pending.size}人）` : '都保存了'}
        </Button>
        {rest.length > 0 && (
          <>
            <Button onClick={() => marks.markAll(rest, 'present')}>其余{rest.length}人到会</Button>
            <Button onClick={() => marks.markAll(rest, 'absent')}>其余{rest.length}人缺席</Button>
          </>
        )}
      </div>
    </div>
  )
}

/** Where the recorder stands in the list, what is typed, and what each key does. */
function useTaking(entries: readonly LineEntry[], marks: ReturnType<typeof useMarks>) {
  const [at, setAt] = useState(0)
  const [typed, setTyped] = useState('')
  const [asking, setAsking] = useState<LineEntry | null>(null)
  const [said, setSaid] = useState('')
  const goTo = (index: number) => {
    setAt(index)
    document.getElementById(`line-${entries[index]?.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  const mark = (entry: GridEntry, attendance: Attendance, reason: string | null) => {
    const after = marks.mark(entry, attendance, reason)
    const here = entries.findIndex(({ id }) => id === entry.id)
    const next = nextUnmarked(entries, after, here)
    setTyped('')
    setAsking(null)
    goTo(next)
    setSaid(`${entry.name}，${attendanceNames[attendance]}。${next === here ? '' : `下一位：${entries[next]!.name}`}`)
  }
  const choose = (entry: LineEntry, attendance: Attendance) => {
    if (entry.excluded !== null) return setSaid(`${entry.name}不计入，不用记。`)
    if (attendance !== 'excused') return mark(entry, attendance, null)
    goTo(entries.indexOf(entry))
    setAsking(entry)
    setTyped('')
    document.getElementById('who')?.focus()
  }
  const keyInList = ({ key, ctrlKey }: React.KeyboardEvent, entry: LineEntry): boolean => {
    if (key === 'ArrowDown') goTo((at + 1) % entries.length)
    else if (key === 'ArrowUp') goTo((at - 1 + entries.length) % entries.length)
    else if (key === 'Home') goTo(0)
    else if (key === 'End') goTo(entries.length - 1)
    else if (key === 'Escape') setTyped('')
    else if (ctrlKey && key === 's') marks.send()
    else if (!ctrlKey && keys[key]) choose(entry, keys[key])
    else return false
    return true
  }
  const keyInReason = ({ key }: React.KeyboardEvent, entry: LineEntry): boolean => {
    const common = typed === '' ? commonReasons[Number(key) - 1] : undefined
    if (key === 'Escape') setAsking(null)
    else if (common) mark(entry, 'excused', common)
    else if (key === 'Enter' && typed.trim() !== '') mark(entry, 'excused', typed.trim())
    else return false
    return true
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const entry = entries[at]
    // While characters are being composed, the keys belong to the input method.
    if (!entry || event.nativeEvent.isComposing) return
    if (asking === null ? keyInList(event, entry) : keyInReason(event, asking)) event.preventDefault()
  }
  const write = (text: string) => {
    setTyped(text)
    if (asking !== null) return
    const found = findLine(entries, text, at)
    if (found >= 0) goTo(found)
    else setSaid(`没有找到“${text}”。`)
  }
  return { at, typed, asking, said, mark, choose, onKeyDown, write }
}

const Reasons = ({ typed, onChoose }: { typed: string; onChoose(reason: string): void }) => (
  <div className="buttons" role="group" aria-label="请假原因">
    {commonReasons.map(reason => (
      <Button key={reason} onClick={() => onChoose(reason)}>
        {reason}
      </Button>
    ))}
    <Button disabled={typed.trim() === ''} onClick={() => onChoose(typed.trim())}>
      就写这个原因
    </Button>
  </div>
)

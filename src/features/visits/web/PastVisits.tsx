/** What was written down before (以前的走访): the note opens with a reason, the visitor corrects, closes or withdraws. */
import { Button, Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { useWrite } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, longestNote, NoteReason, VisitTopic, type Visit } from '../visits.contract.ts'
import { noteReasonNames, noteWarning, outcomeNames, topicNames, visitStateNames, wayNames } from '../visits.words.ts'
import { TicksField } from './TicksField.tsx'

export const PastVisits = ({ visits }: { visits: readonly Visit[] }) => (
  <section className="panel" aria-labelledby="past">
    <h2 id="past">以前的走访</h2>
    {visits.length === 0 ? (
      <Empty why="还没有走访记录" todo="记下以后，这里和这一户的联系卡上都看得到。" />
    ) : (
      <ul className="lines">
        {visits.map(visit => (
          <Line key={visit.id} visit={visit} />
        ))}
      </ul>
    )}
  </section>
)

function Line({ visit }: { visit: Visit }) {
  const [asked, setAsked] = useState<'correct' | 'openNote' | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const closing = useWrite(endpoints.close)
  const withdrawing = useWrite(endpoints.withdraw)
  const may = (action: string) => visit.allowedActions.includes(action)
  const once = { params: { visitId: visit.id }, ifMatch: visit.version }
  const day = showDay(visit.visitedOn)
  return (
    <li className="stack">
      <p>
        <b>{day}</b> {visit.visitorName ?? '一位党员'}
        {visit.way && wayNames[visit.way]}，{visit.outcome && outcomeNames[visit.outcome]}{' '}
        <span className="state">{visitStateNames[visit.state]}</span>
      </p>
      {visit.topics.length > 0 && <p className="sub">谈了：{visit.topics.map(topic => topicNames[topic]).join('、')}</p>}
      {visit.items.map(({ number, isOver }) => (
        <p key={number}>
          诉求 <span className="num">{number}</span>（{isOver ? '已办结' : '在办'}）
        </p>
      ))}
      {note !== null && <p className="said">{note}</p>}
      <ProblemAlert problem={closing.error ?? withdrawing.error} />
      <p className="row">
        {may('openNote') && note === null && (
          <Button onClick={() => setAsked('openNote')} aria-label={`看备注：${day}`}>
            看备注
          </Button>
        )}
        {may('correct') && (
          <Button onClick={() => setAsked('correct')} aria-label={`更正：${day}`}>
            更正
          </Button>
        )}
        {may('close') && visit.needsFollowUp && (
          <Button loading={closing.isPending} onClick={() => closing.mutate(once)} aria-label={`跟进完了：${day}`}>
            跟进完了
          </Button>
        )}
        {may('withdraw') && visit.items.length === 0 && (
          <Button loading={withdrawing.isPending} onClick={() => withdrawing.mutate(once)} aria-label={`记错了，撤回：${day}`}>
            记错了，撤回
          </Button>
        )}
      </p>
      {asked === 'openNote' && <OpenNote visit={visit} onClose={() => setAsked(null)} onOpened={setNote} />}
      {asked === 'correct' && <Correct visit={visit} onClose={() => setAsked(null)} />}
    </li>
  )
}

const OpenNote = ({ visit, onClose, onOpened }: { visit: Visit; onClose(): void; onOpened(note: string): void }) => (
  <FormDialog<typeof endpoints.openNote, { reason: NoteReason }>
    title="看备注"
    verb="看备注"
    endpoint={endpoints.openNote}
    input={body => ({ params: { visitId: visit.id }, body })}
    onClose={onClose}
    onDone={({ note }) => onOpened(note)}
  >
    <Field name="reason" label="为什么要看（这一户看得到）" required>
      <Radio.Group vertical options={NoteReason.options.map(value => ({ value, label: noteReasonNames[value] }))} />
    </Field>
  </FormDialog>
)

interface Corrected {
  topics: VisitTopic[]
  note?: string
  ticks: ('needsFollowUp' | 'mayContact')[]
}

const Correct = ({ visit, onClose }: { visit: Visit; onClose(): void }) => (
  <FormDialog<typeof endpoints.correct, Corrected>
    title="更正"
    verb="更正"
    endpoint={endpoints.correct}
    initial={{ topics: visit.topics, ticks: (['needsFollowUp', 'mayContact'] as const).filter(tick => visit[tick]) }}
    input={({ topics, note, ticks }) => ({
      params: { visitId: visit.id },
      ifMatch: visit.version,
      body: {
        topics,
        ...(note?.trim() && { note: note.trim() }),
        needsFollowUp: ticks.includes('needsFollowUp'),
        mayContact: ticks.includes('mayContact'),
      },
    })}
    onClose={onClose}
  >
    <Field name="topics" label="谈了什么">
      <Checkbox.Group options={VisitTopic.options.map(value => ({ value, label: topicNames[value] }))} />
    </Field>
    <Field name="note" label="新的备注（不写就不变）" hint={noteWarning}>
      <Input.TextArea rows={3} maxLength={longestNote} autoComplete="off" />
    </Field>
    <TicksField />
  </FormDialog>
)

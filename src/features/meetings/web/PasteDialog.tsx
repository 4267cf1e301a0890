/** Pasting a list of names (粘贴名单): from a spreadsheet or a message; what is not found is said, and nothing is lost. */
import { Alert, Button, Input, Radio } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Problem } from '#platform/shared/problem.ts'
import { useWrite } from '#platform/web/api-client.ts'
import { Dialog } from '#platform/web/Dialog.tsx'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { useUnsaved } from '#platform/web/unsaved.ts'
import { endpoints, type Entered, type Part } from '../meetings.contract.ts'
import { partNames } from '../meetings.words.ts'

export interface ListDialogProps {
  meetingId: string
  version: number
  onClose(): void
}

export function PasteDialog({ meetingId, version, onClose }: ListDialogProps) {
  const [part, setPart] = useState<Part>('attendee')
  const entering = useWrite(endpoints.enterNames)
  return (
    <NamesDialog
      problem={entering.error}
      isSending={entering.isPending}
      entered={entering.data}
      onSend={text => entering.mutate({ params: { meetingId }, body: { text, part }, ifMatch: version })}
      onClose={onClose}
    >
      <Radio.Group
        aria-label="他们是"
        value={part}
        options={(['attendee', 'observer'] as const).map(value => ({ value, label: partNames[value] }))}
        onChange={event => setPart(event.target.value as Part)}
      />
    </NamesDialog>
  )
}

type Told = Pick<Entered, 'entered' | 'again' | 'unknown' | 'ambiguous' | 'unreadable'>

interface NamesDialogProps {
  problem: Problem | null
  isSending: boolean
  /** What became of the list, once it is sent. */
  entered: Told | undefined
  onSend(text: string): void
  onClose(): void
  /** What else is asked. */
  children?: ReactNode
}

/** The paste box of any roll. */
export function NamesDialog({ problem, isSending, entered, onSend, onClose, children }: NamesDialogProps) {
  const [text, setText] = useState('')
  const unsaved = useUnsaved()
  if (entered) return <ListOutcome entered={entered} onClose={onClose} />
  return (
    <Dialog
      title="粘贴名单"
      okText="放进名册"
      cancelText="不做了"
      confirmLoading={isSending}
      okButtonProps={{ disabled: text.trim() === '' }}
      onOk={() => onSend(text)}
      onCancel={onClose}
      staysOpen={unsaved.isThere}
      problem={problem}
      rest={problem?.errors.map(({ detail }) => detail) ?? []}
    >
      <LeaveWarning when={unsaved.isThereNow} />
      <div className="stack">
        <label htmlFor="names">姓名，每行一个，也可以从表格里整列复制</label>
        <Input.TextArea
          id="names"
          rows={8}
          maxLength={20_000}
          value={text}
          onChange={event => {
            setText(event.target.value)
            if (event.target.value === '') unsaved.saved()
            else unsaved.typed()
          }}
        />
        {children}
      </div>
    </Dialog>
  )
}

/** What became of each line. */
export function ListOutcome({ entered, onClose }: { entered: Told; onClose(): void }) {
  const { again, unknown, ambiguous, unreadable } = entered
  const lists: [string, readonly string[], string][] = [
    ['没有找到的', unknown, '名字已放进名册。点那一行的“改”，选是谁。'],
    ['同名不止一人的', ambiguous, '名字已放进名册。点那一行的“改”，选是哪一位。'],
    ['重复的', again, '名册上已经有了，只留一个。'],
    ['不像姓名的', unreadable, '没有放进名册，请核对。'],
  ]
  const shown = lists.filter(([, names]) => names.length > 0)
  return (
    <Dialog
      title="名单放好了"
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          看名册
        </Button>
      }
    >
      <div className="stack">
        <p role="status">新放进{entered.entered}人。</p>
        {shown.map(([title, names, todo]) => (
          <Alert key={title} type="warning" showIcon title={`${title}${names.length}个`} description={`${names.join('、')}。${todo}`} />
        ))}
      </div>
    </Dialog>
  )
}

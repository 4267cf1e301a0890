/** What one does with an entry of hours (时长的办理): its columns, and the dialogs behind its buttons. */
import { Button, Input, InputNumber, Radio } from 'antd'
import { useState, type ReactNode } from 'react'
import { type Column } from '#platform/web/DataTable.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showSpan } from '#platform/web/local-time.ts'
import { endpoints, type Hours } from '../volunteering.contract.ts'
import { flagNames, hoursSentence } from '../volunteering.words.ts'

const acts = {
  answerDispute: '答复异议',
  decideLater: '核对补记',
  decideCorrection: '核对更正',
  proposeCorrection: '请求更正',
  review: '写核对结果',
} as const
type Act = keyof typeof acts

export const hoursColumns = (onOpen: (act: Act, entry: Hours) => void): readonly Column<Hours>[] => [
  { key: 'name', title: '姓名', tight: true, show: ({ name }) => <b>{name}</b> },
  {
    key: 'what',
    title: '哪一场',
    show: ({ title, unitName, startsAt, endsAt }) => (
      <>
        {title}
        <br />
        <span className="sub">
          {unitName}，{showSpan(startsAt, endsAt)}
        </span>
      </>
    ),
  },
  { key: 'hours', title: '时长和等级', show: hoursSentence },
  {
    key: 'notes',
    title: '说明',
    show: entry => (
      <ul className="lines">
        {notesOf(entry).map(note => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    ),
  },
  {
    key: 'does',
    title: '操作',
    does: true,
    show: entry => (
      <span className="row">
        {(Object.keys(acts) as Act[])
          .filter(act => entry.allowedActions.includes(act))
          .map(act => (
            <Button key={act} aria-label={`${acts[act]}：${entry.name}`} onClick={() => onOpen(act, entry)}>
              {acts[act]}
            </Button>
          ))}
      </span>
    ),
  },
]

function notesOf({ flags, publicReason, dispute, corrections, checkNote, locked }: Hours): string[] {
  const states = { proposed: '等核对', made: '已更正', refused: '没有同意' } as const
  return [
    ...flags.map(flag => flagNames[flag]),
    ...(publicReason === null ? [] : [`补记的原因：${publicReason}`]),
    ...(dispute === null ? [] : [`异议：${dispute.text}${dispute.answer === null ? '' : `；答复：${dispute.answer}`}`]),
    ...corrections.map(({ oldMinutes, newMinutes, reason, state }) => `${oldMinutes}分钟改${newMinutes}分钟，${states[state]}：${reason}`),
    ...(checkNote === null ? [] : [`核对结果：${checkNote}`]),
    ...(locked ? ['已定'] : []),
  ]
}

/** The dialog of the act that was asked for. */
export function useHoursActs(): { open(act: Act, entry: Hours): void; dialog: ReactNode } {
  const [asking, setAsking] = useState<{ act: Act; entry: Hours } | null>(null)
  return {
    open: (act, entry) => setAsking({ act, entry }),
    dialog: asking && <ActDialog {...asking} onClose={() => setAsking(null)} />,
  }
}

function ActDialog({ act, entry, onClose }: { act: Act; entry: Hours; onClose(): void }) {
  const params = { hoursId: entry.id }
  const shared = { title: `${acts[act]}：${entry.name}`, verb: '确定', onClose }
  switch (act) {
    case 'answerDispute':
      return (
        <FormDialog<typeof endpoints.answerDispute, { minutes?: number | null; answer: string }>
          {...shared}
          endpoint={endpoints.answerDispute}
          input={({ minutes, answer }) => ({ params, body: { minutes: minutes ?? null, answer } })}
        >
          <p>{entry.dispute?.text}</p>
          <Field name="minutes" label="应是几分钟" hint={`现在是${entry.minutes}分钟。不改就留空。`}>
            <InputNumber min={0} max={1440} />
          </Field>
          <Field name="answer" label="答复" required>
            <Input.TextArea maxLength={500} rows={3} />
          </Field>
        </FormDialog>
      )
    case 'review':
      return (
        <FormDialog<typeof endpoints.review, { note: string }> {...shared} endpoint={endpoints.review} input={body => ({ params, body })}>
          <Field name="note" label="核对结果" required>
            <Input.TextArea maxLength={200} rows={3} />
          </Field>
        </FormDialog>
      )
    case 'proposeCorrection':
      return (
        <FormDialog<typeof endpoints.proposeCorrection, { minutes: number; reason: string }>
          {...shared}
          endpoint={endpoints.proposeCorrection}
          input={body => ({ params, body })}
        >
          <Field name="minutes" label="应是几分钟" required hint={`现在是${entry.minutes}分钟。`}>
            <InputNumber min={0} max={1440} />
          </Field>
          <Field name="reason" label="原因" required>
            <Input maxLength={200} />
          </Field>
        </FormDialog>
      )
    case 'decideLater':
      return (
        <FormDialog<typeof endpoints.decideLater, { agreed: boolean }>
          {...shared}
          endpoint={endpoints.decideLater}
          input={body => ({ params, body })}
        >
          <p>{entry.publicReason}</p>
          <Agreeing />
        </FormDialog>
      )
    case 'decideCorrection':
      return (
        <FormDialog<typeof endpoints.decideCorrection, { agreed: boolean }>
          {...shared}
          endpoint={endpoints.decideCorrection}
          input={body => ({ params, body })}
        >
          <p>{entry.corrections.find(({ state }) => state === 'proposed')?.reason}</p>
          <Agreeing />
        </FormDialog>
      )
  }
}

const Agreeing = () => (
  <Field name="agreed" label="同意吗" required>
    <Radio.Group
      options={[
        { value: true, label: '同意' },
        { value: false, label: '不同意' },
      ]}
    />
  </Field>
)

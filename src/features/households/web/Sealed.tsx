/** Head, address and telephone of a household: sealed until someone gives a listed reason. What was opened shows on this page only. */
import { Button, Form, Radio } from 'antd'
import { useState } from 'react'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { ChosenRevealReason, endpoints, SealedField, type Household } from '../households.contract.ts'
import { fieldNames, revealReasonNames } from '../households.words.ts'

export function Sealed({ home }: { home: Household }) {
  const [asking, setAsking] = useState<SealedField | null>(null)
  const [opened, setOpened] = useState<Partial<Record<SealedField, string>>>({})
  const isGone = home.forgottenOn !== null
  const isGiven = (field: SealedField) => !isGone && (field !== 'phone' || home.hasPhone)
  const standing = (field: SealedField) => (isGone ? '已按期删除' : isGiven(field) ? '已登记，加密保存' : '没有登记')
  return (
    <>
      {SealedField.options.map(field => (
        <div key={field}>
          <dt>{fieldNames[field]}</dt>
          <dd className="row">
            {opened[field] ? <b>{opened[field]}</b> : <span className="seal">{standing(field)}</span>}
            {isGiven(field) && !opened[field] && home.allowedActions.includes('reveal') && (
              <Button size="small" className="no-print" onClick={() => setAsking(field)} aria-label={`查看${fieldNames[field]}`}>
                查看
              </Button>
            )}
          </dd>
        </div>
      ))}
      {asking && (
        <AskReason
          home={home}
          field={asking}
          onClose={() => setAsking(null)}
          onOpened={value => setOpened({ ...opened, [asking]: value })}
        />
      )}
    </>
  )
}

interface AskReasonProps {
  home: Household
  field: SealedField
  onClose(): void
  onOpened(value: string): void
}

const AskReason = ({ home, field, onClose, onOpened }: AskReasonProps) => (
  <FormDialog<typeof endpoints.reveal, { reason: ChosenRevealReason }>
    title={`查看${fieldNames[field]}`}
    verb="查看"
    endpoint={endpoints.reveal}
    input={({ reason }) => ({ params: { householdId: home.id }, body: { field, reason } })}
    onClose={onClose}
    onDone={({ value }) => onOpened(value)}
  >
    <Form.Item name="reason" label="为什么要看（这一户看得到）" rules={[{ required: true, message: '请选一个原因' }]}>
      <Radio.Group vertical options={ChosenRevealReason.options.map(value => ({ value, label: revealReasonNames[value] }))} />
    </Form.Item>
  </FormDialog>
)

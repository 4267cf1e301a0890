/**
 * The reporter (联系人): masked until someone gives a listed reason. What was opened is shown once, on this page
 * only, and the resident sees who opened it and why.
 */
import { Button, Form, Radio } from 'antd'
import { useState } from 'react'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, RevealReason, SealedField, type RequestDetail } from '../requests.contract.ts'
import { revealReasonNames, sealedFieldNames } from '../requests.words.ts'

export function Contact({ request }: { request: RequestDetail }) {
  const [asking, setAsking] = useState<SealedField | null>(null)
  const [opened, setOpened] = useState<Partial<Record<SealedField, string>>>({})
  const given = SealedField.options.filter(field => request.contact[field])
  const mayReveal = request.allowedActions.includes('reveal')
  return (
    <section className="panel" aria-labelledby="contact">
      <h2 id="contact">联系人</h2>
      {given.length === 0 && <p className="sub">居民没有留联系方式，凭编号和查询码看进度。</p>}
      <dl className="desc">
        {given.map(field => (
          <div key={field}>
            <dt>{sealedFieldNames[field]}</dt>
            <dd className="row">
              {opened[field] ? <b className="num">{opened[field]}</b> : <span className="seal num">{request.contact[field]}</span>}
              {mayReveal && !opened[field] && (
                <Button size="small" className="no-print" onClick={() => setAsking(field)} aria-label={`查看${sealedFieldNames[field]}`}>
                  查看
                </Button>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {given.length > 0 && (
        <p className="sub">{mayReveal ? '每次查看都记下来，居民看得到是谁、为什么。' : '只有正在办这件事的人能查看。'}</p>
      )}
      {asking && (
        <AskReason
          request={request}
          field={asking}
          onClose={() => setAsking(null)}
          onOpened={value => setOpened({ ...opened, [asking]: value })}
        />
      )}
    </section>
  )
}

interface AskReasonProps {
  request: RequestDetail
  field: SealedField
  onClose(): void
  onOpened(value: string): void
}

const AskReason = ({ request, field, onClose, onOpened }: AskReasonProps) => (
  <FormDialog<typeof endpoints.reveal, { reason: RevealReason }>
    title={`查看${sealedFieldNames[field]}`}
    verb="查看"
    endpoint={endpoints.reveal}
    input={({ reason }) => ({ params: { requestId: request.id }, body: { field, reason } })}
    onClose={onClose}
    onDone={({ value }) => onOpened(value)}
  >
    <Form.Item name="reason" label="为什么要看（居民看得到）" rules={[{ required: true, message: '请选一个原因' }]}>
      <Radio.Group vertical options={RevealReason.options.map(value => ({ value, label: revealReasonNames[value] }))} />
    </Form.Item>
  </FormDialog>
)

/** Declarations of interest (利益申报): everyone on the board is asked before a matter is tabled. */
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type BallotSubject, type Declaration } from '../votes.contract.ts'

export function Declarations({ bodyId, subject }: { bodyId: string; subject: BallotSubject }) {
  const list = useRead(endpoints.declarations, { params: { bodyId }, query: subject })
  const [asking, setAsking] = useState<Declaration | null>(null)
  return (
    <section className="panel" aria-label="利益申报">
      <h2>利益申报</h2>
      <Reading of={list}>
        {({ items, allowedActions }) => (
          <>
            {items.length === 0 && <p className="sub">还没有登记社委会的名册，没有人要问。</p>}
            <ul className="lines">
              {items.map(declaration => (
                <li key={declaration.voterId}>
                  {declaration.name}：{saidBy(declaration)}
                  {declaration.concerned === null && allowedActions.includes('declare') && (
                    <Button type="link" size="small" aria-label={`登记申报：${declaration.name}`} onClick={() => setAsking(declaration)}>
                      登记申报
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Reading>
      {asking && (
        <FormDialog<typeof endpoints.declare, { concerned: boolean; words?: string }>
          title={`${asking.name}的申报`}
          verb="登记申报"
          endpoint={endpoints.declare}
          input={({ concerned, words = '' }) => ({ params: { voterId: asking.voterId }, body: { subject, concerned, words } })}
          onClose={() => setAsking(null)}
        >
          <p>{asking.asks}</p>
          <Field name="concerned" label="有没有关系" required>
            <Radio.Group
              options={[
                { value: false, label: '没有' },
                { value: true, label: '有，要回避' },
              ]}
            />
          </Field>
          <Field name="words" label="是什么关系" hint="有关系的要写。">
            <Input maxLength={200} />
          </Field>
        </FormDialog>
      )}
    </section>
  )
}

const saidBy = ({ concerned, words }: Declaration) => (concerned === null ? '还没有问' : concerned ? `有关系，${words}` : '没有关系')

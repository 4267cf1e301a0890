/** What was contested on a sheet (异议和答复): the words of the member beside the answer, with the clock. */
import { Button, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Lamp } from '#platform/web/Lamp.tsx'
import { endpoints, type Contest, type RatingSheet } from '../ratings.contract.ts'
import { contestKindNames, contestStateNames, sourceNameOf } from '../ratings.words.ts'

export function Contests({ sheet }: { sheet: RatingSheet }) {
  const [answering, setAnswering] = useState<Contest | null>(null)
  return (
    <section className="panel" aria-label="异议和答复">
      <h2>异议和答复</h2>
      {sheet.contests.length === 0 && <p className="sub">没有异议。</p>}
      {sheet.contests.map(contest => (
        <div key={contest.id}>
          <h3>{headingOf(sheet, contest)}</h3>
          <p className="said">{contest.text}</p>
          {contest.answer === null ? (
            <p>
              <Lamp kind="waiting" text="等答复" />请{contest.answererName}在{showDay(contest.dueOn)}前答复。
            </p>
          ) : (
            <>
              <p>
                <b>{contestStateNames[contest.state]}</b>：{contest.answer}
              </p>
              <p className="sub">
                {contest.answeredByName}，{showDay(contest.answeredOn)}
              </p>
            </>
          )}
          {contest.allowedActions.includes('answer') && (
            <Button type="primary" onClick={() => setAnswering(contest)}>
              答复
            </Button>
          )}
        </div>
      ))}
      {answering && <AnswerDialog contest={answering} year={sheet.year} onClose={() => setAnswering(null)} />}
    </section>
  )
}

function headingOf({ facts }: RatingSheet, { kind, factId, source, raisedOn }: Contest): string {
  const what = kind === 'wrong' ? facts.find(({ id }) => id === factId)?.title : source !== null ? sourceNameOf(source) : null
  return `${showDay(raisedOn)}，${contestKindNames[kind]}${what ? `：${what}` : ''}`
}

interface Answer {
  outcome: 'upheld' | 'excused' | 'rejected'
  answer: string
  amount?: number
  title?: string
  day?: string
}

function AnswerDialog({ contest, year, onClose }: { contest: Contest; year: number; onClose(): void }) {
  const { kind } = contest
  const outcomes = [
    { value: 'upheld', label: kind === 'appeal' ? '重新定星' : '说得对，改正' },
    ...(kind === 'wrong' ? [{ value: 'excused', label: '请假获准，这一条不算' }] : []),
    { value: 'rejected', label: '维持原样' },
  ]
  return (
    <FormDialog<typeof endpoints.answer, Answer>
      title="答复异议"
      verb="答复"
      endpoint={endpoints.answer}
      input={({ outcome, answer, amount = null, title = null, day = null }) => ({
        params: { contestId: contest.id },
        body: { outcome: outcome === 'excused' ? 'upheld' : outcome, excused: outcome === 'excused', answer, amount, title, day },
      })}
      initial={kind === 'wrong' ? { amount: 1 } : {}}
      onClose={onClose}
    >
      {form => {
        const upheld = form.getFieldValue('outcome') === 'upheld'
        return (
          <>
            <Field name="outcome" label="查下来怎样" required>
              <Radio.Group vertical options={outcomes} />
            </Field>
            {upheld && kind === 'missing' && (
              <>
                <Field name="title" label="是什么事" required>
                  <Input maxLength={80} />
                </Field>
                <Field name="day" label="哪一天" required>
                  <Input type="date" min={`${year}-01-01`} max={`${year}-12-31`} />
                </Field>
              </>
            )}
            {upheld && kind !== 'appeal' && (
              <Field name="amount" label="算多少" required hint="会议写1，培训写学时。">
                <InputNumber min={0} max={1000} />
              </Field>
            )}
            <Field name="answer" label="答复" required hint="写清查了什么。本人看得到。">
              <Input.TextArea rows={3} maxLength={300} />
            </Field>
          </>
        )
      }}
    </FormDialog>
  )
}

/** A note to the work unit (半年反馈): what it says, who may read, rewrite or send it. */
import { Input, Radio } from 'antd'
import { call } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type ReportNote } from '../commitments.contract.ts'
import { halfName, noteSentence, noteStateNames } from '../commitments.words.ts'
import { Act, Ask } from './verbs.tsx'

export function NoteLine({ note, of, reportInId }: { note: ReportNote; of: string; reportInId: string }) {
  const may = (name: string) => note.allowedActions.includes(name)
  // who may say that it was read is the person himself
  const isOwn = may('readNote')
  const params = { noteId: note.id }
  const name = `${of}，${halfName(note.half)}`
  return (
    <div className="stack">
      <p>
        {noteSentence(note)} <span className="state">{isOwn && note.state === 'shown' ? '等您看' : noteStateNames[note.state]}</span>
      </p>
      {note.personRemark !== null && <p className="said">{note.personRemark}</p>}
      {note.sentOn !== null && <p className="sub">{showDay(note.sentOn)}发给单位</p>}
      {note.state === 'shown' && (
        <p className="sub">
          {isOwn ? '您没看的' : '本人没看的'}，{showDay(note.sendableOn)}起才可以发。
        </p>
      )}
      <div className="buttons">
        {may('readNote') && (
          <Ask of={name} verb="我看过了" primary>
            {close => (
              <FormDialog<typeof endpoints.readNote, { remark: string; objects: boolean }>
                title={halfName(note.half)}
                verb="提交"
                endpoint={endpoints.readNote}
                input={({ remark = '', objects }) => ({ params, body: { remark, objects } })}
                onClose={close}
              >
                <p>{noteSentence(note)}</p>
                <Field name="remark" label="我的说明">
                  <Input maxLength={200} />
                </Field>
                <Field name="objects" label="能不能发给单位" required hint="有异议的，要写哪里不对；改写以后您再看。">
                  <Radio.Group
                    options={[
                      { value: false, label: '可以发' },
                      { value: true, label: '有异议，先不发' },
                    ]}
                  />
                </Field>
              </FormDialog>
            )}
          </Ask>
        )}
        {may('reviseNote') && (
          <Ask of={name} verb="改写反馈">
            {close => (
              <FormDialog<typeof endpoints.reviseNote, { remark: string }>
                title={`改写反馈：${name}`}
                verb="写好，再给本人看"
                endpoint={endpoints.reviseNote}
                input={body => ({ params, body })}
                initial={{ remark: note.remark }}
                versioned={{
                  version: note.version,
                  async read() {
                    const { items } = await call(endpoints.reportIns, { query: { record: reportInId } })
                    const now = items.flatMap(({ notes }) => notes).find(({ id }) => id === note.id) ?? note
                    return { version: now.version, values: { remark: now.remark } }
                  },
                  labels: { remark: '评语' },
                }}
                onClose={close}
              >
                <Field name="remark" label="评语" required>
                  <Input maxLength={200} />
                </Field>
              </FormDialog>
            )}
          </Ask>
        )}
        {may('sendNote') && <Act of={name} verb="记为已发" endpoint={endpoints.sendNote} input={{ params }} />}
      </div>
    </div>
  )
}

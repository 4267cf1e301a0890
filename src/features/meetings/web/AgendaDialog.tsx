/** The agenda (议程): items in order with what was discussed; a first topic names the documents read. */
import { Button, Form, Input, Select } from 'antd'
import { call } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { AgendaKind, endpoints, type AgendaItem, type MeetingDetail } from '../meetings.contract.ts'
import { agendaNames } from '../meetings.words.ts'
import { fieldsOf } from './PlanDialog.tsx'

interface Values {
  agenda: Partial<AgendaItem>[]
}

const agendaOf = ({ agenda = [] }: Values): AgendaItem[] =>
  agenda.map(item => ({
    kind: item.kind ?? 'ordinary',
    title: item.title ?? '',
    discussion: item.discussion ?? '',
    documents:
      item.kind === 'firstTopic'
        ? (item.documents ?? []).map(document => ({ ...document, issuedBy: document.issuedBy ?? '', issuedOn: document.issuedOn || null }))
        : [],
  }))

const asLines = (agenda: unknown) => (agenda as AgendaItem[]).map(({ title }, index) => `${index + 1}. ${title}`).join('；') || '没有议题'

export const AgendaDialog = ({ meeting, onClose }: { meeting: MeetingDetail; onClose(): void }) => (
  <FormDialog<typeof endpoints.edit, Values>
    title="议程"
    verb="保存"
    endpoint={endpoints.edit}
    input={values => ({ params: { meetingId: meeting.id }, body: { ...fieldsOf(meeting), agenda: agendaOf(values) } })}
    initial={{ agenda: meeting.agenda }}
    versioned={{
      version: meeting.version,
      read: async () => {
        const now = await call(endpoints.get, { params: { meetingId: meeting.id } })
        return { version: now.version, values: { agenda: now.agenda } }
      },
      labels: { agenda: '议程' },
      show: (_, value) => asLines(value),
    }}
    onClose={onClose}
    wide
  >
    {form => (
      <Form.List name="agenda">
        {(items, { add, remove }) => (
          <>
            {items.map(({ key, name }, index) => (
              <fieldset key={key} className="part panel">
                <legend>第{index + 1}项</legend>
                <Field name={[name, 'kind']} label="种类" required>
                  <Select options={AgendaKind.options.map(value => ({ value, label: agendaNames[value] }))} />
                </Field>
                <Field name={[name, 'title']} label="议题" required>
                  <Input maxLength={80} />
                </Field>
                {(form.getFieldValue(['agenda', name, 'kind']) as AgendaKind) === 'firstTopic' && <Documents item={name} />}
                <Field name={[name, 'discussion']} label="讨论要点">
                  <Input.TextArea rows={3} maxLength={2000} showCount />
                </Field>
                <Button onClick={() => remove(name)}>去掉第{index + 1}项</Button>
              </fieldset>
            ))}
            <Button onClick={() => add({ kind: 'ordinary' })}>加一项</Button>
          </>
        )}
      </Form.List>
    )}
  </FormDialog>
)

const Documents = ({ item }: { item: number }) => (
  <Form.List name={[item, 'documents']}>
    {(documents, { add, remove }) => (
      <>
        {documents.map(({ key, name }, index) => (
          <div key={key} className="stack">
            <Field name={[name, 'title']} label={`学习文件${index + 1}`} required>
              <Input maxLength={100} />
            </Field>
            <Field name={[name, 'issuedBy']} label="谁发的">
              <Input maxLength={60} />
            </Field>
            <Field name={[name, 'issuedOn']} label="哪一天发的">
              <Input type="date" />
            </Field>
            <Button onClick={() => remove(name)}>去掉文件{index + 1}</Button>
          </div>
        ))}
        <p>
          <Button onClick={() => add({})}>加一份文件</Button>
        </p>
      </>
    )}
  </Form.List>
)

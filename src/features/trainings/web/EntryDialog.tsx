/** One line of a training's roll (改一行): who it is, and whether the person counts. Nobody is taken off. */
import { Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { PeopleSelect } from '#features/meetings/web/meetings.widgets.tsx'
import { exclusionNames } from '#features/meetings/meetings.words.ts'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type TrainingEntry } from '../trainings.contract.ts'

interface Values {
  personId: string | null
  counts: 'yes' | 'no'
  excludedNote: string | null
}

const valuesOf = ({ personId, excluded, excludedNote }: TrainingEntry): Values => ({
  personId,
  counts: excluded === null ? 'yes' : 'no',
  excludedNote: excludedNote ?? (excluded && exclusionNames[excluded]),
})

interface EntryDialogProps {
  sessionId: string
  entry: TrainingEntry
  version: number
  onClose(): void
}

export function EntryDialog({ sessionId, entry, version, onClose }: EntryDialogProps) {
  const [q, setQ] = useState(entry.personId === null ? entry.name : '')
  const found = useRead(endpoints.candidates, { params: { sessionId }, query: { q: q || undefined } })
  return (
    <FormDialog<typeof endpoints.changeEntry, Values>
      title={`名册上的${entry.name}`}
      verb="保存"
      endpoint={endpoints.changeEntry}
      input={({ personId, counts, excludedNote }) => ({
        params: { sessionId, entryId: entry.id },
        body: { personId: personId ?? null, excludedNote: counts === 'no' ? excludedNote : null },
      })}
      initial={valuesOf(entry)}
      versioned={{
        version,
        read: async () => {
          const now = await call(endpoints.roll, { params: { sessionId } })
          return { version: now.version, values: valuesOf(now.items.find(({ id }) => id === entry.id) ?? entry) }
        },
        labels: { counts: '计入', excludedNote: '原因' },
        show: (field, value) => (field === 'counts' ? (value === 'yes' ? '计入' : '不计入') : undefined),
      }}
      onClose={onClose}
    >
      {form => (
        <>
          <Field name="personId" label="是谁" hint={entry.personId === null ? `名单上写的是“${entry.name}”。` : undefined}>
            <PeopleSelect found={found.data?.items} onFind={setQ} known={{ id: entry.personId, name: entry.name }} />
          </Field>
          <Form.Item name="counts" label="计不计入">
            <Radio.Group
              options={[
                { value: 'yes', label: '计入' },
                { value: 'no', label: '不计入，留在名册上' },
              ]}
            />
          </Form.Item>
          {form.getFieldValue('counts') === 'no' && (
            <Field name="excludedNote" label="为什么不计入" required>
              <Input maxLength={100} />
            </Field>
          )}
        </>
      )}
    </FormDialog>
  )
}

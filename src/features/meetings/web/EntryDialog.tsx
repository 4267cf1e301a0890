/** One line of the roll (改一行): who it is, attendee or observer, and whether the person counts. Nobody is taken off. */
import { Form, Input, Radio } from 'antd'
import { call } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Part, type RollEntry } from '../meetings.contract.ts'
import { exclusionNames, partNames } from '../meetings.words.ts'
import { PersonSelect } from './PersonSelect.tsx'

interface Values {
  personId: string | null
  part: Part
  counts: 'yes' | 'no'
  excludedNote: string | null
}

const valuesOf = ({ personId, part, excluded, excludedNote }: RollEntry): Values => ({
  personId,
  part,
  counts: excluded === null ? 'yes' : 'no',
  excludedNote: excludedNote ?? (excluded && exclusionNames[excluded]),
})

interface EntryDialogProps {
  meetingId: string
  entry: RollEntry
  version: number
  onClose(): void
}

export function EntryDialog({ meetingId, entry, version, onClose }: EntryDialogProps) {
  const params = { meetingId, entryId: entry.id }
  return (
    <FormDialog<typeof endpoints.changeEntry, Values>
      title={`名册上的${entry.name}`}
      verb="保存"
      endpoint={endpoints.changeEntry}
      input={({ personId, part, counts, excludedNote }) => ({
        params,
        body: { personId: personId ?? null, part, excludedNote: counts === 'no' ? excludedNote : null },
      })}
      initial={valuesOf(entry)}
      versioned={{
        version,
        read: async () => {
          const now = await call(endpoints.roll, { params: { meetingId } })
          return { version: now.version, values: valuesOf(now.items.find(({ id }) => id === entry.id) ?? entry) }
        },
        labels: { part: '应到或列席', counts: '计入', excludedNote: '原因' },
        show: (field, value) =>
          field === 'part' ? partNames[value as Part] : field === 'counts' ? (value === 'yes' ? '计入' : '不计入') : undefined,
      }}
      onClose={onClose}
    >
      {form => (
        <>
          <Field name="personId" label="是谁" hint={entry.personId === null ? `名单上写的是“${entry.name}”。` : undefined}>
            <PersonSelect
              meetingId={meetingId}
              known={{ id: entry.personId, name: entry.name }}
              startsWith={entry.personId === null ? entry.name : ''}
            />
          </Field>
          <Field name="part" label="应到或列席" required>
            <Radio.Group options={(['attendee', 'observer'] as const).map(value => ({ value, label: partNames[value] }))} />
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

/** One line of the roll (改一行): who it is, attendee or observer, and whether the person counts. Nobody is taken off. */
import { Radio } from 'antd'
import { call } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Part, type RollEntry } from '../meetings.contract.ts'
import { partNames } from '../meetings.words.ts'
import { CountsField, countingLabels, countingOf, excludedNoteOf, showCounts, type Counting } from './CountsField.tsx'
import { PersonSelect } from './PersonSelect.tsx'

interface Values extends Counting {
  personId: string | null
  part: Part
}

const valuesOf = (entry: RollEntry): Values => ({ personId: entry.personId, part: entry.part, ...countingOf(entry) })

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
      input={({ personId, part, ...counting }) => ({
        params,
        body: { personId: personId ?? null, part, excludedNote: excludedNoteOf(counting) },
      })}
      initial={valuesOf(entry)}
      versioned={{
        version,
        read: async () => {
          const now = await call(endpoints.roll, { params: { meetingId } })
          return { version: now.version, values: valuesOf(now.items.find(({ id }) => id === entry.id) ?? entry) }
        },
        labels: { part: '应到或列席', ...countingLabels },
        show: (field, value) => (field === 'part' ? partNames[value as Part] : field === 'counts' ? showCounts(value) : undefined),
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
          <CountsField form={form} />
        </>
      )}
    </FormDialog>
  )
}

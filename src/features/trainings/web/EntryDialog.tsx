/** One line of a training's roll (改一行): who it is, and whether the person counts. Nobody is taken off. */
import { useState } from 'react'
import {
  CountsField,
  countingLabels,
  countingOf,
  excludedNoteOf,
  PeopleSelect,
  showCounts,
  type Counting,
} from '#features/meetings/web/meetings.widgets.tsx'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type TrainingEntry } from '../trainings.contract.ts'

interface Values extends Counting {
  personId: string | null
}

const valuesOf = (entry: TrainingEntry): Values => ({ personId: entry.personId, ...countingOf(entry) })

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
      input={({ personId, ...counting }) => ({
        params: { sessionId, entryId: entry.id },
        body: { personId: personId ?? null, excludedNote: excludedNoteOf(counting) },
      })}
      initial={valuesOf(entry)}
      versioned={{
        version,
        read: async () => {
          const now = await call(endpoints.roll, { params: { sessionId } })
          return { version: now.version, values: valuesOf(now.items.find(({ id }) => id === entry.id) ?? entry) }
        },
        labels: countingLabels,
        show: (field, value) => (field === 'counts' ? showCounts(value) : undefined),
      }}
      onClose={onClose}
    >
      {form => (
        <>
          <Field name="personId" label="是谁" hint={entry.personId === null ? `名单上写的是“${entry.name}”。` : undefined}>
            <PeopleSelect found={found.data?.items} onFind={setQ} known={{ id: entry.personId, name: entry.name }} />
          </Field>
          <CountsField form={form} />
        </>
      )}
    </FormDialog>
  )
}

/** Whether residents read a holder's name (公开姓名): only what the member agreed to. */
import { Radio } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints } from '../people.posts.contract.ts'

interface ShownTerm {
  id: string
  personName: string | null
  shown: boolean
}

export const ShowTermDialog = ({ term, version, onClose }: { term: ShownTerm; version: number; onClose(): void }) => (
  <FormDialog<typeof endpoints.showTerm, { shown: boolean }>
    title={`${term.personName ?? '任职的人'}：公开姓名`}
    verb="登记"
    endpoint={endpoints.showTerm}
    input={body => ({ params: { termId: term.id }, body, ifMatch: version })}
    initial={{ shown: term.shown }}
    onClose={onClose}
  >
    <Field name="shown" label="本人同意吗" required hint="同意了，居民在“我家归谁管”里看得到姓名。随时可以改。">
      <Radio.Group
        vertical
        options={[
          { value: true, label: '同意向居民公开姓名' },
          { value: false, label: '不公开' },
        ]}
      />
    </Field>
  </FormDialog>
)

/** Ending a term (结束任职): what lies open is shown by number, and someone is named who takes it over. */
import { Input, Select } from 'antd'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showCount } from '#platform/web/format.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../people.posts.contract.ts'
import { localToday } from '#platform/web/local-time.ts'

interface EndTermDialogProps {
  term: { id: string; personName: string | null }
  title: string
  /** Of the post, as it was read. */
  version: number
  onClose(): void
}

interface Values {
  lastOn: string
  successorId?: string
}

export const EndTermDialog = ({ term, title, version, onClose }: EndTermDialogProps) => (
  <FormDialog<typeof endpoints.endTerm, Values>
    title={`结束任职：${term.personName ?? ''}（${title}）`}
    verb="结束任职"
    refusing
    endpoint={endpoints.endTerm}
    input={({ lastOn, successorId }) => ({
      params: { termId: term.id },
      body: { lastOn, successorId: successorId ?? null },
      ifMatch: version,
    })}
    initial={{ lastOn: localToday() }}
    onClose={onClose}
  >
    {form => (
      <>
        <Field name="lastOn" label="最后一天" required hint="最早写昨天。过后就看不到原来单位的事了。">
          <Input type="date" />
        </Field>
        <Handover termId={term.id} lastOn={form.getFieldValue('lastOn') as string | undefined} />
      </>
    )}
  </FormDialog>
)

const mostNumbers = 10

function Handover({ termId, lastOn }: { termId: string; lastOn: string | undefined }) {
  const work = useRead(endpoints.openWork, { params: { termId }, query: { lastOn: lastOn || undefined } })
  return (
    <Reading of={work} lines={2}>
      {({ items, successors }) => (
        <>
          {items.length === 0 ? (
            <p className="note plain">现在手上没有没办完的事。</p>
          ) : (
            <p className="note">
              手上还有{showCount(items.length)}件没办完：
              {items
                .slice(0, mostNumbers)
                .map(({ label }) => label)
                .join('、')}
              {items.length > mostNumbers && '等'}。结束任职前，要交给接手的人。
            </p>
          )}
          <Field
            name="successorId"
            label="接手的人"
            required={items.length > 0}
            hint={
              successors.length === 0
                ? '同一单位和上级都没有别人任职。请先给接手的人安排岗位。'
                : '最后一天是今天或以前的，马上交接；以后的，过了那天夜里自动交接。居民看得到由谁接着办。'
            }
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              placeholder="输入姓名可查找"
              options={successors.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))}
            />
          </Field>
        </>
      )}
    </Reading>
  )
}

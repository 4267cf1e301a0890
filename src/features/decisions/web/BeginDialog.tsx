/** Beginning a matter from an entry of the list in force (起草一件事), and writing its text anew. */
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { endpoints as matters } from '#features/matters/matters.contract.ts'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, Line, ProposerKind, type Decision } from '../decisions.contract.ts'
import { lineNames, proposerKindNames } from '../decisions.words.ts'

interface Text {
  title: string
  text: string
  yuan?: number | null
}
interface Values extends Text {
  unitId: string
  code: string
  line: Line
  proposerKind: ProposerKind
  proposerId?: string
  proposingBody?: string
}
const fenOf = (yuan: number | null | undefined) => (yuan === null || yuan === undefined ? null : Math.round(yuan * 100))

export const BeginDialog = ({ onClose, onDone }: { onClose(): void; onDone(decision: Decision): void }) => (
  <FormDialog<typeof endpoints.begin, Values>
    title="起草一件事"
    verb="起草"
    wide
    endpoint={endpoints.begin}
    input={({ yuan, proposerId, proposingBody, ...rest }) => ({
      body: {
        ...rest,
        amountFen: fenOf(yuan),
        proposerId: rest.proposerKind === 'body' ? null : (proposerId ?? null),
        proposingBody: rest.proposerKind === 'body' ? (proposingBody ?? null) : null,
      },
    })}
    initial={{ line: 'collective', proposerKind: 'member' }}
    onClose={onClose}
    onDone={onDone}
  >
    <Field name="line" label="哪一级的事" required>
      <Radio.Group options={Line.options.map(value => ({ value, label: lineNames[value] }))} />
    </Field>
    <Field name="unitId" label="哪里的事" required>
      <UnitSelect kinds={['village', 'community', 'cooperative']} />
    </Field>
    <Form.Item noStyle dependencies={['unitId']}>
      {({ getFieldValue }) => <EntryField unitId={getFieldValue('unitId') as string | undefined} />}
    </Form.Item>
    <TextFields />
    <Field name="proposerKind" label="谁提议" required>
      <Radio.Group options={ProposerKind.options.map(value => ({ value, label: proposerKindNames[value] }))} />
    </Field>
    <Form.Item noStyle dependencies={['proposerKind']}>
      {({ getFieldValue }) =>
        getFieldValue('proposerKind') === 'body' ? (
          <Field name="proposingBody" label="提议的组织" required>
            <Input maxLength={60} />
          </Field>
        ) : (
          <Field name="proposerId" label="提议的人" required>
            <PersonSelect />
          </Field>
        )
      }
    </Form.Item>
  </FormDialog>
)

function EntryField({ unitId }: { unitId: string | undefined }) {
  const found = useRead(matters.catalogue, { query: { unitId } }, { enabled: unitId !== undefined })
  const options = unitId === undefined ? [] : found.data?.items.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))
  return (
    <Field name="code" label="清单里的哪一项" required hint="按这一项的步骤办。以后清单改了，这件事还按现在的办。">
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={options ?? []}
        loading={found.isFetching}
        notFoundContent="请先选哪里的事"
      />
    </Field>
  )
}

const TextFields = () => (
  <>
    <Field name="title" label="题目" required>
      <Input maxLength={60} />
    </Field>
    <Field name="text" label="议题的内容" required hint="大家表决的就是这段话。改过，就要重新表决。">
      <Input.TextArea rows={5} maxLength={5000} />
    </Field>
    <Field name="yuan" label="多少元" hint="没有金额的不填。">
      <InputNumber min={0.01} precision={2} />
    </Field>
  </>
)

const textOf = ({ title, text, amountFen }: Decision): Text => ({
  title,
  text: text ?? '',
  yuan: amountFen === null ? null : amountFen / 100,
})

export function WriteDialog({ decision, onClose }: { decision: Decision; onClose(): void }) {
  const params = { decisionId: decision.id }
  return (
    <FormDialog<typeof endpoints.write, Text>
      title="改议题"
      verb="保存"
      wide
      endpoint={endpoints.write}
      input={({ yuan, title, text }) => ({ params, body: { title, text, amountFen: fenOf(yuan) } })}
      initial={textOf(decision)}
      versioned={{
        version: decision.version,
        read: async () => {
          const now = await call(endpoints.get, { params })
          return { version: now.version, values: textOf(now) }
        },
        labels: { title: '题目', text: '议题的内容', yuan: '多少元' },
      }}
      onClose={onClose}
    >
      <TextFields />
    </FormDialog>
  )
}

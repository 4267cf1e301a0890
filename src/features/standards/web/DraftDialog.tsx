/** Writing a draft (写草稿): clause by clause; each names what enforces it, or stays with people. */
import { Button, Form, Input, Select } from 'antd'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Standard } from '../standards.contract.ts'

interface Values {
  issuer: string
  clauses: { text?: string; check?: string | null }[]
}

/** The draft that stands, else the text in force, to go on from. */
function valuesOf({ editions }: Standard): Values {
  const [latest] = editions
  return { issuer: latest?.issuer ?? '', clauses: latest?.clauses.map(({ text, check }) => ({ text, check })) ?? [{}] }
}

export function DraftDialog({ standard, onClose }: { standard: Standard; onClose(): void }) {
  const checks = useRead(endpoints.checks, {})
  const options = checks.data?.items.map(({ id, nameZh }) => ({ value: id, label: nameZh })) ?? []
  const params = { standardId: standard.id }
  return (
    <FormDialog<typeof endpoints.draft, Values>
      title={`${standard.name}：草稿`}
      verb="存草稿"
      wide
      endpoint={endpoints.draft}
      input={({ issuer, clauses }) => ({
        params,
        body: { issuer, clauses: clauses.map(({ text = '', check }) => ({ text, check: check ?? null })) },
      })}
      initial={valuesOf(standard)}
      versioned={{
        version: standard.version,
        read: async () => {
          const now = await call(endpoints.get, { params })
          return { version: now.version, values: valuesOf(now) }
        },
        labels: { issuer: '印发单位', clauses: '条文' },
        show: (field, value) => (field === 'clauses' ? (value as Values['clauses']).map(({ text }) => text).join(' / ') : String(value)),
      }}
      onClose={onClose}
    >
      <Field name="issuer" label="印发单位" required>
        <Input maxLength={60} />
      </Field>
      <Form.List name="clauses">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <fieldset key={key} className="panel">
                <legend>第{name + 1}条</legend>
                <Field name={[name, 'text']} label={`第${name + 1}条条文`} required>
                  <Input.TextArea rows={2} maxLength={500} showCount />
                </Field>
                <Field name={[name, 'check']} label={`第${name + 1}条由谁执行`} hint="不选就是人工执行。">
                  <Select allowClear placeholder="人工执行" options={options} />
                </Field>
                {rows.length > 1 && (
                  <Button type="link" onClick={() => remove(name)}>
                    删去第{name + 1}条
                  </Button>
                )}
              </fieldset>
            ))}
            <Button onClick={() => add({})}>再写一条</Button>
          </>
        )}
      </Form.List>
    </FormDialog>
  )
}

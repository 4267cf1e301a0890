/** The query form above a list (查询): three fields, the rest behind 展开, 查询 and 重置 (UX-02). What it asks stands in the address. */
import { Button, Form } from 'antd'
import { useState, type ReactNode } from 'react'

export interface QueryField {
  name: string
  label: string
  field: ReactNode
}

export interface QueryFormProps<Search extends object> {
  fields: readonly QueryField[]
  /** What the address says now. */
  value: Search
  onSearch(search: Search): void
}

const atFirst = 3

export function QueryForm<Search extends object>({ fields, value, onSearch }: QueryFormProps<Search>) {
  const chosen = value as Record<string, unknown>
  const further = fields.slice(atFirst)
  const [opened, setOpened] = useState(() => further.some(({ name }) => chosen[name] !== undefined))
  const [form] = Form.useForm<Record<string, unknown>>()
  const shown = opened ? fields : fields.slice(0, atFirst)
  const given = Object.fromEntries(fields.map(({ name }) => [name, chosen[name]]))
  const search = (values: Record<string, unknown>) =>
    onSearch(Object.fromEntries(Object.entries({ ...given, ...values }).filter(([, each]) => !isBlank(each))) as Search)
  return (
    <section className="panel" aria-label="查询">
      <Form key={JSON.stringify(given)} form={form} layout="vertical" className="query" initialValues={given} onFinish={search}>
        {shown.map(({ name, label, field }) => (
          <Form.Item key={name} name={name} label={label}>
            {field}
          </Form.Item>
        ))}
        <div className="buttons">
          <Button type="primary" htmlType="submit">
            查询
          </Button>
          <Button
            onClick={() => {
              form.resetFields()
              onSearch({} as Search)
            }}
          >
            重置
          </Button>
          {further.length > 0 && (
            <Button type="link" aria-expanded={opened} onClick={() => setOpened(!opened)}>
              {opened ? '收起' : '展开'}
            </Button>
          )}
        </div>
      </Form>
    </section>
  )
}

const isBlank = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** Writing a notice (写公示): everything that the sheet must say. */
import { Checkbox, Form, Input, InputNumber, Radio } from 'antd'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { call } from '#platform/web/api-client.ts'
import { Field, type FieldProps } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Notice, type NoticeElement } from '../disclosures.contract.ts'
import { dayUnitNames, noticeRule } from '../disclosures.words.ts'
import { bodyOf, valuesOf, type NoticeValues } from './notice-values.ts'

export function WriteDialog({ notice, onClose }: { notice: Notice; onClose(): void }) {
  const { id, version, type, leastDays } = notice
  const rule = noticeRule(type)
  const asks = (element: NoticeElement) => rule.elements.includes(element)
  const work = notice.work!
  return (
    <FormDialog<typeof endpoints.write, NoticeValues>
      title="写公示"
      verb="保存"
      wide
      endpoint={endpoints.write}
      input={values => ({ params: { noticeId: id }, body: bodyOf(values) })}
      initial={valuesOf(work.fields, work.near)}
      versioned={{
        version,
        read: async () => {
          const now = await call(endpoints.get, { params: { noticeId: id } })
          return { version: now.version, values: valuesOf(now.work?.fields ?? work.fields, now.work?.near ?? work.near) }
        },
        labels: { fields: '公示的内容', near: '当事人和近亲属' },
        show: (_field, value) => JSON.stringify(value),
      }}
      onClose={onClose}
    >
      <Field name={['fields', 'title']} label="标题" required hint="写成“关于…的公示”。">
        <Input maxLength={80} />
      </Field>
      <Owed name={['fields', 'basis']} label="依据" hint="哪个文件，或哪次会议。">
        <Input maxLength={300} />
      </Owed>
      <Owed name={['fields', 'content']} label="内容">
        <Input.TextArea rows={5} maxLength={5000} showCount />
      </Owed>
      <Field name={['fields', 'table']} label="名单或明细" hint="从表格里复制过来。第一行是表头。">
        <Input.TextArea rows={4} />
      </Field>
      <Field
        name={['fields', 'days']}
        label="公示几天"
        required
        hint={`至少${leastDays}${dayUnitNames[rule.unit]}，只能加长。${rule.source}。`}
      >
        <InputNumber min={1} max={365} />
      </Field>
      <Owed name={['fields', 'objectPhone']} label="异议电话">
        <Input maxLength={30} />
      </Owed>
      <Owed name={['fields', 'objectAddress']} label="异议地址">
        <Input maxLength={100} />
      </Owed>
      <Owed name={['fields', 'objectWindow']} label="异议窗口">
        <Input maxLength={60} />
      </Owed>
      <Owed name={['fields', 'issuer']} label="公示单位">
        <Input maxLength={60} />
      </Owed>
      <Owed name={['fields', 'issuedOn']} label="落款日期">
        <Input type="date" />
      </Owed>
      <Owed name={['fields', 'seal']} label="盖章">
        <Radio.Group
          options={[
            { value: 'scan', label: '盖章扫描件在附件里' },
            { value: 'notNeeded', label: '无需盖章' },
          ]}
        />
      </Owed>
      <Form.Item name={['fields', 'noAttachments']} valuePropName="checked">
        <Checkbox>没有附件</Checkbox>
      </Form.Item>
      {asks('resultDueOn') && (
        <Owed name={['fields', 'resultDueOn']} label="结果最晚哪天公开">
          <Input type="date" />
        </Owed>
      )}
      {asks('pollingOn') && (
        <Owed name={['fields', 'pollingOn']} label="选举日">
          <Input type="date" />
        </Owed>
      )}
      {asks('purposeEndsOn') && (
        <Owed name={['fields', 'purposeEndsOn']} label="名单用到哪天" hint="过了这天自动撤下，档案保留。">
          <Input type="date" />
        </Owed>
      )}
      {asks('audit') && (
        <Owed name={['fields', 'audit']} label="民主理财小组预审" hint="哪天、由谁审的。">
          <Input maxLength={100} />
        </Owed>
      )}
      <Field name="near" label="当事人和近亲属" hint="他们不能发布，也不能处理异议。">
        <PersonSelect mode="multiple" />
      </Field>
    </FormDialog>
  )
}

/** Not missed while it is a draft; before it is handed on, the server names it. */
const Owed = ({ name, label, hint, children }: FieldProps) => (
  <Form.Item name={name} label={label} extra={hint} required>
    {children}
  </Form.Item>
)

/** Writing an entry (写事项): who decides it by which steps, and for how long it is disclosed. */
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { DecidingBody, LegalMatter } from '#features/thresholds/thresholds.contract.ts'
import { bodyNames, matterNames } from '#features/thresholds/thresholds.words.ts'
import { call } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, MatterCategory, MatterLevel, Stage, type MatterEntry, type MatterList } from '../matters.contract.ts'
import { categoryNames, levelNames, stageNames } from '../matters.words.ts'
import { emptyEntry, fieldsOf, valuesOf, type EntryValues } from './entry-values.ts'

const bodyOptions = DecidingBody.options
  .filter(body => body !== 'villageElectors' && body !== 'branchCommittee' && body !== 'jointCommittees')
  .map(value => ({ value, label: bodyNames[value] }))

interface Props {
  list: MatterList
  /** Null: a new one. */
  entry: MatterEntry | null
  onClose(): void
}

export const EntryDialog = ({ list, entry, onClose }: Props) =>
  entry ? <ChangeDialog list={list} entry={entry} onClose={onClose} /> : <AddDialog list={list} onClose={onClose} />

const AddDialog = ({ list, onClose }: Omit<Props, 'entry'>) => (
  <FormDialog<typeof endpoints.add, EntryValues>
    title="加一项"
    verb="加上"
    wide
    endpoint={endpoints.add}
    input={values => ({ params: { listId: list.id }, body: { ...fieldsOf(values), code: values.code ?? '' }, ifMatch: list.version })}
    initial={emptyEntry}
    onClose={onClose}
  >
    <Field name="code" label="编号" required hint="一个大写字母加数字，例如C1。">
      <Input maxLength={4} />
    </Field>
    <EntryFields />
  </FormDialog>
)

function ChangeDialog({ list, entry, onClose }: Props & { entry: MatterEntry }) {
  const params = { listId: list.id, code: entry.code }
  return (
    <FormDialog<typeof endpoints.write, EntryValues>
      title={`${entry.code} ${entry.name}`}
      verb="保存"
      wide
      endpoint={endpoints.write}
      input={values => ({ params, body: fieldsOf(values) })}
      initial={valuesOf(entry)}
      versioned={{
        version: list.version,
        read: async () => {
          const now = await call(endpoints.get, { params: { listId: list.id } })
          const found = now.entries.find(({ code }) => code === entry.code) ?? entry
          return { version: now.version, values: valuesOf(found) }
        },
        labels: { name: '事项名称', disclosureDays: '公开几天', noticeDays: '提前几天通知', basis: '依据' },
      }}
      onClose={onClose}
    >
      <EntryFields />
    </FormDialog>
  )
}

const EntryFields = () => (
  <>
    <Field name="name" label="事项名称" required>
      <Input maxLength={60} />
    </Field>
    <Field name="level" label="哪一级的事" required>
      <Radio.Group options={MatterLevel.options.map(value => ({ value, label: levelNames[value] }))} />
    </Field>
    <Field name="category" label="类别" required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={MatterCategory.options.map(value => ({ value, label: categoryNames[value] }))}
      />
    </Field>
    <Field name="trigger" label="什么情况要走这个程序" hint="例如面积、年限。金额写在下面。">
      <Input maxLength={200} />
    </Field>
    <Field name="bodies" label="谁来决定" required hint="选几个，就是其中一个可以决定。">
      <Select showSearch={{ optionFilterProp: 'label' }} mode="multiple" options={bodyOptions} />
    </Field>
    <Form.List name="bands">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <fieldset key={key} className="panel">
              <legend>金额第{name + 1}档</legend>
              <Field name={[name, 'yuan']} label={`第${name + 1}档从多少元起`} required>
                <InputNumber min={0.01} precision={2} />
              </Field>
              <Field name={[name, 'body']} label={`第${name + 1}档谁来决定`} required>
                <Select showSearch={{ optionFilterProp: 'label' }} options={bodyOptions} />
              </Field>
              <Button type="link" onClick={() => remove(name)}>
                删去第{name + 1}档
              </Button>
            </fieldset>
          ))}
          <Button onClick={() => add({})}>加一档金额</Button>
        </>
      )}
    </Form.List>
    <Field name="legalMatter" label="是不是法定事项" required hint="土地、成员、章程等，法律另有规定。">
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={LegalMatter.options.map(value => ({ value, label: matterNames[value] }))}
      />
    </Field>
    <Field name="stages" label="要走的步骤" hint="至少选一步。">
      <Checkbox.Group options={Stage.options.map(value => ({ value, label: stageNames[value] }))} />
    </Field>
    <Field name="noticeDays" label="提前几天通知" hint="不填就照表决门槛。">
      <InputNumber min={1} max={90} precision={0} />
    </Field>
    <Field name="disclosureDays" label="决议公开几天" required>
      <InputNumber min={1} max={90} precision={0} />
    </Field>
    <Field name="attachments" label="要附的材料" hint="写完一样，按回车。">
      <Select mode="tags" open={false} suffixIcon={null} />
    </Field>
    <Form.Item name="townPreCheck" valuePropName="checked">
      <Checkbox>先报镇里看</Checkbox>
    </Form.Item>
    <Form.Item name="assetPlatform" valuePropName="checked">
      <Checkbox>交易要上集体资产交易平台</Checkbox>
    </Form.Item>
    <Field name="basis" label="依据" required>
      <Input maxLength={300} />
    </Field>
  </>
)

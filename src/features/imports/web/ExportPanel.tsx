/** Exports (导出): which sheets, as of which day, what for, and whether phones are shown whole. */
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { useDownload } from '#platform/web/files.ts'
import { Icon } from '#platform/web/icons.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, ExportedSheet, exportPurposeNames, ExportPurpose, problems, sheetNames } from '../imports.contract.ts'
import { localToday } from '#platform/web/local-time.ts'

interface Values {
  sheets: ExportedSheet[]
  asOf?: string
  purpose: ExportPurpose
  phones: 'masked' | 'full'
  format: 'xlsx' | 'csv'
}

/** The form offers `aria-required`, which a group of boxes may not have. */
const SheetChoice = ({ value = [], onChange }: { value?: ExportedSheet[]; onChange?(value: ExportedSheet[]): void }) => (
  <Checkbox.Group
    aria-label="哪些表"
    options={ExportedSheet.options.map(sheet => ({ value: sheet, label: sheetNames[sheet] }))}
    value={value}
    {...(onChange && { onChange })}
  />
)

export function ExportPanel() {
  const [form] = Form.useForm<Values>()
  const download = useDownload(endpoints.export)
  const send = (confirmed: boolean) => {
    const { asOf, ...values } = form.getFieldsValue()
    download.mutate({ body: { ...values, ...(asOf && { asOf }), confirmed } }, { onError: problem => void showFieldErrors(form, problem) })
  }
  const asksAgain = download.error?.kind.type === problems.manyPeople.type
  return (
    <section className="panel" aria-labelledby="export">
      <h2 id="export">把台账导出来</h2>
      <p className="sub">每次导出都有记录。导出的表原样可以再导入；按日子导出的只供查看。</p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark="optional"
        className="export"
        initialValues={{ sheets: ['units'], purpose: 'check', phones: 'masked', format: 'xlsx' }}
        onFinish={() => send(false)}
      >
        <Field name="sheets" label="哪些表" required>
          <SheetChoice />
        </Field>
        <Field name="purpose" label="做什么用" required>
          <Select options={ExportPurpose.options.map(value => ({ value, label: exportPurposeNames[value] }))} />
        </Field>
        <Field name="asOf" label="哪一天的" hint="留空是全部，包括已撤销和已卸任的。">
          <Input type="date" max={localToday()} />
        </Field>
        <Field name="phones" label="电话" required>
          <Radio.Group
            options={[
              { value: 'masked', label: '遮住中间几位' },
              { value: 'full', label: '完整号码' },
            ]}
          />
        </Field>
        <Field name="format" label="格式" required hint="CSV一次一张表，给程序用。">
          <Radio.Group
            options={[
              { value: 'xlsx', label: 'Excel表格' },
              { value: 'csv', label: 'CSV' },
            ]}
          />
        </Field>
        <ProblemAlert problem={download.error?.errors.length ? null : download.error} />
        <div className="buttons">
          {asksAgain ? (
            <Button onClick={() => send(true)} loading={download.isPending}>
              确认有必要，导出
            </Button>
          ) : (
            <Button htmlType="submit" icon={<Icon name="download" />} loading={download.isPending}>
              导出
            </Button>
          )}
        </div>
      </Form>
    </section>
  )
}

/**
 * Issuing a list (发清单): what it asks, what the system already holds of it, what speaks against it, and what it costs.
 * One cannot issue before one has seen all four.
 */
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Radio, Select, type FormInstance } from 'antd'
import { useState } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { bodyKindNames } from '#features/bodies/bodies.contract.ts'
import { endpoints as indicatorEndpoints } from '#features/indicators/indicators.contract.ts'
import { unitKindNames } from '#features/units/units.contract.ts'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { addDays, dayOf } from '#platform/shared/calendar.ts'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Frequency, frequencyNames, type TemplateFields } from '../duties.contract.ts'
import { endpoints } from '../duties.endpoints.contract.ts'
import { AsksField } from './AsksField.tsx'
import { PriceCard } from './PriceCard.tsx'

type Preview = OutputOf<typeof endpoints.preview>

const options = (names: Readonly<Record<string, string>>, kinds: readonly string[]) => kinds.map(value => ({ value, label: names[value] }))
const kindsOf = {
  units: options(unitKindNames, ['community', 'village', 'cooperative', 'quarter']),
  bodies: options(bodyKindNames, [
    'committee',
    'generalBranch',
    'branch',
    'jointBranch',
    'temporaryBranch',
    'villagersCommittee',
    'residentsCommittee',
  ]),
}

export function IssuePage() {
  const account = useMyAccount()
  return (
    <Page title="发清单" crumbs={[<Link to="/duties">工作清单</Link>, <Link to="/duties/templates">清单怎么来的</Link>]}>
      {account.data && <IssueForm unitId={account.data.posts[0]?.unitId} />}
    </Page>
  )
}

function IssueForm({ unitId }: { unitId: string | undefined }) {
  const [form] = Form.useForm<TemplateFields>()
  const navigate = useNavigate()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [touched, setTouched] = useState(false)
  const [rest, setRest] = useState<string[]>([])
  const checking = useWrite(endpoints.preview)
  const drafting = useWrite(endpoints.draft)
  const issuing = useWrite(endpoints.issue)
  const today = dayOf(new Date())
  const binds = Form.useWatch('binds', form) ?? 'units'
  const fail = (problem: Problem) => setRest(showFieldErrors(form, problem))
  const body = () => toBody(form.getFieldsValue(true) as TemplateFields)
  const check = () =>
    checking.mutate(
      { body: body() },
      {
        onSuccess: found => {
          setPreview(found)
          const errors = found.findings.map(({ pointer, detail }) => ({ pointer, detail }))
          forgetErrors(form as FormInstance)
          setRest(errors.length > 0 ? showFieldErrors(form, new Problem(common.invalid, undefined, { errors })) : [])
        },
        onError: fail,
      },
    )
  const issue = () =>
    drafting.mutate(
      { body: body() },
      {
        onSuccess: ({ id, version }) =>
          issuing.mutate(
            { params: { templateId: id }, ifMatch: version },
            {
              onSuccess: () => {
                setTouched(false)
                void navigate({ to: '/duties/templates' })
              },
              onError: fail,
            },
          ),
        onError: fail,
      },
    )
  const problem = [checking.error, drafting.error, issuing.error].find(error => error && error.errors.length === 0)
  return (
    <div className="two">
      <section className="panel" aria-label="清单内容">
        <LeaveWarning when={touched && !issuing.isPending} />
        <ProblemAlert problem={problem} rest={[]} />
        <Form<TemplateFields>
          form={form}
          layout="vertical"
          requiredMark="optional"
          initialValues={{
            unitId: unitId ?? '',
            frequency: 'monthly',
            binds: 'units',
            kinds: ['community', 'village'],
            dueRule: 'dayOfPeriod',
            dueCount: 31,
            leastRows: 1,
            minutes: 0,
            asks: [],
            from: today,
            to: addDays(today, 365),
          }}
          onValuesChange={() => {
            setTouched(true)
            setPreview(null)
          }}
          onFinish={check}
        >
          <Fields binds={binds} />
          <AsksField form={form} held={preview?.held ?? []} />
          <Field name="minutes" label="每次大约几分钟" required hint="只算要人填的。全由记录了结的写0。">
            <InputNumber min={0} max={10_000} />
          </Field>
          <div className="buttons">
            <Button htmlType="submit" loading={checking.isPending}>
              审一审
            </Button>
            <Button
              type="primary"
              disabled={!preview || preview.findings.length > 0 || preview.notThereYet !== null}
              loading={drafting.isPending || issuing.isPending}
              onClick={issue}
            >
              发出
            </Button>
          </div>
        </Form>
      </section>
      <PriceCard preview={preview} rest={rest} />
    </div>
  )
}

/** What the last check said is gone before the next one speaks. */
const forgetErrors = (form: FormInstance) => form.setFields(form.getFieldsError().map(({ name }) => ({ name, errors: [] })))

/** What is left out of the form is nothing. */
const toBody = ({ asks, awaitedBy, ...fields }: TemplateFields): TemplateFields => ({
  ...fields,
  fulfilledBy: fields.fulfilledBy || null,
  awaitedBy: awaitedBy || null,
  kinds: fields.kinds ?? [],
  basis: { name: fields.basis?.name ?? '', article: fields.basis?.article ?? '', issuer: fields.basis?.issuer ?? '' },
  asks: (asks ?? []).map(({ name, heldIn, filledBy, reason }) => ({
    name: name ?? '',
    heldIn: heldIn || null,
    filledBy: filledBy || null,
    reason: reason ?? '',
  })),
})

function Fields({ binds }: { binds: TemplateFields['binds'] }) {
  const indicators = useRead(indicatorEndpoints.list, {})
  const flows = (indicators.data?.items ?? []).filter(({ kind }) => kind === 'flow')
  return (
    <>
      <Field name="name" label="要做什么" required hint="写要办的事，例如：支部党员大会。">
        <Input maxLength={60} />
      </Field>
      <Field name="unitId" label="哪个单位发" required>
        <UnitSelect allowClear={false} />
      </Field>
      <Field name={['basis', 'name']} label="依据的文件" required hint="全称，带书名号。没有依据的不能发。">
        <Input maxLength={80} />
      </Field>
      <Field name={['basis', 'article']} label="哪一条" required>
        <Input maxLength={40} />
      </Field>
      <Field name={['basis', 'issuer']} label="谁发布的">
        <Input maxLength={40} />
      </Field>
      <Field name="binds" label="谁来做" required>
        <Radio.Group
          options={[
            { value: 'units', label: '村（社区）、经济社' },
            { value: 'bodies', label: '党组织、自治组织' },
          ]}
        />
      </Field>
      <Field name="kinds" label="哪几类" required>
        <Select mode="multiple" options={kindsOf[binds]} />
      </Field>
      <Field name="frequency" label="多久一次" required>
        <Radio.Group options={Frequency.options.map(value => ({ value, label: frequencyNames[value] }))} />
      </Field>
      <Field name="dueRule" label="到期怎么算" required>
        <Radio.Group
          options={[
            { value: 'dayOfPeriod', label: '这一期的第几天' },
            { value: 'workingDaysAfter', label: '这一期过后几个工作日' },
          ]}
        />
      </Field>
      <Field name="dueCount" label="几天" required hint="例如31：每月最后一天。">
        <InputNumber min={1} max={366} />
      </Field>
      <Field name="fulfilledBy" label="什么记录了结它" hint="系统里有这种记录，就自己了结。不收材料，不收照片。">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={flows.map(({ id, nameZh }) => ({ value: id, label: nameZh }))}
        />
      </Field>
      <Field name="leastRows" label="至少几条记录" required>
        <InputNumber min={1} max={100} />
      </Field>
      <Field name="awaitedBy" label="谁在等它" hint="没有人等的，逾期也不往上催。">
        <Input maxLength={40} />
      </Field>
      <Field name="from" label="从哪天起" required>
        <Input type="date" />
      </Field>
      <Field name="to" label="到哪天止" required>
        <Input type="date" />
      </Field>
    </>
  )
}
